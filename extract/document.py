"""The document: what every reader makes and what the extractor takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Literal

import polars as pl

MediaType = Literal["text", "markdown", "html", "docx", "pdf", "jsonl", "unknown"]
ReadStatus = Literal["read", "empty", "unreadable"]

DOCUMENT_SCHEMA = pl.Schema(
    {
        "document_id": pl.String(),
        "source": pl.String(),
        "text": pl.String(),
        "title": pl.String(),
        "url": pl.String(),
        "publisher": pl.String(),
        "published_on": pl.Date(),
        "scraped_at": pl.Datetime("us", "UTC"),
        "media_type": pl.String(),
        "encoding": pl.String(),
        "byte_size": pl.Int64(),
        "status": pl.String(),
        "message": pl.String(),
    }
)


@dataclass(frozen=True, slots=True)
class Document:
    """One scraped page, read once and never changed again.

    Attributes:
        document_id: SHA-256 in hex over the page's bytes, followed by a zero byte and the sidecar's bytes where there
            is a sidecar. The page's bytes are the whole file, or the line of a JSON Lines file.
        source: the path as the caller gave it; a page of a JSON Lines file adds ``#`` and its line number, from 1. A
            page that was fetched again has the number of its first line: those are versions of one source.
        text: the text that every offset points into, in code points; None if the file could not be read.
        title: the page's title, from the sidecar, the scraper's record or the page's meta tags.
        url: the address the page was scraped from.
        publisher: the office that published the page.
        published_on: the day of publication.
        scraped_at: when the page was fetched, in UTC; a time without a zone is taken as UTC.
        media_type: the format that the file was read as.
        encoding: the character encoding that was found, as a Python codec name; None where the format settles it.
        byte_size: size of the page in bytes.
        status: ``read``; ``empty``, if nothing but white space came out; ``unreadable``, if nothing usable did.
        message: what went wrong, where, and what to do about it; empty when there is nothing to say.

    """

    document_id: str
    source: str
    text: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published_on: date | None
    scraped_at: datetime | None
    media_type: MediaType
    encoding: str | None
    byte_size: int
    status: ReadStatus
    message: str


def documents_frame(documents: Iterable[Document]) -> pl.DataFrame:
    """Return the documents as a frame of ``DOCUMENT_SCHEMA``, one row a document, in their order."""
    return pl.DataFrame([_fields(document) for document in documents], schema=DOCUMENT_SCHEMA, orient="row")


_fields = attrgetter(*DOCUMENT_SCHEMA)
