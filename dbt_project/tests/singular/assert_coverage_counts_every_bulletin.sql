-- Counted without region and year on one side: a join that loses or doubles rows shows here.
with counted as (

    select coalesce(sum(bulletin_count + plan_count), 0) as bulletin_count
    from {{ ref('coverage_region_year') }}

),

bulletins as (

    select count(*) as bulletin_count
    from {{ ref('dim_bulletin') }}
    where
        is_current_version
        and region_key <> {{ unknown_region_key() }}
        and year_key <> {{ unknown_year_key() }}

)

select bulletins.bulletin_count
from bulletins
cross join counted
where bulletins.bulletin_count <> counted.bulletin_count
