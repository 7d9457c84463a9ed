"""How far a mention can be trusted: the product of how often each field, found the way it was found, is right.

The counts are data, `vocabulary/confidence.csv`: for each way of finding a field, how many of the figures that people
read were found this way and how many of these were right. `python -m benchmarks.calibration --recount` writes them,
and prints what the resulting confidence is worth.

What a mention inherits from its bulletin is held against what the bulletin says outright elsewhere: a year or region
that no sentence of it names, while sentences name others, is another way of finding it, and a worse one.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import prod
from typing import NamedTuple

COUNTS_FILE = "confidence.csv"
COLUMNS = ("aspect", "way", "right", "counted", "bulletins")
_RULE = re.compile(r"metric=(\w+)\S* region=(\w+)\S* period=(\w+)\S* kind=(\w+)")
_INHERITED_PERIODS = frozenset(("bulletin", "paragraph"))
_INHERITED_REGIONS = frozenset(("bulletin", "none"))


class Way(NamedTuple):
    """One aspect of a mention and how it was found: ("region", "said")."""

    aspect: str
    way: str


class Count(NamedTuple):
    """Of `counted` figures found one way, `right` were right; they stand in so many `bulletins`."""

    right: int
    counted: int
    bulletins: int

    @property
    def share(self) -> float:
        """The share of right ones as bulletins show it, with Jeffreys' prior: half a right and half a wrong one more.

        The bulletins are the trials, for errors of one bulletin come together: what was right forty times in one
        bulletin has been shown once. So a rare way is not trusted more than it has shown.
        """
        shown = self.bulletins * self.right / self.counted if self.counted else 0.0
        return (shown + 0.5) / (self.bulletins + 1)


UNCOUNTED = Count(0, 0, 0)


class Finding(NamedTuple):
    """What of a mention tells how it was found; `rule` as the mention has it."""

    rule: str
    coded: bool
    region_code: str | None
    year: int | None
    kind: str
    measure: str


def ways_of(findings: Sequence[Finding]) -> list[tuple[Way, ...]]:
    """The ways in which each mention of one bulletin was found; ValueError for a rule of another form.

    A metric with a code of the catalogue is another aspect than one without. `_empty`: looked for and not found;
    `_alone`: inherited, and no sentence of the bulletin names a year; `_against`: inherited, and sentences name others.
    """
    words = [_words(finding.rule) for finding in findings]
    years = {
        finding.year
        for finding, (_, _, period, _) in zip(findings, words, strict=True)
        if period == "sentence" and finding.kind == "actual"
    }
    regions = {
        finding.region_code for finding, (_, region, _, _) in zip(findings, words, strict=True) if region == "said"
    }
    found = []
    for (_, coded, code, year, actual_or_target, measure), (metric, region, period, kind) in zip(
        findings, words, strict=True
    ):
        region_suffix = period_suffix = ""
        if region in _INHERITED_REGIONS and regions and code not in regions:
            region_suffix = "_against"
        elif code is None:
            region_suffix = "_empty"
        if year is None:
            period_suffix = "_empty"
        elif period in _INHERITED_PERIODS and year not in years and actual_or_target == "actual":
            period_suffix = "_against" if years else "_alone"
        found.append(_ways(coded, metric, region + region_suffix, period + period_suffix, kind, measure))
    return found


def _words(rule: str) -> Sequence[str]:
    match = _RULE.match(rule)
    if match is None:
        raise ValueError(f"a rule has metric, region, period and kind in this order: {rule}")
    return match.groups()


@lru_cache(maxsize=8192)  # a few hundred occur, and most mentions share a few dozen
def _ways(coded: bool, metric: str, region: str, period: str, kind: str, measure: str) -> tuple[Way, ...]:
    return (
        Way("metric_coded" if coded else "metric_uncoded", metric),
        Way("region", region),
        Way("period", period),
        Way("kind", kind),
        Way("measure", measure),
    )


def confidence_from(counts: Mapping[Way, Count], ways: Iterable[Way]) -> float:
    """Between 0 and 1; a way that was never counted is as good as a guess."""
    return round(prod(counts.get(way, UNCOUNTED).share for way in ways), 2)


@cache
def counts() -> dict[Way, Count]:
    """The counts that belong to the rules."""
    lines = (files("extract.vocabulary") / COUNTS_FILE).read_text(encoding="utf-8").splitlines()
    return {
        Way(row["aspect"], row["way"]): Count(int(row["right"]), int(row["counted"]), int(row["bulletins"]))
        for row in csv.DictReader(lines)
    }


@lru_cache(maxsize=8192)
def _confidence(ways: tuple[Way, ...]) -> float:
    return confidence_from(counts(), ways)


def rate(findings: Sequence[Finding]) -> list[float]:
    """The confidence of each mention of one bulletin, between 0 and 1."""
    return [_confidence(ways) for ways in ways_of(findings)]
