"""Reading a published file."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

_SCHEMA = "marts"


class MartsReader:
    """A published file, opened read-only for the length of a `with` block.

    Args:
        path: `health_marts.duckdb` of a release.

    Raises:
        duckdb.Error: the file cannot be opened.

    """

    def __init__(self, path: Path) -> None:
        self._connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})
        quoted = str(path).replace("'", "''")
        self._connection.execute(f"ATTACH '{quoted}' AS release (READ_ONLY)")
        self._connection.execute(f"USE release.{_SCHEMA}")

    def __enter__(self) -> "MartsReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, list(parameters)).fetchall()

    def records(self, query: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Return rows by column name."""
        cursor = self._connection.execute(query, list(parameters))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
