"""The plausibility checks, each an asset check, and the report of them."""

from typing import Any

import dagster as dg

from expectations.data_docs import build_data_docs
from expectations.model import Check, CheckResult, Run
from expectations.runner import list_checks, read_history, run_checks, store
from orchestration.ownership import OWNERS
from orchestration.resources import Warehouse
from orchestration.retries import retried
from orchestration.tables import table_metadata
from orchestration.warehouse.database import connected
from orchestration.warehouse.state import CHECKED, PREPARED, begin, complete, completed

CHECKS = dg.AssetKey(["quality", "indicator_checks"])
REPORT = dg.AssetKey(["release", "quality_report"])
_EXAMINED = [dg.AssetKey(["intermediate", name]) for name in ("int_indicator", "int_review_decision")]
_MOST_EXAMPLES = 10


def _check_spec(check: Check) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        name=check.name,
        asset=CHECKS,
        description=f"{check.description_en}\n\n{check.description_zh}\n\nExamines {check.examines}. {check.why}",
        blocking=check.blocking,
        metadata={"suite": check.suite, "severity": check.severity, "examines": check.examines},
    )


@dg.multi_asset(
    name="quality",
    specs=[
        dg.AssetSpec(
            CHECKS,
            deps=[*_EXAMINED, dg.AssetKey(["raw", "mentions"])],
            description=(
                "What the plausibility checks found: a result per check and every failing row with its reason. Rows "
                "that fail an error check are quarantined and stay out of accepted facts; a failed blocking check, or "
                "one that could not run, stops the publication. Tables of schema `quality`."
            ),
            group_name="quality",
            owners=OWNERS,
            kinds={"python", "great_expectations", "duckdb"},
        ),
        dg.AssetSpec(
            REPORT,
            deps=[CHECKS],
            description="The quality report as pages that need no network; written even when publication is stopped.",
            group_name="release",
            owners=OWNERS,
            kinds={"python", "html"},
        ),
    ],
    check_specs=[_check_spec(check) for check in list_checks()],
)
def quality(context: dg.AssetExecutionContext, warehouse: Warehouse):  # type: ignore[no-untyped-def]
    """Run every check over the intermediate tables, store what they found, and write the report."""
    settings = warehouse.settings()
    with retried(context), connected(settings.database) as connection:
        prepared = completed(connection).get(PREPARED)
        begin(connection, CHECKED)
        run = run_checks(connection)
        ((load_id,),) = connection.execute("SELECT coalesce(max(load_id), '') FROM raw.loads").fetchall()
        store(connection, run, load_id)
        if prepared and not run.blocked_by:
            complete(connection, CHECKED, prepared)
        results = table_metadata(connection, "quality", "check_results")
        history = read_history(connection)
    page = build_data_docs(run, settings.work / "quality", history)
    yield dg.MaterializeResult(CHECKS, metadata={**results, **_summary(run)})
    yield dg.MaterializeResult(REPORT, metadata={"page": dg.MetadataValue.path(str(page))})
    for result in run.results:
        yield _check_result(result, run)
    if run.blocked_by:
        raise dg.Failure(
            f"publication is stopped by {', '.join(run.blocked_by)}; see {page}",
            metadata={"blocked_by": list(run.blocked_by)},
            allow_retries=False,
        )


def _summary(run: Run) -> dict[str, Any]:
    severities = {severity: run.failures.filter(severity=severity) for severity in ("error", "warn")}
    return {
        "checks_passed": sum(result.status == "passed" for result in run.results),
        "checks_failed": sum(result.status == "failed" and result.check.severity == "error" for result in run.results),
        "checks_warned": sum(result.status == "failed" and result.check.severity == "warn" for result in run.results),
        "checks_errored": sum(result.status == "errored" for result in run.results),
        "indicators_checked": run.checked.len(),
        "indicators_quarantined": run.quarantined_count,
        "indicators_warned": severities["warn"]
        .join(severities["error"], on="indicator_key", how="anti")["indicator_key"]
        .n_unique(),
        "review_problems": [
            result.message for result in run.results if result.check.suite == "review" and result.status == "failed"
        ],
        "blocked_by": list(run.blocked_by),
    }


def _check_result(result: CheckResult, run: Run) -> dg.AssetCheckResult:
    failing = run.failures.filter(check_name=result.check.name)
    examples = [
        dg.TableRecord({"indicator_key": key, "reason": f"{zh} / {en}"})
        for key, zh, en in failing.select("indicator_key", "reason_zh", "reason_en").head(_MOST_EXAMPLES).iter_rows()
    ]
    is_error = result.check.severity == "error" or result.status == "errored"
    return dg.AssetCheckResult(
        asset_key=CHECKS,
        check_name=result.check.name,
        passed=result.status == "passed",
        severity=dg.AssetCheckSeverity.ERROR if is_error else dg.AssetCheckSeverity.WARN,
        description=result.message or None,
        metadata={
            "status": result.status,
            "evaluated": result.evaluated_count,
            "failed": result.failed_count,
            **({"examples": dg.MetadataValue.table(examples)} if examples else {}),
        },
    )
