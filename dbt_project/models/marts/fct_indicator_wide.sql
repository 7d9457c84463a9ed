{{ config(materialized='view') }}

with facts as (

    select * from {{ ref('fct_indicator') }}

),

regions as (

    select * from {{ ref('dim_region') }}

),

metrics as (

    select * from {{ ref('dim_metric') }}

),

years as (

    select * from {{ ref('dim_year') }}

),

bulletins as (

    select * from {{ ref('dim_bulletin') }}

),

labels as (

    select * from {{ ref('code_label') }}

)

select
    facts.indicator_key,
    facts.region_key,
    regions.region_code,
    regions.region_name,
    regions.region_full_name,
    regions.region_level,
    regions.region_level_zh,
    regions.province_name,
    regions.prefecture_name,
    regions.county_name,
    facts.metric_key,
    metrics.metric_code,
    metrics.metric_name_zh,
    metrics.metric_name_en,
    metrics.is_catalogued,
    metrics.category_zh,
    metrics.category_en,
    metrics.direction,
    metrics.aggregation,
    facts.year_key,
    years.year,
    years.year_start,
    years.year_end,
    years.five_year_plan_name_zh,
    facts.period_start,
    facts.period_end,
    facts.kind,
    kind_labels.label_zh as kind_zh,
    kind_labels.label_en as kind_en,
    facts.measure,
    measure_labels.label_zh as measure_zh,
    measure_labels.label_en as measure_en,
    facts.comparator,
    facts.value_canonical,
    facts.unit_canonical,
    facts.value_text,
    facts.value_printed,
    facts.unit_printed,
    facts.metric_text,
    facts.domain,
    facts.check_status,
    status_labels.label_zh as check_status_zh,
    status_labels.label_en as check_status_en,
    facts.obs_status,
    obs_labels.label_zh as obs_status_zh,
    obs_labels.label_en as obs_status_en,
    facts.is_derived,
    facts.review_status,
    review_labels.label_zh as review_status_zh,
    facts.confidence,
    facts.bulletin_key,
    bulletins.title as bulletin_title,
    bulletins.genre,
    genre_labels.label_zh as genre_zh,
    bulletins.publisher,
    bulletins.published_on,
    bulletins.url,
    facts.source,
    facts.sentence,
    facts.document_id,
    facts.number_start,
    facts.number_end
from facts
inner join regions on facts.region_key = regions.region_key
inner join metrics on facts.metric_key = metrics.metric_key
inner join years on facts.year_key = years.year_key
inner join bulletins on facts.bulletin_key = bulletins.bulletin_key
{{ join_label("kind_labels", "facts.kind", "kind") }}
{{ join_label("measure_labels", "facts.measure", "measure") }}
{{ join_label("status_labels", "facts.check_status", "check_status") }}
{{ join_label("genre_labels", "bulletins.genre", "genre") }}
{{ join_label("obs_labels", "facts.obs_status", "obs_status") }}
{{ join_label("review_labels", "facts.review_status", "review_status") }}
