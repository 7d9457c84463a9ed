with source as (

    select * from {{ ref('regions') }}

),

renamed as (

    select
        {{ region_key('region_code', 'valid_from') }} as region_key,
        region_code,
        parent_code,

        name,
        short_name,
        level,

        cast(valid_from || '-01' as date) as first_list,
        cast(valid_to || '-01' as date) as last_list
    from source

)

select * from renamed
