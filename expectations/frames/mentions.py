"""Structure of a mention: is it whole, unique, and does it point at its numeral. All domains."""

from __future__ import annotations

import polars as pl

_REQUIRED = (
    "document_id",
    "source",
    "bulletin",
    "ordinal",
    "number_text",
    "unit",
    "metric_text",
    "metric_key",
    "kind",
    "measure",
    "comparator",
    "sentence",
    "domain",
)


def mentions_frame(indicators: pl.DataFrame) -> pl.DataFrame:
    """One row per row of `indicators` (INDICATOR_SCHEMA), same order.

    `missing_fields` names the required fields that are empty (null when none is), `offset_gives_numeral` is false also
    where the text to compare with is gone.
    """
    missing = [
        pl.when(_is_empty(name, indicators.schema[name])).then(pl.lit(name)).otherwise(None) for name in _REQUIRED
    ]
    missing += [
        pl.when(pl.col(name).is_null() | ~pl.col(name).is_finite()).then(pl.lit(name)).otherwise(None)
        for name in ("value", "confidence")
    ]
    names = pl.concat_str(missing, separator=", ", ignore_nulls=True)
    return indicators.with_columns(
        missing_fields=pl.when(names != "").then(names),
        offset_gives_numeral=pl.col("offset_is_valid").fill_null(value=False),
    )


def _is_empty(name: str, dtype: pl.DataType) -> pl.Expr:
    empty = pl.col(name).is_null()
    return empty | (pl.col(name).str.strip_chars() == "") if dtype == pl.String else empty
