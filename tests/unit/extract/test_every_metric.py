"""Every metric of the catalogue, under each of its names, in the sentences that bulletins write most."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from reading import CLOSING, SUMMARY

from extract import extract_batch

LEVEL, CHANGE, CHANGE_PCT = "level", "change", "change_pct"


@dataclass(frozen=True)
class Row:
    """A metric with one of its names, and the unit printed behind its level."""

    code: str
    name: str
    unit: str
    value_type: str


@cache
def names(*, aliases: bool) -> tuple[Row, ...]:
    """The metrics by name (and alias) in catalogue order; a ratio (1:1.2) is written otherwise and left out."""
    with (files("extract") / "catalogue" / "metrics.csv").open(encoding="utf-8-sig", newline="") as lines:
        return tuple(
            Row(row["metric_code"], name, row["unit"], row["value_type"])
            for row in csv.DictReader(lines)
            for name in dict.fromkeys([row["name_zh"], *(row["aliases_zh"].split("|") if aliases else [])])
            if row["value_type"] != "ratio" and name and "/" not in name
        )


def misread(sentences: list[tuple[str, list[tuple[str, str, str]]]]) -> list[str]:
    """Sentences whose mentions are not exactly the wanted (number, code, measure)s, with what was found."""
    documents = pl.DataFrame(
        {
            "document_id": [str(number) for number in range(len(sentences))],
            "source": "s.txt",
            "text": [text + CLOSING for text, _ in sentences],
            "title": SUMMARY,
            "published_on": date(2023, 1, 16),
        }
    )
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for mention in extract_batch(documents).mentions.iter_rows(named=True):
        row = (mention["number_text"], mention["metric_code"], mention["measure"])
        found[mention["document_id"]].append(row)
    return [
        f"{text} {found[str(number)]}"
        for number, (text, wanted) in enumerate(sentences)
        if found[str(number)] != wanted
    ]


@pytest.mark.parametrize("template", ["全市{name}为37{unit}，比上年有所变化。", "目前，{name}达到37{unit}。"])
def test_level_of_every_name(template: str) -> None:
    rows = names(aliases=True)
    assert len(rows) > 1500
    sentences = [(template.format(name=row.name, unit=row.unit), [("37", row.code, LEVEL)]) for row in rows]
    assert misread(sentences) == []


def test_share_with_its_change_in_points() -> None:
    sentences = [
        (f"{row.name}达37.5%，较上年提高1.2个百分点。", [("37.5", row.code, LEVEL), ("1.2", row.code, CHANGE)])
        for row in names(aliases=False)
        if row.unit == "%"
    ]
    assert misread(sentences) == []


def test_count_with_its_difference_and_growth() -> None:
    sentences = [
        (
            f"{row.name}3752{row.unit}，比上年增加123{row.unit}，增长5.6%。",
            [("3752", row.code, LEVEL), ("123", row.code, CHANGE), ("5.6", row.code, CHANGE_PCT)],
        )
        for row in names(aliases=False)
        if row.value_type == "count"
    ]
    assert misread(sentences) == []


def test_money_with_its_growth() -> None:
    sentences = [
        (f"{row.name}37.5万元，同比下降5.6%。", [("37.5", row.code, LEVEL), ("5.6", row.code, CHANGE_PCT)])
        for row in names(aliases=False)
        if row.value_type == "money"
    ]
    assert misread(sentences) == []


def test_from_one_level_to_another() -> None:
    sentences = [
        (f"{row.name}由31{row.unit}提高到37{row.unit}。", [("31", row.code, LEVEL), ("37", row.code, LEVEL)])
        for row in names(aliases=False)
    ]
    assert misread(sentences) == []


SHARES = [row for row in names(aliases=False) if row.unit == "%"]


def test_two_shares_listed_with_their_values() -> None:
    sentences = [
        (f"{one.name}、{two.name}分别达到37.5%、41.2%。", [("37.5", one.code, LEVEL), ("41.2", two.code, LEVEL)])
        for one, two in pairwise(SHARES)
    ]
    assert misread(sentences) == []


def test_two_shares_with_their_changes_in_order() -> None:
    sentences = [
        (
            f"{one.name}达到37.5%，{two.name}达到41.2%，分别比上年提高1.1个、1.3个百分点。",
            [
                ("37.5", one.code, LEVEL),
                ("41.2", two.code, LEVEL),
                ("1.1", one.code, CHANGE),
                ("1.3", two.code, CHANGE),
            ],
        )
        for one, two in pairwise(SHARES)
    ]
    assert misread(sentences) == []
