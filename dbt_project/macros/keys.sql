{#-
    Every key is made here, and only here: a changed recipe changes producer and consumers together.
    Keys are whole numbers, which BI tools join on; the texts they are made of stay beside them.
-#}

{#- 63 bits: with ten million statements two share a key in one of 180,000 warehouses. -#}
{% macro indicator_key(document_id, ordinal) -%}
    {{ hashed_integer(document_id ~ " || '|' || cast(" ~ ordinal ~ " as string)", 63) }}
{%- endmacro %}

{#- 52 bits, here and below: spreadsheets and JavaScript hold numbers up to 53 bits without rounding. -#}
{% macro bulletin_key(document_id, bulletin) -%}
    {{ hashed_integer(document_id ~ " || '|bulletin|' || cast(" ~ bulletin ~ " as string)", 52) }}
{%- endmacro %}

{#- Code of the place, then year and month (2010-12) of the first list that has it: 420600 since 2010-12 is 420600201012. -#}
{% macro region_key(region_code, valid_from_month) -%}
    cast({{ region_code }} as bigint) * 1000000
    + coalesce(cast(replace({{ valid_from_month }}, '-', '') as bigint), 0)
{%- endmacro %}

{% macro unknown_region_key() -%}
    cast(0 as bigint)
{%- endmacro %}

{#- The year key of a missing year or one outside the calendar. -#}
{% macro unknown_year_key() -%}
    0
{%- endmacro %}

{% macro year_key(year) -%}
    case
        when {{ year }} between {{ first_calendar_year() }} and {{ last_calendar_year() }} then {{ year }}
        else {{ unknown_year_key() }}
    end
{%- endmacro %}

{% macro first_calendar_year() -%}
    1949
{%- endmacro %}

{% macro last_calendar_year() -%}
    2049
{%- endmacro %}

{#- Wordings that differ only in spacing, letter case or width of brackets are one metric. -#}
{% macro normalised_name(name) -%}
    translate(lower({{ name }}), '（）％ 　' || chr(160) || chr(9) || chr(10) || chr(13), '()%')
{%- endmacro %}

{% macro metric_key(metric_code, metric_text) -%}
    {{
        hashed_integer(
            "coalesce(" ~ metric_code ~ ", 'UNCATALOGUED:' || " ~ normalised_name(metric_text) ~ ")", 52
        )
    }}
{%- endmacro %}

{#- The key of a metric of the catalogue. -#}
{% macro catalogued_metric_key(metric_code) -%}
    {{ hashed_integer(metric_code, 52) }}
{%- endmacro %}

{#-
    Names a statement by its words, so that it has the same key in a new version of its document and under new rules:
    the normalised sentence, the numeral, and which of several such numerals it is.
-#}
{% macro wording_key(normalised_sentence, normalised_number, occurrence) -%}
    {{ dbt.hash(normalised_sentence ~ " || '|' || " ~ normalised_number ~ " || '|' || cast(" ~ occurrence ~ " as string)") }}
{%- endmacro %}

{% macro review_key(source, wording_key) -%}
    substr({{ dbt.hash(source ~ " || '|' || " ~ wording_key) }}, 1, 12)
{%- endmacro %}
