-- Which metrics the bulletins of a level are expected to give: the level of the seed and those above it.
with core_metrics as (

    select * from {{ ref('stg_core_metrics') }}

),

metrics as (

    select * from {{ ref('stg_metrics') }}

),

levels as (

    select
        'country' as region_level,
        1 as depth
    union all
    select
        'province' as region_level,
        2 as depth
    union all
    select
        'prefecture' as region_level,
        3 as depth
    union all
    select
        'county' as region_level,
        4 as depth

),

final as (

    select
        levels.region_level,
        {{ catalogued_metric_key('metrics.metric_code') }} as metric_key,
        metrics.metric_code
    from core_metrics
    inner join metrics on core_metrics.metric_code = metrics.metric_code
    inner join levels as lowest on core_metrics.lowest_level = lowest.region_level
    inner join levels on lowest.depth >= levels.depth

)

select * from final
