-- A failure that names no statement of today means that the checks looked at other rows: run them again.
select
    failures.check_name,
    failures.indicator_key
from {{ ref('stg_quality_row_failures') }} as failures
left join {{ ref('quarantine_indicator') }} as quarantined
    on failures.check_name = quarantined.check_name
    and failures.indicator_key = quarantined.indicator_key
left join {{ ref('fct_indicator') }} as facts
    on failures.indicator_key = facts.indicator_key
    and facts.review_status = 'accepted'
where
    quarantined.indicator_key is null
    and facts.indicator_key is null
