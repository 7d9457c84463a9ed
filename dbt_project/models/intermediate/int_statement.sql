-- The newest extraction of every version of every document, with what reviewers decided.
with mentions as (

    -- what a document says again counts once
    select * from {{ ref('stg_mentions') }}
    where duplicate_of is null

),

documents as (

    select * from {{ ref('int_document') }}

),

identities as (

    select * from {{ ref('int_statement_identity') }}

),

matches as (

    select * from {{ ref('int_review_match') }}
    where is_applied

),

decisions as (

    select * from {{ ref('int_review_decision') }}

),

decided as (

    select
        mentions.indicator_key,
        mentions.bulletin_key,
        mentions.document_id,
        mentions.extractor_version,
        mentions.bulletin,
        mentions.ordinal,
        mentions.number_text,
        mentions.metric_text,
        mentions.sentence,
        mentions.rule,
        mentions.number_start,
        mentions.number_end,
        mentions.sentence_start,
        mentions.sentence_end,
        mentions.confidence,
        identities.review_key,
        identities.occurrence,
        decisions.decision_id as review_decision_id,
        coalesce({{ names_field('decisions.corrected_fields', 'year') }}, false) as is_year_corrected,
        {% for name in corrected_fields() -%}
        {{ decided_field('decisions', 'mentions', name) }} as {{ name }},
        {% endfor -%}
        mentions.domain,
        mentions.period_start,
        mentions.period_end,
        mentions.metric_key,
        case decisions.action
            when 'accept' then 'accepted'
            when 'correct' then 'corrected'
            when 'reject' then 'rejected'
            else 'none'
        end as review_status
    from mentions
    inner join documents
        on mentions.document_id = documents.document_id
        and mentions.extractor_version = documents.extractor_version
    left join identities on mentions.indicator_key = identities.indicator_key
    left join matches on mentions.indicator_key = matches.indicator_key
    left join decisions on matches.line_number = decisions.line_number

),

final as (

    select
        indicator_key,
        bulletin_key,
        case
            when review_status = 'corrected' then {{ metric_key('metric_code', 'metric_text') }}
            else metric_key
        end as metric_key,
        document_id,
        extractor_version,
        bulletin,
        ordinal,
        number_text,
        unit,
        metric_text,
        metric_code,
        region_code,
        kind,
        measure,
        comparator,
        sentence,
        rule,
        -- the catalogue has health metrics only
        case when review_status = 'corrected' and metric_code is not null then 'health' else domain end as domain,
        number_start,
        number_end,
        sentence_start,
        sentence_end,
        value,
        year,
        confidence,
        case when is_year_corrected then {{ year_start('year') }} else period_start end as period_start,
        case when is_year_corrected then {{ year_end('year') }} else period_end end as period_end,
        review_key,
        occurrence,
        review_status,
        review_decision_id
    from decided

)

select * from final
