from pathlib import Path

import duckdb
import pytest

from benchmarks.tables import compare

MADE = """
    CREATE SCHEMA raw;
    CREATE TABLE raw.mentions (document_id VARCHAR, value DOUBLE, load_id VARCHAR);
    INSERT INTO raw.mentions VALUES ('a', 1.5, 'first'), ('a', 1.5, 'first'), ('b', NULL, 'first');
    CREATE TABLE raw.loads (load_id VARCHAR, mentions INTEGER);
    INSERT INTO raw.loads VALUES ('first', 3);
"""


@pytest.fixture
def warehouses(tmp_path: Path):
    def make(*changes: str) -> tuple[Path, Path]:
        paths = tmp_path / "expected.duckdb", tmp_path / "actual.duckdb"
        for path, statements in zip(paths, ((MADE,), (MADE, *changes)), strict=True):
            with duckdb.connect(str(path)) as connection:
                for statement in statements:
                    connection.execute(statement)
        return paths

    return make


def test_equal_rows_in_another_order_do_not_differ(warehouses):
    rows, differences = compare(
        *warehouses(
            "DELETE FROM raw.mentions WHERE document_id = 'a'",
            "INSERT INTO raw.mentions VALUES ('a', 1.5, 'x'), ('a', 1.5, 'y')",
        )
    )
    assert rows == {"raw.mentions": 3}
    assert differences == []


def test_tables_and_columns_about_runs_are_not_compared(warehouses):
    _, differences = compare(
        *warehouses("UPDATE raw.mentions SET load_id = 'second'", "INSERT INTO raw.loads VALUES ('second', 0)")
    )
    assert differences == []


@pytest.mark.parametrize(
    ("change", "missing", "added"),
    [
        ("DELETE FROM raw.mentions WHERE document_id = 'b'", 1, 0),
        ("INSERT INTO raw.mentions VALUES ('b', NULL, 'first')", 0, 1),
        ("UPDATE raw.mentions SET value = 2 WHERE document_id = 'b'", 1, 1),
    ],
)
def test_a_row_lost_doubled_or_changed_differs(warehouses, change, missing, added):
    _, (difference,) = compare(*warehouses(change))
    assert (difference.table, difference.missing, difference.added) == ("raw.mentions", missing, added)
    assert "'b'" in difference.example


@pytest.mark.parametrize(
    "change",
    ["DROP TABLE raw.mentions", "ALTER TABLE raw.mentions DROP COLUMN value", "CREATE TABLE raw.more (n INTEGER)"],
)
def test_another_set_of_tables_or_columns_differs(warehouses, change):
    _, differences = compare(*warehouses(change))
    assert len(differences) == 1
