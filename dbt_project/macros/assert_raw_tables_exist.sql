{#- dbt does not create the raw and quality tables (the loader does); say so instead of failing in the first view. -#}
{% macro assert_raw_tables_exist() -%}
    {%- if execute and invocation_args_dict.which in ("build", "run", "test") -%}
        {%- set missing = [] -%}
        {%- for node in graph.sources.values() -%}
            {%- if not adapter.get_relation(node.database, node.schema, node.identifier) -%}
                {%- do missing.append(node.schema ~ "." ~ node.identifier) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if missing -%}
            {{ exceptions.raise_compiler_error(
                "The warehouse has no " ~ missing | sort | join(", ") ~ ". Run `make run` once: it loads the bulletins that "
                ~ "these models read. The warehouse is the folder named by WAREHOUSE_HOME (default: .warehouse)."
            ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
