-- What is known now is what indicator_region_year has.
with vintages as (

    select * from {{ ref('indicator_vintage') }}
    where is_latest

),

chosen as (

    select * from {{ ref('indicator_region_year') }}
    where not is_derived

)

select
    vintages.indicator_key as vintage_indicator_key,
    chosen.indicator_key as chosen_indicator_key
from vintages
full outer join chosen
    on vintages.region_key = chosen.region_key
    and vintages.metric_key = chosen.metric_key
    and vintages.year_key = chosen.year_key
    and vintages.kind = chosen.kind
where coalesce(vintages.indicator_key <> chosen.indicator_key, true)
