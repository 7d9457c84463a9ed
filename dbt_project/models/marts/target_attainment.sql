-- Each target statement beside what was reported for its region, metric and due year.
-- The plan's own comparator decides. Where it prints none, a range gives its bounds; else the direction of the metric
-- counts; else the plan's verb (提高到, 控制在); else only the very value is reached.
with facts as (

    select * from {{ ref('fct_indicator') }}

),

best_values as (

    -- what was reported, not what was derived
    select * from {{ ref('indicator_region_year') }}
    where
        kind = 'actual'
        and not is_derived

),

metrics as (

    select * from {{ ref('dim_metric') }}

),

regions as (

    select * from {{ ref('dim_region') }}

),

bulletins as (

    select * from {{ ref('dim_bulletin') }}

),

series as (

    select * from {{ ref('int_region_series') }}

),

wordings as (

    select * from {{ ref('stg_target_wordings') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}

),

-- How far the bulletins at hand reach: what falls due later is open. Never the clock: the same texts, the same answer.
horizon as (

    select max(published_on) as reported_to
    from bulletins
    where is_current_version

),

targets as (

    select
        facts.*,
        bulletins.title as bulletin_title,
        bulletins.published_on,
        series.series_region_key,
        metrics.metric_name_zh,
        metrics.metric_name_en,
        metrics.unit as metric_unit,
        metrics.direction,
        0.5 * coalesce(facts.value_step, 1) as precision,
        substr(facts.sentence, 1, facts.number_start - facts.sentence_start) as words_before
    from facts
    inner join bulletins on facts.bulletin_key = bulletins.bulletin_key
    inner join metrics on facts.metric_key = metrics.metric_key
    left join series on facts.region_key = series.region_key
    where
        facts.kind = 'target'
        and facts.domain = 'health'

),

-- 75%—80%: two statements with nothing but a dash between them.
neighbours as (

    select
        indicator_key,
        number_end,
        sentence,
        sentence_start,
        unit_printed,
        lead(indicator_key) over (
            partition by document_id, sentence_start, metric_key, region_key, year_key order by ordinal
        ) as next_indicator_key,
        lead(number_start) over (
            partition by document_id, sentence_start, metric_key, region_key, year_key order by ordinal
        ) as next_start
    from targets
    where
        measure = 'level'
        and comparator = '='

),

ranges as (

    select
        indicator_key,
        next_indicator_key
    from neighbours
    where
        replace(substr(sentence, number_end - sentence_start + 1, next_start - number_end), unit_printed, '')
        in ('-', '—', '——', '–', '－', '~', '～', '至', '到')

),

range_bounds as (

    select
        indicator_key,
        '>=' as comparator
    from ranges
    union all
    select
        next_indicator_key as indicator_key,
        '<=' as comparator
    from ranges

),

verbs as (

    select
        targets.indicator_key,
        wordings.comparator,
        row_number() over (partition by targets.indicator_key order by length(wordings.wording) desc) as place
    from targets
    inner join wordings
        on substr(
            targets.words_before,
            length(targets.words_before) - length(wordings.wording) + 1,
            length(wordings.wording)
        ) = wordings.wording
    where
        targets.comparator = '='
        and targets.direction = 'neutral'

),

ruled as (

    select
        targets.*,
        case
            when targets.comparator <> '=' then targets.comparator
            when range_bounds.comparator is not null then range_bounds.comparator
            when targets.direction = 'higher_better' then '>='
            when targets.direction = 'lower_better' then '<='
            else coalesce(verbs.comparator, '=')
        end as comparator_used,
        case
            when targets.comparator <> '=' then 'plan'
            when range_bounds.comparator is not null then 'range'
            when targets.direction <> 'neutral' then 'direction'
            when verbs.comparator is not null then 'verb'
            else 'none'
        end as comparator_source,
        case
            when targets.check_status not in ('accepted', 'warned') then 'not_accepted'
            when targets.region_key = {{ unknown_region_key() }} then 'no_region'
            when targets.year_key = {{ unknown_year_key() }} then 'no_year'
            when targets.measure <> 'level' then 'change'
            when targets.unit_canonical <> targets.metric_unit then 'unit'
        end as obstacle
    from targets
    left join range_bounds on targets.indicator_key = range_bounds.indicator_key
    left join verbs
        on targets.indicator_key = verbs.indicator_key
        and verbs.place = 1

),

-- The key to look actual values up with; none where there is an obstacle. (As a condition of the join it would make the
-- engine compare every target with every value.)
comparable as (

    select
        *,
        case when obstacle is null then series_region_key end as lookup_region_key
    from ruled

),

actuals as (

    select
        series.series_region_key,
        best_values.metric_key,
        best_values.year_key,
        best_values.year,
        best_values.value,
        best_values.comparator,
        best_values.indicator_key,
        best_values.source_sentence,
        best_values.source,
        best_values.bulletin_title,
        best_values.published_on,
        best_values.period_start = best_values.year_start
        and best_values.period_end = best_values.year_end as is_whole_year,
        0.5 * coalesce(facts.value_step, 1) as precision,
        row_number() over (
            partition by series.series_region_key, best_values.metric_key, best_values.year_key
            order by best_values.region_key desc
        ) as place
    from best_values
    inner join series on best_values.region_key = series.region_key
    inner join facts on best_values.indicator_key = facts.indicator_key

),

compared as (

    select
        comparable.*,
        actuals.value as actual_value,
        actuals.comparator as actual_comparator,
        actuals.year as actual_year,
        actuals.indicator_key as actual_indicator_key,
        actuals.source_sentence as actual_sentence,
        actuals.source as actual_source,
        actuals.bulletin_title as actual_bulletin_title,
        actuals.published_on as actual_published_on,
        {{ is_target_met(
            'actuals.value', 'actuals.comparator', 'actuals.precision',
            'comparable.value_canonical', 'comparable.comparator_used', 'comparable.precision', 'comparable.direction'
        ) }} as is_met
    from comparable
    left join actuals
        on comparable.lookup_region_key = actuals.series_region_key
        and comparable.metric_key = actuals.metric_key
        and comparable.year_key = actuals.year_key
        and actuals.is_whole_year
        and actuals.place = 1

),

-- The newest value on the way to the due year.
latest as (

    select
        comparable.indicator_key,
        actuals.value as latest_value,
        actuals.year as latest_year,
        actuals.indicator_key as latest_indicator_key,
        {{ is_target_met(
            'actuals.value', 'actuals.comparator', 'actuals.precision',
            'comparable.value_canonical', 'comparable.comparator_used', 'comparable.precision', 'comparable.direction'
        ) }} as latest_is_met,
        row_number() over (partition by comparable.indicator_key order by actuals.year desc) as place
    from comparable
    inner join actuals
        on comparable.lookup_region_key = actuals.series_region_key
        and comparable.metric_key = actuals.metric_key
        and comparable.year_key >= actuals.year_key
    where actuals.place = 1

),

judged as (

    select
        compared.*,
        case
            when compared.obstacle is not null then 'unknown'
            when compared.is_met then 'reached'
            when not compared.is_met then 'missed'
            when compared.actual_value is not null then 'unknown'
            when horizon.reported_to is null or {{ year_end('compared.year') }} > horizon.reported_to then 'open'
            else 'unknown'
        end as attainment_status,
        case
            when compared.obstacle is not null then compared.obstacle
            when compared.is_met is not null then 'compared'
            when compared.actual_value is not null and compared.comparator_source = 'none' then 'no_comparator'
            when compared.actual_value is not null then 'actual_is_bound'
            when horizon.reported_to is null or {{ year_end('compared.year') }} > horizon.reported_to then 'not_due'
            else 'not_reported'
        end as reason
    from compared
    cross join horizon

),

final as (

    select
        judged.indicator_key as target_indicator_key,
        judged.region_key,
        judged.region_code,
        regions.region_name,
        judged.metric_key,
        judged.metric_code,
        judged.metric_name_zh,
        judged.metric_name_en,
        judged.direction,
        judged.year_key as due_year_key,
        judged.year as due_year,
        judged.measure as target_measure,
        judged.value_canonical as target_value,
        judged.unit_canonical as unit,
        judged.comparator as target_comparator,
        judged.comparator_used,
        judged.comparator_source,
        comparator_labels.label_zh as comparator_source_zh,
        comparator_labels.label_en as comparator_source_en,
        judged.sentence as target_sentence,
        judged.source as target_source,
        judged.bulletin_key as target_bulletin_key,
        judged.bulletin_title as target_bulletin_title,
        judged.published_on as target_published_on,
        judged.actual_value,
        judged.actual_comparator,
        judged.actual_year,
        judged.actual_indicator_key,
        judged.actual_sentence,
        judged.actual_source,
        judged.actual_bulletin_title,
        judged.actual_published_on,
        round(judged.actual_value - judged.value_canonical, 9) as gap,
        judged.attainment_status,
        status_labels.label_zh as attainment_status_zh,
        status_labels.label_en as attainment_status_en,
        judged.reason,
        reason_labels.label_zh as reason_zh,
        reason_labels.label_en as reason_en,
        latest.latest_value,
        latest.latest_year,
        latest.latest_indicator_key,
        latest.latest_is_met
    from judged
    inner join regions on judged.region_key = regions.region_key
    left join latest
        on judged.indicator_key = latest.indicator_key
        and latest.place = 1
    {{ join_label("status_labels", "judged.attainment_status", "attainment_status") }}
    {{ join_label("reason_labels", "judged.reason", "attainment_reason") }}
    {{ join_label("comparator_labels", "judged.comparator_source", "comparator_source") }}

)

select * from final
order by metric_key, region_code, due_year, target_indicator_key
