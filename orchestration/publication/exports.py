"""Copies of the marts for those who do not open DuckDB files: Parquet for machines, CSV for spreadsheets, SQLite."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import adbc_driver_sqlite.dbapi
import duckdb

from orchestration.publication.relations import SCHEMA, Column, Relation, identifier, literal
from orchestration.publication.star_rules import FACT

BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets take UTF-8 for the local encoding
ROWS_AT_ONCE = 10_240  # memory of larger batches is asked of the system and given back each time
SQLITE_PAGE_BYTES = 16_384
SQLITE_CACHE_KIBIBYTES = 20_000
_SQLITE_TYPES = dict.fromkeys(("BOOLEAN", "SMALLINT", "INTEGER", "BIGINT"), "INTEGER") | {"DOUBLE": "REAL"}


def export_parquet(
    connection: duckdb.DuckDBPyConnection, source: str, folder: Path, marts: Iterable[Relation]
) -> list[Path]:
    """Write each table as `<name>.parquet` with its rows in their order."""
    folder.mkdir()
    written = []
    for relation in marts:
        if not relation.is_view:
            written.append(folder / f"{relation.name}.parquet")
            connection.execute(
                f"COPY (SELECT * FROM {identifier(source, SCHEMA, relation.name)}) "  # noqa: S608
                f"TO {literal(str(written[-1]))} (FORMAT parquet, COMPRESSION zstd)"
            )
    return written


def export_csv(
    connection: duckdb.DuckDBPyConnection, source: str, folder: Path, marts: Iterable[Relation], most_rows: int
) -> list[Path]:
    """Write what people open in a spreadsheet: each table but the facts, and the views with Chinese names.

    Facts are keys and codes; their view with Chinese names is the same rows to read. Files begin with a byte order
    mark and have Windows line ends. A table of more than `most_rows` rows is left out: spreadsheets hold 1,048,576.
    """
    folder.mkdir()
    written = []
    for relation in marts:
        wanted = relation.is_chinese if relation.is_view else not relation.name.startswith(FACT)
        if not wanted:
            continue
        name = identifier(source, SCHEMA, relation.name)
        # A view over many facts takes its time: one row too many is enough to know.
        some = f"SELECT 1 FROM {name} LIMIT {most_rows + 1}"  # noqa: S608
        ((rows,),) = connection.execute(f"SELECT count(*) FROM ({some})").fetchall()  # noqa: S608
        if rows > most_rows:
            continue
        written.append(folder / f"{relation.name}.csv")
        _write_csv(connection, name, relation, written[-1])
    return written


def _write_csv(connection: duckdb.DuckDBPyConnection, name: str, relation: Relation, path: Path) -> None:
    # The byte order mark goes in as the beginning of the first heading.
    headings = [BYTE_ORDER_MARK + relation.columns[0].name, *(column.name for column in relation.columns[1:])]
    columns = ", ".join(
        f"{_harmless(column)} AS {identifier(heading)}"
        for column, heading in zip(relation.columns, headings, strict=True)
    )
    connection.execute(
        f"COPY (SELECT {columns} FROM {name}) TO {literal(str(path))} (FORMAT csv, HEADER, NEW_LINE '\\r\\n')"  # noqa: S608
    )


def _harmless(column: Column) -> str:
    """Keep a spreadsheet from taking what a bulletin's text begins with for a formula."""
    name = identifier(column.name)
    if column.type != "VARCHAR":
        return name
    return (
        f"CASE WHEN length({name}) > 1 AND left({name}, 1) IN ('=', '+', '-', '@') THEN '''' || {name} ELSE {name} END"
    )


def export_sqlite(
    connection: duckdb.DuckDBPyConnection, source: str, target: Path, marts: Iterable[Relation]
) -> list[Path]:
    """Write the tables with their keys into one SQLite file; days as text (2020-12-31), truth as 0 and 1.

    Rows go in by the order of their primary key, which SQLite stores them by. So a page is done with once it is full:
    large pages need fewer calls to write, and a cache of more than the last ones would only be memory to fill.
    """
    tables = [relation for relation in marts if not relation.is_view]
    with closing(sqlite3.connect(target)) as lite:
        lite.execute(f"PRAGMA page_size = {SQLITE_PAGE_BYTES}")
        for table in tables:
            lite.execute(_definition(table))
    with (
        closing(adbc_driver_sqlite.dbapi.connect(str(target), autocommit=True)) as bulk,
        closing(bulk.cursor()) as cursor,
    ):
        # Nobody reads the file before it is whole: nothing has to be kept for undoing, or be written for others to see.
        for setting in (
            "synchronous = off",
            "journal_mode = off",
            "locking_mode = exclusive",
            f"cache_size = -{SQLITE_CACHE_KIBIBYTES}",
        ):
            cursor.execute(f"PRAGMA {setting}")
            cursor.fetchall()
        bulk.adbc_connection.set_autocommit(False)
        for table in tables:
            columns = ", ".join(_read_as(column.name, column.type) for column in table.columns)
            order = ", ".join(identifier(name) for name in table.primary_key) or "ALL"
            reader = connection.sql(
                f"SELECT {columns} FROM {identifier(source, SCHEMA, table.name)} ORDER BY {order}"  # noqa: S608
            ).to_arrow_reader(ROWS_AT_ONCE)
            cursor.adbc_ingest(table.name, reader, mode="append")
        bulk.adbc_connection.commit()
    return [target]


def _definition(table: Relation) -> str:
    parts = [f"{identifier(column.name)} {_SQLITE_TYPES.get(column.type, 'TEXT')}" for column in table.columns]
    if table.primary_key:
        parts.append(f"PRIMARY KEY ({', '.join(identifier(name) for name in table.primary_key)})")
    parts += [
        f"FOREIGN KEY ({identifier(key.column)}) REFERENCES {identifier(key.to_table)} ({identifier(key.to_column)})"
        for key in table.foreign_keys
    ]
    return f"CREATE TABLE {identifier(table.name)} ({', '.join(parts)})"


def _read_as(name: str, kind: str) -> str:
    column = identifier(name)
    if kind in ("DATE", "TIMESTAMP"):
        return f"CAST({column} AS VARCHAR) AS {column}"
    if kind == "BOOLEAN":
        return f"CAST({column} AS INTEGER) AS {column}"
    if kind.startswith("DECIMAL"):
        return f"CAST({column} AS DOUBLE) AS {column}"
    return column
