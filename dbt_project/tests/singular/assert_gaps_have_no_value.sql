select
    gaps.region_key,
    gaps.year_key,
    gaps.metric_key
from {{ ref('coverage_gap') }} as gaps
inner join {{ ref('indicator_region_year') }} as best_values
    on gaps.region_key = best_values.region_key
    and gaps.metric_key = best_values.metric_key
    and gaps.year_key = best_values.year_key
    and best_values.kind = 'actual'
where not best_values.is_derived
