"""Files of each format, built in memory."""

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import docx


def docx_bytes(build: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    build(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_bytes(
    pages: Sequence[Sequence[str]], unicode_of: dict[str, str] | None = None, is_encrypted: bool = False
) -> bytes:
    """Return a PDF of these lines of ASCII; `unicode_of` makes the font claim other characters for some of them."""
    mapped = "".join(f"<{ord(a):02x}> <{ord(b):04x}>\n" for a, b in (unicode_of or {}).items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(unicode_of or {})} beginbfchar\n{mapped}endbfchar endcmap end end"
    ).encode()
    to_unicode = b"/ToUnicode 4 0 R" if unicode_of else b""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding " + to_unicode + b" >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        content = zlib.compress(f"BT /F1 12 Tf 72 720 Td {shown} ET".encode())
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (6 + 2 * number)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
    trailer = b"/Root 1 0 R"
    if is_encrypted:
        key = b"<" + b"5a" * 32 + b">"
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /O " + key + b" /U " + key + b" /P -4 >>")
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    return _assembled(objects, trailer)


def _assembled(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(data))
    return data + head + table + end
