{#-
    One hash of all rows of a mart, the same for the same rows in any order.
    Rows are hashed, then buckets of rows, then the buckets, so that no text grows with the whole table.
    Columns and types come from the model's contract; numbers are hashed as decimals, for engines print doubles differently.
-#}
{% macro content_fingerprint(model_name) -%}
    {%- set hashed = [] -%}
    {%- if execute -%}
        {%- set model = (graph.nodes.values() | selectattr("name", "equalto", model_name) | list)[0] -%}
        {%- for column in model.columns.values() -%}
            {%- set text -%}
                {%- if column.data_type == "double" -%}
                    cast({{ dbt.safe_cast("round(" ~ column.name ~ ", 9)", "decimal(38, 9)") }} as string)
                {%- else -%}
                    cast({{ column.name }} as string)
                {%- endif -%}
            {%- endset -%}
            {%- do hashed.append("coalesce(" ~ text ~ ", '∅')") -%}
        {%- endfor -%}
    {%- else -%}
        {%- do hashed.append("''") -%}
    {%- endif %}
        select md5(coalesce({{ ordered_listagg("bucket_hash", ",", "bucket") }}, '')) as fingerprint
        from (
            select
                bucket,
                md5({{ ordered_listagg("row_hash", ",", "row_hash") }}) as bucket_hash
            from (
                select
                    row_hash,
                    substr(row_hash, 1, 3) as bucket
                from (
                    select md5({{ hashed | join(" || '|' || ") }}) as row_hash
                    from {{ ref(model_name) }}
                ) as hashed_rows
            ) as bucketed_rows
            group by bucket
        ) as hashed_buckets
{%- endmacro %}
