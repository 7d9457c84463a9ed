"""How well the extractor reads bulletins whose every numeral was read by people before.

    python -m benchmarks.accuracy GOLD_DIR TEXT_DIR [--show N] [--json]

GOLD_DIR holds `NAME.tsv`, a line per numeral: its class (c core, o optional), its half-open code-point offsets and, for
a core numeral, every field of its mention; a cell `a|b` accepts either. TEXT_DIR, or a folder below it, holds the
bulletin that NAME.tsv is about as `NAME.txt` or `NAME.md`. Detection counts a core numeral as found when a mention
overlaps it; a strict hit has every field right too. Optional numerals count neither way. The bands say what
`confidence` is worth: of the mentions found with so much of it, the share that is strictly right.
"""

import argparse
import csv
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from extract import extract_batch
from extract.document import documents_frame
from extract.readers import read_file

FIELDS = ("value", "unit", "metric", "region_code", "year", "kind", "measure", "comparator")
TEXT_SUFFIXES = (".txt", ".md")
CONFIDENCE_BANDS = (0.9, 0.75, 0.0)  # lower ends
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


@dataclass
class Score:
    """Counts over any number of bulletins, and what was wrong as lines of text by sort of error."""

    found: int = 0
    missed: int = 0
    spurious: int = 0
    strict: int = 0
    right: Counter[str] = field(default_factory=Counter)
    banded: Counter[float] = field(default_factory=Counter)
    banded_strict: Counter[float] = field(default_factory=Counter)
    errors: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def rates(self, hits: int) -> dict[str, float]:
        """Precision, recall and F1 when `hits` of the found mentions count."""
        precision = hits / (self.found + self.spurious) if self.found + self.spurious else 0.0
        recall = hits / (self.found + self.missed) if self.found + self.missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": precision, "recall": recall, "f1": f1}

    def summary(self) -> dict[str, Any]:
        """The figures to publish, as JSON can hold them."""
        return {
            "core": self.found + self.missed,
            "found": self.found,
            "missed": self.missed,
            "spurious": self.spurious,
            "detection": self.rates(self.found),
            "strict": self.rates(self.strict),
            "fields": {name: self.right[name] / self.found if self.found else 0.0 for name in FIELDS},
            "confidence": [
                {"from": low, "found": self.banded[low], "strict": self.banded_strict[low] / self.banded[low]}
                for low in CONFIDENCE_BANDS
                if self.banded[low]
            ],
        }


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


def score_bulletin(name: str, gold: Iterable[GoldNumeral], mentions: Iterable[Mention], score: Score) -> None:
    """Add one bulletin's mentions, held against its gold, to `score`."""
    numerals = list(gold)
    open_cores = [numeral for numeral in numerals if numeral.core]
    closed: list[GoldNumeral] = []
    for mention in mentions:
        place = f"{name} {mention['number_start']}:{mention['number_end']} {mention['number_text']}"
        hit = next((numeral for numeral in open_cores if numeral.overlaps(mention)), None)
        if hit is not None:
            open_cores.remove(hit)
            closed.append(hit)
            _score_fields(place, hit.cells, mention, score)
        elif any(numeral.overlaps(mention) for numeral in closed):
            score.spurious += 1
            score.errors["doubled"].append(f"{place} {mention['metric_text']}")
        elif _PRINTED_NUMERAL.search(mention["number_text"]) and not any(n.overlaps(mention) for n in numerals):
            score.spurious += 1
            score.errors["spurious"].append(f"{place} {mention['metric_text']}")
    score.missed += len(open_cores)
    for numeral in open_cores:
        cells = numeral.cells
        score.errors["missed"].append(
            f"{name} {numeral.start}:{numeral.end} {cells['value']}{cells['unit']} {cells['metric_text']}"
        )


def _score_fields(place: str, wanted: Mapping[str, str], mention: Mention, score: Score) -> None:
    score.found += 1
    wrong = [name for name in FIELDS if not is_right(name, wanted, mention)]
    score.strict += not wrong
    band = next(low for low in CONFIDENCE_BANDS if mention["confidence"] >= low)
    score.banded[band] += 1
    score.banded_strict[band] += not wrong
    score.right.update(name for name in FIELDS if name not in wrong)
    for name in wrong:
        if name == "metric":
            want = wanted["metric_code"] or wanted["metric_text"]
            got = f"{mention.get('metric_code')} {mention.get('metric_text')}"
        else:
            want, got = wanted[name], str(mention.get(name))
        score.errors[name].append(f"{place} want {want} got {got} [{wanted['metric_text']}]")


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


def score_folders(gold_folder: Path, text_folder: Path) -> Score:
    """Extract every bulletin that has a gold file and hold its health figures against that file."""
    score = Score()
    for gold_path, text_path in pairs(gold_folder, text_folder):
        every = extract_batch(documents_frame(read_file(text_path))).mentions
        mentions = every.filter(pl.col("domain") == "health")  # what the command line gives and the marts hold
        score_bulletin(gold_path.stem, read_gold(gold_path), mentions.iter_rows(named=True), score)
    return score


def _print_table(score: Score) -> None:
    summary = score.summary()
    print("core {core}  found {found}  missed {missed}  spurious {spurious}".format(**summary))
    for name in ("detection", "strict"):
        rates = summary[name]
        print(f"{name:12s} P {rates['precision']:.4f}  R {rates['recall']:.4f}  F1 {rates['f1']:.4f}")
    for name, share in summary["fields"].items():
        print(f"  {name:12s} {share:.4f}")
    for band in summary["confidence"]:
        print("confidence from {from:.2f}: {found} found, strictly right {strict:.4f}".format(**band))


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 2 where the folders do not fit together."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description="Accuracy against gold files.")
    parser.add_argument("gold", type=Path, help="folder of NAME.tsv")
    parser.add_argument("texts", type=Path, help="folder of NAME.txt or NAME.md, searched with its subfolders")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list up to N errors of each sort")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    options = parser.parse_args(arguments)
    try:
        score = score_folders(options.gold, options.texts)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(score.summary(), ensure_ascii=False))
    else:
        _print_table(score)
    for sort, lines in score.errors.items():
        for line in lines[: options.show]:
            print(f"{sort}: {line}", file=sys.stderr if options.json else sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
