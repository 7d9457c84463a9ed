"""Bulletins whose every numeral was read by people before, held against what the extractor finds in them.

A gold folder holds `NAME.tsv`, a line per numeral: its class (c core, o optional), its half-open code-point offsets
and, for a core numeral, every field of its mention; a cell `a|b` accepts either. Another folder, or the same, holds the
bulletin that NAME.tsv is about as `NAME.txt` or `NAME.md`, in it or in a folder below it.
"""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract import extract_batch
from extract.document import documents_frame
from extract.readers import read_file

FIELDS = ("value", "unit", "metric", "region_code", "year", "kind", "measure", "comparator")
TEXT_SUFFIXES = (".txt", ".md")
SIMILAR_NAMES = 0.55  # Dice coefficient of character bigrams from which two metric names are the same
_SAME_UNIT = {
    "％": "%",
    "个百分点": "百分点",
    "个千分点": "千分点",
    "平方米": "㎡",
    "周岁": "岁",
    "名": "人",
    "位": "人",
}
_SAYS_LITTLE = re.compile(r"[\s,，、。;；:：()（）“”\"'的了为达到率全市县区省我]")
_PRINTED_NUMERAL = re.compile(r"\d|百分之|零")  # the gold lists no other Chinese numerals

Mention = Mapping[str, Any]


@dataclass(frozen=True)
class GoldNumeral:
    """A numeral of a bulletin as people read it; `cells` has its columns as written."""

    start: int
    end: int
    core: bool
    cells: Mapping[str, str]

    def overlaps(self, mention: Mention) -> bool:
        return self.start < mention["number_end"] and mention["number_start"] < self.end


@dataclass(frozen=True)
class Outcome:
    """What became of one core numeral, or of one mention that stands for none.

    `numeral` is None for a spurious mention, `mention` for a missed numeral; `wrong` names the fields of a found one
    that the gold has otherwise; `doubled` marks a second mention of a numeral that has one.
    """

    bulletin: str
    numeral: GoldNumeral | None
    mention: Mention | None
    wrong: tuple[str, ...] = ()
    doubled: bool = False

    @property
    def found(self) -> bool:
        return self.numeral is not None and self.mention is not None

    @property
    def right(self) -> bool:
        return self.found and not self.wrong

    @property
    def span(self) -> tuple[int, int]:
        """Half-open offsets of the numeral, as the gold has them where it has it."""
        if self.numeral is not None:
            return self.numeral.start, self.numeral.end
        assert self.mention is not None  # an outcome has one of the two
        return self.mention["number_start"], self.mention["number_end"]


@dataclass(frozen=True)
class Reading:
    """One page of a gold folder: its text as stored, every mention of it, and what became of each figure."""

    name: str
    text: str
    mentions: tuple[Mention, ...]
    outcomes: tuple[Outcome, ...]


def same_name(wanted: str, given: str | None) -> bool:
    """Whether two names of a metric share enough of their characters to be the same name."""
    if not wanted or not given:
        return False
    ours, theirs = _bigrams(wanted), _bigrams(given)
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total()) >= SIMILAR_NAMES


def _bigrams(name: str) -> Counter[str]:
    name = _SAYS_LITTLE.sub("", name)
    return Counter(name[i : i + 2] for i in range(len(name) - 1)) or Counter([name])


def is_right(name: str, wanted: Mapping[str, str], mention: Mention) -> bool:
    """Whether one field of a mention is what the gold has, or one of the readings it accepts."""
    if name == "metric":
        return _is_right_metric(wanted, mention)
    given = mention.get(name)
    return any(_is_right_cell(name, cell, given) for cell in wanted[name].split("|"))


def _is_right_metric(wanted: Mapping[str, str], mention: Mention) -> bool:
    codes = [code for code in wanted["metric_code"].split("|") if code]
    if mention.get("metric_code") in codes:
        return True
    if codes and not wanted["metric_code"].startswith("|"):  # a leading bar: only one of two readers gave the code
        return False
    return any(same_name(text, mention.get("metric_text")) for text in wanted["metric_text"].split("|"))


def _is_right_cell(name: str, cell: str, given: Any) -> bool:
    if name == "value":
        return given is not None and math.isclose(float(cell), float(given), rel_tol=1e-6, abs_tol=1e-9)
    text = "" if given is None else str(given)
    if name == "unit":
        return _SAME_UNIT.get(cell, cell) == _SAME_UNIT.get(text, text)
    return cell == text


def read_gold(path: Path) -> list[GoldNumeral]:
    """The numerals of one gold file, in its order."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            GoldNumeral(int(row["number_start"]), int(row["number_end"]), row["class"] == "c", row)
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def compare(name: str, gold: Iterable[GoldNumeral], mentions: Iterable[Mention]) -> Iterator[Outcome]:
    """What became of each core numeral and of each mention without one, the missed ones last.

    A core numeral is found when a mention overlaps it. Optional numerals count neither way, and so do numerals in
    words that the gold does not list.
    """
    numerals = list(gold)
    open_cores = [numeral for numeral in numerals if numeral.core]
    closed: list[GoldNumeral] = []
    for mention in mentions:
        hit = next((numeral for numeral in open_cores if numeral.overlaps(mention)), None)
        if hit is not None:
            open_cores.remove(hit)
            closed.append(hit)
            yield Outcome(
                name, hit, mention, tuple(field for field in FIELDS if not is_right(field, hit.cells, mention))
            )
        elif any(numeral.overlaps(mention) for numeral in closed):
            yield Outcome(name, None, mention, doubled=True)
        elif _PRINTED_NUMERAL.search(mention["number_text"]) and not any(n.overlaps(mention) for n in numerals):
            yield Outcome(name, None, mention)
    for numeral in open_cores:
        yield Outcome(name, numeral, None)


def pairs(gold_folder: Path, text_folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each gold file with its bulletin; FileNotFoundError where a gold file has none, or there is no gold."""
    gold_files = sorted(gold_folder.glob("*.tsv"))
    if not gold_files:
        raise FileNotFoundError(f"no gold (*.tsv) in {gold_folder}")
    texts = {path.stem: path for path in sorted(text_folder.rglob("*")) if path.suffix in TEXT_SUFFIXES}
    for path in gold_files:
        if path.stem not in texts:
            raise FileNotFoundError(f"no {path.stem}.txt or .md in {text_folder} for {path}")
        yield path, texts[path.stem]


def read_bulletins(gold_folder: Path, text_folder: Path) -> Iterator[Reading]:
    """Extract every bulletin that has a gold file and hold its health figures against that file."""
    for gold_path, text_path in pairs(gold_folder, text_folder):
        documents = documents_frame(read_file(text_path))
        every = tuple(extract_batch(documents).mentions.iter_rows(named=True))
        ours = (mention for mention in every if mention["domain"] == "health")  # what the marts hold
        outcomes = compare(gold_path.stem, read_gold(gold_path), ours)
        yield Reading(gold_path.stem, documents["text"][0] or "", every, tuple(outcomes))
