{{ config(materialized='view', alias='指标_地区_年份') }}

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
    'kind_zh': '类型',
    'value': '数值',
    'unit': '单位',
    'comparator': '比较符',
    'obs_status_zh': '数值状态',
    'is_derived': '是否推算',
    'period_start': '期间起',
    'period_end': '期间止',
    'check_status_zh': '检查状态',
    'chosen_because_zh': '选取依据',
    'bulletin_count': '公报数',
    'agreeing_bulletin_count': '一致公报数',
    'is_conflicting': '是否有分歧',
    'value_min': '最小值',
    'value_max': '最大值',
    'value_spread': '相对差距',
    'source_sentence': '原句',
    'source': '来源文件',
    'bulletin_title': '公报标题',
    'published_on': '发布日期'
} %}

select
    {%- for column, name in names.items() %}
    {{ column }} as {{ adapter.quote(name) }},
    {%- endfor %}
    confidence as {{ adapter.quote('置信度') }}
from {{ ref('indicator_region_year') }}
