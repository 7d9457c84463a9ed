"""The suites as Great Expectations runs them, over a warehouse: good data passes, bad data is seen, all of it."""

import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import expectations.validation
from expectations.frames.indicators import INDICATOR_SCHEMA
from expectations.frames.load import LOAD_SCHEMA
from expectations.frames.review import DECISION_SCHEMA
from expectations.model import Check, Run
from expectations.runner import list_checks, read_history, run_checks, run_suite, store
from expectations.suites import checks_of
from tests.indicator_rows import frame_of, key_of, name_of, names_of, rate, row, uncatalogued

ROOT = Path(__file__).parents[2]
DDL = sorted((ROOT / "orchestration/warehouse/migrations").glob("*.sql"))


def sound_rows() -> list[dict[str, Any]]:
    """Rows without a fault, such that every check of a row finds one to judge."""
    return [
        row("beds"),
        row("hospital beds", metric_code="HOSPITAL_BED_COUNT", value=4000.0),
        row("primary beds", metric_code="PRIMARY_BED_COUNT", value=900.0),
        row("beds again", value=5001.0),
        row("beds before", value=4900.0, year=2019),
        row("clinics", metric_code="VILLAGE_CLINIC_COUNT", value=40.0, unit="个"),
        row("primary", metric_code="PRIMARY_INSTITUTION_COUNT", value=60.0, unit="个"),
        rate("under5", "UNDER5_MORTALITY_RATE", 6.1, min_valid=0.0, max_valid=400.0),
        rate("infant", "INFANT_MORTALITY_RATE", 4.2, min_valid=0.0, max_valid=300.0),
        rate("neonatal", "NEONATAL_MORTALITY_RATE", 2.2, min_valid=0.0, max_valid=200.0),
        uncatalogued("public share", "公立医院床位占比", 71.4, "%"),
        uncatalogued("private share", "民营医院床位占比", 28.6, "%"),
        uncatalogued("permille", "低体重儿发生比例", 31.0, "‰"),
        uncatalogued("per 100,000", "手足口病发病率", 99.5, "/10万"),
        uncatalogued("patients", "报告病例数", 289.0, "例"),
        row("target", kind="target", year=2025, value=6000.0),
        row("gdp", domain="other", metric_code=None, metric_text="地区生产总值增速", value=820.0, unit="%"),
    ]


def sound_loads(count: int = 7, **newest: Any) -> list[dict[str, Any]]:
    loads = [
        {
            "load_id": f"load-{day}",
            "started_at": datetime(2026, 1, day, tzinfo=UTC),
            "documents_extracted": 100,
            "mentions": 4000,
            "failed": 0,
            "broken": 0,
            "region_null_rate": 0.1,
            "metric_code_null_rate": 0.5,
            "year_null_rate": 0.05,
        }
        for day in range(1, count + 1)
    ]
    loads[-1] |= newest
    return loads


BAD: dict[str, list[dict[str, Any]]] = {
    "indicator_key_present": [row("x", indicator_key=None)],
    "indicator_key_unique": [row("x"), row("x")],
    "offset_gives_numeral": [row("x", offset_is_valid=False)],
    "required_fields_present": [row("x", sentence="")],
    "kind_accepted": [row("x", kind="planned")],
    "measure_accepted": [row("x", measure="ratio")],
    "comparator_accepted": [row("x", comparator="≥")],
    "domain_accepted": [row("x", domain="education")],
    "confidence_is_share": [row("x", confidence=1.2)],
    "confidence_not_low": [row("x", confidence=0.3)],
    "percentage_within_range": [uncatalogued("x", "电子病历普及率", 140.0, "%")],
    "permille_within_range": [uncatalogued("x", "低体重儿发生比例", -3.0, "‰")],
    "population_rate_within_range": [uncatalogued("x", "手足口病发病率", 150_000.0, "/10万")],
    "value_within_catalogue_bounds": [rate("x", "LIFE_EXPECTANCY", 178.2, "岁", min_valid=40.0, max_valid=95.0)],
    "count_not_negative": [row("x", value=-3.0, unit="人")],
    "count_is_whole": [uncatalogued("x", "报告病例数", 8.15, "例")],
    "metric_is_known": [row("x", metric_code="NO_SUCH_METRIC")],
    "unit_fits_metric": [row("x", unit="元", unit_is_compatible=False)],
    "year_within_range": [row("x", year=1921)],
    "target_not_before_bulletin": [row("x", kind="target", year=2015)],
    "period_in_order": [row("x", period_start=date(2021, 1, 1), period_end=date(2020, 12, 31))],
    "year_matches_period": [row("x", period_end=date(2019, 12, 31), period_start=None)],
    "actual_not_in_future": [row("x", period_start=date(2021, 3, 1))],
    "region_is_known": [row("x", region_code="999999")],
    "region_valid_in_year": [row("x", region_code="341400")],
    "infant_within_under5": [rate("x", "INFANT_MORTALITY_RATE", 9.8), rate("y", "UNDER5_MORTALITY_RATE", 4.2)],
    "neonatal_within_infant": [rate("x", "NEONATAL_MORTALITY_RATE", 9.8), rate("y", "INFANT_MORTALITY_RATE", 4.2)],
    "part_within_total": [row("x", metric_code="HOSPITAL_BED_COUNT", value=9000.0), row("y")],
    "part_within_usual_total": [
        row("x", metric_code="VILLAGE_CLINIC_COUNT", value=300.0, unit="个"),
        row("y", metric_code="PRIMARY_INSTITUTION_COUNT", value=45.0, unit="个"),
    ],
    "parts_sum_within_total": [
        row("x", metric_code="HOSPITAL_BED_COUNT", value=4200.0),
        row("y", metric_code="PRIMARY_BED_COUNT", value=1900.0),
        row("z"),
    ],
    "shares_within_whole": [
        uncatalogued("x", "公立医院床位占比", 71.4, "%"),
        uncatalogued("y", "民营医院床位占比", 38.6, "%"),
    ],
    "year_on_year_jump": [row("x", value=0.5), row("before", value=5000.0, year=2019)],
    "bulletin_agrees_with_itself": [row("x", value=4000.0), row("y", value=5000.0)],
}
PASSES_BESIDE = {"year_on_year_jump": {"before"}}
BAD_LOADS: dict[str, dict[str, Any]] = {
    "volume_not_collapsed": {"mentions": 100},
    "volume_as_usual": {"mentions": 1200},
    "null_rates_not_collapsed": {"region_null_rate": 0.9},
    "null_rates_as_usual": {"failed": 30},
    "extraction_not_broken": {"broken": 60},
}


BAD_DECISIONS = {
    "review_decision_usable": "malformed",
    "review_decision_not_stale": "stale",
    "review_decision_on_known_document": "unmatched",
}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema raw; create schema intermediate")
        for path in DDL:
            connection.execute(path.read_text(encoding="utf-8"))
        fill(connection, frame_of(*sound_rows()))
        add_loads(connection, sound_loads())
        decide(connection, "applied")
        yield connection


def fill(connection: duckdb.DuckDBPyConnection, indicators: pl.DataFrame) -> None:
    connection.register("given", indicators)
    connection.execute("create or replace table intermediate.int_indicator as select * from given")
    connection.unregister("given")


def decide(connection: duckdb.DuckDBPyConnection, *statuses: str) -> None:
    """A decision of each of the given statuses, from line 2 on."""
    decisions = [
        {"line_number": line, "source": "a.txt", "decision_status": status, "message_en": "why", "message_zh": "原因"}
        for line, status in enumerate(statuses, start=2)
    ]
    connection.register("given", pl.DataFrame(decisions, schema=DECISION_SCHEMA))
    connection.execute("create or replace table intermediate.int_review_decision as select * from given")
    connection.unregister("given")


def add_loads(connection: duckdb.DuckDBPyConnection, loads: list[dict[str, Any]]) -> None:
    connection.execute("delete from raw.loads")
    frame = pl.DataFrame(loads, schema=LOAD_SCHEMA).with_columns(
        finished_at=pl.col("started_at"), landing=pl.lit("landing"), extractor_version=pl.lit("1")
    )
    connection.register("given", frame)
    connection.execute("insert into raw.loads by name select * exclude (broken) from given")
    connection.unregister("given")
    connection.execute("delete from raw.outcomes")
    for load in loads:
        connection.execute(
            """
            insert into raw.outcomes
            select $load_id || '/' || page, 'a.txt', '1', 'failed', 0, 0, 0, 0, '[]', 0, 0, 'defect', now(), $load_id
            from range($broken) as pages (page)
            """,
            {"load_id": load["load_id"], "broken": load["broken"]},
        )


def result_of(run: Run, name: str) -> Any:
    return next(result for result in run.results if result.check.name == name)


def rows_of(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()


def test_sound_data_passes_every_check_and_every_check_looked_at_something(connection):
    run = run_checks(connection)
    assert {result.check.name: result.status for result in run.results if result.status != "passed"} == {}
    assert {result.check.name for result in run.results if not result.evaluated_count} == set()
    assert run.failures.is_empty()
    assert run.blocked_by == ()
    assert sorted(run.checked) == sorted(fields["indicator_key"] for fields in sound_rows())


def test_every_check_has_bad_data_to_fail_on():
    assert set(BAD) | set(BAD_LOADS) | set(BAD_DECISIONS) == {check.name for check in list_checks()}


def bad_rows(name: str) -> list[dict[str, Any]]:
    """The bad rows of a check on a page of their own, whose keys have names that begin with the check's."""
    return [
        fields
        | {
            "document_id": f"bad-{name}",
            "indicator_key": fields["indicator_key"] and key_of(f"{name}/{name_of(fields['indicator_key'])}"),
        }
        for fields in BAD[name]
    ]


@pytest.fixture(scope="module")
def bad_run() -> Run:
    with duckdb.connect() as connection:
        connection.execute("create schema raw; create schema intermediate")
        for path in DDL:
            connection.execute(path.read_text(encoding="utf-8"))
        fill(connection, frame_of(*sound_rows(), *(fields for name in BAD for fields in bad_rows(name))))
        return run_checks(connection)


@pytest.mark.parametrize("name", BAD)
def test_bad_rows_fail_their_check_and_are_routed_with_a_reason(bad_run, name):
    result = result_of(bad_run, name)
    assert result.status == "failed"
    assert result.blocks is result.check.blocking
    keys = {fields["indicator_key"] for fields in bad_rows(name)} - {None}
    routed = bad_run.failures.filter((pl.col("check_name") == name) & pl.col("indicator_key").is_in(keys))
    assert set(names_of(routed["indicator_key"])) == {
        key for key in names_of(keys) if key.split("/")[1] not in PASSES_BESIDE.get(name, ())
    }
    assert routed["indicator_key"].is_unique().all()
    assert set(routed["severity"]) <= {result.check.severity}
    for told in routed.to_dicts():
        assert "{" not in told["reason_en"] + told["reason_zh"]
        assert told["related_indicator_key"] != told["indicator_key"]
        assert (told["related_indicator_key"] is None) is (result.check.related is None)


def test_rows_without_a_fault_stay_accepted_beside_bad_ones(bad_run):
    failing = set(bad_run.failures["indicator_key"])
    assert failing.isdisjoint(fields["indicator_key"] for fields in sound_rows())
    assert result_of(bad_run, "indicator_key_present").failed_count == 1


@pytest.mark.parametrize("name", BAD_LOADS)
def test_a_strange_load_fails_its_check(connection, name):
    add_loads(connection, sound_loads(**BAD_LOADS[name]))
    run = run_checks(connection)
    result = result_of(run, name)
    assert result.status == "failed"
    assert result.blocks is result.check.blocking
    assert result.message
    assert run.failures.is_empty()


@pytest.mark.parametrize("name", BAD_DECISIONS)
def test_a_decision_that_does_not_hold_fails_its_check_and_no_other(connection, name):
    decide(connection, "applied", BAD_DECISIONS[name])
    run = run_checks(connection)
    assert [result.check.name for result in run.results if result.status != "passed"] == [name]
    assert "line 3" in result_of(run, name).message
    assert "why" in result_of(run, name).message
    assert run.blocked_by == ()


def test_what_a_reviewer_rejected_is_not_judged_and_nothing_is_judged_by_it(connection):
    rejected = rate("infant", "INFANT_MORTALITY_RATE", 9.9) | {"review_status": "rejected"}
    fill(connection, frame_of(rejected, rate("under5", "UNDER5_MORTALITY_RATE", 6.1)))
    run = run_checks(connection)
    assert run.failures.is_empty()
    assert names_of(run.checked) == ["under5"]


def test_all_of_many_failing_rows_are_routed_and_stored(connection):
    bad = [row(f"bad-{i}", confidence=0.1, region_code="999999", year=None, ordinal=i) for i in range(5000)]
    fill(connection, frame_of(*sound_rows(), *bad))
    run = run_checks(connection)
    store(connection, run, "load-7")
    stored = rows_of(
        connection,
        "select check_name, severity, count(distinct indicator_key) from quality.row_failures group by all",
    )
    assert ("region_is_known", "error", 5000) in stored
    assert ("confidence_not_low", "warn", 5000) in stored
    assert run.quarantined_count == 5000
    assert run.blocked_by == ()


def test_an_exception_inside_a_check_is_an_error_and_blocks():
    checks = list(checks_of("mentions"))
    broken = Check(**{**vars(checks[-1]), "kwargs": {"column": "no_such_column", "min_value": 0.5}})
    mistyped = Check(**{**vars(checks[-2]), "kwargs": {"column": "sentence", "min_value": 0, "max_value": 1}})
    frame = frame_of(row("a")).with_columns(missing_fields=pl.lit(None, pl.String()), offset_gives_numeral=pl.lit(True))
    results, failures = run_suite((checks[0], broken, mistyped), lambda: frame)
    assert [result.status for result in results] == ["passed", "errored", "errored"]
    assert "no_such_column" in results[1].message
    assert results[1].check.severity == "warn"
    assert results[1].blocks
    assert failures.is_empty()


def test_an_unknown_expectation_is_an_error_and_blocks():
    check = checks_of("mentions")[0]
    unknown = Check(**{**vars(check), "expectation": "expect_no_such_thing"})
    results, _ = run_suite((unknown,), lambda: frame_of(row("a")))
    assert [(result.status, result.blocks) for result in results] == [("errored", True)]


@pytest.mark.parametrize(
    ("statement", "suites"),
    [
        ("drop table intermediate.int_indicator", {"mentions", "facts", "consistency"}),
        ("alter table intermediate.int_indicator drop column value_canonical", {"mentions", "facts", "consistency"}),
        ("drop table raw.loads", {"load"}),
        ("drop table intermediate.int_review_decision", {"review"}),
    ],
)
def test_what_cannot_be_read_is_errored_and_accepts_nothing(connection, statement, suites):
    connection.execute(statement)
    run = run_checks(connection)
    assert {result.check.suite for result in run.results if result.status == "errored"} == suites
    assert {result.check.suite for result in run.results if result.status == "passed"} == {
        "mentions",
        "facts",
        "consistency",
        "load",
        "review",
    } - suites
    assert run.blocked_by
    assert run.checked.is_empty() is ("mentions" in suites)


def test_no_verdict_is_not_a_pass(monkeypatch, connection):
    def nothing(*_: Any, **__: Any) -> None:
        raise RuntimeError("engine gone")

    monkeypatch.setattr(expectations.validation, "validate", nothing)
    run = run_checks(connection)
    assert {result.status for result in run.results} == {"errored"}
    assert "engine gone" in run.results[0].message


def test_an_empty_warehouse_has_nothing_to_check(connection):
    fill(connection, INDICATOR_SCHEMA.to_frame())
    add_loads(connection, sound_loads()[:1])
    run = run_checks(connection)
    assert {result.status for result in run.results} == {"passed"}
    assert run.blocked_by == ()


def test_a_load_that_was_cut_off_is_not_judged(connection):
    add_loads(connection, sound_loads(8, mentions=1))
    connection.execute("update raw.loads set finished_at = null where load_id = 'load-8'")
    assert result_of(run_checks(connection), "volume_not_collapsed").status == "passed"


def test_running_the_checks_asks_no_network_and_prints_nothing(connection, monkeypatch, capsys):
    asked: list[Any] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *target, **_: asked.append(target))
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: asked.append(address))
    run_checks(connection)
    assert asked == []
    assert capsys.readouterr() == ("", "")


def test_storing_replaces_the_latest_run_and_keeps_history(connection):
    fill(connection, frame_of(*sound_rows(), row("bad", confidence=0.1)))
    store(connection, run_checks(connection), "load-6")
    fill(connection, frame_of(*sound_rows()))
    run = run_checks(connection)
    store(connection, run, "load-7")
    store(connection, run, "load-7")
    checks = len(list_checks())
    assert rows_of(connection, "select count(*), count(distinct check_name) from quality.check_results") == [
        (checks, checks)
    ]
    assert rows_of(connection, "select count(*) from quality.row_failures") == [(0,)]
    assert rows_of(connection, "select count(*) from quality.checked_indicators") == [(len(sound_rows()),)]
    history = read_history(connection).filter(pl.col("check_name") == "confidence_not_low")
    assert history.select("load_id", "status", "failed_count").rows() == [
        ("load-6", "failed", 1),
        ("load-7", "passed", 0),
    ]


def test_a_store_that_fails_changes_nothing(connection):
    store(connection, run_checks(connection), "load-6")
    before = rows_of(connection, "select * from quality.check_results order by all")
    connection.execute("drop table quality.checked_indicators")
    with pytest.raises(duckdb.Error):
        store(connection, run_checks(connection), "load-7")
    assert rows_of(connection, "select * from quality.check_results order by all") == before
    assert rows_of(connection, "select distinct load_id from quality.check_history") == [("load-6",)]


def test_a_stored_reason_speaks_both_languages(connection):
    bad = [rate("x", "INFANT_MORTALITY_RATE", 8.2), rate("y", "UNDER5_MORTALITY_RATE", 6.1)]
    fill(connection, frame_of(*(fields | {"document_id": "bad-page"} for fields in bad)))
    store(connection, run_checks(connection), "load-7")
    assert rows_of(
        connection,
        "select indicator_key, related_indicator_key, reason_zh, reason_en from quality.row_failures "
        "where check_name = 'infant_within_under5' order by indicator_key",
    ) == [
        (key, other, "INFANT_MORTALITY_RATE 8.2 ‰ 高于同一公报的UNDER5_MORTALITY_RATE 6.1 ‰",
         "INFANT_MORTALITY_RATE 8.2 ‰ is above UNDER5_MORTALITY_RATE 6.1 ‰ of the same bulletin")
        for key, other in sorted([(key_of("x"), key_of("y")), (key_of("y"), key_of("x"))])
    ]  # fmt: skip
