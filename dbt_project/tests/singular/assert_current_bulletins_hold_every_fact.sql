-- Counted from the mentions on one side and from the facts on the other: a join that loses or doubles rows shows here.
with bulletins as (

    select
        bulletin_key,
        case when is_current_version then indicator_count else 0 end as expected_count
    from {{ ref('dim_bulletin') }}

),

facts as (

    select
        bulletin_key,
        count(*) as fact_count
    from {{ ref('fct_indicator') }}
    group by bulletin_key

)

select
    bulletins.bulletin_key,
    bulletins.expected_count,
    coalesce(facts.fact_count, 0) as fact_count
from bulletins
left join facts on bulletins.bulletin_key = facts.bulletin_key
where bulletins.expected_count <> coalesce(facts.fact_count, 0)
