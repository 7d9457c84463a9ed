"""The Dagster instance of a warehouse: history of runs, schedules and sensors, under WAREHOUSE_HOME."""

import os
import shutil
import socket

import dagster as dg
from filelock import FileLock

from orchestration.settings import REPOSITORY, Settings

HOST_TAG = "warehouse/host"
PROCESS_TAG = "warehouse/process"


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


def process_tags() -> dict[str, str]:
    """Return what marks a run as being executed by this very process."""
    return {HOST_TAG: socket.gethostname(), PROCESS_TAG: str(os.getpid())}


def fail_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs as failed whose process is gone without saying so, and return their ids.

    Dagster looks after the runs it launches itself; a run executed by `make run` and killed would stay "started", and
    the queue would hold all others back for it.
    """
    started = dg.RunsFilter(
        statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING],
        tags={HOST_TAG: socket.gethostname()},
    )
    dead = [run for run in instance.get_runs(started) if not _is_alive(int(run.tags.get(PROCESS_TAG, "0")))]
    for run in dead:
        instance.report_run_failed(run, "the process of this run ended without finishing it; the next run completes it")
    return [run.run_id for run in dead]


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return process > 0
