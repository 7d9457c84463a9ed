-- Which statements each decision of the reviewers is about, and whether they still say what was decided on.
-- A statement is found by its words; where none has them, by the one sentence of the newest version that is like them.
with decisions as (

    select * from {{ ref('stg_review_decisions') }}
    where problem = ''

),

versions as (

    select
        source,
        document_id,
        version_number,
        max(version_number) over (partition by source) as newest_version
    from {{ ref('stg_document_versions') }}

),

held as (

    select
        source,
        document_id,
        cast(max(case when version_number = newest_version then 1 else 0 end) as integer) as is_newest
    from versions
    group by source, document_id

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

identities as (

    select * from {{ ref('int_statement_identity') }}

),

-- only documents that decisions name are looked at
statements as (

    select
        decisions.line_number,
        identities.wording_key,
        identities.occurrence,
        held.is_newest,
        mentions.*
    from decisions
    inner join held on decisions.source = held.source
    inner join documents on held.document_id = documents.document_id
    inner join mentions
        on documents.document_id = mentions.document_id
        and documents.extractor_version = mentions.extractor_version
    inner join identities on mentions.indicator_key = identities.indicator_key

),

compared as (

    select
        statements.line_number,
        statements.indicator_key,
        statements.is_newest,
        statements.sentence,
        statements.occurrence = decisions.occurrence as is_same_occurrence,
        statements.wording_key = decisions.wording_key as is_same_wording,
        {{ normalised_sentence('statements.sentence') }} as sentence_normalised,
        decisions.sentence_normalised as decided_normalised,
        decisions.decision_id,
        {{ failed_guards('decisions', 'statements') }} as failed_guards
    from statements
    inner join decisions on statements.line_number = decisions.line_number
    where
        statements.wording_key = decisions.wording_key
        or (
            statements.is_newest = 1
            and {{ normalised_sentence('statements.number_text') }} = decisions.number_normalised
        )

),

measured as (

    select
        *,
        max(case when is_same_wording and is_newest = 1 then 1 else 0 end) over (
            partition by line_number
        ) as has_same_wording,
        case
            when is_same_wording then 0
            when
                length(sentence_normalised) >= {{ var('review_shortest_part') }}
                and length(decided_normalised) >= {{ var('review_shortest_part') }}
                and (
                    position(sentence_normalised in decided_normalised) > 0
                    or position(decided_normalised in sentence_normalised) > 0
                )
                then 0.1
            -- an edit distance takes as long as both texts multiplied
            when
                length(sentence_normalised) <= {{ var('review_longest_sentence') }}
                and length(decided_normalised) <= {{ var('review_longest_sentence') }}
                then
                    {{ edit_distance('sentence_normalised', 'decided_normalised') }}
                    / cast(greatest(length(sentence_normalised), length(decided_normalised)) as double)
            else 1
        end as unlikeness
    from compared

),

eligible as (

    select *
    from measured
    where
        is_same_wording
        or (
            has_same_wording = 0
            and failed_guards = ''
            and unlikeness <= {{ var('review_most_unlikeness') }}
        )

),

-- of several sentences that resemble, the one in the same place counts, else none
unambiguous as (

    select
        *,
        count(*) over (partition by line_number, is_same_wording, is_newest) as candidate_count,
        sum(case when is_same_occurrence then 1 else 0 end) over (
            partition by line_number, is_same_wording, is_newest
        ) as same_occurrence_count
    from eligible

),

chosen as (

    select
        line_number,
        decision_id,
        indicator_key,
        is_newest,
        sentence,
        is_same_wording,
        failed_guards,
        -- two decisions on one statement: the first line counts
        row_number() over (
            partition by indicator_key
            order by
                case when failed_guards = '' then 0 else 1 end asc,
                case when is_same_wording then 0 else 1 end asc,
                line_number asc
        ) as decision_rank,
        first_value(line_number) over (
            partition by indicator_key
            order by
                case when failed_guards = '' then 0 else 1 end asc,
                case when is_same_wording then 0 else 1 end asc,
                line_number asc
        ) as first_line_number
    from unambiguous
    where
        is_same_wording
        or candidate_count = 1
        or (is_same_occurrence and same_occurrence_count = 1)

),

final as (

    select
        line_number,
        decision_id,
        indicator_key,
        is_newest = 1 as is_newest_version,
        is_same_wording,
        sentence as sentence_now,
        failed_guards as reads_now,
        failed_guards = '' and decision_rank = 1 as is_applied,
        case when decision_rank > 1 then first_line_number end as overruled_by_line
    from chosen

)

select * from final
