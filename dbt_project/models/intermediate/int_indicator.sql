-- The statements that count now: those of the current version of each document. The plausibility checks read them.
with statements as (

    select * from {{ ref('int_canonical_statement') }}
    where is_current_version

),

final as (

    select
        indicator_key,
        document_id,
        source,
        bulletin,
        ordinal,
        bulletin_key,
        number_start,
        number_end,
        number_text,
        value,
        unit,
        value_canonical,
        value_step,
        unit_canonical,
        unit_is_compatible,
        metric_text,
        metric_code,
        metric_key,
        region_code,
        region_key,
        region_is_valid,
        period_start,
        period_end,
        year,
        kind,
        measure,
        comparator,
        sentence,
        sentence_start,
        sentence_end,
        rule,
        confidence,
        domain,
        extractor_version,
        review_key,
        occurrence,
        review_status,
        review_decision_id,
        published_on,
        bulletin_year,
        value_type,
        min_valid,
        max_valid,
        offset_is_valid,
        obs_status
    from statements

)

select * from final
