with bulletins as (

    select * from {{ ref('int_bulletin') }}

),

documents as (

    select * from {{ ref('stg_documents') }}

),

regions as (

    select * from {{ ref('int_region_year') }}

),

mentions as (

    select
        bulletin_key,
        extractor_version,
        document_id,
        count(*) as mention_count
    from {{ ref('stg_mentions') }}
    where duplicate_of is null
    group by bulletin_key, extractor_version, document_id

),

newest as (

    select
        document_id,
        extractor_version
    from {{ ref('int_document') }}

),

counted as (

    select
        mentions.bulletin_key,
        cast(mentions.mention_count as integer) as indicator_count
    from mentions
    inner join newest
        on mentions.document_id = newest.document_id
        and mentions.extractor_version = newest.extractor_version

),

final as (

    select
        bulletins.bulletin_key,
        bulletins.document_id,
        bulletins.bulletin as bulletin_number,
        coalesce(bulletins.title, documents.title) as title,
        bulletins.genre,
        coalesce(regions.region_key, {{ unknown_region_key() }}) as region_key,
        bulletins.region_code,
        bulletins.region_name as region_name_printed,
        {{ year_key('bulletins.year') }} as year_key,
        bulletins.year,
        bulletins.period_start,
        bulletins.period_end,
        coalesce(bulletins.published_on, documents.published_on) as published_on,
        documents.publisher,
        documents.url,
        bulletins.source,
        documents.media_type,
        bulletins.version_number,
        bulletins.is_current_version,
        coalesce(counted.indicator_count, 0) as indicator_count
    from bulletins
    inner join documents on bulletins.document_id = documents.document_id
    left join counted on bulletins.bulletin_key = counted.bulletin_key
    left join regions
        on bulletins.region_code = regions.region_code
        and coalesce(bulletins.year, 0) = coalesce(regions.year, 0)

)

select * from final
order by source, version_number, bulletin_number
