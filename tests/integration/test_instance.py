"""The history of runs survives runs that were killed."""

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from orchestration.instance import HOST_TAG, PROCESS_TAG, fail_dead_runs, open_instance, process_tags
from orchestration.settings import Settings


@dg.op
def nothing() -> None:
    pass


@dg.job
def work() -> None:
    nothing()


def test_started_run_of_a_dead_process_is_marked_as_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        mine = instance.create_run_for_job(work, tags=process_tags(), status=dg.DagsterRunStatus.STARTED)
        dead = instance.create_run_for_job(
            work, tags=process_tags() | {PROCESS_TAG: str(gone.pid)}, status=dg.DagsterRunStatus.STARTED
        )
        elsewhere = instance.create_run_for_job(
            work, tags={HOST_TAG: "another-machine", PROCESS_TAG: str(gone.pid)}, status=dg.DagsterRunStatus.STARTED
        )
        assert fail_dead_runs(instance) == [dead.run_id]
        statuses = {run.run_id: run.status for run in instance.get_runs()}
    assert statuses == {
        mine.run_id: dg.DagsterRunStatus.STARTED,
        dead.run_id: dg.DagsterRunStatus.FAILURE,
        elsewhere.run_id: dg.DagsterRunStatus.STARTED,
    }


def test_instance_keeps_its_files_in_the_warehouse_and_sends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WAREHOUSE_HOME", "LANDING", "DAGSTER_HOME", "DAGSTER_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
        monkeypatch.setenv(name, "set by the test, restored after it")
    with open_instance(Settings(home=tmp_path)) as instance:
        assert instance.root_directory == str(tmp_path / "dagster_home")
        assert instance.telemetry_enabled is False
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1
    assert os.environ["DAGSTER_DISABLE_TELEMETRY"] == "1"
