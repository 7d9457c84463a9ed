{#- What of a sentence tells it apart: no spacing, no punctuation, letters and digits of one width and case. -#}
{% macro normalised_sentence(sentence) -%}
    translate(
        lower({{ sentence }}),
        '０１２３４５６７８９％．' || ' 　' || chr(160) || chr(9) || chr(10) || chr(13) || chr(65279)
        || '，。；：、！？“”‘’《》〈〉（）【】〔〕,;:!?"()[]' || chr(39),
        '0123456789%.'
    )
{%- endmacro %}

{#- The n-th time that the numeral stands in its sentence, from 1; `before` is the sentence up to it. -#}
{% macro occurrence_in_sentence(before, number_text) -%}
    cast(
        (length({{ before }}) - length(replace({{ before }}, {{ number_text }}, '')))
        / length({{ number_text }}) + 1 as integer
    )
{%- endmacro %}

{#- The fields of a statement that a decision can correct. -#}
{% macro corrected_fields() -%}
    {{ return(["value", "unit", "metric_code", "region_code", "year", "kind", "measure", "comparator"]) }}
{%- endmacro %}

{#- Whether a list of names between bars has the name. -#}
{% macro names_field(list, name) -%}
    coalesce({{ list }}, '') like '%|{{ name }}|%'
{%- endmacro %}

{#- A field as decided, else as it was read. -#}
{% macro decided_field(decision, statement, name) -%}
    case
        when {{ names_field(decision ~ ".corrected_fields", name) }} then {{ decision }}.corrected_{{ name }}
        else {{ statement }}.{{ name }}
    end
{%- endmacro %}

{#- Whether two values of a field are the same; empty is the same as empty. -#}
{% macro same_field(name, left, right) -%}
    {%- if name == "value" -%}
        coalesce(abs({{ left }} - {{ right }}) <= 0.000000001 * abs({{ right }}), {{ left }} is null and {{ right }} is null)
    {%- elif name == "metric_text" -%}
        {{ normalised_name(left) }} = {{ normalised_name(right) }}
    {%- else -%}
        coalesce(cast({{ left }} as string), '') = coalesce(cast({{ right }} as string), '')
    {%- endif -%}
{%- endmacro %}

{#- Whether the statement still says of one field what it said when the decision was made, or already what was decided. -#}
{% macro guard_of_field_holds(name, decision, statement) -%}
    not {{ names_field(decision ~ ".expected_fields", name) }}
    or {{ same_field(name, statement ~ "." ~ name, decision ~ ".expected_" ~ name) }}
    {%- if name in corrected_fields() %}
    or (
        {{ names_field(decision ~ ".corrected_fields", name) }}
        and {{ same_field(name, statement ~ "." ~ name, decision ~ ".corrected_" ~ name) }}
    )
    {%- endif %}
{%- endmacro %}

{#- What the statement says now of the fields whose guard fails: "value=9.1; year=2020". -#}
{% macro failed_guards(decision, statement) -%}
    {%- for name in corrected_fields() + ["metric_text"] %}
    {{ "|| " if not loop.first }}case
        when {{ guard_of_field_holds(name, decision, statement) }} then ''
        else '{{ name }}=' || coalesce(cast({{ statement }}.{{ name }} as string), '') || '; '
    end
    {%- endfor %}
{%- endmacro %}
