-- What became of every line of the reviewed file. A decision whose source no longer says what was decided on is stale.
with decisions as (

    select * from {{ ref('stg_review_decisions') }}

),

known_sources as (

    select distinct source
    from {{ ref('stg_document_versions') }}

),

matches as (

    select
        *,
        row_number() over (
            partition by line_number
            order by
                case when is_newest_version then 0 else 1 end asc,
                case when is_applied then 0 else 1 end asc,
                indicator_key asc
        ) as match_rank
    from {{ ref('int_review_match') }}

),

judged as (

    select
        decisions.*,
        case when matches.is_newest_version then matches.indicator_key end as indicator_key,
        case when matches.is_newest_version then matches.sentence_now end as sentence_now,
        coalesce(
            matches.is_newest_version and matches.is_applied and not matches.is_same_wording, false
        ) as is_reworded,
        matches.reads_now,
        matches.overruled_by_line,
        case
            when decisions.problem <> '' then 'malformed'
            when known_sources.source is null then 'unmatched'
            when matches.line_number is null then 'stale'
            when not matches.is_newest_version then 'stale'
            when matches.overruled_by_line is not null then 'malformed'
            when matches.is_applied then 'applied'
            else 'stale'
        end as decision_status
    from decisions
    left join known_sources on decisions.source = known_sources.source
    left join matches
        on decisions.line_number = matches.line_number
        and matches.match_rank = 1

),

final as (

    select
        line_number,
        decision_id,
        source,
        sentence,
        number_text,
        occurrence,
        action,
        correction,
        expect,
        reason,
        reviewer,
        decided_on,
        corrected_fields,
        corrected_value,
        corrected_unit,
        corrected_metric_code,
        corrected_region_code,
        corrected_year,
        corrected_kind,
        corrected_measure,
        corrected_comparator,
        decision_status,
        indicator_key,
        sentence_now,
        is_reworded,
        case
            when decision_status = 'applied' then ''
            when problem <> '' then '该行无法使用：' || problem
            when overruled_by_line is not null
                then '第 ' || cast(overruled_by_line as string) || ' 行已对同一数字作出决定；请删去其中一行'
            when decision_status = 'unmatched'
                then '数据仓库中没有文件 ' || source || '；请核对文件名，或删去该行'
            when indicator_key is null
                then
                    source || ' 的现行版本中已没有写着 ' || number_text || ' 的这句话；请重读原文，改写或删去该行'
            else
                '作出决定时读作（' || expect || '），现在读作（' || reads_now || '）；请重读原文，更新 expect 或删去该行'
        end as message_zh,
        case
            when decision_status = 'applied' then ''
            when problem <> '' then 'the line cannot be used: ' || problem
            when overruled_by_line is not null
                then
                    'line ' || cast(overruled_by_line as string)
                    || ' decides on the same figure already; drop one of the two'
            when decision_status = 'unmatched'
                then 'the warehouse has no document ' || source || '; check the name of the file, or drop the line'
            when indicator_key is null
                then
                    'no figure ' || number_text || ' in such a sentence is read from ' || source
                    || ' any more; look at the text again, then renew the line or drop it'
            else
                'decided on (' || expect || '), but it reads now (' || reads_now
                || '); look at the text again, then renew expect or drop the line'
        end as message_en
    from judged

)

select * from final
