with source as (

    select * from {{ source('raw', 'document_versions') }}

),

renamed as (

    select
        source,
        document_id,
        version_number
    from source

)

select * from renamed
