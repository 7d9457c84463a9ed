{#-
    Which of several statements about one thing counts: the first step in which they differ decides. The codes are
    those of `chosen_because` in the labels, which say each step in words; `position` only keeps the choice from
    depending on the order of rows.
-#}
{% macro precedence_steps() -%}
    {{ return([
        ("check", "check_rank", "asc"),
        ("exactness", "exactness_rank", "asc"),
        ("whole_year", "period_rank", "asc"),
        ("final", "final_rank", "asc"),
        ("own_region", "own_region_rank", "asc"),
        ("genre", "genre_rank", "asc"),
        ("confidence", "confidence_rank", "desc nulls last"),
        ("later", "published_on", "desc nulls last"),
    ]) }}
{%- endmacro %}

{#- What best values are chosen from: a checked level of a known place and year, in the unit of its metric. -#}
{% macro is_usable(facts, metrics) -%}
    {{ facts }}.check_status in ('accepted', 'warned')
    and {{ is_comparable(facts, metrics) }}
{%- endmacro %}

{#- The same without the checks. -#}
{% macro is_comparable(facts, metrics) -%}
    {{ facts }}.domain = 'health'
        and {{ facts }}.measure = 'level'
        and {{ facts }}.region_key <> {{ unknown_region_key() }}
        and {{ facts }}.year_key <> {{ unknown_year_key() }}
        and {{ facts }}.unit_canonical = {{ metrics }}.unit
{%- endmacro %}

{#- The columns that the steps compare, of a statement and its bulletin. -#}
{% macro precedence_ranks(facts, bulletins) -%}
    case when {{ facts }}.check_status = 'warned' then 1 else 0 end as check_rank,
        -- the bound of a target is the target
        case
            when {{ facts }}.kind = 'target' or {{ facts }}.comparator = '=' then 0
            when {{ facts }}.comparator = '~' then 1
            else 2
        end as exactness_rank,
        case
            when
                {{ facts }}.period_start = {{ year_start(facts ~ '.year') }}
                and {{ facts }}.period_end = {{ year_end(facts ~ '.year') }}
                then 0
            else 1
        end as period_rank,
        case when {{ facts }}.obs_status in ('E', 'P') then 1 else 0 end as final_rank,
        case when {{ bulletins }}.region_code = {{ facts }}.region_code then 0 else 1 end as own_region_rank,
        case
            when {{ facts }}.kind = 'target' then case {{ bulletins }}.genre when 'plan' then 0 else 1 end
            when {{ bulletins }}.genre = 'communique' then 0
            when {{ bulletins }}.genre = 'summary' then 1
            -- a plan looks back only to say where it starts from
            when {{ bulletins }}.genre = 'plan' then 3
            else 2
        end as genre_rank,
        round({{ facts }}.confidence, 1) as confidence_rank,
        {{ bulletins }}.published_on
{%- endmacro %}

{% macro precedence_order() -%}
    {%- for _, column, direction in precedence_steps() -%}
        {{ column }} {{ direction }},
                {% endfor -%}
    document_id asc,
                ordinal asc
{%- endmacro %}

{#- The first step in which two statements differ; both relations have the columns of precedence_ranks. -#}
{% macro deciding_step(first, second) -%}
    case
            {%- for code, column, _ in precedence_steps() %}
            when
                {{ first }}.{{ column }} <> {{ second }}.{{ column }}
                or ({{ first }}.{{ column }} is null) <> ({{ second }}.{{ column }} is null)
                then '{{ code }}'
            {%- endfor %}
            else 'position'
        end
{%- endmacro %}

{#-
    The chosen one of each group of candidates, as the CTEs `ranked`, `leaders`, `compared` and `chosen`.
    The first by the precedence leads. Where another exact one that is no worse in checks, period, status and place
    agrees with it and prints more digits (81512 beside 8.15万), that is taken: the same value, told more exactly.
    `candidates` has the columns of precedence_ranks, kind, value_canonical, value_step and comparator.
-#}
{% macro choice(candidates, group_columns) -%}
ranked as (

    select
        *,
        row_number() over (
            partition by {{ group_columns | join(", ") }}
            order by
                {{ precedence_order() }}
        ) as precedence
    from {{ candidates }}

),

leaders as (

    select *
    from ranked
    where precedence = 1

),

compared as (

    select
        ranked.*,
        case
            when
                ranked.kind = 'actual'
                and ranked.comparator = '='
                and leaders.comparator in ('=', '~')
                and ranked.value_step < leaders.value_step
                and ranked.check_rank <= leaders.check_rank
                and ranked.period_rank <= leaders.period_rank
                and ranked.final_rank <= leaders.final_rank
                and ranked.own_region_rank <= leaders.own_region_rank
                and {{ values_agree("ranked", "leaders") }}
                then ranked.value_step
            when ranked.precedence = 1 then ranked.value_step
        end as finer_step
    from ranked
    inner join leaders
        on {% for column in group_columns %}ranked.{{ column }} = leaders.{{ column }}
        {% if not loop.last %}and {% endif %}{% endfor %}

),

placed as (

    select
        *,
        row_number() over (
            partition by {{ group_columns | join(", ") }}
            order by finer_step asc nulls last, precedence asc
        ) as choice_place
    from compared

),

chosen as (

    select *
    from placed
    where choice_place = 1

)
{%- endmacro %}
