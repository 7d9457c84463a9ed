"""Figures of other sectors in a general report: told apart, named by the words beside them."""

import pytest
from reading import extract_text

GOVERNMENT = "岳阳市2022年政府工作报告"


def rows_of(text: str) -> list[tuple[str, str, str, str]]:
    page = f"政府工作报告\n{text}\n稳步推进产业转型、乡村振兴和基础设施建设。"
    mentions = extract_text(page, title=GOVERNMENT).mentions
    return mentions.select("number_text", "metric_text", "measure", "domain").rows()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "规上工业增加值增长7.2%，社会消费品零售总额1830亿元。",
            [("7.2", "规上工业增加值", "change_pct"), ("1830", "社会消费品零售总额", "level")],
        ),
        ("新建口袋公园36个、社区广场58处。", [("36", "新建口袋公园数", "level"), ("58", "社区广场数", "level")]),
        ("完成245个老旧小区改造。", [("245", "完成老旧小区改造数", "level")]),
        (
            "建成2家旅游度假区、3家古镇景区。",
            [("2", "建成旅游度假区数", "level"), ("3", "古镇景区数", "level")],
        ),
        ("水泥产量分别增长10.2%、16.4%。", [("10.2", "水泥产量", "change_pct"), ("16.4", "水泥产量", "change_pct")]),
        ("超80%的规上工业企业完成数字化改造。", [("80", "规上工业企业完成数字化改造", "level")]),
        ("研发经费突破百亿元，增长24.1%。", [("24.1", "研发经费突破百亿元", "change_pct")]),
    ],
)
def test_a_figure_is_named_by_the_words_beside_it(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows_of(text) == [(*row, "other") for row in expected]


def test_no_figure_of_another_sector_has_a_code() -> None:
    page = "政府工作报告\n新建学校12所，改造厂房5万平方米。"
    mentions = extract_text(page, title=GOVERNMENT).mentions
    assert mentions["metric_code"].to_list() == [None, None]
    assert all(rule.startswith("metric=outline") for rule in mentions["rule"])


def test_a_name_of_the_catalogue_is_read_in_full_without_another_word_of_health() -> None:
    assert [row[3] for row in rows_of("碘盐覆盖率98.2%。")] == ["health"]
    assert [row[3] for row in rows_of("自然增长率5.1‰。")] == ["health"]


def test_what_follows_a_figure_of_health_may_go_on_with_it() -> None:
    text = "全市门诊总量512万人次。其中县级61万人次。"
    assert rows_of(text) == [
        ("512", "门诊总量", "level", "health"),
        ("61", "县级门诊人次", "level", "health"),
    ]


def test_a_figure_without_a_word_beside_it_is_none() -> None:
    assert rows_of("12人次12人次12人次。") == []
