"""The extractor as the load sees it: reading a file, extracting a batch, and never losing a document to an error."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

import extract.readers
from extract import Extraction, extract_batch, extractor_version
from extract.document import Document, documents_frame
from extract.readers import iter_files, iter_unsupported, read_file
from extract.schema import BULLETIN_SCHEMA, MENTION_SCHEMA, OUTCOME_SCHEMA
from orchestration.warehouse.landing import LandingFile
from orchestration.warehouse.workers import alone

READERS = Path(extract.readers.__file__).parent


class Extracted(NamedTuple):
    """The rows of some documents, in the extractor's schemas; exactly one outcome per document."""

    mentions: pl.DataFrame
    bulletins: pl.DataFrame
    outcomes: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Extractor:
    """The functions of the `extract` package that a load calls; picklable if they are importable by name."""

    version: str
    reader_version: str
    list_files: Callable[[Path], Iterable[Path]]
    list_unsupported: Callable[[Path], Iterable[Path]]
    read_file: Callable[[Path, str], list[Document]]
    extract_batch: Callable[[pl.DataFrame], Extraction]

    @classmethod
    def installed(cls) -> "Extractor":
        """Return the extractor of this repository; its reader's version is a hash of the readers' code."""
        return cls(extractor_version(), _hash_of(READERS), iter_files, iter_unsupported, read_file, extract_batch)

    def read(self, file: LandingFile) -> pl.DataFrame:
        """Return the documents of a file as a frame of DOCUMENT_SCHEMA; an error becomes an unreadable document."""
        try:
            documents = self.read_file(file.path, file.source)
        except Exception as error:  # the contract says never; a load of thousands must not hang on it
            documents = [unreadable(file, error)]
        return documents_frame(documents)

    def extract(self, documents: pl.DataFrame) -> Extracted:
        """Extract a batch; a document that makes the extractor raise gets the outcome `failed`, the others their rows.

        Args:
            documents: DOCUMENT_SCHEMA.

        """
        try:
            extraction = self.extract_batch(documents)
            extracted = Extracted(extraction.mentions, extraction.bulletins, extraction.outcomes)
            if extracted.outcomes["document_id"].sort().equals(documents["document_id"].sort()):
                return extracted
            error: Exception = ValueError("the extractor did not give exactly one outcome per document")
        except Exception as caught:
            error = caught
        if documents.height == 1:
            return failed(documents, self.version, error)
        return joined(self.extract(document) for document in documents.iter_slices(1))


def unreadable(file: LandingFile, error: BaseException) -> Document:
    """Return the document that stands for a file which could not be read at all."""
    return Document(
        document_id=file.content_hash,
        source=file.source,
        text=None,
        title=None,
        url=None,
        publisher=None,
        published_on=None,
        scraped_at=None,
        media_type="unknown",
        encoding=None,
        byte_size=file.path.stat().st_size if file.path.exists() else 0,
        status="unreadable",
        message=f"reading {file.source} failed ({type(error).__name__}: {error}); check the file, then run again",
    )


def failed(documents: pl.DataFrame, version: str, error: BaseException) -> Extracted:
    """Return no rows and an outcome `failed` for each of the documents."""
    message = f"extraction failed ({type(error).__name__}: {error}); report it with the document"
    outcomes = documents.select(
        "document_id",
        "source",
        extractor_version=pl.lit(version),
        status=pl.lit("failed"),
        **{name: pl.lit(0, pl.Int32) for name in OUTCOME_SCHEMA if name.endswith("_count")},
        masked_examples=pl.lit(json.dumps([])),
        message=pl.lit(message),
    ).select(list(OUTCOME_SCHEMA))
    return Extracted(
        pl.DataFrame(schema=MENTION_SCHEMA),
        pl.DataFrame(schema=BULLETIN_SCHEMA),
        outcomes.cast(pl.Schema(OUTCOME_SCHEMA)),
    )


def joined(parts: Iterable[Extracted]) -> Extracted:
    """Return the rows of all parts in their order."""
    mentions, bulletins, outcomes = zip(*parts, strict=True)
    return Extracted(pl.concat(mentions), pl.concat(bulletins), pl.concat(outcomes))


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Files to read in a worker."""

    extractor: Extractor
    files: tuple[LandingFile, ...]


@dataclass(frozen=True, slots=True)
class ExtractTask:
    """Documents to extract in a worker."""

    extractor: Extractor
    documents: pl.DataFrame


def read_task(task: ReadTask) -> list[tuple[LandingFile, pl.DataFrame]]:
    return [(file, task.extractor.read(file)) for file in task.files]


def read_task_crashed(task: ReadTask, error: BaseException) -> list[tuple[LandingFile, pl.DataFrame]]:
    """Find the file that ends a worker by giving each one its own; only that one is unreadable."""
    if len(task.files) == 1:
        return [(task.files[0], documents_frame([unreadable(task.files[0], error)]))]
    singles = (ReadTask(task.extractor, (file,)) for file in task.files)
    return [read for single in singles for read in alone(read_task, single, read_task_crashed)]


def extract_task(task: ExtractTask) -> tuple[pl.DataFrame, Extracted]:
    return task.documents, task.extractor.extract(task.documents)


def extract_task_crashed(task: ExtractTask, error: BaseException) -> tuple[pl.DataFrame, Extracted]:
    """Find the document that ends a worker by giving each one its own; only that one fails."""
    if task.documents.height == 1:
        return task.documents, failed(task.documents, task.extractor.version, error)
    singles = (ExtractTask(task.extractor, document) for document in task.documents.iter_slices(1))
    return task.documents, joined(alone(extract_task, single, extract_task_crashed)[1] for single in singles)


def with_reader_messages(extracted: Extracted, documents: pl.DataFrame) -> Extracted:
    """Give outcomes that say nothing the message of the reader, so that each outcome explains itself."""
    outcomes = (
        extracted.outcomes.join(documents.select("document_id", reader="message"), on="document_id", how="left")
        .with_columns(message=pl.when(pl.col("message") == "").then("reader").otherwise("message"))
        .select(list(OUTCOME_SCHEMA))
    )
    return extracted._replace(outcomes=outcomes)


def _hash_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
