select
    reason_code,
    priority,
    label_zh,
    label_en
from {{ ref('review_reasons') }}
