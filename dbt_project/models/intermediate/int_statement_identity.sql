-- Which statement is meant, said in a way that outlives new versions of the document and new rules.
with mentions as (

    -- what a document says again is no statement
    select * from {{ ref('stg_mentions') }}
    where duplicate_of is null

),

documents as (

    select * from {{ ref('int_document') }}

),

newest as (

    select
        mentions.indicator_key,
        mentions.document_id,
        documents.source,
        documents.is_current_version,
        mentions.number_start,
        mentions.sentence_start,
        {{ normalised_sentence('mentions.sentence') }} as sentence_normalised,
        {{ normalised_sentence('mentions.number_text') }} as number_normalised,
        {{ normalised_sentence('substr(mentions.sentence, 1, mentions.number_start - mentions.sentence_start)') }}
            as sentence_before
    from mentions
    inner join documents
        on mentions.document_id = documents.document_id
        and mentions.extractor_version = documents.extractor_version

),

counted as (

    select
        *,
        {{ occurrence_in_sentence('sentence_before', 'number_normalised') }} as occurrence_in_sentence,
        {{ occurrence_in_sentence('sentence_normalised', 'number_normalised') }} - 1 as occurrences_per_sentence,
        -- the same sentence may stand in a document several times
        dense_rank() over (
            partition by document_id, sentence_normalised
            order by sentence_start
        ) as sentence_rank
    from newest

),

numbered as (

    select
        indicator_key,
        document_id,
        source,
        is_current_version,
        cast(
            (sentence_rank - 1) * occurrences_per_sentence + occurrence_in_sentence as integer
        ) as occurrence,
        sentence_normalised,
        number_normalised
    from counted

),

final as (

    select
        indicator_key,
        document_id,
        is_current_version,
        occurrence,
        {{ wording_key('sentence_normalised', 'number_normalised', 'occurrence') }} as wording_key,
        {{ review_key('source', wording_key('sentence_normalised', 'number_normalised', 'occurrence')) }} as review_key
    from numbered

)

select * from final
