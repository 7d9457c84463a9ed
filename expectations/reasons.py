"""Say in plain words, with the actual values, why a row failed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from expectations.model import Check

UNKNOWN = "—"


def reasons(check: Check, row: Mapping[str, Any]) -> tuple[str, str]:
    """Fill the check's reason with this row of its frame, in English and in Chinese."""
    told = {name: _Told(value) for name, value in row.items()}
    return check.reason_en.format_map(told), check.reason_zh.format_map(told)


class _Told:
    """A value as a reader wants it: 81500 and not 81500.0, a dash where nothing is known."""

    def __init__(self, value: object) -> None:
        self.text = plain(value)

    def __format__(self, spec: str) -> str:
        return format(self.text, spec)

    def __repr__(self) -> str:
        return repr(self.text)


def plain(value: object) -> str:
    """Text of a value without binary noise or exponent; UNKNOWN for None."""
    if value is None:
        return UNKNOWN
    if isinstance(value, float):
        text = f"{value:.6f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else str(value)
