-- A derived value is one of indicator_derived, an estimate that no bulletin states.
select chosen.indicator_key
from {{ ref('indicator_region_year') }} as chosen
left join {{ ref('indicator_derived') }} as derived
    on chosen.region_key = derived.region_key
    and chosen.metric_key = derived.metric_key
    and chosen.year_key = derived.year_key
where
    chosen.is_derived
    and (
        derived.region_key is null
        or chosen.value <> derived.value
        or chosen.obs_status <> 'E'
        or chosen.bulletin_count > 0
    )
