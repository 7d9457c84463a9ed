with indicators as (

    select * from {{ ref('int_indicator') }}

),

checked as (

    select distinct indicator_key
    from {{ ref('stg_quality_checked_indicators') }}

),

failures as (

    select
        indicator_key,
        cast(sum(case when severity = 'error' then 1 else 0 end) as integer) as failed_error_count,
        cast(sum(case when severity = 'error' then 0 else 1 end) as integer) as failed_warn_count
    from {{ ref('stg_quality_row_failures') }}
    group by indicator_key

),

final as (

    select
        indicators.indicator_key,
        indicators.bulletin_key,
        indicators.metric_key,
        indicators.region_key,
        {{ year_key('indicators.year') }} as year_key,
        indicators.document_id,
        indicators.ordinal,
        indicators.metric_code,
        indicators.metric_text,
        indicators.region_code,
        indicators.year,
        indicators.period_start,
        indicators.period_end,
        indicators.kind,
        indicators.measure,
        indicators.comparator,
        indicators.domain,
        indicators.number_text as value_text,
        indicators.value as value_printed,
        indicators.unit as unit_printed,
        indicators.value_canonical,
        indicators.value_step,
        indicators.unit_canonical,
        indicators.unit_is_compatible,
        -- a row that was not looked at is never taken for a good one
        case
            when indicators.review_status = 'rejected' then 'rejected'
            when indicators.review_status = 'accepted' then 'accepted'
            when coalesce(failures.failed_error_count, 0) > 0 then 'quarantined'
            when checked.indicator_key is null then 'unchecked'
            when coalesce(failures.failed_warn_count, 0) > 0 then 'warned'
            else 'accepted'
        end as check_status,
        indicators.obs_status,
        false as is_derived,
        coalesce(failures.failed_error_count, 0) as failed_error_count,
        coalesce(failures.failed_warn_count, 0) as failed_warn_count,
        indicators.review_status,
        indicators.review_key,
        indicators.occurrence,
        indicators.source,
        indicators.number_start,
        indicators.number_end,
        indicators.sentence,
        indicators.sentence_start,
        indicators.sentence_end,
        indicators.rule,
        indicators.confidence,
        indicators.extractor_version
    from indicators
    left join checked on indicators.indicator_key = checked.indicator_key
    left join failures on indicators.indicator_key = failures.indicator_key

)

select * from final
order by metric_key, region_code, year, indicator_key
