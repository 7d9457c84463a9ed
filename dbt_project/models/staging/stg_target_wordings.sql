select
    wording,
    comparator
from {{ ref('target_wordings') }}
