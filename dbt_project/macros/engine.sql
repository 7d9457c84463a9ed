{#- Everything that engines spell differently. Models call these (or dbt's own cross-database macros), never the functions. -#}

{#- Rows of one integer column `n`, both ends included. -#}
{% macro integers(first, last) -%}
    range({{ first }}, {{ last }} + 1) as integers (n)
{%- endmacro %}

{#- One text out of many, in a stated order. -#}
{% macro ordered_listagg(expression, delimiter, order_by) -%}
    {{ return(adapter.dispatch("ordered_listagg", "health_warehouse")(expression, delimiter, order_by)) }}
{%- endmacro %}

{% macro default__ordered_listagg(expression, delimiter, order_by) -%}
    string_agg({{ expression }}, '{{ delimiter }}' order by {{ order_by }})
{%- endmacro %}

{% macro spark__ordered_listagg(expression, delimiter, order_by) -%}
    listagg({{ expression }}, '{{ delimiter }}') within group (order by {{ order_by }})
{%- endmacro %}

{#- The day before a date. -#}
{% macro day_before(date_expression) -%}
    cast({{ dbt.dateadd("day", "(-1)", date_expression) }} as date)
{%- endmacro %}

{#- The day after a date. -#}
{% macro day_after(date_expression) -%}
    cast({{ dbt.dateadd("day", "1", date_expression) }} as date)
{%- endmacro %}

{#- The first and the last day of a year that a column holds as a number. -#}
{% macro year_start(year) -%}
    cast(cast({{ year }} as {{ dbt.type_string() }}) || '-01-01' as date)
{%- endmacro %}

{% macro year_end(year) -%}
    cast(cast({{ year }} as {{ dbt.type_string() }}) || '-12-31' as date)
{%- endmacro %}

{#- A whole number from 0 to 2^bits - 1 out of a text, always the same; bits is 52 or 63. -#}
{% macro hashed_integer(text, bits) -%}
    {%- set digest = dbt.hash(text) -%}
    {%- if bits == 52 -%}
        {{ integer_of_hex("substr(" ~ digest ~ ", 1, 13)") }}
    {%- elif bits == 63 -%}
        {#- sixteen digits without the highest bit -#}
        {{
            integer_of_hex(
                "translate(substr(" ~ digest ~ ", 1, 1), '89abcdef', '01234567') || substr(" ~ digest ~ ", 2, 15)"
            )
        }}
    {%- else -%}
        {{ exceptions.raise_compiler_error("hashed_integer makes 52 or 63 bits, not " ~ bits) }}
    {%- endif -%}
{%- endmacro %}

{% macro integer_of_hex(digits) -%}
    {{ return(adapter.dispatch("integer_of_hex", "health_warehouse")(digits)) }}
{%- endmacro %}

{% macro default__integer_of_hex(digits) -%}
    cast('0x' || {{ digits }} as bigint)
{%- endmacro %}

{% macro spark__integer_of_hex(digits) -%}
    cast(conv({{ digits }}, 16, 10) as bigint)
{%- endmacro %}

{#- How many characters must be put in, taken out or changed to make one text of the other. -#}
{% macro edit_distance(one, other) -%}
    levenshtein({{ one }}, {{ other }})
{%- endmacro %}

{#- What follows the last delimiter of a text; the whole text without one. -#}
{% macro last_part(text, delimiter) -%}
    {{ return(adapter.dispatch("last_part", "health_warehouse")(text, delimiter)) }}
{%- endmacro %}

{% macro default__last_part(text, delimiter) -%}
    split_part({{ text }}, '{{ delimiter }}', -1)
{%- endmacro %}

{% macro spark__last_part(text, delimiter) -%}
    substring_index({{ text }}, '{{ delimiter }}', -1)
{%- endmacro %}

{#- The day of a point in time, in UTC whatever the zone of the session. -#}
{% macro utc_date(timestamp_expression) -%}
    {{ return(adapter.dispatch("utc_date", "health_warehouse")(timestamp_expression)) }}
{%- endmacro %}

{% macro default__utc_date(timestamp_expression) -%}
    cast({{ timestamp_expression }} at time zone 'UTC' as date)
{%- endmacro %}

{% macro spark__utc_date(timestamp_expression) -%}
    cast(to_utc_timestamp({{ timestamp_expression }}, current_timezone()) as date)
{%- endmacro %}

{#- A text as a number; empty where it is none. -#}
{% macro number_or_null(text) -%}
    try_cast({{ text }} as double)
{%- endmacro %}
