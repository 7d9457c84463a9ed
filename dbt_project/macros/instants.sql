{#- A day and a place within it as one number that sorts like them: 2023-01-13 and 0 is 20230113000. -#}
{% macro instant(date_expression, place) -%}
    cast(
        extract(year from {{ date_expression }}) * 10000
        + extract(month from {{ date_expression }}) * 100
        + extract(day from {{ date_expression }}) as bigint
    ) * 1000 + {{ place }}
{%- endmacro %}

{#- Later than every instant. -#}
{% macro end_of_time() -%}
    99999999000
{%- endmacro %}
