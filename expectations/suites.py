"""Read the suite files. Cheap: Great Expectations is not needed to know which checks there are."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from expectations.model import Check

SUITE_FOLDER = Path(__file__).parent / "suites"
SUITE_NAMES = ("mentions", "facts", "consistency", "load", "review")


def list_checks() -> tuple[Check, ...]:
    """Every check of every suite, in the order of the report.

    Raises ValueError when a suite file is malformed or two checks share a name.
    """
    return _read_all(SUITE_FOLDER)


def checks_of(suite: str) -> tuple[Check, ...]:
    return tuple(check for check in list_checks() if check.suite == suite)


@cache
def _read_all(folder: Path) -> tuple[Check, ...]:
    checks = [check for suite in SUITE_NAMES for check in read_suite(folder / f"{suite}.json")]
    names = [check.name for check in checks]
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"check names must be unique over all suites: {', '.join(repeated)}")
    return tuple(checks)


def read_suite(path: Path) -> list[Check]:
    """Read the checks of one suite file. Raises ValueError naming the file and the expectation that is malformed."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return [_check(content, expectation, path) for expectation in content["expectations"]]


def _check(suite: dict[str, Any], expectation: dict[str, Any], path: Path) -> Check:
    meta = expectation.get("meta", {})
    try:
        check = Check(
            suite=suite["name"],
            examines=suite["examines"],
            row_level=suite["row_level"],
            expectation=expectation["type"],
            kwargs=expectation["kwargs"],
            **{"related": None, **meta},
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path.name}: expectation {meta.get('name', expectation)!r} is malformed: {error}") from error
    if check.severity not in ("error", "warn"):
        raise ValueError(f"{path.name}: {check.name} has severity {check.severity!r}; use error or warn")
    return check
