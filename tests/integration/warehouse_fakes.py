"""A tiny extractor for tests of loading: every number with a % sign is an indicator."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import polars as pl

from extract.document import Document
from extract.schema import BULLETIN_SCHEMA, MENTION_SCHEMA, OUTCOME_SCHEMA
from orchestration.warehouse.extractor import Extractor
from orchestration.warehouse.landing import sidecar_of

CRASHES = "segmentation fault"
RAISES = "exception"


class FakeExtraction(NamedTuple):
    mentions: pl.DataFrame
    bulletins: pl.DataFrame
    outcomes: pl.DataFrame


def list_files(folder: Path) -> Iterable[Path]:
    return folder.rglob("*.txt")


def list_unsupported(folder: Path) -> Iterable[Path]:
    return folder.rglob("*.xlsx")


def read_file(path: Path, source: str) -> list[Document]:
    data = path.read_bytes()
    sidecar = sidecar_of(path)
    identity = data + (b"\0" + sidecar.read_bytes() if sidecar else b"")
    broken = data.startswith(b"\xff")
    return [
        Document(
            document_id=sha256(identity).hexdigest(),
            source=source,
            text=None if broken else data.decode(),
            title=None,
            url=None,
            publisher=None,
            published_on=None,
            scraped_at=None,
            media_type="text",
            encoding=None if broken else "utf-8",
            byte_size=len(data),
            status="unreadable" if broken else "read",
            message="not a text; scrape it again" if broken else "",
        )
    ]


def read_file_better(path: Path, source: str) -> list[Document]:
    """A later reader that makes sense of what the first one could not."""
    return [
        replace(document, text="0%", status="read", message="") if document.text is None else document
        for document in read_file(path, source)
    ]


def extract_batch(documents: pl.DataFrame) -> FakeExtraction:
    return _extract(documents, "1.0+fake")


def extract_batch_2(documents: pl.DataFrame) -> FakeExtraction:
    return _extract(documents, "2.0+fake")


def extract_batch_doubling(documents: pl.DataFrame) -> FakeExtraction:
    """Gives an outcome too many, which the contract forbids."""
    extraction = extract_batch(documents)
    return extraction._replace(outcomes=pl.concat([extraction.outcomes, extraction.outcomes.head(1)]))


FIRST = Extractor("1.0+fake", "1", list_files, list_unsupported, read_file, extract_batch)
SECOND = Extractor("2.0+fake", "1", list_files, list_unsupported, read_file, extract_batch_2)


def _extract(documents: pl.DataFrame, version: str) -> FakeExtraction:
    mentions: list[dict[str, object]] = []
    bulletins: list[dict[str, object]] = []
    outcomes: list[dict[str, object]] = []
    for document_id, source, text in documents.select("document_id", "source", "text").iter_rows():
        if text and RAISES in text:
            raise ValueError(RAISES)
        if text and CRASHES in text:
            import os

            os.abort()
        found = list(re.finditer(r"(\d+(?:\.\d+)?)%", text or ""))
        for ordinal, match in enumerate(found):
            mentions.append(
                dict.fromkeys(MENTION_SCHEMA)
                | {
                    "document_id": document_id,
                    "source": source,
                    "bulletin": 0,
                    "ordinal": ordinal,
                    "number_start": match.start(1),
                    "number_end": match.end(1),
                    "number_text": match[1],
                    "value": float(match[1]),
                    "unit": "%",
                    "metric_text": "覆盖率",
                    "year": 2024,
                    "kind": "actual",
                    "measure": "level",
                    "comparator": "=",
                    "sentence": text,
                    "sentence_start": 0,
                    "sentence_end": len(text),
                    "rule": version,
                    "confidence": 1.0,
                    "domain": "health",
                }
            )
        year = re.search(r"(\d{4})年", text or "")
        if text is not None:
            bulletins.append(
                dict.fromkeys(BULLETIN_SCHEMA)
                | {
                    "document_id": document_id,
                    "bulletin": 0,
                    "source": source,
                    "text_start": 0,
                    "text_end": len(text),
                    "year": int(year[1]) if year else None,
                    "genre": "summary",
                }
            )
        outcomes.append(
            {name: 0 for name in OUTCOME_SCHEMA if name.endswith("_count")}
            | {
                "document_id": document_id,
                "source": source,
                "extractor_version": version,
                "status": "unreadable" if text is None else "extracted" if found else "no_indicator",
                "bulletin_count": 0 if text is None else 1,
                "mention_count": len(found),
                "masked_examples": json.dumps([]),
                "message": "",
            }
        )
    return FakeExtraction(
        pl.DataFrame(mentions, schema=MENTION_SCHEMA),
        pl.DataFrame(bulletins, schema=BULLETIN_SCHEMA),
        pl.DataFrame(outcomes, schema=OUTCOME_SCHEMA),
    )
