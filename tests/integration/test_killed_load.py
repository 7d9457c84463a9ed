"""A load killed at any moment is completed by the next, with nothing lost and nothing doubled."""

import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from orchestration.warehouse import load as load_module
from orchestration.warehouse import progress as progress_module
from orchestration.warehouse.database import connected, migrate
from orchestration.warehouse.load import load
from orchestration.warehouse.progress import Progress
from tests.integration import warehouse_fakes as fakes
from tests.integration.test_load import content

FILES = 120


def _load_slowly(database: Path, landing: Path, processes: int, connection: Connection) -> None:
    """Load in many small batches, waiting after each one for the test to say that it may go on."""
    load_module.BATCH_DOCUMENTS = 5
    load_module.FILES_PER_TRANSACTION = 5
    progress_module.INTERVAL_SECONDS = 0.0

    def tell(progress: Progress) -> None:
        connection.send((progress.stage, progress.done))

    with connected(database) as opened:
        migrate(opened)
        load(opened, landing, fakes.FIRST, processes=processes, report=tell)


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("moment", [("read", 35), ("extract", 50)])
def test_killed_load_is_completed(tmp_path: Path, moment: tuple[str, int], processes: int) -> None:
    landing = tmp_path / "landing"
    landing.mkdir()
    for number in range(FILES):
        (landing / f"{number:03}.txt").write_text(f"2024年 {number}% 与 {number / 2}%", encoding="utf-8")
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    loader = context.Process(target=_load_slowly, args=(tmp_path / "killed.duckdb", landing, processes, there))
    loader.start()
    while here.recv() != moment:
        pass
    assert loader.pid is not None
    os.kill(loader.pid, signal.SIGKILL)
    loader.join()
    with connected(tmp_path / "killed.duckdb") as killed, connected(tmp_path / "whole.duckdb") as whole:
        migrate(killed)
        unfinished = killed.execute("SELECT count(*) FROM raw.loads WHERE finished_at IS NULL").fetchall()
        report = load(killed, landing, fakes.FIRST)
        assert 0 < report.documents_extracted <= FILES
        migrate(whole)
        load(whole, landing, fakes.FIRST)
        assert content(killed) == content(whole)
    assert unfinished == [(1,)]
