with source as (

    select * from {{ source('raw', 'mentions') }}

),

renamed as (

    select
        {{ indicator_key('document_id', 'ordinal') }} as indicator_key,
        {{ bulletin_key('document_id', 'bulletin') }} as bulletin_key,
        {{ metric_key('metric_code', 'metric_text') }} as metric_key,
        document_id,
        extractor_version,
        bulletin,
        ordinal,
        duplicate_of,

        number_text,
        unit,
        metric_text,
        metric_code,
        region_code,
        kind,
        measure,
        comparator,
        sentence,
        rule,
        domain,

        number_start,
        number_end,
        sentence_start,
        sentence_end,
        value,
        year,
        confidence,

        period_start,
        period_end
    from source

)

select * from renamed
