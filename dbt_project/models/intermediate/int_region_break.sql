-- Years in which the boundary of a region changed: figures before and after are of different areas.
with regions as (

    select * from {{ ref('int_region_validity') }}

),

today as (

    select * from {{ ref('int_region_today') }}

),

-- Counties that came or went, parts of a split.
of_today as (

    select
        today.region_key,
        changes.changed_on
    from {{ ref('int_region_boundary_change') }} as changes
    inner join today on changes.region_key = today.today_region_key

),

merged_into as (

    select
        successor_region_key as region_key,
        changed_on
    from {{ ref('int_region_succession') }}
    where change_type = 'merged'

),

changes as (

    select * from of_today
    union
    select * from merged_into

),

final as (

    select distinct
        changes.region_key,
        cast(extract(year from changes.changed_on) as integer) as year
    from changes
    inner join regions on changes.region_key = regions.region_key
    -- a row that had ended keeps the area it had
    where changes.changed_on between regions.valid_from and regions.valid_to

)

select * from final
