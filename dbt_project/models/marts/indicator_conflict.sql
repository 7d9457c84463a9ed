with chosen as (

    select * from {{ ref('indicator_region_year') }}
    where is_conflicting

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

labels as (

    select * from {{ ref('stg_code_labels') }}
    where code_set = 'conflict_reason'

),

-- Every usable statement about the same thing, the chosen one too.
stated as (

    select
        chosen.region_key,
        chosen.metric_key,
        chosen.year_key,
        chosen.kind,
        chosen_facts.indicator_key as chosen_indicator_key,
        facts.indicator_key as other_indicator_key,
        chosen_facts.bulletin_key as chosen_bulletin_key,
        facts.bulletin_key as other_bulletin_key,
        abs(facts.value_canonical - chosen_facts.value_canonical) as distance,
        greatest(abs(facts.value_canonical), abs(chosen_facts.value_canonical)) as larger,
        least(abs(facts.value_canonical), abs(chosen_facts.value_canonical)) as smaller,
        greatest(coalesce(facts.value_step, 0), coalesce(chosen_facts.value_step, 0)) as coarser_step,
        coalesce(
            facts.period_start = chosen_facts.period_start and facts.period_end = chosen_facts.period_end, false
        ) as is_same_period,
        {{ normalised_name('facts.metric_text') }}
        = {{ normalised_name('chosen_facts.metric_text') }} as is_same_wording,
        {{ values_agree("facts", "chosen_facts") }} as agrees
    from chosen
    inner join facts as chosen_facts on chosen.indicator_key = chosen_facts.indicator_key
    inner join facts
        on chosen.region_key = facts.region_key
        and chosen.metric_key = facts.metric_key
        and chosen.year_key = facts.year_key
        and chosen.kind = facts.kind
    inner join metrics on facts.metric_key = metrics.metric_key
    where
        {{ is_usable("facts", "metrics") }}

),

pairs as (

    select
        *,
        max(case when agrees then 1 else 0 end) over (
            partition by chosen_indicator_key, other_bulletin_key
        ) = 1 as bulletin_also_agrees
    from stated

),

explained as (

    select
        pairs.*,
        case
            -- the same digits with the point elsewhere: 万 lost, ‰ read as %
            when
                pairs.smaller > 0
                and round(log10(pairs.larger / pairs.smaller), 0) >= 1
                and abs(log10(pairs.larger / pairs.smaller) - round(log10(pairs.larger / pairs.smaller), 0)) < 0.001
                then 'unit'
            -- cut off instead of rounded
            when pairs.distance <= pairs.coarser_step * 1.0000001 then 'rounding'
            when not pairs.is_same_period then 'definition'
            when
                pairs.is_same_wording
                and not pairs.bulletin_also_agrees
                and chosen_bulletins.region_code = other_bulletins.region_code
                and chosen_bulletins.published_on <> other_bulletins.published_on
                then 'revision'
            when not pairs.is_same_wording or chosen_bulletins.region_code <> other_bulletins.region_code
                then 'definition'
            else 'unknown'
        end as likely_reason,
        chosen_bulletins.title as chosen_bulletin_title,
        other_bulletins.title as other_bulletin_title,
        chosen_bulletins.published_on as chosen_published_on,
        other_bulletins.published_on as other_published_on
    from pairs
    inner join bulletins as chosen_bulletins on pairs.chosen_bulletin_key = chosen_bulletins.bulletin_key
    inner join bulletins as other_bulletins on pairs.other_bulletin_key = other_bulletins.bulletin_key
    where not pairs.agrees

),

final as (

    select
        explained.chosen_indicator_key,
        explained.other_indicator_key,
        explained.region_key,
        explained.metric_key,
        explained.year_key,
        explained.kind,
        chosen.region_code,
        chosen.region_name,
        chosen.metric_code,
        chosen.metric_name_zh,
        chosen.year,
        chosen.unit,
        chosen_facts.value_canonical as chosen_value,
        other_facts.value_canonical as other_value,
        chosen_facts.comparator as chosen_comparator,
        other_facts.comparator as other_comparator,
        {{ clean_difference("other_facts.value_canonical", "chosen_facts.value_canonical") }} as difference,
        {{ relative_difference("other_facts.value_canonical", "chosen_facts.value_canonical") }} as relative_difference,
        explained.likely_reason,
        labels.label_zh as likely_reason_zh,
        labels.label_en as likely_reason_en,
        chosen.chosen_because,
        chosen.chosen_because_zh,
        chosen.chosen_because_en,
        chosen_facts.sentence as chosen_sentence,
        other_facts.sentence as other_sentence,
        chosen_facts.source as chosen_source,
        other_facts.source as other_source,
        explained.chosen_bulletin_title,
        explained.other_bulletin_title,
        explained.chosen_published_on,
        explained.other_published_on
    from explained
    inner join chosen on explained.chosen_indicator_key = chosen.indicator_key
    inner join facts as chosen_facts on explained.chosen_indicator_key = chosen_facts.indicator_key
    inner join facts as other_facts on explained.other_indicator_key = other_facts.indicator_key
    left join labels on explained.likely_reason = labels.code

)

select * from final
order by metric_key, region_code, year, kind, other_indicator_key
