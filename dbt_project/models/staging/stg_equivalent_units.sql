select
    unit,
    metric_unit
from {{ ref('equivalent_units') }}
