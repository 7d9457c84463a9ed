"""Jobs: everything, or the bulletins of one year again."""

from datetime import UTC, datetime

import dagster as dg

from orchestration.assets.raw import MENTIONS, LoadConfig, load_with
from orchestration.hooks import tell_of_failed_step
from orchestration.resources import ProgressLog, Warehouse

FIRST_YEAR = 2000
YEARS = [str(year) for year in range(FIRST_YEAR, datetime.now(UTC).year + 2)]

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description=(
        "Reads what is new in the landing folder, builds, checks and publishes; ends at once if nothing is new. "
        "The op `load` can be configured to take one folder, one file or one page again."
    ),
    hooks={tell_of_failed_step},
)


@dg.op(description="Extracts again every document with a bulletin about the configured year.")
def load_year(context: dg.OpExecutionContext, config: LoadConfig, warehouse: Warehouse, progress: ProgressLog) -> None:
    loaded = load_with(context, config, warehouse, progress)
    context.log_event(dg.AssetMaterialization(MENTIONS, metadata=loaded.mentions))


@dg.static_partitioned_config(partition_keys=YEARS)
def one_year(partition_key: str) -> dict[str, object]:
    """Return the run config that extracts again every document with a bulletin about the year."""
    return {"ops": {"load_year": {"config": {"year": int(partition_key), "force": True}}}}


# A job of ops and not of assets: the tables hold all years, so assets have no partitions; here a year can be chosen.
@dg.job(
    config=one_year,
    executor_def=dg.in_process_executor,
    hooks={tell_of_failed_step},
    description=(
        "Extracts again all documents with a bulletin about one year; a refresh follows by itself. For several years "
        "choose them in a backfill from the Partitions tab."
    ),
)
def refresh_year() -> None:
    load_year()


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.SUCCESS,
    monitored_jobs=[refresh_year],
    request_job=refresh,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts a refresh when a year has been extracted again; it ends at once if that gave nothing else.",
)
def refresh_after_year(context: dg.RunStatusSensorContext) -> dg.RunRequest:
    return dg.RunRequest(run_key=context.dagster_run.run_id)
