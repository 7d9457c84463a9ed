{{ config(materialized='view', alias='指标_分歧') }}

{#- Names as readers of Chinese tools see them; the order is theirs too. -#}
{% set names = {
    'region_name': '地区',
    'metric_name_zh': '指标',
    'metric_code': '指标代码',
    'year': '年份',
    'chosen_value': '采用值',
    'other_value': '不同值',
    'unit': '单位',
    'difference': '差值',
    'relative_difference': '相对差值',
    'likely_reason_zh': '可能原因',
    'chosen_because_zh': '选取依据',
    'chosen_sentence': '采用值原句',
    'other_sentence': '不同值原句',
    'chosen_bulletin_title': '采用值公报',
    'other_bulletin_title': '不同值公报',
    'chosen_source': '采用值来源文件',
    'other_source': '不同值来源文件',
    'chosen_published_on': '采用值发布日期',
    'other_published_on': '不同值发布日期'
} %}

select
    {%- for column, name in names.items() %}
    {{ column }} as {{ adapter.quote(name) }},
    {%- endfor %}
    {{ year_start('year') }} as {{ adapter.quote('年份首日') }}
from {{ ref('indicator_conflict') }}
