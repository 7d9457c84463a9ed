"""Documents with mentions at given places, as the extraction would return them, and the page parsed back."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any

import polars as pl

from extract.cli import Batch
from extract.document import Document
from extract.page import write_page
from extract.schema import BULLETIN_SCHEMA, MENTION_SCHEMA, OUTCOME_SCHEMA

_VOID = frozenset({"meta", "input", "br", "img", "link"})


def document(text: str | None, source: str = "通报.txt", **columns: Any) -> Document:
    status = "unreadable" if text is None else "read" if text.strip() else "empty"
    values = dict.fromkeys(("title", "url", "publisher", "published_on", "scraped_at", "encoding")) | {
        "document_id": f"id of {source}",
        "source": source,
        "text": text,
        "media_type": "text",
        "byte_size": 1,
        "status": status,
        "message": "",
    }
    return Document(**(values | columns))


def mention(of: Document, ordinal: int, number: str, nth: int = 0, **columns: Any) -> dict[str, Any]:
    """A mention of the nth place where `number` stands in the text."""
    assert of.text is not None
    start = -1
    for _ in range(nth + 1):
        start = of.text.index(number, start + 1)
    return (
        dict.fromkeys(MENTION_SCHEMA)
        | {
            "document_id": of.document_id,
            "source": of.source,
            "bulletin": 0,
            "ordinal": ordinal,
            "number_start": start,
            "number_end": start + len(number),
            "number_text": number,
            "value": 1.0,
            "unit": "%",
            "metric_text": "签约率",
            "period_start": date(2023, 1, 1),
            "period_end": date(2023, 12, 31),
            "year": 2023,
            "kind": "actual",
            "measure": "level",
            "comparator": "=",
            "sentence": of.text,
            "sentence_start": 0,
            "sentence_end": len(of.text),
            "rule": "metric=before region=bulletin",
            "confidence": 0.9,
            "domain": "health",
        }
        | columns
    )


def batch(documents: list[Document], mentions: list[dict[str, Any]], bulletins: Any = (), **outcome: Any) -> Batch:
    outcomes = [
        dict.fromkeys(OUTCOME_SCHEMA)
        | {
            "document_id": each.document_id,
            "source": each.source,
            "status": "extracted" if each.status == "read" else each.status,
            "unmatched_count": 0,
            "message": each.message,
        }
        | outcome
        for each in documents
    ]
    rows = [dict.fromkeys(BULLETIN_SCHEMA) | row for row in bulletins]
    return Batch(
        documents,
        pl.DataFrame(mentions, schema=MENTION_SCHEMA),
        pl.DataFrame(outcomes, schema=OUTCOME_SCHEMA),
        pl.DataFrame(rows, schema=BULLETIN_SCHEMA),
    )


def page_of(*batches: Batch) -> str:
    out = io.StringIO()
    write_page(batches, out)
    return out.getvalue()


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    def all(self, css_class: str | None = None, tag: str | None = None) -> list[Element]:
        """Every element below with that class or tag, in document order."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                if (css_class is None or css_class in child.classes) and tag in (None, child.tag):
                    found.append(child)
                found += child.all(css_class, tag)
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("root", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self.at)
        self.at.children.append(element)
        if tag not in _VOID:
            self.at = element

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"<{self.at.tag}> closed by </{tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parsed(page: str) -> Element:
    """The page as a tree; fails on a tag that is not closed where it should be."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert builder.at is builder.root
    return builder.root
