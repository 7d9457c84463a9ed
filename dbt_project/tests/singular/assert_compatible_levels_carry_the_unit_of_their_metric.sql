-- One unit per metric: 万人 beside 人 is the classic error of yearbook databases.
select facts.indicator_key
from {{ ref('fct_indicator') }} as facts
inner join {{ ref('dim_metric') }} as metrics on facts.metric_key = metrics.metric_key
where
    facts.measure = 'level'
    and facts.unit_is_compatible
    and facts.unit_canonical <> metrics.unit
