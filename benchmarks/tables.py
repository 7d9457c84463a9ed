"""Comparing warehouses row for row."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

SCHEMAS = ("raw", "seeds", "intermediate", "quality", "marts")
RUN_COLUMNS = frozenset(
    {
        "load_id",
        "loaded_at",
        "seen_at",
        "extracted_at",
        "started_at",
        "finished_at",
        "checked_at",
        "changed_at",
        "applied_at",
    }
)
"""When and by which load a row was written; two runs that do the same differ in these."""
RUN_TABLES = frozenset({"raw.loads", "raw.state", "quality.check_history"})
"""Tables about runs; a killed run is a run more."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a table differs: rows only in the first file, rows only in the second, and one of them."""

    table: str
    missing: int
    added: int
    example: str

    def __str__(self) -> str:
        return f"{self.table}: {self.missing} rows missing, {self.added} too many, as {self.example}"


def compare(expected: Path, actual: Path) -> tuple[dict[str, int], list[Difference]]:
    """Compare every table of two DuckDB files as multisets of rows; views are made of them.

    Columns of RUN_COLUMNS and tables of RUN_TABLES are left out.

    Returns:
        The number of rows per table of `expected`, and the tables that differ.

    """
    with closing(duckdb.connect(":memory:")) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        before = _Side(connection, "expected", expected)
        after = _Side(connection, "actual", actual)
        rows: dict[str, int] = {}
        differences: list[Difference] = []
        for table in sorted(before.columns.keys() | after.columns.keys()):
            if table in RUN_TABLES:
                continue
            if before.columns.get(table) != after.columns.get(table):
                differences.append(
                    Difference(table, 0, 0, f"{before.columns.get(table)} against {after.columns.get(table)}")
                )
                continue
            rows[table] = before.count(table)
            missing, added = (
                connection.sql(f"{left.select(table)} EXCEPT ALL {right.select(table)}").fetchall()
                for left, right in ((before, after), (after, before))
            )
            if missing or added:
                differences.append(Difference(table, len(missing), len(added), str((missing or added)[0])))
        return rows, differences


class _Side:
    def __init__(self, connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
        self._connection, self._name = connection, name
        quoted = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
        self.columns: dict[str, list[str]] = {}
        for schema, table, column in connection.execute(
            "SELECT c.schema_name, c.table_name, c.column_name FROM duckdb_columns() AS c "
            "JOIN duckdb_tables() AS t USING (database_name, schema_name, table_name) "
            "WHERE c.database_name = ? ORDER BY ALL",
            [name],
        ).fetchall():
            if schema in SCHEMAS and column not in RUN_COLUMNS:
                self.columns.setdefault(f"{schema}.{table}", []).append(column)

    def select(self, table: str) -> str:
        columns = ", ".join(f'"{column}"' for column in self.columns[table])
        schema, name = table.split(".")
        return f'SELECT {columns} FROM {self._name}."{schema}"."{name}"'

    def count(self, table: str) -> int:
        ((rows,),) = self._connection.execute(f"SELECT count(*) FROM ({self.select(table)})").fetchall()
        return int(rows)
