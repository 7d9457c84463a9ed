"""Bytes of a page to its Document; no disk here, and nothing raised."""

import hashlib

from extract.document import Document, MediaType, ReadStatus
from extract.readers.formats import Format, format_of, formats_read
from extract.readers.page import DEFAULT_LIMITS, Metadata, Page, ReadLimits, megabytes, unreadable
from extract.readers.sidecar import read_sidecar


def read_page(
    data: bytes, source: str, name: str | None = None, sidecar: bytes | None = None, limits: ReadLimits = DEFAULT_LIMITS
) -> Document:
    """Return the Document of one page's bytes; whatever they are, there is exactly one.

    `name` is the file name that tells the format, `source` if None (of a .jsonl file, `data` is a single line);
    `sidecar` the bytes of its `.meta.json`, whose values go before the page's own.
    """
    file_format = format_of(name or source)
    page = _read(file_format, data, limits) if file_format else _unsupported()
    notes = [page.message]
    metadata = page.metadata
    if sidecar is not None:
        known, note = read_sidecar(sidecar)
        metadata = known.filled_from(metadata)
        notes.append(note)
    message = "; ".join(note for note in notes if note)
    digest = page_digest(data, sidecar)
    return _document(
        digest, source, _media_type(file_format), len(data), Page(page.text, page.encoding, message, metadata)
    )


def unreadable_document(digest: str, source: str, byte_size: int, message: str) -> Document:
    """Return the Document of a file whose bytes never got to a reader."""
    return _document(digest, source, _media_type(format_of(source)), byte_size, unreadable(message))


def page_digest(data: bytes, sidecar: bytes | None) -> str:
    digest = hashlib.sha256(data)
    if sidecar is not None:
        digest.update(b"\0" + sidecar)
    return digest.hexdigest()


def _read(file_format: Format, data: bytes, limits: ReadLimits) -> Page:
    if len(data) > limits.page:
        return unreadable(too_large(len(data), limits))
    try:
        return file_format.read(data, limits)
    except Exception as error:
        # The readers foresee what their formats go wrong with; whatever else a hostile file finds in the
        # libraries under them still costs that file only.
        return unreadable(f"the {file_format.media_type} reader failed on it ({type(error).__name__}: {error})")


def too_large(size: int, limits: ReadLimits) -> str:
    return f"the page has {megabytes(size)}, more than the {megabytes(limits.page)} allowed; split it"


def _unsupported() -> Page:
    return unreadable(f"the format is not read; the formats read are {formats_read()}")


def _media_type(file_format: Format | None) -> MediaType:
    return file_format.media_type if file_format else "unknown"


def _document(digest: str, source: str, media_type: MediaType, byte_size: int, page: Page) -> Document:
    status: ReadStatus = "read"
    message = page.message
    if page.text is None:
        status = "unreadable"
    elif not page.text.strip():
        status = "empty"
        message = message or "nothing but white space; fetch the page again if it should hold text"
    metadata: Metadata = page.metadata
    return Document(
        document_id=digest,
        source=source,
        text=page.text,
        title=metadata.title,
        url=metadata.url,
        publisher=metadata.publisher,
        published_on=metadata.published_on,
        scraped_at=metadata.scraped_at,
        media_type=media_type,
        encoding=page.encoding,
        byte_size=byte_size,
        status=status,
        message=message,
    )
