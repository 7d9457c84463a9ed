import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.frames.consistency import consistency_frame
from tests.indicator_rows import frame_of, name_of, names_of, rate, row, uncatalogued

INFANT, UNDER5, NEONATAL = "INFANT_MORTALITY_RATE", "UNDER5_MORTALITY_RATE", "NEONATAL_MORTALITY_RATE"


def column(name, *rows):
    """Name of the row → value of one column (of another row: its name), for the rows to which the rule applies."""
    frame = consistency_frame(frame_of(*rows)).drop_nulls(name).select("indicator_key", name)
    read = name_of if name.endswith("_other") else lambda value: value
    return {name_of(key): read(value) for key, value in frame.iter_rows()}


def test_infant_mortality_above_under_five_fails_both_and_names_the_other():
    rows = rate("infant", INFANT, 9.8), rate("under5", UNDER5, 4.2), rate("neonatal", NEONATAL, 3.0)
    assert column("infant_excess", *rows) == pytest.approx({"infant": 5.6, "under5": 5.6})
    assert column("infant_other", *rows) == {"infant": "under5", "under5": "infant"}
    assert column("neonatal_excess", *rows) == {"neonatal": 0, "infant": 0}


def test_equal_rates_agree():
    assert set(column("infant_excess", rate("i", INFANT, 4.0), rate("u", UNDER5, 4.0)).values()) == {0}


@pytest.mark.parametrize(
    "apart",
    [
        {"region_code": "371300"},
        {"year": 2019},
        {"kind": "target"},
        {"bulletin": 1},
        {"document_id": "page-2"},
        {"measure": "change"},
        {"unit_is_compatible": False},
        {"domain": "other"},
        {"region_code": None},
    ],
)
def test_statements_about_different_things_are_not_set_side_by_side(apart):
    assert column("infant_excess", rate("infant", INFANT, 9.8, **apart), rate("under5", UNDER5, 4.2)) == {}


@pytest.mark.parametrize(
    ("infant", "under5", "compared"),
    [
        ("<=", "=", False),
        ("=", ">=", False),
        ("<=", "<=", True),
        (">=", "=", True),
        ("~", "=", True),
        ("=", "<=", True),
    ],
)
def test_bounds_are_compared_only_where_they_prove_something(infant, under5, compared):
    rows = rate("infant", INFANT, 9.8, comparator=infant), rate("under5", UNDER5, 4.2, comparator=under5)
    assert bool(column("infant_excess", *rows)) is compared


def beds(key, code, value, **fields):
    return row(key, metric_code=code, value=value, **fields)


def test_a_part_above_its_whole_fails_through_a_chain_too():
    rows = beds("private", "PRIVATE_HOSPITAL_BED_COUNT", 6000.0), beds("all", "BED_COUNT", 5000.0)
    assert column("part_excess", *rows) == {"private": 1000, "all": 1000}


def test_a_whole_printed_in_wan_may_be_rounded():
    assert column("part_excess", beds("part", "HOSPITAL_BED_COUNT", 81_400.0), beds("all", "BED_COUNT", 81_000.0)) == {
        "part": 0,
        "all": 0,
    }
    small = beds("part", "HOSPITAL_BED_COUNT", 102.0), beds("all", "BED_COUNT", 101.0)
    assert column("part_excess", *small) == {"part": 1, "all": 1}


def test_the_largest_of_several_wholes_counts():
    rows = (
        beds("part", "HOSPITAL_BED_COUNT", 900.0),
        beds("some", "BED_COUNT", 500.0),
        beds("all", "BED_COUNT", 1000.0),
    )
    assert column("part_excess", *rows) == {"part": 0, "all": 0}


def test_a_relation_that_usually_holds_is_kept_apart():
    rows = (
        row("clinics", metric_code="VILLAGE_CLINIC_COUNT", value=300.0, unit="个"),
        row("primary", metric_code="PRIMARY_INSTITUTION_COUNT", value=45.0, unit="个"),
    )
    assert column("usual_part_excess", *rows) == {"clinics": 255, "primary": 255}
    assert column("part_excess", *rows) == {}


def test_parts_that_exclude_each_other_are_added_up():
    rows = (
        beds("hospital", "HOSPITAL_BED_COUNT", 4200.0),
        beds("primary", "PRIMARY_BED_COUNT", 1900.0),
        beds("all", "BED_COUNT", 5000.0),
    )
    assert column("split_excess", *rows) == {"hospital": 1100, "primary": 1100, "all": 1100}
    assert column("split_other", *rows) == {"hospital": "all", "primary": "all", "all": "primary"}
    assert set(column("part_excess", *rows).values()) == {0}


def test_one_part_or_one_part_twice_is_no_sum():
    assert column("split_excess", beds("h", "HOSPITAL_BED_COUNT", 4000.0), beds("all", "BED_COUNT", 5000.0)) == {}
    twice = (
        beds("h1", "HOSPITAL_BED_COUNT", 4000.0),
        beds("h2", "HOSPITAL_BED_COUNT", 4100.0),
        beds("p", "PRIMARY_BED_COUNT", 900.0),
        beds("all", "BED_COUNT", 5000.0),
    )
    assert set(column("split_excess", *twice).values()) == {0}


def share(key, text, value, **fields):
    return uncatalogued(key, text, value, "%", **fields)


def test_shares_of_one_whole_are_summed():
    rows = share("a", "公立医院床位占比", 71.4), share("b", "民营医院床位占比", 38.6)
    assert column("share_sum", *rows) == pytest.approx({"a": 110, "b": 110})
    assert column("share_other", *rows) == {"a": "b", "b": "a"}


def test_a_share_with_a_code_meets_one_without():
    rows = share("public", "公立医院床位数占比", 80.0), rate("private", "PRIVATE_BED_SHARE", 20.4, "%")
    assert column("share_sum", *rows) == pytest.approx({"public": 100.4, "private": 100.4})


def test_a_whole_named_by_the_sentence_is_the_same_within_it_only():
    rows = share("a", "医院床位中公立医院占比", 71.4), share("b", "民营医院占比", 38.6)
    assert column("share_sum", *rows) == pytest.approx({"a": 110, "b": 110})
    elsewhere = share("b", "民营医院占比", 38.6, sentence_start=500)
    assert column("share_sum", rows[0], elsewhere) == {}


def test_nested_or_lonely_shares_are_not_summed():
    assert column("share_sum", share("a", "医院床位占比", 84.0), share("b", "公立医院床位占比", 71.4)) == {}
    limit = share("b", "民营医院床位占比", 38.6, comparator="<=")
    assert column("share_sum", share("a", "公立医院床位占比", 71.4), limit) == {}
    other_year = share("b", "民营医院床位占比", 38.6, year=2019)
    assert column("share_sum", share("a", "公立医院床位占比", 71.4), other_year) == {}


def test_two_values_for_one_thing_are_rivals():
    rows = row("a", value=5000.0), row("b", value=5600.0), row("c", value=5590.0)
    assert column("rival_other", *rows) == {"a": "b", "b": "a", "c": "a"}
    assert column("rival_spread", *rows) == pytest.approx(dict.fromkeys("abc", 600 / 5600))


def test_reasons_tell_the_multiplied_value():
    rows = row("a", value=11000.0, number_text="1.1", unit="人"), row("b", value=8000.0, number_text="0.8", unit="人")
    assert column("rival_stated", *rows) == {"a": "8000 人", "b": "11000 人"}
    assert column("rival_stated", row("a", value=0.1 + 0.2), row("b", value=5.0))["b"] == "0.3 张"


def test_values_in_units_of_their_own_are_no_rivals():
    families = uncatalogued("a", "签约贫困人口", 3314.0, "户"), uncatalogued("b", "签约贫困人口", 15786.0, "人")
    assert column("rival_spread", *families) == {}


@pytest.mark.parametrize(
    "apart", [{"year": 2019}, {"kind": "target"}, {"comparator": "<="}, {"measure": "change"}, {"bulletin": 2}]
)
def test_values_for_different_things_are_no_rivals(apart):
    assert column("rival_spread", row("a", value=5000.0), row("b", value=5600.0, **apart)) == {}


def test_rows_keep_their_order_and_number():
    rows = [row(key, value=value) for key, value in (("c", 1.0), ("a", 2.0), ("b", 3.0))]
    frame = consistency_frame(frame_of(*rows, row("x", domain="other")))
    assert names_of(frame["indicator_key"]) == ["c", "a", "b"]


@settings(max_examples=25, deadline=None)
@given(
    parts=st.lists(st.integers(0, 900), min_size=1, max_size=5),
    totals=st.lists(st.integers(0, 900), min_size=1, max_size=5),
)
def test_a_part_fails_exactly_when_it_passes_every_whole(parts, totals):
    rows = [beds(f"p{i}", "HOSPITAL_BED_COUNT", float(value)) for i, value in enumerate(parts)]
    rows += [beds(f"t{i}", "BED_COUNT", float(value)) for i, value in enumerate(totals)]
    frame = consistency_frame(frame_of(*rows))
    failing = set(names_of(frame.filter(pl.col("part_excess") > 0)["indicator_key"]))
    assert {key for key in failing if key.startswith("p")} == {
        f"p{i}" for i, value in enumerate(parts) if value > max(totals)
    }
    assert any(key.startswith("t") for key in failing) is (max(parts) > max(totals))
