select
    plan_code,
    plan_name_zh,
    plan_name_en,

    first_year,
    last_year
from {{ ref('five_year_plans') }}
