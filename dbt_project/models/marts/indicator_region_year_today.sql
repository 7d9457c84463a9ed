{{ config(materialized='view') }}
with reported as (

    select * from {{ ref('indicator_region_year') }}

),

today as (

    select * from {{ ref('region_today') }}

),

regions as (

    select * from {{ ref('dim_region') }}

),

years as (

    select * from {{ ref('dim_year') }}
    where year is not null

),

merged_regions as (

    select distinct today_region_key
    from today
    where relation = 'merged'

),

-- The regions of each year that make up a region of today, where that ever were several.
parts as (

    select
        today.today_region_key,
        years.year_key,
        count(*) as part_count
    from today
    inner join years on years.year_end between today.valid_from and today.valid_to
    inner join merged_regions on today.today_region_key = merged_regions.today_region_key
    group by today.today_region_key, years.year_key

),

placed as (

    select
        reported.*,
        today.today_region_key,
        coalesce(parts.part_count, 1) as part_count,
        case
            when reported.region_key = today.today_region_key and coalesce(parts.part_count, 1) = 1
                then case when today.boundary_changed_on > reported.year_end then 'changed' else 'same' end
            when today.relation = 'split' then 'split'
            when today.today_region_key is null then 'gone'
            -- a code used after its time: the value stays where it was reported
            when reported.year_end not between today.valid_from and today.valid_to
                then case when reported.region_key = today.today_region_key then 'same' else 'not_restated' end
            when today.boundary_changed_on > reported.year_end
                then case when coalesce(parts.part_count, 1) = 1 then 'changed' else 'not_restated' end
            when coalesce(parts.part_count, 1) > 1
                then
                    case
                        when reported.aggregation = 'sum' and reported.comparator = '=' then 'merged'
                        else 'not_restated'
                    end
            else 'renamed'
        end as boundary_note
    from reported
    inner join today on reported.region_key = today.region_key
    left join parts
        on today.today_region_key = parts.today_region_key
        and reported.year_key = parts.year_key

),

keyed as (

    select
        *,
        -- as a condition of the join it would make the engine compare every value with every sum
        case when boundary_note = 'merged' then today_region_key end as sum_region_key
    from placed

),

summed as (

    select
        sum_region_key,
        metric_key,
        year_key,
        kind,
        sum(value) as value,
        max(case when is_derived then 1 else 0 end) = 1 as is_derived,
        case when max(case when obs_status <> 'A' then 1 else 0 end) = 1 then 'E' else 'A' end as obs_status,
        count(*) as known_part_count
    from keyed
    where sum_region_key is not null
    group by sum_region_key, metric_key, year_key, kind

),

resolved as (

    select
        case
            when placed.boundary_note in ('same', 'changed', 'renamed') then placed.today_region_key
            when placed.boundary_note = 'merged' and summed.known_part_count = placed.part_count
                then placed.today_region_key
            else placed.region_key
        end as region_key,
        placed.region_key as reported_region_key,
        placed.region_name as reported_region_name,
        placed.metric_key,
        placed.metric_code,
        placed.metric_name_zh,
        placed.metric_name_en,
        placed.aggregation,
        placed.year_key,
        placed.year,
        placed.year_start,
        placed.year_end,
        placed.kind,
        placed.kind_zh,
        placed.kind_en,
        case
            when placed.boundary_note = 'merged' and summed.known_part_count = placed.part_count then summed.value
            else placed.value
        end as value,
        placed.value as reported_value,
        placed.unit,
        case
            when placed.boundary_note = 'merged' and summed.known_part_count = placed.part_count
                then summed.obs_status
            else placed.obs_status
        end as obs_status,
        case
            when placed.boundary_note = 'merged' and summed.known_part_count = placed.part_count
                then summed.is_derived
            else placed.is_derived
        end as is_derived,
        case
            when placed.boundary_note = 'merged' and summed.known_part_count < placed.part_count then 'not_restated'
            else placed.boundary_note
        end as boundary_note,
        cast(placed.part_count as integer) as part_count,
        placed.indicator_key
    from keyed as placed
    left join summed
        on placed.sum_region_key = summed.sum_region_key
        and placed.metric_key = summed.metric_key
        and placed.year_key = summed.year_key
        and placed.kind = summed.kind

),

-- Of the parts of a sum one row stays; where old and new name both report a year, the one whose time it was.
ranked as (

    select
        resolved.*,
        row_number() over (
            partition by resolved.region_key, resolved.metric_key, resolved.year_key, resolved.kind
            order by
                case when resolved.year_end between own.valid_from and own.valid_to then 0 else 1 end asc,
                case when resolved.reported_region_key = resolved.region_key then 0 else 1 end asc,
                resolved.reported_region_key asc
        ) as place
    from resolved
    inner join today as own on resolved.reported_region_key = own.region_key

),

final as (

    select
        ranked.region_key,
        regions.region_code,
        regions.region_name,
        regions.region_full_name,
        regions.region_level,
        ranked.metric_key,
        ranked.metric_code,
        ranked.metric_name_zh,
        ranked.metric_name_en,
        ranked.aggregation,
        ranked.year_key,
        ranked.year,
        ranked.year_start,
        ranked.kind,
        ranked.kind_zh,
        ranked.kind_en,
        ranked.value,
        ranked.unit,
        ranked.obs_status,
        ranked.is_derived,
        ranked.boundary_note,
        case ranked.boundary_note
            when 'same' then '与今区划一致'
            when 'renamed' then '更名或改码，范围一致'
            when 'merged' then '按今区划合计'
            when 'changed' then '其后区划范围有变，按当年范围'
            when 'split' then '其后拆分，不作追溯'
            when 'gone' then '去向不详，按原区划'
            else '其后合并，数据不足或不可加，按原区划'
        end as boundary_note_zh,
        case ranked.boundary_note
            when 'same' then 'The region of today'
            when 'renamed' then 'Renamed or recoded, same area'
            when 'merged' then 'Sum of the parts of the region of today'
            when 'changed' then 'Area changed since, as reported'
            when 'split' then 'Split since, not restated'
            when 'gone' then 'Successor unknown, as reported'
            else 'Merged since; not additive or parts missing, as reported'
        end as boundary_note_en,
        ranked.boundary_note in ('same', 'renamed', 'merged') as is_in_todays_boundaries,
        ranked.part_count,
        ranked.reported_region_key,
        ranked.reported_region_name,
        ranked.reported_value,
        case when ranked.boundary_note <> 'merged' then ranked.indicator_key end as indicator_key
    from ranked
    inner join regions on ranked.region_key = regions.region_key
    where ranked.place = 1

)

select * from final
