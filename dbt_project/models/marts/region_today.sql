with today as (

    select * from {{ ref('int_region_today') }}

),

boundary_changes as (

    select
        region_key,
        max(changed_on) as boundary_changed_on
    from {{ ref('int_region_boundary_change') }}
    group by region_key

),

regions as (

    select * from {{ ref('dim_region') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}
    where code_set = 'region_relation'

),

final as (

    select
        today.region_key,
        regions.region_code,
        regions.region_name,
        regions.valid_from,
        regions.valid_to,
        today.today_region_key,
        today_regions.region_code as today_region_code,
        today_regions.region_name as today_region_name,
        today_regions.region_full_name as today_region_full_name,
        today.relation,
        labels.label_zh as relation_zh,
        labels.label_en as relation_en,
        today.is_one_to_one,
        boundary_changes.boundary_changed_on
    from today
    inner join regions on today.region_key = regions.region_key
    left join regions as today_regions on today.today_region_key = today_regions.region_key
    left join boundary_changes on today.today_region_key = boundary_changes.region_key
    left join labels on today.relation = labels.code

)

select * from final
order by region_code, valid_from
