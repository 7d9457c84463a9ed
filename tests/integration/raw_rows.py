"""A small warehouse file with raw and quality tables, as the loader and the checks would leave it.

Each helper writes one thing that happened (a document seen, a statement found, a check failed); what a test does not
name gets an ordinary value. Numerals are found in their sentence, so that offsets are real.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from orchestration.review.decisions import COLUMNS, as_row, parse_decisions
from orchestration.warehouse.database import connected, migrate

SEEN_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
VERSION = "1.0.0+rules"


def hashed(text: str, bits: int) -> int:
    """The whole number that dbt's macro hashed_integer makes of a text."""
    digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    return int(digest[:13], 16) if bits == 52 else int(digest[:16], 16) % 2**63


def indicator_key(document_id: str, ordinal: int) -> int:
    return hashed(f"{document_id}|{ordinal}", 63)


@dataclass
class RawRows:
    """Collects rows for one warehouse file and writes them on `save`."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **columns: Any) -> None:
        self.rows.setdefault(table, []).append(columns)

    def document(self, document_id: str, text: str | None = None, *sources: str, **columns: Any) -> None:
        """A document that is the only version of its sources, unless `versions` says otherwise ({source: number})."""
        versions = columns.pop("versions", dict.fromkeys(sources or (f"{document_id}.txt",), 1))
        status = columns.pop("status", "read" if text else "empty")
        self.add(
            "raw.documents",
            **{
                "document_id": document_id,
                "first_source": next(iter(versions)),
                "text": text,
                "title": "通报",
                "published_on": dt.date(2021, 3, 1),
                "media_type": "text",
                "encoding": "utf-8",
                "byte_size": len((text or "").encode()),
                "status": status,
                "message": "",
                "loaded_at": SEEN_AT,
                "load_id": "load",
            }
            | columns,
        )
        for source, number in versions.items():
            self.add(
                "raw.document_versions",
                source=source,
                version_number=number,
                document_id=document_id,
                seen_at=SEEN_AT,
                load_id="load",
            )

    def outcome(self, document_id: str, version: str = VERSION, **columns: Any) -> None:
        self.add(
            "raw.outcomes",
            **{
                "document_id": document_id,
                "source": f"{document_id}.txt",
                "extractor_version": version,
                "status": "extracted",
                "bulletin_count": 1,
                "numeral_count": 9,
                "mention_count": 1,
                "masked_count": 0,
                "masked_examples": "[]",
                "unmatched_count": 0,
                "uncoded_count": 0,
                "message": "",
                "extracted_at": SEEN_AT,
                "load_id": "load",
            }
            | columns,
        )

    def bulletin(self, document_id: str, number: int = 0, version: str = VERSION, **columns: Any) -> None:
        self.add(
            "raw.bulletins",
            **{
                "document_id": document_id,
                "bulletin": number,
                "source": f"{document_id}.txt",
                "text_start": 0,
                "text_end": 100,
                "region_code": "420600",
                "region_name": "襄阳市",
                "year": 2020,
                "period_start": dt.date(2020, 1, 1),
                "period_end": dt.date(2020, 12, 31),
                "genre": "summary",
                "extractor_version": version,
                "load_id": "load",
            }
            | columns,
        )

    def mention(
        self, document_id: str, number_text: str, ordinal: int = 0, version: str = VERSION, **columns: Any
    ) -> None:
        """A statement whose sentence is the whole text of the document, which must hold `number_text` once."""
        text = next(row["text"] for row in self.rows["raw.documents"] if row["document_id"] == document_id)
        start = text.index(number_text)
        year = columns.get("year", 2020)
        self.add(
            "raw.mentions",
            **{
                "document_id": document_id,
                "source": f"{document_id}.txt",
                "bulletin": 0,
                "ordinal": ordinal,
                "number_start": start,
                "number_end": start + len(number_text),
                "number_text": number_text,
                "value": float(number_text),
                "unit": "‰",
                "metric_text": "婴儿死亡率",
                "metric_code": "INFANT_MORTALITY_RATE",
                "region_code": "420600",
                "period_start": dt.date(year, 1, 1) if year else None,
                "period_end": dt.date(year, 12, 31) if year else None,
                "year": year,
                "kind": "actual",
                "measure": "level",
                "comparator": "=",
                "sentence": text,
                "sentence_start": 0,
                "sentence_end": len(text),
                "rule": "metric=before",
                "confidence": 0.9,
                "domain": "health",
                "extractor_version": version,
                "load_id": "load",
            }
            | columns,
        )

    def read(self, document_id: str, text: str, *sources: str, **bulletin: Any) -> None:
        """A document of one bulletin, read by the current rules."""
        self.document(document_id, text, *sources)
        self.outcome(document_id)
        self.bulletin(document_id, **bulletin)

    def decision(self, line_number: int, **cells: str) -> None:
        """A line of the decision file, with the guard for `mention` as it is by default."""
        row = {
            "decision_id": f"decision {line_number}",
            "action": "accept",
            "expect": "value=3.2; metric_code=INFANT_MORTALITY_RATE; year=2020",
            "reason": "原文如此",
            "reviewer": "数据组",
            "decided_on": "2026-02-01",
        } | cells
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerow(row)
        (decision,) = parse_decisions(out.getvalue())
        self.add("raw.review_decisions", **as_row(decision) | {"line_number": line_number})

    def checked(self) -> None:
        """The checks looked at every statement so far."""
        keys = {indicator_key(row["document_id"], row["ordinal"]) for row in self.rows.get("raw.mentions", [])}
        for key in sorted(keys):
            self.add("quality.checked_indicators", indicator_key=key)

    def failed(
        self, document_id: str, ordinal: int, severity: str, check: str, related: tuple[str, int] | None = None
    ) -> None:
        self.add(
            "quality.row_failures",
            check_name=check,
            indicator_key=indicator_key(document_id, ordinal),
            severity=severity,
            reason_zh=f"{check}: 原因",
            reason_en=f"{check}: reason",
            related_indicator_key=indicator_key(*related) if related else None,
        )

    def check(self, name: str, severity: str = "error") -> None:
        self.add(
            "quality.check_results",
            check_name=name,
            suite="facts",
            severity=severity,
            description_en=f"{name} holds",
            description_zh=f"{name} 成立",
            status="failed",
            evaluated_count=1,
            failed_count=1,
            message="",
            blocking=False,
        )

    def save(self, home: Path) -> Path:
        """Write the rows into a new warehouse under `home` and return its file."""
        home.mkdir(parents=True, exist_ok=True)
        database = home / "warehouse.duckdb"
        with connected(database) as connection:
            migrate(connection)
            for table, rows in self.rows.items():
                insert(connection, table, rows)
        return database


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
