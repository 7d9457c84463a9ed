"""The words the rules are made of: one term a line, `#` starts a comment line. Read once, at first use."""

import re
from functools import cache
from importlib.resources import files


@cache
def terms(name: str) -> tuple[str, ...]:
    """The terms of one vocabulary file, longest first, so that an alternation prefers the longest."""
    lines = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return tuple(sorted(found, key=lambda term: (-len(term), term)))


def alternation(*names: str) -> str:
    """A regular expression for any term of these files."""
    merged = sorted({term for name in names for term in terms(name)}, key=lambda term: (-len(term), term))
    return "|".join(map(re.escape, merged))


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
