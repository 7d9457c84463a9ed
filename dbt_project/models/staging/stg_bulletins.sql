with source as (

    select * from {{ source('raw', 'bulletins') }}

),

renamed as (

    select
        {{ bulletin_key('document_id', 'bulletin') }} as bulletin_key,
        document_id,
        extractor_version,
        bulletin,

        title,
        region_code,
        region_name,
        genre,

        text_start,
        text_end,
        year,

        period_start,
        period_end,
        published_on
    from source

)

select * from renamed
