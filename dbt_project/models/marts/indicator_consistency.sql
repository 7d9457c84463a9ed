-- A reported change checks two levels: 84.1 after +2.3 points means 81.8 before.
-- Tolerances come from what is printed (84.1 and 2.3 are ±0.05 each), so a verdict never hangs on rounding.
with facts as (

    select * from {{ ref('fct_indicator') }}
    where
        domain = 'health'
        and kind = 'actual'

),

metrics as (

    select * from {{ ref('dim_metric') }}

),

series as (

    select * from {{ ref('int_region_series') }}

),

bases as (

    select * from {{ ref('int_change_base') }}

),

bulletins as (

    select * from {{ ref('dim_bulletin') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}

),

measured as (

    select
        facts.*,
        series.series_region_key,
        metrics.unit as metric_unit,
        metrics.metric_name_zh,
        metrics.metric_name_en,
        metrics.min_valid,
        metrics.max_valid,
        facts.period_start = {{ year_start('facts.year') }}
        and facts.period_end = {{ year_end('facts.year') }} as is_whole_year,
        facts.check_status in ('accepted', 'warned') as is_accepted,
        case
            when facts.comparator = '~'
                then greatest(
                    0.5 * coalesce(facts.value_step, 1), {{ var('about_tolerance') }} * abs(facts.value_canonical)
                )
            else 0.5 * coalesce(facts.value_step, 1)
        end as precision
    from facts
    inner join metrics on facts.metric_key = metrics.metric_key
    left join series on facts.region_key = series.region_key

),

levels as (

    select
        indicator_key,
        document_id,
        ordinal,
        series_region_key,
        metric_key,
        year_key,
        value_canonical,
        precision,
        confidence,
        comparator in ('=', '~') and coalesce(is_whole_year, false) as is_comparable
    from measured
    where
        measure = 'level'
        and is_accepted
        and region_key <> {{ unknown_region_key() }}
        and year_key <> {{ unknown_year_key() }}
        and unit_canonical = metric_unit

),

-- A change in the unit of its metric: points of a rate in ‰ are ten of ‰ each.
changes as (

    select
        measured.*,
        bases.base,
        -- where nothing is said, levels of the year before may still tell
        coalesce(bases.base_year, case when bases.base = 'untold' then measured.year - 1 end) as base_year,
        case
            when measured.measure = 'change_pct' and measured.unit_canonical = '倍' then 100
            when measured.measure = 'change_pct' then 1
            when measured.unit_canonical = {{ points_unit() }} and measured.metric_unit = '‰' then 10
            when measured.unit_canonical = {{ points_unit() }} and measured.metric_unit = '/万' then 100
            when measured.unit_canonical = {{ points_unit() }} and measured.metric_unit = '/10万' then 1000
            else 1
        end as unit_factor,
        case
            when not measured.is_accepted then 'not_accepted'
            when measured.region_key = {{ unknown_region_key() }} then 'no_region'
            when measured.year_key = {{ unknown_year_key() }} then 'no_year'
            when not coalesce(measured.is_whole_year, false) then 'part_of_year'
            when measured.comparator not in ('=', '~') then 'bound'
            when measured.measure = 'change_pct' and measured.unit_canonical not in ('%', '倍') then 'unit'
            when
                measured.measure = 'change'
                and measured.unit_canonical <> measured.metric_unit
                and not (
                    measured.unit_canonical = {{ points_unit() }}
                    and measured.metric_unit in ('%', '‰', '/万', '/10万')
                )
                then 'unit'
            when measured.measure = 'change_pct' and measured.value_canonical <= -100 then 'fall_too_large'
            when bases.base = 'other' then 'other_base'
        end as obstacle
    from measured
    left join bases on measured.indicator_key = bases.indicator_key
    where measured.measure <> 'level'

),

-- The level that the change led to: the nearest in the same text, else the most confident elsewhere.
levels_now as (

    select
        changes.indicator_key,
        levels.indicator_key as level_indicator_key,
        levels.value_canonical as value_now,
        levels.precision as precision_now,
        row_number() over (
            partition by changes.indicator_key
            order by
                case when levels.document_id = changes.document_id then 0 else 1 end asc,
                case when levels.document_id = changes.document_id then abs(levels.ordinal - changes.ordinal) end asc,
                levels.confidence desc nulls last,
                levels.indicator_key asc
        ) as place
    from changes
    inner join levels
        on changes.series_region_key = levels.series_region_key
        and changes.metric_key = levels.metric_key
        and changes.year_key = levels.year_key
    where
        changes.obstacle is null
        and levels.is_comparable

),

implied as (

    select
        changes.*,
        levels_now.level_indicator_key,
        levels_now.value_now,
        case
            when changes.measure = 'change_pct'
                then levels_now.value_now / (1 + changes.value_canonical * changes.unit_factor / 100)
            else levels_now.value_now - changes.value_canonical * changes.unit_factor
        end as implied_before,
        case
            when changes.measure = 'change_pct'
                then
                    levels_now.precision_now / (1 + changes.value_canonical * changes.unit_factor / 100)
                    + abs(levels_now.value_now)
                    / power(1 + changes.value_canonical * changes.unit_factor / 100, 2)
                    * changes.precision * changes.unit_factor / 100
            else levels_now.precision_now + changes.precision * changes.unit_factor
        end as implied_tolerance
    from changes
    left join levels_now
        on changes.indicator_key = levels_now.indicator_key
        and levels_now.place = 1

),

-- The closest of the reported earlier levels: where one of them agrees, the change is no witness against it.
levels_before as (

    select
        implied.indicator_key,
        levels.indicator_key as before_indicator_key,
        levels.value_canonical as value_before,
        levels.precision as precision_before,
        levels.is_comparable,
        row_number() over (
            partition by implied.indicator_key
            order by
                case when levels.is_comparable then 0 else 1 end asc,
                abs(levels.value_canonical - implied.implied_before) asc,
                levels.indicator_key asc
        ) as place
    from implied
    inner join levels
        on implied.series_region_key = levels.series_region_key
        and implied.metric_key = levels.metric_key
        and implied.base_year = levels.year_key
    where implied.implied_before is not null

),

compared as (

    select
        implied.*,
        levels_before.before_indicator_key,
        levels_before.value_before,
        levels_before.is_comparable as before_is_comparable,
        implied.implied_tolerance + coalesce(levels_before.precision_before, 0)
        -- the noise of binary fractions
        + 1e-9 * abs(implied.implied_before) as tolerance,
        levels_before.value_before - implied.implied_before as difference
    from implied
    left join levels_before
        on implied.indicator_key = levels_before.indicator_key
        and levels_before.place = 1

),

judged as (

    select
        *,
        case
            when obstacle is not null then obstacle
            when value_now is null then 'no_level'
            when before_is_comparable and abs(difference) <= tolerance then 'agrees'
            when base = 'untold' then 'base_untold'
            when before_is_comparable then 'differs'
            when before_indicator_key is not null then 'before_not_exact'
            when
                implied_before < coalesce(min_valid, implied_before)
                or implied_before > coalesce(max_valid, implied_before)
                then 'outside_bounds'
            else 'nothing_reported'
        end as reason
    from compared

),

final as (

    select
        judged.indicator_key as change_indicator_key,
        judged.region_key,
        judged.region_code,
        judged.metric_key,
        judged.metric_code,
        judged.metric_name_zh,
        judged.metric_name_en,
        judged.year_key,
        judged.year,
        judged.measure,
        judged.value_canonical as change_value,
        judged.unit_canonical as change_unit,
        judged.base,
        cast(judged.base_year as integer) as base_year,
        judged.level_indicator_key,
        judged.value_now,
        judged.before_indicator_key,
        judged.value_before,
        judged.metric_unit as unit,
        round(judged.implied_before, 9) as implied_before,
        round(judged.difference, 9) as difference,
        round(judged.tolerance, 9) as tolerance,
        case
            when judged.reason = 'agrees' then 'confirmed'
            when judged.reason in ('differs', 'outside_bounds') then 'contradicted'
            when judged.reason = 'nothing_reported' then 'derived'
            else 'unverifiable'
        end as verdict,
        judged.reason,
        judged.sentence,
        judged.source,
        bulletins.title as bulletin_title,
        bulletins.published_on
    from judged
    inner join bulletins on judged.bulletin_key = bulletins.bulletin_key

)

select
    final.change_indicator_key,
    final.region_key,
    final.region_code,
    final.metric_key,
    final.metric_code,
    final.metric_name_zh,
    final.metric_name_en,
    final.year_key,
    final.year,
    final.measure,
    final.change_value,
    final.change_unit,
    final.base,
    final.base_year,
    final.level_indicator_key,
    final.value_now,
    final.before_indicator_key,
    final.value_before,
    final.unit,
    final.implied_before,
    final.difference,
    final.tolerance,
    final.verdict,
    verdict_labels.label_zh as verdict_zh,
    verdict_labels.label_en as verdict_en,
    final.reason,
    reason_labels.label_zh as reason_zh,
    reason_labels.label_en as reason_en,
    final.sentence,
    final.source,
    final.bulletin_title,
    final.published_on
from final
{{ join_label("verdict_labels", "final.verdict", "consistency_verdict") }}
{{ join_label("reason_labels", "final.reason", "consistency_reason") }}
order by final.metric_key, final.region_code, final.year, final.change_indicator_key
