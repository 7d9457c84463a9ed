-- A wording outside the catalogue goes by its most frequent spelling, in the unit that its levels mostly come in.
with statements as (

    select * from {{ ref('int_statement') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

metrics as (

    select * from {{ ref('stg_metrics') }}

),

forms as (

    select * from {{ ref('stg_unit_forms') }}

),

uncatalogued as (

    select
        statements.metric_key,
        statements.metric_text,
        statements.measure,
        coalesce(forms.unit, statements.unit) as unit,
        -- superseded versions have a say only where no current bulletin has the metric
        case when documents.is_current_version then 1 else 0 end as current_vote
    from statements
    inner join documents on statements.document_id = documents.document_id
    left join metrics on statements.metric_code = metrics.metric_code
    left join forms on statements.unit = forms.unit_text
    where metrics.metric_code is null

),

spellings as (

    select
        metric_key,
        metric_text,
        row_number() over (
            partition by metric_key
            order by sum(current_vote) desc, count(*) desc, metric_text asc
        ) as spelling_rank
    from uncatalogued
    group by metric_key, metric_text

),

level_units as (

    select
        metric_key,
        unit,
        row_number() over (
            partition by metric_key
            order by sum(current_vote) desc, count(*) desc, unit asc
        ) as unit_rank
    from uncatalogued
    where measure = 'level'
    group by metric_key, unit

),

final as (

    select
        spellings.metric_key,
        spellings.metric_text as metric_name_zh,
        level_units.unit
    from spellings
    left join level_units
        on spellings.metric_key = level_units.metric_key
        and level_units.unit_rank = 1
    where spellings.spelling_rank = 1

)

select * from final
