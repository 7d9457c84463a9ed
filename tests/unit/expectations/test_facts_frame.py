from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.frames.facts import facts_frame, region_validity
from expectations.frames.indicators import outside_by
from tests.indicator_rows import frame_of, names_of, rate, row, uncatalogued


def of(column, fields):
    """The column of the one fact that the row becomes."""
    return facts_frame(frame_of(fields))[column].item()


@pytest.mark.parametrize(
    ("metric_text", "value", "beyond"),
    [
        ("电子病历普及率", 100, 0),
        ("电子病历普及率", 0, 0),
        ("电子病历普及率", 100.1, 0.1),
        ("电子病历普及率", -6, 6),
        ("健康巡讲完成自治区下达指标任务比例", 113.8, 0),
        ("健康巡讲完成自治区下达指标任务比例", 1138, 138),
        ("综合医院病床使用率", 104.5, 0),
        ("县医院收支结余率", -3.2, 0),
        ("卫生事业费年均增长", -12, 0),
    ],
)
def test_percentages_keep_to_the_range_of_their_wording(metric_text, value, beyond):
    assert of("percentage_outside_by", uncatalogued("a", metric_text, value, "%")) == pytest.approx(beyond)


def test_a_percentage_with_catalogue_bounds_is_judged_by_those():
    fields = rate("a", "BED_OCCUPANCY_RATE", 105.0, "%", min_valid=0.0, max_valid=250.0)
    assert of("percentage_outside_by", fields) is None
    assert of("catalogue_outside_by", fields) == 0


def test_a_coded_percentage_of_another_unit_than_its_metric_is_still_a_percentage():
    fields = rate("a", "BED_COUNT", 105.0, "%", unit_is_compatible=False)
    assert of("percentage_outside_by", fields) == 5


@pytest.mark.parametrize(
    ("column", "metric_text", "value", "unit", "beyond"),
    [
        ("permille_outside_by", "低体重儿比例", 1000.5, "‰", 0.5),
        ("permille_outside_by", "户籍人口自然增长率", -2.3, "‰", 0),
        ("permille_outside_by", "婴儿死亡率", -2.3, "‰", 2.3),
        ("population_rate_outside_by", "手足口病发病率", 100_001, "/10万", 1),
        ("population_rate_outside_by", "手足口病发病率", 99.5, "/10万", 0),
        ("population_rate_outside_by", "出生缺陷发生率", 10_001, "/万", 1),
    ],
)
def test_rates_keep_to_their_base(column, metric_text, value, unit, beyond):
    assert of(column, uncatalogued("a", metric_text, value, unit)) == pytest.approx(beyond)


@pytest.mark.parametrize("column", ["percentage_outside_by", "permille_outside_by", "population_rate_outside_by"])
def test_bounds_of_a_unit_say_nothing_about_other_units_and_changes(column):
    assert of(column, uncatalogued("a", "床位数", 5000, "张")) is None
    assert of(column, uncatalogued("a", "门诊人次", 300, "%", measure="change_pct")) is None


@pytest.mark.parametrize(("value", "beyond"), [(178.2, 83.2), (95.0, 0), (40.0, 0), (39.0, 1.0)])
def test_catalogue_bounds_hold_at_both_ends(value, beyond):
    fields = rate("a", "LIFE_EXPECTANCY", value, "岁", min_valid=40.0, max_valid=95.0)
    assert of("catalogue_outside_by", fields) == pytest.approx(beyond)


def test_catalogue_bounds_are_in_the_metrics_own_unit():
    fields = rate("a", "MATERNAL_MORTALITY_RATIO", 8.5, "%", value_canonical=8500.0, min_valid=0.0, max_valid=5000.0)
    assert of("catalogue_outside_by", fields) == 3500


def test_a_change_is_not_bounded_by_the_level():
    fields = rate("a", "LIFE_EXPECTANCY", 1.2, "岁", measure="change", min_valid=40.0, max_valid=95.0)
    assert of("catalogue_outside_by", fields) is None


@pytest.mark.parametrize(
    ("fields", "fraction"),
    [
        ({"value": 8.15, "number_text": "8.15"}, 0.15),
        ({"value": 81500.0, "number_text": "8.15"}, 0),
        ({"value": 12345.6, "number_text": "1.23456"}, 0),
        ({"value": 1234.0, "number_text": "1,234"}, 0),
        ({"value": 2.0, "number_text": "两"}, 0),
    ],
)
def test_only_a_count_printed_in_full_must_be_whole(fields, fraction):
    assert of("unexplained_fraction", uncatalogued("a", "报告病例数", unit="例", **fields)) == pytest.approx(fraction)


@pytest.mark.parametrize(
    ("metric_text", "unit", "code"),
    [
        ("每千人口注册护士数", "人", None),
        ("次均费用", "元", None),
        ("居民平均就诊次数", "次", None),
        ("医师日担负诊疗人次", "人次", "PHYSICIAN_DAILY_VISITS"),
        ("献血量", "单位", None),
    ],
)
def test_averages_and_amounts_are_no_counts(metric_text, unit, code):
    fields = row("a", metric_text=metric_text, metric_code=code, value=2.5, unit=unit)
    assert of("count_value", fields) is None
    assert of("unexplained_fraction", fields) is None


def test_the_wording_of_an_average_is_also_looked_for_before_the_numeral():
    sentence = "平均每个团队签约服务3.2人。"
    fields = uncatalogued(
        "a", "团队签约服务人数", 3.2, "人", sentence=sentence, number_start=100 + sentence.index("3.2")
    )
    assert of("count_value", fields) is None
    far = "每年年底都要清点一次人数，这是一句很长的话，" + "签约服务3.2人。"
    fields = uncatalogued("a", "团队签约服务人数", 3.2, "人", sentence=far, number_start=100 + far.index("3.2"))
    assert of("count_value", fields) == 3.2


@pytest.mark.parametrize(
    ("fields", "beyond"),
    [
        ({"year": 1949}, 0),
        ({"year": 1948}, 1),
        ({"year": 2036}, 0),
        ({"year": 2037}, 1),
        ({"year": 2036, "published_on": None}, 1),
        ({"year": 2105, "published_on": None, "bulletin_year": None}, None),
        ({"year": 1921, "published_on": None, "bulletin_year": None}, 28),
        ({"year": None}, None),
    ],
)
def test_years_lie_between_1949_and_15_years_ahead(fields, beyond):
    found = of("year_outside_by", row("a", **fields))
    assert (found or 0) == (beyond or 0)


def test_a_target_for_a_past_year_is_late():
    assert of("target_years_late", row("a", kind="target", year=2015)) == 5
    assert of("target_years_late", row("a", kind="target", year=2020)) == 0
    assert of("target_years_late", row("a", kind="actual", year=2015)) is None


def test_a_past_target_beside_its_outcome_is_a_review():
    target = rate("target", "DRUG_REVENUE_SHARE", 33.0, "%", kind="target", year=2017, comparator="<=")
    outcome = rate("actual", "DRUG_REVENUE_SHARE", 30.5, "%", year=2017)
    late = facts_frame(frame_of(target, outcome)).filter(pl.col("kind") == "target")["target_years_late"]
    assert late.item() is None
    another_metric = rate("actual", "ESSENTIAL_DRUG_SHARE", 30.5, "%", year=2017)
    late = facts_frame(frame_of(target, another_metric)).filter(pl.col("kind") == "target")["target_years_late"]
    assert late.item() == 3


@pytest.mark.parametrize(
    ("region_code", "year", "kind", "outside"),
    [
        ("371321", 2020, "actual", 0),
        ("100000", 1950, "actual", 0),
        # 巢湖市 was a prefecture until the list of 2010-12; the next list, without it, is of 2011
        ("341400", 2010, "actual", 0),
        ("341400", 2011, "actual", 0),
        ("341400", 2012, "actual", 1),
        # planned by a bulletin of 2010, when nobody knew
        ("341400", 2015, "target", 0),
        # and began with the list of 1999-12, the one before being of 1998
        ("341400", 1998, "actual", 0),
        ("341400", 1997, "actual", 1),
        ("999999", 2020, "actual", None),
    ],
)
def test_regions_are_valid_in_the_year_give_or_take_one_revision(region_code, year, kind, outside):
    fields = row("a", region_code=region_code, year=year, kind=kind, published_on=None, bulletin_year=2010)
    assert of("region_years_outside", fields) == outside
    assert of("region_is_known", fields) is (region_code != "999999")


def test_an_empty_region_is_allowed():
    assert of("region_is_known", row("a", region_code=None)) is None
    assert of("region_years_outside", row("a", region_code=None)) is None


def test_every_spell_of_a_region_ends_after_it_begins():
    spells = region_validity().drop_nulls()
    assert spells.height > 1000
    assert spells.filter(pl.col("first_year") > pl.col("last_year")).is_empty()


def test_an_unknown_metric_code_is_noticed_and_an_empty_one_allowed():
    assert of("metric_is_known", row("a", metric_code="NO_SUCH_METRIC")) is False
    assert of("metric_is_known", row("a")) is True
    assert of("metric_is_known", uncatalogued("a", "床位数", 3, "张")) is None


def test_other_sectors_are_left_out_and_rows_keep_their_order():
    frame = frame_of(
        row("b"), row("x", domain="other"), row("a", region_code=None), row("c", published_on=date(2020, 5, 1))
    )
    assert names_of(facts_frame(frame)["indicator_key"]) == ["b", "a", "c"]


@given(value=st.floats(-1e9, 1e9), low=st.floats(-1e6, 0), high=st.floats(0, 1e6))
def test_outside_by_is_zero_exactly_within_the_bounds(value, low, high):
    found = pl.select(outside_by(pl.lit(value), pl.lit(low), pl.lit(high))).item()
    assert found >= 0
    assert (found == 0) is (low <= value <= high)
