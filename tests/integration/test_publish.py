"""Publishing a real build file: readers see the old release or the new one, and nothing between."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.publication import publish as publish_module
from orchestration.publication.checksums import wrong_files
from orchestration.publication.dictionary import two_languages
from orchestration.publication.publish import (
    MARTS_FILE,
    SQLITE_FILE,
    Formats,
    Publication,
    Release,
    current_release,
    publish,
)
from orchestration.publication.relations import ForeignKey, PublishError
from orchestration.publication.verification import sqlite_rows, wrong_format
from tests.small_star import FACTS, KEYS, describe, make_star


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make_star(tmp_path / "warehouse.duckdb")


def published(
    database: Path, code: str = "1", *, reports: dict[str, Path] | None = None, **options: Any
) -> Publication:
    home = database.parent
    options = {"foreign_keys": KEYS, "keep": 2} | options
    return publish(database, home / "release", home / "releases", code=code, reports=reports or {}, **options)


def change(
    database: Path, statement: str = "UPDATE marts.fct_indicator SET value = value + 1 WHERE indicator_key < 500"
) -> None:
    with closing(duckdb.connect(str(database))) as connection:
        connection.execute(statement)


def read(database: Path, query: str) -> list[tuple[object, ...]]:
    path = database.parent / "release" / MARTS_FILE
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        return connection.execute(query).fetchall()


def test_published_file_holds_only_marts_with_keys_and_comments(database: Path) -> None:
    tables = published(database).release.tables
    assert tables["fct_indicator"] == tables["fct_indicator_wide"] == FACTS
    assert tables["指标_地区_年份"] == 2
    assert read(database, "SELECT DISTINCT schema_name FROM duckdb_tables()") == [("marts",)]
    assert read(database, "SELECT comment FROM duckdb_tables() WHERE table_name = 'dim_year'") == [
        ("What is in dim_year. 中文：dim_year'的说明。",)
    ]
    assert read(database, "SELECT comment FROM duckdb_columns() WHERE column_name = '数值'") == [
        ("Column 数值. 中文：数值字段。",)
    ]
    constraints = read(
        database,
        """
        SELECT table_name, constraint_type, constraint_column_names, referenced_table FROM duckdb_constraints()
        WHERE constraint_type <> 'NOT NULL' AND table_name IN ('fct_indicator', 'dim_region') ORDER BY ALL
        """,
    )
    assert constraints == [
        ("dim_region", "CHECK", ["region_name"], None),
        ("dim_region", "FOREIGN KEY", ["parent_region_key"], "dim_region"),
        ("dim_region", "PRIMARY KEY", ["region_key"], None),
        ("fct_indicator", "FOREIGN KEY", ["metric_key"], "dim_metric"),
        ("fct_indicator", "FOREIGN KEY", ["region_key"], "dim_region"),
        ("fct_indicator", "FOREIGN KEY", ["year_key"], "dim_year"),
        ("fct_indicator", "PRIMARY KEY", ["indicator_key"], None),
    ]
    assert read(database, "SELECT region_name FROM marts.fct_indicator_wide WHERE indicator_key = 1") == [("襄阳市",)]


CONSTRAINTS = """
    SELECT table_name, constraint_type, constraint_column_names, referenced_table FROM duckdb_constraints()
    WHERE schema_name = 'marts' AND constraint_type {} 'FOREIGN KEY' ORDER BY ALL
"""


def test_constraints_of_the_build_file_stay_whenever_they_are_declared(database: Path) -> None:
    with closing(duckdb.connect(str(database))) as connection:
        # A key of one column is printed after it, one of several at the end; the words may also be a text.
        connection.execute(
            """
            CREATE TABLE marts.pair (a INTEGER, b VARCHAR NOT NULL, c INTEGER UNIQUE, PRIMARY KEY (b, a));
            CREATE TABLE marts.words (id INTEGER PRIMARY KEY, text VARCHAR DEFAULT 'no PRIMARY KEY' CHECK (text <> ''));
            INSERT INTO marts.pair VALUES (1, 'x', 1), (2, 'x', 2);
            INSERT INTO marts.words (id) VALUES (1);
            """
        )
        describe(connection)
        built = connection.execute(CONSTRAINTS.format("<>")).fetchall()
    published(database)
    assert read(database, CONSTRAINTS.format("<>")) == built
    assert read(database, "FROM marts.words") == [(1, "no PRIMARY KEY")]
    assert {(table, columns[0], target) for table, _, columns, target in read(database, CONSTRAINTS.format("="))} >= {
        (key.table, key.column, key.to_table) for key in KEYS
    }


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("INSERT INTO marts.fct_indicator VALUES (7, 1, 2, 2011, 0, '')", "primary key|PRIMARY KEY"),
        ("INSERT INTO marts.fct_indicator VALUES (NULL, 1, 2, 2011, 0, '')", "NOT NULL"),
        ("INSERT INTO marts.fct_indicator VALUES (-1, 77, 2, 2011, 0, '')", "foreign key"),
        ("DELETE FROM marts.dim_metric WHERE metric_key = 1", "foreign key"),
    ],
)
def test_keys_of_many_rows_are_keys_and_not_only_declared(database: Path, statement: str, message: str) -> None:
    # More than one row group: DuckDB moves such rows into the table as they were written.
    change(
        database,
        "INSERT INTO marts.fct_indicator SELECT range, 1, 2, 2011, range / 7, 's' FROM range(1000, 130000)",
    )
    published(database, formats=Formats(csv_rows=0, sqlite=False))
    path = database.parent / "copy.duckdb"
    shutil.copy(database.parent / "release" / MARTS_FILE, path)
    path.chmod(0o644)
    with closing(duckdb.connect(str(path))) as connection:
        plan = connection.execute("EXPLAIN ANALYZE FROM marts.fct_indicator WHERE indicator_key = 129999").fetchall()
        assert "Index Scan" in plan[0][1]
        with pytest.raises(duckdb.ConstraintException, match=message):
            connection.execute(statement)


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
    assert sorted(path.stem for path in folder.iterdir()) == [
        "dim_metric", "dim_region", "dim_year", "fct_indicator", "indicator_region_year", "meta_release",
    ]  # fmt: skip
    assert read(
        database,
        f"SELECT count(*) FROM (FROM marts.fct_indicator EXCEPT ALL FROM '{folder / 'fct_indicator.parquet'}')",
    ) == [(0,)]


def test_unchanged_marts_touch_nothing(database: Path) -> None:
    first = published(database)
    files = {path: path.stat().st_mtime_ns for path in (database.parent / "release").resolve().rglob("*")}
    with closing(duckdb.connect(str(database))) as connection:
        # The same rows in another order, as a rebuild gives them.
        connection.execute(
            "CREATE TABLE copy AS FROM marts.fct_indicator ORDER BY indicator_key DESC; DELETE FROM marts.fct_indicator"
        )
        connection.execute("INSERT INTO marts.fct_indicator FROM copy")
    again = published(database)
    assert (again.changed, again.release) == (False, first.release)
    assert {path: path.stat().st_mtime_ns for path in (database.parent / "release").resolve().rglob("*")} == files


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE marts.fct_indicator SET value = 0 WHERE indicator_key = 7",
        "COMMENT ON COLUMN marts.fct_indicator.value IS 'Value. 中文：数值。'",
        "CREATE TABLE marts.more (id INTEGER PRIMARY KEY)",
        "DELETE FROM marts.fct_indicator WHERE indicator_key = 7",
    ],
)
def test_any_visible_change_makes_a_release(database: Path, statement: str) -> None:
    published(database)
    change(database, statement)
    with closing(duckdb.connect(str(database))) as connection:
        describe(connection)
    assert published(database).changed


def test_another_code_makes_a_release(database: Path) -> None:
    published(database, code="1")
    assert published(database, code="2").changed


def test_damaged_release_is_made_again(database: Path) -> None:
    published(database)
    victim = database.parent / "release" / "parquet" / "fct_indicator.parquet"
    victim.unlink()
    assert published(database).changed
    assert victim.exists()


def test_reports_are_published_with_the_marts(database: Path, tmp_path: Path) -> None:
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft" / "index.html").write_text("报告", encoding="utf-8")
    published(database, reports={"quality": tmp_path / "draft"})
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
    query = "SELECT sum(value) FROM marts.fct_indicator"
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
    change(database, "ALTER TABLE marts.meta_release ADD COLUMN numbers INTEGER[]")
    with pytest.raises(PublishError, match=r"meta_release\.numbers has type INTEGER\[\]"):
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
    assert len(read(database, "FROM marts.fct_indicator WHERE value = indicator_key / 7 + 1")) == 500


def orphan(table: str, column: str) -> str:
    return f"UPDATE marts.{table} SET {column} = 77 WHERE {column} = (SELECT min({column}) FROM marts.{table})"


WITHOUT = "DROP TABLE marts.{0}; CREATE TABLE marts.{0} AS {1}"
BROKEN = {
    "no primary key": (
        "CREATE TABLE marts.more AS SELECT 1 AS a",
        "more has no primary key",
    ),
    "a key of text": (
        "CREATE TABLE marts.dim_more (more_key VARCHAR PRIMARY KEY)",
        r"the primary key of dim_more, \(more_key\), is not of whole numbers",
    ),
    "a key of two columns": (
        "CREATE TABLE marts.dim_more (a INTEGER, b INTEGER, PRIMARY KEY (a, b))",
        r"the primary key of dim_more, \(a, b\), is not one column",
    ),
    "a key of a dimension that points nowhere": (
        "CREATE TABLE marts.more (id INTEGER PRIMARY KEY, chosen_metric_key BIGINT)",
        r"more\.chosen_metric_key is not declared as a foreign key",
    ),
    "an orphan": (orphan("fct_indicator", "metric_key"), "Violates foreign key constraint"),
    "an orphan among parents": (orphan("dim_region", "parent_region_key"), "point to rows that are not there"),
    "two units for a metric": (
        "UPDATE marts.indicator_region_year SET unit = '万张' WHERE metric_key = 1",
        "1 rows of indicator_region_year give 床位数 in another unit",
    ),
    "another grain": (
        "CREATE OR REPLACE TABLE marts.indicator_region_year AS SELECT *, value AS a FROM marts.indicator_region_year; "
        "ALTER TABLE marts.indicator_region_year ADD PRIMARY KEY (region_key, metric_key, year_key)",
        "the primary key of indicator_region_year is not",
    ),
    "a place of another time": (
        "UPDATE marts.fct_indicator SET region_key = 1 WHERE year_key = 2015",
        "1 regions of fct_indicator are not those of their year",
    ),
    "a region without its parent": (
        "ALTER TABLE marts.dim_region DROP COLUMN region_level",
        "dim_region lacks region_level",
    ),
    "no date beside the year": (
        "CREATE VIEW marts.more AS SELECT indicator_key, year FROM marts.fct_indicator_wide",
        "more has year and no date",
    ),
    "no date in the year dimension": (
        "ALTER TABLE marts.dim_year ALTER year_start TYPE VARCHAR",
        "dim_year has year and no date",
    ),
    "a list": (
        "ALTER TABLE marts.meta_release ADD COLUMN more VARCHAR[]",
        r"meta_release\.more has type VARCHAR\[\]",
    ),
    "a time with a zone": (
        "ALTER TABLE marts.meta_release ADD COLUMN more TIMESTAMPTZ",
        r"meta_release\.more has type TIMESTAMP WITH TIME ZONE",
    ),
    "a table named in Chinese": (
        'CREATE TABLE marts."地区" (id INTEGER PRIMARY KEY)',
        "the name 地区 is not ASCII snake_case",
    ),
    "a column named in camel case": (
        'ALTER TABLE marts.meta_release ADD COLUMN "releaseId" INTEGER',
        "meta_release: the name releaseId is not ASCII snake_case",
    ),
    "an English name in a Chinese view": (
        'CREATE VIEW marts."指标" AS SELECT 1 AS value',
        "指标: the name value is not Chinese",
    ),
    "no Chinese view": ('DROP VIEW marts."指标_地区_年份"', "there is no view with Chinese names"),
    "a column without comment": (
        "COMMENT ON COLUMN marts.dim_year.year IS NULL",
        r"dim_year\.year has no comment in English and Chinese",
    ),
    "a view without comment": (
        "COMMENT ON VIEW marts.fct_indicator_wide IS NULL",
        "fct_indicator_wide has no comment in English and Chinese",
    ),
    "a comment in one language": (
        "COMMENT ON COLUMN marts.fct_indicator_wide.value IS '数值'",
        r"fct_indicator_wide\.value has no comment in English and Chinese",
    ),
    "no wide view": ("DROP VIEW marts.fct_indicator_wide", "fct_indicator has no view fct_indicator_wide"),
    "a wide view that loses rows": (
        "CREATE OR REPLACE VIEW marts.fct_indicator_wide AS SELECT * FROM marts.fct_indicator WHERE year_key > 2011",
        "fct_indicator_wide has 900 rows, its fact 1000",
    ),
    "a wide view that doubles rows": (
        "CREATE OR REPLACE VIEW marts.fct_indicator_wide AS SELECT f.* FROM marts.fct_indicator AS f, marts.dim_metric",
        "fct_indicator_wide has 2000 rows, its fact 1000",
    ),
    "an unknown aggregation": (
        "UPDATE marts.dim_metric SET aggregation = 'SUM' WHERE metric_key = 1",
        "1 metrics have the aggregation SUM",
    ),
    "no aggregation": ("UPDATE marts.dim_metric SET aggregation = NULL", "2 metrics have the aggregation None"),
    "two releases": ("INSERT INTO marts.meta_release VALUES ('r2')", "meta_release has 2 rows instead of 1"),
    "no release": ("DROP TABLE marts.meta_release", "meta_release is missing"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_star_that_breaks_a_rule_is_refused(database: Path, name: str) -> None:
    statement, message = BROKEN[name]
    with closing(duckdb.connect(str(database))) as connection:
        connection.execute(statement)
        if "comment" not in name:
            describe(connection)
    with pytest.raises(PublishError, match=message):
        published(database)
    assert not (database.parent / "release").exists()


def test_a_key_to_what_is_no_key_is_refused(database: Path) -> None:
    with pytest.raises(PublishError, match=r"the primary key of dim_region is \(region_key\)"):
        published(database, foreign_keys=[ForeignKey("dim_year", "year", "dim_region", "region_code")])


def test_keys_of_tables_that_are_not_there_are_left_out(database: Path) -> None:
    assert published(database, foreign_keys=[*KEYS, ForeignKey("gone", "year_key", "dim_year", "year_key")]).changed


def test_a_file_in_a_newer_format_is_noticed_without_an_old_client(tmp_path: Path) -> None:
    for version, wrong in (("v1.2.0", False), ("v1.4.0", True)):
        path = tmp_path / f"{version}.duckdb"
        with closing(duckdb.connect()) as connection:
            connection.execute(f"ATTACH '{path}' AS f (STORAGE_VERSION '{version}'); CREATE TABLE f.t (a INTEGER)")
        assert bool(wrong_format(path)) is wrong
    (tmp_path / "text.duckdb").write_text("no database, only text")
    assert wrong_format(tmp_path / "text.duckdb") == ["text.duckdb is no DuckDB file"]


def test_readers_of_other_environments_must_read_it(database: Path, tmp_path: Path) -> None:
    assert published(database, readers=[Path(sys.executable)]).changed
    before = current_release(database.parent / "release")
    blind = tmp_path / "python"
    blind.write_text("#!/bin/sh\necho 'we can only read versions between 64 and 64' >&2; exit 1\n")
    blind.chmod(0o755)
    short = tmp_path / "python2"
    short.write_text("""#!/bin/sh\necho '{"version": "0.9", "rows": {"fct_indicator": 7}}'\n""")
    short.chmod(0o755)
    change(database)
    for reader, message in (
        (blind, "cannot open health_marts.duckdb: we can only read versions"),
        (short, "DuckDB 0.9 reads 7 rows of fct_indicator instead of 1000"),
        (tmp_path / "none", "cannot be asked"),
    ):
        with pytest.raises(PublishError, match=message):
            published(database, readers=[reader])
    assert current_release(database.parent / "release") == before


def test_csv_opens_in_spreadsheets(database: Path) -> None:
    published(database)
    folder = database.parent / "release" / "csv"
    assert sorted(path.stem for path in folder.iterdir()) == [
        "dim_metric", "dim_region", "dim_year", "indicator_region_year", "meta_release", "指标_地区_年份",
    ]  # fmt: skip
    content = (folder / "指标_地区_年份.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n")[:3] == [
        "地区,指标,年份,年份首日,数值",
        "襄樊市,住院率,2005,2005-01-01,3.5",
        "襄阳市,床位数,2015,2015-01-01,7.0",
    ]


def test_text_of_a_bulletin_is_no_formula_in_a_spreadsheet(database: Path) -> None:
    change(
        database,
        "UPDATE marts.dim_metric SET metric_name_zh = '=HYPERLINK(\"http://x\")', unit = '+' WHERE metric_key = 1",
    )
    change(database, "UPDATE marts.indicator_region_year SET unit = '+' WHERE metric_key = 1")
    published(database)
    rows = (database.parent / "release" / "csv" / "dim_metric.csv").read_text("utf-8-sig").splitlines()
    assert '1,"\'=HYPERLINK(""http://x"")",+,sum' in rows


def test_large_tables_and_unwanted_formats_are_left_out(database: Path) -> None:
    published(database, formats=Formats(csv_rows=3, sqlite=False))
    release = database.parent / "release"
    assert sorted(path.stem for path in (release / "csv").iterdir()) == [
        "dim_metric", "indicator_region_year", "meta_release", "指标_地区_年份",
    ]  # fmt: skip
    assert not (release / SQLITE_FILE).exists()
    assert published(database, formats=Formats(csv_rows=0)).changed
    assert not (release / "csv").exists()
    assert (release / SQLITE_FILE).exists()


def test_sqlite_holds_the_same_rows_with_keys(database: Path) -> None:
    published(database)
    with closing(sqlite3.connect(f"file:{database.parent}/release/{SQLITE_FILE}?mode=ro", uri=True)) as lite:
        rows = lite.execute("SELECT * FROM fct_indicator ORDER BY indicator_key").fetchall()
        keys = lite.execute("SELECT \"table\" FROM pragma_foreign_key_list('fct_indicator') ORDER BY 1").fetchall()
        years = lite.execute("SELECT year_start FROM dim_year WHERE year = 2020").fetchall()
        assert lite.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert lite.execute("PRAGMA foreign_key_check").fetchall() == []
    assert rows == read(database, "FROM marts.fct_indicator ORDER BY indicator_key")
    assert keys == [("dim_metric",), ("dim_region",), ("dim_year",)]
    assert years == [("2020-01-01",)]


def test_sqlite_copy_that_lacks_rows_is_refused(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def loses(path: Path) -> dict[str, int]:
        return sqlite_rows(path) | {"fct_indicator": FACTS - 1}

    monkeypatch.setattr(publish_module, "sqlite_rows", loses)
    with pytest.raises(PublishError, match=f"fct_indicator has {FACTS - 1} rows in the SQLite copy instead of {FACTS}"):
        published(database)
    assert current_release(database.parent / "release") is None


def test_dictionary_tells_every_column_in_both_languages(database: Path) -> None:
    published(database)
    release = database.parent / "release"
    table = (release / "data_dictionary.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert "fct_indicator,table,1000,,,,,What is in fct_indicator.,fct_indicator'的说明。" in table
    assert (
        "fct_indicator,table,,region_key,BIGINT,FK,dim_region.region_key,Column region_key.,region_key字段。" in table
    )
    ((columns,),) = read(database, "SELECT count(*) FROM duckdb_columns() WHERE schema_name = 'marts' AND NOT internal")
    assert isinstance(columns, int)
    assert len(table) == 1 + columns + len(published(database).release.tables)
    page = (release / "data_dictionary.html").read_text(encoding="utf-8")
    assert 'id="指标_地区_年份"' in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_description_is_split_into_its_languages() -> None:
    assert two_languages("A fact. 中文：事实。 One row per numeral.") == ("A fact. One row per numeral.", "事实。")
    assert two_languages("Only English") == ("Only English", "")
    assert two_languages(None) == ("", "")


def test_checksums_tell_a_damaged_file(database: Path) -> None:
    published(database)
    release = (database.parent / "release").resolve()
    assert wrong_files(release) == []
    listed = (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(listed) == sum(path.is_file() for path in release.rglob("*")) - 1
    victim = release / "csv" / "dim_year.csv"
    victim.chmod(0o644)
    victim.write_text("2020")
    assert wrong_files(release) == ["csv/dim_year.csv"]


def test_what_is_made_of_the_published_file_belongs_to_the_release(database: Path) -> None:
    def make(draft: Path, folder: Path, release: Release) -> None:
        assert release.tables["fct_indicator"] == FACTS
        with closing(duckdb.connect(str(draft / MARTS_FILE), read_only=True)) as connection:
            ((rows,),) = connection.execute("SELECT count(*) FROM marts.fct_indicator").fetchall()
        folder.mkdir()
        (folder / "index.html").write_text(str(rows), encoding="utf-8")

    published(database, sites={"site": make})
    page = database.parent / "release" / "site" / "index.html"
    assert page.read_text(encoding="utf-8") == "1000"
    assert not published(database, sites={"site": make}).changed
    page.unlink()
    assert published(database, sites={"site": make}).changed


def _read_for_ever(home: Path, stop: Event, results: "multiprocessing.Queue[tuple[int, list[str]]]") -> None:
    errors: list[str] = []
    reads = 0
    while not stop.is_set():
        try:
            with closing(duckdb.connect(str(home / "release" / MARTS_FILE), read_only=True)) as connection:
                ((rows, spread),) = connection.execute(
                    "SELECT count(*), max(value - indicator_key / 7) - min(value - indicator_key / 7) "
                    "FROM marts.fct_indicator"
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
        for _ in range(20):
            change(database, "UPDATE marts.fct_indicator SET value = value + 1")
            published(database)
    finally:
        stop.set()
        reads, errors = results.get(timeout=60)
        reader.join()
    assert errors == []
    assert reads > 0


def _publish_for_ever(database: Path) -> None:
    while True:
        change(database, "UPDATE marts.fct_indicator SET value = value + 1")
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
    ((spread,),) = read(
        database, "SELECT max(value - indicator_key / 7) - min(value - indicator_key / 7) FROM marts.fct_indicator"
    )
    assert isinstance(spread, float)
    assert spread < 1e-6
    shutil.rmtree(database.parent / "release" / "parquet", ignore_errors=True)
    published(database)
    assert not list((database.parent / "releases").glob("*.draft"))
