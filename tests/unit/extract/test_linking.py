"""Metric phrases to codes of the catalogue."""

import pytest

from extract.linking import Metric, core_of, is_neutral, link, metric_index, named, normalise_name, unit_fits
from extract.vocabulary import units


def code(phrase: str, unit: str, unit_class: str, *, change: bool = False) -> str | None:
    metric = link(phrase, unit, unit_class, change=change)
    return metric.code if metric else None


UNIT_OF_TYPE = {
    "percentage": ("%", "rate"),
    "money": ("元", "money"),
    "duration": ("分钟", "time"),
    "years_of_age": ("岁", "age"),
    "score": ("分", "score"),
    "ratio": ("", "ratio"),
}


def units_of(metric: Metric) -> tuple[str, str]:
    """The unit that a bulletin prints behind a level of the metric, and its class."""
    if metric.unit in ("%", "‰", "/10万", "/万"):
        return metric.unit, "rate"
    return UNIT_OF_TYPE.get(metric.value_type) or units()[metric.unit]


def test_every_metric_is_found_by_its_own_name() -> None:
    metrics = metric_index().metrics.values()
    assert len(metrics) > 300
    assert [metric.name for metric in metrics if link(metric.name, *units_of(metric)) != metric] == []


@pytest.mark.parametrize(
    ("phrase", "unit", "unit_class", "wanted"),
    [
        ("居民健康素养水平", "%", "rate", "HEALTH_LITERACY_RATE"),
        ("全市城乡居民健康素养水平", "%", "rate", "HEALTH_LITERACY_RATE"),
        ("五岁以下儿童死亡率", "‰", "rate", "UNDER5_MORTALITY_RATE"),
        ("5岁以下儿童死亡率", "‰", "rate", "UNDER5_MORTALITY_RATE"),
        ("妇女“两癌”检查人数", "人", "person", "WOMEN_TWO_CANCER_SCREENING_COUNT"),
        ("尘肺病康复站(点)数", "个", "item", "PNEUMOCONIOSIS_REHAB_STATION_COUNT"),
        ("“两票制”执行率", "%", "rate", "TWO_INVOICE_RATE"),
        ("医疗卫生机构床位数", "张", "bed", "BED_COUNT"),
        ("每千人口执业(助理)医师数", "人", "person", "PHYSICIANS_PER_1000"),
    ],
)
def test_a_name_or_alias_has_its_code(phrase: str, unit: str, unit_class: str, wanted: str) -> None:
    assert code(phrase, unit, unit_class) == wanted


@pytest.mark.parametrize(
    ("phrase", "unit", "unit_class"),
    [
        ("三级医院预约诊疗率", "%", "rate"),
        ("农村孕产妇死亡率", "/10万", "rate"),
        ("流动人口婴儿死亡率", "‰", "rate"),
        ("小学生近视率", "%", "rate"),
        ("卫生健康工作满意率提升", "%", "rate"),
        ("", "%", "rate"),
        ("率", "%", "rate"),
    ],
)
def test_another_scope_or_no_name_has_no_code(phrase: str, unit: str, unit_class: str) -> None:
    assert code(phrase, unit, unit_class) is None


@pytest.mark.parametrize(
    ("phrase", "unit", "unit_class"),
    [
        ("居民健康素养水平", "人", "person"),
        ("医疗卫生机构床位数", "%", "rate"),
        ("孕产妇死亡率", "%", "rate"),
        ("婴儿死亡率", "%", "rate"),
        ("次均门诊费用", "%", "rate"),
    ],
)
def test_a_level_in_another_unit_is_not_the_metric(phrase: str, unit: str, unit_class: str) -> None:
    assert code(phrase, unit, unit_class) is None


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("次均门诊费用", "OUTPATIENT_COST_PER_VISIT"),
        ("总诊疗人次", "VISIT_COUNT"),
        ("孕产妇死亡率", "MATERNAL_MORTALITY_RATIO"),
    ],
)
def test_a_relative_change_is_in_percent_whatever_the_metric(phrase: str, wanted: str) -> None:
    assert code(phrase, "%", "rate", change=True) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("５岁及以上人口".replace("５", "5"), "5岁以上人口"),
        ("每十万人口", "每10万人口"),
        ("新型农村合作医疗参合率", "新农合参合率"),
        ("医疗服务收入占医疗收入的比重", "医疗服务收入占医疗收入比例"),
        ("“两癌”筛查", "两癌筛查"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert normalise_name(one) == normalise_name(other)


@pytest.mark.parametrize(
    ("name", "core"), [("签约总人数", "签约"), ("床位数", "床位"), ("诊疗人次", "诊疗"), ("死亡率", "死亡率")]
)
def test_core_of_a_count(name: str, core: str) -> None:
    assert core_of(name) == core


@pytest.mark.parametrize("residue", ["", "全市", "全市城乡居民", "岳阳市", "实现"])
def test_words_that_change_nothing(residue: str) -> None:
    assert is_neutral(residue)


@pytest.mark.parametrize("residue", ["三级医院", "民营", "农村地区", "流动人口", "新"])
def test_words_that_change_the_scope(residue: str) -> None:
    assert not is_neutral(residue)


def test_named_wants_the_whole_name() -> None:
    found = named("门诊次均费用", "元", "money")
    assert found is not None
    assert found.code == "OUTPATIENT_COST_PER_VISIT"
    assert named("门诊次均费用下降", "元", "money") is None
    assert named("门诊次均费用", "人", "person") is None


def test_units_of_a_rate() -> None:
    metrics = metric_index().metrics
    assert unit_fits(metrics["INFANT_MORTALITY_RATE"], "‰", "rate")
    assert not unit_fits(metrics["INFANT_MORTALITY_RATE"], "%", "rate")
    assert unit_fits(metrics["HEALTH_LITERACY_RATE"], "百分点", "point")
    assert not unit_fits(metrics["BED_COUNT"], "百分点", "point")
    assert not unit_fits(metrics["BED_COUNT"], "元", "money")


def test_kinds_are_no_facilities() -> None:
    assert link("医院", "种", "item") is None
    assert link("医院", "家", "item") is not None
