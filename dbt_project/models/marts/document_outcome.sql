with documents as (

    select * from {{ ref('stg_documents') }}

),

versions as (

    select * from {{ ref('int_document') }}

),

outcomes as (

    select * from {{ ref('stg_outcomes') }}

),

final as (

    select
        documents.document_id,
        versions.source,
        versions.version_number,
        versions.is_current_version,
        versions.source_count,
        documents.title,
        documents.url,
        documents.publisher,
        documents.published_on,
        documents.media_type,
        documents.encoding,
        cast(documents.byte_size as bigint) as byte_size,
        documents.read_status,
        coalesce(outcomes.status, 'pending') as outcome_status,
        coalesce(outcomes.bulletin_count, 0) as bulletin_count,
        coalesce(outcomes.numeral_count, 0) as numeral_count,
        coalesce(outcomes.mention_count, 0) as mention_count,
        coalesce(outcomes.masked_count, 0) as masked_count,
        outcomes.masked_examples,
        coalesce(outcomes.unmatched_count, 0) as unmatched_count,
        coalesce(outcomes.uncoded_count, 0) as uncoded_count,
        coalesce(nullif(outcomes.message, ''), documents.read_message) as message,
        versions.extractor_version
    from documents
    inner join versions on documents.document_id = versions.document_id
    left join outcomes
        on versions.document_id = outcomes.document_id
        and versions.extractor_version = outcomes.extractor_version

)

select * from final
order by source, version_number, document_id
