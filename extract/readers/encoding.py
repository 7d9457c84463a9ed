"""Bytes to text, by what the bytes themselves show."""

import codecs
import re
from dataclasses import dataclass
from functools import cache

# Longer marks first: the mark of UTF-32 little-endian begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_KNOWN_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (docx, xlsx, ...)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a rar archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
)
_WITHOUT_A_MARK = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_SAMPLE_BYTES = 65536
_MIN_PLAUSIBLE_SHARE = 0.6
_HIGH_OR_NUL = re.compile(rb"[\x00\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PLAIN = re.compile(r"[\t-\r\x1b -~]+")
# General punctuation, arrows, maths, enclosed numbers, CJK punctuation, full-width forms and what prints ‰, ℃, ㎡, ·.
_SYMBOL = re.compile(r"[\u00a0-\u00ff\u2000-\u206f\u2100-\u25ff\u3000-\u303f\u3200-\u33ff\ufe30-\ufe4f\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` is None if no encoding fits; `message` then says so, and otherwise tells of replaced bytes."""

    text: str | None
    encoding: str | None
    message: str = ""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a page: UTF-8, UTF-16, UTF-32 or GB18030, with or without a byte order mark (which is dropped).

    `declared` is what the page says of itself; it is one candidate more and never overrules what the bytes show.
    Nothing else changes: line ends, white space and control characters stay. A handful of damaged bytes become U+FFFD
    and are told of; more of them, or bytes that are no text, give no text at all.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    if b"\x00" not in data[:_SAMPLE_BYTES]:
        try:
            return _unless_binary(data.decode("utf-8"), "utf-8", data)
        except UnicodeDecodeError:
            pass
    candidates = _candidates(declared)
    start = _first_telling_byte(data)
    sample = data[start : start + _SAMPLE_BYTES]
    # max() keeps the first of equals, so the order of the candidates settles ties.
    best = max(candidates, key=lambda encoding: _plausible_share(sample.decode(encoding, "replace")))
    if _plausible_share(sample.decode(best, "replace")) < _MIN_PLAUSIBLE_SHARE:
        return Decoded(None, None, _not_text(data))
    return _decode_as(data, best)


def _candidates(declared: str | None) -> list[str]:
    try:
        name = codecs.lookup(declared or "").name
        "".encode(name)  # a declared name such as "hex" is a codec, but none of text
    except (LookupError, ValueError):
        return list(_WITHOUT_A_MARK)
    if name in ("gb2312", "gbk", "cp936", "hz"):
        name = "gb18030"
    if name in ("utf-16", "utf-32", "utf-7", "utf-8-sig", "idna", "punycode", "unicode_escape", "raw_unicode_escape"):
        return list(_WITHOUT_A_MARK)
    return [name, *(encoding for encoding in _WITHOUT_A_MARK if encoding != name)]


def _first_telling_byte(data: bytes) -> int:
    found = _HIGH_OR_NUL.search(data)
    return (found.start() if found else 0) & ~1  # UTF-16 units begin at even places


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        return _unless_binary(data.decode(encoding), encoding, data)
    except UnicodeDecodeError as error:
        first_damage = error.start
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    if damaged > max(3, len(text) // 1000):
        return Decoded(None, None, _not_text(data))
    message = (
        f"{damaged} damaged place(s), the first at byte {first_damage}, do not fit {encoding} and read U+FFFD; "
        "fetch the page again if a figure is affected"
    )
    decoded = _unless_binary(text, encoding, data)
    return Decoded(decoded.text, decoded.encoding, decoded.message or message)


def _unless_binary(text: str, encoding: str, data: bytes) -> Decoded:
    if len(_CONTROL.findall(text)) > max(1, len(text) // 100):
        return Decoded(None, None, _not_text(data))
    return Decoded(text, encoding)


def _not_text(data: bytes) -> str:
    for signature, name in _KNOWN_SIGNATURES:
        if data.startswith(signature):
            return f"the content is {name}, not text; give the file the suffix of its format"
    return "the bytes are not text in UTF-8, UTF-16 or GB18030; save the page as UTF-8, or fetch it again"


def _plausible_share(text: str) -> float:
    """Share of characters likely in a Chinese page, among those that tell encodings apart (not plain ASCII)."""
    telling = _PLAIN.sub("", text)
    if not telling:
        return 1.0
    common = _common_han()
    return sum(char in common or _SYMBOL.match(char) is not None for char in telling) / len(telling)


@cache
def _common_han() -> frozenset[str]:
    """Return the everyday characters, level 1 of GB 2312 and of Big5, out of the codecs themselves."""
    simplified = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    cells = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = bytes(byte for row in range(0xA4, 0xC7) for cell in cells for byte in (row, cell))
    return frozenset(simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore"))
