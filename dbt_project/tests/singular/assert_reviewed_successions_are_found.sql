-- A reviewed line counts only if code, name and month are those of the lists.
select
    reviewed.predecessor_code,
    reviewed.successor_code,
    reviewed.gone_on
from {{ ref('stg_region_successions') }} as reviewed
left join {{ ref('int_region_validity') }} as predecessors
    on reviewed.predecessor_code = predecessors.region_code
    and reviewed.predecessor_name = predecessors.name
    and {{ day_before('reviewed.gone_on') }} = predecessors.valid_to
left join {{ ref('int_region_validity') }} as successors
    on reviewed.successor_code = successors.region_code
    and reviewed.successor_name = successors.name
    and reviewed.gone_on between successors.valid_from and successors.valid_to
left join {{ ref('int_region_succession') }} as successions
    on predecessors.region_key = successions.region_key
    and successors.region_key = successions.successor_region_key
where successions.region_key is null
