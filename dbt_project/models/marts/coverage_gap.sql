-- What a reader would expect and does not find: a core metric of the level where a bulletin reports on the year, and a
-- metric that the region reported for the year before or after.
with coverage as (

    select * from {{ ref('coverage_region_year') }}

),

best_values as (

    select * from {{ ref('indicator_region_year') }}
    where
        kind = 'actual'
        and is_catalogued
        and not is_derived

),

metrics as (

    select * from {{ ref('dim_metric') }}

),

expected as (

    select * from {{ ref('int_expected_metric') }}

),

series as (

    select * from {{ ref('int_region_series') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}
    where code_set = 'gap_reason'

),

covered as (

    select
        coverage.*,
        series.series_region_key
    from coverage
    inner join series on coverage.region_key = series.region_key

),

known as (

    select distinct
        series.series_region_key,
        best_values.metric_key,
        best_values.year_key
    from best_values
    inner join series on best_values.region_key = series.region_key

),

core_wanted as (

    select
        covered.region_key,
        covered.series_region_key,
        covered.year_key,
        expected.metric_key
    from covered
    inner join expected on covered.region_level = expected.region_level
    where covered.bulletin_count > 0

),

neighbour_wanted as (

    select
        covered.region_key,
        covered.series_region_key,
        covered.year_key,
        known.metric_key,
        max(case when known.year_key < covered.year_key then 1 else 0 end) as has_before,
        max(case when known.year_key > covered.year_key then 1 else 0 end) as has_after
    from covered
    inner join known
        on covered.series_region_key = known.series_region_key
        and known.year_key in (covered.year_key - 1, covered.year_key + 1)
    group by covered.region_key, covered.series_region_key, covered.year_key, known.metric_key

),

wanted as (

    select
        coalesce(core_wanted.region_key, neighbour_wanted.region_key) as region_key,
        coalesce(core_wanted.series_region_key, neighbour_wanted.series_region_key) as series_region_key,
        coalesce(core_wanted.year_key, neighbour_wanted.year_key) as year_key,
        coalesce(core_wanted.metric_key, neighbour_wanted.metric_key) as metric_key,
        core_wanted.metric_key is not null as is_core,
        coalesce(neighbour_wanted.has_before = 1, false) as is_reported_before,
        coalesce(neighbour_wanted.has_after = 1, false) as is_reported_after
    from core_wanted
    full outer join neighbour_wanted
        on core_wanted.region_key = neighbour_wanted.region_key
        and core_wanted.year_key = neighbour_wanted.year_key
        and core_wanted.metric_key = neighbour_wanted.metric_key

),

missing as (

    select
        wanted.*,
        case
            when wanted.is_reported_before and wanted.is_reported_after then 'between'
            when wanted.is_reported_before then 'reported_before'
            when wanted.is_reported_after then 'reported_after'
            else 'core'
        end as reason
    from wanted
    left join known
        on wanted.series_region_key = known.series_region_key
        and wanted.year_key = known.year_key
        and wanted.metric_key = known.metric_key
    where known.metric_key is null

),

final as (

    select
        missing.region_key,
        covered.region_code,
        covered.region_name,
        covered.region_level,
        missing.metric_key,
        metrics.metric_code,
        metrics.metric_name_zh,
        metrics.metric_name_en,
        missing.year_key,
        covered.year,
        missing.is_core,
        missing.is_reported_before,
        missing.is_reported_after,
        covered.bulletin_count > 0 as has_bulletin,
        missing.reason,
        labels.label_zh as reason_zh,
        labels.label_en as reason_en
    from missing
    inner join covered
        on missing.region_key = covered.region_key
        and missing.year_key = covered.year_key
    inner join metrics on missing.metric_key = metrics.metric_key
    left join labels on missing.reason = labels.code

)

select * from final
order by region_code, year, metric_key
