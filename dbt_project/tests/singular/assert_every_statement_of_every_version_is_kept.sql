-- Counted per document from the extraction on one side and from the vintages on the other.
with stated as (

    select
        document_id,
        count(*) as stated_count
    from {{ ref('int_canonical_statement') }}
    group by document_id

),

kept as (

    select
        document_id,
        count(distinct indicator_key) as kept_count
    from {{ ref('fct_indicator_vintage') }}
    group by document_id

)

select
    stated.document_id,
    stated.stated_count,
    kept.kept_count
from stated
left join kept on stated.document_id = kept.document_id
where coalesce(stated.stated_count <> kept.kept_count, true)
