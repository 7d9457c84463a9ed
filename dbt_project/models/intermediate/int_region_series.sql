-- The key under which the values of a region stand through renamings and recodings: its region of today, if each step
-- was one to one, else the region itself.
with today as (

    select * from {{ ref('int_region_today') }}

),

final as (

    select
        region_key,
        case when is_one_to_one then today_region_key else region_key end as series_region_key
    from today

)

select * from final
