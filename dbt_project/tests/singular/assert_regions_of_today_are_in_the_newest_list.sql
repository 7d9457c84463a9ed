-- Whoever reads a series in today's boundaries must find the region in today's list.
select today.region_key
from {{ ref('int_region_today') }} as today
inner join {{ ref('int_region_validity') }} as regions on today.today_region_key = regions.region_key
where not regions.is_current
