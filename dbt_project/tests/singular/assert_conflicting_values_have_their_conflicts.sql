-- A value is marked as conflicting exactly where the conflicts name it.
with conflicts as (

    select
        chosen_indicator_key,
        count(*) as conflict_count
    from {{ ref('indicator_conflict') }}
    group by chosen_indicator_key

)

select
    chosen.indicator_key,
    conflicts.chosen_indicator_key
from {{ ref('indicator_region_year') }} as chosen
full outer join conflicts on chosen.indicator_key = conflicts.chosen_indicator_key
where chosen.indicator_key is null or chosen.is_conflicting <> (conflicts.chosen_indicator_key is not null)
