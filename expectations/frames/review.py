"""Do the reviewers' decisions still hold."""

from __future__ import annotations

import polars as pl

DECISION_SCHEMA = pl.Schema(
    {
        "line_number": pl.Int32(),
        "source": pl.String(),
        "decision_status": pl.String(),
        "message_en": pl.String(),
        "message_zh": pl.String(),
    }
)


def review_frame(decisions: pl.DataFrame) -> pl.DataFrame:
    """One row per row of `decisions` (DECISION_SCHEMA), by line, with one column per rule.

    What cannot be used or matched cannot be stale: those rules do not apply to it (null).
    """
    status = pl.col("decision_status")
    return decisions.sort("line_number").with_columns(
        is_readable=status != "malformed",
        is_on_known_document=pl.when(status != "malformed").then(status != "unmatched"),
        is_current=pl.when(~status.is_in(["malformed", "unmatched"])).then(status != "stale"),
    )
