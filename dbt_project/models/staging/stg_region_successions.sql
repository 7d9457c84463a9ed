select
    predecessor_code,
    predecessor_name,
    successor_code,
    successor_name,
    change_type,
    reason,
    cast(gone_in || '-01' as date) as gone_on
from {{ ref('region_successions') }}
