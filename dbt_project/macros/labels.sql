{#- Joins what a code is called; the model has the table of names as `labels`. -#}
{% macro join_label(alias, code, code_set) -%}
    left join labels as {{ alias }}
        on {{ code }} = {{ alias }}.code
        and {{ alias }}.code_set = '{{ code_set }}'
{%- endmacro %}
