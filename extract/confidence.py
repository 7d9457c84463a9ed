"""How far a mention can be trusted: the product of how often each field, found the way it was found, is right.

The counts are data, `vocabulary/confidence.csv`: for each way of finding a field, how many of the figures that people
read were found this way and how many of these were right. `python -m benchmarks.calibration --recount` writes them,
and prints what the resulting confidence is worth.
"""

import csv
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import prod
from typing import NamedTuple

COUNTS_FILE = "confidence.csv"
COLUMNS = ("aspect", "way", "right", "counted")


class Way(NamedTuple):
    """One aspect of a mention and how it was found: ("region", "said")."""

    aspect: str
    way: str


class Count(NamedTuple):
    """Of `counted` figures found one way, `right` were right."""

    right: int
    counted: int

    @property
    def share(self) -> float:
        """The share of right ones by the rule of succession: a rare way is not trusted more than it has shown."""
        return (self.right + 1) / (self.counted + 2)


def ways(
    metric: str, region: str, period: str, kind: str, *, coded: bool, placed: bool, dated: bool, measure: str
) -> tuple[Way, ...]:
    """The ways in which a mention was found, from the words of its `rule` and from what it has.

    A metric with a code of the catalogue is another aspect than one without; a region or period that was looked for and
    left empty is another way than one that was found.
    """
    return (
        Way("metric_coded" if coded else "metric_uncoded", metric),
        Way("region", region if placed else f"{region}_empty"),
        Way("period", period if dated else f"{period}_empty"),
        Way("kind", kind),
        Way("measure", measure),
    )


def confidence_from(counts: Mapping[Way, Count], ways: Iterable[Way]) -> float:
    """Between 0 and 1; a way that was never counted is as good as a guess."""
    return round(prod(counts.get(way, Count(0, 0)).share for way in ways), 2)


@cache
def counts() -> dict[Way, Count]:
    """The counts that belong to the rules."""
    lines = (files("extract.vocabulary") / COUNTS_FILE).read_text(encoding="utf-8").splitlines()
    return {
        Way(row["aspect"], row["way"]): Count(int(row["right"]), int(row["counted"])) for row in csv.DictReader(lines)
    }


@lru_cache(maxsize=8192)  # a few hundred occur, and most mentions share a few dozen
def confidence_of(
    metric: str, region: str, period: str, kind: str, *, coded: bool, placed: bool, dated: bool, measure: str
) -> float:
    """Between 0 and 1, from the ways in which metric, region, period, kind and measure were found."""
    found = ways(metric, region, period, kind, coded=coded, placed=placed, dated=dated, measure=measure)
    return confidence_from(counts(), found)
