"""Documents in, mentions and outcomes out: the pure core that every engine calls."""

import hashlib
import itertools
import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from extract.binding import Carry
from extract.confidence import Finding, rate
from extract.context import Context
from extract.domains import about_health
from extract.layout import Bulletin, bulletins
from extract.periods import bulletin_period
from extract.quantities import masked_figures
from extract.repeats import Said, repeats
from extract.reporting import reporting_region
from extract.schema import BULLETIN_SCHEMA, MENTION_SCHEMA, OUTCOME_SCHEMA
from extract.sections import sentences
from extract.sentence import Mention, read_sentence, read_table
from extract.text import fold

RULES_VERSION = "1.0"
_MASKED_SHOWN = 20


@cache
def extractor_version() -> str:
    """The rules' number and a digest of their code and data: a changed rule re-extracts every document."""
    digest = hashlib.sha256()
    package = files("extract")
    for folder in (package, package / "binding", package / "vocabulary", package / "catalogue"):
        for entry in sorted(folder.iterdir(), key=lambda item: item.name):
            if entry.name.endswith((".py", ".txt", ".csv")) and entry.name not in ("cli.py", "__main__.py"):
                digest.update(entry.name.encode())
                digest.update(entry.read_bytes())
    return f"{RULES_VERSION}+{digest.hexdigest()[:10]}"


@dataclass(frozen=True)
class Extraction:
    """Three frames (see `extract.schema`): the mentions, one outcome per document, the bulletins of each page."""

    mentions: pl.DataFrame
    outcomes: pl.DataFrame
    bulletins: pl.DataFrame


def extract_batch(documents: Any) -> Extraction:
    """Extract a batch of documents.

    `documents`: a Polars frame (or Arrow table) with document_id, source, text and, where known, title, publisher,
    published_on, status and message. Never raises on a document's content: a document that cannot be used has an
    outcome that says why.
    """
    frame = documents if isinstance(documents, pl.DataFrame) else pl.DataFrame(pl.from_arrow(documents))
    mentions: list[tuple[Any, ...]] = []
    outcomes: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for row in frame.iter_rows(named=True):
        own_mentions: list[tuple[Any, ...]] = []
        own_bulletins: list[dict[str, Any]] = []
        outcome = _outcome(row)
        try:
            _extract_one(row, outcome, own_mentions, own_bulletins)
        except Exception as error:  # a bug in a rule must not stop the other documents
            own_mentions, own_bulletins = [], []
            outcome = _outcome(row)
            outcome["status"] = "failed"
            outcome["message"] = f"extraction failed: {type(error).__name__}: {error}; report the document as a defect"
        mentions += own_mentions
        found += own_bulletins
        outcomes.append(outcome)
    return Extraction(
        _mentions_frame(mentions),
        pl.DataFrame(outcomes, schema=OUTCOME_SCHEMA),
        pl.DataFrame(found, schema=BULLETIN_SCHEMA),
    )


def _mentions_frame(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """The rows as a frame; a column at a time, which Polars takes several times faster than rows."""
    columns = map(list, zip(*rows, strict=True)) if rows else itertools.repeat([])
    return pl.DataFrame(
        [pl.Series(name, column, dtype) for (name, dtype), column in zip(MENTION_SCHEMA.items(), columns, strict=False)]
    )


def _outcome(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "document_id": row["document_id"],
        "source": row["source"],
        "extractor_version": extractor_version(),
        "status": "empty",
        "bulletin_count": 0,
        "numeral_count": 0,
        "mention_count": 0,
        "masked_count": 0,
        "masked_examples": "[]",
        "unmatched_count": 0,
        "uncoded_count": 0,
        "message": row.get("message") or "",
    }


def _extract_one(
    row: dict[str, Any], outcome: dict[str, Any], mentions: list[tuple[Any, ...]], found: list[dict[str, Any]]
) -> None:
    text = row["text"]
    if text is None:
        outcome["status"] = "unreadable"
        return
    if not text.strip():
        outcome["message"] = outcome["message"] or "the document has no text"
        return
    folded = fold(text)
    published = _as_date(row.get("published_on"))
    pages = bulletins(folded, row.get("title"))
    alone = len(pages) == 1
    found += [_read_bulletin(row, text, folded, page, published, alone, outcome, mentions) for page in pages]
    _mark_repeats(mentions)
    outcome["bulletin_count"] = len(pages)
    outcome["mention_count"] = len(mentions)
    outcome["uncoded_count"] = sum(mention[_COLUMN["metric_code"]] is None for mention in mentions)
    masked = [folded[start:end] for start, end in masked_figures(folded)]
    outcome["masked_count"] = len(masked)
    outcome["masked_examples"] = json.dumps(masked[:_MASKED_SHOWN], ensure_ascii=False)
    outcome["status"] = "extracted" if mentions else "no_indicator"


_COLUMN = {name: place for place, name in enumerate(MENTION_SCHEMA)}
_MEANING = tuple(
    _COLUMN[name]
    for name in (
        *("value", "unit", "metric_text", "region_code", "period_start", "period_end"),
        *("kind", "measure", "comparator"),
    )
)


def _mark_repeats(mentions: list[tuple[Any, ...]]) -> None:
    """Note in the last column of each mention of a document which earlier one it repeats."""
    bulletin, start, sentence = (_COLUMN[name] for name in ("bulletin", "sentence_start", "sentence"))
    words = {mention[start]: mention[sentence] for mention in mentions}
    words = {place: "".join(said.split()) for place, said in words.items()}
    if len(set(words.values())) == len(words):
        return  # no sentence is said twice
    said = [
        Said(mention[bulletin], mention[start], words[mention[start]], tuple(mention[place] for place in _MEANING))
        for mention in mentions
    ]
    mentions[:] = [(*mention[:-1], original) for mention, original in zip(mentions, repeats(said), strict=True)]


# a page whose first line is no title but names the report: 广东省,2026,2026年广东省政府工作报告,...
_NAMED_IN_HEAD = re.compile(r"20\d\d年[^,，。;\s]{2,16}(?:政府工作报告|统计公报)")


def _read_bulletin(
    row: dict[str, Any],
    text: str,
    folded: str,
    page: Bulletin,
    published: date | None,
    alone: bool,
    outcome: dict[str, Any],
    mentions: list[tuple[Any, ...]],
) -> dict[str, Any]:
    title = page.title or ""
    page_title = (row.get("title") or "") if alone else ""
    label = f"{title} {page_title}".strip()
    if not label and (named := _NAMED_IN_HEAD.search(folded, page.start, page.start + 200)) is not None:
        label = named.group()
    publisher = (row.get("publisher") or "") if alone else ""
    periods = bulletin_period(label, folded[page.start : page.end], page.genre, published)
    place = reporting_region(folded, page.start, page.end, label, publisher, periods.year)
    region = place.region if place else None
    context = Context(region, periods, page.genre, Carry(), about_health(folded, page.start, page.end, label))
    own: list[Mention] = []
    for sentence in sentences(folded, page, periods.year, periods.this_year):
        found, seen, unmatched = read_sentence(folded, text, sentence, context)
        outcome["numeral_count"] += seen
        outcome["unmatched_count"] += unmatched
        own += found
    section = "target" if page.genre == "plan" else ""
    for table in page.tables:
        found = read_table(text, table, context, section)
        outcome["numeral_count"] += len(found)
        own += found
    own.sort(key=lambda mention: mention.number_start)
    rated = zip(own, rate([_finding(mention) for mention in own]), strict=True)
    mentions += [_row(row, page.number, len(mentions) + i, text, *each) for i, each in enumerate(rated)]
    period = periods.planned if page.genre == "plan" else periods.reported
    return {
        "document_id": row["document_id"],
        "bulletin": page.number,
        "source": row["source"],
        "title": page.title or row.get("title"),
        "text_start": page.start,
        "text_end": page.end,
        "region_code": region.code if region else None,
        "region_name": region.name if region else None,
        "year": periods.year,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "genre": page.genre,
        "published_on": published,
    }


def _finding(mention: Mention) -> Finding:
    return Finding(
        mention.rule,
        mention.metric is not None,
        mention.region_code,
        mention.period_end.year if mention.period_end else None,
        mention.kind,
        mention.measure,
    )


def _row(
    row: dict[str, Any], bulletin: int, ordinal: int, text: str, mention: Mention, confidence: float
) -> tuple[Any, ...]:
    return (
        row["document_id"],
        row["source"],
        bulletin,
        ordinal,
        mention.number_start,
        mention.number_end,
        mention.number_text,
        mention.value,
        mention.unit,
        mention.metric_text,
        mention.metric.code if mention.metric else None,
        mention.region_code,
        mention.period_start,
        mention.period_end,
        mention.period_end.year if mention.period_end else None,
        mention.kind,
        mention.measure,
        mention.comparator,
        text[mention.sentence_start : mention.sentence_end].strip(),
        mention.sentence_start,
        mention.sentence_end,
        mention.rule,
        confidence,
        mention.domain,
        None,
    )


def _as_date(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        found = re.match(r"(\d{4})-(\d{2})-(\d{2})", value)
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                return None
    return None
