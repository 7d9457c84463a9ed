{#-
    Smallest difference that a printed number can show, in the printed unit: 0.01 for 3.25, 100 for 8.15万 (value 81500).
    Of an approximate whole number the zeros at its end are no digits: 约500 has a step of 100.
    Empty for numerals in words.
-#}
{% macro printed_step(number_text, value, comparator) -%}
    {%- set plain = "translate(" ~ number_text ~ ", '０１２３４５６７８９．，,', '0123456789.')" -%}
    {%- set number = "abs(" ~ number_or_null(plain) ~ ")" -%}
    {%- set decimals = "length(" ~ plain ~ ") - " ~ dbt.position("'.'", plain) -%}
    case when {{ number }} = 0 then 1 else round(abs({{ value }}) / {{ number }}, 6) end
    * case
        when {{ dbt.position("'.'", plain) }} > 0 then power(10, -({{ decimals }}))
        when {{ comparator }} <> '~' or {{ number }} = 0 then 1
        {%- for zeros in [10000, 1000, 100, 10] %}
        when {{ number }} % {{ zeros }} = 0 then {{ zeros }}
        {%- endfor %}
        else 1
    end
{%- endmacro %}

{#- Half a step of the coarser of two printed values, and what binary fractions need. -#}
{% macro rounding_tolerance(first, second, value="value_canonical") -%}
    (
        0.5000001 * greatest(coalesce({{ first }}.value_step, 0), coalesce({{ second }}.value_step, 0))
        + 0.000000001 * greatest(abs({{ first }}.{{ value }}), abs({{ second }}.{{ value }}))
    )
{%- endmacro %}

{#-
    Whether two statements of one kind can both be true: equal at the precision of the coarser one (8.15万 and 81512);
    a bound of an actual value agrees with what it allows (95 以上 and 96.2). Bounds of targets are the targets.
    Both relations have kind, value_step, comparator and the column of the value.
-#}
{% macro values_agree(first, second, value="value_canonical") -%}
    not (
        (
            {{ first }}.{{ value }} - {{ second }}.{{ value }} > {{ rounding_tolerance(first, second, value) }}
            and (
                {{ first }}.kind = 'target'
                or ({{ first }}.comparator not in ('<=', '<') and {{ second }}.comparator not in ('>=', '>'))
            )
        )
        or (
            {{ second }}.{{ value }} - {{ first }}.{{ value }} > {{ rounding_tolerance(first, second, value) }}
            and (
                {{ first }}.kind = 'target'
                or ({{ second }}.comparator not in ('<=', '<') and {{ first }}.comparator not in ('>=', '>'))
            )
        )
    )
{%- endmacro %}

{#- How far values lie apart, as a share of the largest; 0 where all are 0. -#}
{% macro relative_spread(lowest, highest) -%}
    case
        when {{ lowest }} = {{ highest }} then 0.0
        else ({{ highest }} - {{ lowest }}) / greatest(abs({{ lowest }}), abs({{ highest }}))
    end
{%- endmacro %}

{#- A difference without the noise of binary fractions (787 - 778.1 = 8.899999999999977). -#}
{% macro clean_difference(later, earlier) -%}
    round({{ later }} - {{ earlier }}, 9)
{%- endmacro %}

{#- The same as a share of the earlier value; empty where that is 0. -#}
{% macro relative_difference(later, earlier) -%}
    case when {{ earlier }} <> 0 then round(({{ later }} - {{ earlier }}) / abs({{ earlier }}), 9) end
{%- endmacro %}
