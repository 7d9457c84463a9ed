"""What data frames, ADBC, SQLite and spreadsheets get of a release, as JSON: `python frames_reader.py WAY RELEASE`.

Runs in its own environment. Every way reads all of what it opens.
"""

import csv
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import duckdb


def names(marts: Path) -> list[str]:
    with closing(duckdb.connect(str(marts), read_only=True)) as connection:
        return [
            name
            for (name,) in connection.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'marts'"
            ).fetchall()
        ]


def polars(release: Path) -> dict[str, int]:
    marts = release / "health_marts.duckdb"
    with closing(duckdb.connect(str(marts), read_only=True)) as connection:
        return {name: connection.sql(f'FROM marts."{name}"').pl().height for name in names(marts)}


def pandas(release: Path) -> dict[str, int]:
    marts = release / "health_marts.duckdb"
    with closing(duckdb.connect(str(marts), read_only=True)) as connection:
        return {name: len(connection.sql(f'FROM marts."{name}"').df()) for name in names(marts)}


def adbc(release: Path) -> dict[str, int]:
    import adbc_driver_duckdb.dbapi

    marts = release / "health_marts.duckdb"
    wanted = names(marts)
    with (
        closing(adbc_driver_duckdb.dbapi.connect(str(marts), conn_kwargs=None)) as connection,
        closing(connection.cursor()) as cursor,
    ):
        rows = {}
        for name in wanted:
            cursor.execute(f'SELECT * FROM marts."{name}"')
            rows[name] = cursor.fetch_arrow_table().num_rows
        return rows


def polars_parquet(release: Path) -> dict[str, int]:
    import polars

    return {path.stem: polars.read_parquet(path).height for path in (release / "parquet").glob("*.parquet")}


def pandas_parquet(release: Path) -> dict[str, int]:
    import pandas

    return {path.stem: len(pandas.read_parquet(path)) for path in (release / "parquet").glob("*.parquet")}


def sqlite(release: Path) -> dict[str, int]:
    path = release / "health_marts.sqlite"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: len(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables}


def spreadsheet(release: Path) -> dict[str, int]:
    """As a spreadsheet on Windows does: the byte order mark tells UTF-8, rows end with CR LF."""
    rows = {}
    for path in (release / "csv").glob("*.csv"):
        content = path.read_bytes()
        if not content.startswith(b"\xef\xbb\xbf"):
            raise ValueError(f"{path.name} has no byte order mark")
        parsed = list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True), strict=True))
        if len({len(row) for row in parsed}) != 1:
            raise ValueError(f"{path.name} has rows of different lengths")
        rows[path.stem] = len(parsed) - 1
    return rows


WAYS: dict[str, tuple[Callable[[Path], dict[str, int]], str]] = {
    "polars": (polars, "polars"),
    "pandas": (pandas, "pandas"),
    "adbc": (adbc, "adbc-driver-manager"),
    "polars-parquet": (polars_parquet, "polars"),
    "pandas-parquet": (pandas_parquet, "pandas"),
    "sqlite": (sqlite, ""),
    "spreadsheet": (spreadsheet, ""),
}


if __name__ == "__main__":
    read, package = WAYS[sys.argv[1]]
    said = {"version": version(package) if package else "", "rows": read(Path(sys.argv[2]))}
    print(json.dumps(said, ensure_ascii=False))
