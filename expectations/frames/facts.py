"""Plausibility of one value by itself: its size, unit, year and region. Health domain only.

Bounds hold for levels: a change is not bounded by what the level can be.
"""

from __future__ import annotations

import polars as pl

from expectations.frames.indicators import (
    IS_CODED_LEVEL,
    IS_HEALTH,
    IS_LEVEL,
    catalogue_table,
    outside_by,
    rule_table,
)

FIRST_YEAR = 1949
YEARS_AHEAD = 15
# How many characters before a numeral are searched for the wording of an average ("平均每个团队3.2人").
_LOOK_BACK = 15
_AVERAGE_WORDING = r"每|均|比例|密度"
# What is counted in whole units; the dimensions of units.csv.
_COUNTED = ("count_person", "count_visit", "count_case", "count_facility", "count_household")


def facts_frame(indicators: pl.DataFrame) -> pl.DataFrame:
    """One row per health row of `indicators` (INDICATOR_SCHEMA), in their order, with one column per rule of one value.

    Columns `*_outside_by` give the distance beyond a bound (0 = within), in the unit of the value or in years.
    """
    facts = indicators.filter(IS_HEALTH).with_row_index("row_number")
    facts = _with_unit_bounds(facts)
    facts = facts.with_columns(
        _unit_bound_column("percentage_outside_by", ["%"]),
        _unit_bound_column("permille_outside_by", ["‰"]),
        _unit_bound_column("population_rate_outside_by", ["/10万", "/万"]),
        pl.when(_has_catalogue_bounds())
        .then(outside_by(pl.col("value_canonical"), pl.col("min_valid"), pl.col("max_valid")))
        .alias("catalogue_outside_by"),
        pl.when(pl.col("metric_code").is_not_null()).then("unit_is_compatible").alias("unit_fits_metric"),
        pl.col("metric_code").is_in(catalogue_table("metrics")["metric_code"].implode()).alias("metric_is_known"),
    )
    facts = _with_counts(facts)
    facts = _with_years(facts)
    return _with_region_validity(facts).drop("row_number")


def _has_catalogue_bounds() -> pl.Expr:
    return IS_CODED_LEVEL & (pl.col("min_valid").is_not_null() | pl.col("max_valid").is_not_null())


def _with_unit_bounds(facts: pl.DataFrame) -> pl.DataFrame:
    """Add `lowest` and `highest`: the unit's bounds, widened where the metric's wording allows more."""
    bounds = rule_table("unit_bounds")
    lowest, highest = [], []
    for unit, wording, low, high in bounds.select("unit", "wording", "lowest", "highest").iter_rows():
        applies = pl.col("unit") == unit
        if wording is not None:
            applies &= pl.col("metric_text").str.contains(wording, literal=True)
        lowest.append(pl.when(applies).then(low))
        highest.append(pl.when(applies).then(high))
    return facts.with_columns(lowest=pl.min_horizontal(lowest), highest=pl.max_horizontal(highest))


def _unit_bound_column(name: str, units: list[str]) -> pl.Expr:
    """Leave a value whose metric has bounds in the catalogue to those."""
    applies = IS_LEVEL & pl.col("unit").is_in(units) & ~_has_catalogue_bounds()
    return pl.when(applies).then(outside_by(pl.col("value"), pl.col("lowest"), pl.col("highest"))).alias(name)


def _with_counts(facts: pl.DataFrame) -> pl.DataFrame:
    """Add `count_value` and `unexplained_fraction`, for levels that count people, visits, cases, places, households.

    An average ("每千人口", "次均") is no count. A fraction is explained where the numeral was multiplied (1.23456万人).
    """
    units = catalogue_table("units").filter(pl.col("dimension").is_in(_COUNTED))
    counted_units = units["unit"].to_list()
    before_number = pl.col("sentence").str.slice(
        (pl.col("number_start") - pl.col("sentence_start") - _LOOK_BACK).clip(lower_bound=0),
        (pl.col("number_start") - pl.col("sentence_start")).clip(lower_bound=0, upper_bound=_LOOK_BACK),
    )
    is_average = (
        pl.concat_str(pl.col("metric_text"), before_number, ignore_nulls=True).str.contains(_AVERAGE_WORDING)
        | pl.col("metric_code").str.contains("_PER_|_DAILY_")
    ).fill_null(value=False)
    is_count = (
        IS_LEVEL
        & pl.col("unit").is_in(counted_units)
        & ~is_average
        & (pl.col("value_type").fill_null("count") == "count")
    )
    printed = pl.col("number_text").str.replace_all(r"[,，\s]", "").cast(pl.Float64, strict=False)
    was_multiplied = (printed != pl.col("value")).fill_null(value=True)
    fraction = (pl.col("value") - pl.col("value").round()).abs()
    return facts.with_columns(
        count_value=pl.when(is_count).then("value"),
        unexplained_fraction=pl.when(is_count).then(pl.when(was_multiplied).then(0.0).otherwise(fraction)),
    )


def _with_years(facts: pl.DataFrame) -> pl.DataFrame:
    """Add the rules about time. Without a publication date the bulletin's year stands for it.

    A target beside the actual of its own metric and year is one under review ("30.5%,低于要求的33%以下"), which may lie
    in the past; any other target may not.
    """
    written = pl.coalesce(pl.col("published_on").dt.year(), pl.col("bulletin_year"))
    is_target, is_actual = pl.col("kind") == "target", pl.col("kind") == "actual"
    thing = ["document_id", "bulletin", "region_code", "year", "metric_key", "measure"]
    reached = facts.filter(is_actual).select(thing).unique().with_columns(is_reviewed=True)
    facts = facts.join(reached, on=thing, how="left", nulls_equal=True, maintain_order="left")
    is_open = is_target & pl.col("is_reviewed").is_null()
    return facts.with_columns(written_year=written).with_columns(
        year_outside_by=outside_by(pl.col("year"), pl.lit(FIRST_YEAR), pl.col("written_year") + YEARS_AHEAD),
        latest_year=pl.col("written_year") + YEARS_AHEAD,
        target_years_late=pl.when(is_open).then((pl.col("bulletin_year") - pl.col("year")).clip(lower_bound=0)),
        period_end_year=pl.col("period_end").dt.year(),
        actual_period_start=pl.when(is_actual).then("period_start"),
    )


def _with_region_validity(facts: pl.DataFrame) -> pl.DataFrame:
    """Add `region_is_known` and `region_years_outside`: how many years the code was out of use in the value's year.

    A target is judged by the year in which it was written: nobody knew then which regions would be merged.
    """
    judged = (
        pl.when(pl.col("kind") == "target")
        .then(pl.min_horizontal("year", "written_year", "bulletin_year"))
        .otherwise("year")
    )
    facts = facts.with_columns(judged_year=judged)
    validity = region_validity()
    outside = (
        facts.select("region_code", "judged_year")
        .drop_nulls()
        .unique()
        .join(validity, on="region_code")
        .with_columns(outside=outside_by(pl.col("judged_year"), pl.col("first_year"), pl.col("last_year")))
        .group_by("region_code", "judged_year")
        # a spell open at both ends has no bound to lie outside of
        .agg(region_years_outside=pl.col("outside").fill_null(0).min())
    )
    known = validity["region_code"].unique()
    return facts.join(outside, on=["region_code", "judged_year"], how="left", maintain_order="left").with_columns(
        region_is_known=pl.col("region_code").is_in(known.implode())
    )


def region_validity() -> pl.DataFrame:
    """`region_code`, `first_year`, `last_year` (null = open), one row per spell of a code in regions.csv.

    The catalogue comes from dated revisions of the national list, so a change is only known to lie between two of
    them: a spell is taken to start in the year of the revision before its first one, and to end in the year of the
    revision after its last one. That is the tolerance of one revision.
    """
    regions = catalogue_table("regions").select("region_code", "valid_from", "valid_to")
    revisions = (
        pl.concat([regions["valid_from"], regions["valid_to"]]).drop_nulls().unique().sort().to_frame("revision")
    ).with_columns(
        before=pl.col("revision").shift(1, fill_value=pl.col("revision").first()).str.head(4).cast(pl.Int32),
        after=pl.col("revision").shift(-1, fill_value=pl.col("revision").last()).str.head(4).cast(pl.Int32),
    )
    return (
        regions.join(revisions.select(valid_from="revision", first_year="before"), on="valid_from", how="left")
        .join(revisions.select(valid_to="revision", last_year="after"), on="valid_to", how="left")
        .select("region_code", "first_year", "last_year")
    )
