"""What the page shows of a document, in the words it shows."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from extract.document import Document
from extract.linking import metric_index
from extract.page.pieces import Cut, Piece, cut
from extract.quantities import masked_figures
from extract.regions import region_index
from extract.text import fold

Row = Mapping[str, Any]
LOW_CONFIDENCE = 0.75  # below this a figure is marked for a second look
_WIDEST = 300  # pieces; a wider origin (a text without a full stop) is not lit, lighting must stay quick

_COMPARATORS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈"}
_FIELDS = {"metric": "指标", "region": "地区", "period": "时期", "kind": "性质", "unit": "单位", "table": "表格"}
_KINDS = {"actual": "实际", "target": "目标"}
_MEASURES = {"level": "数值", "change": "增减量", "change_pct": "增减幅"}
_GENRES = {"summary": "总结", "plan": "计划", "speech": "讲话", "communique": "公报", "other": "其他"}
_OUTCOMES = {
    "extracted": "已提取",
    "no_indicator": "没有指标",
    "empty": "没有文字",
    "unreadable": "无法读取",
    "failed": "提取失败",
}
_ORIGIN = re.compile(r"(?P<field>[^\s=]+)=(?P<how>[^\s@]+)(?:@(?P<start>\d+):(?P<end>\d+))?")


@dataclass(frozen=True, slots=True)
class Origin:
    """How one field was found: the rule's word and, where the rule gives offsets, the text it was taken from."""

    field: str
    field_zh: str
    how: str
    at: str = ""  # "start:end", code points
    quote: str = ""
    pieces: str = ""  # "first:last"


@dataclass(frozen=True, slots=True)
class Record:
    """One mention, ready to print."""

    at: str
    printed: str
    value: str
    unit: str
    comparator: str
    comparator_sign: str
    metric_text: str
    metric_code: str
    metric_name: str
    region_code: str
    region_name: str
    period: str
    period_iso: str
    kind: str
    kind_zh: str
    measure: str
    measure_zh: str
    confidence: float
    is_doubtful: bool
    status: str  # coded | uncoded | other | repeated
    rule: str
    origins: list[Origin]
    lit: str  # "metric:3:5 sentence:2:9": pieces to light up while the record is looked at


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines; the first block of each of several bulletins has a label."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document of the page."""

    title: str
    facts: list[str]
    status: str
    status_zh: str
    message: str
    counts: list[tuple[str, str, int]]  # Chinese, English, how many
    masked_count: int
    is_large: bool
    blocks: list[Block] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)


def document_view(document: Document, outcome: Row, mentions: Sequence[Row], bulletins: Sequence[Row]) -> DocumentView:
    """Put together what is shown of one document; `mentions` are those shown, in any order."""
    text = (document.text or "").replace("\0", "\ufffd")  # no HTML page can hold U+0000
    mentions = sorted(mentions, key=lambda row: (row["number_start"], row["number_end"]))
    origins = [_origins(row["rule"] or "") for row in mentions]
    masked = masked_figures(fold(text))
    edges = {offset for found in origins for _, _, place in found if place for offset in place}
    edges.update(offset for row in mentions for offset in _sentence(row))
    several = bulletins if len(bulletins) > 1 else []
    labels = {row["text_start"]: f"{row['bulletin'] + 1}/{len(several)}  {_bulletin_line(row)}" for row in several}
    numerals = [(row["number_start"], row["number_end"]) for row in mentions]
    pieces = cut(text, numerals, masked, edges, labels)
    regions = {row["region_code"]: row["region_name"] for row in bulletins}
    records = [_record(row, found, text, pieces, regions) for row, found in zip(mentions, origins, strict=True)]
    facts = [document.source, document.publisher, document.published_on and document.published_on.isoformat()]
    if not several:
        facts += [_bulletin_line(row) for row in bulletins]
    return DocumentView(
        title=document.title
        or next((row["title"] for row in bulletins if row["title"]), "")
        or PurePath(document.source).name,
        facts=[str(fact) for fact in [*facts, document.url] if fact],
        status=outcome["status"],
        status_zh=_OUTCOMES.get(outcome["status"], ""),
        message=outcome["message"] or document.message,
        counts=_counts(records, outcome),
        masked_count=sum(piece.is_masked for piece in pieces.pieces),
        is_large=len(text) > 60_000,
        blocks=_blocks(pieces, labels),
        records=records,
    )


def _blocks(pieces: Cut, labels: Mapping[int, str]) -> list[Block]:
    bounds = pairwise([*pieces.opens, len(pieces.pieces)])
    found = [pieces.pieces[start:stop] for start, stop in bounds]
    return [Block(labels.get(block[0].start, ""), block) for block in found]


def _counts(records: list[Record], outcome: Row) -> list[tuple[str, str, int]]:
    of = [record.status for record in records]
    counts = [
        ("目录内", "coded", of.count("coded")),
        ("目录外", "uncoded", of.count("uncoded")),
        ("其他行业", "other sectors", of.count("other")),
        ("重复", "repeated", of.count("repeated")),
        ("存疑", "low confidence", sum(record.is_doubtful for record in records)),
        ("未能认定指标", "without a metric", outcome["unmatched_count"] or 0),
    ]
    return [count for count in counts if count[2]]


def _bulletin_line(row: Row) -> str:
    year = f"{row['year']}年" if row["year"] else ""
    genre = row["genre"] or ""
    return " ".join(filter(None, [row["region_name"], year, _GENRES.get(genre, genre), genre]))


def _record(
    row: Row, found: list[tuple[str, str, tuple[int, int] | None]], text: str, pieces: Cut, regions: Mapping[str, str]
) -> Record:
    origins: list[Origin] = []
    lit: list[str] = []
    for name, how, place in found:
        covering = pieces.covering(*place) if place else None
        shown = f"{covering[0]}:{covering[1]}" if covering else ""
        if covering and covering[1] - covering[0] < _WIDEST:
            lit.append(f"{name}:{shown}")
        quote = text[slice(*place)][:40] if place else ""
        origins.append(Origin(name, _FIELDS.get(name, ""), how, "{}:{}".format(*place) if place else "", quote, shown))
    sentence = pieces.covering(*_sentence(row)) if _sentence(row) else None
    if sentence and sentence[1] - sentence[0] < _WIDEST:
        lit.append(f"sentence:{sentence[0]}:{sentence[1]}")
    code, region = row["metric_code"] or "", row["region_code"] or ""
    metric = metric_index().metrics.get(code)
    start, end = row["period_start"], row["period_end"]
    return Record(
        at=f"{row['number_start']}:{row['number_end']}",
        printed=row["number_text"],
        value=f"{row['value']:,.15g}",
        unit=row["unit"] or "",
        comparator=row["comparator"],
        comparator_sign=_COMPARATORS.get(row["comparator"], ""),
        metric_text=row["metric_text"] or "",
        metric_code=code,
        metric_name=metric.name if metric else "",
        region_code=region,
        region_name=regions.get(region) or _region_name(region),
        period=period_words(start, end),
        period_iso=" – ".join(day.isoformat() for day in (start, end) if day),
        kind=row["kind"],
        kind_zh=_KINDS.get(row["kind"], ""),
        measure=row["measure"],
        measure_zh=_MEASURES.get(row["measure"], ""),
        confidence=row["confidence"],
        is_doubtful=row["confidence"] < LOW_CONFIDENCE,
        status=_status(row),
        rule=row["rule"] or "",
        origins=origins,
        lit=" ".join(lit),
    )


def _status(row: Row) -> str:
    if row.get("duplicate_of") is not None:
        return "repeated"
    return "other" if row["domain"] == "other" else "coded" if row["metric_code"] else "uncoded"


def _sentence(row: Row) -> tuple[int, ...]:
    start, end = row["sentence_start"], row["sentence_end"]
    return (start, end) if start is not None and end is not None else ()


def _origins(rule: str) -> list[tuple[str, str, tuple[int, int] | None]]:
    found = []
    for match in _ORIGIN.finditer(rule):
        place = (int(match["start"]), int(match["end"])) if match["start"] else None
        found.append((match["field"], match["how"], place))
    return found


def _region_name(code: str) -> str:
    regions = region_index().by_code.get(code)
    return regions[-1].name if regions else ""


def period_words(start: date | None, end: date | None) -> str:
    """An interval as a Chinese reader would say it: 2018年, 2018年上半年, 2018年1–5月, 2021–2025年."""
    if start is None or end is None:
        return " – ".join(day.isoformat() for day in (start, end) if day)
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if whole_months and (start.month, end.month) == (1, 12):
        return f"{start.year}年" if start.year == end.year else f"{start.year}–{end.year}年"
    if whole_months and start.year == end.year:
        months = (start.month, end.month)
        quarter = {(1, 6): "上半年", (7, 12): "下半年", (1, 3): "一季度", (4, 6): "二季度", (7, 9): "三季度"}
        if months in quarter:
            return f"{start.year}年{quarter[months]}"
        return (
            f"{start.year}年{start.month}月"
            if start.month == end.month
            else f"{start.year}年{start.month}–{end.month}月"
        )
    return start.isoformat() if start == end else f"{start.isoformat()} – {end.isoformat()}"
