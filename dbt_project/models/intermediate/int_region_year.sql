-- Names, levels and parents of a code change; a statement about a year means the place as it was then.
with regions as (

    select * from {{ ref('int_region_validity') }}

),

asked as (

    select
        region_code,
        year
    from {{ ref('int_statement') }}
    union
    select
        region_code,
        year
    from {{ ref('stg_bulletins') }}

),

candidates as (

    select
        asked.region_code,
        asked.year,
        regions.region_key,
        regions.valid_from,
        case
            when asked.year is null then false
            else asked.year between regions.first_year and regions.last_year
        end as is_valid,
        case
            -- without a year: the newest row
            when asked.year is null then case when regions.is_latest then 0 else 1 end
            when asked.year between regions.first_year and regions.last_year then 0
            -- the list lags behind a renaming, or the text uses an old code: the nearest row
            when asked.year < regions.first_year then regions.first_year - asked.year
            else asked.year - regions.last_year
        end as distance
    from asked
    inner join regions on asked.region_code = regions.region_code

),

ranked as (

    select
        region_code,
        year,
        region_key,
        is_valid,
        row_number() over (
            partition by region_code, year
            -- renamed within the year: the row that holds at its end
            order by distance asc, valid_from desc
        ) as candidate_rank
    from candidates

),

final as (

    select
        region_code,
        year,
        region_key,
        is_valid
    from ranked
    where candidate_rank = 1

)

select * from final
