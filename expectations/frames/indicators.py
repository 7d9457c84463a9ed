"""What the checks read of `intermediate.int_indicator`, and the reviewed rule tables beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

RULE_FOLDER = Path(__file__).parents[1] / "rules"
CATALOGUE_FOLDER = Path(__file__).parents[2] / "extract" / "catalogue"

INDICATOR_SCHEMA = pl.Schema(
    {
        "indicator_key": pl.Int64(),
        "document_id": pl.String(),
        "source": pl.String(),
        "bulletin": pl.Int32(),
        "ordinal": pl.Int32(),
        "number_start": pl.Int32(),
        "number_text": pl.String(),
        "value": pl.Float64(),
        "unit": pl.String(),
        "value_canonical": pl.Float64(),
        "unit_canonical": pl.String(),
        "unit_is_compatible": pl.Boolean(),
        "metric_text": pl.String(),
        "metric_code": pl.String(),
        "metric_key": pl.Int64(),
        "region_code": pl.String(),
        "period_start": pl.Date(),
        "period_end": pl.Date(),
        "year": pl.Int32(),
        "kind": pl.String(),
        "measure": pl.String(),
        "comparator": pl.String(),
        "sentence": pl.String(),
        "sentence_start": pl.Int32(),
        "confidence": pl.Float64(),
        "domain": pl.String(),
        "published_on": pl.Date(),
        "bulletin_year": pl.Int32(),
        "value_type": pl.String(),
        "min_valid": pl.Float64(),
        "max_valid": pl.Float64(),
        "offset_is_valid": pl.Boolean(),
        "review_status": pl.String(),
    }
)

IS_HEALTH = pl.col("domain") == "health"
IS_LEVEL = pl.col("measure") == "level"
# A value that can be set beside other values of its catalogue metric.
IS_CODED_LEVEL = (
    IS_HEALTH & IS_LEVEL & pl.col("metric_code").is_not_null() & pl.col("unit_is_compatible").fill_null(value=False)
)
# Where the bulletin says which year and region a value is for; others cannot be set beside anything.
IS_PLACED = pl.col("region_code").is_not_null() & pl.col("year").is_not_null()


@cache
def rule_table(name: str) -> pl.DataFrame:
    """Read a reviewed table of `rules/`; empty cells are null, `lowest` and `highest` are numbers."""
    table = pl.read_csv(RULE_FOLDER / f"{name}.csv", infer_schema=False)
    return table.with_columns(pl.col(column).cast(pl.Float64) for column in table.columns if column in _NUMBERS)


_NUMBERS = ("lowest", "highest")


@cache
def catalogue_table(name: str) -> pl.DataFrame:
    """Read a table of the catalogue, all columns text; empty cells are null."""
    return pl.read_csv(CATALOGUE_FOLDER / f"{name}.csv", infer_schema=False)


def stated() -> pl.Expr:
    """What the row says, multiplied out: "11000 人" for 1.1万人."""
    value = pl.col("value")
    whole = pl.when(value == value.round()).then(value.cast(pl.Int64, strict=False).cast(pl.String))
    return pl.concat_str(whole.otherwise(value.round(6).cast(pl.String)), pl.lit(" "), pl.col("unit"))


def outside_by(value: pl.Expr, lowest: pl.Expr, highest: pl.Expr) -> pl.Expr:
    """How far `value` lies outside the closed interval: 0 within it, null where value or both bounds are null."""
    return pl.max_horizontal(lowest - value, value - highest).clip(lower_bound=0)
