with successions as (

    select * from {{ ref('int_region_succession') }}

),

today as (

    select * from {{ ref('int_region_today') }}

),

regions as (

    select * from {{ ref('dim_region') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}

),

final as (

    select
        successions.region_key,
        regions.region_code,
        regions.region_name,
        regions.region_level,
        successions.successor_region_key,
        successors.region_code as successor_region_code,
        successors.region_name as successor_region_name,
        successions.change_type,
        change_labels.label_zh as change_type_zh,
        change_labels.label_en as change_type_en,
        successions.changed_on,
        cast(extract(year from successions.changed_on) as integer) as changed_year,
        successions.is_one_to_one,
        today.today_region_key as successor_today_region_key,
        today_regions.region_name as successor_today_region_name,
        successions.evidence,
        evidence_labels.label_zh as evidence_zh,
        evidence_labels.label_en as evidence_en,
        successions.reason
    from successions
    inner join regions on successions.region_key = regions.region_key
    inner join regions as successors on successions.successor_region_key = successors.region_key
    inner join today on successions.successor_region_key = today.region_key
    left join regions as today_regions on today.today_region_key = today_regions.region_key
    {{ join_label("change_labels", "successions.change_type", "region_change_type") }}
    {{ join_label("evidence_labels", "successions.evidence", "region_evidence") }}

)

select * from final
order by region_code, changed_on, region_key, successor_region_code
