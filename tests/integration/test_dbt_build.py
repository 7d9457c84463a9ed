"""A real dbt build over raw rows of known content, and over rows that every data test must refuse."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.dbt import process
from orchestration.dbt.prepare import TARGET, prepare_manifest
from orchestration.warehouse.database import connected
from tests.integration.raw_rows import RawRows, hashed

PROJECT = Path(__file__).parents[2] / "dbt_project"
FINGERPRINTED = "SELECT release_id FROM marts.meta_release"

GROWTH = "婴儿死亡率2.9‰，比2009年下降4.2千分点，住院分娩率99.5%，比上年提高0.3个百分点。"


class Dbt:
    """Runs dbt as a run does, on the warehouse in `home`; what it writes besides lands in `target`."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __call__(self, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "WAREHOUSE_HOME": str(home),
            "DBT_TARGET_PATH": str(self.target),
            "DBT_LOG_PATH": str(self.target / "logs"),
        }
        return subprocess.run(
            [sys.executable, process.__file__, "--no-use-colors", *arguments],
            cwd=PROJECT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def statuses(self) -> dict[str, str]:
        """What became of each node of the latest command, by its unique id."""
        results = json.loads((self.target / "run_results.json").read_text(encoding="utf-8"))["results"]
        return {result["unique_id"]: result["status"] for result in results}

    def data_tests(self) -> dict[str, dict[str, Any]]:
        """Data tests of the project by unique id, as the manifest has them."""
        nodes = json.loads((self.target / "manifest.json").read_text(encoding="utf-8"))["nodes"]
        return {key: node for key, node in nodes.items() if node["resource_type"] == "test"}


@pytest.fixture(scope="module")
def dbt(tmp_path_factory: pytest.TempPathFactory) -> Dbt:
    """Its target begins as a command's does in a run: with what was parsed before, for another warehouse."""
    prepare_manifest()
    target = tmp_path_factory.mktemp("target")
    shutil.copy2(TARGET / "partial_parse.msgpack", target)
    return Dbt(target)


def bulletins() -> RawRows:
    """Bulletins of 襄阳 and its province, one of them revised and lying under two names, and one unreadable file."""
    rows = RawRows()
    rows.read("summary", "2020年全市婴儿死亡率为3.2‰，孕产妇死亡率8.5/10万，床位2350张。", title="2020年工作总结")
    rows.mention("summary", "3.2")
    rows.mention("summary", "8.5", 1, unit="/10万", metric_code="MATERNAL_MORTALITY_RATIO", metric_text="孕产妇死亡率")
    rows.mention("summary", "2350", 2, unit="张", metric_code=None, metric_text="康复 床位")

    rows.read("province", "2020年襄阳市婴儿死亡率0.321%。", genre="communique", region_code="420000")
    rows.mention("province", "0.321", unit="%")

    rows.document("draft", "婴儿死亡率9.9‰。", versions={"communique.txt": 1})
    rows.outcome("draft")
    rows.bulletin("draft", genre="communique")
    rows.mention("draft", "9.9")
    rows.document("revised", "婴儿死亡率3.3‰，2009年为7.1‰。", versions={"communique.txt": 2, "copy.txt": 1})
    for version, days in (("1.0.0+rules", 0), ("0.9.0+rules", -1)):
        seen = dt.datetime(2026, 1, 2, tzinfo=dt.UTC) + dt.timedelta(days=days)
        rows.outcome("revised", version, extracted_at=seen)
        rows.bulletin("revised", version=version, genre="communique", published_on=dt.date(2021, 6, 1))
        # earlier rules lost the decimal point
        rows.mention("revised", "3.3", version=version, value=3.3 if days == 0 else 33.0)
    rows.mention("revised", "7.1", 1, year=2009)

    rows.read("plan", "2025年婴儿死亡率控制在3‰以内，住院分娩率580%。", genre="plan", year=2025)
    rows.mention("plan", "3", year=2025, kind="target", comparator="<=")
    rows.mention(
        "plan",
        "580",
        1,
        year=2025,
        kind="target",
        unit="%",
        metric_code="HOSPITAL_DELIVERY_RATE",
        metric_text="住院分娩率",
    )

    rows.read("growth", GROWTH, year=2021)
    rows.mention("growth", "2.9", year=2021)
    rows.mention("growth", "4.2", 1, year=2021, value=-4.2, unit="千分点", measure="change")
    delivery = {"metric_code": "HOSPITAL_DELIVERY_RATE", "metric_text": "住院分娩率", "year": 2021}
    rows.mention("growth", "99.5", 2, unit="%", **delivery)
    rows.mention("growth", "0.3", 3, unit="百分点", measure="change", **delivery)

    rows.document("scan", None, status="unreadable", message="scan.pdf: no text layer")
    rows.outcome("scan", status="unreadable", bulletin_count=0, numeral_count=0, mention_count=0)
    rows.checked()
    rows.mention("summary", "3.2", 3, duplicate_of=0)  # said again: kept in raw, counted once
    rows.check("within_bounds")
    rows.check("jump", "warn")
    rows.failed("plan", 1, "error", "within_bounds")
    rows.failed("summary", 0, "warn", "jump", related=("revised", 1))
    beds = {"source": "summary.txt", "number_text": "2350", "expect": "value=2350; metric_text=康复床位"}
    rows.decision(2, **beds, sentence="2020年全市婴儿死亡率为3.2‰，孕产妇死亡率8.5/10万，床位2350张。")
    rows.decision(3, source="communique.txt", sentence="婴儿死亡率9.9‰。", number_text="9.9")
    return rows


@pytest.fixture(scope="module")
def home(dbt: Dbt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse built in the two passes of production."""
    folder = tmp_path_factory.mktemp("warehouse")
    bulletins().save(folder)
    for selector in ("prepare", "publish"):
        done = dbt(folder, "build", "--selector", selector, "--warn-error-options", '{"error": ["Deprecations"]}')
        assert done.returncode == 0, done.stdout
    return folder


def query(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with connected(home / "warehouse.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_current_statement_is_one_fact(home: Path) -> None:
    found = query(home, "SELECT source, value_text, check_status FROM marts.fct_indicator ORDER BY ALL")
    assert found == [
        ("communique.txt", "3.3", "accepted"),
        ("communique.txt", "7.1", "accepted"),
        ("growth.txt", "0.3", "accepted"),
        ("growth.txt", "2.9", "accepted"),
        ("growth.txt", "4.2", "accepted"),
        ("growth.txt", "99.5", "accepted"),
        ("plan.txt", "3", "accepted"),
        ("plan.txt", "580", "quarantined"),
        ("province.txt", "0.321", "accepted"),
        ("summary.txt", "2350", "accepted"),
        ("summary.txt", "3.2", "warned"),
        ("summary.txt", "8.5", "accepted"),
    ]


def test_best_value_with_its_agreement_and_its_sentence(home: Path) -> None:
    found = query(
        home,
        """
        SELECT year, kind, comparator, value, unit, bulletin_count, agreeing_bulletin_count,
            source_sentence, region_name
        FROM marts.indicator_region_year WHERE metric_code = 'INFANT_MORTALITY_RATE' ORDER BY year
        """,
    )
    sentence = "婴儿死亡率3.3‰，2009年为7.1‰。"
    assert found == [
        (2009, "actual", "=", 7.1, "‰", 1, 1, sentence, "襄樊市"),
        (2020, "actual", "=", 3.3, "‰", 3, 1, sentence, "襄阳市"),
        (
            2021,
            "actual",
            "=",
            2.9,
            "‰",
            1,
            1,
            "婴儿死亡率2.9‰，比2009年下降4.2千分点，住院分娩率99.5%，比上年提高0.3个百分点。",
            "襄阳市",
        ),
        (2025, "target", "<=", 3.0, "‰", 1, 1, "2025年婴儿死亡率控制在3‰以内，住院分娩率580%。", "襄阳市"),
    ]


INFANTS_2020 = "metric_code = 'INFANT_MORTALITY_RATE' AND region_code = '420600' AND year = 2020 AND kind = 'actual'"


def test_every_version_stays_with_the_days_from_and_to_which_it_held(home: Path) -> None:
    found = query(
        home,
        f"""
        SELECT document_id, version_number, value_canonical, known_from, known_to, superseded_reason, check_status
        FROM marts.fct_indicator_vintage WHERE {INFANTS_2020} ORDER BY 1
        """,
    )
    spring, summer = dt.date(2021, 3, 1), dt.date(2021, 6, 1)
    assert found == [
        ("draft", 1, 9.9, spring, summer, "changed", "unchecked"),
        ("province", 1, 3.21, spring, None, None, "accepted"),
        ("revised", 2, 3.3, summer, None, None, "accepted"),
        ("summary", 1, 3.2, spring, None, None, "warned"),
    ]


@pytest.mark.parametrize(
    ("day", "known"),
    [("2021-02-28", []), ("2021-03-01", [9.9]), ("2021-05-31", [9.9]), ("2021-06-01", [3.3]), ("2026-01-01", [3.3])],
)
def test_best_value_as_known_on_a_day(home: Path, day: str, known: list[float]) -> None:
    found = query(
        home,
        f"""
        SELECT value FROM marts.indicator_vintage
        WHERE {INFANTS_2020} AND known_from <= DATE '{day}' AND (known_to IS NULL OR DATE '{day}' < known_to)
        """,
    )
    assert [value for (value,) in found] == known


def test_a_new_version_revises_and_newer_rules_do_not(home: Path) -> None:
    found = query(
        home,
        f"""
        SELECT revision_type, old_value, new_value, difference, known_on, old_sentence, new_sentence, old_source,
            old_version_number, new_version_number
        FROM marts.indicator_revision WHERE {INFANTS_2020}
        """,
    )
    old, new = "婴儿死亡率9.9‰。", "婴儿死亡率3.3‰，2009年为7.1‰。"
    assert found == [
        ("new_version", 9.9, 3.3, -6.6, dt.date(2021, 6, 1), old, new, "communique.txt", 1, 2),
    ]


def test_conflicts_name_both_sentences_and_a_reason(home: Path) -> None:
    found = query(
        home,
        f"""
        SELECT chosen_value, other_value, likely_reason, chosen_because, chosen_source, other_source, other_sentence
        FROM marts.indicator_conflict WHERE {INFANTS_2020}
        ORDER BY other_value
        """,
    )
    own = "2020年全市婴儿死亡率为3.2‰，孕产妇死亡率8.5/10万，床位2350张。"
    other = "2020年襄阳市婴儿死亡率0.321%。"
    assert found == [
        (3.3, 3.2, "rounding", "own_region", "communique.txt", "summary.txt", own),
        (3.3, 3.21, "rounding", "own_region", "communique.txt", "province.txt", other),
    ]


def test_quarantine_holds_every_failure_with_both_values(home: Path) -> None:
    found = query(
        home,
        """
        SELECT check_name, severity, check_status, value_canonical, related_value_canonical, related_sentence,
            check_description_zh
        FROM marts.quarantine_indicator ORDER BY check_name
        """,
    )
    assert found == [
        ("jump", "warn", "warned", 3.2, 7.1, "婴儿死亡率3.3‰，2009年为7.1‰。", "jump 成立"),
        ("within_bounds", "error", "quarantined", 580.0, None, None, "within_bounds 成立"),
    ]


def test_each_document_has_its_outcome(home: Path) -> None:
    found = query(
        home,
        """
        SELECT source, version_number, is_current_version, source_count, outcome_status, message
        FROM marts.document_outcome
        """,
    )
    assert found == [
        ("communique.txt", 1, False, 0, "extracted", ""),
        ("communique.txt", 2, True, 2, "extracted", ""),
        ("growth.txt", 1, True, 1, "extracted", ""),
        ("plan.txt", 1, True, 1, "extracted", ""),
        ("province.txt", 1, True, 1, "extracted", ""),
        ("scan.txt", 1, True, 1, "unreadable", "scan.pdf: no text layer"),
        ("summary.txt", 1, True, 1, "extracted", ""),
    ]


def test_superseded_bulletins_are_kept_and_marked(home: Path) -> None:
    found = query(home, "SELECT document_id, indicator_count FROM marts.dim_bulletin WHERE NOT is_current_version")
    assert found == [("draft", 1)]


def test_metrics_outside_the_catalogue_are_flagged(home: Path) -> None:
    found = query(home, "SELECT metric_key, metric_name_zh, unit FROM marts.dim_metric WHERE NOT is_catalogued")
    assert found == [(hashed("UNCATALOGUED:康复床位", 52), "康复 床位", "张")]


def test_published_schema_has_keys_comments_and_plain_types(home: Path) -> None:
    keys = query(
        home,
        "SELECT count(*) FROM duckdb_constraints() WHERE schema_name = 'marts' AND constraint_type = 'PRIMARY KEY'",
    )
    tables = query(home, "SELECT count(*), count(comment) FROM duckdb_tables() WHERE schema_name = 'marts'")
    columns = query(
        home, "SELECT count(*), count(comment) FROM duckdb_columns() WHERE schema_name = 'marts' AND NOT internal"
    )
    types = query(home, "SELECT DISTINCT data_type FROM duckdb_columns() WHERE schema_name = 'marts' AND NOT internal")
    assert keys[0][0] == tables[0][0] == tables[0][1]
    assert columns[0][0] == columns[0][1]
    assert {name for (name,) in types} <= {"BIGINT", "INTEGER", "DOUBLE", "VARCHAR", "DATE", "BOOLEAN"}


def test_no_mart_tells_when_or_by_which_run_it_was_made(home: Path) -> None:
    columns = query(home, "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'marts'")
    assert not [name for name, kind in columns if kind.startswith("TIMESTAMP") or name in {"load_id", "run_id"}]


@pytest.fixture(scope="module")
def rebuilt(dbt: Dbt, home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The same content, loaded in another order at another time, built by a plain `dbt build`; and its statuses."""
    folder = tmp_path_factory.mktemp("rebuilt")
    other = bulletins()
    later = dt.datetime(2027, 5, 5, tzinfo=dt.UTC)
    for table, rows in other.rows.items():
        rows.reverse()
        # The day on which a version was first seen is no accident of loading: vintages count from it.
        other.rows[table] = [row | {name: later for name in ("loaded_at",) if name in row} for row in rows]
    other.save(folder)
    done = dbt(folder, "build")
    assert done.returncode == 0, done.stdout
    return folder, dbt.statuses()


def test_same_content_gives_the_same_rows_whatever_the_order_of_loading(
    home: Path, rebuilt: tuple[Path, dict[str, str]]
) -> None:
    tables = [name for (name,) in query(home, "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts'")]
    assert tables
    for table in tables:
        assert query(rebuilt[0], f"FROM marts.{table}") == query(home, f"FROM marts.{table}"), table


def test_unit_tests_pass(rebuilt: tuple[Path, dict[str, str]]) -> None:
    verdicts = {key: status for key, status in rebuilt[1].items() if key.startswith("unit_test.")}
    assert verdicts
    assert set(verdicts.values()) == {"pass"}


def test_release_id_follows_the_content(dbt: Dbt, home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    with connected(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("UPDATE marts.dim_metric SET max_valid = max_valid + 0.5 WHERE metric_code = 'BIRTH_RATE'")
    assert dbt(tmp_path, "run", "--select", "meta_release").returncode == 0
    assert query(tmp_path, FINGERPRINTED) != query(home, FINGERPRINTED)


def test_docs_are_one_page(dbt: Dbt, home: Path) -> None:
    assert dbt(home, "docs", "generate", "--static").returncode == 0
    assert "indicator_region_year" in (dbt.target / "static_index.html").read_text(encoding="utf-8")


def test_another_warehouse_does_not_parse_again(dbt: Dbt, home: Path, tmp_path: Path) -> None:
    other = Dbt(tmp_path / "target")
    shutil.copytree(dbt.target, other.target, ignore=shutil.ignore_patterns("logs"))
    done = other(tmp_path / "home", "parse")
    assert done.returncode == 0, done.stdout
    log = (other.target / "logs" / "dbt.log").read_text(encoding="utf-8")
    assert "skipping parsing" in log
    assert "Unable to do partial parsing" not in log


def test_missing_warehouse_is_said_at_once_and_not_created(dbt: Dbt, tmp_path: Path) -> None:
    done = dbt(tmp_path, "build")
    assert done.returncode != 0
    assert f"There is no warehouse at {tmp_path / 'warehouse.duckdb'}. `make run` makes it" in done.stdout
    assert not list(tmp_path.iterdir())


def test_statement_without_its_bulletin_stops_the_build(dbt: Dbt, tmp_path: Path) -> None:
    rows = bulletins()
    rows.rows["raw.bulletins"] = [row for row in rows.rows["raw.bulletins"] if row["document_id"] != "plan"]
    rows.save(tmp_path)
    done = dbt(tmp_path, "build", "--exclude-resource-type", "unit_test")
    assert done.returncode == 1
    failed = {key.split(".")[2] for key, status in dbt.statuses().items() if status == "fail"}
    assert failed == {
        "relationships_fct_indicator_bulletin_key__bulletin_key__ref_dim_bulletin_",
        "assert_every_statement_of_every_version_is_kept",
    }


# Rows that break each rule that is not of a general kind; the manifest tells how to break the others.
BAD_ROWS = {
    "assert_known_conversions": "UPDATE intermediate.int_unit_conversion SET factor = 0.2 WHERE unit_text = '角'",
    "assert_region_intervals_do_not_overlap": """
        INSERT INTO intermediate.int_region_validity
        SELECT * REPLACE (1 AS region_key) FROM intermediate.int_region_validity LIMIT 1""",
    "assert_every_row_failure_is_quarantined": "DELETE FROM marts.quarantine_indicator WHERE check_name = 'jump'",
    "assert_current_bulletins_hold_every_fact": "UPDATE marts.dim_bulletin SET indicator_count = indicator_count + 1",
    "assert_chosen_values_are_those_of_their_statement": "UPDATE marts.indicator_region_year SET value = value + 1",
    "assert_compatible_levels_carry_the_unit_of_their_metric": "UPDATE marts.fct_indicator SET unit_canonical = '万'",
    "expression_is_true_int_region_validity_valid_from_valid_to": """
        UPDATE intermediate.int_region_validity SET valid_to = DATE '1899-12-31' WHERE region_key = 110000000000""",
    "expression_is_true_indicator_region_year_is_derived_or_agreeing_bulletin_count_between_1_and_bulletin_count": """
        UPDATE marts.indicator_region_year SET agreeing_bulletin_count = 0""",
    "expression_is_true_indicator_region_year_value_between_value_min_and_value_max": """
        UPDATE marts.indicator_region_year SET value_max = value_min - 1""",
    "expression_is_true_meta_release_indicator_count_accepted_count_warned_count_quarantined_count_unchecked_count_"
    "rejected_count": """
        UPDATE marts.meta_release SET accepted_count = accepted_count + 1""",
    "expression_is_true_indicator_region_year_is_conflicting_or_agreeing_bulletin_count_bulletin_count": """
        UPDATE marts.indicator_region_year SET bulletin_count = 99 WHERE NOT is_conflicting""",
    "expression_is_true_int_bulletin_interval_start_instant_end_instant": """
        UPDATE intermediate.int_bulletin_interval SET end_instant = start_instant""",
    "expression_is_true_fct_indicator_vintage_known_to_is_null_or_known_from_known_to": """
        UPDATE marts.fct_indicator_vintage SET known_from = DATE '2199-01-01' WHERE known_to IS NOT NULL""",
    "expression_is_true_indicator_vintage_is_latest_known_to_is_null_": """
        UPDATE marts.indicator_vintage SET is_latest = NOT is_latest WHERE vintage_number = 1""",
    "assert_every_statement_of_every_version_is_kept": """
        DELETE FROM marts.fct_indicator_vintage WHERE document_id = 'province'""",
    "assert_latest_vintages_are_the_best_values": """
        UPDATE marts.indicator_vintage SET indicator_key = 1 WHERE year = 2009""",
    "assert_one_best_value_is_known_on_each_day": """
        UPDATE marts.indicator_vintage SET known_to = NULL WHERE vintage_number = 1""",
    "assert_vintages_use_nothing_known_later": """
        UPDATE marts.indicator_vintage SET known_from = DATE '2000-01-01' WHERE year = 2025""",
    "assert_revisions_tell_the_values_of_their_statements": """
        UPDATE marts.indicator_revision SET old_value = old_value + 1""",
    "assert_derived_values_are_marked_as_such": """
        UPDATE marts.indicator_region_year SET bulletin_count = 1 WHERE is_derived""",
    "assert_conflicting_values_have_their_conflicts": """
        UPDATE marts.indicator_region_year SET is_conflicting = true WHERE year = 2009""",
    "assert_every_target_is_listed": """
        INSERT INTO marts.fct_indicator
        SELECT * REPLACE (-7 AS indicator_key) FROM marts.fct_indicator WHERE kind = 'target' LIMIT 1""",
    "assert_attainment_follows_the_comparator": """
        INSERT INTO marts.target_attainment
        SELECT * REPLACE ('reached' AS attainment_status, target_value + 1 AS actual_value, '=' AS actual_comparator)
        FROM marts.target_attainment WHERE comparator_used = '<=' LIMIT 1""",
    "expression_is_true_target_attainment__attainment_status_in_reached_missed_reason_compared_": """
        INSERT INTO marts.target_attainment
        SELECT * REPLACE ('reached' AS attainment_status, 'not_due' AS reason) FROM marts.target_attainment LIMIT 1""",
    "expression_is_true_target_attainment_attainment_status_not_in_reached_missed_or_actual_year_due_year": """
        INSERT INTO marts.target_attainment
        SELECT * REPLACE ('reached' AS attainment_status, NULL AS actual_year) FROM marts.target_attainment LIMIT 1""",
    "assert_every_reported_change_is_judged": """
        INSERT INTO marts.fct_indicator
        SELECT * REPLACE (-8 AS indicator_key) FROM marts.fct_indicator WHERE measure = 'change' LIMIT 1""",
    "assert_derived_levels_are_reported_nowhere": """
        INSERT INTO marts.indicator_derived
        SELECT derived.* REPLACE (fact.region_key AS region_key, fact.metric_key AS metric_key, 2009 AS year_key)
        FROM marts.indicator_derived AS derived, marts.fct_indicator AS fact
        WHERE fact.year_key = 2009 AND fact.region_key > 0 LIMIT 1""",
    "expression_is_true_indicator_consistency_verdict_confirmed_or_abs_difference_tolerance": """
        INSERT INTO marts.indicator_consistency
        SELECT * REPLACE ('confirmed' AS verdict, 5 AS difference, 1 AS tolerance)
        FROM marts.indicator_consistency LIMIT 1""",
    "expression_is_true_indicator_consistency_reason_differs_or_abs_difference_tolerance": """
        INSERT INTO marts.indicator_consistency
        SELECT * REPLACE ('contradicted' AS verdict, 'differs' AS reason, 0 AS difference, 1 AS tolerance)
        FROM marts.indicator_consistency LIMIT 1""",
    "expression_is_true_indicator_consistency_verdict_derived_or_before_indicator_key_is_null": """
        INSERT INTO marts.indicator_consistency
        SELECT * REPLACE ('derived' AS verdict, 1 AS before_indicator_key) FROM marts.indicator_consistency LIMIT 1""",
    "assert_reviewed_successions_are_found": """
        INSERT INTO seeds.region_successions
        SELECT * REPLACE ('000001' AS predecessor_code) FROM seeds.region_successions LIMIT 1""",
    "assert_regions_of_today_are_in_the_newest_list": """
        INSERT INTO intermediate.int_region_today
        SELECT * REPLACE (420600000000 AS today_region_key) FROM intermediate.int_region_today LIMIT 1""",
    "expression_is_true_int_region_today__relation_in_split_gone_today_region_key_is_null_": """
        INSERT INTO intermediate.int_region_today
        SELECT * REPLACE ('gone' AS relation) FROM intermediate.int_region_today WHERE relation = 'same' LIMIT 1""",
    "expression_is_true_region_successor_region_key_successor_region_key": """
        INSERT INTO marts.region_successor
        SELECT * REPLACE (region_key AS successor_region_key) FROM marts.region_successor LIMIT 1""",
    "expression_is_true_indicator_region_year_today_boundary_note_merged_or_value_reported_value": """
        INSERT INTO marts.indicator_region_year_today
        SELECT * REPLACE (value + 1 AS value) FROM marts.indicator_region_year_today WHERE boundary_note <> 'merged'
        LIMIT 1""",
    "assert_gaps_have_no_value": """
        INSERT INTO marts.coverage_gap
        SELECT gap.* REPLACE (
            best.region_key AS region_key, best.metric_key AS metric_key, best.year_key AS year_key
        )
        FROM marts.coverage_gap AS gap, marts.indicator_region_year AS best WHERE best.kind = 'actual' LIMIT 1""",
    "expression_is_true_coverage_gap_is_core_or_is_reported_before_or_is_reported_after": """
        INSERT INTO marts.coverage_gap
        SELECT * REPLACE (false AS is_core, false AS is_reported_before, false AS is_reported_after)
        FROM marts.coverage_gap LIMIT 1""",
    "assert_coverage_counts_every_bulletin": """
        INSERT INTO marts.coverage_region_year
        SELECT * REPLACE (bulletin_count + 99 AS bulletin_count) FROM marts.coverage_region_year LIMIT 1""",
    "expression_is_true_coverage_region_year_missing_core_metric_count_0": """
        INSERT INTO marts.coverage_region_year
        SELECT * REPLACE (-1 AS missing_core_metric_count) FROM marts.coverage_region_year LIMIT 1""",
    "expression_is_true_coverage_region_year_document_count_bulletin_count": """
        INSERT INTO marts.coverage_region_year
        SELECT * REPLACE (9999 AS document_count) FROM marts.coverage_region_year LIMIT 1""",
    "expression_is_true_meta_accuracy_score_between_0_and_1": """
        INSERT INTO marts.meta_accuracy SELECT * REPLACE (2 AS score) FROM marts.meta_accuracy LIMIT 1""",
}
# Views whose rows come from elsewhere.
BEHIND = {
    "staging.stg_metrics": "seeds.metrics",
    "staging.stg_regions": "seeds.regions",
    "staging.stg_unit_forms": "seeds.units",
    "staging.stg_equivalent_units": "seeds.equivalent_units",
    "staging.stg_five_year_plans": "seeds.five_year_plans",
    "staging.stg_code_labels": "seeds.code_labels",
    "staging.stg_review_reasons": "seeds.review_reasons",
    "staging.stg_region_successions": "seeds.region_successions",
    "staging.stg_change_bases": "seeds.change_bases",
    "staging.stg_target_wordings": "seeds.target_wordings",
    "staging.stg_core_metrics": "seeds.core_metrics",
    "staging.stg_measured_accuracy": "seeds.measured_accuracy",
}


def spoil(connection: duckdb.DuckDBPyConnection, test: dict[str, Any], nodes: dict[str, str]) -> None:
    """Add a row that the data test must find."""
    if test["name"] in BAD_ROWS:
        connection.execute(BAD_ROWS[test["name"]])
        return
    kind, column = test["test_metadata"]["name"], test["test_metadata"]["kwargs"].get("column_name")
    table = nodes[test["attached_node"]]
    nonsense = "-1" if (column or "").endswith("_key") else "'nonsense'"
    bad = {
        "primary_key": "*",
        "not_null": f"* REPLACE (NULL AS {column})",
        "accepted_values": f"* REPLACE ('nonsense' AS {column})",
        "relationships": f"* REPLACE ({nonsense} AS {column})",
    }[kind]
    connection.execute(f"INSERT INTO {table} (SELECT {bad} FROM {table} LIMIT 1)")


@pytest.fixture(scope="module")
def verdicts(dbt: Dbt, home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What every data test says of a warehouse that breaks every rule."""
    folder = tmp_path_factory.mktemp("spoilt")
    shutil.copytree(home, folder, dirs_exist_ok=True)
    tests = dbt.data_tests()
    with connected(folder / "warehouse.duckdb") as connection:
        tables = connection.execute(
            """
            SELECT schema_name || '.' || view_name, 'VIEW' FROM duckdb_views() WHERE schema_name = 'marts'
            UNION ALL
            SELECT schema_name || '.' || table_name, 'TABLE' FROM duckdb_tables()
            WHERE schema_name IN ('intermediate', 'marts')
            """
        ).fetchall()
        for table, _ in tables:
            # The declared keys would refuse the bad rows before any test sees them, and views take none.
            connection.execute(f"CREATE TABLE {table}_free AS FROM {table}")
        for table, kind in tables:
            connection.execute(f"DROP {kind} {table}")
            connection.execute(f"ALTER TABLE {table}_free RENAME TO {table.split('.')[1]}")
        manifest = json.loads((dbt.target / "manifest.json").read_text(encoding="utf-8"))
        names = {key: f"{node['schema']}.{node['name']}" for key, node in manifest["nodes"].items()}
        nodes = {key: BEHIND.get(name, name) for key, name in names.items()}
        # Rows are added first and changed afterwards: a changed row is never copied into the bad row of another test.
        for test in sorted(tests.values(), key=lambda test: test["name"] in BAD_ROWS):
            spoil(connection, test, nodes)
    dbt(folder, "test", "--exclude-resource-type", "unit_test")
    return dbt.statuses()


def test_every_data_test_refuses_bad_rows(dbt: Dbt, verdicts: dict[str, str]) -> None:
    data_tests = dbt.data_tests()
    assert data_tests
    assert {key for key in data_tests if verdicts[key] != "fail"} == set()
