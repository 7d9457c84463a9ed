-- The verdict again, from the columns that a reader sees.
select target_indicator_key
from {{ ref('target_attainment') }}
where
    actual_comparator = '='
    and (
        (comparator_used = '>=' and (attainment_status = 'reached') <> (actual_value >= target_value))
        or (comparator_used = '<=' and (attainment_status = 'reached') <> (actual_value <= target_value))
        or (comparator_used = '>' and (attainment_status = 'reached') <> (actual_value > target_value))
        or (comparator_used = '<' and (attainment_status = 'reached') <> (actual_value < target_value))
    )
