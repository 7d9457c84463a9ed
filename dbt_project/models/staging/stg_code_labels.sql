select
    code_set,
    code,
    label_zh,
    label_en
from {{ ref('code_labels') }}
