-- A change that cannot be verified is listed with the reason.
select facts.indicator_key
from {{ ref('fct_indicator') }} as facts
left join {{ ref('indicator_consistency') }} as judged on facts.indicator_key = judged.change_indicator_key
where
    facts.kind = 'actual'
    and facts.measure <> 'level'
    and facts.domain = 'health'
    and judged.change_indicator_key is null
