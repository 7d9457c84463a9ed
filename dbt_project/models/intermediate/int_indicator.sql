-- The statements that count now: current version of each document, its newest extraction.
with mentions as (

    select * from {{ ref('stg_mentions') }}

),

documents as (

    select * from {{ ref('int_document') }}
    where is_current_version

),

texts as (

    select
        document_id,
        text,
        published_on
    from {{ ref('stg_documents') }}

),

bulletins as (

    select * from {{ ref('int_bulletin') }}

),

metrics as (

    select * from {{ ref('stg_metrics') }}

),

conversions as (

    select * from {{ ref('int_unit_conversion') }}

),

regions as (

    select * from {{ ref('int_region_year') }}

),

current_mentions as (

    select
        mentions.*,
        documents.source,
        metrics.metric_code as catalogue_code,
        metrics.unit as metric_unit,
        metrics.value_type,
        metrics.min_valid,
        metrics.max_valid,
        -- growth in percent is a share of the earlier value, whatever the metric itself is counted in
        case when mentions.measure = 'change_pct' then '' else coalesce(metrics.unit, '') end as target_unit
    from mentions
    inner join documents
        on mentions.document_id = documents.document_id
        and mentions.extractor_version = documents.extractor_version
    left join metrics on mentions.metric_code = metrics.metric_code

),

converted as (

    select
        current_mentions.*,
        case
            when conversions.unit_text is null then current_mentions.value
            else {{ converted('current_mentions.value', 'conversions.factor') }}
        end as value_canonical,
        coalesce(conversions.unit_canonical, current_mentions.unit) as unit_canonical,
        case
            when current_mentions.catalogue_code is null then null
            when conversions.unit_text is null then current_mentions.unit = current_mentions.metric_unit
            when current_mentions.measure = 'change_pct' then conversions.unit_canonical in ('%', '倍')
            when conversions.is_points then conversions.is_compatible and current_mentions.measure = 'change'
            else conversions.is_compatible
        end as unit_is_compatible
    from current_mentions
    left join conversions
        on current_mentions.unit = conversions.unit_text
        and current_mentions.target_unit = conversions.metric_unit

),

final as (

    select
        converted.indicator_key,
        converted.document_id,
        converted.source,
        converted.bulletin,
        converted.ordinal,
        converted.bulletin_key,
        converted.number_start,
        converted.number_end,
        converted.number_text,
        converted.value,
        converted.unit,
        converted.value_canonical,
        converted.unit_canonical,
        converted.unit_is_compatible,
        converted.metric_text,
        converted.metric_code,
        converted.metric_key,
        converted.region_code,
        coalesce(regions.region_key, {{ unknown_region_key() }}) as region_key,
        case when converted.region_code is not null then coalesce(regions.is_valid, false) end as region_is_valid,
        converted.period_start,
        converted.period_end,
        converted.year,
        converted.kind,
        converted.measure,
        converted.comparator,
        converted.sentence,
        converted.sentence_start,
        converted.sentence_end,
        converted.rule,
        converted.confidence,
        converted.domain,
        converted.extractor_version,
        coalesce(bulletins.published_on, texts.published_on) as published_on,
        bulletins.year as bulletin_year,
        converted.value_type,
        -- the catalogue bounds a level in the metric's own unit, neither a change nor a value in some other unit
        case when converted.measure = 'level' and converted.unit_is_compatible then converted.min_valid end as min_valid,
        case when converted.measure = 'level' and converted.unit_is_compatible then converted.max_valid end as max_valid,
        coalesce(
            substr(texts.text, converted.number_start + 1, converted.number_end - converted.number_start)
            = converted.number_text,
            false
        ) as offset_is_valid
    from converted
    left join texts on converted.document_id = texts.document_id
    left join bulletins on converted.bulletin_key = bulletins.bulletin_key
    left join regions
        on converted.region_code = regions.region_code
        and coalesce(converted.year, 0) = coalesce(regions.year, 0)

)

select * from final
