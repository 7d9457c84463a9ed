{#- Differences in points have one canonical unit, whatever the unit of their metric. -#}
{% macro points_unit() -%}
    '百分点'
{%- endmacro %}

{#-
    value * factor without the noise of binary fractions (10.84 * 0.001 = 0.010840000000000002).
    An unchanged unit leaves the value untouched to the last digit.
-#}
{% macro converted(value, factor) -%}
    case when {{ factor }} = 1 then {{ value }} else round({{ value }} * {{ factor }}, 9) end
{%- endmacro %}
