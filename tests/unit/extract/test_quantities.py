"""Numerals with their multiplier, unit and trailing comparator; dates; masks."""

import pytest

from extract.candidates import candidates
from extract.quantities import MASKED, parse_chinese, scan


@pytest.mark.parametrize(
    ("text", "number", "value", "unit", "comparator"),
    [
        ("178亿元", "178", 17_800_000_000, "元", ""),
        ("8.15万例", "8.15", 81_500, "例", ""),
        ("1.2万亿元", "1.2", 1_200_000_000_000, "元", ""),
        ("3千人", "3", 3000, "人", ""),
        ("5百万剂次", "5", 5_000_000, "剂次", ""),
        ("1,234,567人次", "1,234,567", 1_234_567, "人次", ""),
        ("72.32%", "72.32", 72.32, "%", ""),
        ("2.8‰", "2.8", 2.8, "‰", ""),
        ("10.84/10万", "10.84", 10.84, "/10万", ""),
        ("10.84/十万", "10.84", 10.84, "/10万", ""),
        ("0.86升到", "0.86", 0.86, "", ""),
        ("30升血", "30", 30, "升", ""),
        ("3.75个百分点", "3.75", 3.75, "百分点", ""),
        ("0.3个千分点", "0.3", 0.3, "千分点", ""),
        ("12名", "12", 12, "人", ""),
        ("7位", "7", 7, "人", ""),
        ("147户次", "147", 147, "户次", ""),
        ("30余万人次", "30", 300_000, "人次", ">"),
        ("2万多人", "2", 20_000, "人", ">"),
        ("1200余人", "1200", 1200, "人", ">"),
        ("95%以上", "95", 95, "%", ">="),
        ("95%及以上", "95", 95, "%", ">="),
        ("30%以下", "30", 30, "%", "<="),
        ("5‰以内", "5", 5, "‰", "<="),
        ("25分钟左右", "25", 25, "分钟", "~"),
        ("百分之九十", "百分之九十", 90, "%", ""),
        ("百分之九十五点五", "百分之九十五点五", 95.5, "%", ""),
        ("96.%", "96.", 96, "%", ""),
        ("0.35万张", "0.35", 3500, "张", ""),
    ],
)
def test_one_quantity(text: str, number: str, value: float, unit: str, comparator: str) -> None:
    (quantity,), dates, seen = scan(f"达到{text}，")
    assert (quantity.text, quantity.unit, quantity.comparator) == (number, unit, comparator)
    assert quantity.value == pytest.approx(value, rel=1e-12)
    assert (quantity.start, quantity.end) == (2, 2 + len(number))
    assert quantity.stop <= 2 + len(text)
    assert (dates, seen) == ([], 1)


def test_the_ten_of_a_rate_is_no_numeral() -> None:
    quantities, _, seen = scan("从15.82/10万下降到10.84/10万")
    assert [quantity.text for quantity in quantities] == ["15.82", "10.84"]
    assert seen == 2


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("6-8%", ["%", "%"]),
        ("6—8%", ["%", "%"]),
        ("6至8个", ["个", "个"]),
        ("89、93分", ["分", "分"]),
        ("2.9和4.1‰", ["‰", "‰"]),
    ],
)
def test_a_list_or_range_prints_its_unit_once(text: str, units: list[str]) -> None:
    quantities, _, _ = scan(f"达到{text}")
    assert [quantity.unit for quantity in quantities] == units


def test_a_shared_multiplier_goes_to_both() -> None:
    quantities, _, _ = scan("分别为3.2、4.1万人")
    assert [quantity.value for quantity in quantities] == [32_000, 41_000]


@pytest.mark.parametrize(
    "text",
    [
        "2022年",
        "2022年末",
        "2021-2025年",
        "2021—2025年",
        "2022年3月15日",
        "5月底",
        "1-9月",
        "2022年1-9月",
        "2022-03-15",
        "2022.03.15",
        "2022/3/15",
        "8:30",
        "12月下旬",
    ],
)
def test_a_date_is_no_quantity(text: str) -> None:
    quantities, dates, _ = scan(f"于{text}召开")
    assert quantities == []
    assert [mark.text for mark in dates] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "第35个",
        "5G网络",
        "“120”热线",
        "1+5行动",
        "COVID-19",
        "H7N9",
        "1:80",
        "20xx",
        "3x3",
        "18号",
        "3级",
        "2.0版",
        "12楼",
        "5类",
    ],
)
def test_a_label_is_no_quantity(text: str) -> None:
    assert scan(f"推进{text}建设")[0] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("九十", 90),
        ("九十五", 95),
        ("十", 10),
        ("一百", 100),
        ("一百二十", 120),
        ("三点六", 3.6),
        ("九十五点二五", 95.25),
        ("两", 2),
        ("〇", 0),
    ],
)
def test_chinese_numerals(text: str, value: float) -> None:
    assert parse_chinese(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["x%", "xx人", "XX万人", "**张", "***元", "××例", "1x%", "20xx年", "x月", "○○人"])
def test_masks(text: str) -> None:
    assert MASKED.search(f"达到{text}，") is not None


@pytest.mark.parametrize("text", ["10万人", "CT室", "X光机3台", "max值", "5×8厘米", "**加粗**", "x轴"])
def test_no_masks(text: str) -> None:
    assert MASKED.search(f"达到{text}，") is None


def test_every_numeral_is_counted_once() -> None:
    _, dates, seen = scan("2022年，新增床位620张，第35个世界艾滋病日，健康素养水平26.4%。")
    assert len(dates) == 1
    assert seen == 4


@pytest.mark.parametrize(
    "text",
    ["", "无数字", "，。（）", "9" * 400, "1." * 300, "(" * 500, "1,000" * 200, "百分之" * 100, "-" * 500 + "1%"],
)
def test_scan_takes_anything(text: str) -> None:
    quantities, _, _ = scan(text)
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in quantities)


def found(text: str) -> list[tuple[str, float, str]]:
    quantities, _, _ = scan(text)
    return [(quantity.text, quantity.value, quantity.unit) for quantity in candidates(text, quantities)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在管人数依次为2461、350，", [("2461", 2461, "人"), ("350", 350, "人")]),
        (
            "检查任务8000人，宫颈癌5000、乳腺癌3000，",
            [("8000", 8000, "人"), ("5000", 5000, "人"), ("3000", 3000, "人")],
        ),
        ("执业医师8000人，中医800、西医7200。", [("8000", 8000, "人"), ("800", 800, "人"), ("7200", 7200, "人")]),
        ("高血压患者1200人，合格率95，每千人口4.5，", [("1200", 1200, "人"), ("95", 95, "%")]),
        ("高血压患者1200人，到2020、第3，", [("1200", 1200, "人")]),
        ("65岁以上老年人有31.2万，", [("31.2", 312_000, "人")]),
        ("近60万因病致贫户脱贫，", [("60", 600_000, "户")]),
        ("为12万适龄女生接种疫苗，", [("12", 120_000, "人")]),
        ("日检测能力8万管，", [("8", 80_000, "管")]),
        ("日检测8管理员，", []),
        ("抗菌药物使用强度38.1DDDs，", [("38.1", 38.1, "DDDs")]),
        ("就诊率同比+1.2个百分点，", [("1.2", 1.2, "百分点")]),
        ("推行“1+3个”模式，", []),
        ("举办500场以上健康讲座，", [("500", 500, "场")]),
        ("在500场以上健康讲座中，", []),
        ("完成全年300个目标的61%，", [("300", 300, "个"), ("61", 61, "%")]),
        ("明确300个目标，", []),
    ],
)
def test_units_that_are_printed_once_or_said_by_the_words_around(
    text: str, expected: list[tuple[str, float, str]]
) -> None:
    assert found(text) == expected
