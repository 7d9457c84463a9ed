-- The precedence, first difference decides (see the description of this table):
--  1 accepted before accepted with a warning
--  2 an exact figure before an approximate one before a bound (of actual values; a target's bound is the target)
--  3 a whole year before a part of it
--  4 the region's own bulletin before another region's
--  5 communiqué, then annual summary, then others (of targets: the plan, then others)
--  6 the more confident extraction, in steps of a tenth
--  7 later published before earlier
--  8 position, so that the choice never depends on the order of rows
with facts as (

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

years as (

    select * from {{ ref('dim_year') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}

),

eligible as (

    select
        facts.*,
        metrics.unit as metric_unit,
        bulletins.title as bulletin_title,
        bulletins.published_on,
        case facts.check_status when 'accepted' then 0 else 1 end as warning_rank,
        case
            when facts.kind = 'target' or facts.comparator = '=' then 0
            when facts.comparator = '~' then 1
            else 2
        end as comparator_rank,
        case
            when
                facts.period_start <= {{ year_start('facts.year') }}
                and facts.period_end >= {{ year_end('facts.year') }}
                then 0
            else 1
        end as period_rank,
        case when bulletins.region_code = facts.region_code then 0 else 1 end as region_rank,
        case
            when facts.kind = 'target' then case bulletins.genre when 'plan' then 0 else 1 end
            when bulletins.genre = 'communique' then 0
            when bulletins.genre = 'summary' then 1
            else 2
        end as genre_rank,
        round(facts.confidence, 1) as confidence_rank
    from facts
    inner join bulletins on facts.bulletin_key = bulletins.bulletin_key
    inner join metrics on facts.metric_key = metrics.metric_key
    where
        facts.check_status in ('accepted', 'warned')
        and facts.domain = 'health'
        and facts.measure = 'level'
        and facts.region_key <> {{ unknown_region_key() }}
        and facts.year_key <> {{ unknown_year_key() }}
        and facts.unit_canonical = metrics.unit

),

ranked as (

    select
        *,
        row_number() over (
            partition by region_key, metric_key, year_key, kind
            order by
                warning_rank asc,
                comparator_rank asc,
                period_rank asc,
                region_rank asc,
                genre_rank asc,
                confidence_rank desc nulls last,
                published_on desc nulls last,
                document_id asc,
                ordinal asc
        ) as precedence
    from eligible

),

chosen as (

    select *
    from ranked
    where precedence = 1

),

agreement as (

    select
        eligible.region_key,
        eligible.metric_key,
        eligible.year_key,
        eligible.kind,
        cast(count(distinct eligible.bulletin_key) as integer) as bulletin_count,
        cast(count(
            distinct case
                when
                    abs(eligible.value_canonical - chosen.value_canonical)
                    <= {{ var('agreement_tolerance') }} * abs(chosen.value_canonical)
                    then eligible.bulletin_key
            end
        ) as integer) as agreeing_bulletin_count,
        min(eligible.value_canonical) as value_min,
        max(eligible.value_canonical) as value_max
    from eligible
    inner join chosen
        on eligible.region_key = chosen.region_key
        and eligible.metric_key = chosen.metric_key
        and eligible.year_key = chosen.year_key
        and eligible.kind = chosen.kind
    group by eligible.region_key, eligible.metric_key, eligible.year_key, eligible.kind

),

final as (

    select
        chosen.region_key,
        chosen.region_code,
        regions.region_name,
        regions.region_full_name,
        regions.region_level,
        regions.region_level_zh,
        regions.province_name,
        regions.prefecture_name,
        regions.county_name,
        chosen.metric_key,
        chosen.metric_code,
        metrics.metric_name_zh,
        metrics.metric_name_en,
        metrics.is_catalogued,
        metrics.category_zh,
        metrics.category_en,
        metrics.aggregation,
        chosen.year_key,
        chosen.year,
        years.year_start,
        years.year_end,
        years.five_year_plan_name_zh,
        chosen.kind,
        kind_labels.label_zh as kind_zh,
        kind_labels.label_en as kind_en,
        chosen.value_canonical as value,
        chosen.metric_unit as unit,
        chosen.comparator,
        chosen.period_start,
        chosen.period_end,
        chosen.check_status,
        status_labels.label_zh as check_status_zh,
        agreement.bulletin_count,
        agreement.agreeing_bulletin_count,
        agreement.value_min,
        agreement.value_max,
        chosen.indicator_key,
        chosen.sentence as source_sentence,
        chosen.source,
        chosen.bulletin_title,
        chosen.published_on,
        chosen.confidence
    from chosen
    inner join agreement
        on chosen.region_key = agreement.region_key
        and chosen.metric_key = agreement.metric_key
        and chosen.year_key = agreement.year_key
        and chosen.kind = agreement.kind
    inner join regions on chosen.region_key = regions.region_key
    inner join metrics on chosen.metric_key = metrics.metric_key
    inner join years on chosen.year_key = years.year_key
    left join labels as kind_labels
        on chosen.kind = kind_labels.code
        and kind_labels.code_set = 'kind'
    left join labels as status_labels
        on chosen.check_status = status_labels.code
        and status_labels.code_set = 'check_status'

)

select * from final
order by metric_key, region_code, year, kind
