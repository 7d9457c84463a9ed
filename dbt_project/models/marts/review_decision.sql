with decisions as (

    select * from {{ ref('int_review_decision') }}

),

facts as (

    select * from {{ ref('fct_indicator') }}

),

bulletins as (

    select * from {{ ref('dim_bulletin') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}

),

overruled as (

    select
        indicator_key,
        cast(count(*) as integer) as overruled_check_count,
        {{ ordered_listagg("check_name", ", ", "check_name") }} as overruled_checks
    from {{ ref('stg_quality_row_failures') }}
    group by indicator_key

),

final as (

    select
        decisions.line_number,
        decisions.decision_id,
        decisions.source,
        decisions.sentence,
        decisions.number_text,
        decisions.occurrence,
        decisions.action,
        action_labels.label_zh as action_zh,
        action_labels.label_en as action_en,
        decisions.correction,
        decisions.expect,
        decisions.reason,
        decisions.reviewer,
        decisions.decided_on,
        decisions.decision_status as status,
        status_labels.label_zh as status_zh,
        status_labels.label_en as status_en,
        decisions.message_zh,
        decisions.message_en,
        decisions.is_reworded,
        decisions.indicator_key,
        facts.metric_key,
        facts.region_key,
        facts.year_key,
        facts.check_status,
        case when facts.review_status = 'accepted' then overruled.overruled_checks end as overruled_checks,
        decisions.sentence_now,
        bulletins.bulletin_key,
        bulletins.title as bulletin_title
    from decisions
    left join facts on decisions.indicator_key = facts.indicator_key
    left join bulletins on facts.bulletin_key = bulletins.bulletin_key
    left join overruled on decisions.indicator_key = overruled.indicator_key
    {{ join_label("action_labels", "decisions.action", "review_action") }}
    {{ join_label("status_labels", "decisions.decision_status", "decision_status") }}

)

select * from final
order by line_number
