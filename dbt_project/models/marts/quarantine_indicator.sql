with failures as (

    select * from {{ ref('stg_quality_row_failures') }}

),

checks as (

    select * from {{ ref('stg_quality_check_results') }}

),

facts as (

    select * from {{ ref('fct_indicator') }}

),

bulletins as (

    select * from {{ ref('dim_bulletin') }}

),

metrics as (

    select * from {{ ref('dim_metric') }}

),

regions as (

    select * from {{ ref('dim_region') }}

),

final as (

    select
        failures.indicator_key,
        failures.check_name,
        checks.suite as check_suite,
        checks.description_en as check_description_en,
        checks.description_zh as check_description_zh,
        failures.severity,
        failures.reason,
        facts.check_status,
        metrics.metric_name_zh,
        facts.metric_code,
        facts.metric_text,
        regions.region_full_name,
        facts.region_code,
        facts.year,
        facts.kind,
        facts.measure,
        facts.comparator,
        facts.value_text,
        facts.value_printed,
        facts.unit_printed,
        facts.value_canonical,
        facts.unit_canonical,
        failures.related_indicator_key,
        related.value_canonical as related_value_canonical,
        related.unit_canonical as related_unit_canonical,
        related.sentence as related_sentence,
        facts.sentence,
        facts.number_start,
        facts.number_end,
        facts.source,
        bulletins.bulletin_key,
        bulletins.title as bulletin_title
    from failures
    inner join facts on failures.indicator_key = facts.indicator_key
    left join checks on failures.check_name = checks.check_name
    left join facts as related on failures.related_indicator_key = related.indicator_key
    left join bulletins on facts.bulletin_key = bulletins.bulletin_key
    left join metrics on facts.metric_key = metrics.metric_key
    left join regions on facts.region_key = regions.region_key
    -- a reviewer found the figure right: see review_decision
    where facts.review_status <> 'accepted'

)

select * from final
order by severity, check_name, source, number_start
