"""Builds the sample bulletins that are no plain text, from the text in binary_sources/.

usage: python samples/build_binary_samples.py

Writes the .docx and .pdf samples under samples/landing. The same sources give the same bytes, so that a rebuild
changes no document's identity. The PDF names a font of the Adobe-GB1 collection instead of embedding one: every reader
knows its characters, and the file stays a few kilobytes.
"""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from docx import Document

SAMPLES = Path(__file__).resolve().parent
SOURCES = SAMPLES / "binary_sources"
LANDING = SAMPLES / "landing"

Block = tuple[str, list[str]]  # ("title" | "heading" | "paragraph", [text]) or ("row", cells)

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 70  # A4 in points
TEXT_SIZE, LEADING = 11, 19
CELL_WIDTH = 150


def blocks(source: Path) -> Iterator[Block]:
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            yield "row", [cell.strip() for cell in line.strip("|").split("|")]
        elif line.startswith("## "):
            yield "heading", [line[3:]]
        elif line.startswith("# "):
            yield "title", [line[2:]]
        elif line:
            yield "paragraph", [line]


def write_docx(source: Path, target: Path) -> None:
    document = Document()
    table = None
    for kind, cells in blocks(source):
        if kind != "row":
            table = None
        if kind == "title":
            document.add_heading(cells[0], level=0)
        elif kind == "heading":
            document.add_heading(cells[0], level=1)
        elif kind == "paragraph":
            document.add_paragraph(cells[0])
        else:
            if table is None:
                table = document.add_table(rows=0, cols=len(cells), style="Table Grid")
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
    document.core_properties.created = document.core_properties.modified = datetime(2023, 3, 22)  # noqa: DTZ001
    packed = io.BytesIO()
    document.save(packed)
    target.write_bytes(_with_fixed_times(packed))


def _with_fixed_times(packed: io.BytesIO) -> bytes:
    """Date every member of the archive 1980-01-01: python-docx stamps them with the clock."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def write_pdf(source: Path, target: Path) -> None:
    """Write a text-layer PDF, hard-wrapped at the line width, table cells set in columns."""
    pages: list[list[bytes]] = [[]]
    y = PAGE_HEIGHT - MARGIN
    used: set[str] = set()
    for kind, cells in blocks(source):
        size = {"title": 16, "heading": 13}.get(kind, TEXT_SIZE)
        indent = "　　" if kind == "paragraph" else ""
        lines = [cells] if kind == "row" else [[line] for line in wrap(indent + cells[0], size)]
        for line in lines:
            if y < MARGIN:
                pages.append([])
                y = PAGE_HEIGHT - MARGIN
            for column, text in enumerate(line):
                used.update(text)
                x = MARGIN + column * CELL_WIDTH
                pages[-1].append(
                    f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET".encode("ascii")
                )
            y -= LEADING
    target.write_bytes(_pdf([b"\n".join(page) for page in pages], _font_objects(used), b"/Font << /F1 {font} 0 R >>"))


def wrap(text: str, size: int) -> Iterator[str]:
    """Break into lines no wider than the page: a full-width character takes one em, an ASCII character half of it."""
    room = (PAGE_WIDTH - 2 * MARGIN) / size
    line, width = "", 0.0
    for character in text:
        step = 0.5 if character.isascii() else 1.0
        if width + step > room:
            yield line
            line, width = "", 0.0
        line += character
        width += step
    yield line


def _font_objects(used: Iterable[str]) -> list[bytes]:
    """Return Type 0 font, descendant, descriptor and ToUnicode map; ``{n}`` stands for the n-th of them."""
    pairs = [f"<{ord(c):04X}> <{ord(c):04X}>" for c in sorted(used)]
    groups = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]  # the format allows 100 entries a group
    mapping = "\n".join(f"{len(g)} beginbfchar\n" + "\n".join(g) + "\nendbfchar" for g in groups)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Sample def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{mapping}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [{1} 0 R] /ToUnicode {3} 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor {2} 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        _stream(cmap),
    ]


def write_scanned_pdf(target: Path) -> None:
    """Write a page that is nothing but a grey picture, as a scanner leaves it: there is no text to read."""
    side = 64
    pixels = bytes((x * y) % 251 for y in range(side) for x in range(side))
    picture = _stream(
        pixels,
        f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    page = f"q {PAGE_WIDTH} 0 0 {PAGE_HEIGHT} 0 0 cm /I1 Do Q".encode("ascii")
    target.write_bytes(_pdf([page], [picture], b"/XObject << /I1 {font} 0 R >>"))


def write_broken_docx(target: Path) -> None:
    """Write bytes that begin as a docx does and are none."""
    target.write_bytes(b"PK\x03\x04" + b"".join(hashlib.sha256(bytes([n])).digest() for n in range(40)))


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data, 9)
    return (
        f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode("ascii")
        + packed
        + b"\nendstream"
    )


def _pdf(contents: list[bytes], shared: list[bytes], resources: bytes) -> bytes:
    """Put the file together: catalogue 1, page tree 2, the shared objects, then each page and its content."""
    first_shared = 3
    first_page = first_shared + len(shared)
    for offset in range(len(shared)):
        shared = [o.replace(b"{%d}" % offset, b"%d" % (first_shared + offset)) for o in shared]
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode("ascii"),
        *shared,
    ]
    for n, content in enumerate(contents):
        box = f"/MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] /Contents {first_page + 2 * n + 1} 0 R".encode("ascii")
        used = resources.replace(b"{font}", b"%d" % first_shared)
        objects += [b"<< /Type /Page /Parent 2 0 R " + box + b" /Resources << " + used + b" >> >>", _stream(content)]
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def main() -> None:
    for folder in ("jiangsu", "sichuan", "anhui"):
        (LANDING / folder).mkdir(parents=True, exist_ok=True)
    zhenjiang, sichuan = "321100_zhenjiang_2022_summary", "510000_sichuan_2017_communique"
    write_docx(SOURCES / f"{zhenjiang}.md", LANDING / "jiangsu" / f"{zhenjiang}.docx")
    write_pdf(SOURCES / f"{sichuan}.md", LANDING / "sichuan" / f"{sichuan}.pdf")
    write_scanned_pdf(LANDING / "anhui" / "341400_chaohu_2010_communique.pdf")
    write_broken_docx(LANDING / "anhui" / "340181_chaohu_2012_summary.docx")


if __name__ == "__main__":
    main()
