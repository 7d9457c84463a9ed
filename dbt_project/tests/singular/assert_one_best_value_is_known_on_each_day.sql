-- Vintages of one key follow each other; two that hold on one day would give a reader two values.
with followed as (

    select
        region_key,
        metric_key,
        year_key,
        kind,
        vintage_number,
        known_to,
        lead(known_from) over (
            partition by region_key, metric_key, year_key, kind order by vintage_number
        ) as next_known_from
    from {{ ref('indicator_vintage') }}

)

select *
from followed
where next_known_from is not null and coalesce(known_to > next_known_from, true)
