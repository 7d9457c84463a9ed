"""From the build file to a release: a folder that readers open and that changes as a whole or not at all.

A release is made beside the current one under a name of its own, verified, forced to disk, and only then does the link
`release` move to it, which a file system does in one step. Whoever has files of the old release open keeps reading
them; a publication killed half-way leaves a folder that nothing points to, and the next one removes it.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.publication.checksums import checksum, write_checksums
from orchestration.publication.connecting import write_connection_page
from orchestration.publication.dictionary import write_dictionary
from orchestration.publication.exports import export_csv, export_parquet, export_sqlite
from orchestration.publication.marts_file import content_fingerprint, with_foreign_keys, write_marts
from orchestration.publication.relations import ForeignKey, PublishError, Relation, literal, relations
from orchestration.publication.verification import sqlite_rows, verify

MARTS_FILE = "health_marts.duckdb"
SQLITE_FILE = "health_marts.sqlite"
MANIFEST = "release.json"
DRAFT_SUFFIX = ".draft"


@dataclass(frozen=True, slots=True)
class Formats:
    """What a release holds beside the DuckDB file and Parquet.

    Attributes:
        csv_rows: tables with more rows get no CSV file; 0 for none at all.
        sqlite: whether there is a SQLite file.

    """

    csv_rows: int = 500_000
    sqlite: bool = True


@dataclass(frozen=True, slots=True)
class Release:
    """What a release folder says of itself.

    Attributes:
        release_id: the folder's name.
        fingerprint: of everything a reader can see in the tables and of the code that made them.
        tables: rows per table.
        files: size in bytes per file, by path relative to the folder.

    """

    release_id: str
    fingerprint: str
    created_at: str
    tables: dict[str, int]
    files: dict[str, int]


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did; `changed` is False if the current release already has the same content."""

    release: Release
    changed: bool
    seconds: float


Site = Callable[[Path, Path, Release], None]
"""Writes a folder (second argument) out of a release's own files (first) and of what it says of itself."""


def publish(
    database: Path,
    link: Path,
    releases: Path,
    *,
    code: str,
    reports: Mapping[str, Path],
    sites: Mapping[str, Site] | None = None,
    keep: int = 3,
    foreign_keys: Iterable[ForeignKey] = (),
    formats: Formats | None = None,
    readers: Sequence[Path] = (),
) -> Publication:
    """Publish schema `marts` of the build file, unless the current release has the same content.

    Args:
        database: the build file; opened read-only.
        link: the path that readers use; a link that is moved to the new release.
        releases: the folder that holds the releases.
        code: fingerprint of the code that built the marts and the reports; another code makes another release.
        reports: finished folders to publish with the marts, by the name they get there.
        sites: folders that are made of the release itself, once all else is written and verified.
        keep: how many releases stay on disk.
        foreign_keys: keys to declare in the published file, beside those that the build file declares.
        formats: what else to write.
        readers: interpreters with other versions of DuckDB, which must be able to read the file.

    Raises:
        PublishError: there is nothing to publish, or what was written does not hold what the build file holds. The
            current release is untouched.

    """
    began = time.monotonic()
    releases.mkdir(parents=True, exist_ok=True)
    _remove_drafts(releases)
    formats = formats or Formats()
    with closing(duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})) as connection:
        build = database.stem
        connection.execute(f'ATTACH {literal(str(database))} AS "{build}" (READ_ONLY)')
        marts = with_foreign_keys(relations(connection, build), foreign_keys)
        content = f"{content_fingerprint(connection, build, marts)} {code} {formats}"
        fingerprint = hashlib.sha256(content.encode()).hexdigest()
        current = current_release(link)
        if current and current.fingerprint == fingerprint and is_complete(link, current, [*reports, *(sites or {})]):
            return Publication(current, changed=False, seconds=time.monotonic() - began)
        created = datetime.now(UTC)
        release_id = f"{created:%Y%m%dT%H%M%S.%fZ}-{fingerprint[:8]}"
        draft = releases / f"{release_id}{DRAFT_SUFFIX}"
        draft.mkdir()
        tables, sums = _write_data(connection, build, draft, marts, formats, readers)
    write_dictionary(draft, marts, tables)
    write_connection_page(draft, release_id)
    for name, folder in reports.items():
        shutil.copytree(folder, draft / name)
    release = Release(release_id, fingerprint, created.isoformat(timespec="seconds"), tables, _sizes(draft))
    for name, write_site in (sites or {}).items():
        write_site(draft, draft / name, release)
    release = replace(release, files=_sizes(draft))
    _write_manifest(draft / MANIFEST, release)
    write_checksums(draft, sums)
    _seal(draft)
    draft.replace(releases / release_id)
    _sync(releases)
    _point(link, releases / release_id)
    _remove_old(releases, release_id, keep)
    return Publication(release, changed=True, seconds=time.monotonic() - began)


def _write_data(
    connection: duckdb.DuckDBPyConnection,
    build: str,
    draft: Path,
    marts: Sequence[Relation],
    formats: Formats,
    readers: Iterable[Path],
) -> tuple[dict[str, int], dict[Path, str]]:
    """Write every format, side by side, and verify each as soon as it is there.

    Returns the rows per table and view, and the checksums of the large files.
    """
    marts_file, sqlite_file, parquet = draft / MARTS_FILE, draft / SQLITE_FILE, draft / "parquet"
    with ThreadPoolExecutor() as pool:
        # What takes one core the longest goes first: the keys of the DuckDB file, then all of SQLite. A task that waits
        # for another is submitted after it, so it never keeps the other from a thread.
        written: Future[dict[str, int]] = pool.submit(write_marts, connection.cursor(), build, marts_file, marts)
        large: dict[Path, Future[Any]] = {marts_file: written}
        if formats.sqlite:
            large[sqlite_file] = pool.submit(export_sqlite, connection.cursor(), build, sqlite_file, marts)
        copies = [pool.submit(export_parquet, connection.cursor(), build, parquet, marts)]
        if formats.csv_rows:
            copies.append(pool.submit(export_csv, connection.cursor(), build, draft / "csv", marts, formats.csv_rows))
        sums = {path: pool.submit(_sum_and_sync, path, future) for path, future in large.items()}
        counted = pool.submit(_count_sqlite, sqlite_file, large[sqlite_file]) if formats.sqlite else None
        for copy in copies:
            copy.result()
        tables = verify(marts_file, parquet, written.result(), counted.result if counted else None, readers)
        return tables, {path: found.result() for path, found in sums.items()}


def _sum_and_sync(path: Path, written: Future[Any]) -> str:
    """Return the checksum of a file once it is written, and have it on disk before all else is ready."""
    written.result()
    _sync(path)
    return checksum(path)


def _count_sqlite(path: Path, written: Future[Any]) -> dict[str, int]:
    written.result()
    return sqlite_rows(path)


def current_release(link: Path) -> Release | None:
    """Return what the current release says of itself, or None if there is none that can be read."""
    try:
        return Release(**json.loads((link / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_complete(link: Path, release: Release, reports: Iterable[str] = ()) -> bool:
    """Tell whether the release has all its files in their sizes, and the reports that are wanted."""
    try:
        sizes_hold = all((link / name).stat().st_size == size for name, size in release.files.items())
    except OSError:
        return False
    return sizes_hold and all((link / name).is_dir() for name in reports)


def _sizes(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _write_manifest(path: Path, release: Release) -> None:
    fields = {name: getattr(release, name) for name in Release.__slots__}
    path.write_text(json.dumps(fields, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _seal(folder: Path) -> None:
    """Make every file read-only and force it to disk, so that a power cut after the swap loses nothing."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _point(link: Path, target: Path) -> None:
    if link.exists() and not link.is_symlink():
        raise PublishError(f"{link} is not a link made by publishing; move it away, then run again")
    fresh = link.with_name(f"{link.name}.new")
    fresh.unlink(missing_ok=True)
    # Relative, so that the whole folder can be moved or mounted elsewhere.
    fresh.symlink_to(os.path.relpath(target, link.parent), target_is_directory=True)
    fresh.replace(link)
    _sync(link.parent)


def _remove_drafts(releases: Path) -> None:
    for draft in releases.glob(f"*{DRAFT_SUFFIX}"):
        shutil.rmtree(draft)


def _remove_old(releases: Path, current: str, keep: int) -> None:
    older = sorted(path for path in releases.iterdir() if path.is_dir() and path.name != current)
    for path in older[: max(0, len(older) - (keep - 1))]:
        shutil.rmtree(path)
