import time

import pytest

from benchmarks import runs
from benchmarks.runs import Run, project_copy, run_to_end, succeeded

WITH_CHILD = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("✓ one step", flush=True)
time.sleep(60)
"""


@pytest.fixture
def project(tmp_path):
    def make(program: str):
        package = tmp_path / "project" / "orchestration"
        package.mkdir(parents=True)
        (package / "run.py").write_text(program, encoding="utf-8")
        return tmp_path / "project"

    return make


def started(project, tmp_path) -> Run:
    run = Run(project, tmp_path / "home", tmp_path)
    while not run.steps_done:
        assert run.process.poll() is None, run.output
        time.sleep(0.02)
    return run


def test_killing_the_whole_run_leaves_no_child(project, tmp_path):
    run = started(project(WITH_CHILD), tmp_path)
    run.kill(with_children=True)
    assert run.survivors_leave()
    assert run.process.returncode == -9


def test_a_child_that_outlives_its_run_is_told_of_and_ended(project, tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "GONE_SECONDS", 0.3)
    run = started(project(WITH_CHILD), tmp_path)
    run.kill(with_children=False)
    assert not run.survivors_leave()
    monkeypatch.setattr(runs, "GONE_SECONDS", 10.0)
    assert run.survivors_leave()


def test_a_run_sees_its_own_warehouse_and_texts(project, tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", "elsewhere")
    program = "import os; print([os.environ.get(n) for n in ('WAREHOUSE_HOME', 'LANDING', 'DAGSTER_HOME')])"
    run, _ = run_to_end(project(program), tmp_path / "home", tmp_path)
    assert succeeded(run).output.strip() == str([str(tmp_path / "home"), str(tmp_path), None])


def test_a_failed_run_is_told_of_with_what_it_printed(project, tmp_path):
    run, _ = run_to_end(project("raise SystemExit('no space left')"), tmp_path / "home", tmp_path)
    with pytest.raises(SystemExit, match="no space left"):
        succeeded(run)


def test_a_run_that_does_not_end_is_killed_and_says_so(project, tmp_path):
    run, _ = run_to_end(project(WITH_CHILD), tmp_path / "home", tmp_path, limit=0.2)
    with pytest.raises(SystemExit, match="had not ended after"):
        succeeded(run)
    assert run.survivors_leave()


def test_runs_end_with_the_measurement(project, tmp_path):
    with project_copy():
        run = started(project(WITH_CHILD), tmp_path)
    assert run.survivors_leave()
