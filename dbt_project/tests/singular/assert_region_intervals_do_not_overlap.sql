-- Two rows of one code that hold on the same day would give a fact two regions.
select
    earlier.region_key,
    later.region_key as overlapping_region_key
from {{ ref('int_region_validity') }} as earlier
inner join {{ ref('int_region_validity') }} as later
    on earlier.region_code = later.region_code
    and earlier.region_key <> later.region_key
    and earlier.valid_from <= later.valid_from
    and earlier.valid_to >= later.valid_from
