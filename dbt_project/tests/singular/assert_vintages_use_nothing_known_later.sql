-- A best value as known on a day is a statement that was known on that day and not superseded before it.
select
    vintages.indicator_key,
    vintages.known_from
from {{ ref('indicator_vintage') }} as vintages
left join {{ ref('fct_indicator_vintage') }} as facts
    on vintages.indicator_key = facts.indicator_key
    and vintages.appearance = facts.appearance
where
    facts.indicator_key is null
    or not facts.is_usable
    or vintages.value <> facts.value_canonical
    or facts.known_from > vintages.known_from
    or coalesce(facts.known_to < vintages.known_to, facts.known_to is not null and vintages.known_to is null)
