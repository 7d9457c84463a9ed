-- Which regions and years bulletins report on. Years without any between a region's first and last are rows too: the
-- holes are what a reader looks for.
with bulletins as (

    select * from {{ ref('dim_bulletin') }}
    where
        is_current_version
        and region_key <> {{ unknown_region_key() }}
        and year_key <> {{ unknown_year_key() }}

),

best_values as (

    select * from {{ ref('indicator_region_year') }}
    where
        kind = 'actual'
        and not is_derived

),

facts as (

    select * from {{ ref('fct_indicator') }}
    where
        domain = 'health'
        and region_key <> {{ unknown_region_key() }}
        and year_key <> {{ unknown_year_key() }}

),

regions as (

    select * from {{ ref('dim_region') }}

),

years as (

    select * from {{ ref('dim_year') }}
    where year is not null

),

series as (

    select * from {{ ref('int_region_series') }}

),

expected as (

    select * from {{ ref('int_expected_metric') }}

),

reported as (

    select
        region_key,
        year_key,
        cast(count(*) as integer) as bulletin_count,
        cast(count(distinct document_id) as integer) as document_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on
    from bulletins
    where genre <> 'plan'
    group by region_key, year_key

),

planned as (

    select
        region_key,
        year_key,
        cast(count(*) as integer) as plan_count
    from bulletins
    where genre = 'plan'
    group by region_key, year_key

),

stated as (

    select
        region_key,
        year_key,
        cast(count(*) as integer) as statement_count
    from facts
    group by region_key, year_key

),

known as (

    select
        region_key,
        year_key,
        cast(count(*) as integer) as metric_count,
        cast(sum(case when is_catalogued then 1 else 0 end) as integer) as catalogued_metric_count
    from best_values
    group by region_key, year_key

),

known_core as (

    select
        best_values.region_key,
        best_values.year_key,
        cast(count(*) as integer) as core_metric_count
    from best_values
    inner join expected
        on best_values.metric_key = expected.metric_key
        and best_values.region_level = expected.region_level
    group by best_values.region_key, best_values.year_key

),

expected_counts as (

    select
        region_level,
        cast(count(*) as integer) as expected_metric_count
    from expected
    group by region_level

),

seen as (

    select
        region_key,
        year_key
    from reported
    union
    select
        region_key,
        year_key
    from planned
    union
    select
        region_key,
        year_key
    from known

),

spans as (

    select
        series.series_region_key,
        min(seen.year_key) as first_year,
        max(seen.year_key) as last_year
    from seen
    inner join series on seen.region_key = series.region_key
    group by series.series_region_key

),

-- The row of the region that holds at the end of each year; where none does, the rows that were seen are all there is.
asked as (

    select
        regions.region_key,
        years.year_key
    from spans
    inner join series on spans.series_region_key = series.series_region_key
    inner join regions on series.region_key = regions.region_key
    inner join years
        on years.year between spans.first_year and spans.last_year
        and years.year_end between regions.valid_from and regions.valid_to
    union
    select
        region_key,
        year_key
    from seen

),

final as (

    select
        asked.region_key,
        regions.region_code,
        regions.region_name,
        regions.region_full_name,
        regions.region_level,
        asked.year_key,
        years.year,
        coalesce(reported.bulletin_count, 0) as bulletin_count,
        coalesce(reported.document_count, 0) as document_count,
        coalesce(planned.plan_count, 0) as plan_count,
        coalesce(stated.statement_count, 0) as statement_count,
        coalesce(known.metric_count, 0) as metric_count,
        coalesce(known.catalogued_metric_count, 0) as catalogued_metric_count,
        coalesce(known_core.core_metric_count, 0) as core_metric_count,
        coalesce(expected_counts.expected_metric_count, 0)
        - coalesce(known_core.core_metric_count, 0) as missing_core_metric_count,
        reported.first_published_on,
        reported.last_published_on
    from asked
    inner join regions on asked.region_key = regions.region_key
    inner join years on asked.year_key = years.year_key
    left join reported
        on asked.region_key = reported.region_key
        and asked.year_key = reported.year_key
    left join planned
        on asked.region_key = planned.region_key
        and asked.year_key = planned.year_key
    left join stated
        on asked.region_key = stated.region_key
        and asked.year_key = stated.year_key
    left join known
        on asked.region_key = known.region_key
        and asked.year_key = known.year_key
    left join known_core
        on asked.region_key = known_core.region_key
        and asked.year_key = known_core.year_key
    left join expected_counts on regions.region_level = expected_counts.region_level

)

select * from final
order by region_code, year, region_key
