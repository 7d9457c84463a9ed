"""What `confidence` is worth, and where its shares come from.

    python -m benchmarks.calibration GOLD_DIR TEXT_DIR [GOLD_DIR TEXT_DIR ...] [--leave-one-out | --recount] [--json]

The folders are as `benchmarks.gold` says. The table has, for each band of confidence, how many mentions have it and how
many of these are right: an indicator that people read there too, with the same value in every field. Mentions of
numerals that count neither way are left out.

`--leave-one-out` gives every bulletin the confidence that it would have if the shares had been counted on the other
bulletins only: what to expect of text that is like them but was not counted.

`--recount` counts, for every way of finding a field (`extract.confidence`), how often it was found right in these
folders, writes the counts to extract/vocabulary/confidence.csv and prints the table that they make. Do it after rules
have changed, over as many annotated folders as there are; whether it was good, other folders tell.
"""

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import extract.vocabulary
from benchmarks.gold import Mention, Outcome, Reading, read_bulletins
from benchmarks.report import show
from extract.confidence import COLUMNS, COUNTS_FILE, UNCOUNTED, Count, Finding, Way, confidence_from, ways_of

BANDS = (0.9, 0.8, 0.7, 0.5, 0.0)  # lower ends
COUNTS = Path(extract.vocabulary.__file__).parent / COUNTS_FILE
# aspect of a way -> the fields that are right when it is
_FIELDS = {
    "metric_coded": {"metric"},
    "metric_uncoded": {"metric"},
    "region": {"region_code"},
    "period": {"year"},
    "kind": {"kind"},
    "measure": {"measure", "value", "unit", "comparator"},
}
_DECIDES = ("metric_coded", "metric_uncoded")  # what is no indicator at all counts against the way of its metric


@dataclass(frozen=True)
class Band:
    """Mentions with a confidence from `low` up to the next band, and how many of them are right."""

    low: float
    count: int
    right: int

    @property
    def share(self) -> float | None:
        return self.right / self.count if self.count else None


@dataclass(frozen=True)
class Rated:
    """What became of a mention, and the ways in which it was found."""

    outcome: Outcome
    mention: Mention
    ways: tuple[Way, ...]


def rated(readings: Iterable[Reading]) -> Iterator[Rated]:
    """Every mention that counts, with its ways as they are among the other mentions of its bulletin."""
    for reading in readings:
        bulletins: defaultdict[int, list[Mention]] = defaultdict(list)
        for mention in reading.mentions:
            bulletins[mention["bulletin"]].append(mention)
        ways: dict[int, tuple[Way, ...]] = {}
        for mentions in bulletins.values():
            found = ways_of([finding(mention) for mention in mentions])
            ways.update(zip((mention["number_start"] for mention in mentions), found, strict=True))
        for outcome in reading.outcomes:
            if outcome.mention is not None:
                yield Rated(outcome, outcome.mention, ways[outcome.mention["number_start"]])


def finding(mention: Mention) -> Finding:
    """What of a mention as the frames hold it tells how it was found."""
    return Finding(
        mention["rule"],
        mention["metric_code"] is not None,
        mention["region_code"],
        mention["year"],
        mention["kind"],
        mention["measure"],
    )


def count(mentions: Iterable[Rated]) -> dict[Way, Count]:
    """How often each way found what the gold has."""
    right: Counter[Way] = Counter()
    counted: Counter[Way] = Counter()
    bulletins: defaultdict[Way, set[str]] = defaultdict(set)
    for each in mentions:
        for way in each.ways:
            if each.outcome.found or way.aspect in _DECIDES:
                counted[way] += 1
                bulletins[way].add(each.outcome.bulletin)
                right[way] += each.outcome.found and _FIELDS[way.aspect].isdisjoint(each.outcome.wrong)
    return {way: Count(right[way], counted[way], len(bulletins[way])) for way in sorted(counted)}


def without(counts: Mapping[Way, Count], others: Mapping[Way, Count]) -> dict[Way, Count]:
    """The counts of a whole without those of a part."""
    return {
        way: Count(*(all_of_it - part for all_of_it, part in zip(count, others.get(way, UNCOUNTED), strict=True)))
        for way, count in counts.items()
    }


def table(mentions: Iterable[Rated], confidence: Callable[[Rated], float]) -> list[Band]:
    """The bands from the highest, each with its mentions."""
    counted: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for each in mentions:
        given = confidence(each)
        low = next(low for low in BANDS if given >= low)
        counted[low] += 1
        right[low] += each.outcome.right
    return [Band(low, counted[low], right[low]) for low in BANDS]


def by_the_others(mentions: Sequence[Rated]) -> Callable[[Rated], float]:
    """The confidence of each mention by shares that its own bulletin had no part in."""
    own: defaultdict[str, list[Rated]] = defaultdict(list)
    for each in mentions:
        own[each.outcome.bulletin].append(each)
    every = count(mentions)
    counts = {bulletin: without(every, count(part)) for bulletin, part in own.items()}
    return lambda each: confidence_from(counts[each.outcome.bulletin], each.ways)


def write_counts(path: Path, counts: Mapping[Way, Count]) -> None:
    """Write the counts as the extractor reads them."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows((*way, *counted) for way, counted in sorted(counts.items()))


def main(arguments: Sequence[str] | None = None, counts_file: Path = COUNTS) -> int:
    """Run the command; 2 where the folders do not fit together."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.calibration", description="Calibration of `confidence` against gold files."
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="GOLD_DIR TEXT_DIR", help="one or more such pairs")
    shares = parser.add_mutually_exclusive_group()
    shares.add_argument("--leave-one-out", action="store_true", help="each bulletin by shares counted without it")
    shares.add_argument("--recount", action="store_true", help=f"write the counts to {COUNTS_FILE}")
    parser.add_argument("--json", action="store_true", help="print the table as one JSON object")
    options = parser.parse_args(arguments)
    if len(options.folders) % 2:
        parser.error("folders come in pairs: GOLD_DIR TEXT_DIR")
    try:
        pairs = zip(options.folders[::2], options.folders[1::2], strict=True)
        readings = chain.from_iterable(read_bulletins(gold, texts) for gold, texts in pairs)
        mentions = list(rated(readings))
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if options.leave_one_out:
        bands = table(mentions, by_the_others(mentions))
    elif options.recount:
        counts = count(mentions)
        write_counts(counts_file, counts)
        bands = table(mentions, lambda each: confidence_from(counts, each.ways))
    else:
        bands = table(mentions, lambda each: float(each.mention["confidence"]))
    if options.json:
        print(json.dumps([{"from": band.low, "mentions": band.count, "right": band.right} for band in bands]))
    else:
        show(
            "Calibration",
            ("confidence from", "mentions", "right in every field", "share"),
            ((f"{band.low:.1f}", band.count, band.right, band.share) for band in bands),
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
