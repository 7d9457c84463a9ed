"""Files and folders to Documents."""

import codecs
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from pathlib import Path

from extract.document import Document
from extract.readers.assemble import read_page, too_large, unreadable_document
from extract.readers.fetches import Fetches
from extract.readers.formats import format_of
from extract.readers.page import DEFAULT_LIMITS, ReadLimits
from extract.readers.sidecar import SIDECAR_SUFFIX, sidecar_names

_UNFINISHED = (".part", ".tmp", ".temp", ".crdownload", ".download", ".partial", ".filepart", ".!ut", ".swp", "~")
_CHUNK = 1024 * 1024


def iter_files(folder: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield the files below `folder` that can be read, sorted by path.

    Sidecars, hidden files and folders, downloads under way and other formats are left out (`iter_unsupported` has these
    last). Linked folders are not entered: a link can lead in circles.
    """
    return (path for path in _files_below(Path(folder)) if format_of(path.name) is not None)


def iter_unsupported(folder: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield the files below `folder` that `iter_files` leaves out for their format, sorted by path.

    `read_file` gives each of them a Document that says which formats are read.
    """
    return (path for path in _files_below(Path(folder)) if format_of(path.name) is None)


def read_file(
    path: str | os.PathLike[str], source: str | None = None, limits: ReadLimits = DEFAULT_LIMITS
) -> list[Document]:
    """Return the Documents of a file: one, or one a page for JSON Lines. `source` defaults to the path as given.

    Nothing about the file or its content is raised: a file that cannot be opened or read is a Document of status
    ``unreadable`` whose message says why.
    """
    return list(iter_documents(path, source, limits))


def iter_documents(
    path: str | os.PathLike[str], source: str | None = None, limits: ReadLimits = DEFAULT_LIMITS
) -> Iterator[Document]:
    """Yield what `read_file` returns, a page at a time: a JSON Lines file of any size is never held whole."""
    file = Path(path)
    name = _printable(os.fspath(path) if source is None else source)
    try:
        size = file.stat().st_size
        sidecar = _sidecar(file)
        found = format_of(file.name)
        if found is not None and found.media_type == "jsonl":
            with file.open("rb") as stream:
                yield from _jsonl_documents(stream, name, sidecar, limits)
        elif size > limits.page:
            with file.open("rb") as stream:
                digest = _digest_of(stream, sidecar)
            yield unreadable_document(digest, name, size, too_large(size, limits))
        else:
            yield read_page(file.read_bytes(), name, name=file.name, sidecar=sidecar, limits=limits)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        digest = hashlib.sha256(b"unopened\0" + name.encode()).hexdigest()
        yield unreadable_document(
            digest, name, 0, f"the file cannot be opened: {reason}; check its path and permissions"
        )


def _files_below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if _is_whole(name)]
    return sorted((path for path in found if path.is_file()), key=lambda path: path.relative_to(folder).as_posix())


def _is_whole(name: str) -> bool:
    lower = name.lower()
    return not name.startswith((".", "~$")) and not lower.endswith((SIDECAR_SUFFIX, *_UNFINISHED))


def _sidecar(file: Path) -> bytes | None:
    for name in sidecar_names(file.name):
        try:
            return file.with_name(name).read_bytes()
        except FileNotFoundError:
            continue
        except OSError:
            return b""  # present but closed to us: told of as a broken sidecar
    return None


def _jsonl_documents(
    stream: BufferedReader, source: str, sidecar: bytes | None, limits: ReadLimits
) -> Iterator[Document]:
    if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        message = "JSON Lines are not read in UTF-16; save the file as UTF-8"
        stream.seek(0)
        digest = _digest_of(stream, sidecar)
        yield unreadable_document(digest, source, stream.tell(), message)
        return
    stream.seek(0)
    number = 0
    is_empty = True
    fetches = Fetches()
    while line := stream.readline(limits.page + 1):
        number += 1
        page_source = f"{source}#{number}"
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        is_empty = False
        if len(line) > limits.page:
            digest, size = _skip_line(stream, line, sidecar)
            yield unreadable_document(digest, page_source, size, too_large(size, limits))
        else:
            data = line.rstrip(b"\r\n")
            page = read_page(data, page_source, name="page.jsonl", sidecar=sidecar, limits=limits)
            yield replace(page, source=f"{source}#{fetches.line_of(page, number)}")
    if is_empty:
        yield read_page(b"", source, name="page.jsonl", sidecar=sidecar)


def _skip_line(stream: BufferedReader, start: bytes, sidecar: bytes | None) -> tuple[str, int]:
    """Pass over the rest of a line too long to hold, and return its digest and size."""
    digest, size, chunk = hashlib.sha256(start), len(start), start
    while not chunk.endswith(b"\n") and (chunk := stream.readline(_CHUNK)):
        digest.update(chunk)
        size += len(chunk)
    if sidecar is not None:
        digest.update(b"\0" + sidecar)
    return digest.hexdigest(), size


def _digest_of(stream: BufferedReader, sidecar: bytes | None) -> str:
    digest = hashlib.file_digest(stream, "sha256")
    if sidecar is not None:
        digest.update(b"\0" + sidecar)
    return digest.hexdigest()


def _printable(path: str) -> str:
    """Return the path as text that can be written anywhere: bytes of a name that are no UTF-8 are spelled out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
