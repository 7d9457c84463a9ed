"""Dates and times as scrapers and page headers write them."""

import re
from datetime import UTC, date, datetime

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_DIGITS_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s*[:时]\s*(\d{2})(?:\s*[:分]\s*(\d{2}))?")
_EARLIEST_EPOCH = 600_000_000  # 1989; smaller numbers are no times of web pages
_LATEST_EPOCH = 7_258_118_400  # 2200; larger numbers are milliseconds


def parse_moment(value: object) -> datetime | None:
    """Return a moment in UTC from ISO 8601, a Chinese or slashed date, or epoch seconds or milliseconds; else None.

    Without a zone the moment is taken as UTC, without a time as midnight.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        if not _EARLIEST_EPOCH < value < _LATEST_EPOCH * 1000:
            return None
        return datetime.fromtimestamp(value / 1000 if value > _LATEST_EPOCH else value, UTC)
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return _moment_in_words(value)


def parse_day(value: object) -> date | None:
    """Return the day of a date or moment as it is written (no shift between zones), or None."""
    if isinstance(value, str):
        found = _DAY.search(value) or _DIGITS_DAY.search(value)
        return _day(found) if found else None
    moment = parse_moment(value)
    return moment.date() if moment else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _moment_in_words(value: str) -> datetime | None:
    found = _DAY.search(value) or _DIGITS_DAY.search(value)
    day = _day(found) if found else None
    if found is None or day is None:
        return None
    clock = _CLOCK.search(value, found.end())
    try:
        hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
