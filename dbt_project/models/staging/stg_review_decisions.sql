with source as (

    select * from {{ source('raw', 'review_decisions') }}

),

renamed as (

    select
        line_number,
        decision_id,
        source,
        sentence,
        {{ normalised_sentence('sentence') }} as sentence_normalised,
        number_text,
        {{ normalised_sentence('number_text') }} as number_normalised,
        occurrence,
        {{ wording_key(normalised_sentence('sentence'), normalised_sentence('number_text'), 'occurrence') }}
            as wording_key,
        action,
        correction,
        expect,
        reason,
        reviewer,
        decided_on,
        corrected_fields,
        corrected_value,
        corrected_unit,
        corrected_metric_code,
        corrected_region_code,
        corrected_year,
        corrected_kind,
        corrected_measure,
        corrected_comparator,
        expected_fields,
        expected_value,
        expected_unit,
        expected_metric_code,
        expected_metric_text,
        expected_region_code,
        expected_year,
        expected_kind,
        expected_measure,
        expected_comparator,
        problem
    from source

)

select * from renamed
