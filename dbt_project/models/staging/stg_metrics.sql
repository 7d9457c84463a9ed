with metrics as (

    select * from {{ ref('metrics') }}

),

value_types as (

    select * from {{ ref('value_types') }}

),

exceptions as (

    select * from {{ ref('metric_aggregations') }}

),

renamed as (

    select
        metrics.metric_code,
        metrics.name_zh,
        metrics.name_en,
        metrics.aliases_zh,
        metrics.category,
        metrics.value_type,
        metrics.unit,
        metrics.direction,
        coalesce(exceptions.aggregation, value_types.aggregation, 'none') as aggregation,
        metrics.definition_zh,
        metrics.source as definition_source,

        metrics.min_valid,
        metrics.max_valid
    from metrics
    left join value_types on metrics.value_type = value_types.value_type
    left join exceptions on metrics.metric_code = exceptions.metric_code

)

select * from renamed
