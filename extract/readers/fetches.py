"""Pages that a scraper fetched again: the same address, another time, mostly the same words.

The address alone does not tell: scrapers write that of a site for all of its pages, or one for all parts of a page.
"""

import re
import zlib

from extract.document import Document

_CLAUSE = re.compile(r"[^\s，。；、：！？,.;:!?|]{3,}")
_SKETCH = 32
_LEAST_LIKENESS = 0.3


class Fetches:
    """Remembers the pages of one file, each by a few numbers, and tells the later fetches of one."""

    def __init__(self) -> None:
        self._first: dict[str, list[tuple[int, tuple[int, ...]]]] = {}

    def line_of(self, document: Document, line: int) -> int:
        """Return the line of the first fetch of this page, which is `line` itself where there was none before."""
        if document.url is None or document.scraped_at is None or not document.text:
            return line
        sketch = sketch_of(document.text)
        known = self._first.setdefault(document.url, [])
        for first, other in known:
            if likeness(sketch, other) >= _LEAST_LIKENESS:
                return first
        known.append((line, sketch))
        return line


def sketch_of(text: str) -> tuple[int, ...]:
    """Return the least hashes of a text's clauses, which stand for all of them."""
    return tuple(sorted({zlib.crc32(clause.encode()) for clause in _CLAUSE.findall(text)})[:_SKETCH])


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimate which share of the clauses of two texts both have."""
    either = sorted({*one, *other})[:_SKETCH]
    return len({*one} & {*other} & {*either}) / len(either) if either else 0.0
