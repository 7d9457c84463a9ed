-- Each vintage of a best value beside the one before it, where the value changed or nothing followed.
with vintages as (

    select * from {{ ref('indicator_vintage') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}
    where code_set = 'revision_type'

),

followed as (

    select
        *,
        lead(known_from) over (
            partition by region_key, metric_key, year_key, kind order by vintage_number
        ) as next_known_from
    from vintages

),

replaced as (

    select
        region_key,
        metric_key,
        year_key,
        kind,
        vintage_number as old_vintage_number,
        vintage_number + 1 as new_vintage_number,
        next_known_from as known_on
    from followed
    where next_known_from is not null

),

withdrawn as (

    select
        region_key,
        metric_key,
        year_key,
        kind,
        vintage_number as old_vintage_number,
        cast(null as integer) as new_vintage_number,
        known_to as known_on
    from followed
    where known_to is not null and (next_known_from is null or next_known_from > known_to)

),

steps as (

    select * from replaced
    union all
    select * from withdrawn

),

final as (

    select
        steps.region_key,
        steps.metric_key,
        steps.year_key,
        steps.kind,
        cast(
            row_number() over (
                partition by steps.region_key, steps.metric_key, steps.year_key, steps.kind
                order by steps.old_vintage_number, steps.known_on, steps.new_vintage_number nulls first
            ) as integer
        ) as revision_number,
        steps.known_on,
        old_vintages.region_code,
        old_vintages.region_name,
        old_vintages.metric_code,
        old_vintages.metric_name_zh,
        old_vintages.year,
        old_vintages.unit,
        old_vintages.value as old_value,
        new_vintages.value as new_value,
        old_vintages.comparator as old_comparator,
        new_vintages.comparator as new_comparator,
        {{ clean_difference("new_vintages.value", "old_vintages.value") }} as difference,
        {{ relative_difference("new_vintages.value", "old_vintages.value") }} as relative_difference,
        case
            when new_vintages.value is not null then {{ values_agree("old_vintages", "new_vintages", "value") }}
        end as is_within_rounding,
        case
            when new_vintages.value is null then 'withdrawn'
            when new_vintages.source = old_vintages.source then 'new_version'
            when new_vintages.published_on > old_vintages.published_on then 'later_bulletin'
            else 'other_bulletin'
        end as revision_type,
        old_vintages.indicator_key as old_indicator_key,
        new_vintages.indicator_key as new_indicator_key,
        old_vintages.source_sentence as old_sentence,
        new_vintages.source_sentence as new_sentence,
        old_vintages.source as old_source,
        new_vintages.source as new_source,
        old_vintages.version_number as old_version_number,
        new_vintages.version_number as new_version_number,
        old_vintages.bulletin_title as old_bulletin_title,
        new_vintages.bulletin_title as new_bulletin_title,
        old_vintages.published_on as old_published_on,
        new_vintages.published_on as new_published_on
    from steps
    inner join vintages as old_vintages
        on steps.region_key = old_vintages.region_key
        and steps.metric_key = old_vintages.metric_key
        and steps.year_key = old_vintages.year_key
        and steps.kind = old_vintages.kind
        and steps.old_vintage_number = old_vintages.vintage_number
    left join vintages as new_vintages
        on steps.region_key = new_vintages.region_key
        and steps.metric_key = new_vintages.metric_key
        and steps.year_key = new_vintages.year_key
        and steps.kind = new_vintages.kind
        and steps.new_vintage_number = new_vintages.vintage_number
    where
        new_vintages.value is null
        or new_vintages.value <> old_vintages.value
        or new_vintages.comparator <> old_vintages.comparator

),

labelled as (

    select
        final.*,
        labels.label_zh as revision_type_zh,
        labels.label_en as revision_type_en
    from final
    left join labels on final.revision_type = labels.code

)

select * from labelled
order by metric_key, region_code, year, kind, revision_number
