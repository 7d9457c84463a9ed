with source as (

    select * from {{ source('raw', 'document_versions') }}

),

renamed as (

    select
        source,
        document_id,
        version_number,

        {{ utc_date('seen_at') }} as seen_on
    from source

)

select * from renamed
