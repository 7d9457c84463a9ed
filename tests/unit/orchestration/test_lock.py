"""The lock of a whole run, between processes and within Dagster."""

import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

import dagster as dg
import pytest
from filelock import FileLock

from orchestration.resources import Warehouse
from orchestration.warehouse.lock import held


def _hold(path: Path, connection: Connection) -> None:
    with held(path, connection.send):
        connection.send("held")
        connection.recv()


def is_free(path: Path) -> bool:
    lock = FileLock(path)
    try:
        with lock.acquire(timeout=0):
            return True
    except TimeoutError:
        return False


def test_second_process_waits_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "home" / "warehouse.lock"
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    with held(path, pytest.fail):
        waiting = context.Process(target=_hold, args=(path, there))
        waiting.start()
        assert "waiting until it ends" in here.recv()
        assert not here.poll(0.2)
    assert here.recv() == "held"
    assert not is_free(path)
    here.send("go")
    waiting.join()
    assert is_free(path)


def test_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.lock"
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    holder = context.Process(target=_hold, args=(path, there))
    holder.start()
    assert here.recv() == "held"
    assert holder.pid is not None
    os.kill(holder.pid, signal.SIGKILL)
    holder.join()
    assert is_free(path)


def test_resource_holds_the_lock_from_the_first_step_to_the_last(tmp_path: Path) -> None:
    seen: list[tuple[str, bool]] = []

    @dg.asset
    def first(warehouse: Warehouse) -> None:
        seen.append(("first", is_free(warehouse.settings().lock)))

    @dg.asset(deps=[first])
    def between() -> None:  # a step that does not ask for the warehouse
        seen.append(("between", is_free(tmp_path / "warehouse.lock")))

    @dg.asset(deps=[between])
    def last(warehouse: Warehouse) -> None:
        seen.append(("last", is_free(warehouse.settings().lock)))
        raise ValueError("a failed run frees it too")

    definitions = dg.Definitions(
        [first, between, last],
        jobs=[dg.define_asset_job("all")],
        resources={"warehouse": Warehouse(home=str(tmp_path))},
        executor=dg.in_process_executor,
    )
    result = definitions.resolve_job_def("all").execute_in_process(
        instance=dg.DagsterInstance.ephemeral(), raise_on_error=False
    )
    assert not result.success
    assert seen == [("first", False), ("between", False), ("last", False)]
    assert is_free(tmp_path / "warehouse.lock")
