"""Do statements agree with each other: wholes and parts, shares of one whole, repeated values. Health domain only.

Statements are set side by side within one bulletin, region, period and kind, and only where the bulletin tells region
and year. Of two that contradict each other nobody can tell which is wrong, so both rows fail.
"""

from __future__ import annotations

import polars as pl

from expectations.frames.indicators import IS_CODED_LEVEL, IS_HEALTH, IS_LEVEL, IS_PLACED, rule_table, stated
from expectations.frames.jumps import jumps

SAME_STATEMENT = ["document_id", "bulletin", "region_code", "year", "period_start", "period_end", "kind"]
# A whole printed in 万 can be below a part printed to the last unit; small numbers and rates are printed exactly.
_ROUNDED_FROM = 1000.0
_ROUNDING = 0.01
_MORTALITY = {
    "infant": ("INFANT_MORTALITY_RATE", "UNDER5_MORTALITY_RATE"),
    "neonatal": ("NEONATAL_MORTALITY_RATE", "INFANT_MORTALITY_RATE"),
}


def consistency_frame(indicators: pl.DataFrame) -> pl.DataFrame:
    """Give every health row of `indicators` (INDICATOR_SCHEMA) one column per rule about several values; same order.

    `<rule>_excess` is how far a part passes its whole (0 = it does not), `share_sum` the sum of the shares of one
    whole in %, `jump_score` the robust z-score of the change since the previous year on record, `rival_spread` the
    relative distance between the values a bulletin gives for one thing. `<rule>_other` is the key of the other row.
    """
    health = indicators.filter(IS_HEALTH)
    levels = health.filter(IS_CODED_LEVEL & IS_PLACED)
    frame = health
    for rule, (part, total) in _MORTALITY.items():
        frame = _with(frame, excess(levels, pl.DataFrame({"part_code": [part], "total_code": [total]})), rule)
    for rule, strength in (("part", "always"), ("usual_part", "usually")):
        frame = _with(frame, excess(levels, all_parts().filter(pl.col("holds") == strength)), rule)
    frame = _with(frame, split_sums(levels), "split")
    frame = _with(frame, share_sums(health.filter(IS_PLACED)), "")
    frame = _with(frame, rivals(health.filter(IS_LEVEL & IS_PLACED)), "")
    return _with(frame, jumps(health), "")


def _with(frame: pl.DataFrame, found: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """Join what a rule found (one row per indicator_key) with its columns named after the rule."""
    renamed = found.rename({name: f"{prefix}_{name}" for name in found.columns if prefix and name != "indicator_key"})
    return frame.join(renamed, on="indicator_key", how="left", maintain_order="left")


def all_parts() -> pl.DataFrame:
    """Direct and inherited parts of part_of.csv: a part of a part of the whole is a part of the whole.

    Columns part_code, total_code, holds; a chain with one weak link only usually holds.
    """
    direct = rule_table("part_of").select("part_code", "total_code", "holds")
    found = direct
    while True:
        longer = found.join(direct, left_on="total_code", right_on="part_code", suffix="_next").select(
            "part_code",
            total_code="total_code_next",
            holds=pl.when((pl.col("holds") == "always") & (pl.col("holds_next") == "always"))
            .then(pl.lit("always"))
            .otherwise(pl.lit("usually")),
        )
        # "always" sorts before "usually": of two chains the stronger one counts.
        grown = pl.concat([found, longer]).sort("part_code", "total_code", "holds")
        grown = grown.unique(["part_code", "total_code"], keep="first", maintain_order=True)
        if grown.height == found.height:
            return grown
        found = grown


def excess(levels: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """How far parts pass their wholes: one row per part and whole that could be compared.

    levels: rows of INDICATOR_SCHEMA that hold placed, coded levels; pairs: part_code, total_code.
    Returns indicator_key, excess (canonical unit, 0 = fits), other (key of the other row of the worst pair),
    part_text, part_stated, total_text, total_stated.
    """
    described = _described(levels)
    totals = _largest(described, [*SAME_STATEMENT, "metric_code", "bound"])
    columns = ["indicator_key", "metric_text", "stated", "value_canonical", "bound"]
    compared = (
        described.select(*SAME_STATEMENT, *columns, part_code="metric_code")
        .join(pairs.select("part_code", "total_code"), on="part_code")
        .join(
            totals.select(*SAME_STATEMENT, *columns, total_code="metric_code"),
            on=[*SAME_STATEMENT, "total_code"],
            suffix="_total",
            nulls_equal=True,
        )
        .filter(_comparable(pl.col("bound"), pl.col("bound_total")))
        .sort("value_canonical_total", descending=True)
        .unique(["indicator_key", "total_code"], keep="first", maintain_order=True)
    )
    compared = compared.with_columns(excess=_beyond(pl.col("value_canonical"), pl.col("value_canonical_total")))
    told = [
        pl.col("excess"),
        pl.col("metric_text").alias("part_text"),
        pl.col("stated").alias("part_stated"),
        pl.col("metric_text_total").alias("total_text"),
        pl.col("stated_total").alias("total_stated"),
    ]
    return _worst(
        compared.select("indicator_key", *told, other="indicator_key_total"),
        compared.select(*told, indicator_key="indicator_key_total", other="indicator_key"),
    )


def _beyond(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """How much larger a part is than its whole; 0 where rounding can explain it."""
    allowed = pl.when(whole >= _ROUNDED_FROM).then(whole * (1 + _ROUNDING)).otherwise(whole)
    return pl.when(part > allowed + 1e-9).then(part - whole).otherwise(0.0)


def split_sums(levels: pl.DataFrame) -> pl.DataFrame:
    """How far parts that exclude each other (column split of part_of.csv) together pass their whole.

    levels: as for `excess`. Only wholes of which two parts or more are stated are judged; of a part stated twice the
    smaller value counts. Returns indicator_key, excess, other, members (text), total_text, total_stated.
    """
    described = _described(levels)
    splits = rule_table("part_of").drop_nulls("split").select("part_code", "total_code", "split")
    group = [*SAME_STATEMENT, "total_code", "split"]
    parts = (
        described.filter(pl.col("bound") != "at_most")
        .join(splits, left_on="metric_code", right_on="part_code")
        .sort("value_canonical", "indicator_key")
    )
    sums = (
        parts.unique([*group, "metric_code"], keep="first", maintain_order=True)
        .group_by(group, maintain_order=True)
        .agg(
            sum_of_parts=pl.col("value_canonical").sum(),
            members=pl.concat_str("metric_text", pl.lit(" "), "stated").str.join(" + "),
            part_keys=pl.col("indicator_key"),
        )
        .filter(pl.col("part_keys").list.len() > 1)
    )
    wholes = _largest(described.filter(pl.col("bound") != "at_least"), [*SAME_STATEMENT, "metric_code"]).select(
        *SAME_STATEMENT,
        total_code="metric_code",
        total_key="indicator_key",
        total_text="metric_text",
        total_stated="stated",
        total_value="value_canonical",
    )
    judged = sums.join(wholes, on=[*SAME_STATEMENT, "total_code"], nulls_equal=True).with_columns(
        excess=_beyond(pl.col("sum_of_parts"), pl.col("total_value"))
    )
    told = ["excess", "members", "total_text", "total_stated"]
    of_parts = parts.select("indicator_key", *group).join(judged, on=group, nulls_equal=True)
    return _worst(
        of_parts.select("indicator_key", *told, other="total_key"),
        judged.select(*told, indicator_key="total_key", other=pl.col("part_keys").list.first()),
    )


def _described(levels: pl.DataFrame) -> pl.DataFrame:
    return levels.with_columns(bound=_bound_of("comparator"), stated=stated())


def _largest(levels: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Keep the largest value of each group: however often a bulletin repeats itself, comparing stays linear."""
    ordered = levels.sort("value_canonical", "indicator_key", descending=[True, False])
    return ordered.unique(by, keep="first", maintain_order=True)


def _worst(*found: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator: where several rules of a kind touch it, the one it breaks most."""
    together = pl.concat([frame.select(found[0].columns) for frame in found])
    ordered = together.sort("excess", "other", descending=[True, False])
    return ordered.unique("indicator_key", keep="first", maintain_order=True)


def _bound_of(comparator: str) -> pl.Expr:
    return (
        pl.when(pl.col(comparator).is_in([">", ">="]))
        .then(pl.lit("at_least"))
        .when(pl.col(comparator).is_in(["<", "<="]))
        .then(pl.lit("at_most"))
        .otherwise(pl.lit("exact"))
    )


def _comparable(part: pl.Expr, total: pl.Expr) -> pl.Expr:
    """Tell whether two values can contradict: a whole of "at least" can be larger than printed, a part smaller."""
    return (part == total) | ((total != "at_least") & (part != "at_most"))


def share_sums(placed: pl.DataFrame) -> pl.DataFrame:
    """Sum the shares that share_sets.csv says make up one whole.

    A share belongs to a member by its code or by its whole wording. Returns indicator_key, share_sum (%),
    share_members (text), share_other; sets of which only one member is stated are left out, as are upper limits. Where
    a member is stated twice its smaller value counts.
    """
    is_share = IS_LEVEL & (pl.col("unit") == "%") & (_bound_of("comparator") != "at_most")
    percent = placed.filter(is_share).with_columns(wording=pl.col("metric_text").str.replace_all(r"\s", ""))
    members = pl.concat(
        percent.filter((pl.col("metric_code") == code).fill_null(value=False) | _is_worded(pattern)).select(
            *SAME_STATEMENT,
            "indicator_key",
            "value",
            "number_text",
            "metric_text",
            share_set=pl.lit(share_set),
            member=pl.lit(member),
            # a whole that the metric does not name is the same within a sentence only
            sentence=pl.col("sentence_start") if scope == "sentence" else pl.lit(None, pl.Int32),
        )
        for share_set, scope, member, code, pattern, _ in rule_table("share_sets").iter_rows()
    ).unique(["indicator_key", "share_set"], maintain_order=True)
    group = [*SAME_STATEMENT, "share_set", "sentence"]
    counted = members.sort("value", "indicator_key").unique([*group, "member"], keep="first", maintain_order=True)
    sums = (
        counted.sort("member")
        .group_by(group, maintain_order=True)
        .agg(
            share_sum=pl.col("value").sum().round(6),
            share_members=pl.concat_str("metric_text", pl.lit(" "), "number_text", pl.lit("%")).str.join(" + "),
            share_keys=pl.col("indicator_key"),
        )
        .filter(pl.col("share_keys").list.len() > 1)
    )
    return (
        members.join(sums, on=group, nulls_equal=True)
        .with_columns(share_other=pl.col("share_keys").list.set_difference(pl.concat_list("indicator_key")).list.min())
        .sort("share_sum", "share_set", descending=[True, False])
        .unique("indicator_key", keep="first", maintain_order=True)
        .select("indicator_key", "share_sum", "share_members", "share_other")
    )


def _is_worded(pattern: str | None) -> pl.Expr:
    return pl.lit(value=False) if pattern is None else pl.col("wording").str.contains(f"^(?:{pattern})$")


def rivals(levels: pl.DataFrame) -> pl.DataFrame:
    """Values that one bulletin gives twice for the same region, metric, period, kind and comparator.

    Returns indicator_key, rival_spread ((highest - lowest) / highest absolute value), rival_other (the row furthest
    away) and rival_stated (what that row says), for what is stated more than once.
    """
    group = [*SAME_STATEMENT, "metric_key", "unit_canonical", "comparator"]
    low, high = pl.col("value_canonical").arg_min(), pl.col("value_canonical").arg_max()
    groups = (
        levels.filter(pl.col("value_canonical").is_not_null())
        .sort("indicator_key")
        .group_by(group)
        .agg(
            lowest=pl.col("value_canonical").min(),
            highest=pl.col("value_canonical").max(),
            lowest_key=pl.col("indicator_key").get(low),
            highest_key=pl.col("indicator_key").get(high),
            lowest_stated=stated().get(low),
            highest_stated=stated().get(high),
            size=pl.len(),
        )
        .filter(pl.col("size") > 1)
    )
    is_high = pl.col("value_canonical") - pl.col("lowest") > pl.col("highest") - pl.col("value_canonical")
    scale = pl.max_horizontal(pl.col("lowest").abs(), pl.col("highest").abs())
    return levels.join(groups, on=group, nulls_equal=True).select(
        "indicator_key",
        rival_spread=pl.when(scale > 0).then((pl.col("highest") - pl.col("lowest")) / scale).otherwise(0.0),
        rival_other=pl.when(is_high).then("lowest_key").otherwise("highest_key"),
        rival_stated=pl.when(is_high).then("lowest_stated").otherwise("highest_stated"),
    )
