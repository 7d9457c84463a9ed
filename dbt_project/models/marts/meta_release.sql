-- What this release holds, by content alone: the same facts give the same row, in however many runs they came.
{%- set fingerprinted = [
    'dim_region',
    'dim_year',
    'dim_metric',
    'dim_bulletin',
    'fct_indicator',
    'indicator_region_year',
    'quarantine_indicator',
    'document_outcome',
    'review_decision',
    'review_queue',
    'target_attainment',
    'indicator_consistency',
    'indicator_derived',
    'region_successor',
    'region_today',
    'coverage_region_year',
    'coverage_gap',
    'meta_accuracy',
    'code_label',
    'bulletin_text',
    'fct_indicator_vintage',
    'indicator_conflict',
    'indicator_revision',
    'indicator_vintage'
] %}
with fingerprints as (

    {%- for mart in fingerprinted %}
    select
        '{{ mart }}' as mart,
        fingerprint
    from (
        {{ content_fingerprint(mart) }}
    ) as {{ mart }}_content
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

release as (

    select {{ dbt.hash(ordered_listagg("mart || '=' || fingerprint", ",", "mart")) }} as release_id
    from fingerprints

),

facts as (

    select
        cast(count(*) as integer) as indicator_count,
        cast(count(case when check_status = 'accepted' then 1 end) as integer) as accepted_count,
        cast(count(case when check_status = 'warned' then 1 end) as integer) as warned_count,
        cast(count(case when check_status = 'quarantined' then 1 end) as integer) as quarantined_count,
        cast(count(case when check_status = 'unchecked' then 1 end) as integer) as unchecked_count,
        cast(count(case when check_status = 'rejected' then 1 end) as integer) as rejected_count,
        cast(min(case when year_key > 0 then year end) as integer) as first_year,
        cast(max(case when year_key > 0 then year end) as integer) as last_year
    from {{ ref('fct_indicator') }}

),

chosen_values as (

    select cast(count(*) as integer) as value_count
    from {{ ref('indicator_region_year') }}

),

documents as (

    select
        cast(count(*) as integer) as document_count,
        min(extractor_version) as first_extractor_version,
        max(extractor_version) as last_extractor_version
    from {{ ref('document_outcome') }}
    where is_current_version

),

bulletins as (

    select
        cast(count(*) as integer) as bulletin_count,
        max(published_on) as newest_bulletin_on
    from {{ ref('dim_bulletin') }}
    where is_current_version

),

accuracy as (

    select * from {{ ref('meta_accuracy') }}
    where field in ('found', 'strict')

),

accuracy_by_set as (

    select
        text_set,
        text_set_zh,
        text_set_en,
        max(figure_count) as figure_count,
        cast(round(max(case when field = 'found' then score end), 3) as string) as found_score,
        cast(round(max(case when field = 'strict' then score end), 3) as string) as strict_score
    from accuracy
    group by text_set, text_set_zh, text_set_en

),

-- The plain statement that goes with every figure.
accuracy_statement as (

    select
        '数字由规则从公报文本中抽取，并非统计原表。与人工答案对照：'
        || {{ ordered_listagg(
            "text_set_zh || cast(figure_count as string) || '个数字，识别 F1 ' || found_score"
            ~ " || '，全部字段正确 F1 ' || strict_score",
            '；', 'text_set'
        ) }}
        || '。' as accuracy_zh,
        'Figures are extracted from the text of bulletins by rules, not copied from tables of record. '
        || 'Against answers written by hand: '
        || {{ ordered_listagg(
            "text_set_en || ', ' || cast(figure_count as string) || ' figures, found F1 ' || found_score"
            ~ " || ', every field right F1 ' || strict_score",
            '; ', 'text_set'
        ) }}
        || '.' as accuracy_en
    from accuracy_by_set

),

metrics as (

    select
        cast(count(case when is_catalogued then 1 end) as integer) as catalogued_metric_count,
        cast(count(case when not is_catalogued then 1 end) as integer) as uncatalogued_metric_count
    from {{ ref('dim_metric') }}

)

select
    release.release_id,
    documents.document_count,
    bulletins.bulletin_count,
    bulletins.newest_bulletin_on,
    facts.indicator_count,
    facts.accepted_count,
    facts.warned_count,
    facts.quarantined_count,
    facts.unchecked_count,
    facts.rejected_count,
    chosen_values.value_count,
    metrics.catalogued_metric_count,
    metrics.uncatalogued_metric_count,
    facts.first_year,
    facts.last_year,
    documents.first_extractor_version,
    documents.last_extractor_version,
    accuracy_statement.accuracy_zh,
    accuracy_statement.accuracy_en
from release
cross join facts
cross join chosen_values
cross join documents
cross join bulletins
cross join metrics
cross join accuracy_statement
