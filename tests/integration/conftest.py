"""What several modules of tests read, made once."""

import shutil
from pathlib import Path

import pytest

from orchestration.settings import SAMPLES
from tests.integration.whole_runs import run


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A warehouse made by one run over the samples: its home, its landing folder, and what the run printed."""
    folder = tmp_path_factory.mktemp("published")
    landing = folder / "landing"
    shutil.copytree(SAMPLES, landing)
    return folder / "home", landing, run(folder / "home", landing)
