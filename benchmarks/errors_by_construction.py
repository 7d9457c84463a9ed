"""What the extractor is weak at: errors by the construction that a figure stands in.

    python -m benchmarks.errors_by_construction GOLD_DIR TEXT_DIR [--list CONSTRUCTION] [--json]

The folders are as `benchmarks.gold` says, the constructions as `benchmarks.constructions` tells them from the text
around a figure, whether the extractor found it or not. A figure counts in every construction that it stands in, so the
rows do not add up to the last one. `right` are the found figures with every field right; the columns with a field's
name hold how many of the found have that field wrong. `--list` prints each figure of a construction that is wrong,
missed or spurious, with its sentence and with what the gold and the extractor have.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.accuracy import wanted_and_given
from benchmarks.constructions import CONSTRUCTIONS, PLAIN, constructions_of
from benchmarks.gold import FIELDS, Outcome, Reading, read_bulletins
from benchmarks.report import show

ALL = "all"
NAMES = (*(construction.name for construction in CONSTRUCTIONS), PLAIN)
_SHOWN_AROUND = 70  # characters of the text on either side of a listed figure


@dataclass
class Row:
    """Counts of one construction; `wrong` by field."""

    found: int = 0
    right: int = 0
    missed: int = 0
    spurious: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        if outcome.numeral is None:
            self.spurious += 1
        elif outcome.mention is None:
            self.missed += 1
        else:
            self.found += 1
            self.right += outcome.right
            self.wrong.update(outcome.wrong)

    @property
    def figures(self) -> int:
        return self.found + self.missed

    def summary(self) -> dict[str, int | dict[str, int]]:
        counts: dict[str, int | dict[str, int]] = {
            name: getattr(self, name) for name in ("figures", "found", "right", "missed", "spurious")
        }
        return counts | {"wrong": {name: self.wrong[name] for name in FIELDS}}


def tabulate(readings: Iterable[Reading]) -> dict[str, Row]:
    """Every construction that occurs, in the order of `NAMES`, then all figures together."""
    rows = {name: Row() for name in (*NAMES, ALL)}
    for reading in readings:
        for outcome in reading.outcomes:
            for name in (*constructions_of(reading.text, *outcome.span), ALL):
                rows[name].add(outcome)
    return {name: row for name, row in rows.items() if row.figures or row.spurious or name == ALL}


def listing(readings: Iterable[Reading], construction: str) -> Iterator[str]:
    """Each figure of a construction that is not right, as lines to read."""
    for reading in readings:
        for outcome in reading.outcomes:
            if outcome.right:
                continue
            if construction == ALL or construction in constructions_of(reading.text, *outcome.span):
                yield _entry(reading, outcome)


def _entry(reading: Reading, outcome: Outcome) -> str:
    start, end = outcome.span
    sort = "missed" if outcome.mention is None else "spurious" if outcome.numeral is None else ", ".join(outcome.wrong)
    before = reading.text[max(0, start - _SHOWN_AROUND) : start]
    after = reading.text[end : end + _SHOWN_AROUND]
    lines = [
        f"{reading.name} {start}:{end} {sort}",
        f"  {_one_line(before)}⟦{reading.text[start:end]}⟧{_one_line(after)}",
    ]
    if outcome.found:
        for name in outcome.wrong:
            wanted, given = wanted_and_given(name, outcome)
            lines.append(f"  {name}: gold {wanted or '-'}, found {given}")
        assert outcome.mention is not None
        lines.append(f"  rule: {outcome.mention['rule']}")
    elif outcome.numeral is not None:
        cells = outcome.numeral.cells
        lines.append("  gold: " + " ".join(cells[name] for name in ("value", "unit", "metric_text", "year")))
    elif outcome.mention is not None:
        mention = outcome.mention
        lines.append("  found: " + " ".join(str(mention[name]) for name in ("value", "unit", "metric_text", "year")))
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def print_table(rows: dict[str, Row]) -> None:
    """The table of the command; a dash stands for none."""
    examples = {construction.name: construction.example for construction in CONSTRUCTIONS}
    show(
        "Errors by construction",
        ("construction", "figures", "found", "right", *FIELDS, "missed", "spurious", "example"),
        (
            (
                name,
                row.figures,
                row.found,
                row.right,
                *(row.wrong[column] or None for column in FIELDS),
                row.missed or None,
                row.spurious or None,
                examples.get(name, ""),
            )
            for name, row in rows.items()
        ),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 2 where the folders do not fit together."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.errors_by_construction", description="Errors by construction against gold files."
    )
    parser.add_argument("gold", type=Path, help="folder of NAME.tsv")
    parser.add_argument("texts", type=Path, help="folder of NAME.txt or NAME.md, searched with its subfolders")
    parser.add_argument("--list", choices=(*NAMES, ALL), metavar="CONSTRUCTION", help="print what is wrong in one")
    parser.add_argument("--json", action="store_true", help="print the table as one JSON object")
    options = parser.parse_args(arguments)
    try:
        readings = list(read_bulletins(options.gold, options.texts))
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if options.list:
        print("\n".join(listing(readings, options.list)))
    elif options.json:
        print(json.dumps({name: row.summary() for name, row in tabulate(readings).items()}, ensure_ascii=False))
    else:
        print_table(tabulate(readings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
