"""From the landing folder into the raw tables.

Files are told apart by the hash of their bytes, documents by theirs, extractions by the extractor's version. Each batch
is one transaction, so a load that is cut off loses at most the batch in hand, and the next load goes on from there.
"""

import os
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import duckdb
import polars as pl

from extract.document import DOCUMENT_SCHEMA
from orchestration.warehouse.database import transaction
from orchestration.warehouse.extractor import (
    Extracted,
    Extractor,
    ExtractTask,
    ReadTask,
    extract_task,
    extract_task_crashed,
    read_task,
    read_task_crashed,
    with_reader_messages,
)
from orchestration.warehouse.landing import Landing, LandingFile, scan
from orchestration.warehouse.progress import Report, Stage
from orchestration.warehouse.selection import EVERYTHING, Selection
from orchestration.warehouse.workers import prepare_workers, spread

BATCH_DOCUMENTS = 200
BATCH_CHARACTERS = 1_000_000
LEAST_BATCH_CHARACTERS = 50_000
BATCHES_LEFT = 4  # for each process, of what is left to do
FILES_PER_TRANSACTION = 50
FILES_PER_TASK = 25
FILES_WORTH_PROCESSES = 200
PLAIN_TEXT = frozenset({".txt", ".md"})
CHARACTERS_WORTH_PROCESSES = 2_000_000
MOST_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that gave nothing, and why."""

    source: str
    status: str
    message: str


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What a load would do.

    Attributes:
        landing: the landing folder as found.
        changed: files that are new, changed or worth reading again.
        pending: ids of known documents to extract, in the order of their loading.
        replaces: whether the rows that those documents have from this extractor are replaced.

    """

    landing: Landing
    changed: tuple[LandingFile, ...]
    pending: tuple[str, ...]
    replaces: bool

    @property
    def is_empty(self) -> bool:
        return not self.changed and not self.pending


@dataclass(slots=True)
class LoadReport:
    """What a load did.

    Attributes:
        load_id: of the row in raw.loads; None if there was nothing to do.
        files_seen: files of the landing folder that were considered.
        files_read: of those, new or changed ones.
        files_growing: sources left out because they changed too recently.
        files_unsupported: number of files per suffix that no reader takes.
        documents_new: documents (pages) that the warehouse did not have.
        versions_new: sources seen for the first time or with another content than before.
        documents_extracted: documents that the extractor ran over.
        mentions: indicators found in them.
        masked: masked figures found in them.
        outcomes: number of those documents per outcome.
        documents: documents in the warehouse, read now or earlier, by their newest outcome.
        held_mentions: indicators in the warehouse by those outcomes.
        held_masked: masked figures by those outcomes.
        problems: documents in the warehouse that gave nothing for another reason than holding nothing.
        seconds: time per stage.

    """

    load_id: str | None = None
    files_seen: int = 0
    files_read: int = 0
    files_growing: tuple[str, ...] = ()
    files_unsupported: dict[str, int] = field(default_factory=dict)
    documents_new: int = 0
    versions_new: int = 0
    documents_extracted: int = 0
    mentions: int = 0
    masked: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    held_mentions: int = 0
    held_masked: int = 0
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def plan(
    connection: duckdb.DuckDBPyConnection,
    landing: Path,
    extractor: Extractor,
    *,
    only: Selection = EVERYTHING,
    force: bool = False,
    settle_seconds: float = 0.0,
) -> LoadPlan:
    """Find out what there is to do, changing nothing.

    Args:
        connection: to a migrated warehouse.
        landing: the landing folder.
        extractor: what reads and extracts.
        only: the part of the documents to consider.
        force: extract them even if this extractor has done so before.
        settle_seconds: leave out files that changed within so many seconds.

    Raises:
        LandingFolderError: the landing folder cannot be read.

    """
    found = scan(
        landing, extractor.list_files, extractor.list_unsupported, settle_seconds=settle_seconds, takes=only.takes_file
    )
    known = {
        source: (content_hash, unread > 0 and (force or read_with != extractor.reader_version))
        for source, content_hash, unread, read_with in connection.execute(
            "SELECT source, content_hash, unread_count, read_with FROM raw.files"
        ).fetchall()
    }
    changed = tuple(file for file in found.files if known.get(file.source) != (file.content_hash, False))
    return LoadPlan(found, changed, _pending(connection, extractor.version, only, force), force)


def load(
    connection: duckdb.DuckDBPyConnection,
    landing: Path,
    extractor: Extractor,
    *,
    only: Selection = EVERYTHING,
    force: bool = False,
    settle_seconds: float = 0.0,
    processes: int = 0,
    report: Report = lambda _: None,
) -> LoadReport:
    """Read what is new or changed in the landing folder and extract what this extractor has not extracted yet.

    Args:
        connection: to a migrated warehouse; nothing else may use it meanwhile.
        landing: the landing folder.
        extractor: what reads and extracts.
        only: the part of the documents to consider.
        force: extract them even if this extractor has done so before; their rows are replaced.
        settle_seconds: leave out files that changed within so many seconds.
        processes: how many processes read and extract; 0 takes one for little work and several for much.
        report: told now and then how far the load is.

    Raises:
        LandingFolderError: the landing folder cannot be read.

    """
    work = plan(connection, landing, extractor, only=only, force=force, settle_seconds=settle_seconds)
    result = LoadReport(
        files_seen=len(work.landing.files),
        files_read=len(work.changed),
        files_growing=work.landing.growing,
        files_unsupported=dict(work.landing.unsupported),
    )
    if not work.is_empty:
        run = _Load(connection, extractor, _new_load_id(), processes, report, result)
        run.begin(landing)
        run.register(work.changed)
        # Registering may have added documents.
        pending = _pending(connection, extractor.version, only, force)
        run.extract(pending, replaces=work.replaces)
        run.finish([file.source for file in work.landing.files])
    _overview(connection, result)
    return result


def in_batches(lengths: Sequence[int], processes: int) -> Iterator[tuple[int, int]]:
    """Cut documents of these lengths, in characters, into batches: where each begins and ends.

    The last ones are smaller and smaller, so that no process is left with a large one when the others have finished.
    """
    left = sum(lengths)
    start = 0
    room = 0
    for index, length in enumerate(lengths):
        if index > start and (index - start == BATCH_DOCUMENTS or length > room):
            yield start, index
            start = index
        if index == start:
            share = left // (BATCHES_LEFT * processes) if processes > 1 else left
            room = min(BATCH_CHARACTERS, max(LEAST_BATCH_CHARACTERS, share))
        room -= length
        left -= length
    if lengths:
        yield start, len(lengths)


def reading_processes(files: Sequence[LandingFile], most: int) -> int:
    """How many processes are worth it for reading: plain text is read sooner than it is handed over."""
    costly = sum(1 for file in files if file.path.suffix.lower() not in PLAIN_TEXT)
    return most if costly >= FILES_WORTH_PROCESSES else 1


def read_files(
    extractor: Extractor, files: Sequence[LandingFile], processes: int
) -> Iterator[tuple[LandingFile, pl.DataFrame]]:
    """Yield every file with its documents, in their order; most files are small, so a task reads several."""
    several = FILES_PER_TASK if processes > 1 else 1
    groups = (tuple(files[start : start + several]) for start in range(0, len(files), several))
    tasks = (ReadTask(extractor, group) for group in groups)
    for read in spread(read_task, tasks, processes, read_task_crashed):
        yield from read


class _Load:
    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        extractor: Extractor,
        load_id: str,
        processes: int,
        report: Report,
        result: LoadReport,
    ) -> None:
        self._connection, self._extractor, self._load_id = connection, extractor, load_id
        self._processes, self._report, self._result = processes, report, result
        result.load_id = load_id

    def begin(self, landing: Path) -> None:
        self._connection.execute(
            "INSERT INTO raw.loads (load_id, started_at, landing, extractor_version) VALUES (?, now(), ?, ?)",
            [self._load_id, str(landing), self._extractor.version],
        )

    def register(self, files: tuple[LandingFile, ...]) -> None:
        """Read files and store their documents and versions."""
        began = time.monotonic()
        stage = Stage("read", len(files), self._report)
        if len(files) >= FILES_WORTH_PROCESSES:
            prepare_workers()
        processes = self._processes or reading_processes(files, self._most_processes())
        read = read_files(self._extractor, files, processes)
        while batch := list(islice(read, FILES_PER_TRANSACTION)):
            with transaction(self._connection):
                self._store_documents(batch)
            stage.advance(len(batch))
        self._result.seconds["read"] = time.monotonic() - began

    def extract(self, document_ids: tuple[str, ...], *, replaces: bool) -> None:
        """Extract documents batch by batch and store their rows."""
        began = time.monotonic()
        stage = Stage("extract", len(document_ids), self._report)
        batches, processes = self._batches(document_ids)
        tasks = (ExtractTask(self._extractor, self._documents(batch)) for batch in batches)
        for documents, extracted in spread(extract_task, tasks, processes, extract_task_crashed):
            complete = with_reader_messages(extracted, documents)
            with transaction(self._connection):
                if replaces:
                    self._delete_rows(documents["document_id"].to_list())
                self._store_rows(complete)
            self._count(complete)
            stage.advance(documents.height, complete.mentions.height)
        self._result.seconds["extract"] = time.monotonic() - began

    def finish(self, sources_seen: list[str]) -> None:
        result = self._result
        seen = self._connection.execute(
            "SELECT coalesce(sum(page_count), 0) FROM raw.files WHERE source IN (SELECT unnest(?))", [sources_seen]
        )
        self._connection.execute(
            """
            UPDATE raw.loads
            SET finished_at = now(), documents_seen = $seen, documents_new = $new, documents_extracted = $extracted,
                mentions = $mentions, masked = $masked, failed = $failed, region_null_rate = rates.region,
                metric_code_null_rate = rates.metric_code, year_null_rate = rates.year
            FROM (
                SELECT
                    avg((region_code IS NULL)::INTEGER) AS region,
                    avg((metric_code IS NULL)::INTEGER) AS metric_code,
                    avg((year IS NULL)::INTEGER) AS year
                FROM raw.mentions WHERE load_id = $load_id
            ) AS rates
            WHERE raw.loads.load_id = $load_id
            """,
            {
                "seen": _count_of(seen),
                "new": result.documents_new,
                "extracted": result.documents_extracted,
                "mentions": result.mentions,
                "masked": result.masked,
                "failed": result.outcomes.get("failed", 0) + result.outcomes.get("unreadable", 0),
                "load_id": self._load_id,
            },
        )

    def _most_processes(self) -> int:
        return self._processes or min(MOST_PROCESSES, os.cpu_count() or 1)

    def _store_documents(self, batch: list[tuple[LandingFile, pl.DataFrame]]) -> None:
        documents = pl.concat([frame for _, frame in batch])
        files = pl.DataFrame(
            [
                {
                    "source": file.source,
                    "content_hash": file.content_hash,
                    "page_count": frame.height,
                    "unread_count": frame.filter(pl.col("status") != "read").height,
                }
                for file, frame in batch
            ]
        )
        connection = self._connection
        connection.register("incoming_document", documents.with_row_index("position").to_arrow())
        connection.register("incoming_file", files.to_arrow())
        try:
            self._result.documents_new += _count_of(
                connection.execute(
                    """
                INSERT INTO raw.documents
                SELECT DISTINCT ON (document_id)
                    document_id, source, text, title, url, publisher, published_on, scraped_at, media_type, encoding,
                    byte_size, status, message, now(), $load_id
                FROM incoming_document
                WHERE document_id NOT IN (SELECT document_id FROM raw.documents)
                ORDER BY document_id, source
                """,
                    {"load_id": self._load_id},
                )
            )
            self._store_better_readings()
            self._result.versions_new += _count_of(
                connection.execute(
                    """
                INSERT INTO raw.document_versions
                -- A scrape may hold several fetches of a page: the versions of one source, the last one the newest.
                WITH fetched AS (
                    SELECT source, document_id, max(scraped_at) AS fetched_at, max(position) AS position
                    FROM incoming_document GROUP BY source, document_id
                ),
                incoming AS (
                    SELECT source, document_id,
                           row_number() OVER (PARTITION BY source ORDER BY fetched_at DESC NULLS LAST, position DESC)
                               AS age
                    FROM fetched
                ),
                newest AS (
                    SELECT source, max(version_number) AS version_number,
                           arg_max(document_id, version_number) AS document_id, list(document_id) AS known
                    FROM raw.document_versions GROUP BY source
                ),
                judged AS (
                    SELECT incoming.*, newest.version_number, newest.document_id AS newest_id,
                           coalesce(NOT list_contains(known, incoming.document_id), true) AS is_new,
                           bool_or(age > 1 AND is_new) OVER (PARTITION BY incoming.source) AS comes_after_new
                    FROM incoming LEFT JOIN newest USING (source)
                )
                SELECT source, coalesce(version_number, 0) + row_number() OVER (PARTITION BY source ORDER BY age DESC),
                       document_id, now(), $load_id
                FROM judged
                WHERE CASE
                    WHEN age > 1 THEN is_new
                    ELSE comes_after_new OR newest_id IS DISTINCT FROM document_id
                END
                """,
                    {"load_id": self._load_id},
                )
            )
            connection.execute(
                """
                INSERT OR REPLACE INTO raw.files
                SELECT source, content_hash, page_count, unread_count, $version, $load_id FROM incoming_file
                """,
                {"version": self._extractor.reader_version, "load_id": self._load_id},
            )
        finally:
            connection.unregister("incoming_document")
            connection.unregister("incoming_file")

    def _store_better_readings(self) -> None:
        """Replace what an earlier reader could make no text of, and what was extracted from it; a text read stays."""
        better = [
            document_id
            for (document_id,) in self._connection.execute("""
                UPDATE raw.documents AS known
                SET text = again.text, title = again.title, encoding = again.encoding, media_type = again.media_type,
                    status = again.status, message = again.message
                FROM (SELECT DISTINCT ON (document_id) * FROM incoming_document ORDER BY document_id, source) AS again
                WHERE known.document_id = again.document_id AND known.status <> 'read'
                  AND (known.status, known.message) <> (again.status, again.message)
                RETURNING known.document_id
            """).fetchall()
        ]
        if better:
            self._delete_rows(better)

    def _batches(self, document_ids: tuple[str, ...]) -> tuple[list[list[str]], int]:
        """Return the ids in batches bounded by documents and by characters, and how many processes they are worth."""
        lengths = dict(
            self._connection.execute(
                "SELECT document_id, coalesce(length(text), 0) FROM raw.documents "
                "WHERE document_id IN (SELECT unnest(?))",
                [list(document_ids)],
            ).fetchall()
        )
        worth_it = len(document_ids) > 1 and sum(lengths.values()) >= CHARACTERS_WORTH_PROCESSES
        processes = self._processes or (self._most_processes() if worth_it else 1)
        bounds = in_batches([lengths[document_id] for document_id in document_ids], processes)
        return [list(document_ids[start:stop]) for start, stop in bounds], processes

    def _documents(self, document_ids: list[str]) -> pl.DataFrame:
        columns = ", ".join("first_source AS source" if name == "source" else name for name in DOCUMENT_SCHEMA)
        query = f"SELECT {columns} FROM raw.documents WHERE document_id IN (SELECT unnest($ids)) ORDER BY document_id"  # noqa: S608
        return self._connection.sql(query, params={"ids": document_ids}).pl().cast(pl.Schema(DOCUMENT_SCHEMA))

    def _delete_rows(self, document_ids: list[str]) -> None:
        for table in ("mentions", "bulletins", "outcomes"):
            self._connection.execute(
                f"DELETE FROM raw.{table} WHERE extractor_version = ? AND document_id IN (SELECT unnest(?))",  # noqa: S608
                [self._extractor.version, document_ids],
            )

    def _store_rows(self, extracted: Extracted) -> None:
        origin = {"extractor_version": pl.lit(self._extractor.version), "load_id": pl.lit(self._load_id)}
        tables = {
            "mentions": extracted.mentions.with_columns(**origin),
            "bulletins": extracted.bulletins.with_columns(**origin),
            "outcomes": extracted.outcomes.with_columns(**origin, extracted_at=pl.lit(datetime.now(UTC))),
        }
        for table, rows in tables.items():
            self._connection.register("incoming", rows.to_arrow())
            try:
                self._connection.execute(f"INSERT INTO raw.{table} BY NAME SELECT * FROM incoming")  # noqa: S608
            finally:
                self._connection.unregister("incoming")

    def _count(self, extracted: Extracted) -> None:
        result = self._result
        result.documents_extracted += extracted.outcomes.height
        result.mentions += extracted.mentions.height
        result.masked += int(extracted.outcomes["masked_count"].sum())
        for status, count in extracted.outcomes["status"].value_counts().iter_rows():
            result.outcomes[status] = result.outcomes.get(status, 0) + count


def _pending(connection: duckdb.DuckDBPyConnection, version: str, only: Selection, force: bool) -> tuple[str, ...]:
    """Return the ids of the documents to extract, in the order of their loading."""
    rows: Iterator[tuple[str, str]] = iter(
        connection.execute(
            """
            SELECT document_id, source
            FROM raw.documents
            JOIN (SELECT DISTINCT document_id, source FROM raw.document_versions) USING (document_id)
            WHERE (
                $force OR document_id NOT IN (SELECT document_id FROM raw.outcomes WHERE extractor_version = $version)
              )
              AND ($year IS NULL OR document_id IN (SELECT document_id FROM raw.bulletins WHERE year = $year))
            ORDER BY loaded_at, first_source, document_id
            """,
            {"force": force, "version": version, "year": only.year},
        ).fetchall()
    )
    return tuple(dict.fromkeys(document_id for document_id, source in rows if only.takes_source(source)))


def _overview(connection: duckdb.DuckDBPyConnection, result: LoadReport) -> None:
    newest = """
        SELECT DISTINCT ON (document_id) source, status, mention_count, masked_count, message
        FROM raw.outcomes ORDER BY document_id, extracted_at DESC
    """
    for status, documents, mentions, masked in connection.execute(
        f"SELECT status, count(*), sum(mention_count), sum(masked_count) FROM ({newest}) GROUP BY ALL ORDER BY 1"  # noqa: S608
    ).fetchall():
        result.documents[status] = documents
        result.held_mentions += mentions
        result.held_masked += masked
    problems = connection.execute(
        f"""
        SELECT source, status, message FROM ({newest})
        WHERE status NOT IN ('extracted', 'no_indicator') ORDER BY source
        """  # noqa: S608
    ).fetchall()
    result.problems = [Problem(*problem) for problem in problems]


def _count_of(result: duckdb.DuckDBPyConnection) -> int:
    row = result.fetchone()
    return int(row[0]) if row else 0


def _new_load_id() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:6]}"
