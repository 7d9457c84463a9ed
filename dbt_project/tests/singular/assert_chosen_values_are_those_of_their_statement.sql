-- A reader follows indicator_key to the sentence: value, unit, place and time must be the same there.
select chosen.indicator_key
from {{ ref('indicator_region_year') }} as chosen
inner join {{ ref('fct_indicator') }} as facts on chosen.indicator_key = facts.indicator_key
where
    not chosen.is_derived
    and (
        chosen.value <> facts.value_canonical
        or chosen.unit <> facts.unit_canonical
        or chosen.region_key <> facts.region_key
        or chosen.metric_key <> facts.metric_key
        or chosen.year_key <> facts.year_key
        or chosen.kind <> facts.kind
        or facts.measure <> 'level'
        or facts.check_status not in ('accepted', 'warned')
    )
