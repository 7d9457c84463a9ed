"""The Dagster instance of a warehouse: history of runs, schedules and sensors, under WAREHOUSE_HOME."""

import os
import shutil

import dagster as dg
from filelock import FileLock

from orchestration.settings import REPOSITORY, Settings


def prepare_home(settings: Settings) -> None:
    """Make DAGSTER_HOME with this repository's dagster.yaml, and let this process and its children use it."""
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    os.environ.update(settings.environment())
    target = settings.dagster_home / "dagster.yaml"
    source = REPOSITORY / "dagster.yaml"
    if not target.exists() or target.read_bytes() != source.read_bytes():
        fresh = target.with_suffix(f".{os.getpid()}")
        shutil.copyfile(source, fresh)
        fresh.replace(target)


def open_instance(settings: Settings) -> dg.DagsterInstance:
    """Open the instance; two processes that do so first at the same time take turns at making its databases."""
    prepare_home(settings)
    with FileLock(settings.dagster_home / "setup.lock"):
        instance = dg.DagsterInstance.get()
        instance.get_runs_count()
    return instance
