with documents as (

    select * from {{ ref('stg_documents') }}

),

versions as (

    select * from {{ ref('int_document') }}

),

final as (

    select
        documents.document_id,
        versions.source,
        documents.text,
        cast(length(documents.text) as integer) as character_count
    from documents
    inner join versions on documents.document_id = versions.document_id
    where documents.text <> ''

)

select * from final
order by source, document_id
