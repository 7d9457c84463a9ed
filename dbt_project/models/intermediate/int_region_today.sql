-- Follows successions to the newest list. Each round doubles the steps: 32 of them, more than any chain has.
{%- set rounds = 5 %}
with regions as (

    select * from {{ ref('int_region_validity') }}

),

links as (

    select
        *,
        count(*) over (partition by region_key) as link_count
    from {{ ref('int_region_succession') }}

),

splits as (

    select distinct region_key
    from links
    where link_count > 1 or change_type = 'split'

),

step_0 as (

    select
        regions.region_key,
        coalesce(links.successor_region_key, regions.region_key) as reached_key,
        coalesce(links.is_one_to_one, true) as is_one_to_one
    from regions
    left join links
        on regions.region_key = links.region_key
        and links.link_count = 1
        and links.change_type <> 'split'

),
{% for round in range(1, rounds + 1) %}
step_{{ round }} as (

    select
        before.region_key,
        after.reached_key,
        before.is_one_to_one and after.is_one_to_one as is_one_to_one
    from step_{{ round - 1 }} as before
    inner join step_{{ round - 1 }} as after on before.reached_key = after.region_key

),
{% endfor %}
final as (

    select
        steps.region_key,
        case when reached.is_current then steps.reached_key end as today_region_key,
        case
            when steps.region_key = steps.reached_key and reached.is_current then 'same'
            when splits.region_key is not null then 'split'
            when not reached.is_current then 'gone'
            when steps.is_one_to_one then 'renamed'
            else 'merged'
        end as relation,
        reached.is_current and steps.is_one_to_one as is_one_to_one
    from step_{{ rounds }} as steps
    inner join regions as reached on steps.reached_key = reached.region_key
    left join splits on steps.reached_key = splits.region_key

)

select * from final
