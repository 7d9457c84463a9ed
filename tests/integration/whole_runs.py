"""Runs in processes of their own, as users start them."""

import os
import subprocess
import sys
from pathlib import Path

from orchestration.settings import REPOSITORY


def start(home: Path, landing: Path, *options: str) -> subprocess.Popen[str]:
    environment = os.environ | {"WAREHOUSE_HOME": str(home), "LANDING": str(landing)}
    return subprocess.Popen(
        [sys.executable, "-m", "orchestration.run", *options],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(home: Path, landing: Path, *options: str) -> str:
    process = start(home, landing, *options)
    output, _ = process.communicate()
    assert process.returncode == 0, output
    return output
