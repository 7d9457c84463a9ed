"""Figures that a page says again: a speech copied twice into it, a paragraph that stands in two places.

The first one is kept as it is; each later one names it. Nothing is dropped here.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

_LEAST_SENTENCE = 12  # characters without white space; shorter ones recur by chance
_LEAST_SHARED = 3  # figures that two bulletins share before one can be a copy of the other
_COPY = 0.6  # of its figures in the same sentences: a bulletin is a copy


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as far as it can be said again: where, in which words, and what was read."""

    bulletin: int
    sentence_start: int
    sentence: str
    meaning: Hashable  # value, metric, region, period … : all that must be the same outside a copied bulletin


def repeats(figures: Sequence[Said]) -> list[int | None]:
    """For each figure of a document, in order, the number of the earlier one that it repeats, or None."""
    keys = _keys(figures)
    copies = _copies(figures, keys)
    first: dict[tuple[str, int], list[int]] = {}
    found: list[int | None] = []
    for number, (figure, key) in enumerate(zip(figures, keys, strict=True)):
        earlier = first.setdefault(key, [])
        original = next((at for at in earlier if _repeats(figure, figures[at], copies)), None)
        if original is None:
            earlier.append(number)
        found.append(original)
    return found


def _repeats(figure: Said, earlier: Said, copies: set[tuple[int, int]]) -> bool:
    if figure.sentence_start == earlier.sentence_start:
        return False
    same = len(figure.sentence) >= _LEAST_SENTENCE and figure.meaning == earlier.meaning
    return same or (figure.bulletin, earlier.bulletin) in copies


def _keys(figures: Sequence[Said]) -> list[tuple[str, int]]:
    """The words of each figure's sentence, and which of its figures it is."""
    places: Counter[int] = Counter()
    keys = []
    for figure in figures:
        keys.append((figure.sentence, places[figure.sentence_start]))
        places[figure.sentence_start] += 1
    return keys


def _copies(figures: Sequence[Said], keys: Sequence[tuple[str, int]]) -> set[tuple[int, int]]:
    """Pairs of a bulletin and an earlier one whose sentences it repeats."""
    totals = Counter(figure.bulletin for figure in figures)
    if len(totals) < 2:
        return set()
    where: dict[tuple[str, int], list[int]] = {}
    shared: Counter[tuple[int, int]] = Counter()
    for figure, key in zip(figures, keys, strict=True):
        bulletins = where.setdefault(key, [])
        shared.update((figure.bulletin, earlier) for earlier in bulletins if earlier != figure.bulletin)
        if figure.bulletin not in bulletins:
            bulletins.append(figure.bulletin)
    return {pair for pair, count in shared.items() if count >= max(_LEAST_SHARED, _COPY * totals[pair[0]])}
