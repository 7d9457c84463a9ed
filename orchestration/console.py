"""What a headless run shows on the terminal: each step as it ends, how far a long load is, and a summary."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from orchestration.publication.publish import MARTS_FILE
from orchestration.settings import Settings
from orchestration.warehouse.progress import Progress
from orchestration.warehouse.uptodate import PORTAL

STEP_NAMES = {
    "load": "read bulletins, extract indicators",
    "prepare": "model: seeds, staging, intermediate",
    "quality": "plausibility checks, quality report",
    "marts": "model: marts and their tests",
    "release__dbt_docs": "documentation of the models",
    "release__health_marts": "publish",
}
PROBLEMS_SHOWN = 20
Metadata = Mapping[str, Any]


class ConsoleProgress(dg.ConfigurableResource):
    """Shows on the terminal how far a long load is."""

    def tell(self, progress: Progress) -> None:
        Console(stderr=True, highlight=False).print(f"  [dim]{progress}[/dim]")


class StepHandler(logging.Handler):
    """Prints the end of each step, and warnings, out of Dagster's stream of events and log lines."""

    def __init__(self, console: Console) -> None:
        super().__init__(logging.DEBUG)
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        event: dg.DagsterEvent | None = getattr(record, "dagster_event", None)
        if event is not None:
            self._show(event)
        elif str(record.msg).find("waiting until it ends") >= 0:
            self._console.print(f"  [yellow]{_own_text(record)}[/yellow]")

    def _show(self, event: dg.DagsterEvent) -> None:
        step = STEP_NAMES.get(event.step_key or "", event.step_key)
        if event.event_type == dg.DagsterEventType.STEP_SUCCESS:
            seconds = event.step_success_data.duration_ms / 1000
            self._console.print(f"  [green]✓[/green] {step} [dim]{seconds:.1f} s[/dim]")
        elif event.event_type == dg.DagsterEventType.STEP_FAILURE:
            self._console.print(f"  [red]✗[/red] {step}")


def console_logger(console: Console) -> dg.LoggerDefinition:
    @dg.logger(config_schema={}, description="Steps as they end, for people at a terminal")
    def steps(init_context: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.getLogger(f"orchestration.console.{init_context.run_id}")
        logger.propagate = False
        logger.handlers = [StepHandler(console)]
        logger.setLevel(logging.DEBUG)
        return logger

    return steps


def show_summary(console: Console, result: dg.ExecuteInProcessResult, settings: Settings, seconds: float) -> None:
    """Print what the run did, from the metadata of its materializations."""
    assets = {
        event.asset_key: {key: value.value for key, value in event.materialization.metadata.items()}
        for event in result.get_asset_materialization_events()
        if event.asset_key
    }
    documents = assets.get(dg.AssetKey(["raw", "documents"]))
    if documents is not None:
        _show_documents(console, documents, assets.get(dg.AssetKey(["raw", "mentions"]), {}))
    checks = assets.get(dg.AssetKey(["quality", "indicator_checks"]))
    if checks is not None:
        _show_checks(console, checks)
    _show_steps(console, result, seconds)
    release = assets.get(dg.AssetKey(["release", "health_marts"]))
    if release is not None:
        _show_release(console, release, settings)
    elif checks is not None:
        console.print(f"quality report  {settings.work / 'quality' / 'index.html'}", soft_wrap=True)


def show_failure(console: Console, result: dg.ExecuteInProcessResult) -> None:
    """Print the first error of each failed step, and that nothing was published."""
    for event in result.all_events:
        if event.event_type != dg.DagsterEventType.STEP_FAILURE:
            continue
        data = event.step_failure_data
        error = data.error
        while error and error.cause:
            error = error.cause
        text = data.user_failure_data.description if data.user_failure_data else None
        name = STEP_NAMES.get(event.step_key or "", event.step_key)
        console.print(f"[red]failed:[/red] {name}", highlight=False)
        console.print((text or (error.message if error else "") or "").strip(), markup=False, soft_wrap=True)
    console.print("[red]nothing was published[/red]; readers keep the release they have")


def _show_documents(console: Console, documents: Metadata, mentions: Metadata) -> None:
    outcomes: Metadata = documents["documents_by_outcome"]
    counts = {"read": sum(outcomes.get(status, 0) for status in ("extracted", "no_indicator"))}
    counts |= {status: outcomes.get(status, 0) for status in ("empty", "unreadable", "failed")}
    console.print(
        f"documents   {', '.join(f'{count} {status}' for status, count in counts.items() if count)}; "
        f"{documents['documents_new']} new, {documents['files_unchanged']} of {documents['files_seen']} files unchanged"
    )
    if unsupported := documents["files_unsupported"]:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(unsupported.items()))
        console.print(f"            left out, of a format that is not read: {kinds}")
    problems = documents["problems"]
    for problem in problems[:PROBLEMS_SHOWN]:
        console.print(
            f"            [yellow]{problem['status']}[/yellow] {problem['source']}: {problem['message']}",
            soft_wrap=True,
        )
    if len(problems) > PROBLEMS_SHOWN:
        console.print(f"            and {len(problems) - PROBLEMS_SHOWN} more, in the mart document_outcome")
    console.print(
        f"indicators  {mentions['indicators_held']}, {mentions['indicators_found']} of them found now; "
        f"{mentions['figures_masked_held']} masked figures left alone"
    )


def _show_checks(console: Console, checks: Metadata) -> None:
    console.print(
        f"            {checks['indicators_quarantined']} quarantined, "
        f"{checks['indicators_warned']} accepted with a warning"
    )
    errored = f", [red]{checks['checks_errored']} could not run[/red]" if checks["checks_errored"] else ""
    console.print(
        f"checks      {checks['checks_passed']} passed, {checks['checks_failed']} failed, "
        f"{checks['checks_warned']} warned{errored}"
    )
    for problem in checks["review_problems"]:
        console.print(f"review      [red]{escape(problem)}[/red]", soft_wrap=True)


def _show_steps(console: Console, result: dg.ExecuteInProcessResult, seconds: float) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("step")
    table.add_column("seconds", justify="right")
    table.add_column("share", justify="right")
    known = 0.0
    for event in result.all_events:
        if event.event_type == dg.DagsterEventType.STEP_SUCCESS:
            took = event.step_success_data.duration_ms / 1000
            known += took
            name = STEP_NAMES.get(event.step_key or "", event.step_key or "")
            table.add_row(name, f"{took:.1f}", f"{took / seconds:.0%}")
    table.add_row("start and rest", f"{seconds - known:.1f}", f"{(seconds - known) / seconds:.0%}")
    table.add_row("all", f"{seconds:.1f}", "")
    console.print(table)


def _show_release(console: Console, release: Metadata, settings: Settings) -> None:
    state = "published" if release["changed"] else "unchanged"
    console.print(f"release     {release['release_id']} ({state})")
    for name, path in (
        ("portal", settings.release / PORTAL / "index.html"),
        ("marts", settings.release / MARTS_FILE),
        ("parquet", settings.release / "parquet"),
        ("quality", settings.release / "quality" / "index.html"),
        ("docs", settings.release / "dbt_docs" / "index.html"),
    ):
        console.print(f"{name:<11} {_shown(path)}", soft_wrap=True)


def _shown(path: Path) -> str:
    """Return a path as short as it can be from where the user stands."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _own_text(record: logging.LogRecord) -> str:
    meta = getattr(record, "dagster_meta", None) or {}
    return str(meta.get("orig_message") or record.getMessage())
