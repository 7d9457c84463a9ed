-- A reader follows both keys to both sentences: the values there are those of the revision.
select revisions.old_indicator_key
from {{ ref('indicator_revision') }} as revisions
left join {{ ref('fct_indicator_vintage') }} as old_facts on revisions.old_indicator_key = old_facts.indicator_key
left join {{ ref('fct_indicator_vintage') }} as new_facts on revisions.new_indicator_key = new_facts.indicator_key
where
    coalesce(revisions.old_value <> old_facts.value_canonical, true)
    or coalesce(revisions.new_value <> new_facts.value_canonical, revisions.new_indicator_key is not null)
    or (revisions.revision_type = 'withdrawn') <> (revisions.new_indicator_key is null)
