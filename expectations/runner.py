"""Run every suite over the warehouse and store what was found."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

import duckdb
import polars as pl

from expectations.frames.consistency import consistency_frame
from expectations.frames.facts import facts_frame
from expectations.frames.indicators import INDICATOR_SCHEMA, rule_table
from expectations.frames.load import LOAD_SCHEMA, load_frame
from expectations.frames.mentions import mentions_frame
from expectations.frames.review import DECISION_SCHEMA, review_frame
from expectations.model import FAILURE_SCHEMA, Check, CheckResult, Run
from expectations.reasons import reasons
from expectations.suites import checks_of, list_checks

__all__ = ["list_checks", "read_history", "run_checks", "store"]

logger = logging.getLogger(__name__)

_EXAMPLES_IN_MESSAGE = 3
_LOADS = """(
    select loads.*, (
        select count(*) from raw.outcomes where outcomes.load_id = loads.load_id and outcomes.status = 'failed'
    ) as broken
    from raw.loads as loads
)"""


def run_checks(connection: duckdb.DuckDBPyConnection) -> Run:
    """Judge `intermediate.int_indicator`, the newest finished load of `raw.loads` and the reviewers' decisions.

    What a reviewer rejected is not judged, nor is anything judged by it.

    Never raises for bad data or a missing table: a suite whose data cannot be read, or a check that breaks, is
    `errored`, which blocks publishing. Imports Great Expectations, which takes seconds the first time.
    """
    read: list[pl.DataFrame] = []

    def indicators() -> pl.DataFrame:
        if not read:
            found = _read(connection, "intermediate.int_indicator", INDICATOR_SCHEMA, "true")
            found = found.filter(pl.col("review_status").ne_missing("rejected"))
            # A table has no order; the report and its examples need the same one every time.
            read.append(found.sort("source", "document_id", "ordinal"))
        return read[0]

    builders: dict[str, Callable[[], pl.DataFrame]] = {
        "mentions": lambda: mentions_frame(indicators()),
        "facts": lambda: facts_frame(indicators()),
        "consistency": lambda: consistency_frame(indicators()),
        "load": lambda: load_frame(
            _read(connection, _LOADS, LOAD_SCHEMA, "finished_at is not null"),
            rule_table("accepted_loads")["load_id"],
        ),
        "review": lambda: review_frame(_read(connection, "intermediate.int_review_decision", DECISION_SCHEMA, "true")),
    }
    outcomes = [run_suite(checks_of(suite), build) for suite, build in builders.items()]
    results = tuple(result for suite_results, _ in outcomes for result in suite_results)
    seen = read[0] if read else INDICATOR_SCHEMA.to_frame()
    is_complete = all(result.status != "errored" for result in results if result.check.row_level)
    keys = seen["indicator_key"].drop_nulls().unique().sort()
    return Run(
        results=results,
        failures=pl.concat([failures for _, failures in outcomes]),
        checked=keys if is_complete else keys.clear(),
        indicators=seen,
    )


def _read(connection: duckdb.DuckDBPyConnection, table: str, schema: pl.Schema, condition: str) -> pl.DataFrame:
    """Read the columns of `schema`, in its types. Raises duckdb.Error where the table or a column is missing."""
    columns = ", ".join(schema)
    found = connection.execute(f"select {columns} from {table} where {condition}").pl()  # noqa: S608 - our own names
    return found.select(pl.col(name).cast(dtype) for name, dtype in schema.items())


def run_suite(checks: tuple[Check, ...], build: Callable[[], pl.DataFrame]) -> tuple[list[CheckResult], pl.DataFrame]:
    """Build a suite's frame and judge it: one result per check, and the row failures (FAILURE_SCHEMA)."""
    try:
        # Lazily: the import takes seconds and a quarter of a gigabyte.
        from expectations.validation import validate

        frame = build()
        verdicts = validate(frame, checks)
    except Exception as error:  # whatever breaks a check is a finding about the warehouse, and blocks
        logger.exception("suite %s could not run", checks[0].suite)
        text = f"could not run: {_first_line(error)}"
        return [CheckResult(check, "errored", 0, 0, text) for check in checks], FAILURE_SCHEMA.to_frame()
    results, failures = [], [FAILURE_SCHEMA.to_frame()]
    for check, verdict in zip(checks, verdicts, strict=True):
        if verdict.exception is not None:
            results.append(CheckResult(check, "errored", 0, 0, f"could not run: {verdict.exception}"))
            continue
        failed = frame[verdict.failed_rows]
        told = [reasons(check, row) for row in failed.iter_rows(named=True)]
        message = _message(told, verdict.evaluated_count)
        results.append(CheckResult(check, "failed" if told else "passed", verdict.evaluated_count, len(told), message))
        if check.row_level and told:
            failures.append(_row_failures(check, failed, told))
    return results, pl.concat(failures)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def _message(told: list[tuple[str, str]], evaluated_count: int) -> str:
    if not evaluated_count:
        return "nothing to check"
    if not told:
        return ""
    # Both rows of a pair tell the same.
    different = list(dict.fromkeys(english for english, _ in told))
    examples = "; ".join(different[:_EXAMPLES_IN_MESSAGE])
    more = len(different) - _EXAMPLES_IN_MESSAGE
    return f"{examples}; and {more} more" if more > 0 else examples


def _row_failures(check: Check, failed: pl.DataFrame, told: list[tuple[str, str]]) -> pl.DataFrame:
    related = pl.lit(None, pl.Int64) if check.related is None else pl.col(check.related)
    return (
        failed.select(
            pl.lit(check.name).alias("check_name"),
            pl.lit(check.suite).alias("suite"),
            pl.lit(check.severity).alias("severity"),
            "indicator_key",
            related.alias("related_indicator_key"),
            pl.Series("reason_en", [english for english, _ in told], pl.String()),
            pl.Series("reason_zh", [chinese for _, chinese in told], pl.String()),
        )
        # A row without a key cannot be routed, a doubled one is routed once; both block by checks of their own.
        .filter(pl.col("indicator_key").is_not_null())
        .unique("indicator_key", keep="first", maintain_order=True)
    )


def store(connection: duckdb.DuckDBPyConnection, run: Run, load_id: str) -> None:
    """Replace what schema `quality` says of the latest run and append to its history, in one transaction.

    Storing a run for the same load again replaces that load's history. Raises duckdb.Error, with nothing changed, if a
    table is missing or a constraint is broken.
    """
    results = pl.DataFrame(
        [
            {
                "check_name": result.check.name,
                "suite": result.check.suite,
                "severity": result.check.severity,
                "description_en": result.check.description_en,
                "description_zh": result.check.description_zh,
                "status": result.status,
                "evaluated_count": result.evaluated_count,
                "failed_count": result.failed_count,
                "message": result.message,
                "blocking": result.blocking,
            }
            for result in run.results
        ]
    )
    failures = run.failures.select(
        "check_name",
        "indicator_key",
        "severity",
        "reason_zh",
        "reason_en",
        "related_indicator_key",
    )
    history = results.drop("description_en", "description_zh", "blocking").with_columns(
        load_id=pl.lit(load_id), checked_at=pl.lit(datetime.now(UTC))
    )
    connection.begin()
    try:
        for table, rows in (
            ("check_results", results),
            ("row_failures", failures),
            ("checked_indicators", run.checked.to_frame("indicator_key")),
        ):
            connection.execute(f"delete from quality.{table}")  # noqa: S608 - our own names
            _insert(connection, table, rows)
        connection.execute("delete from quality.check_history where load_id = ?", [load_id])
        _insert(connection, "check_history", history)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    connection.register("rows_to_store", rows)
    try:
        connection.execute(f"insert into quality.{table} by name select * from rows_to_store")  # noqa: S608
    finally:
        connection.unregister("rows_to_store")


def read_history(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """All stored results, oldest first: load_id, checked_at, check_name, status, evaluated_count, failed_count."""
    return connection.execute(
        "select load_id, checked_at, check_name, status, evaluated_count, failed_count "
        "from quality.check_history order by checked_at, check_name"
    ).pl()
