with source as (

    select * from {{ source('quality', 'checked_indicators') }}

),

renamed as (

    select indicator_key
    from source

)

select * from renamed
