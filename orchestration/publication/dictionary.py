"""The data dictionary: every table, view and column with what its comment says, as CSV and as a page to read.

Comments are the descriptions of the dbt models, which travel with the tables; nothing is described twice.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from orchestration.publication.exports import BYTE_ORDER_MARK
from orchestration.publication.relations import Relation

TEMPLATES = Path(__file__).with_name("templates")
DICTIONARY_CSV = "data_dictionary.csv"
DICTIONARY_PAGE = "data_dictionary.html"
HEADINGS = ("table", "kind", "rows", "column", "type", "key", "references", "description_en", "description_zh")


@dataclass(frozen=True, slots=True)
class Entry:
    """One column as the dictionary tells of it."""

    name: str
    type: str
    key: str
    references: str
    english: str
    chinese: str


def write_dictionary(folder: Path, marts: Sequence[Relation], rows: dict[str, int]) -> list[Path]:
    """Write both files into `folder` and return them."""
    table, page = folder / DICTIONARY_CSV, folder / DICTIONARY_PAGE
    with table.open("w", encoding="utf-8", newline="") as file:
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEADINGS)
        for relation in marts:
            kind, count = _kind(relation), rows.get(relation.name, "")
            writer.writerow([relation.name, kind, count, "", "", "", "", *two_languages(relation.comment)])
            for entry in entries(relation):
                writer.writerow(
                    [
                        relation.name,
                        kind,
                        "",
                        entry.name,
                        entry.type,
                        entry.key,
                        entry.references,
                        entry.english,
                        entry.chinese,
                    ]
                )
    template = environment().get_template("dictionary.html.j2")
    page.write_text(
        template.render(
            relations=[
                {
                    "name": relation.name,
                    "kind": _kind(relation),
                    "rows": rows.get(relation.name),
                    "description": two_languages(relation.comment),
                    "columns": list(entries(relation)),
                }
                for relation in marts
            ]
        ),
        encoding="utf-8",
    )
    return [table, page]


def entries(relation: Relation) -> Iterator[Entry]:
    points_to = {key.column: f"{key.to_table}.{key.to_column}" for key in relation.foreign_keys}
    for column in relation.columns:
        keys = ["PK"] * (column.name in relation.primary_key) + ["FK"] * (column.name in points_to)
        yield Entry(
            column.name,
            column.type,
            " ".join(keys),
            points_to.get(column.name, ""),
            *two_languages(column.comment),
        )


def two_languages(comment: str | None) -> tuple[str, str]:
    """Split a comment "English. 中文：…。 One row per …." into its English and its Chinese part."""
    text = " ".join((comment or "").split())
    english, _, rest = text.partition("中文：")
    # What follows the Chinese part is English again: the grain of a table.
    grain = re.search(r"\s(One row per [\x20-\x7e]*)$", rest)
    chinese = rest[: grain.start()] if grain else rest
    return " ".join(filter(None, [english.strip(), grain.group(1) if grain else ""])), chinese.strip()


def environment() -> jinja2.Environment:
    """Templates of the pages of a release; what bulletins say is escaped."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _kind(relation: Relation) -> str:
    return "view" if relation.is_view else "table"
