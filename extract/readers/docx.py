"""Word documents: paragraphs and tables in document order, then notes."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.parser import parse_xml
from lxml import etree

from extract.readers.page import DEFAULT_LIMITS, Metadata, Page, ReadLimits, megabytes, unreadable
from extract.readers.tables import Cell, cell_text, is_layout, table_lines

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_PRINTED = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# What tracked changes took away, what repeats another branch, and properties, which hold no text.
_LEFT_OUT = {f"{_MC}Fallback", *(_W + name for name in ("del", "moveFrom", "rt", "pPr", "rPr", "tblPr", "sectPr"))}
_TITLE_STYLES = {"Title", "标题"}
# What python-docx and the libraries under it raise on a package that is cut, encrypted or not a document's.
_DAMAGE = (
    PackageNotFoundError, zipfile.BadZipFile, zlib.error, etree.LxmlError, OSError, EOFError, RuntimeError,
    AttributeError, KeyError, ValueError,
)  # fmt: skip


def read(data: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> Page:
    refusal = _refusal(data, limits)
    if refusal:
        return unreadable(refusal)
    try:
        document = docx.Document(BytesIO(data))
        lines = [line for child in document.element.body for line in _block_lines(child)]
        lines += _note_lines(document)
        title = _title(document)
    except _DAMAGE as error:
        return unreadable(f"the Word document is damaged ({type(error).__name__}: {error}); open it and save it again")
    return Page(text="\n".join(lines), metadata=Metadata(title=title))


def _refusal(data: bytes, limits: ReadLimits) -> str:
    if data.startswith(_OLD_OFFICE):
        return "the file is an old .doc or protected by a password; save it as .docx without one"
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
        return f"the file is no Word document or is cut short ({error}); fetch it again"
    if unpacked > limits.unpacked:
        return f"the document unpacks to {megabytes(unpacked)}, more than the {megabytes(limits.unpacked)} allowed"
    return ""


def _block_lines(element: Any) -> Iterator[str]:
    if element.tag == f"{_W}p":
        yield from _paragraph_lines(element)
    elif element.tag == f"{_W}tbl":
        rows = _rows(element)
        if is_layout(rows):
            for row in _children(element, f"{_W}tr"):
                for cell in _children(row, f"{_W}tc"):
                    for child in cell:
                        yield from _block_lines(child)
        else:
            yield from table_lines(rows)
    elif element.tag not in _LEFT_OUT:
        for child in element:  # content controls, custom XML and tracked insertions wrap blocks
            yield from _block_lines(child)


def _paragraph_lines(paragraph: Any) -> Iterator[str]:
    boxes: list[Any] = []
    yield "".join(_inline(paragraph, boxes))
    for box in boxes:
        for child in box:
            yield from _block_lines(child)


def _inline(element: Any, boxes: list[Any]) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT or (tag == f"{_W}r" and _is_hidden(child)):
            continue
        if tag in (f"{_W}t", f"{_M}t"):
            yield child.text or ""
        elif tag in _PRINTED:
            yield _PRINTED[tag]
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        else:
            yield from _inline(child, boxes)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off")


def _rows(table: Any) -> list[list[Cell]]:
    """Return the table's cells with their spans, which Word spells as marks on each cell covered."""
    rows: list[list[Cell]] = []
    open_cells: dict[int, tuple[int, int]] = {}  # first column -> row and place of a cell that may go on downwards
    for row in _children(table, f"{_W}tr"):
        before = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        cells = [Cell("", columns=before)] if before else []
        column = before
        still_open: dict[int, tuple[int, int]] = {}
        for tc in _children(row, f"{_W}tc"):
            width = _number(tc.find(f"{_W}tcPr/{_W}gridSpan"), 1)
            merge = tc.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and column in open_cells:
                line, place = open_cells[column]
                still_open[column] = line, place
                above = rows[line][place]
                rows[line][place] = Cell(above.text, above.columns, above.rows + 1)
            else:
                if merge is not None:
                    still_open[column] = (len(rows), len(cells))
                cells.append(Cell(cell_text(_cell_lines(tc)), columns=width))
            column += width
        rows.append(cells)
        open_cells = still_open
    return rows


def _cell_lines(tc: Any) -> Iterator[str]:
    for child in tc:
        yield from (line.strip("| ") if child.tag == f"{_W}tbl" else line for line in _block_lines(child))


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Yield the element's children of that tag, through content controls and the like."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _children(child, tag)


def _number(element: Any, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{_W}val", "")
    return int(value) if value.isascii() and value.isdigit() else otherwise


def _note_lines(document: "WordDocument") -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        for note in parse_xml(relation.target_part.blob):
            if note.get(f"{_W}type") is None:  # the typed ones are separators
                for child in note:
                    yield from _block_lines(child)


def _title(document: "WordDocument") -> str | None:
    """Return the first paragraph in the Title style: the file's own properties mostly name its template."""
    for paragraph in document.paragraphs[:20]:
        if paragraph.style is not None and paragraph.style.name in _TITLE_STYLES and paragraph.text.strip():
            return paragraph.text.strip()
    return None
