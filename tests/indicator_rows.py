"""Rows of intermediate.int_indicator for tests: sound unless told otherwise. Tests call keys by names."""

import zlib
from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from expectations.frames.indicators import INDICATOR_SCHEMA

VALUE_TYPES = {
    "%": "percentage",
    "‰": "permille",
    "/10万": "per_100k",
}


_NAMES: dict[int, str] = {}


def key_of(name: str) -> int:
    """The key that stands for a name, always the same."""
    key = zlib.crc32(name.encode())
    assert _NAMES.setdefault(key, name) == name
    return key


def name_of(key: int) -> str:
    """The name that `key_of` was asked for."""
    return _NAMES[key]


def names_of(keys: Iterable[int]) -> list[str]:
    return [name_of(key) for key in keys]


def row(key: str, **fields: Any) -> dict[str, Any]:
    """One sound row: 5,000 beds of a county in 2020, as its summary of that year says."""
    year = fields.get("year", 2020)
    value = fields.get("value", 5000.0)
    unit = fields.get("unit", "张")
    metric_code = fields.get("metric_code", "BED_COUNT")
    metric_text = fields.get("metric_text", "医疗卫生机构床位数")
    number = f"{value:g}" if abs(value) < 100_000 else f"{value:.0f}"
    sentence = f"{metric_text}{number}{unit}。"
    sound = {
        "indicator_key": key_of(key),
        "document_id": "page-1",
        "source": "county/2020.txt",
        "bulletin": 0,
        "ordinal": 0,
        "number_start": 100 + len(metric_text),
        "number_text": number,
        "value": value,
        "unit": unit,
        "value_canonical": value,
        "unit_canonical": unit,
        "unit_is_compatible": None if metric_code is None else True,
        "metric_text": metric_text,
        "metric_code": metric_code,
        "metric_key": key_of(metric_code or f"UNCATALOGUED:{metric_text}"),
        "region_code": "371321",
        "period_start": None if year is None else date(year, 1, 1),
        "period_end": None if year is None else date(year, 12, 31),
        "year": year,
        "kind": "actual",
        "measure": "level",
        "comparator": "=",
        "sentence": sentence,
        "review_status": "none",
        "sentence_start": 100,
        "confidence": 0.9,
        "domain": "health",
        "published_on": date(2021, 2, 1),
        "bulletin_year": 2020,
        "value_type": None if metric_code is None else VALUE_TYPES.get(unit, "count"),
        "min_valid": None,
        "max_valid": None,
        "offset_is_valid": True,
    }
    assert not fields.keys() - sound.keys()
    return sound | fields


def frame_of(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=INDICATOR_SCHEMA)


def uncatalogued(key: str, metric_text: str, value: float, unit: str, **fields: Any) -> dict[str, Any]:
    return row(key, metric_text=metric_text, metric_code=None, value=value, unit=unit, **fields)


def rate(key: str, code: str, value: float, unit: str = "‰", **fields: Any) -> dict[str, Any]:
    return row(key, metric_code=code, metric_text=code, value=value, unit=unit, **fields)
