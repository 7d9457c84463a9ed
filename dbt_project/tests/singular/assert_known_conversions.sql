-- A wrong factor in the catalogue falsifies every value printed in that unit: known pairs, worked out by hand.
{%- set known = [
    (3.2, '%', '%', 3.2), (3.2, '‰', '‰', 3.2), (0.32, '%', '‰', 3.2), (32, '‰', '%', 3.2),
    (15.82, '/10万', '/10万', 15.82), (15.82, '/10万', '‰', 0.1582), (15.82, '/10万', '%', 0.01582),
    (0.01, '%', '/10万', 10), (0.1, '‰', '/10万', 10), (1.2, '/万', '/10万', 12), (120.5, '/万', '%', 1.205),
    (1.205, '%', '/万', 120.5), (12, '‰', '/万', 120), (25, '/10万', '/万', 2.5), (12, '/万', '‰', 1.2),
    (9, '成', '%', 90), (9.5, '成', '‰', 950),
    (2.3, '百分点', '%', 2.3), (2.3, '个百分点', '‰', 2.3), (5, '千分点', '%', 0.5), (5, '个千分点', '', 0.5),
    (1.5, '小时', '分钟', 90), (90, '秒', '分钟', 1.5), (12, '分钟', '分钟', 12), (0.5, '小时', '', 30),
    (6, '月龄', '岁', 0.5), (78.4, '岁', '岁', 78.4), (18, '月龄', '', 1.5),
    (3, '亩', '', 2000), (15000, '亩', '', 10000000), (1.5, '公顷', '', 15000), (2, '平方公里', '', 2000000), (80, '㎡', '', 80),
    (35, '角', '元', 3.5), (17800000000, '元', '元', 17800000000), (1, '角', '', 0.1),
    (400, '毫升', '单位', 2), (0.4, '升', '单位', 2), (1000, '毫升', '', 5), (2, '吨', '', 2000000), (3, '公斤', '', 3000),
    (12, '家', '个', 12), (12, '所', '个', 12), (12, '处', '家', 12), (3, '支', '个', 3), (877483, '名', '人', 877483),
    (3, '例', '人', 3), (2.5, '倍', '', 2.5)
] %}
with known_conversions as (

    {%- for value, unit_text, metric_unit, expected in known %}
    select
        cast({{ value }} as double) as value,
        '{{ unit_text }}' as unit_text,
        '{{ metric_unit }}' as metric_unit,
        cast({{ expected }} as double) as expected
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

conversions as (

    select * from {{ ref('int_unit_conversion') }}

),

converted as (

    select
        known_conversions.*,
        {{ converted('known_conversions.value', 'conversions.factor') }} as actual
    from known_conversions
    left join conversions
        on known_conversions.unit_text = conversions.unit_text
        and known_conversions.metric_unit = conversions.metric_unit

)

select *
from converted
where coalesce(actual <> expected, true)
