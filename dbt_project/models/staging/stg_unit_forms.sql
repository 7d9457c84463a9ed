with source as (

    select * from {{ ref('units') }}

),

-- 万, 亿 and their like multiply a number; they are no units.
units as (

    select *
    from source
    where dimension <> 'multiplier'

),

surface_forms as (

    select
        units.*,
        {{ dbt.split_part('units.surface_forms', "'|'", 'integers.n') }} as unit_text
    from units
    cross join {{ integers(1, 40) }}

),

renamed as (

    select
        unit_text,
        unit,
        dimension,
        base_unit,

        factor
    from surface_forms
    where unit_text <> ''

)

select * from renamed
