select
    wording,
    base
from {{ ref('change_bases') }}
