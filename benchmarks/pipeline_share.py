"""Where the time of a headless run goes: `python -m benchmarks.pipeline_share`.

Three runs of a fresh copy of the project, as after a clone with its environment already there: the first into an empty
warehouse, the same again with nothing new, and a third that builds, checks and publishes everything again. The times of
the steps are those that Dagster recorded.

Exits with 1 if a run fails, or the first takes longer than `--require` seconds.
"""

import argparse
import resource
import sys
from pathlib import Path

import dagster as dg

from benchmarks.report import show
from benchmarks.runs import Run, project_copy, run_to_end, succeeded
from benchmarks.texts import SAMPLES
from orchestration.console import STEP_NAMES

RUNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("first run", ()),
    ("nothing new", ()),
    ("built again", ("--rebuild",)),
)


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    walls: list[float] = []
    with project_copy() as project:
        home = project.parent / "warehouse"
        known: set[str] = set()
        for name, flags in RUNS:
            used = _processor_seconds()
            run, wall = run_to_end(project, home, options.texts, *flags)
            succeeded(run)
            used = _processor_seconds() - used
            walls.append(wall)
            rows = [
                (part, took, f"{took / wall:.0%}") for part, took in _parts(home / "dagster_home", known, run, wall)
            ]
            show(
                f"{name}: {wall:.1f} s by the clock, {used:.1f} s of the processors", ("step", "seconds", "share"), rows
            )
    print(f"\nfirst run: {walls[0]:.1f} s; limit {options.require:g} s")
    return 1 if walls[0] > options.require else 0


def _parts(dagster_home: Path, known: set[str], run: Run, wall: float) -> list[tuple[str, float]]:
    """Return what a run did in its order, with the seconds of each, and all of them at the end."""
    steps = _steps(dagster_home, known)
    within = sum(end - start for _, start, end in steps)
    parts = [(STEP_NAMES.get(name, name), end - start) for name, start, end in steps]
    if steps:
        first, last = min(start for _, start, _ in steps), max(end for _, _, end in steps)
        ended = run.began_at + wall
        parts.insert(0, ("before the first step: imports, dbt parse", first - run.began_at))
        parts += [("between the steps", last - first - within), ("after the last step", ended - last)]
    return [*parts, ("all", wall)]


def _steps(dagster_home: Path, known: set[str]) -> list[tuple[str, float, float]]:
    """Return the steps of the runs that are not known yet, in the order they began, with their start and end."""
    steps: list[tuple[str, float, float]] = []
    with dg.DagsterInstance.from_config(str(dagster_home)) as instance:
        for run in instance.get_runs():
            if run.run_id not in known:
                known.add(run.run_id)
                steps += [
                    (step.step_key, step.start_time, step.end_time)
                    for step in instance.get_run_step_stats(run.run_id)
                    if step.start_time and step.end_time
                ]
    return sorted(steps, key=lambda step: step[1])


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.pipeline_share",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--texts", type=Path, default=SAMPLES, metavar="FOLDER", help="bulletins (default: the samples)"
    )
    parser.add_argument("--require", type=float, default=60.0, metavar="SECONDS", help="limit (default: 60)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
