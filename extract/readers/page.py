"""What a format's reader gives back, before it becomes a Document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a page beside its text; None where nothing is."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    scraped_at: datetime | None = None

    def filled_from(self, other: "Metadata") -> "Metadata":
        """Return these values, with those of `other` where there is none here."""
        missing = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **missing)


@dataclass(frozen=True, slots=True)
class Page:
    """The outcome of reading one page; `text` is None exactly if it is unreadable, and then `message` says why."""

    text: str | None
    encoding: str | None = None
    message: str = ""
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Sizes in bytes above which a file is refused rather than read.

    Attributes:
        page: one page: a file, or a line of a JSON Lines file.
        unpacked: all that a docx archive unpacks to; a small archive can hold gigabytes of zeros.

    """

    page: int = 200 * 1024 * 1024
    unpacked: int = 500 * 1024 * 1024


DEFAULT_LIMITS = ReadLimits()


def unreadable(message: str) -> Page:
    return Page(text=None, message=message)


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB"


def without_surrogates(text: str) -> str:
    """Replace lone surrogates, which JSON escapes can spell but no encoding can write, by U+FFFD each."""
    return _SURROGATE.sub("\ufffd", text)


def first_value(record: Mapping[str, object], names: tuple[str, ...]) -> object:
    """Return the first value of `names` that is neither missing, null nor blank."""
    for name in names:
        value = record.get(name)
        if value is not None and not (isinstance(value, str) and not value.strip()):
            return value
    return None
