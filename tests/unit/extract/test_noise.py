"""Scraped noise: breaks inside numerals, notes, entities, lost and misread signs; nothing of it invents a value."""

import pytest
from reading import extract_text

BEDS, INFANTS, VISITS = "BED_COUNT", "INFANT_MORTALITY_RATE", "VISIT_COUNT"


def figures(text: str) -> list[tuple[str, float, str, str | None]]:
    mentions = extract_text(text).mentions
    for start, end, number in mentions.select("number_start", "number_end", "number_text").rows():
        assert text[start:end] == number
    return mentions.select("number_text", "value", "unit", "metric_code").rows()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市婴儿死亡率3.\n2‰。", [("3.\n2", 3.2, "‰", INFANTS)]),
        ("全市医疗卫生机构服务能力持续提升，床位数达到12\n345张。", [("12\n345", 12345, "张", BEDS)]),
        ("床位数12\n345张。", []),  # a short line may end where the writer ended it
        ("全市医疗卫生机构服务能力持续提升的年份是2022\n120张床位。", []),
        ("总诊疗人次达 12 345 678 人次。", [("12 345 678", 12_345_678, "人次", VISITS)]),
        ("新增床位 6 2 0 张。", [("6 2 0", 620, "张", "NEW_BED_COUNT")]),
        ("床位数 1 23 4 张。", []),  # nobody can tell
        ("婴儿死亡率 3 . 2 ‰。", [("3 . 2", 3.2, "‰", INFANTS)]),
        ("总诊疗人次4，512，300人次。", [("4，512，300", 4_512_300, "人次", VISITS)]),
        ("床位数１２３４５张。", [("１２３４５", 12345, "张", BEDS)]),
    ],
)
def test_breaks_inside_numerals(text: str, expected: list[tuple[str, float, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全市婴儿死亡率①为3.2‰。",
        "全市婴儿死亡率[1]为3.2‰。",
        "全市婴儿死亡率〔2〕为3.2‰。",
        "全市婴儿死亡率²为3.2‰。",
        "全市婴儿死亡率（注2）为3.2‰。",
        "全市婴儿死亡率为3.2①‰。",
        "全市婴儿死亡率为3.2‰[5]。",
        "落实“五医联动”（30），婴儿死亡率3.2‰。",
    ],
)
def test_note_marks_leave_metric_and_unit_as_they_are(text: str) -> None:
    assert figures(text) == [("3.2", 3.2, "‰", INFANTS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("婴儿死亡率3.2&permil;。", [("3.2", 3.2, "‰", INFANTS)]),
        ("健康素养水平26.4&#37;。", [("26.4", 26.4, "%", "HEALTH_LITERACY_RATE")]),
        ("床位数&nbsp;12345&nbsp;张。", [("12345", 12345, "张", BEDS)]),
        ("婴儿死亡率3.2%o。", [("3.2", 3.2, "‰", INFANTS)]),
        ("孕产妇死亡率8.1/1O万。", [("8.1", 8.1, "/10万", "MATERNAL_MORTALITY_RATIO")]),
        ("床位数l2345张。", []),  # l for 1: what follows is not the whole number
        ("居民健康素养水平达26.4。", [("26.4", 26.4, "%", "HEALTH_LITERACY_RATE")]),
    ],
)
def test_entities_and_signs(text: str, expected: list[tuple[str, float, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text", ["高血压、糖尿病患者规范管理率分别为39%79%。", "高血压、糖尿病患者规范管理率分别为39% 79%。"]
)
def test_values_that_ran_together(text: str) -> None:
    assert [figure[1::2] for figure in figures(text)] == [(39, "HYPERTENSION_MGMT_RATE"), (79, "DIABETES_MGMT_RATE")]
