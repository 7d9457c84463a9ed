"""The only module that imports Great Expectations (the import takes seconds, so callers import this one lazily).

Great Expectations runs on pandas frames: its SQL engine cannot read DuckDB. Failing rows come back as positions in
the frame, all of them: unlike named index columns these cost no Python object per row, so a rule that fails on a
million rows stays linear.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import great_expectations as gx
import pandas as pd
import polars as pl
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig

from expectations.model import Check

RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "partial_unexpected_count": 0,
    "include_unexpected_rows": False,
    "return_unexpected_index_query": False,
}
_GX_SEVERITY = {"error": "critical", "warn": "warning"}


@dataclass(frozen=True)
class Verdict:
    """What Great Expectations said of one check: positions of failing rows, or the exception that stopped it."""

    evaluated_count: int
    failed_rows: list[int]
    exception: str | None


def validate(frame: pl.DataFrame, checks: Sequence[Check]) -> list[Verdict]:
    """Judge `frame` by the expectations of one suite; one verdict per check, in the same order.

    A null in a check's column means that the check does not apply to the row.
    """
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(enable=False)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    wanted = {column for check in checks for column in check.columns}
    data = frame.select([column for column in frame.columns if column in wanted]).to_pandas()
    batch = (
        context.data_sources.add_pandas("warehouse")
        .add_dataframe_asset("frame")
        .add_batch_definition_whole_dataframe("all")
        .get_batch({"dataframe": data})
    )
    suite = gx.ExpectationSuite(
        name=checks[0].suite,
        expectations=[
            {
                "type": check.expectation,
                "kwargs": check.kwargs,
                "meta": {"name": check.name},
                "severity": _GX_SEVERITY[check.severity],
            }
            for check in checks
        ],
    )
    results = {_name_of(result): result for result in batch.validate(suite, result_format=RESULT_FORMAT).results}
    return [_verdict(results.get(check.name), check, data) for check in checks]


def _name_of(result: ExpectationValidationResult) -> str | None:
    configuration = result.expectation_config
    return configuration.meta["name"] if configuration and configuration.meta else None


def _verdict(result: ExpectationValidationResult | None, check: Check, data: pd.DataFrame) -> Verdict:
    if result is None:
        return Verdict(0, [], "Great Expectations returned no result for this check")
    if exception := _exception_of(result.exception_info):
        return Verdict(0, [], exception)
    positions = result.result.get("unexpected_index_list")
    if positions is None and not result.success:
        return Verdict(0, [], "Great Expectations did not say which rows failed")
    applicable = len(data) if _judges_nulls(check) else int(data[check.columns].notna().all(axis=1).sum())
    return Verdict(applicable, [int(position) for position in positions or []], None)


def _judges_nulls(check: Check) -> bool:
    return check.expectation in ("expect_column_values_to_not_be_null", "expect_column_values_to_be_null")


def _exception_of(info: dict[str, Any] | None) -> str | None:
    """First line of the exception inside an expectation; the info is one record, or one per metric."""
    if not info:
        return None
    for record in [info] if "raised_exception" in info else info.values():
        if record["raised_exception"]:
            lines = str(record.get("exception_message") or "").strip().splitlines()
            return lines[0] if lines else "unknown exception"
    return None
