"""The words the rules are made of: one term a line, `#` starts a comment line. Read once, at first use."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl


@cache
def terms(name: str) -> tuple[str, ...]:
    """The terms of one vocabulary file, longest first, so that an alternation prefers the longest."""
    lines = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return _longest_first(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def alternation(*names: str) -> str:
    """A regular expression for any term of these files, the longest that stands at a place."""
    return longest_of({term for name in names for term in terms(name)})


def longest_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first.

    Words that begin alike share their beginning, so that a place is compared with each first character once, not with
    each word.
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for char in word:
            branch = branch.setdefault(char, {})
        branch[_WORD_ENDS] = {}
    return _branches(tree)


_WORD_ENDS = ""


def _branches(tree: dict[str, Any]) -> str:
    choices = [re.escape(char) + _branches(below) for char, below in sorted(tree.items()) if char != _WORD_ENDS]
    if not choices:
        return ""
    either = choices[0] if len(choices) == 1 and _WORD_ENDS not in tree else f"(?:{'|'.join(choices)})"
    return f"{either}?" if _WORD_ENDS in tree else either


def occurrences(text: str, *names: str) -> int:
    """How often terms of these files stand in a text as long as a page; the longest counts where several begin."""
    return int(pl.Series([text]).str.count_matches(_any_of(*names)).item())


@cache
def _any_of(*names: str) -> str:
    return "|".join(map(re.escape, _longest_first(term for name in names for term in terms(name))))


@cache
def units() -> dict[str, tuple[str, str]]:
    """Printed unit word -> (unit as the contract writes it, class of quantity)."""
    found = {}
    for line in (files(__name__) / "units.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            surface, unit, kind = line.split("\t")
            found[surface] = (unit, kind)
    return found


@cache
def traditional() -> dict[str, str]:
    """Traditional character -> simplified one."""
    lines = (files(__name__) / "traditional.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


@cache
def dated_events() -> dict[str, int]:
    """Event that a speech without a date may name -> its year."""
    lines = (files(__name__) / "dated_events.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {event: int(year) for event, year in pairs}


@dataclass(frozen=True, slots=True)
class LeadWord:
    """A word before a value that is no part of the metric's name, and where it may stand."""

    kind: str
    not_behind: tuple[str, ...] = ()
    only_behind: tuple[str, ...] = ()

    def may_follow(self, before: str) -> bool:
        """Whether it may stand behind what is before it."""
        if self.only_behind and not before.endswith(self.only_behind):
            return False
        return not (self.not_behind and before.endswith(self.not_behind))


@cache
def lead_words() -> dict[str, tuple[LeadWord, ...]]:
    """Word -> its kinds, in the order in which they are to be tried."""
    found: dict[str, tuple[LeadWord, ...]] = {}
    for line in (files(__name__) / "lead_words.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, kind, *conditions = line.split("\t")
            places = (tuple(filter(None, condition.split("|"))) for condition in conditions)
            found[word] = (*found.get(word, ()), LeadWord(kind, *places))
    return found
