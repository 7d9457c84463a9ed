-- What became of each region that left the list.
-- Reviewed rows come first. The rest is told from the lists: a region that leaves is looked for among those that enter
-- within three years before or after (lists come irregularly, and for some years old and new names took turns), and
-- only a pair in which each is the best candidate of the other counts. Prefectures that left without such a partner
-- went where their counties went.
{%- set gap = 36 %}
with validity as (

    select
        region_key,
        region_code,
        parent_code,
        name,
        short_name,
        level,
        valid_from,
        valid_to,
        {{ day_after('valid_to') }} as gone_on,
        substr(region_code, 1, 2) as province_digits,
        -- a county of one character keeps its suffix in the short name: 郫县, later 郫都区
        case when length(short_name) = 2 and short_name like '%县' then substr(short_name, 1, 1) end as single_character,
        extract(year from valid_from) * 12 + extract(month from valid_from) as first_month,
        extract(year from valid_to) * 12 + extract(month from valid_to) + 1 as gone_month
    from {{ ref('int_region_validity') }}
    where
        -- headings of the list that are no places
        name not like '%直辖县级%'
        and name not like '%市辖区'
        and length(name) > 1

),

-- Some lists leave a region out and the next ones have it again.
regions as (

    select
        *,
        coalesce(
            first_month
            - lag(gone_month) over (partition by region_code, name, level order by valid_from) <= {{ gap }},
            false
        ) as is_relisted,
        coalesce(
            lead(first_month) over (partition by region_code, name, level order by valid_from) - gone_month
            <= {{ gap }},
            false
        ) as is_listed_again,
        lead(region_key) over (partition by region_code, name, level order by valid_from) as next_key
    from validity

),

gone as (

    select * from regions
    where
        valid_to < cast('2199-12-31' as date)
        and not is_listed_again

),

entered as (

    select * from regions
    where
        valid_from > cast('1900-01-01' as date)
        and not is_relisted

),

reviewed as (

    select
        gone.region_key,
        successors.region_key as successor_region_key,
        reviewed.change_type,
        gone.gone_on as changed_on,
        reviewed.reason
    from {{ ref('stg_region_successions') }} as reviewed
    inner join gone
        on reviewed.predecessor_code = gone.region_code
        and reviewed.gone_on = gone.gone_on
    inner join regions as successors
        on reviewed.successor_code = successors.region_code
        and reviewed.gone_on between successors.valid_from and successors.valid_to

),

unreviewed as (

    select gone.*
    from gone
    left join reviewed on gone.region_key = reviewed.region_key
    where reviewed.region_key is null

),

-- Ways to recognise a region, best first.
candidates as (

    select
        unreviewed.region_key,
        entered.region_key as successor_region_key,
        case
            when unreviewed.region_code = entered.region_code then 1
            when unreviewed.parent_code = entered.parent_code then 2
            else 3
        end as way,
        entered.first_month - unreviewed.gone_month as months_apart
    from unreviewed
    inner join entered
        on unreviewed.short_name = entered.short_name
        and unreviewed.province_digits = entered.province_digits
        and unreviewed.level = entered.level
        and unreviewed.region_key <> entered.region_key
    where
        abs(entered.first_month - unreviewed.gone_month) <= {{ gap }}

    union all

    -- a new province takes its regions over with their names
    select
        unreviewed.region_key,
        entered.region_key as successor_region_key,
        4 as way,
        entered.first_month - unreviewed.gone_month as months_apart
    from unreviewed
    inner join entered
        on unreviewed.name = entered.name
        and unreviewed.level = entered.level
        and unreviewed.province_digits <> entered.province_digits
    inner join entered as provinces
        on entered.province_digits = provinces.province_digits
        and provinces.level = 'province'
    where
        abs(entered.first_month - unreviewed.gone_month) <= {{ gap }}
        and abs(entered.first_month - provinces.first_month) <= {{ gap }}

    union all

    select
        unreviewed.region_key,
        entered.region_key as successor_region_key,
        5 as way,
        entered.first_month - unreviewed.gone_month as months_apart
    from unreviewed
    inner join entered
        on unreviewed.parent_code = entered.parent_code
        and unreviewed.single_character = substr(entered.short_name, 1, 1)
        and unreviewed.level = entered.level
    where
        length(entered.short_name) = 2
        and entered.short_name not like '%县'
        and abs(entered.first_month - unreviewed.gone_month) <= {{ gap }}

    union all

    -- a code that stays while the name changes; codes of units directly under a province were given to others later
    select
        unreviewed.region_key,
        entered.region_key as successor_region_key,
        6 as way,
        entered.first_month - unreviewed.gone_month as months_apart
    from unreviewed
    inner join entered
        on unreviewed.region_code = entered.region_code
        and unreviewed.level = entered.level
        and abs(entered.first_month - unreviewed.gone_month) <= {{ gap }}
    where
        unreviewed.short_name <> entered.short_name
        and substr(unreviewed.region_code, 3, 2) <> '90'

    union all

    -- a name that stood between two spells of another, mostly a slip of one list: 荷泽市 between 菏泽市 and 菏泽市
    select
        unreviewed.region_key,
        regions.region_key as successor_region_key,
        7 as way,
        regions.first_month - unreviewed.gone_month as months_apart
    from unreviewed
    inner join regions
        on unreviewed.region_code = regions.region_code
        and unreviewed.level = regions.level
        and unreviewed.gone_month = regions.first_month
    where regions.is_relisted

),

ranked as (

    select
        region_key,
        successor_region_key,
        way,
        rank() over (partition by region_key order by way asc, abs(months_apart) asc) as rank_of_successor,
        rank() over (partition by successor_region_key order by way asc, abs(months_apart) asc) as rank_of_region
    from candidates

),

mutual as (

    select
        region_key,
        successor_region_key,
        way,
        count(*) over (partition by region_key) as successor_count,
        count(*) over (partition by successor_region_key) as region_count
    from ranked
    where
        rank_of_successor = 1
        and rank_of_region = 1

),

recognised as (

    select
        mutual.region_key,
        mutual.successor_region_key,
        case
            when mutual.way >= 6 then 'renamed'
            when unreviewed.name <> entered.name then 'upgraded'
            else 'recoded'
        end as change_type,
        unreviewed.gone_on as changed_on,
        cast(null as string) as reason
    from mutual
    inner join unreviewed on mutual.region_key = unreviewed.region_key
    inner join regions as entered on mutual.successor_region_key = entered.region_key
    where
        mutual.successor_count = 1
        and mutual.region_count = 1

),

relisted as (

    select
        region_key,
        next_key as successor_region_key,
        'relisted' as change_type,
        gone_on as changed_on,
        cast(null as string) as reason
    from regions
    where is_listed_again

),

known_links as (

    select * from reviewed
    union all
    select * from recognised
    union all
    select * from relisted

),

-- A county-level city whose prefecture takes its name becomes the new district of it: 通辽市 → 科尔沁区.
seats as (

    select
        unreviewed.region_key,
        districts.region_key as successor_region_key,
        unreviewed.gone_on,
        count(*) over (partition by unreviewed.region_key) as district_count,
        count(*) over (partition by districts.region_key) as seat_count
    from unreviewed
    inner join entered as prefectures
        on unreviewed.short_name = prefectures.short_name
        and unreviewed.province_digits = prefectures.province_digits
        and unreviewed.gone_month = prefectures.first_month
    inner join entered as districts
        on prefectures.region_code = districts.parent_code
        and prefectures.first_month = districts.first_month
    left join known_links as links_out on unreviewed.region_key = links_out.region_key
    left join known_links as links_in on districts.region_key = links_in.successor_region_key
    where
        unreviewed.level = 'county'
        and prefectures.level = 'prefecture'
        and links_out.region_key is null
        and links_in.region_key is null

),

county_links as (

    select
        known_links.region_key,
        known_links.successor_region_key,
        known_links.change_type,
        known_links.changed_on
    from known_links
    inner join regions on known_links.region_key = regions.region_key
    where regions.level = 'county'

    union all

    select
        region_key,
        successor_region_key,
        'upgraded' as change_type,
        gone_on as changed_on
    from seats
    where
        district_count = 1
        and seat_count = 1

),

-- Where the counties of a prefecture went that has no successor yet.
moved_counties as (

    select distinct
        unreviewed.region_key,
        new_parents.region_key as successor_region_key,
        unreviewed.gone_on,
        unreviewed.gone_month,
        unreviewed.short_name,
        new_parents.short_name as successor_short_name,
        new_parents.first_month as successor_first_month
    from unreviewed
    inner join regions as old_counties on unreviewed.region_code = old_counties.parent_code
    inner join county_links
        on old_counties.region_key = county_links.region_key
        and unreviewed.gone_on = county_links.changed_on
    inner join regions as new_counties on county_links.successor_region_key = new_counties.region_key
    inner join regions as new_parents
        on new_counties.parent_code = new_parents.region_code
        and new_counties.valid_from between new_parents.valid_from and new_parents.valid_to
    left join known_links on unreviewed.region_key = known_links.region_key
    where
        unreviewed.level = 'prefecture'
        and new_parents.level = 'prefecture'
        and known_links.region_key is null
        and unreviewed.region_key <> new_parents.region_key

),

moved_counted as (

    select
        *,
        count(*) over (partition by region_key) as successor_count,
        count(*) over (partition by successor_region_key) as region_count
    from moved_counties

),

by_members as (

    select
        region_key,
        successor_region_key,
        case
            when successor_count > 1 then 'split'
            when region_count > 1 or successor_first_month < gone_month then 'merged'
            when short_name = successor_short_name then 'upgraded'
            else 'renamed'
        end as change_type,
        gone_on as changed_on,
        cast(null as string) as reason
    from moved_counted

),

links as (

    select
        *,
        'reviewed' as evidence
    from reviewed

    union all

    select
        *,
        'listed' as evidence
    from recognised

    union all

    select
        *,
        'listed' as evidence
    from relisted

    union all

    select
        region_key,
        successor_region_key,
        'upgraded' as change_type,
        gone_on as changed_on,
        cast(null as string) as reason,
        'seat' as evidence
    from seats
    where
        district_count = 1
        and seat_count = 1

    union all

    select
        *,
        'members' as evidence
    from by_members

),

counted as (

    select
        *,
        count(*) over (partition by region_key) as successor_count,
        sum(case when change_type = 'relisted' then 0 else 1 end) over (
            partition by successor_region_key
        ) as predecessor_count
    from links

),

final as (

    select
        region_key,
        successor_region_key,
        change_type,
        changed_on,
        evidence,
        reason,
        change_type not in ('merged', 'split')
        and successor_count = 1
        and (change_type = 'relisted' or predecessor_count = 1) as is_one_to_one
    from counted

)

select * from final
