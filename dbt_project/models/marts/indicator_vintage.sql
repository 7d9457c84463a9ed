{%- set group_columns = ["region_key", "metric_key", "year_key", "kind"] -%}
-- The best value at each moment at which something became known or was superseded, by the precedence of
-- indicator_region_year among what was known then, and nothing later.
with facts as (

    select * from {{ ref('fct_indicator_vintage') }}
    where is_usable

),

bulletins as (

    select * from {{ ref('dim_bulletin') }}

),

metrics as (

    select * from {{ ref('dim_metric') }}

),

regions as (

    select * from {{ ref('dim_region') }}

),

candidates as (

    select
        facts.indicator_key,
        facts.appearance,
        facts.region_key,
        facts.metric_key,
        facts.year_key,
        facts.kind,
        facts.document_id,
        facts.ordinal,
        facts.comparator,
        facts.value_canonical,
        facts.value_step,
        facts.start_instant,
        facts.end_instant,
        facts.known_from,
        facts.known_to,
        {{ precedence_ranks("facts", "bulletins") }}
    from facts
    inner join bulletins on facts.bulletin_key = bulletins.bulletin_key

),

instants as (

    select
        region_key,
        metric_key,
        year_key,
        kind,
        start_instant as instant,
        known_from as instant_on
    from candidates
    union
    select
        region_key,
        metric_key,
        year_key,
        kind,
        end_instant as instant,
        known_to as instant_on
    from candidates
    where end_instant < {{ end_of_time() }}

),

-- Within one key only, so the work grows with the facts and not with their square.
known as (

    select
        candidates.*,
        instants.instant
    from instants
    inner join candidates
        on instants.region_key = candidates.region_key
        and instants.metric_key = candidates.metric_key
        and instants.year_key = candidates.year_key
        and instants.kind = candidates.kind
        and instants.instant >= candidates.start_instant
        and instants.instant < candidates.end_instant

),

{{ choice("known", group_columns + ["instant"]) }},

-- An instant at which nothing is left to choose from ends the value before it.
timeline as (

    select
        instants.region_key,
        instants.metric_key,
        instants.year_key,
        instants.kind,
        instants.instant,
        instants.instant_on,
        chosen.indicator_key,
        chosen.appearance,
        lag(chosen.indicator_key) over (
            partition by instants.region_key, instants.metric_key, instants.year_key, instants.kind
            order by instants.instant
        ) as previous_indicator_key
    from instants
    left join chosen
        on instants.region_key = chosen.region_key
        and instants.metric_key = chosen.metric_key
        and instants.year_key = chosen.year_key
        and instants.kind = chosen.kind
        and instants.instant = chosen.instant

),

changes as (

    select
        *,
        lead(instant_on) over (
            partition by region_key, metric_key, year_key, kind order by instant
        ) as next_on
    from timeline
    where coalesce(indicator_key, -1) <> coalesce(previous_indicator_key, -1)

),

vintages as (

    select
        *,
        cast(
            row_number() over (partition by region_key, metric_key, year_key, kind order by instant) as integer
        ) as vintage_number
    from changes
    where indicator_key is not null

),

final as (

    select
        vintages.region_key,
        vintages.metric_key,
        vintages.year_key,
        vintages.kind,
        vintages.vintage_number,
        facts.region_code,
        regions.region_name,
        facts.metric_code,
        metrics.metric_name_zh,
        facts.year,
        facts.value_canonical as value,
        metrics.unit,
        facts.comparator,
        facts.value_step,
        facts.obs_status,
        vintages.instant_on as known_from,
        vintages.next_on as known_to,
        vintages.next_on is null as is_latest,
        vintages.indicator_key,
        vintages.appearance,
        facts.bulletin_key,
        facts.document_id,
        facts.source,
        facts.version_number,
        facts.sentence as source_sentence,
        bulletins.title as bulletin_title,
        bulletins.published_on
    from vintages
    inner join facts
        on vintages.indicator_key = facts.indicator_key
        and vintages.appearance = facts.appearance
    inner join bulletins on facts.bulletin_key = bulletins.bulletin_key
    inner join metrics on vintages.metric_key = metrics.metric_key
    inner join regions on vintages.region_key = regions.region_key

)

select * from final
order by metric_key, region_code, year, kind, vintage_number
