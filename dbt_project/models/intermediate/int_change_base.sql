-- Against which year a reported change is: the last wording before the numeral that says so, 比上年, 较2015年, 五年.
-- Without any the base is untold; where it is a plan's end, an average or another region it is other.
with changes as (

    select
        indicator_key,
        year,
        translate(
            substr(sentence, 1, number_start - sentence_start), '０１２３４５６７８９', '0123456789'
        ) as words_before
    from {{ ref('int_indicator') }}
    where
        measure <> 'level'
        and domain = 'health'

),

wordings as (

    select
        wording,
        base,
        reverse(wording) as reversed_wording,
        length(wording) as wording_length
    from {{ ref('stg_change_bases') }}

),

reversed_changes as (

    select
        *,
        reverse(words_before) as reversed_words,
        length(words_before) as word_count
    from changes

),

found as (

    select
        reversed_changes.indicator_key,
        reversed_changes.year,
        reversed_changes.words_before,
        wordings.base,
        wordings.wording,
        wordings.wording_length,
        {{ dbt.position('wordings.reversed_wording', 'reversed_changes.reversed_words') }} as distance,
        reversed_changes.word_count
        - {{ dbt.position('wordings.reversed_wording', 'reversed_changes.reversed_words') }}
        + 1 as last_character
    from reversed_changes
    cross join wordings
    where {{ dbt.position('wordings.reversed_wording', 'reversed_changes.reversed_words') }} > 0

),

-- 比2 is the beginning of 比2015年: the digit is the first of the year.
dated as (

    select
        *,
        case
            when base = 'printed_year' and substr(words_before, last_character + 4, 1) = '年'
                then cast({{ number_or_null('substr(words_before, last_character, 4)') }} as integer)
        end as printed_year
    from found

),

ranked as (

    select
        *,
        row_number() over (
            partition by indicator_key
            order by distance asc, wording_length desc, wording asc
        ) as place
    from dated
    where
        base <> 'printed_year'
        or printed_year is not null

),

final as (

    select
        changes.indicator_key,
        coalesce(ranked.base, 'untold') as base,
        case ranked.base
            when 'previous_year' then changes.year - 1
            when 'printed_year' then ranked.printed_year
        end as base_year,
        ranked.wording
    from changes
    left join ranked
        on changes.indicator_key = ranked.indicator_key
        and ranked.place = 1

)

select * from final
