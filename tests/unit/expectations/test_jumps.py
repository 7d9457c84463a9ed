from datetime import date

import pytest

from expectations.frames.jumps import jumps
from tests.indicator_rows import frame_of, key_of, name_of, rate, row

LIMIT = 6


def series(region, values, code="BED_COUNT", **fields):
    """One page a year from 2010 on."""
    return [
        rate(
            f"{region}-{2010 + i}",
            code,
            value,
            "张",
            region_code=region,
            year=2010 + i,
            document_id=f"{region}-{i}",
            **fields,
        )
        for i, value in enumerate(values)
    ]


def scores(*rows):
    found = jumps(frame_of(*rows)).select("indicator_key", "jump_score")
    return {name_of(key): score for key, score in found.iter_rows()}


def calm(regions=3):
    """Series that grow by about four percent a year."""
    return [
        fields
        for r in range(regions)
        for fields in series(f"37010{r}", [1000 * 1.04**i + 3 * (i % 2) for i in range(6)])
    ]


def test_steady_growth_is_no_jump():
    found = scores(*calm())
    assert len(found) == 15
    assert max(found.values()) < LIMIT


def test_a_lost_multiplier_is_a_jump_and_names_the_year_before():
    rows = [*calm(), *series("371321", [1000.0, 1040.0, 0.1082])]
    found = jumps(frame_of(*rows)).filter(indicator_key=key_of("371321-2012")).to_dicts()[0]
    assert found["jump_score"] > LIMIT
    assert (found["jump_previous"], found["jump_previous_year"]) == (1040.0, 2011)
    assert name_of(found["jump_other"]) == "371321-2011"


def test_few_series_are_judged_by_an_assumed_scatter():
    def percent(values):
        return scores(*series("371321", values, value_type="percentage"))["371321-2011"]

    assert percent([12.0, 99.0]) > LIMIT
    assert percent([62.0, 80.0]) < LIMIT


def test_a_gap_of_years_spreads_the_step():
    early, late = rate("a", "BED_COUNT", 1000.0, "张", year=2016), rate("b", "BED_COUNT", 5200.0, "张", year=2020)
    next_year = rate("c", "BED_COUNT", 5200.0, "张", year=2017)
    assert scores(early, late)["b"] < LIMIT < scores(early, next_year)["c"]
    assert scores(early, rate("d", "BED_COUNT", 1000.0, "张", year=2022)) == {}


def test_half_a_year_is_not_set_beside_a_whole_one():
    half = rate("half", "VISIT_COUNT", 500.0, "人次", year=2020, period_end=date(2020, 6, 30))
    assert scores(rate("whole", "VISIT_COUNT", 10_000.0, "人次", year=2019), half) == {}


def test_a_change_stated_by_the_page_explains_a_jump_from_another_page():
    before = rate("before", "BRUCELLOSIS_CASES", 4440.0, "例", year=2019, document_id="page-0")
    after = rate("after", "BRUCELLOSIS_CASES", 289.0, "例", year=2020)
    stated = row("pct", metric_code="BRUCELLOSIS_CASES", value=-93.49, unit="%", measure="change_pct")
    assert scores(before, after)["after"] > LIMIT
    assert scores(before, after, stated)["after"] == 0
    wrong = {**stated, "value": -10.0, "value_canonical": -10.0}
    assert scores(before, after, wrong)["after"] > LIMIT


def test_a_page_that_gives_both_values_and_the_change_proves_nothing():
    before = rate("before", "NEWBORN_HEARING_SCREENING_RATE", 12.0, "%", year=2019)
    after = rate("after", "NEWBORN_HEARING_SCREENING_RATE", 99.0, "%", year=2020)
    stated = rate("change", "NEWBORN_HEARING_SCREENING_RATE", 87.0, "%", year=2020, measure="change")
    assert scores(before, after, stated)["after"] > LIMIT


@pytest.mark.parametrize("values", [[0.0, 5.0], [5.0, 0.0], [-1.0, 5.0]])
def test_values_without_a_ratio_are_left_out(values):
    assert scores(*series("371321", values)) == {}


@pytest.mark.parametrize(
    "apart", [{"kind": "target"}, {"measure": "change"}, {"region_code": None}, {"metric_code": None}]
)
def test_only_placed_actual_levels_form_series(apart):
    assert scores(rate("a", "BED_COUNT", 1000.0, "张", year=2019), {**rate("b", "BED_COUNT", 9e6, "张"), **apart}) == {}
