"""Is a value far from the previous one of its series, measured by how such series usually move."""

from __future__ import annotations

import polars as pl

from expectations.frames.indicators import IS_CODED_LEVEL, IS_PLACED

MINIMUM_STEPS = 8
MINIMUM_POOLED_STEPS = 20
LONGEST_GAP = 5
# Values with a natural ceiling move in points; amounts move in proportion.
_IN_POINTS = ("percentage", "score", "years_of_age")
# The least scatter per year that is taken for granted, however still the other series stood: points, log-ratio.
_LEAST_SCATTER_POINTS = 1.0
_LEAST_SCATTER_LOG = 0.05
# The scatter per year until enough series are known to measure it.
_ASSUMED_SCATTER_POINTS = 5.0
_ASSUMED_SCATTER_LOG = 0.25
_MAD_TO_SIGMA = 1.4826
_SERIES = ["metric_code", "region_code", "season"]


def jumps(health: pl.DataFrame) -> pl.DataFrame:
    """Robust z-scores of yearly steps, one row per actual level that has an earlier year in its series.

    health: rows of INDICATOR_SCHEMA. A series is one metric, region and part of the year; a year's value is the
    median of what was stated. The usual step is the median of all steps of the metric over all regions, its scatter
    the MAD; with fewer than MINIMUM_STEPS steps those of all metrics of the same value type are taken, and with fewer
    than MINIMUM_POOLED_STEPS of these a wide scatter is assumed. A jump from another page's value scores 0 where the
    row's own page states it ("同比下降34.91%"); a page that gives both values and their difference proves nothing.
    Returns indicator_key, jump_score (>= 0), jump_previous, jump_previous_year, jump_other.
    """
    levels = health.filter(
        IS_CODED_LEVEL
        & IS_PLACED
        & (pl.col("kind") == "actual")
        & (pl.col("period_start").dt.year() == pl.col("year"))
        & pl.col("period_end").is_not_null()
    ).with_columns(
        season=pl.concat_str(pl.col("period_start").dt.strftime("%m-%d"), pl.col("period_end").dt.strftime("%m-%d")),
        in_points=pl.col("value_type").is_in(_IN_POINTS).fill_null(value=False),
    )
    yearly = (
        levels.sort("indicator_key")
        .group_by([*_SERIES, "year", "value_type", "in_points"], maintain_order=True)
        .agg(
            typical=pl.col("value_canonical").median(),
            first_key=pl.col("indicator_key").first(),
            pages=pl.col("document_id").unique(),
        )
        .sort([*_SERIES, "year"])
        .with_columns(
            jump_previous=pl.col("typical").shift(1).over(_SERIES),
            jump_previous_year=pl.col("year").shift(1).over(_SERIES),
            jump_other=pl.col("first_key").shift(1).over(_SERIES),
            previous_pages=pl.col("pages").shift(1).over(_SERIES),
        )
        .filter(pl.col("year") - pl.col("jump_previous_year") <= LONGEST_GAP)
    )
    steps = yearly.with_columns(step=_step(pl.col("typical"))).filter(pl.col("step").is_not_null())
    judged = (
        levels.join(
            yearly.select(*_SERIES, "year", "jump_previous", "jump_previous_year", "jump_other"), on=[*_SERIES, "year"]
        )
        .with_columns(step=_step(pl.col("value_canonical")))
        .join(_usual_steps(steps, ["metric_code"], MINIMUM_STEPS), on="metric_code", how="left")
        .join(
            _usual_steps(steps, ["value_type", "in_points"], MINIMUM_POOLED_STEPS),
            on=["value_type", "in_points"],
            how="left",
            suffix="_pooled",
        )
        .with_columns(
            usual=pl.coalesce("usual", "usual_pooled", 0.0),
            scatter=pl.max_horizontal(
                pl.coalesce("scatter", "scatter_pooled", _by_scale(_ASSUMED_SCATTER_POINTS, _ASSUMED_SCATTER_LOG)),
                _by_scale(_LEAST_SCATTER_POINTS, _LEAST_SCATTER_LOG),
            ),
        )
        .filter(pl.col("step").is_not_null())
        .join(_explained(levels, health, yearly), on="indicator_key", how="left")
    )
    score = (pl.col("step") - pl.col("usual")).abs() / pl.col("scatter")
    return judged.select(
        "indicator_key",
        pl.when(pl.col("is_explained").fill_null(value=False)).then(0.0).otherwise(score).round(2).alias("jump_score"),
        "jump_previous",
        "jump_previous_year",
        "jump_other",
    )


def _by_scale(points: float, log: float) -> pl.Expr:
    return pl.when("in_points").then(points).otherwise(log)


def _step(value: pl.Expr) -> pl.Expr:
    """Yearly change from `jump_previous`: in points, or as a log-ratio (null where either value is not positive)."""
    gap = pl.col("year") - pl.col("jump_previous_year")
    previous = pl.col("jump_previous")
    in_proportion = pl.when((value > 0) & (previous > 0)).then((value / previous).log())
    return pl.when("in_points").then(value - previous).otherwise(in_proportion) / gap


def _usual_steps(steps: pl.DataFrame, by: list[str], minimum: int) -> pl.DataFrame:
    """`usual` (median) and `scatter` (scaled MAD) of the steps, for groups of at least `minimum`."""
    return (
        steps.group_by(by)
        .agg(
            usual=pl.col("step").median(),
            scatter=(pl.col("step") - pl.col("step").median()).abs().median() * _MAD_TO_SIGMA,
            size=pl.len(),
        )
        .filter(pl.col("size") >= minimum)
        .drop("size")
    )


def _explained(levels: pl.DataFrame, health: pl.DataFrame, yearly: pl.DataFrame) -> pl.DataFrame:
    """Find rows whose own page states a change that leads from last year's value, of another page, to theirs."""
    place = ["document_id", "region_code", "year", "metric_code"]
    changes = health.filter(pl.col("measure").is_in(["change", "change_pct"]) & IS_PLACED).select(
        *place, "measure", change="value_canonical"
    )
    from_year_before = yearly.filter(pl.col("year") - pl.col("jump_previous_year") == 1)
    stated = (
        levels.select("indicator_key", "value_canonical", "season", *place)
        .join(from_year_before.select(*_SERIES, "year", "jump_previous", "previous_pages"), on=[*_SERIES, "year"])
        .filter(~pl.col("previous_pages").list.contains(pl.col("document_id")))
        .join(changes.unique(), on=place)
    )
    previous, change = pl.col("jump_previous"), pl.col("change")
    seen = (
        pl.when(pl.col("measure") == "change_pct")
        .then((pl.col("value_canonical") / previous - 1) * 100)
        .otherwise(pl.col("value_canonical") - previous)
    )
    agrees = (seen - change).abs() <= pl.max_horizontal(change.abs() * 0.1, pl.lit(0.5))
    return stated.group_by("indicator_key").agg(is_explained=agrees.any())
