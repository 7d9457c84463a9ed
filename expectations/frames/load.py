"""Does the newest load look like the ones before it: how much came out of a page, and how much of it is empty."""

from __future__ import annotations

import polars as pl

LOAD_SCHEMA = pl.Schema(
    {
        "load_id": pl.String(),
        "started_at": pl.Datetime("us", "UTC"),
        "documents_extracted": pl.Int64(),
        "mentions": pl.Int64(),
        "failed": pl.Int64(),
        "broken": pl.Int64(),  # pages on which the extractor itself failed
        "region_null_rate": pl.Float64(),
        "metric_code_null_rate": pl.Float64(),
        "year_null_rate": pl.Float64(),
    }
)
MINIMUM_PAST_LOADS = 5
# A handful of pages says nothing about a load.
MINIMUM_DOCUMENTS = 5
# A load is compared with those of at least a quarter and at most four times its size.
COMPARABLE_SIZE = 4
_VOLUME = "mentions_per_document"
_BROKEN = "broken_rate"
_RATES = ("failed_rate", "region_null_rate", "metric_code_null_rate", "year_null_rate")
# The least scatter that is taken for granted: volume as log-ratio, rates as they are.
_LEAST_SCATTER_LOG = 0.15
_LEAST_SCATTER_RATE = 0.03
_MAD_TO_SIGMA = 1.4826
FRAME_SCHEMA = pl.Schema(
    {
        "load_id": pl.String(),
        "quantity": pl.String(),
        "value": pl.Float64(),
        "usual": pl.Float64(),
        "past_loads": pl.Int64(),
        "volume_ratio": pl.Float64(),
        "volume_score": pl.Float64(),
        "rate_rise": pl.Float64(),
        "rate_score": pl.Float64(),
        "broken_share": pl.Float64(),
    }
)


def load_frame(loads: pl.DataFrame, accepted: pl.Series) -> pl.DataFrame:
    """One row per quantity of the newest load that extracted documents (FRAME_SCHEMA).

    loads: LOAD_SCHEMA, finished loads in any order; accepted: load_ids that a reviewer found right though unusual.
    `volume_ratio` is value / usual, `rate_rise` value - usual, the scores are robust z-scores over past loads of
    comparable size. They are null (nothing to check) for small or accepted loads and before MINIMUM_PAST_LOADS.
    `broken_share` needs no past: rules that fail on most pages are broken in the first load too.
    """
    ordered = loads.filter(pl.col("documents_extracted") > 0).sort("started_at", "load_id")
    if ordered.is_empty():
        return FRAME_SCHEMA.to_frame()
    per_document = pl.col("documents_extracted").cast(pl.Float64)
    ordered = ordered.with_columns(
        mentions_per_document=pl.col("mentions") / per_document,
        failed_rate=pl.col("failed") / per_document,
        broken_rate=pl.col("broken") / per_document,
    )
    newest = ordered.tail(1)
    size = newest["documents_extracted"].item()
    is_judged = size >= MINIMUM_DOCUMENTS and newest["load_id"].item() not in accepted
    past = ordered.head(-1).filter(
        pl.col("documents_extracted").is_between(size / COMPARABLE_SIZE, size * COMPARABLE_SIZE)
    )
    rows = [
        _quantity(newest, past, name, is_volume=name == _VOLUME, is_judged=is_judged) for name in (_VOLUME, *_RATES)
    ]
    broken = newest[_BROKEN].item()
    rows.append(
        {"load_id": newest["load_id"].item(), "quantity": _BROKEN, "value": broken, "past_loads": 0}
        | {"broken_share": broken if is_judged else None}
    )
    return pl.DataFrame(rows, schema=FRAME_SCHEMA)


def _quantity(
    newest: pl.DataFrame, past: pl.DataFrame, name: str, *, is_volume: bool, is_judged: bool
) -> dict[str, str | float | int | None]:
    value = newest[name].item()
    known = past[name].drop_nulls()
    usual = known.median()
    row = {
        "load_id": newest["load_id"].item(),
        "quantity": name,
        "value": None if value is None else round(value, 4),
        "usual": round(usual, 4) if isinstance(usual, float) else None,
        "past_loads": known.len(),
        "volume_ratio": None,
        "volume_score": None,
        "rate_rise": None,
        "rate_score": None,
    }
    if not is_judged or value is None or known.len() < MINIMUM_PAST_LOADS or not isinstance(usual, float):
        return row
    if not is_volume:
        scatter = max(_mad(known), _LEAST_SCATTER_RATE)
        return row | {"rate_rise": value - usual, "rate_score": round(max(0.0, (value - usual) / scatter), 2)}
    if usual <= 0:
        return row
    logs = known.filter(known > 0).log()
    scatter = max(_mad(logs), _LEAST_SCATTER_LOG)
    # An empty load has no logarithm; the smallest that could have come out of it stands for it.
    seen = pl.Series([max(value, 1 / newest["documents_extracted"].item()) / usual]).log().item()
    return row | {"volume_ratio": value / usual, "volume_score": round(abs(seen) / scatter, 2)}


def _mad(values: pl.Series) -> float:
    """Median absolute deviation, scaled to a standard deviation."""
    spread = (values - values.median()).abs().median()
    return float(spread) * _MAD_TO_SIGMA if isinstance(spread, int | float) else 0.0
