-- A target without region, year or outcome is listed with the reason, never left out.
select facts.indicator_key
from {{ ref('fct_indicator') }} as facts
left join {{ ref('target_attainment') }} as targets on facts.indicator_key = targets.target_indicator_key
where
    facts.kind = 'target'
    and facts.domain = 'health'
    and targets.target_indicator_key is null
