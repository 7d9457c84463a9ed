"""From the landing folder to raw documents and mentions."""

from typing import Any, NamedTuple

import dagster as dg
import duckdb
from pydantic import Field

from extract import extractor_version
from orchestration.ownership import OWNERS
from orchestration.resources import ProgressLog, Warehouse
from orchestration.retries import retried
from orchestration.settings import Settings
from orchestration.tables import null_rates, table_metadata
from orchestration.warehouse.database import connected, migrate
from orchestration.warehouse.decisions import store_decisions
from orchestration.warehouse.extractor import Extractor
from orchestration.warehouse.load import LoadReport, load
from orchestration.warehouse.selection import Selection
from orchestration.warehouse.uptodate import release_is_current

DOCUMENTS = dg.AssetKey(["raw", "documents"])
MENTIONS = dg.AssetKey(["raw", "mentions"])
DECISIONS = dg.AssetKey(["raw", "review_decisions"])
_WATCHED_FOR_NULLS = ["metric_code", "region_code", "year", "period_start"]


class LoadConfig(dg.Config):
    """What a run reads and extracts; with nothing set, whatever is new or changed."""

    folder: str | None = Field(default=None, description="Only files under this folder of the landing folder")
    source: str | None = Field(default=None, description="Only this file, or this page of a .jsonl file: pages.jsonl#3")
    year: int | None = Field(
        default=None, description="Only documents with a bulletin about this year, as known so far"
    )
    force: bool = Field(default=False, description="Extract again what this extractor version has already extracted")
    rebuild: bool = Field(default=False, description="Build, check and publish even if nothing is new")
    settle_seconds: float = Field(default=0.0, ge=0, description="Leave out files that changed within so many seconds")

    def selection(self) -> Selection:
        return Selection(folder=self.folder or None, source=self.source or None, year=self.year)


@dg.multi_asset(
    name="load",
    specs=[
        dg.AssetSpec(
            DOCUMENTS,
            description=(
                "One row per distinct page of the landing folder, with its text, kept for ever unchanged; offsets of "
                "mentions point into that text. Tables `raw.documents`, `raw.document_versions` and `raw.files`."
            ),
            group_name="raw",
            owners=OWNERS,
            kinds={"python", "duckdb"},
            skippable=True,
        ),
        dg.AssetSpec(
            MENTIONS,
            deps=[DOCUMENTS],
            description=(
                "One row per numeral that states an indicator, with exactly one outcome per document, for every "
                "version of the extractor that ran. Tables `raw.mentions`, `raw.bulletins`, `raw.outcomes` and "
                "`raw.loads`."
            ),
            group_name="raw",
            owners=OWNERS,
            kinds={"python", "polars", "duckdb"},
            code_version=extractor_version(),
            skippable=True,
        ),
        dg.AssetSpec(
            DECISIONS,
            description=(
                "One row per line of the reviewed file of decisions (REVIEW_DECISIONS), lines that cannot be used with "
                "their problem. Table `raw.review_decisions`."
            ),
            group_name="raw",
            owners=OWNERS,
            kinds={"python", "csv", "duckdb"},
            skippable=True,
        ),
    ],
)
def load_bulletins(  # type: ignore[no-untyped-def]
    context: dg.AssetExecutionContext, config: LoadConfig, warehouse: Warehouse, progress: ProgressLog
):
    """Read what is new in the landing folder; if nothing is and the release is current, the whole run stops here."""
    loaded = load_with(context, config, warehouse, progress)
    if loaded.is_needless and not config.rebuild:
        context.log.info("nothing new: the release already holds everything; nothing was changed")
        return
    yield dg.MaterializeResult(DOCUMENTS, metadata=loaded.documents)
    yield dg.MaterializeResult(MENTIONS, metadata=loaded.mentions)
    yield dg.MaterializeResult(DECISIONS, metadata=loaded.decisions)


class Loaded(NamedTuple):
    """What a load leaves to tell: metadata of its assets, and whether all that follows it can be left out."""

    documents: dict[str, Any]
    mentions: dict[str, Any]
    decisions: dict[str, Any]
    is_needless: bool


def load_with(
    context: dg.AssetExecutionContext | dg.OpExecutionContext,
    config: LoadConfig,
    warehouse: Warehouse,
    progress: ProgressLog,
) -> Loaded:
    """Load what the configuration asks for."""
    settings = warehouse.settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    with retried(context), connected(settings.database) as connection:
        migrate(connection)
        report = load(
            connection,
            settings.landing,
            Extractor.installed(),
            only=config.selection(),
            force=config.force,
            settle_seconds=config.settle_seconds,
            processes=settings.extract_processes,
            report=progress.tell,
        )
        _log(context, report)
        decisions = store_decisions(connection, settings.decisions)
        for decision in decisions:
            if decision.problem:
                where = f"{settings.decisions}, line {decision.line_number}"
                context.log.warning(f"{where}: not used: {decision.problem}")
        is_needless = report.load_id is None and release_is_current(connection, settings)
        told = {
            **table_metadata(connection, "raw", "review_decisions"),
            "file": dg.MetadataValue.path(str(settings.decisions)),
            "decisions_malformed": sum(bool(decision.problem) for decision in decisions),
        }
        return Loaded(*_metadata(connection, settings, report), told, is_needless)


def _log(context: dg.AssetExecutionContext | dg.OpExecutionContext, report: LoadReport) -> None:
    context.log.info(
        f"{report.files_seen} files seen, {report.files_read} new or changed, {report.documents_new} new documents, "
        f"{report.documents_extracted} extracted, {report.mentions} indicators, {report.masked} masked figures"
    )
    if report.files_growing:
        context.log.info(f"left for later, still changing: {', '.join(report.files_growing[:10])}")
    for problem in report.problems:
        context.log.warning(f"{problem.source}: {problem.status}: {problem.message}")


def _metadata(
    connection: duckdb.DuckDBPyConnection, settings: Settings, report: LoadReport
) -> tuple[dict[str, Any], dict[str, Any]]:
    documents: dict[str, Any] = {
        **table_metadata(connection, "raw", "documents"),
        "landing": dg.MetadataValue.path(str(settings.landing)),
        "files_seen": report.files_seen,
        "files_read": report.files_read,
        "files_unchanged": report.files_seen - report.files_read,
        "files_unsupported": report.files_unsupported,
        "documents_new": report.documents_new,
        "versions_new": report.versions_new,
        "documents_by_outcome": report.documents,
        "problems": dg.MetadataValue.json(
            [{"source": item.source, "status": item.status, "message": item.message} for item in report.problems]
        ),
        "seconds_reading": round(report.seconds.get("read", 0.0), 2),
    }
    mentions: dict[str, Any] = {
        **table_metadata(connection, "raw", "mentions"),
        "extractor_version": extractor_version(),
        "documents_extracted": report.documents_extracted,
        "indicators_found": report.mentions,
        "figures_masked": report.masked,
        "indicators_held": report.held_mentions,
        "figures_masked_held": report.held_masked,
        "outcomes": report.outcomes,
        "seconds_extracting": round(report.seconds.get("extract", 0.0), 2),
        **{
            f"null_rate_{column}": round(rate, 4)
            for column, rate in null_rates(connection, "raw.mentions", _WATCHED_FOR_NULLS).items()
        },
    }
    return documents, mentions
