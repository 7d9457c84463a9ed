"""Whole runs, as users start them: from a folder of bulletins to a release that a reader opens."""

import json
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from expectations.model import Run
from expectations.runner import run_checks
from orchestration.assets import quality as quality_module
from orchestration.build import build_definitions
from orchestration.instance import open_instance
from orchestration.settings import REPOSITORY, Settings
from orchestration.warehouse.database import connected
from orchestration.warehouse.state import BUILT, begin
from tests.integration.whole_runs import run, start

BULLETIN = "贵阳市2023年卫生健康事业发展统计公报\n2023年末，全市共有医院210家。全市孕产妇死亡率为8.5/10万。\n"


def tree(folder: Path) -> dict[str, int]:
    """Every file of a release, and when it was written."""
    whole = folder.resolve()
    return {path.relative_to(whole).as_posix(): path.stat().st_mtime_ns for path in whole.rglob("*")}


def read(home: Path, query: str) -> list[tuple[object, ...]]:
    with closing(duckdb.connect(str(home / "release" / "health_marts.duckdb"), read_only=True)) as connection:
        return connection.execute(query).fetchall()


def marts(home: Path) -> dict[str, list[tuple[object, ...]]]:
    names = [str(name) for (name,) in read(home, "SELECT table_name FROM duckdb_tables()")]
    return {name: read(home, f"FROM marts.{name} ORDER BY ALL") for name in names}


@pytest.fixture
def warehouse(published: tuple[Path, Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A copy of that warehouse which a test may change, and the environment set to it."""
    home, landing, _ = published
    shutil.copytree(home, tmp_path / "home", symlinks=True)
    shutil.copytree(landing, tmp_path / "landing")
    monkeypatch.setenv("WAREHOUSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANDING", str(tmp_path / "landing"))
    monkeypatch.delenv("ALERT_WEBHOOK_URL", raising=False)
    return Settings.from_environment()


def refresh(**load: object) -> dg.ExecuteInProcessResult:
    """Run the whole job in this process, where a test can replace parts of it."""
    job = build_definitions().resolve_job_def("refresh")
    config = {"ops": {"load": {"config": load}}}
    return job.execute_in_process(instance=dg.DagsterInstance.ephemeral(), run_config=config, raise_on_error=False)


def materialize(*keys: str, run_config: dict[str, object] | None = None) -> dg.ExecuteInProcessResult:
    """Run chosen assets alone, as from the UI."""
    job = build_definitions().resolve_implicit_global_asset_job_def()
    chosen = job.get_subset(asset_selection={dg.AssetKey.from_user_string(key) for key in keys})
    return chosen.execute_in_process(
        instance=dg.DagsterInstance.ephemeral(), run_config=run_config, raise_on_error=False
    )


def test_readme_shows_what_its_query_gives(published: tuple[Path, Path, str]) -> None:
    home, _, _ = published
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    block = readme[readme.index("```sql") + len("```sql") :]
    query, after = block.split("```", 1)
    query = "\n".join(line for line in query.splitlines() if not line.startswith("--")).strip().rstrip(";")
    table = after.split("\n\n", 2)[1].splitlines()
    shown = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:] if line.startswith("|")]
    assert shown == [[str(value) for value in row] for row in read(home, query)]


def test_run_says_what_happened(published: tuple[Path, Path, str]) -> None:
    _, _, output = published
    for said in ("documents ", "indicators ", "quarantined", "checks ", "share", "health_marts.duckdb", "dbt_docs"):
        assert said in output
    assert "unreadable" in output
    assert "Traceback" not in output


def test_release_is_whole_and_leaves_nothing_lying_about(published: tuple[Path, Path, str]) -> None:
    home, _, _ = published
    names = {path.name for path in (home / "release").iterdir()}
    data = {"health_marts.duckdb", "health_marts.sqlite", "parquet", "csv"}
    pages = {"portal", "quality", "dbt_docs", "connect.html", "data_dictionary.html", "data_dictionary.csv"}
    assert names == data | pages | {"release.json", "SHA256SUMS"}
    manifest = json.loads((home / "release" / "release.json").read_text(encoding="utf-8"))
    assert manifest["tables"]["fct_indicator"] == read(home, "SELECT count(*) FROM marts.fct_indicator")[0][0] > 0
    assert {path.name for path in (home / "work").iterdir()} == {"quality", "dbt_docs", "dbt_docs.fingerprint"}
    assert not list(home.rglob("*.wal"))


def test_every_document_has_one_outcome_and_every_offset_holds(published: tuple[Path, Path, str]) -> None:
    home, _, _ = published
    with connected(home / "warehouse.duckdb", read_only=True) as connection:
        assert connection.execute("""
            SELECT count(*) FROM raw.documents FULL JOIN raw.outcomes USING (document_id)
            WHERE raw.documents.status IS NULL OR raw.outcomes.status IS NULL
        """).fetchall() == [(0,)]
        assert connection.execute("""
            SELECT count(*) FROM raw.mentions JOIN raw.documents USING (document_id)
            WHERE substr(text, number_start + 1, number_end - number_start) <> number_text
        """).fetchall() == [(0,)]


def test_quarantined_rows_are_published_as_such(published: tuple[Path, Path, str]) -> None:
    home, _, _ = published
    assert read(
        home,
        """SELECT count(*) > 0 FROM marts.quarantine_indicator WHERE severity = 'error' AND reason <> ''""",
    ) == [(True,)]
    assert read(
        home,
        """SELECT count(*) FROM marts.indicator_region_year JOIN marts.fct_indicator AS fact USING (indicator_key)
           WHERE fact.check_status NOT IN ('accepted', 'warned')""",
    ) == [(0,)]


PLANTED = {
    ("9.8", "infant_within_under5"),
    ("10.6", "neonatal_within_infant"),
    ("8.5", "value_within_catalogue_bounds"),
    ("178.2", "value_within_catalogue_bounds"),
    ("118", "value_within_catalogue_bounds"),
    ("163.5", "value_within_catalogue_bounds"),
    ("6", "value_within_catalogue_bounds"),
    ("4200", "parts_sum_within_total"),
    ("84", "shares_within_whole"),
    ("71.4", "shares_within_whole"),
    ("672", "value_within_catalogue_bounds"),
    ("1.1", "part_within_total"),
    ("210.7", "value_within_catalogue_bounds"),
    ("1740", "value_within_catalogue_bounds"),
    ("30.5", "unit_fits_metric"),
    ("75", "year_within_range"),
    ("30", "target_not_before_bulletin"),
    ("30", "year_within_range"),
}


def test_every_figure_that_the_samples_have_wrong_on_purpose_is_quarantined(published: tuple[Path, Path, str]) -> None:
    home, _, _ = published
    found = read(
        home,
        """SELECT value_text, check_name FROM marts.quarantine_indicator
           WHERE severity = 'error' AND source LIKE '%371321_yinan_2021_summary.txt'""",
    )
    assert set(found) >= PLANTED


def test_second_run_changes_nothing_and_says_so(published: tuple[Path, Path, str]) -> None:
    home, landing, _ = published
    before = tree(home / "release")
    assert "nothing new" in run(home, landing)
    assert tree(home / "release") == before


def test_refresh_job_stops_after_the_load_if_nothing_is_new(warehouse: Settings) -> None:
    before = tree(warehouse.release)
    result = refresh()
    assert result.success
    assert result.get_asset_materialization_events() == []
    assert {event.step_key for event in result.all_events if event.event_type_value == "STEP_SKIPPED"} == {
        "prepare",
        "quality",
        "marts",
        "release__dbt_docs",
        "release__health_marts",
    }
    assert tree(warehouse.release) == before


def test_two_runs_at_once_over_a_new_bulletin_both_succeed(warehouse: Settings) -> None:
    (warehouse.landing / "new.txt").write_text(BULLETIN, encoding="utf-8")
    first, second = (start(warehouse.home, warehouse.landing) for _ in range(2))
    outputs = [process.communicate()[0] for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], outputs
    assert sum("(published)" in output for output in outputs) == 1, outputs
    assert sum("nothing new" in output for output in outputs) == 1, outputs
    assert read(warehouse.home, "SELECT count(*) FROM marts.document_outcome WHERE source = 'new.txt'") == [(1,)]


def test_killed_run_is_completed_by_the_next(warehouse: Settings, published: tuple[Path, Path, str]) -> None:
    before = tree(warehouse.release)
    process = start(warehouse.home, warehouse.landing, "--force")
    while not (running := [path for path in warehouse.work.glob("dbt-*") if (path / "dbt.log").exists()]):
        assert process.poll() is None, process.communicate()[0]
    process.kill()
    process.communicate()
    assert running
    assert tree(warehouse.release) == before
    run(warehouse.home, warehouse.landing, "--rebuild")
    assert marts(warehouse.home) == marts(published[0])
    assert not list(warehouse.work.glob("dbt-*"))
    with open_instance(warehouse) as instance:
        statuses = [run.status for run in instance.get_runs()]
    assert statuses == [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.SUCCESS]


def test_failed_blocking_check_publishes_nothing(warehouse: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    (warehouse.landing / "new.txt").write_text(BULLETIN, encoding="utf-8")
    before = tree(warehouse.release)

    def with_a_failed_blocking_check(connection: duckdb.DuckDBPyConnection) -> Run:
        found = run_checks(connection)
        victim = next(result for result in found.results if result.check.blocking)
        results = [replace(item, status="failed", failed_count=1) if item is victim else item for item in found.results]
        return replace(found, results=tuple(results))

    with monkeypatch.context() as patch:
        patch.setattr(quality_module, "run_checks", with_a_failed_blocking_check)
        result = refresh()
    assert not result.success
    assert {event.step_key for event in result.get_step_failure_events()} == {"quality"}
    assert tree(warehouse.release) == before
    assert (warehouse.work / "quality" / "index.html").exists()
    # Nor does a later run of its own that starts behind the check.
    assert not materialize("release/health_marts", "release/portal").success
    assert tree(warehouse.release) == before
    # As soon as the check passes the bulletin that was held back is published.
    assert "(published)" in run(warehouse.home, warehouse.landing)
    assert read(warehouse.home, "SELECT count(*) FROM marts.document_outcome WHERE source = 'new.txt'") == [(1,)]


def test_check_that_cannot_run_publishes_nothing(warehouse: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(warehouse.release)

    def with_an_error(connection: duckdb.DuckDBPyConnection) -> Run:
        found = run_checks(connection)
        victim = next(result for result in found.results if not result.check.blocking)
        results = [replace(item, status="errored") if item is victim else item for item in found.results]
        return replace(found, results=tuple(results))

    monkeypatch.setattr(quality_module, "run_checks", with_an_error)
    checked = materialize("quality/indicator_checks", "release/quality_report")
    assert not checked.success
    assert not materialize("release/health_marts", "release/portal").success
    assert tree(warehouse.release) == before


def test_marts_of_a_failed_build_are_not_published(warehouse: Settings) -> None:
    before = tree(warehouse.release)
    with connected(warehouse.database) as connection:
        begin(connection, BUILT)
    assert not materialize("release/health_marts", "release/portal").success
    assert tree(warehouse.release) == before


def test_failed_run_has_a_status_and_a_reason(warehouse: Settings, tmp_path: Path) -> None:
    process = start(warehouse.home, tmp_path / "nowhere")
    output, _ = process.communicate()
    assert process.returncode == 1
    assert "is not a folder that can be read; set LANDING" in output
    assert "nothing was published" in output


def test_one_page_can_be_run_again_in_all_its_versions(warehouse: Settings) -> None:
    # Every version stays in the vintages, so all of them must come from the same extractor.
    with connected(warehouse.database) as connection:
        source, versions = connection.execute(
            """SELECT source, list_sort(list_distinct(list(document_id))) AS versions
               FROM raw.document_versions WHERE source LIKE '%.jsonl#%'
               GROUP BY source HAVING len(versions) > 1 ORDER BY source LIMIT 1"""
        ).fetchall()[0]
    config = {"ops": {"load": {"config": {"source": source, "force": True}}}}
    assert materialize("raw/documents", "raw/mentions", "raw/review_decisions", run_config=config).success
    with connected(warehouse.database, read_only=True) as connection:
        extracted = connection.execute(
            """SELECT document_id FROM raw.outcomes
               WHERE load_id = (SELECT max(load_id) FROM raw.loads) ORDER BY ALL"""
        ).fetchall()
    assert [document_id for (document_id,) in extracted] == versions


def test_one_year_can_be_run_again(warehouse: Settings) -> None:
    with connected(warehouse.database) as connection:
        expected = connection.execute(
            "SELECT count(DISTINCT document_id) FROM raw.bulletins WHERE year = 2023"
        ).fetchall()
    result = (
        build_definitions()
        .resolve_job_def("refresh_year")
        .execute_in_process(instance=dg.DagsterInstance.ephemeral(), partition_key="2023")
    )
    assert result.success
    with connected(warehouse.database, read_only=True) as connection:
        newest = "(SELECT max(load_id) FROM raw.loads)"
        found = connection.execute(f"SELECT count(*) FROM raw.outcomes WHERE load_id = {newest}").fetchall()
    assert found == expected != [(0,)]
    # The same extractor gives the same rows, so the release that stands is still the right one.
    assert "nothing new" in run(warehouse.home, warehouse.landing)
