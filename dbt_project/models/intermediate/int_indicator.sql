-- The statements that count now: current version of each document, its newest extraction, decisions applied.
with statements as (

    select * from {{ ref('int_statement') }}

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

uncatalogued as (

    select * from {{ ref('int_uncatalogued_metric') }}

),

conversions as (

    select * from {{ ref('int_unit_conversion') }}

),

regions as (

    select * from {{ ref('int_region_year') }}

),

current_statements as (

    select
        statements.*,
        documents.source,
        metrics.metric_code as catalogue_code,
        metrics.unit as metric_unit,
        metrics.value_type,
        metrics.min_valid,
        metrics.max_valid,
        -- growth in percent is a share of the earlier value, whatever the metric itself is counted in
        case
            when statements.measure = 'change_pct' then ''
            else coalesce(metrics.unit, uncatalogued.unit, '')
        end as target_unit
    from statements
    inner join documents on statements.document_id = documents.document_id
    left join metrics on statements.metric_code = metrics.metric_code
    left join uncatalogued on statements.metric_key = uncatalogued.metric_key

),

converted as (

    select
        current_statements.*,
        case
            when conversions.unit_text is null then current_statements.value
            else {{ converted('current_statements.value', 'conversions.factor') }}
        end as value_canonical,
        coalesce(conversions.unit_canonical, current_statements.unit) as unit_canonical,
        case
            when current_statements.catalogue_code is null then null
            when conversions.unit_text is null then current_statements.unit = current_statements.metric_unit
            when current_statements.measure = 'change_pct' then conversions.unit_canonical in ('%', '倍')
            when conversions.is_points then conversions.is_compatible and current_statements.measure = 'change'
            else conversions.is_compatible
        end as unit_is_compatible
    from current_statements
    left join conversions
        on current_statements.unit = conversions.unit_text
        and current_statements.target_unit = conversions.metric_unit

),

bounded as (

    select
        *,
        -- the catalogue bounds a level in the metric's own unit, neither a change nor a value in some other unit
        measure = 'level' and unit_is_compatible as is_bounded
    from converted

),

final as (

    select
        bounded.indicator_key,
        bounded.document_id,
        bounded.source,
        bounded.bulletin,
        bounded.ordinal,
        bounded.bulletin_key,
        bounded.number_start,
        bounded.number_end,
        bounded.number_text,
        bounded.value,
        bounded.unit,
        bounded.value_canonical,
        bounded.unit_canonical,
        bounded.unit_is_compatible,
        bounded.metric_text,
        bounded.metric_code,
        bounded.metric_key,
        bounded.region_code,
        coalesce(regions.region_key, {{ unknown_region_key() }}) as region_key,
        case when bounded.region_code is not null then coalesce(regions.is_valid, false) end as region_is_valid,
        bounded.period_start,
        bounded.period_end,
        bounded.year,
        bounded.kind,
        bounded.measure,
        bounded.comparator,
        bounded.sentence,
        bounded.sentence_start,
        bounded.sentence_end,
        bounded.rule,
        bounded.confidence,
        bounded.domain,
        bounded.extractor_version,
        bounded.review_key,
        bounded.occurrence,
        bounded.review_status,
        bounded.review_decision_id,
        coalesce(bulletins.published_on, texts.published_on) as published_on,
        bulletins.year as bulletin_year,
        bounded.value_type,
        case when bounded.is_bounded then bounded.min_valid end as min_valid,
        case when bounded.is_bounded then bounded.max_valid end as max_valid,
        coalesce(
            substr(texts.text, bounded.number_start + 1, bounded.number_end - bounded.number_start)
            = bounded.number_text,
            false
        ) as offset_is_valid
    from bounded
    left join texts on bounded.document_id = texts.document_id
    left join bulletins on bounded.bulletin_key = bulletins.bulletin_key
    left join regions
        on bounded.region_code = regions.region_code
        and coalesce(bounded.year, 0) = coalesce(regions.year, 0)

)

select * from final
