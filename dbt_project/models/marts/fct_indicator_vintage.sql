{%- set columns = [
    "indicator_key", "bulletin_key", "metric_key", "region_key", "document_id", "ordinal",
    "metric_code", "metric_text", "region_code", "year", "period_start", "period_end",
    "kind", "measure", "comparator", "domain", "number_text", "value_canonical",
    "value_step", "unit_canonical", "number_start", "number_end",
    "sentence", "sentence_start", "sentence_end", "confidence", "review_status"
] -%}
with intervals as (

    select * from {{ ref('int_bulletin_interval') }}

),

current_statements as (

    select * from {{ ref('int_indicator') }}

),

superseded_statements as (

    select * from {{ ref('int_canonical_statement') }}
    where not is_current_version

),

facts as (

    select * from {{ ref('fct_indicator') }}

),

metrics as (

    select * from {{ ref('dim_metric') }}

),

-- The checks look at what counts now. A superseded statement is held to what can be told of it alone.
judged as (

    select
        {% for column in columns %}current_statements.{{ column }},
        {% endfor -%}
        current_statements.obs_status,
        facts.check_status,
        facts.check_status in ('accepted', 'warned') as is_plausible
    from current_statements
    inner join facts on current_statements.indicator_key = facts.indicator_key
    union all
    select
        {% for column in columns %}{{ column }},
        {% endfor -%}
        obs_status,
        case review_status when 'rejected' then 'rejected' else 'unchecked' end as check_status,
        review_status <> 'rejected'
        and offset_is_valid
        and coalesce(region_is_valid, true)
        and coalesce(unit_is_compatible, true)
        and coalesce(value_canonical >= min_valid, true)
        and coalesce(value_canonical <= max_valid, true) as is_plausible
    from superseded_statements

),

dated as (

    select
        judged.*,
        {{ year_key('judged.year') }} as year_key,
        intervals.appearance,
        intervals.source,
        intervals.version_number,
        intervals.known_from,
        intervals.known_to,
        intervals.start_instant,
        intervals.end_instant,
        intervals.superseded_by_document_id,
        intervals.end_instant = {{ end_of_time() }} as is_current
    from judged
    inner join intervals on judged.bulletin_key = intervals.bulletin_key

),

-- What the document that came next says of the same thing.
restated as (

    select distinct
        document_id,
        region_key,
        metric_key,
        year,
        kind,
        measure,
        value_canonical
    from judged

),

restated_keys as (

    select distinct
        document_id,
        region_key,
        metric_key,
        year,
        kind,
        measure
    from restated

),

final as (

    select
        dated.indicator_key,
        dated.appearance,
        dated.bulletin_key,
        dated.metric_key,
        dated.region_key,
        dated.year_key,
        dated.document_id,
        dated.source,
        dated.version_number,
        dated.ordinal,
        dated.metric_code,
        dated.metric_text,
        dated.region_code,
        dated.year,
        dated.period_start,
        dated.period_end,
        dated.kind,
        dated.measure,
        dated.comparator,
        dated.domain,
        dated.number_text as value_text,
        dated.value_canonical,
        dated.value_step,
        dated.unit_canonical,
        dated.check_status,
        dated.review_status,
        dated.obs_status,
        -- what the tables of best values choose from
        (
            dated.is_plausible
            and coalesce({{ is_comparable("dated", "metrics") }}, false)
        ) as is_usable,
        dated.known_from,
        dated.known_to,
        dated.start_instant,
        dated.end_instant,
        dated.is_current,
        dated.superseded_by_document_id,
        case
            when dated.is_current then null
            when restated.document_id is not null then 'repeated'
            when restated_keys.document_id is not null then 'changed'
            else 'dropped'
        end as superseded_reason,
        dated.number_start,
        dated.number_end,
        dated.sentence,
        dated.sentence_start,
        dated.sentence_end,
        dated.confidence
    from dated
    inner join metrics on dated.metric_key = metrics.metric_key
    left join restated
        on dated.superseded_by_document_id = restated.document_id
        and dated.region_key = restated.region_key
        and dated.metric_key = restated.metric_key
        and coalesce(dated.year, 0) = coalesce(restated.year, 0)
        and dated.kind = restated.kind
        and dated.measure = restated.measure
        and dated.value_canonical = restated.value_canonical
    left join restated_keys
        on dated.superseded_by_document_id = restated_keys.document_id
        and dated.region_key = restated_keys.region_key
        and dated.metric_key = restated_keys.metric_key
        and coalesce(dated.year, 0) = coalesce(restated_keys.year, 0)
        and dated.kind = restated_keys.kind
        and dated.measure = restated_keys.measure

)

select * from final
order by metric_key, region_code, year, indicator_key, appearance
