-- Beside the figures, so that nobody reads them without it.
with accuracy as (

    select * from {{ ref('stg_measured_accuracy') }}

),

labels as (

    select * from {{ ref('stg_code_labels') }}

),

final as (

    select
        accuracy.text_set,
        set_labels.label_zh as text_set_zh,
        set_labels.label_en as text_set_en,
        accuracy.field,
        field_labels.label_zh as field_zh,
        field_labels.label_en as field_en,
        accuracy.figure_count,
        accuracy.precision_share,
        accuracy.recall_share,
        accuracy.score,
        accuracy.extractor_version
    from accuracy
    {{ join_label("set_labels", "accuracy.text_set", "text_set") }}
    {{ join_label("field_labels", "accuracy.field", "accuracy_field") }}

)

select * from final
order by text_set, field
