"""Plain text and Markdown: the file as decoded, nothing stripped and no line end changed."""

from extract.readers.encoding import decode
from extract.readers.page import DEFAULT_LIMITS, Page, ReadLimits


def read(data: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> Page:  # noqa: ARG001 - the readers share one signature
    decoded = decode(data)
    return Page(text=decoded.text, encoding=decoded.encoding, message=decoded.message)
