-- The earlier level that a level and a change give, where no bulletin reports it. Of several the most exact counts.
with derivations as (

    select * from {{ ref('indicator_consistency') }}
    where verdict = 'derived'

),

series as (

    select * from {{ ref('int_region_series') }}

),

regions as (

    select
        validity.region_key,
        validity.region_code,
        validity.valid_from,
        validity.valid_to,
        series.series_region_key
    from {{ ref('int_region_validity') }} as validity
    inner join series on validity.region_key = series.region_key

),

-- The region as it was called in that year.
placed as (

    select
        derivations.*,
        coalesce(regions.region_key, derivations.region_key) as base_region_key,
        coalesce(regions.region_code, derivations.region_code) as base_region_code,
        {{ year_key('derivations.base_year') }} as base_year_key,
        row_number() over (
            partition by derivations.change_indicator_key
            order by
                case when regions.region_key = derivations.region_key then 0 else 1 end asc,
                regions.valid_from desc nulls last
        ) as place
    from derivations
    inner join series on derivations.region_key = series.region_key
    left join regions
        on series.series_region_key = regions.series_region_key
        and {{ year_end('derivations.base_year') }} between regions.valid_from and regions.valid_to

),

ranked as (

    select
        *,
        count(*) over (partition by base_region_key, metric_key, base_year_key) as derivation_count,
        row_number() over (
            partition by base_region_key, metric_key, base_year_key
            order by tolerance asc, published_on desc nulls last, change_indicator_key asc
        ) as precedence
    from placed
    where
        place = 1
        and base_year_key <> {{ unknown_year_key() }}

),

final as (

    select
        base_region_key as region_key,
        base_region_code as region_code,
        metric_key,
        metric_code,
        metric_name_zh,
        metric_name_en,
        base_year_key as year_key,
        base_year as year,
        'actual' as kind,
        implied_before as value,
        tolerance as value_tolerance,
        unit,
        'E' as obs_status,
        true as is_derived,
        cast(derivation_count as integer) as derivation_count,
        level_indicator_key,
        value_now as level_value,
        year as level_year,
        change_indicator_key,
        change_value,
        change_unit,
        sentence as source_sentence,
        source,
        bulletin_title,
        published_on
    from ranked
    where precedence = 1

)

select * from final
order by metric_key, region_code, year
