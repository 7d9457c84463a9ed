{%- set group_columns = ["region_key", "metric_key", "year_key", "kind"] -%}
-- The precedence stands in macros/precedence.sql and in the description of this table.
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

derivations as (

    select * from {{ ref('indicator_derived') }}

),

years as (

    select * from {{ ref('dim_year') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}

),

eligible as (

    select
        facts.indicator_key,
        facts.bulletin_key,
        facts.region_key,
        facts.metric_key,
        facts.year_key,
        facts.kind,
        facts.document_id,
        facts.ordinal,
        facts.comparator,
        facts.value_canonical,
        facts.value_step,
        {{ precedence_ranks("facts", "bulletins") }}
    from facts
    inner join bulletins on facts.bulletin_key = bulletins.bulletin_key
    inner join metrics on facts.metric_key = metrics.metric_key
    where
        {{ is_usable("facts", "metrics") }}

),

{{ choice("eligible", group_columns) }},

judged as (

    select
        placed.*,
        {{ values_agree("placed", "chosen") }} as agrees
    from placed
    inner join chosen
        on placed.region_key = chosen.region_key
        and placed.metric_key = chosen.metric_key
        and placed.year_key = chosen.year_key
        and placed.kind = chosen.kind

),

agreement as (

    select
        region_key,
        metric_key,
        year_key,
        kind,
        cast(count(distinct bulletin_key) as integer) as bulletin_count,
        cast(count(distinct case when agrees then bulletin_key end) as integer) as agreeing_bulletin_count,
        min(value_canonical) as value_min,
        max(value_canonical) as value_max,
        max(case when agrees then 0 else 1 end) = 1 as is_conflicting
    from judged
    group by region_key, metric_key, year_key, kind

),

-- What the chosen statement won against: the best that disagrees with it, else the best of the others.
rivals as (

    select
        *,
        row_number() over (
            partition by region_key, metric_key, year_key, kind
            order by case when agrees then 1 else 0 end asc, precedence asc
        ) as rival_place
    from judged
    where choice_place > 1

),

reasons as (

    select
        chosen.indicator_key,
        case
            when rivals.indicator_key is null then 'only_statement'
            when chosen.precedence > rivals.precedence then 'finer'
            else {{ deciding_step("chosen", "rivals") }}
        end as chosen_because
    from chosen
    left join rivals
        on chosen.region_key = rivals.region_key
        and chosen.metric_key = rivals.metric_key
        and chosen.year_key = rivals.year_key
        and chosen.kind = rivals.kind
        and rivals.rival_place = 1

),

-- One row per chosen statement, labels still missing.
reported as (

    select
        chosen.region_key,
        chosen.metric_key,
        chosen.year_key,
        chosen.kind,
        facts.region_code,
        facts.metric_code,
        facts.year,
        chosen.value_canonical as value,
        chosen.comparator,
        facts.period_start,
        facts.period_end,
        facts.obs_status,
        false as is_derived,
        facts.check_status,
        reasons.chosen_because,
        agreement.bulletin_count,
        agreement.agreeing_bulletin_count,
        agreement.is_conflicting,
        agreement.value_min,
        agreement.value_max,
        chosen.indicator_key,
        facts.sentence as source_sentence,
        facts.source,
        bulletins.title as bulletin_title,
        bulletins.published_on,
        facts.confidence
    from chosen
    inner join agreement
        on chosen.region_key = agreement.region_key
        and chosen.metric_key = agreement.metric_key
        and chosen.year_key = agreement.year_key
        and chosen.kind = agreement.kind
    inner join reasons on chosen.indicator_key = reasons.indicator_key
    inner join facts on chosen.indicator_key = facts.indicator_key
    inner join bulletins on chosen.bulletin_key = bulletins.bulletin_key

),

-- Only where nothing is reported. No bulletin states the value, and its sentence is that of the change.
derived as (

    select
        derivations.region_key,
        derivations.metric_key,
        derivations.year_key,
        derivations.kind,
        derivations.region_code,
        derivations.metric_code,
        derivations.year,
        derivations.value,
        '~' as comparator,
        {{ year_start('derivations.year') }} as period_start,
        {{ year_end('derivations.year') }} as period_end,
        derivations.obs_status,
        true as is_derived,
        cast(null as string) as check_status,
        'derived' as chosen_because,
        0 as bulletin_count,
        0 as agreeing_bulletin_count,
        false as is_conflicting,
        derivations.value - coalesce(derivations.value_tolerance, 0) as value_min,
        derivations.value + coalesce(derivations.value_tolerance, 0) as value_max,
        derivations.change_indicator_key as indicator_key,
        derivations.source_sentence,
        derivations.source,
        derivations.bulletin_title,
        derivations.published_on,
        cast(null as double) as confidence
    from derivations
    left join reported
        on derivations.region_key = reported.region_key
        and derivations.metric_key = reported.metric_key
        and derivations.year_key = reported.year_key
        and derivations.kind = reported.kind
    where reported.region_key is null

),

best as (

    select * from reported
    union all
    select * from derived

),

final as (

    select
        best.region_key,
        best.region_code,
        regions.region_name,
        regions.region_full_name,
        regions.region_level,
        regions.region_level_zh,
        regions.province_name,
        regions.prefecture_name,
        regions.county_name,
        best.metric_key,
        best.metric_code,
        metrics.metric_name_zh,
        metrics.metric_name_en,
        metrics.is_catalogued,
        metrics.category_zh,
        metrics.category_en,
        metrics.aggregation,
        best.year_key,
        best.year,
        years.year_start,
        years.year_end,
        years.five_year_plan_name_zh,
        best.kind,
        kind_labels.label_zh as kind_zh,
        kind_labels.label_en as kind_en,
        best.value,
        metrics.unit,
        best.comparator,
        best.period_start,
        best.period_end,
        best.obs_status,
        obs_labels.label_zh as obs_status_zh,
        obs_labels.label_en as obs_status_en,
        best.is_derived,
        best.check_status,
        status_labels.label_zh as check_status_zh,
        best.chosen_because,
        reason_labels.label_zh as chosen_because_zh,
        reason_labels.label_en as chosen_because_en,
        best.bulletin_count,
        best.agreeing_bulletin_count,
        best.is_conflicting,
        best.value_min,
        best.value_max,
        {{ relative_spread("best.value_min", "best.value_max") }} as value_spread,
        best.indicator_key,
        best.source_sentence,
        best.source,
        best.bulletin_title,
        best.published_on,
        best.confidence
    from best
    inner join regions on best.region_key = regions.region_key
    inner join metrics on best.metric_key = metrics.metric_key
    inner join years on best.year_key = years.year_key
    {{ join_label("kind_labels", "best.kind", "kind") }}
    {{ join_label("status_labels", "best.check_status", "check_status") }}
    {{ join_label("obs_labels", "best.obs_status", "obs_status") }}
    {{ join_label("reason_labels", "best.chosen_because", "chosen_because") }}

)

select * from final
order by metric_key, region_code, year, kind
