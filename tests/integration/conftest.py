"""What several modules of tests read, made once."""

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from orchestration.settings import SAMPLES
from tests.integration.whole_runs import run


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A warehouse made by one run over the samples: its home, its landing folder, and what the run printed."""
    # Beside the folders of the processes that the tests are spread over, of which the first makes it for all.
    spread = "PYTEST_XDIST_WORKER" in os.environ
    folder = tmp_path_factory.getbasetemp().parent / "published" if spread else tmp_path_factory.mktemp("published")
    landing, printed = folder / "landing", folder / "printed.txt"
    with FileLock(f"{folder}.lock"):
        if not printed.exists():
            shutil.copytree(SAMPLES, landing)
            printed.write_text(run(folder / "home", landing), encoding="utf-8")
    return folder / "home", landing, printed.read_text(encoding="utf-8")
