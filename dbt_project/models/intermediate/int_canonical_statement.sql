{{ config(materialized='view') }}
-- Every statement of every version of every document in canonical units, decisions applied.
with statements as (

    select * from {{ ref('int_statement') }}

),

documents as (

    select * from {{ ref('int_document') }}

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

breaks as (

    select * from {{ ref('int_region_break') }}

),

placed as (

    select
        statements.*,
        documents.source,
        documents.is_current_version,
        -- the digits of a corrected figure are not those that are printed
        case
            when statements.review_status <> 'corrected'
                then {{ printed_step('statements.number_text', 'statements.value', 'statements.comparator') }}
        end as printed_step,
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
        placed.*,
        case
            when conversions.unit_text is null then placed.value
            else {{ converted('placed.value', 'conversions.factor') }}
        end as value_canonical,
        case
            when conversions.unit_text is null then placed.printed_step
            else {{ converted('placed.printed_step', 'conversions.factor') }}
        end as value_step,
        coalesce(conversions.unit_canonical, placed.unit) as unit_canonical,
        case
            when placed.catalogue_code is null then null
            when conversions.unit_text is null then placed.unit = placed.metric_unit
            when placed.measure = 'change_pct' then conversions.unit_canonical in ('%', '倍')
            when conversions.is_points then conversions.is_compatible and placed.measure = 'change'
            else conversions.is_compatible
        end as unit_is_compatible
    from placed
    left join conversions
        on placed.unit = conversions.unit_text
        and placed.target_unit = conversions.metric_unit

),

bounded as (

    select
        *,
        -- the catalogue bounds a level in the metric's own unit, neither a change nor a value in some other unit
        measure = 'level' and unit_is_compatible as is_bounded
    from converted

),

resolved as (

    select
        bounded.indicator_key,
        bounded.document_id,
        bounded.source,
        bounded.is_current_version,
        bounded.bulletin,
        bounded.ordinal,
        bounded.bulletin_key,
        bounded.number_start,
        bounded.number_end,
        bounded.number_text,
        bounded.value,
        bounded.unit,
        bounded.value_canonical,
        bounded.value_step,
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
        ) as offset_is_valid,
        {{ stated_status('bounded') }} as stated_status,
        bounded.kind = 'actual' and breaks.region_key is not null as is_break
    from bounded
    left join texts on bounded.document_id = texts.document_id
    left join bulletins on bounded.bulletin_key = bulletins.bulletin_key
    left join regions
        on bounded.region_code = regions.region_code
        and coalesce(bounded.year, 0) = coalesce(regions.year, 0)
    left join breaks
        on regions.region_key = breaks.region_key
        and bounded.year = breaks.year

),

final as (

    select
        *,
        case when stated_status = 'A' and is_break then 'B' else stated_status end as obs_status
    from resolved

)

select * from final
