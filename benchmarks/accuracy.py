"""How well the extractor reads bulletins whose every numeral was read by people before.

    python -m benchmarks.accuracy GOLD_DIR TEXT_DIR [--show N] [--json] [--seed NAME=FILE]

The folders are as `benchmarks.gold` says. Detection counts a core numeral as found when a mention overlaps it; a strict
hit has every field right too. Optional numerals count neither way. What is wrong with which construction tells
`benchmarks.errors_by_construction`, what `confidence` is worth `benchmarks.calibration`. `--seed` writes the figures
into the CSV that the warehouse publishes beside its data, under the name of the set of texts; other sets stay in it.
"""

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.gold import FIELDS, Outcome, read_bulletins
from extract import extractor_version

SEED_COLUMNS = ("text_set", "field", "figure_count", "precision_share", "recall_share", "score", "extractor_version")


@dataclass
class Score:
    """Counts over any number of bulletins, and what was wrong as lines of text by sort of error."""

    found: int = 0
    missed: int = 0
    spurious: int = 0
    strict: int = 0
    right: Counter[str] = field(default_factory=Counter)
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
        }


def add(outcomes: Iterable[Outcome], score: Score) -> None:
    """Add what became of one bulletin's figures to `score`."""
    for outcome in outcomes:
        start, end = outcome.span
        place = f"{outcome.bulletin} {start}:{end}"
        if outcome.mention is None:
            assert outcome.numeral is not None  # an outcome has one of the two
            score.missed += 1
            score.errors["missed"].append("{} {value}{unit} {metric_text}".format(place, **outcome.numeral.cells))
            continue
        place += f" {outcome.mention['number_text']}"
        if outcome.numeral is None:
            score.spurious += 1
            sort = "doubled" if outcome.doubled else "spurious"
            score.errors[sort].append(f"{place} {outcome.mention['metric_text']}")
            continue
        score.found += 1
        score.strict += outcome.right
        score.right.update(name for name in FIELDS if name not in outcome.wrong)
        for name in outcome.wrong:
            want, got = wanted_and_given(name, outcome)
            metric = outcome.numeral.cells["metric_text"]
            score.errors[name].append(f"{place} want {want} got {got} [{metric}]")


def wanted_and_given(name: str, outcome: Outcome) -> tuple[str, str]:
    """One field of a found figure as the gold and as the mention has it, to be printed."""
    assert outcome.numeral is not None  # for found figures only
    assert outcome.mention is not None
    wanted, mention = outcome.numeral.cells, outcome.mention
    if name == "metric":
        return wanted["metric_code"] or wanted["metric_text"], f"{mention['metric_code']} {mention['metric_text']}"
    return wanted[name], str(mention[name])


def score_folders(gold_folder: Path, text_folder: Path) -> Score:
    """Extract every bulletin that has a gold file and hold its health figures against that file."""
    score = Score()
    for reading in read_bulletins(gold_folder, text_folder):
        add(reading.outcomes, score)
    return score


def seed_rows(text_set: str, score: Score) -> list[dict[str, str]]:
    """The lines of one set of texts: found and strict with their F1 as score, then each field's share of right ones."""
    summary = score.summary()
    constant = {"text_set": text_set, "extractor_version": extractor_version()}
    rows = []
    for name, rates in (("found", summary["detection"]), ("strict", summary["strict"])):
        shares = zip(("precision_share", "recall_share", "score"), ("precision", "recall", "f1"), strict=True)
        figures = {column: f"{rates[rate]:.6f}" for column, rate in shares}
        rows.append(constant | {"field": name, "figure_count": str(summary["core"])} | figures)
    for name, share in summary["fields"].items():
        shares_of_found = {"precision_share": "", "recall_share": "", "score": f"{share:.6f}"}
        rows.append(constant | {"field": name, "figure_count": str(summary["found"])} | shares_of_found)
    return rows


def write_seed(path: Path, text_set: str, score: Score) -> None:
    """Put the figures of one set of texts into the CSV at `path` in place of its earlier ones."""
    rows = seed_rows(text_set, score)
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            rows += [row for row in csv.DictReader(lines) if row["text_set"] != text_set]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, SEED_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["text_set"]))  # stable: fields stay in their order


def _named_file(text: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    if not name or not path:
        raise argparse.ArgumentTypeError("give NAME=FILE, such as samples=dbt_project/seeds/measured_accuracy.csv")
    return name, Path(path)


def _print_table(score: Score) -> None:
    summary = score.summary()
    print("core {core}  found {found}  missed {missed}  spurious {spurious}".format(**summary))
    for name in ("detection", "strict"):
        rates = summary[name]
        print(f"{name:12s} P {rates['precision']:.4f}  R {rates['recall']:.4f}  F1 {rates['f1']:.4f}")
    for name, share in summary["fields"].items():
        print(f"  {name:12s} {share:.4f}")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 2 where the folders do not fit together."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description="Accuracy against gold files.")
    parser.add_argument("gold", type=Path, help="folder of NAME.tsv")
    parser.add_argument("texts", type=Path, help="folder of NAME.txt or NAME.md, searched with its subfolders")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list up to N errors of each sort")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument(
        "--seed", type=_named_file, metavar="NAME=FILE", help="write the figures into FILE as those of the texts NAME"
    )
    options = parser.parse_args(arguments)
    try:
        score = score_folders(options.gold, options.texts)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if options.seed:
        write_seed(options.seed[1], options.seed[0], score)
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
