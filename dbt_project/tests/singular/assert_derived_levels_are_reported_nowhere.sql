-- A derived level stands only where no accepted statement gives one.
select derived.change_indicator_key
from {{ ref('indicator_derived') }} as derived
inner join {{ ref('fct_indicator') }} as facts
    on derived.region_key = facts.region_key
    and derived.metric_key = facts.metric_key
    and derived.year_key = facts.year_key
where
    facts.kind = 'actual'
    and facts.measure = 'level'
    and facts.check_status in ('accepted', 'warned')
    and coalesce(facts.unit_is_compatible, derived.unit = facts.unit_canonical)
