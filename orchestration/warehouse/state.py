"""What the warehouse remembers of itself: which step last succeeded, and over which inputs."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import duckdb

from orchestration.settings import DBT_PROJECT_DIR, REPOSITORY
from orchestration.warehouse.database import transaction
from portal.library import installed_library

PREPARED = "prepared"
CHECKED = "checked"
BUILT = "built"
RELEASED = "released"
STEPS = (PREPARED, CHECKED, BUILT)
"""The steps between loading and publishing; each one's mark falls as soon as it or an earlier one starts again."""

_CODE = (
    DBT_PROJECT_DIR,
    REPOSITORY / "expectations",
    REPOSITORY / "extract",
    REPOSITORY / "portal",
    Path(__file__).parent,
    Path(__file__).parents[1] / "publication",
)
_NOT_CODE = {"__pycache__", "target", "logs", "dbt_packages", "node_modules", ".user.yml", "package-lock.yml"}
_ENGINES = ("duckdb", "dbt-core", "dbt-duckdb", "great-expectations", "polars")


def inputs_fingerprint(connection: duckdb.DuckDBPyConnection) -> str:
    """Return a hash of all that the marts are made of: what raw holds, and the code and engines that work on it.

    Equal fingerprints mean that building again would give the same marts. Load times and run ids are no part of it.
    """
    row = connection.execute("""
        SELECT
            (SELECT (count(*), bit_xor(md5_number(concat_ws('|', source, version_number, document_id))))
             FROM raw.document_versions),
            (SELECT (count(*), bit_xor(md5_number(concat_ws('|', document_id, status, strlen(text), message))))
             FROM raw.documents),
            (SELECT (count(*), bit_xor(md5_number(concat_ws(
                '|', document_id, extractor_version, status, mention_count, masked_count, message, turn
             ))))
             -- Of several extractor versions the one that ran last counts, so their order is a part of the content.
             FROM (
                 SELECT *, row_number() OVER (PARTITION BY document_id ORDER BY extracted_at) AS turn FROM raw.outcomes
             )),
            (SELECT (count(*), bit_xor(md5_number(CAST(review_decisions AS VARCHAR)))) FROM raw.review_decisions)
    """).fetchone()
    return hashlib.sha256(json.dumps([str(row), code_fingerprint()]).encode()).hexdigest()


def code_fingerprint(folders: Iterable[Path] = _CODE) -> str:
    """Return a hash of every file of the given folders, and of the versions of the engines that run them."""
    digest = hashlib.sha256()
    for engine in _ENGINES:
        digest.update(f"{engine}=={version(engine)}\n".encode())
    charts = installed_library()
    digest.update(f"echarts=={charts.version if charts else 'absent'}\n".encode())
    for folder in folders:
        for path in sorted(_code_files(folder)):
            digest.update(f"{folder.name}/{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _code_files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NOT_CODE]
        yield from (Path(parent, name) for name in files if name not in _NOT_CODE)


def begin(connection: duckdb.DuckDBPyConnection, step: str) -> None:
    """Take away the marks of a step and of all that come after it: until they succeed, nothing may be published."""
    fallen = STEPS[STEPS.index(step) :]
    connection.execute("DELETE FROM raw.state WHERE name IN (SELECT unnest(?))", [list(fallen)])


def complete(connection: duckdb.DuckDBPyConnection, step: str, value: str) -> None:
    """Mark a step as succeeded over the inputs that `value` identifies."""
    with transaction(connection):
        connection.execute("DELETE FROM raw.state WHERE name = ?", [step])
        connection.execute("INSERT INTO raw.state VALUES (?, ?, now())", [step, value])


def completed(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the value of every mark that stands."""
    return dict(connection.execute("SELECT name, value FROM raw.state").fetchall())
