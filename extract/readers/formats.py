"""Which reader reads which file, by suffix. A new format is a module with `read(data, limits)` and a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from extract.document import MediaType
from extract.readers.page import Page, ReadLimits


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read; its module is imported when the first such file is met, because some take long."""

    media_type: MediaType
    module: str

    @property
    def read(self) -> Callable[[bytes, ReadLimits], Page]:
        read: Callable[[bytes, ReadLimits], Page] = import_module(f"extract.readers.{self.module}").read
        return read


FORMATS = {
    ".txt": Format("text", "text"),
    ".md": Format("markdown", "text"),
    ".html": Format("html", "html"),
    ".htm": Format("html", "html"),
    ".shtml": Format("html", "html"),
    ".xhtml": Format("html", "html"),
    ".docx": Format("docx", "docx"),
    ".pdf": Format("pdf", "pdf"),
    ".jsonl": Format("jsonl", "jsonl"),
}


def format_of(name: str) -> Format | None:
    return FORMATS.get(PurePath(name).suffix.lower())


def formats_read() -> str:
    return ", ".join(FORMATS)
