"""Headless runs over folders of their own, from a copy of the project that nobody edits meanwhile."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.texts import REPOSITORY

_NEEDED = ("extract", "orchestration", "expectations", "dbt_project", "samples", "dagster.yaml")
_MADE_BY_RUNNING = shutil.ignore_patterns("__pycache__", "target", "logs", ".user.yml")
GONE_SECONDS = 10.0
_STARTED: list["Run"] = []


@contextmanager
def project_copy() -> Iterator[Path]:
    """Give a folder with a fresh copy of the project, as after a clone, and room for warehouses beside it.

    A run's result depends on the code; a rule that changes between two runs would look like a lost row. It is a new
    copy also in that dbt has not parsed it yet and Python has not compiled it.
    """
    with tempfile.TemporaryDirectory(prefix="benchmark-") as scratch:
        project = Path(scratch) / "project"
        project.mkdir()
        for name in _NEEDED:
            source = REPOSITORY / name
            if source.is_dir():
                shutil.copytree(source, project / name, ignore=_MADE_BY_RUNNING)
            else:
                shutil.copy2(source, project / name)
        before = signal.signal(signal.SIGTERM, _exit)
        try:
            yield project
        finally:
            signal.signal(signal.SIGTERM, before)
            for run in _STARTED:
                run.kill(with_children=True)


def _exit(*_: object) -> None:
    """Unwind when asked to end, so that no run outlives its measurement."""
    raise SystemExit(143)


class Run:
    """A headless refresh in a process group of its own, so that it can be killed with all its children."""

    def __init__(self, project: Path, home: Path, landing: Path, *options: str) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.log = home.with_name(f"{home.name}-{time.monotonic_ns()}.log")
        environment = {
            name: value for name, value in os.environ.items() if name not in ("DAGSTER_HOME", "DBT_TARGET_PATH")
        }
        environment |= {"WAREHOUSE_HOME": str(home), "LANDING": str(landing.absolute()), "PYTHONUNBUFFERED": "1"}
        self.began, self.began_at = time.monotonic(), time.time()
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "orchestration.run", *options],
                cwd=project,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _STARTED.append(self)

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit status; negative is a signal.

        Raises:
            subprocess.TimeoutExpired: it is still running.

        """
        return self.process.wait(timeout)

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    @property
    def steps_done(self) -> int:
        """The steps that the run has told of as ended."""
        return self.output.count("✓")

    def kill(self, *, with_children: bool) -> None:
        """Kill the run as a crash does: without a chance to clean up."""
        if self.process.poll() is None:
            if with_children:
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        self.process.wait()

    def survivors_leave(self) -> bool:
        """Wait a little for the children of a killed run to end by themselves; end them if they do not, and say so."""
        deadline = time.monotonic() + GONE_SECONDS
        while time.monotonic() < deadline:
            if not self._group_exists():
                return True
            time.sleep(0.1)
        os.killpg(self.process.pid, signal.SIGKILL)
        return False

    def _group_exists(self) -> bool:
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True


def run_to_end(project: Path, home: Path, landing: Path, *options: str, limit: float = 1800.0) -> tuple[Run, float]:
    """Run until it ends and return it with the seconds it took; its exit status may be any.

    A run that does not end within `limit` seconds is killed, which its exit status and the end of its output say.
    """
    run = Run(project, home, landing, *options)
    try:
        run.wait(limit)
    except subprocess.TimeoutExpired:
        run.kill(with_children=True)
        with run.log.open("a", encoding="utf-8") as output:
            output.write(f"\nkilled, because it had not ended after {limit:g} s\n")
    return run, time.monotonic() - run.began


def succeeded(run: Run) -> Run:
    """Return the run, if it went well.

    Raises:
        SystemExit: it failed; with what it printed.

    """
    if run.wait():
        raise SystemExit(f"a run failed with status {run.process.returncode}:\n{run.output}")
    return run
