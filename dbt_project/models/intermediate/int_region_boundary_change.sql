-- A county that turns up under another prefecture or province, while neither has become the other, moved a boundary.
with regions as (

    select * from {{ ref('int_region_validity') }}

),

links as (

    select * from {{ ref('int_region_succession') }}

),

today as (

    select * from {{ ref('int_region_today') }}

),

moves as (

    select
        links.changed_on,
        old_counties.region_code as old_code,
        new_counties.region_code as new_code,
        old_counties.parent_code as old_parent_code,
        new_counties.parent_code as new_parent_code,
        old_counties.valid_to as old_day,
        new_counties.valid_from as new_day
    from links
    inner join regions as old_counties on links.region_key = old_counties.region_key
    inner join regions as new_counties on links.successor_region_key = new_counties.region_key
    where
        old_counties.level = 'county'
        and new_counties.level = 'county'
        and substr(old_counties.region_code, 1, 4) <> substr(new_counties.region_code, 1, 4)

),

with_parents as (

    select
        moves.changed_on,
        moves.old_code,
        moves.new_code,
        old_parents.level as old_level,
        new_parents.level as new_level,
        old_today.today_region_key as old_parent_today,
        new_today.today_region_key as new_parent_today
    from moves
    left join regions as old_parents
        on moves.old_parent_code = old_parents.region_code
        and moves.old_day between old_parents.valid_from and old_parents.valid_to
    left join regions as new_parents
        on moves.new_parent_code = new_parents.region_code
        and moves.new_day between new_parents.valid_from and new_parents.valid_to
    left join today as old_today on old_parents.region_key = old_today.region_key
    left join today as new_today on new_parents.region_key = new_today.region_key

),

prefectures as (

    select
        changed_on,
        old_parent_today as region_key
    from with_parents
    where
        old_level = 'prefecture'
        and old_parent_today is not null
        and old_parent_today <> coalesce(new_parent_today, {{ unknown_region_key() }})

    union all

    select
        changed_on,
        new_parent_today as region_key
    from with_parents
    where
        new_level = 'prefecture'
        and new_parent_today is not null
        and new_parent_today <> coalesce(old_parent_today, {{ unknown_region_key() }})

),

provinces as (

    select
        moves.changed_on,
        regions.region_key
    from moves
    inner join regions
        on regions.level = 'province'
        and substr(regions.region_code, 1, 2) in (substr(moves.old_code, 1, 2), substr(moves.new_code, 1, 2))
    where substr(moves.old_code, 1, 2) <> substr(moves.new_code, 1, 2)

),

-- The successors of a split gain or lose with it.
split_parts as (

    select
        links.changed_on,
        today.today_region_key as region_key
    from links
    inner join today on links.successor_region_key = today.region_key
    where
        links.change_type = 'split'
        and today.today_region_key is not null

),

changes as (

    select
        region_key,
        changed_on
    from prefectures
    union
    select
        region_key,
        changed_on
    from provinces
    union
    select
        region_key,
        changed_on
    from split_parts

)

select * from changes
