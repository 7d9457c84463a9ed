select
    metric_code,
    lowest_level
from {{ ref('core_metrics') }}
