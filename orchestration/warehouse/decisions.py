"""The decisions of the reviewers in the raw tables, as their file says them now."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from orchestration.review.decisions import Decision, as_row, read_decisions
from orchestration.warehouse.database import transaction

_COLUMNS = tuple(as_row(Decision(1)))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM raw.review_decisions ORDER BY line_number"  # noqa: S608 - our own names


def store_decisions(connection: duckdb.DuckDBPyConnection, path: Path) -> list[Decision]:
    """Bring raw.review_decisions to what the file says, in one transaction, and return that.

    Raises:
        OSError: the file is there and cannot be opened.

    """
    decisions = read_decisions(path)
    if not _are_stored(connection, decisions):
        marks = ", ".join("?" * len(_COLUMNS))
        with transaction(connection):
            connection.execute("DELETE FROM raw.review_decisions")
            for row in map(as_row, decisions):
                connection.execute(
                    f"INSERT INTO raw.review_decisions ({', '.join(_COLUMNS)}) VALUES ({marks})",  # noqa: S608
                    [row[name] for name in _COLUMNS],
                )
    return decisions


def decisions_are_stored(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Tell whether the raw table says what the file says."""
    return _are_stored(connection, read_decisions(path))


def _are_stored(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decision]) -> bool:
    wanted = [tuple(as_row(decision)[name] for name in _COLUMNS) for decision in decisions]
    return connection.execute(_SELECT).fetchall() == wanted
