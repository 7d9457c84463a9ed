with source as (

    select * from {{ source('raw', 'outcomes') }}

),

renamed as (

    select
        document_id,
        extractor_version,

        status,
        masked_examples,
        message,

        bulletin_count,
        numeral_count,
        mention_count,
        masked_count,
        unmatched_count,
        uncoded_count,

        extracted_at
    from source

)

select * from renamed
