"""Writes the page: one file that needs nothing else, neither a network nor a server.

Nothing of a bulletin reaches the page but through the template's escaping, as text or as a quoted attribute; the page
holds no data in a script. Should that ever fail, the page's Content-Security-Policy lets only the one script and the
one style sheet run whose digests it names.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TextIO

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from extract.page.view import LOW_CONFIDENCE, DocumentView, document_view

if TYPE_CHECKING:
    from extract.cli import Batch


def write_page(batches: Iterable[Batch], out: TextIO) -> None:
    """Write one page for all the documents; each goes out as soon as it is extracted."""
    style, script = _asset("page.css"), _asset("page.js")
    environment = Environment(
        loader=PackageLoader("extract", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["verbatim"] = _verbatim
    template = environment.get_template("page.html.j2")
    for chunk in template.generate(
        documents=_views(batches),
        style=Markup(style),  # noqa: S704 our own file
        script=Markup(script),  # noqa: S704 our own file
        policy=f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'",
        low_confidence=LOW_CONFIDENCE,
    ):
        out.write(chunk)


def _asset(name: str) -> str:
    return files("extract.page").joinpath(name).read_text(encoding="utf-8")


def _digest(inline: str) -> str:
    return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"


def _verbatim(text: str) -> Markup:
    """Escaped text whose carriage returns survive: a browser reads a bare one as a line feed."""
    return escape(text).replace("\r", Markup("&#13;"))


def _views(batches: Iterable[Batch]) -> Iterator[DocumentView]:
    for batch in batches:
        outcomes = {_key(row): row for row in batch.outcomes.iter_rows(named=True)}
        # A file given twice is two equal documents, each with the mentions of both.
        mentions = _by_document(batch.mentions.unique(["document_id", "source", "ordinal"], maintain_order=True))
        bulletins = _by_document(batch.bulletins.unique(["document_id", "source", "bulletin"], maintain_order=True))
        for document in batch.documents:
            key = (document.document_id, document.source)
            yield document_view(document, outcomes[key], mentions.get(key, []), bulletins.get(key, []))


def _by_document(rows: pl.DataFrame) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows.iter_rows(named=True):
        found.setdefault(_key(row), []).append(row)
    return found


def _key(row: dict[str, Any]) -> tuple[str, str]:
    return row["document_id"], row["source"]
