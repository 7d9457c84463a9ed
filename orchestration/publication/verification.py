"""Opening what was written the way readers do, before anybody can: what is wrong here is never published."""

import json
import sqlite3
import struct
import subprocess
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

import duckdb

from orchestration.publication import reader_probe
from orchestration.publication.relations import SCHEMA, PublishError, identifier, literal, relations
from orchestration.publication.star_rules import PublishedMarts, broken_rules

OLDEST_FORMAT, NEWEST_FORMAT = 64, 65
"""Numbers in the header of files that DuckDB 1.2 can read; 1.3 writes 66 by itself, 2.0 writes 69."""
_HEADER = struct.Struct("<8x4sQ")  # a checksum, the magic bytes, the format
READER_SECONDS = 120.0


def verify(
    marts: Path,
    parquet: Path,
    tables: dict[str, int],
    sqlite: Callable[[], Mapping[str, int]] | None = None,
    readers: Iterable[Path] = (),
) -> dict[str, int]:
    """Open what was written the way a reader does, and compare it with what should be there.

    Args:
        marts: the published file.
        parquet: the folder of Parquet copies.
        tables: rows per table.
        sqlite: waits for the SQLite copy, if there is one, and returns the rows that it holds per table; asked last.
        readers: interpreters with other versions of DuckDB, which must read the file too.

    Returns rows per table and view.

    Raises:
        PublishError: something is missing, doubled, unreadable, against a rule of the star, or in a storage format
            that older clients cannot open. All that is wrong is told at once.

    """
    wrong = wrong_format(marts)
    with closing(duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})) as connection:
        # Under another name than it was written with: a reader chooses its own.
        connection.execute(f"ATTACH {literal(str(marts))} AS reader (READ_ONLY)")
        schemas = {
            schema
            for (schema,) in connection.execute(
                "SELECT DISTINCT schema_name FROM duckdb_tables() WHERE database_name = 'reader'"
            ).fetchall()
        }
        if schemas != {SCHEMA}:
            wrong.append(f"the file has tables in {sorted(schemas)}")
        found = relations(connection, "reader")
        marts_read = PublishedMarts(connection, "reader", found)
        rows_read = {relation.name: marts_read.count(relation) for relation in found}
        for relation in found:
            if relation.is_view:
                continue
            expected = tables.get(relation.name)
            copy = literal(str(parquet / f"{relation.name}.parquet"))
            ((copied,),) = connection.execute(f"SELECT count(*) FROM {copy}").fetchall()  # noqa: S608
            for what, rows in ((relation.name, rows_read[relation.name]), (f"{relation.name}.parquet", copied)):
                if rows != expected:
                    wrong.append(f"{what} has {rows} rows instead of {expected}")
        if missing := tables.keys() - {relation.name for relation in found}:
            wrong.append(f"the file lacks {', '.join(sorted(missing))}")
        wrong += broken_rules(marts_read)
    for interpreter in readers:
        wrong += unread(interpreter, marts, rows_read)
    if sqlite:
        copied_rows = sqlite()
        wrong += [
            f"{name} has {copied_rows.get(name, 'no')} rows in the SQLite copy instead of {rows}"
            for name, rows in tables.items()
            if copied_rows.get(name) != rows
        ]
    if wrong:
        raise PublishError("the release was not published: " + "; ".join(wrong))
    return rows_read


def wrong_format(marts: Path) -> list[str]:
    """Tell whether the file's header says that DuckDB 1.2 can read it; needs no old DuckDB."""
    with marts.open("rb") as file:
        magic, number = _HEADER.unpack(file.read(_HEADER.size))
    if magic != b"DUCK":
        return [f"{marts.name} is no DuckDB file"]
    if not OLDEST_FORMAT <= number <= NEWEST_FORMAT:
        return [f"{marts.name} is in storage format {number}; DuckDB 1.2 reads {OLDEST_FORMAT} to {NEWEST_FORMAT}"]
    return []


def sqlite_rows(sqlite: Path) -> dict[str, int]:
    """Return the rows per table of a SQLite file, each of them visited."""
    with closing(sqlite3.connect(f"{sqlite.absolute().as_uri()}?mode=ro", uri=True)) as lite:
        names = [name for (name,) in lite.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        return {
            name: lite.execute(f"SELECT count(*) FROM {identifier(name)}").fetchone()[0]  # noqa: S608
            for name in names
        }


def unread(interpreter: Path, marts: Path, tables: dict[str, int]) -> list[str]:
    """Let another interpreter, with another DuckDB, read the file, and return what it could not."""
    try:
        done = subprocess.run(  # noqa: S603 - our own script, an interpreter of the settings
            [interpreter, reader_probe.__file__, marts],
            capture_output=True,
            text=True,
            timeout=READER_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return [f"the reader {interpreter} cannot be asked: {error}"]
    if done.returncode:
        return [f"the reader {interpreter} cannot open {marts.name}: {(done.stderr.strip() or '?').splitlines()[-1]}"]
    said = json.loads(done.stdout)
    return [
        f"DuckDB {said['version']} reads {said['rows'].get(name, 'no')} rows of {name} instead of {rows}"
        for name, rows in tables.items()
        if said["rows"].get(name) != rows
    ]
