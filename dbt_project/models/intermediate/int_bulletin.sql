with bulletins as (

    select * from {{ ref('stg_bulletins') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

final as (

    select
        bulletins.bulletin_key,
        bulletins.document_id,
        bulletins.bulletin,
        documents.source,
        documents.version_number,
        documents.is_current_version,
        bulletins.title,
        bulletins.genre,
        bulletins.region_code,
        bulletins.region_name,
        bulletins.year,
        bulletins.period_start,
        bulletins.period_end,
        bulletins.published_on
    from bulletins
    inner join documents
        on bulletins.document_id = documents.document_id
        and bulletins.extractor_version = documents.extractor_version

)

select * from final
