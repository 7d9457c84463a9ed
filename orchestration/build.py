"""Putting the definitions together; tests and the command line replace parts of them without patching anything."""

from collections.abc import Mapping

import dagster as dg

from orchestration.assets.dbt import mart_models, prepared_models
from orchestration.assets.quality import quality
from orchestration.assets.raw import load_bulletins
from orchestration.assets.release import dbt_docs, health_marts
from orchestration.hooks import tell_of_failed_run
from orchestration.jobs import refresh, refresh_after_year, refresh_year
from orchestration.resources import ProgressLog, Warehouse, dbt_resource
from orchestration.schedules import daily_refresh
from orchestration.sensors import landing_sensor
from orchestration.settings import Settings


def build_definitions(
    *,
    assets: Mapping[str, dg.AssetsDefinition] | None = None,
    resources: Mapping[str, object] | None = None,
    loggers: Mapping[str, dg.LoggerDefinition] | None = None,
) -> dg.Definitions:
    """Build the code location anew.

    Args:
        assets: replacements by the name of the step: load, prepare, quality, marts, dbt_docs, health_marts.
        resources: replacements by key: warehouse, dbt, progress.
        loggers: loggers of runs; Dagster's own where not given.

    """
    steps: dict[str, dg.AssetsDefinition] = {
        "load": load_bulletins,
        "prepare": prepared_models,
        "quality": quality,
        "marts": mart_models,
        "dbt_docs": dbt_docs,
        "health_marts": health_marts,
    }
    return dg.Definitions(
        assets=[*(steps | dict(assets or {})).values()],
        jobs=[refresh, refresh_year],
        schedules=[daily_refresh(Settings.from_environment())],
        sensors=[landing_sensor, refresh_after_year, tell_of_failed_run],
        resources={"warehouse": Warehouse(), "dbt": dbt_resource(), "progress": ProgressLog(), **(resources or {})},
        loggers=loggers,
        # Steps of one run share the warehouse's lock, and only one process at a time may write to DuckDB.
        executor=dg.in_process_executor,
    )
