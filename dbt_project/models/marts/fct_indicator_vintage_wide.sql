{{ config(materialized='view') }}

with vintages as (

    select * from {{ ref('fct_indicator_vintage') }}

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
    vintages.indicator_key,
    vintages.appearance,
    vintages.known_from,
    vintages.known_to,
    vintages.is_current,
    vintages.version_number,
    vintages.superseded_reason,
    reason_labels.label_zh as superseded_reason_zh,
    vintages.region_key,
    regions.region_code,
    regions.region_name,
    regions.region_full_name,
    regions.region_level,
    regions.province_name,
    vintages.metric_key,
    metrics.metric_code,
    metrics.metric_name_zh,
    metrics.metric_name_en,
    metrics.category_zh,
    metrics.aggregation,
    vintages.year_key,
    years.year,
    years.year_start,
    vintages.period_start,
    vintages.period_end,
    vintages.kind,
    kind_labels.label_zh as kind_zh,
    kind_labels.label_en as kind_en,
    vintages.measure,
    vintages.comparator,
    vintages.value_canonical,
    vintages.unit_canonical,
    vintages.value_text,
    vintages.domain,
    vintages.check_status,
    vintages.obs_status,
    vintages.is_usable,
    vintages.confidence,
    vintages.bulletin_key,
    bulletins.title as bulletin_title,
    bulletins.published_on,
    vintages.source,
    vintages.sentence,
    vintages.document_id
from vintages
inner join regions on vintages.region_key = regions.region_key
inner join metrics on vintages.metric_key = metrics.metric_key
inner join years on vintages.year_key = years.year_key
inner join bulletins on vintages.bulletin_key = bulletins.bulletin_key
{{ join_label("kind_labels", "vintages.kind", "kind") }}
{{ join_label("reason_labels", "vintages.superseded_reason", "superseded_reason") }}
