{#- Every key is made here, and only here: a changed recipe changes producer and consumers together. -#}

{% macro indicator_key(document_id, ordinal) -%}
    md5({{ document_id }} || '|' || cast({{ ordinal }} as string))
{%- endmacro %}

{% macro bulletin_key(document_id, bulletin) -%}
    md5({{ document_id }} || '|bulletin|' || cast({{ bulletin }} as string))
{%- endmacro %}

{% macro region_key(region_code, valid_from_month) -%}
    {{ region_code }} || '@' || coalesce({{ valid_from_month }}, 'first')
{%- endmacro %}

{% macro unknown_region_key() -%}
    'unknown'
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
    coalesce({{ metric_code }}, 'UNCATALOGUED:' || {{ normalised_name(metric_text) }})
{%- endmacro %}
