"""Metrics outside the catalogue, grouped by wording.

Two wordings are one metric when they are equal after `normalise_name` and `core_of`, or when one is the other behind
words that linking takes for neutral (全市, 居民 ...): the same rules by which a name added to the catalogue would be
found, so that one new line codes a whole group.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from extract.linking import MetricIndex, core_of, is_neutral, normalise_name

_SHORTEST_BASE = 4  # characters; 医院 behind neutral words is not yet a metric
_NEAREST = 3
_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Group:
    """One metric that the catalogue lacks, as far as its wording tells."""

    wording: str  # the most frequent
    variants: list[str]  # the others, most frequent first
    bulletins: int
    mentions: int
    units: list[tuple[str, int]]  # of levels where there are any, else of changes
    example: str
    example_source: str
    nearest: list[tuple[str, str, float]]  # code, name or alias, likeness 0..1


@dataclass(slots=True)
class _Pile:
    wordings: Counter[str] = field(default_factory=Counter)
    bulletins: set[tuple[str, int]] = field(default_factory=set)
    levels: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, other: "_Pile") -> None:
        self.wordings += other.wordings
        self.bulletins |= other.bulletins
        self.levels += other.levels
        self.changes += other.changes
        self.examples = other.examples | self.examples


class Uncoded:
    """Gathers the mentions without a code of one batch after another."""

    def __init__(self) -> None:
        self._piles: dict[str, _Pile] = defaultdict(_Pile)
        self._documents: set[str] = set()

    def add(self, mentions: pl.DataFrame) -> None:
        """Take the mentions of a batch (`MENTION_SCHEMA`); a document that was taken before counts once."""
        fresh = mentions.filter(~pl.col("document_id").is_in(list(self._documents)))
        self._documents.update(fresh["document_id"])
        uncoded = fresh.filter(pl.col("metric_code").is_null()).unique(["document_id", "ordinal"], maintain_order=True)
        for row in uncoded.iter_rows(named=True):
            wording = row["metric_text"] or ""
            key = key_of(wording)
            if not key:
                continue
            pile = self._piles[key]
            pile.wordings[wording] += 1
            pile.bulletins.add((row["document_id"], row["bulletin"]))
            (pile.levels if row["measure"] == "level" else pile.changes)[row["unit"] or ""] += 1
            example = (row["sentence"] or "", row["source"])
            known = pile.examples.get(wording)
            if known is None or len(example[0]) < len(known[0]):
                pile.examples[wording] = example

    def groups(self, index: MetricIndex) -> list[Group]:
        """The groups, those that most bulletins use first."""
        nearest = Nearest({name: [metric.code for metric in rows] for name, rows in index.names.items()})
        groups = [_group(pile, nearest) for pile in merged(self._piles).values()]
        return sorted(groups, key=lambda group: (-group.bulletins, -group.mentions, group.wording))


def key_of(wording: str) -> str:
    """What makes two wordings the same metric."""
    name = normalise_name(wording)
    return core_of(name) or name


def merged(piles: Mapping[str, _Pile]) -> dict[str, _Pile]:
    """Put each key that is another behind neutral words with that other."""
    kept: dict[str, _Pile] = {}
    for key in sorted(piles, key=lambda key: (len(key), key)):
        base = next((key[at:] for at in range(1, len(key) - _SHORTEST_BASE + 1) if key[at:] in kept), None)
        if base is None or not is_neutral(key[: -len(base)]):
            base = key
        kept.setdefault(base, _Pile()).take(piles[key])
    return kept


def _group(pile: _Pile, nearest: "Nearest") -> Group:
    wordings = sorted(pile.wordings, key=lambda wording: (-pile.wordings[wording], len(wording), wording))
    sentence, source = pile.examples[wordings[0]]
    return Group(
        wording=wordings[0],
        variants=wordings[1:],
        bulletins=len(pile.bulletins),
        mentions=pile.wordings.total(),
        units=sorted((pile.levels or pile.changes).items(), key=lambda unit: (-unit[1], unit[0])),
        example=" ".join(sentence.split()),
        example_source=source,
        nearest=nearest.to(wordings[0]),
    )


class Nearest:
    """Names by likeness: the share of pairs of neighbouring characters that two names have in common (Dice)."""

    def __init__(self, codes: Mapping[str, Iterable[str]]) -> None:
        self._codes = codes
        self._pairs = {name: _pairs(name) for name in codes}
        self._with: dict[str, list[str]] = defaultdict(list)
        for name, pairs in self._pairs.items():
            for pair in pairs:
                self._with[pair].append(name)

    def to(self, wording: str) -> list[tuple[str, str, float]]:
        """The codes whose names are most like the wording, each with its likest name and the likeness."""
        own = _pairs(normalise_name(wording))
        shared: Counter[str] = Counter(name for pair in own for name in self._with.get(pair, ()))
        alike = ((2 * count / (len(own) + len(self._pairs[name])), name) for name, count in shared.items())
        best: dict[str, tuple[str, str, float]] = {}
        for likeness, name in sorted(((score, name) for score, name in alike if score >= _ALIKE), reverse=True):
            for code in self._codes[name]:
                best.setdefault(code, (code, name, round(likeness, 2)))
        return list(best.values())[:_NEAREST]


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1)) or frozenset([name])
