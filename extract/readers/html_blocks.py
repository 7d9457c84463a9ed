"""An HTML tree as blocks of text in reading order: paragraphs, headings, list items and tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from extract.readers.tables import Cell, cell_text, is_layout, table_lines

_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark o:p q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr"
)
_NO_TEXT_TAGS = (
    "script style noscript template head title iframe object embed applet svg canvas audio video map select option "
    "button textarea input rp rt meta link"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_NO_TEXT = frozenset(_NO_TEXT_TAGS.split())
# What browsers collapse; ideographic and non-breaking spaces are characters of the text.
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES_AT_LINE_END = re.compile(r" *\n *")
# A line of the source that ends between two Chinese characters is no space of the text.
_BROKEN_LINE = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\u9fff\uff00-\uffef])")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that the page sets apart.

    Attributes:
        text: its text; `<br>` and the rows of a table are line ends.
        element: the innermost element that sets it apart.
        linked: how many of its characters are link text.
        is_table: whether it is a table's rows.

    """

    text: str
    element: Any
    linked: int = 0
    is_table: bool = False


def parse(html: str) -> tuple[Any, bool]:
    """Return the root element (None if there is no markup), and whether the page nests too deeply to be whole.

    Nothing is fetched and no entity beyond HTML's own is expanded.
    """
    # Without huge_tree libxml2 drops everything below 256 levels without a word; with it, below 2048 and says so.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    root = etree.fromstring(html.replace("\x00", "").encode("utf-8", "replace"), parser)
    return root, any("Excessive depth" in entry.message for entry in parser.error_log)


def blocks_of(root: Any) -> list[Block]:
    """Return the blocks below `root` that hold more than white space."""
    return [block for block in _Walk(root).blocks() if block.text.strip()]


class _Walk:
    """One pass over a tree, without recursion: pages nest deeper than Python's stack."""

    def __init__(self, root: Any) -> None:
        self._walk = etree.iterwalk(root, events=("start", "end"))
        self._root = root
        self._parts: list[str] = []
        self._linked = 0
        self._open_links = 0
        self._open_pre = 0
        self._owners = [root]

    def blocks(self) -> Iterator[Block]:
        for event, element in self._walk:
            tag = element.tag
            if event == "start":
                yield from self._start(element, tag)
            else:
                yield from self._end(element, tag)
        yield from self._flush()

    def _start(self, element: Any, tag: str) -> Iterator[Block]:
        if tag in _NO_TEXT:
            self._walk.skip_subtree()
            return
        if tag == "table":
            rows = _rows(element)
            if not is_layout(rows):
                yield from self._flush()
                lines = [*_caption(element), *table_lines(rows)]
                yield Block("\n".join(lines), element, linked=_link_length(element), is_table=True)
                self._walk.skip_subtree()
                self._owners.append(element)
                return
        if tag == "br":
            self._parts.append("\n")
        elif tag == "a":
            self._open_links += 1
        elif tag not in _INLINE:
            yield from self._flush()
            self._owners.append(element)
            self._open_pre += tag == "pre"
        self._add(element.text)

    def _end(self, element: Any, tag: str) -> Iterator[Block]:
        if tag == "a":
            self._open_links -= 1
        elif tag not in _INLINE and tag not in _NO_TEXT and tag != "br":
            yield from self._flush()
            self._owners.pop()
            self._open_pre -= tag == "pre"
        if element is not self._root:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self._open_pre:
            text = _WHITE_SPACE.sub(" ", _BROKEN_LINE.sub("", text))
        self._parts.append(text)
        if self._open_links:
            self._linked += len(text.strip())

    def _flush(self) -> Iterator[Block]:
        if self._parts:
            text = _SPACES_AT_LINE_END.sub("\n", "".join(self._parts)).strip(" \n")
            if not self._open_pre:
                text = re.sub(" {2,}", " ", text)
            yield Block(text, self._owners[-1], linked=self._linked)
        self._parts, self._linked = [], 0


def _rows(table: Any) -> list[list[Cell]]:
    if next(table.iterdescendants("table"), None) is not None:
        return []  # a table around tables is layout
    return [
        [
            Cell(cell_text(block.text for block in blocks_of(cell)), _span(cell, "colspan"), _span(cell, "rowspan"))
            for cell in row.iterchildren("td", "th")
        ]
        for row in table.iterdescendants("tr")
    ]


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _caption(table: Any) -> list[str]:
    captions = (cell_text(caption.itertext()) for caption in table.iterchildren("caption"))
    return [caption for caption in captions if caption]


def _link_length(element: Any) -> int:
    return sum(len("".join(link.itertext()).strip()) for link in element.iterdescendants("a"))
