with source as (

    select * from {{ source('quality', 'check_results') }}

),

renamed as (

    select
        check_name,
        suite,
        severity,
        description_en,
        description_zh
    from source

)

select * from renamed
