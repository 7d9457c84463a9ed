with years as (

    select cast(n as integer) as year
    from {{ integers(first_calendar_year(), last_calendar_year()) }}

),

plans as (

    select * from {{ ref('stg_five_year_plans') }}

),

calendar as (

    select
        years.year as year_key,
        years.year,
        {{ year_start('years.year') }} as year_start,
        {{ year_end('years.year') }} as year_end,
        plans.plan_code as five_year_plan_code,
        plans.plan_name_zh as five_year_plan_name_zh,
        plans.plan_name_en as five_year_plan_name_en,
        years.year - plans.first_year + 1 as five_year_plan_year
    from years
    left join plans on years.year between plans.first_year and plans.last_year

),

unknown as (

    select
        {{ unknown_year_key() }} as year_key,
        cast(null as integer) as year,
        cast(null as date) as year_start,
        cast(null as date) as year_end,
        cast(null as string) as five_year_plan_code,
        cast(null as string) as five_year_plan_name_zh,
        cast(null as string) as five_year_plan_name_en,
        cast(null as integer) as five_year_plan_year

),

final as (

    select * from calendar
    union all
    select * from unknown

)

select
    year_key,
    year,
    year_start,
    year_end,
    five_year_plan_code,
    five_year_plan_name_zh,
    five_year_plan_name_en,
    five_year_plan_year
from final
order by year_key
