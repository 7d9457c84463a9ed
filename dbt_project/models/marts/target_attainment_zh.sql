{{ config(materialized='view', alias='目标_完成情况') }}

{#- Names as readers of Chinese tools see them; the order is theirs too. -#}
{% set names = {
    'region_name': '地区',
    'region_code': '地区代码',
    'metric_name_zh': '指标',
    'metric_code': '指标代码',
    'due_year': '目标年份',
    'target_comparator': '目标比较符',
    'target_value': '目标值',
    'unit': '单位',
    'actual_value': '实际值',
    'actual_year': '实际年份',
    'gap': '差距',
    'attainment_status_zh': '完成情况',
    'reason_zh': '判定依据',
    'latest_value': '最新值',
    'latest_year': '最新年份',
    'target_sentence': '目标原句',
    'target_bulletin_title': '目标公报',
    'target_source': '目标来源文件',
    'target_published_on': '目标发布日期',
    'actual_sentence': '实际值原句',
    'actual_bulletin_title': '实际值公报',
    'actual_source': '实际值来源文件',
    'actual_published_on': '实际值发布日期'
} %}

select
    {%- for column, name in names.items() %}
    {{ column }} as {{ adapter.quote(name) }},
    {%- endfor %}
    {{ year_start('due_year') }} as {{ adapter.quote('目标年份首日') }}
from {{ ref('target_attainment') }}
