with source as (

    select * from {{ source('raw', 'documents') }}

),

renamed as (

    select
        document_id,
        first_source,

        text,
        title,
        url,
        publisher,
        media_type,
        encoding,
        status as read_status,
        message as read_message,

        byte_size,

        published_on,
        scraped_at
    from source

)

select * from renamed
