"""Opening the build file, and bringing its tables to the version that this code expects."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

MIGRATIONS = Path(__file__).with_name("migrations")


class NewerWarehouseError(Exception):
    """The build file was made by a later version of this code."""


@contextmanager
def connected(database: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the build file, for as short a time as possible: while it is open no other process can open it.

    Raises:
        duckdb.IOException: another process holds the file.

    """
    # dbt opens the file with this setting too; within one process all connections must agree on it.
    config: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": False}
    with closing(duckdb.connect(str(database), read_only=read_only, config=config)) as connection:
        # Times are written and read in UTC whatever the machine's zone.
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what happens inside, or nothing of it."""
    connection.execute("BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables that dbt and the checks build on, or bring older ones up to date.

    The files of `migrations/` run in the order of their names, each once and each in a transaction.

    Raises:
        NewerWarehouseError: the file already has a migration that this code does not know.

    """
    connection.execute("CREATE SCHEMA IF NOT EXISTS raw")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS raw.migrations (name VARCHAR PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL)"
    )
    applied = {name for (name,) in connection.execute("SELECT name FROM raw.migrations").fetchall()}
    known = {path.name: path for path in sorted(MIGRATIONS.glob("*.sql"))}
    if unknown := sorted(applied - known.keys()):
        raise NewerWarehouseError(
            f"a later version of this project made this warehouse ({', '.join(unknown)}); "
            "bring the project up to date, or set WAREHOUSE_HOME to an empty folder"
        )
    for name, path in known.items():
        if name not in applied:
            with transaction(connection):
                connection.execute(path.read_text(encoding="utf-8"))
                connection.execute("INSERT INTO raw.migrations VALUES (?, now())", [name])


def is_locked(error: BaseException) -> bool:
    """Tell whether opening failed because another process holds the file, which passes."""
    return isinstance(error, duckdb.IOException) and "could not set lock" in str(error).lower()
