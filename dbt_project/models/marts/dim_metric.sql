with catalogue as (

    select * from {{ ref('stg_metrics') }}

),

indicators as (

    select * from {{ ref('int_indicator') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}
    where code_set = 'category'

),

mention_counts as (

    select
        metric_key,
        cast(count(*) as integer) as mention_count
    from indicators
    group by metric_key

),

catalogued as (

    select
        {{ catalogued_metric_key('metric_code') }} as metric_key,
        metric_code,
        name_zh as metric_name_zh,
        name_en as metric_name_en,
        aliases_zh,
        true as is_catalogued,
        category,
        value_type,
        unit,
        direction,
        aggregation,
        min_valid,
        max_valid,
        definition_zh,
        definition_source
    from catalogue

),

uncatalogued as (

    select
        metric_key,
        cast(null as string) as metric_code,
        metric_name_zh,
        cast(null as string) as metric_name_en,
        cast(null as string) as aliases_zh,
        false as is_catalogued,
        'uncatalogued' as category,
        cast(null as string) as value_type,
        unit,
        'neutral' as direction,
        'none' as aggregation,
        cast(null as double) as min_valid,
        cast(null as double) as max_valid,
        cast(null as string) as definition_zh,
        cast(null as string) as definition_source
    from {{ ref('int_uncatalogued_metric') }}

),

metrics as (

    select * from catalogued
    union all
    select * from uncatalogued

),

final as (

    select
        metrics.metric_key,
        metrics.metric_code,
        metrics.metric_name_zh,
        metrics.metric_name_en,
        metrics.aliases_zh,
        metrics.is_catalogued,
        metrics.category,
        labels.label_zh as category_zh,
        labels.label_en as category_en,
        metrics.value_type,
        metrics.unit,
        metrics.direction,
        metrics.aggregation,
        metrics.min_valid,
        metrics.max_valid,
        metrics.definition_zh,
        metrics.definition_source,
        coalesce(mention_counts.mention_count, 0) as mention_count
    from metrics
    left join mention_counts on metrics.metric_key = mention_counts.metric_key
    left join labels on metrics.category = labels.code

)

select * from final
order by is_catalogued desc, metric_code asc, metric_name_zh asc, metric_key asc
