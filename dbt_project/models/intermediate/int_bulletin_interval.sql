-- From when until when a bulletin was what its source said.
-- A first version is known from its publication on. A later one that claims no later date than the version before it
-- is known only from the day it was seen: a text changed in place was not known before.
-- instant orders the versions of one day: the date as a number, then the place among the versions of that day.
with versions as (

    select * from {{ ref('stg_document_versions') }}

),

documents as (

    select * from {{ ref('stg_documents') }}

),

bulletins as (

    select
        int_bulletin.bulletin_key,
        int_bulletin.document_id,
        coalesce(int_bulletin.published_on, documents.published_on) as published_on
    from {{ ref('int_bulletin') }} as int_bulletin
    inner join documents on int_bulletin.document_id = documents.document_id

),

-- A page is no older than the newest bulletin on it.
dates as (

    select
        document_id,
        published_on
    from documents
    union all
    select
        document_id,
        published_on
    from bulletins

),

document_dates as (

    select
        document_id,
        max(published_on) as published_on
    from dates
    group by document_id

),

claimed as (

    select
        versions.source,
        versions.version_number,
        versions.document_id,
        versions.seen_on,
        {{ utc_date('documents.scraped_at') }} as scraped_on,
        -- what has been seen was known, whatever date it claims
        case
            when
                coalesce(document_dates.published_on, {{ utc_date('documents.scraped_at') }}) <= versions.seen_on
                then coalesce(document_dates.published_on, {{ utc_date('documents.scraped_at') }})
            else versions.seen_on
        end as claimed_on
    from versions
    inner join documents on versions.document_id = documents.document_id
    inner join document_dates on versions.document_id = document_dates.document_id

),

compared as (

    select
        *,
        max(claimed_on) over (
            partition by source
            order by version_number
            rows between unbounded preceding and 1 preceding
        ) as earlier_claimed_on,
        max(scraped_on) over (
            partition by source
            order by version_number
            rows between unbounded preceding and 1 preceding
        ) as earlier_scraped_on
    from claimed

),

arrived as (

    select
        *,
        case
            when earlier_claimed_on is null or claimed_on > earlier_claimed_on then claimed_on
            -- a date of scraping that the version before had too tells nothing of this one
            when
                scraped_on > earlier_claimed_on
                and coalesce(scraped_on > earlier_scraped_on, true)
                and scraped_on <= seen_on
                then scraped_on
            else seen_on
        end as arrived_on
    from compared

),

ordered as (

    select
        source,
        version_number,
        document_id,
        max(arrived_on) over (partition by source order by version_number) as known_from
    from arrived

),

numbered as (

    select
        *,
        row_number() over (partition by source, known_from order by version_number) - 1 as place_of_day
    from ordered

),

timed as (

    select
        *,
        {{ instant('known_from', 'place_of_day') }} as start_instant
    from numbered

),

held as (

    select
        source,
        version_number,
        document_id,
        known_from,
        start_instant,
        lead(known_from) over (partition by source order by version_number) as known_to,
        coalesce(
            lead(start_instant) over (partition by source order by version_number), {{ end_of_time() }}
        ) as end_instant,
        lead(document_id) over (partition by source order by version_number) as superseded_by_document_id
    from timed

),

-- The same content may lie in several sources, and come back: times that touch are one.
reached as (

    select
        *,
        max(end_instant) over (
            partition by document_id
            order by start_instant, end_instant, source
            rows between unbounded preceding and 1 preceding
        ) as reached_instant
    from held

),

grouped as (

    select
        *,
        sum(case when start_instant <= reached_instant then 0 else 1 end) over (
            partition by document_id
            order by start_instant, end_instant, source
        ) as appearance
    from reached

),

ranked as (

    select
        *,
        row_number() over (
            partition by document_id, appearance order by start_instant, end_instant, source
        ) as first_rank,
        row_number() over (
            partition by document_id, appearance order by end_instant desc, source asc
        ) as last_rank
    from grouped

),

document_intervals as (

    select
        firsts.document_id,
        firsts.appearance,
        firsts.source,
        firsts.version_number,
        firsts.known_from,
        firsts.start_instant,
        lasts.known_to,
        lasts.end_instant,
        lasts.superseded_by_document_id
    from ranked as firsts
    inner join ranked as lasts
        on firsts.document_id = lasts.document_id
        and firsts.appearance = lasts.appearance
    where firsts.first_rank = 1 and lasts.last_rank = 1

),

-- A page collects bulletins of several dates: each of a first version counts from its own.
own_dates as (

    select
        document_intervals.*,
        bulletins.bulletin_key,
        case
            when
                document_intervals.appearance = 1
                and document_intervals.version_number = 1
                and bulletins.published_on < document_intervals.known_from
                then bulletins.published_on
        end as own_date
    from document_intervals
    inner join bulletins on document_intervals.document_id = bulletins.document_id

),

final as (

    select
        bulletin_key,
        cast(appearance as integer) as appearance,
        document_id,
        source,
        version_number,
        coalesce(own_date, known_from) as known_from,
        known_to,
        case when own_date is null then start_instant else {{ instant('own_date', '0') }} end as start_instant,
        end_instant,
        superseded_by_document_id
    from own_dates

)

select * from final
