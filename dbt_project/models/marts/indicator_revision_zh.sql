{{ config(materialized='view', alias='指标_修订') }}

{#- Names as readers of Chinese tools see them; the order is theirs too. -#}
{% set names = {
    'region_name': '地区',
    'metric_name_zh': '指标',
    'metric_code': '指标代码',
    'year': '年份',
    'known_on': '修订日期',
    'old_value': '原值',
    'new_value': '新值',
    'unit': '单位',
    'difference': '差值',
    'relative_difference': '相对差值',
    'revision_type_zh': '修订类型',
    'is_within_rounding': '属四舍五入',
    'old_sentence': '原值原句',
    'new_sentence': '新值原句',
    'old_bulletin_title': '原值公报',
    'new_bulletin_title': '新值公报',
    'old_source': '原值来源文件',
    'new_source': '新值来源文件'
} %}

select
    {%- for column, name in names.items() %}
    {{ column }} as {{ adapter.quote(name) }},
    {%- endfor %}
    {{ year_start('year') }} as {{ adapter.quote('年份首日') }}
from {{ ref('indicator_revision') }}
