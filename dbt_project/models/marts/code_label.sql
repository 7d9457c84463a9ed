select
    code_set,
    code,
    label_zh,
    label_en
from {{ ref('stg_code_labels') }}
order by code_set, code
