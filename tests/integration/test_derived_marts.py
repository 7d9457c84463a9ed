"""What the samples show, in a whole run: targets met, missed and open, changes that confirm and contradict, regions."""

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

Published = tuple[Path, Path, str]


def read(published: Published, query: str) -> list[tuple[object, ...]]:
    release = published[0] / "release/health_marts.duckdb"
    with closing(duckdb.connect(str(release), read_only=True)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("metric", "due_year", "comparators", "actual", "status"),
    [
        ("LIFE_EXPECTANCY", 2020, {">"}, 77.93, "reached"),
        ("MATERNAL_MORTALITY_RATIO", 2020, {"<", "<="}, 16.9, "reached"),
        ("OOP_SHARE", 2020, {"~"}, 27.7, "reached"),
        # more beds are better by direction; the plan says at most 6
        ("BEDS_PER_1000", 2020, {"<", "<="}, 6.46, "missed"),
        ("MATERNAL_MORTALITY_RATIO", 2030, {"<="}, None, "open"),
    ],
)
def test_national_targets(
    published: Published, metric: str, due_year: int, comparators: set[str], actual: float | None, status: str
) -> None:
    found = read(
        published,
        f"""SELECT comparator_used, actual_value, attainment_status FROM marts.target_attainment
            WHERE region_code = '100000' AND metric_code = '{metric}' AND due_year = {due_year}""",
    )
    assert found
    assert {row[0] for row in found} == comparators
    assert {row[1:] for row in found} == {(actual, status)}


def test_target_met_long_before_its_time_stays_open_and_says_so(published: Published) -> None:
    found = read(
        published,
        """SELECT DISTINCT attainment_status, latest_is_met FROM marts.target_attainment
           WHERE region_code = '440113' AND metric_code = 'HEALTH_LITERACY_RATE' AND due_year = 2030""",
    )
    assert found == [("open", True)]


def test_targets_that_cannot_be_judged_are_listed_with_the_reason(published: Published) -> None:
    found = read(
        published,
        "SELECT count(*), count(reason_zh), count(reason_en) FROM marts.target_attainment"
        " WHERE attainment_status = 'unknown'",
    )
    ((every, chinese, english),) = found
    assert every == chinese == english
    assert every
    targets = "SELECT count(*) FROM marts.fct_indicator WHERE kind = 'target' AND domain = 'health'"
    assert read(published, "SELECT count(*) FROM marts.target_attainment") == read(published, targets)


@pytest.mark.parametrize(
    ("metric", "year", "verdict", "before"),
    [
        ("BED_COUNT", 2021, "confirmed", 9101000.0),
        ("HEALTH_INSTITUTION_COUNT", 2021, "confirmed", 1022922.0),
        ("HEALTH_INSTITUTION_COUNT", 2020, "derived", None),
        ("HEALTH_TECHNICIAN_COUNT", 2023, "derived", None),
        ("PHYSICIANS_PER_1000", 2023, "contradicted", 3.15),
    ],
)
def test_national_changes(published: Published, metric: str, year: int, verdict: str, before: float | None) -> None:
    found = read(
        published,
        f"""SELECT verdict, value_before FROM marts.indicator_consistency
            WHERE region_code = '100000' AND metric_code = '{metric}' AND year = {year} AND measure = 'change'""",
    )
    assert found == [(verdict, before)]


def test_derived_levels_are_estimates_apart_from_the_facts(published: Published) -> None:
    found = read(
        published,
        """SELECT value, obs_status, is_derived FROM marts.indicator_derived
           WHERE region_code = '100000' AND metric_code = 'HEALTH_INSTITUTION_COUNT' AND year = 2019""",
    )
    assert found == [(1007545.0, "E", True)]
    assert read(published, "SELECT count(*) FROM marts.fct_indicator WHERE value_canonical = 1007545") == [(0,)]


def test_renamed_region_is_one_series_of_today(published: Published) -> None:
    found = read(
        published,
        """SELECT DISTINCT region_name, reported_region_name, boundary_note FROM marts.indicator_region_year_today
           WHERE region_code = '420600' AND year IN (2009, 2021)""",
    )
    assert set(found) == {("襄阳市", "襄樊市", "renamed"), ("襄阳市", "襄阳市", "same")}


def test_merged_region_is_summed_where_the_metric_adds_up(published: Published) -> None:
    found = read(
        published,
        """SELECT value, boundary_note, part_count FROM marts.indicator_region_year_today
           WHERE region_name = '济南市' AND metric_code = 'BED_COUNT' AND year = 2013""",
    )
    assert found == [(45465.0 + 6440.0, "merged", 2)]
    reported = read(
        published,
        """SELECT region_name, value FROM marts.indicator_region_year
           WHERE metric_code = 'BED_COUNT' AND year = 2013 AND kind = 'actual' ORDER BY value""",
    )
    assert reported == [("莱芜市", 6440.0), ("济南市", 45465.0)]


def test_what_became_of_a_region(published: Published) -> None:
    found = read(
        published,
        """SELECT region_name, successor_region_name, change_type, successor_today_region_name
           FROM marts.region_successor WHERE region_code IN ('371200', '341400', '110103') OR region_name = '襄樊市'""",
    )
    assert set(found) == {
        ("襄樊市", "襄阳市", "renamed", "襄阳市"),
        ("莱芜市", "济南市", "merged", "济南市"),
        ("崇文区", "东城区", "merged", "东城区"),
        ("巢湖市", "合肥市", "split", "合肥市"),
        ("巢湖市", "芜湖市", "split", "芜湖市"),
        ("巢湖市", "马鞍山市", "split", "马鞍山市"),
    }


def test_coverage_shows_years_without_bulletins_and_metrics_without_values(published: Published) -> None:
    found = read(
        published,
        """SELECT year, bulletin_count > 0 FROM marts.coverage_region_year
           WHERE region_code = '420600' AND year BETWEEN 2009 AND 2021 ORDER BY year""",
    )
    assert [year for year, _ in found] == list(range(2009, 2022))
    assert {year for year, covered in found if covered} >= {2009, 2021}
    assert read(published, "SELECT count(*) > 0 FROM marts.coverage_gap WHERE reason = 'core'") == [(True,)]


def test_accuracy_stands_beside_the_figures(published: Published) -> None:
    ((zh, en),) = read(published, "SELECT accuracy_zh, accuracy_en FROM marts.meta_release")
    scores = read(published, "SELECT score FROM marts.meta_accuracy WHERE field = 'strict'")
    assert len(scores) >= 2
    for (score,) in scores:
        assert isinstance(score, float)
        assert str(round(score, 3)) in str(zh)
        assert str(round(score, 3)) in str(en)
