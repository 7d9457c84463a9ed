"""The sidecar: `NAME.meta.json` beside a scraped file, with what its scraper knew of it."""

import json
from collections.abc import Callable
from pathlib import PurePath
from typing import TypeVar

from extract.readers.dates import parse_day, parse_moment
from extract.readers.encoding import decode
from extract.readers.page import Metadata, without_surrogates

Parsed = TypeVar("Parsed")

SIDECAR_SUFFIX = ".meta.json"


def sidecar_names(name: str) -> tuple[str, str]:
    """Return the file names a sidecar of the file `name` may have; the first that exists counts."""
    return name + SIDECAR_SUFFIX, PurePath(name).stem + SIDECAR_SUFFIX


def read_sidecar(data: bytes) -> tuple[Metadata, str]:
    """Return what the sidecar tells, and a message on what of it could not be used (empty if all could).

    Never raises: a broken sidecar costs its own fields only.
    """
    try:
        record = json.loads(decode(data).text or "")
    except (ValueError, RecursionError) as error:
        return Metadata(), f"the sidecar is not JSON ({error}) and was left out; correct or delete it"
    if not isinstance(record, dict):
        return Metadata(), "the sidecar is not a JSON object and was left out; correct or delete it"
    wrong: list[str] = []
    metadata = Metadata(
        title=_text(record, "title", wrong),
        url=_text(record, "url", wrong),
        publisher=_text(record, "publisher", wrong),
        published_on=_parsed(record, "published_on", parse_day, wrong),
        scraped_at=_parsed(record, "scraped_at", parse_moment, wrong),
    )
    message = f"the sidecar's {', '.join(wrong)} cannot be used; correct the value(s)" if wrong else ""
    return metadata, message


def _text(record: dict[str, object], name: str, wrong: list[str]) -> str | None:
    value = record.get(name)
    if isinstance(value, str):
        return without_surrogates(value.strip()) or None
    if value is not None:
        wrong.append(name)
    return None


def _parsed(
    record: dict[str, object], name: str, parse: Callable[[object], Parsed | None], wrong: list[str]
) -> Parsed | None:
    value = record.get(name)
    parsed = parse(value)
    if parsed is None and value not in (None, ""):
        wrong.append(name)
    return parsed
