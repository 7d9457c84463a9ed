"""What a check is and what one run of the checks found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

Severity = Literal["error", "warn"]
Status = Literal["passed", "failed", "errored"]

FAILURE_SCHEMA = pl.Schema(
    {
        "check_name": pl.String(),
        "suite": pl.String(),
        "severity": pl.String(),
        "indicator_key": pl.Int64(),
        "related_indicator_key": pl.Int64(),
        "reason_en": pl.String(),
        "reason_zh": pl.String(),
    }
)


@dataclass(frozen=True)
class Check:
    """One rule, as its suite file states it.

    `expectation` and `kwargs` are what Great Expectations runs; `examines` is the table the rule looks at.
    `related` names the frame column holding the key of the other row of a pair (None for rules about one row).
    """

    name: str
    suite: str
    severity: Severity
    blocking: bool
    examines: str
    row_level: bool
    description_en: str
    description_zh: str
    why: str
    since: str
    evidence: str
    reason_en: str
    reason_zh: str
    related: str | None
    expectation: str
    kwargs: dict[str, Any] = field(hash=False)

    @property
    def columns(self) -> list[str]:
        """Frame columns that the expectation reads."""
        return [self.kwargs[key] for key in ("column", "column_A", "column_B") if key in self.kwargs]


@dataclass(frozen=True)
class CheckResult:
    """What one check found: `evaluated_count` rows it applied to, `failed_count` of them broke it."""

    check: Check
    status: Status
    evaluated_count: int
    failed_count: int
    message: str

    @property
    def blocking(self) -> bool:
        """True where a bad status forbids publishing; a check that could not run always does."""
        return self.check.blocking or self.status == "errored"

    @property
    def blocks(self) -> bool:
        return self.blocking and self.status != "passed"


@dataclass(frozen=True)
class Run:
    """One run of every suite.

    `failures` has a row per (check, indicator) in FAILURE_SCHEMA, all of them, for row-level checks;
    `checked` holds the keys of the rows that every row-level check looked at (empty when one could not run: a row
    that escaped a check is not accepted); `indicators` is what was read, for the report.
    """

    results: tuple[CheckResult, ...]
    failures: pl.DataFrame
    checked: pl.Series
    indicators: pl.DataFrame

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """Names of the checks that forbid publishing; empty when the marts may go out."""
        return tuple(result.check.name for result in self.results if result.blocks)

    @property
    def quarantined_count(self) -> int:
        """Rows that fail at least one check of severity error."""
        return self.failures.filter(pl.col("severity") == "error")["indicator_key"].n_unique()
