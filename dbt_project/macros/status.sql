{#- Words that say of a figure that it is not final (P), and that it was not counted (E). -#}
{% macro provisional_terms() -%}
    {{ return(["预计", "预估", "初步核算", "初步统计", "初步测算", "初步汇总", "初步数", "快报"]) }}
{%- endmacro %}

{% macro estimate_terms() -%}
    {{ return(["估算", "估计", "测算", "推算"]) }}
{%- endmacro %}

{#-
    What a statement tells of itself, as a code of SDMX CL_OBS_STATUS. Such a word holds for what follows it up to a
    semicolon or full stop (预计全年婴儿死亡率3.2‰), or stands in brackets behind the figure (3.2‰（预计数）).
    A target is what was set, however far ahead: always A.
-#}
{% macro stated_status(statement) -%}
    {%- set offset = statement ~ ".number_start - " ~ statement ~ ".sentence_start" -%}
    {%- set length = statement ~ ".number_end - " ~ statement ~ ".number_start" -%}
    {%- set before = "replace(replace(substr(" ~ statement ~ ".sentence, 1, " ~ offset ~ "), ';', '；'), '。', '；')" -%}
    {%- set after -%}
        replace(substr({{ statement }}.sentence, {{ offset }} + {{ length }} + 1, 12), '(', '（')
    {%- endset -%}
    case
        when {{ statement }}.kind = 'target' then 'A'
        when {{ statement }}.comparator = '~' then 'E'
        {%- for code, terms in [("E", estimate_terms()), ("P", provisional_terms())] %}
        when
            {%- for term in terms %}
            {% if not loop.first %}or {% endif %}{{ last_part(before, "；") }} like '%{{ term }}%'
            or {{ after }} like '%（{{ term }}%'
            {%- endfor %}
            then '{{ code }}'
        {%- endfor %}
        when
            {{ statement }}.period_start > {{ year_start(statement ~ ".year") }}
            or {{ statement }}.period_end < {{ year_end(statement ~ ".year") }}
            then 'P'
        else 'A'
    end
{%- endmacro %}
