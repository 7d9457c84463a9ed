with source as (

    select * from {{ source('quality', 'row_failures') }}

),

renamed as (

    select
        check_name,
        indicator_key,
        related_indicator_key,
        severity,
        reason_zh,
        reason_en,
        reason_zh || ' / ' || reason_en as reason
    from source

)

select * from renamed
