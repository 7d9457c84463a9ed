-- Everything that waits for a reviewer: statements without a decision, and decisions that no longer hold.
with facts as (

    select * from {{ ref('fct_indicator') }}

),

failures as (

    select * from {{ ref('stg_quality_row_failures') }}

),

conflicts as (

    -- a value that was cut off instead of rounded is no doubtful one
    select * from {{ ref('indicator_conflict') }}
    where likely_reason <> 'rounding'

),

contradictions as (

    select * from {{ ref('indicator_consistency') }}
    where verdict = 'contradicted'

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

labels as (

    select * from {{ ref('stg_review_reasons') }}

),

decisions as (

    select * from {{ ref('review_decision') }}
    where status <> 'applied'

),

undecided as (

    select * from facts
    where review_status in ('none', 'corrected')

),

reasons as (

    select
        undecided.indicator_key,
        case when failures.severity = 'error' then 'failed_check' else 'warning' end as reason_code,
        failures.check_name,
        failures.reason_zh,
        failures.reason_en
    from undecided
    inner join failures on undecided.indicator_key = failures.indicator_key

    union all

    select
        indicator_key,
        'unchecked' as reason_code,
        '' as check_name,
        '检查未能运行，该数字未经检查' as reason_zh,
        'the checks could not run, so nothing looked at the figure' as reason_en
    from undecided
    where check_status = 'unchecked'

    union all

    select
        chosen_indicator_key as indicator_key,
        'conflict' as reason_code,
        other_source as check_name,
        other_source || ' 写作 ' || cast(other_value as string) || ' ' || unit || '（' || likely_reason_zh || '）'
            as reason_zh,
        other_source || ' says ' || cast(other_value as string) || ' ' || unit || ' (' || likely_reason_en || ')'
            as reason_en
    from conflicts

    union all

    select
        other_indicator_key as indicator_key,
        'conflict' as reason_code,
        chosen_source as check_name,
        chosen_source || ' 写作 ' || cast(chosen_value as string) || ' ' || unit || '（' || likely_reason_zh || '）'
            as reason_zh,
        chosen_source || ' says ' || cast(chosen_value as string) || ' ' || unit || ' (' || likely_reason_en || ')'
            as reason_en
    from conflicts

    union all

    select
        change_indicator_key as indicator_key,
        'contradiction' as reason_code,
        '' as check_name,
        '本期 ' || cast(value_now as string) || '，推算上期 ' || cast(implied_before as string)
        || '，公布为 ' || coalesce(cast(value_before as string), '未见') as reason_zh,
        'now ' || cast(value_now as string) || ', which implies ' || cast(implied_before as string)
        || ' before; reported: ' || coalesce(cast(value_before as string), 'nothing') as reason_en
    from contradictions

    union all

    select
        indicator_key,
        'low_confidence' as reason_code,
        '' as check_name,
        '抽取置信度 ' || cast(confidence as string) || ' 低于 {{ var("review_confidence") }}' as reason_zh,
        'confidence ' || cast(confidence as string) || ' is below {{ var("review_confidence") }}' as reason_en
    from undecided
    where
        domain = 'health'
        and review_status = 'none'
        and confidence < {{ var('review_confidence') }}

    union all

    select
        indicator_key,
        'incomplete' as reason_code,
        '' as check_name,
        case
            when region_code is null and year is null then '未读出地区与年份'
            when region_code is null then '未读出地区'
            else '未读出年份'
        end as reason_zh,
        case
            when region_code is null and year is null then 'neither region nor year was read'
            when region_code is null then 'no region was read'
            else 'no year was read'
        end as reason_en
    from undecided
    where
        domain = 'health'
        and metric_code is not null
        and measure = 'level'
        and (region_code is null or year is null)

),

collected as (

    select
        reasons.indicator_key,
        cast(min(labels.priority) as integer) as priority,
        {{ ordered_listagg(
            "reasons.reason_zh", "；", "labels.priority, reasons.check_name, reasons.reason_en"
        ) }} as reasons_zh,
        {{ ordered_listagg(
            "reasons.reason_en", "; ", "labels.priority, reasons.check_name, reasons.reason_en"
        ) }} as reasons_en
    from reasons
    inner join undecided on reasons.indicator_key = undecided.indicator_key
    inner join labels on reasons.reason_code = labels.reason_code
    group by reasons.indicator_key

),

waiting_statements as (

    select
        undecided.review_key,
        'statement' as item_type,
        collected.priority,
        collected.reasons_zh,
        collected.reasons_en,
        undecided.indicator_key,
        undecided.metric_key,
        undecided.region_key,
        undecided.year_key,
        undecided.bulletin_key,
        metrics.metric_name_zh,
        undecided.metric_code,
        undecided.metric_text,
        regions.region_full_name,
        undecided.region_code,
        undecided.year,
        undecided.kind,
        undecided.measure,
        undecided.comparator,
        undecided.value_text as number_text,
        undecided.occurrence,
        undecided.value_printed,
        undecided.unit_printed,
        undecided.check_status,
        undecided.review_status,
        undecided.confidence,
        undecided.sentence,
        undecided.number_start,
        undecided.number_end,
        undecided.sentence_start,
        undecided.source,
        bulletins.title as bulletin_title,
        bulletins.published_on,
        undecided.rule
    from collected
    inner join undecided on collected.indicator_key = undecided.indicator_key
    left join metrics on undecided.metric_key = metrics.metric_key
    left join regions on undecided.region_key = regions.region_key
    left join bulletins on undecided.bulletin_key = bulletins.bulletin_key

),

waiting_decisions as (

    select
        'line-' || cast(decisions.line_number as string) as review_key,
        'decision' as item_type,
        labels.priority,
        decisions.message_zh as reasons_zh,
        decisions.message_en as reasons_en,
        decisions.indicator_key,
        decisions.metric_key,
        decisions.region_key,
        decisions.year_key,
        decisions.bulletin_key,
        facts.metric_code,
        facts.metric_text,
        facts.region_code,
        facts.year,
        facts.kind,
        facts.measure,
        facts.comparator,
        decisions.number_text,
        decisions.occurrence,
        facts.value_printed,
        facts.unit_printed,
        decisions.check_status,
        facts.review_status,
        facts.confidence,
        coalesce(decisions.sentence_now, decisions.sentence) as sentence,
        facts.number_start,
        facts.number_end,
        facts.sentence_start,
        decisions.source,
        decisions.bulletin_title,
        facts.rule
    from decisions
    inner join labels on decisions.status || '_decision' = labels.reason_code
    left join facts on decisions.indicator_key = facts.indicator_key

),

waiting as (

    select * from waiting_statements

    union all

    select
        waiting_decisions.review_key,
        waiting_decisions.item_type,
        waiting_decisions.priority,
        waiting_decisions.reasons_zh,
        waiting_decisions.reasons_en,
        waiting_decisions.indicator_key,
        waiting_decisions.metric_key,
        waiting_decisions.region_key,
        waiting_decisions.year_key,
        waiting_decisions.bulletin_key,
        metrics.metric_name_zh,
        waiting_decisions.metric_code,
        waiting_decisions.metric_text,
        regions.region_full_name,
        waiting_decisions.region_code,
        waiting_decisions.year,
        waiting_decisions.kind,
        waiting_decisions.measure,
        waiting_decisions.comparator,
        waiting_decisions.number_text,
        waiting_decisions.occurrence,
        waiting_decisions.value_printed,
        waiting_decisions.unit_printed,
        waiting_decisions.check_status,
        waiting_decisions.review_status,
        waiting_decisions.confidence,
        waiting_decisions.sentence,
        waiting_decisions.number_start,
        waiting_decisions.number_end,
        waiting_decisions.sentence_start,
        waiting_decisions.source,
        waiting_decisions.bulletin_title,
        bulletins.published_on,
        waiting_decisions.rule
    from waiting_decisions
    left join metrics on waiting_decisions.metric_key = metrics.metric_key
    left join regions on waiting_decisions.region_key = regions.region_key
    left join bulletins on waiting_decisions.bulletin_key = bulletins.bulletin_key

),

final as (

    select
        waiting.review_key,
        waiting.item_type,
        waiting.priority,
        labels.reason_code,
        labels.label_zh as reason_zh,
        labels.label_en as reason_en,
        waiting.reasons_zh,
        waiting.reasons_en,
        case
            when waiting.item_type = 'decision' then '修改或删去决定文件中的该行'
            when waiting.review_status = 'corrected' then '更正后仍未通过检查：修改决定文件中的更正，或改为驳回'
            when labels.reason_code = 'failed_check' then '对照原句：读错则更正数值、单位、指标或年份；原文有误则驳回；原文属实则认可'
            when labels.reason_code = 'incomplete' then '按公报补上地区或年份（更正），无从得知则驳回'
            else '对照原句：读对则认可，读错则更正或驳回'
        end as suggestion_zh,
        case
            when waiting.item_type = 'decision' then 'Change or drop the line of the decision file'
            when waiting.review_status = 'corrected'
                then 'It fails after its correction too: change the correction in the decision file, or reject'
            when labels.reason_code = 'failed_check'
                then
                    'Read the sentence: correct value, unit, metric or year if misread; reject if the bulletin is '
                    || 'wrong; accept if it is true'
            when labels.reason_code = 'incomplete'
                then 'Give region or year as the bulletin tells (correct); reject if nothing tells'
            else 'Read the sentence: accept if read rightly, else correct or reject'
        end as suggestion_en,
        waiting.indicator_key,
        waiting.metric_key,
        waiting.region_key,
        waiting.year_key,
        waiting.bulletin_key,
        waiting.metric_name_zh,
        waiting.metric_code,
        waiting.metric_text,
        waiting.region_full_name,
        waiting.region_code,
        waiting.year,
        waiting.kind,
        waiting.measure,
        waiting.comparator,
        waiting.number_text,
        waiting.occurrence,
        waiting.value_printed,
        waiting.unit_printed,
        waiting.check_status,
        waiting.review_status,
        waiting.confidence,
        waiting.sentence,
        waiting.number_start,
        waiting.number_end,
        waiting.sentence_start,
        waiting.source,
        waiting.bulletin_title,
        waiting.published_on,
        waiting.rule
    from waiting
    inner join labels on waiting.priority = labels.priority

)

select * from final
order by priority, source, number_start, review_key
