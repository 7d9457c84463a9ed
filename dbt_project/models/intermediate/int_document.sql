-- Which file holds a content now, and which extraction of it counts.
with documents as (

    select * from {{ ref('stg_documents') }}

),

versions as (

    select
        source,
        document_id,
        version_number,
        max(version_number) over (partition by source) as newest_version
    from {{ ref('stg_document_versions') }}

),

-- The same bytes may lie under several names: one name stands for them all, so that figures are counted once.
ranked_versions as (

    select
        document_id,
        source,
        version_number,
        newest_version,
        row_number() over (
            partition by document_id
            order by
                case when version_number = newest_version then 0 else 1 end asc,
                source asc,
                version_number desc
        ) as version_rank
    from versions

),

holders as (

    select
        document_id,
        count(distinct source) as source_count
    from versions
    where version_number = newest_version
    group by document_id

),

ranked_outcomes as (

    select
        document_id,
        extractor_version,
        row_number() over (
            partition by document_id
            order by
                -- rules that failed on a document do not undo what earlier ones read in it
                case when status = 'failed' then 1 else 0 end asc,
                extracted_at desc nulls last,
                extractor_version desc
        ) as outcome_rank
    from {{ ref('stg_outcomes') }}

),

final as (

    select
        documents.document_id,
        coalesce(ranked_versions.source, documents.first_source) as source,
        cast(coalesce(ranked_versions.version_number, 1) as integer) as version_number,
        coalesce(ranked_versions.version_number = ranked_versions.newest_version, false) as is_current_version,
        cast(coalesce(holders.source_count, 0) as integer) as source_count,
        ranked_outcomes.extractor_version
    from documents
    left join ranked_versions
        on documents.document_id = ranked_versions.document_id
        and ranked_versions.version_rank = 1
    left join holders on documents.document_id = holders.document_id
    left join ranked_outcomes
        on documents.document_id = ranked_outcomes.document_id
        and ranked_outcomes.outcome_rank = 1

)

select * from final
