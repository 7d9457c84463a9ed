select
    text_set,
    field,
    figure_count,
    precision_share,
    recall_share,
    score,
    extractor_version
from {{ ref('measured_accuracy') }}
