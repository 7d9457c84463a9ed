{{ config(materialized='view', alias='指标_明细') }}

{#- Names as readers of Chinese tools see them; the order is theirs too. -#}
{% set names = {
    'region_name': '地区',
    'region_full_name': '地区全称',
    'region_code': '地区代码',
    'region_level_zh': '地区级别',
    'province_name': '省份',
    'prefecture_name': '地市',
    'county_name': '区县',
    'metric_name_zh': '指标',
    'metric_code': '指标代码',
    'category_zh': '指标类别',
    'aggregation': '汇总方式',
    'year': '年份',
    'year_start': '年份首日',
    'five_year_plan_name_zh': '五年规划',
    'period_start': '期间起',
    'period_end': '期间止',
    'kind_zh': '类型',
    'measure_zh': '计量方式',
    'comparator': '比较符',
    'value_canonical': '数值',
    'unit_canonical': '单位',
    'obs_status_zh': '数值状态',
    'value_text': '原文数字',
    'unit_printed': '原文单位',
    'metric_text': '原文指标名称',
    'check_status_zh': '检查状态',
    'review_status_zh': '复核结果',
    'confidence': '置信度',
    'bulletin_title': '公报标题',
    'genre_zh': '公报体裁',
    'publisher': '发布机构',
    'published_on': '发布日期',
    'url': '网址',
    'source': '来源文件'
} %}

select
    {%- for column, name in names.items() %}
    {{ column }} as {{ adapter.quote(name) }},
    {%- endfor %}
    sentence as {{ adapter.quote('原句') }}
from {{ ref('fct_indicator_wide') }}
