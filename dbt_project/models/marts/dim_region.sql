with regions as (

    select * from {{ ref('int_region_validity') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}
    where code_set = 'region_level'

),

-- A parent may be renamed while its child stands: its row at the end of the child's interval is taken, else its newest.
ranked_parents as (

    select
        regions.region_key,
        parents.region_key as parent_region_key,
        row_number() over (
            partition by regions.region_key
            order by
                case when regions.valid_to between parents.valid_from and parents.valid_to then 0 else 1 end asc,
                parents.valid_from desc
        ) as parent_rank
    from regions
    inner join regions as parents on regions.parent_code = parents.region_code

),

parent_keys as (

    select
        region_key,
        parent_region_key
    from ranked_parents
    where parent_rank = 1

),

with_parents as (

    select
        regions.*,
        parents.region_key as parent_region_key,
        parents.region_code as parent_row_code,
        parents.name as parent_name,
        parents.level as parent_level,
        grandparents.region_code as grandparent_code,
        grandparents.name as grandparent_name,
        grandparents.level as grandparent_level
    from regions
    left join parent_keys on regions.region_key = parent_keys.region_key
    left join regions as parents on parent_keys.parent_region_key = parents.region_key
    left join parent_keys as grandparent_keys on parents.region_key = grandparent_keys.region_key
    left join regions as grandparents on grandparent_keys.parent_region_key = grandparents.region_key

),

flattened as (

    select
        region_key,
        region_code,
        name as region_name,
        short_name as region_short_name,
        level as region_level,
        parent_region_key,
        parent_code as parent_region_code,
        case
            when level = 'province' then region_code
            when parent_level = 'province' then parent_row_code
            when grandparent_level = 'province' then grandparent_code
        end as province_code,
        case
            when level = 'province' then name
            when parent_level = 'province' then parent_name
            when grandparent_level = 'province' then grandparent_name
        end as province_name,
        case
            when level = 'prefecture' then region_code
            when parent_level = 'prefecture' then parent_row_code
        end as prefecture_code,
        case
            when level = 'prefecture' then name
            when parent_level = 'prefecture' then parent_name
        end as prefecture_name,
        case when level = 'county' then region_code end as county_code,
        case when level = 'county' then name end as county_name,
        valid_from,
        valid_to,
        is_current
    from with_parents

),

known as (

    select
        flattened.region_key,
        flattened.region_code,
        flattened.region_name,
        flattened.region_short_name,
        case
            when flattened.region_level = 'country' then flattened.region_name
            else
                coalesce(flattened.province_name, '')
                || coalesce(flattened.prefecture_name, '')
                || coalesce(flattened.county_name, '')
        end as region_full_name,
        flattened.region_level,
        labels.label_zh as region_level_zh,
        labels.label_en as region_level_en,
        flattened.parent_region_key,
        flattened.parent_region_code,
        flattened.province_code,
        flattened.province_name,
        flattened.prefecture_code,
        flattened.prefecture_name,
        flattened.county_code,
        flattened.county_name,
        flattened.valid_from,
        flattened.valid_to,
        flattened.is_current
    from flattened
    left join labels on flattened.region_level = labels.code

),

unknown as (

    select
        {{ unknown_region_key() }} as region_key,
        '000000' as region_code,
        label_zh as region_name,
        label_zh as region_short_name,
        label_zh as region_full_name,
        code as region_level,
        label_zh as region_level_zh,
        label_en as region_level_en,
        cast(null as bigint) as parent_region_key,
        cast(null as string) as parent_region_code,
        cast(null as string) as province_code,
        cast(null as string) as province_name,
        cast(null as string) as prefecture_code,
        cast(null as string) as prefecture_name,
        cast(null as string) as county_code,
        cast(null as string) as county_name,
        cast('1900-01-01' as date) as valid_from,
        cast('2199-12-31' as date) as valid_to,
        true as is_current
    from labels
    where code = 'unknown'

),

final as (

    select * from known
    union all
    select * from unknown

)

select * from final
order by region_code, valid_from
