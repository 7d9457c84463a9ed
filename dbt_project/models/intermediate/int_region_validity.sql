-- The catalogue says in which revisions of the official list a row stands; here that becomes an interval of days.
with regions as (

    select * from {{ ref('stg_regions') }}

),

list_months as (

    select first_list as list_month from regions
    union
    select last_list as list_month from regions

),

successions as (

    select
        list_month,
        lead(list_month) over (order by list_month) as next_list
    from list_months
    where list_month is not null

),

-- A row holds until the first revision that no longer has it.
dated as (

    select
        regions.region_key,
        regions.region_code,
        regions.parent_code,
        regions.name,
        regions.short_name,
        regions.level,
        coalesce(regions.first_list, cast('1900-01-01' as date)) as valid_from,
        case
            when regions.last_list is null or successions.next_list is null then cast('2199-12-31' as date)
            else {{ day_before('successions.next_list') }}
        end as valid_to,
        regions.last_list is null as is_current
    from regions
    left join successions on regions.last_list = successions.list_month

),

final as (

    select
        region_key,
        region_code,
        parent_code,
        name,
        short_name,
        level,
        valid_from,
        valid_to,
        cast(extract(year from valid_from) as integer) as first_year,
        cast(extract(year from valid_to) as integer) as last_year,
        is_current,
        row_number() over (partition by region_code order by valid_from desc) = 1 as is_latest
    from dated

)

select * from final
