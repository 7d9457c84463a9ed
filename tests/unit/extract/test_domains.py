"""Health figures and figures of other sectors."""

import pytest
from reading import extract_text

from extract.domains import domain_of

GOVERNMENT = "岳阳市2022年政府工作报告"


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("全市地区生产总值4710亿元，增长5.1%。", "other"),
        ("社会消费品零售总额1830亿元，增长2.4%。", "other"),
        ("城镇新增就业5.2万人。", "other"),
        ("新建学校12所，新增学位1.5万个。", "other"),
        ("森林覆盖率达到45.6%，优良天数比例达到89.3%。", "other"),
        ("全市新增床位620张，新增托位1800个。", "health"),
        ("居民健康素养水平达26.4%。", "health"),
        ("基本医疗保险参保率达97.3%。", "health"),
        ("全市常住人口505.2万人，65岁及以上人口占比15.6%。", "health"),
        ("新建养老机构12家，新增护理型床位860张。", "health"),
    ],
)
def test_domain_in_a_general_report(text: str, domain: str) -> None:
    page = f"政府工作报告\n{text}\n稳步推进产业转型、乡村振兴和基础设施建设。"
    mentions = extract_text(page, title=GOVERNMENT).mentions
    assert set(mentions["domain"]) == {domain}


def test_catalogued_metric_is_health_everywhere() -> None:
    assert domain_of("常住人口", "", catalogued=True, health_bulletin=False) == "health"


@pytest.mark.parametrize("clause", ["工业增加值增长5.1%", "城镇化率达到61%", ""])
def test_uncatalogued_figure_away_from_health_words_is_other(clause: str) -> None:
    assert domain_of("增长率", clause, catalogued=False, health_bulletin=False) == "other"


def test_nearest_words_decide_for_an_uncatalogued_metric() -> None:
    assert domain_of("医院信息化达标率", "", catalogued=False, health_bulletin=False) == "health"
    assert domain_of("工业企业职工人数", "医院和工业", catalogued=False, health_bulletin=False) == "other"
