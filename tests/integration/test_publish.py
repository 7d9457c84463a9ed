"""Publishing a real build file: readers see the old release or the new one, and nothing between."""

import multiprocessing
import os
import shutil
import signal
import time
from contextlib import closing
from multiprocessing.synchronize import Event
from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse import publish as publish_module
from orchestration.warehouse.marts_file import PublishError
from orchestration.warehouse.publish import MARTS_FILE, Publication, current_release, publish


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("""
            CREATE SCHEMA marts; CREATE SCHEMA raw;
            CREATE TABLE raw.documents (text VARCHAR);
            CREATE TABLE marts.z_dim (region_key INTEGER PRIMARY KEY, name VARCHAR NOT NULL CHECK (name <> ''));
            COMMENT ON TABLE marts.z_dim IS 'Regions; 地区''维度';
            COMMENT ON COLUMN marts.z_dim.name IS '名称';
            CREATE TABLE marts.a_fact (
                id BIGINT PRIMARY KEY, region_key INTEGER REFERENCES marts.z_dim (region_key), value DOUBLE
            );
            INSERT INTO marts.z_dim VALUES (2, '上海'), (1, '北京');
            INSERT INTO marts.a_fact SELECT range, 1 + range % 2, range / 7 FROM range(1000);
            CREATE VIEW marts.wide AS
            SELECT id, name, value FROM warehouse.marts.a_fact JOIN "warehouse"."marts"."z_dim" USING (region_key);
            COMMENT ON VIEW marts.wide IS '宽表';
        """)
    return path


def published(database: Path, code: str = "1", **reports: Path) -> Publication:
    home = database.parent
    return publish(database, home / "release", home / "releases", code=code, reports=reports, keep=2)


def change(database: Path, statement: str = "UPDATE marts.a_fact SET value = value + 1 WHERE id < 500") -> None:
    with closing(duckdb.connect(str(database))) as connection:
        connection.execute(statement)


def read(database: Path, query: str) -> list[tuple[object, ...]]:
    path = database.parent / "release" / MARTS_FILE
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        return connection.execute(query).fetchall()


def test_published_file_holds_only_marts_with_keys_and_comments(database: Path) -> None:
    assert published(database).release.tables == {"z_dim": 2, "a_fact": 1000, "wide": 1000}
    assert read(database, "SELECT DISTINCT schema_name FROM duckdb_tables()") == [("marts",)]
    assert read(database, "SELECT comment FROM duckdb_tables() WHERE table_name = 'z_dim'") == [("Regions; 地区'维度",)]
    assert read(
        database, "SELECT comment FROM duckdb_columns() WHERE column_name = 'name' AND table_name = 'z_dim'"
    ) == [("名称",)]
    assert read(database, "SELECT comment FROM duckdb_views() WHERE view_name = 'wide'") == [("宽表",)]
    assert read(
        database,
        "SELECT table_name, constraint_type FROM duckdb_constraints() WHERE constraint_type <> 'NOT NULL' ORDER BY ALL",
    ) == [("a_fact", "FOREIGN KEY"), ("a_fact", "PRIMARY KEY"), ("z_dim", "CHECK"), ("z_dim", "PRIMARY KEY")]
    assert read(database, "SELECT name FROM marts.wide WHERE id = 1") == [("上海",)]


def test_published_file_has_the_old_storage_version(database: Path) -> None:
    published(database)
    path = database.parent / "release" / MARTS_FILE
    with closing(duckdb.connect()) as connection:
        connection.execute(f"ATTACH '{path}' AS r (READ_ONLY)")
        ((tags,),) = connection.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'r'").fetchall()
    assert tags["storage_version"].startswith("v1.2.0")


def test_parquet_holds_the_same_rows(database: Path) -> None:
    published(database)
    folder = database.parent / "release" / "parquet"
    assert sorted(path.name for path in folder.iterdir()) == ["a_fact.parquet", "wide.parquet", "z_dim.parquet"]
    assert read(
        database, f"SELECT count(*) FROM (FROM marts.a_fact EXCEPT ALL FROM '{folder / 'a_fact.parquet'}')"
    ) == [(0,)]


def test_unchanged_marts_touch_nothing(database: Path) -> None:
    first = published(database)
    files = {path: path.stat().st_mtime_ns for path in (database.parent / "release").resolve().rglob("*")}
    with closing(duckdb.connect(str(database))) as connection:
        # The same rows in another order, as a rebuild gives them.
        connection.execute("CREATE TABLE copy AS FROM marts.a_fact ORDER BY id DESC; DELETE FROM marts.a_fact")
        connection.execute("INSERT INTO marts.a_fact FROM copy")
    again = published(database)
    assert (again.changed, again.release) == (False, first.release)
    assert {path: path.stat().st_mtime_ns for path in (database.parent / "release").resolve().rglob("*")} == files


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE marts.a_fact SET value = 0 WHERE id = 7",
        "COMMENT ON COLUMN marts.a_fact.value IS '数值'",
        "CREATE TABLE marts.more (id INTEGER)",
        "DELETE FROM marts.a_fact WHERE id = 7",
    ],
)
def test_any_visible_change_makes_a_release(database: Path, statement: str) -> None:
    published(database)
    change(database, statement)
    assert published(database).changed


def test_another_code_makes_a_release(database: Path) -> None:
    published(database, code="1")
    assert published(database, code="2").changed


def test_damaged_release_is_made_again(database: Path) -> None:
    published(database)
    victim = database.parent / "release" / "parquet" / "a_fact.parquet"
    victim.unlink()
    assert published(database).changed
    assert victim.exists()


def test_reports_are_published_with_the_marts(database: Path, tmp_path: Path) -> None:
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft" / "index.html").write_text("报告", encoding="utf-8")
    published(database, quality=tmp_path / "draft")
    assert (database.parent / "release" / "quality" / "index.html").read_text(encoding="utf-8") == "报告"


def test_only_the_last_releases_stay(database: Path) -> None:
    for _ in range(4):
        published(database)
        change(database)
    kept = sorted(path.name for path in (database.parent / "releases").iterdir())
    assert len(kept) == 2
    current = current_release(database.parent / "release")
    assert current is not None
    assert current.release_id == kept[-1]


def test_open_reader_keeps_the_old_release_and_a_new_one_sees_the_new(database: Path) -> None:
    published(database)
    query = "SELECT sum(value) FROM marts.a_fact"
    (before,) = read(database, query)
    path = (database.parent / "release" / MARTS_FILE).resolve()
    with closing(duckdb.connect(str(path), read_only=True)) as reader:
        for _ in range(3):  # until the reader's own release is deleted from disk
            change(database)
            published(database)
        assert not path.exists()
        assert reader.execute(query).fetchall() == [before]
        assert read(database, query) != [before]


def test_without_marts_nothing_is_published(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    duckdb.connect(str(path)).close()
    with pytest.raises(PublishError, match="no marts"):
        published(path)
    assert not (tmp_path / "release").exists()


def test_type_that_clients_do_not_know_is_refused(database: Path) -> None:
    published(database)
    before = current_release(database.parent / "release")
    change(database, "CREATE TABLE marts.odd AS SELECT [1, 2] AS numbers")
    with pytest.raises(PublishError, match=r"odd\.numbers has type INTEGER\[\]"):
        published(database)
    assert current_release(database.parent / "release") == before


@pytest.mark.parametrize("step", ["write_marts", "export_parquet", "verify", "_seal", "_point", "_remove_old"])
def test_failure_at_any_step_leaves_a_whole_release(database: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    published(database)
    old = current_release(database.parent / "release")
    change(database)

    def fails(*args: object, **kwargs: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(publish_module, step, fails)
        with pytest.raises(OSError, match="disk full"):
            published(database)
    found = current_release(database.parent / "release")
    assert found is not None
    assert (found == old) is (step != "_remove_old")
    assert publish_module.is_complete(database.parent / "release", found)
    published(database)
    assert not list((database.parent / "releases").glob("*.draft"))
    assert len(read(database, "FROM marts.a_fact WHERE value = id / 7 + 1")) == 500


def _read_for_ever(home: Path, stop: Event, results: "multiprocessing.Queue[tuple[int, list[str]]]") -> None:
    errors: list[str] = []
    reads = 0
    while not stop.is_set():
        try:
            with closing(duckdb.connect(str(home / "release" / MARTS_FILE), read_only=True)) as connection:
                ((rows, spread),) = connection.execute(
                    "SELECT count(*), max(value - id / 7) - min(value - id / 7) FROM marts.a_fact"
                ).fetchall()
            if rows != 1000 or spread > 1e-6:
                errors.append(f"{rows} rows, spread {spread}")
            reads += 1
        except duckdb.Error as error:
            errors.append(str(error))
    results.put((reads, errors))


def test_another_process_reads_throughout_publications(database: Path) -> None:
    published(database)
    context = multiprocessing.get_context("spawn")
    stop, results = context.Event(), context.Queue()
    reader = context.Process(target=_read_for_ever, args=(database.parent, stop, results))
    reader.start()
    try:
        for _ in range(8):
            change(database, "UPDATE marts.a_fact SET value = value + 1")
            published(database)
            time.sleep(0.1)
    finally:
        stop.set()
        reads, errors = results.get(timeout=60)
        reader.join()
    assert errors == []
    assert reads > 0


def _publish_for_ever(database: Path) -> None:
    while True:
        change(database, "UPDATE marts.a_fact SET value = value + 1")
        published(database)


@pytest.mark.parametrize("delay", [0.05, 0.21, 0.4])
def test_killed_publication_leaves_a_whole_release(database: Path, delay: float) -> None:
    published(database)
    context = multiprocessing.get_context("spawn")
    publisher = context.Process(target=_publish_for_ever, args=(database,))
    publisher.start()
    first = current_release(database.parent / "release")
    while current_release(database.parent / "release") == first:  # until it is at work
        time.sleep(0.01)
    time.sleep(delay)
    assert publisher.pid is not None
    os.kill(publisher.pid, signal.SIGKILL)
    publisher.join()
    found = current_release(database.parent / "release")
    assert found is not None
    assert publish_module.is_complete(database.parent / "release", found)
    ((spread,),) = read(database, "SELECT max(value - id / 7) - min(value - id / 7) FROM marts.a_fact")
    assert isinstance(spread, float)
    assert spread < 1e-6
    shutil.rmtree(database.parent / "release" / "parquet", ignore_errors=True)
    published(database)
    assert not list((database.parent / "releases").glob("*.draft"))
