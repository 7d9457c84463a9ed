"""Runs killed at random moments, then run again: `python -m benchmarks.kill_and_rerun`.

An undisturbed run says what the tables must hold. Then, for every trial, a run on a warehouse of its own is killed at a
random moment and at once run again to its end; every table must hold the same rows as after the undisturbed run, and so
must the published file. What only says when and by which run something was written is not compared (see
`benchmarks.tables`).

Trials take turns in two ways: the whole run is killed, or only its first process, whose children must then end by
themselves; and the warehouse is empty before, or holds a release of half the bulletins, which readers must be able to
read in between.

Exits with 1 if anything differs, a rerun fails, or a child of a killed run lives on.
"""

import argparse
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.report import show
from benchmarks.runs import Run, project_copy, run_to_end, succeeded
from benchmarks.tables import compare
from benchmarks.texts import SAMPLES, copy_half

MOST_ATTEMPTS = 5
RERUN_LIMIT = 6.0
"""How many times as long as the undisturbed run a rerun may take before it counts as hanging."""
MARTS = Path("release", "health_marts.duckdb")
BUILD = Path("warehouse.duckdb")


@dataclass(frozen=True, slots=True)
class Trial:
    """What is done: in what way the run is killed, what the warehouse held before, and when, as a share of a run."""

    number: int
    whole_run: bool
    start: str
    moment: float


@dataclass(frozen=True, slots=True)
class Start:
    """A warehouse to start from, what it must become, and how long that takes undisturbed."""

    before: Path
    expected: Path
    seconds: float


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    wrong: list[str] = []
    rows: list[tuple[object, ...]] = []
    tables: dict[str, int] = {}
    with project_copy() as project:
        starts = _starts(project, options.texts)
        for trial in trials(options.kills, options.seed):
            home = project.parent / f"trial-{trial.number}"
            start = starts[trial.start]
            killed, after = _kill(project, home, options.texts, trial, start)
            found = [] if killed.process.returncode else ["the run ended before it could be killed"]
            found += _reader_finds(home, start)
            rerun, seconds = run_to_end(project, home, options.texts, limit=RERUN_LIMIT * start.seconds)
            if rerun.process.returncode:
                found.append(f"the rerun failed with status {rerun.process.returncode}:\n{rerun.output}")
            else:
                for file in (BUILD, MARTS):
                    compared, differences = compare(start.expected / file, home / file)
                    tables |= {f"{file.name} {table}": count for table, count in compared.items()}
                    found += [f"{file.name}: {difference}" for difference in differences]
            if not killed.survivors_leave():
                found.append("a child of the killed run lived on")
            wrong += [f"trial {trial.number}: {sentence}" for sentence in found]
            rows.append(
                (
                    trial.number,
                    trial.start,
                    "whole run" if trial.whole_run else "first process",
                    after,
                    killed.steps_done,
                    seconds,
                    "differs" if found else "identical",
                )
            )
            print(f"trial {trial.number}: {rows[-1][-1]}", file=sys.stderr, flush=True)
            shutil.rmtree(home)
    show(
        f"killed and run again, seed {options.seed}",
        ("trial", "before", "killed", "after, s", "steps done", "rerun, s", "tables"),
        rows,
    )
    undisturbed = ", ".join(f"{start.seconds:.1f} s from {name}" for name, start in starts.items())
    print(
        f"\n{len(rows)} kills; {len(tables)} tables with {sum(tables.values()):,} rows compared each time; "
        f"undisturbed: {undisturbed}; median rerun: {median(float(str(row[5])) for row in rows):.1f} s"
    )
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


def trials(number: int, seed: int) -> Iterator[Trial]:
    """Yield the trials, the same for the same seed; their moments are random, and spread over the whole run."""
    chance = random.Random(seed)
    moments = [(place + chance.random()) / number for place in range(number)]
    chance.shuffle(moments)
    ways = cycle((whole_run, start) for start in ("empty", "half") for whole_run in (True, False))
    for index, (moment, (whole_run, start)) in enumerate(zip(moments, islice(ways, number), strict=True), 1):
        yield Trial(index, whole_run, start, moment)


def _starts(project: Path, texts: Path) -> dict[str, Start]:
    """Make both warehouses to start from, and run on from each undisturbed."""
    half = project.parent / "half"
    copy_half(texts, half)
    starts: dict[str, Start] = {}
    for name in ("empty", "half"):
        before, expected = project.parent / f"{name}-before", project.parent / f"{name}-expected"
        before.mkdir()
        if name == "half":
            succeeded(run_to_end(project, before, half)[0])
        shutil.copytree(before, expected, symlinks=True)
        _forget_parsed(project)
        run, seconds = run_to_end(project, expected, texts)
        succeeded(run)
        starts[name] = Start(before, expected, seconds)
    return starts


def _kill(project: Path, home: Path, texts: Path, trial: Trial, start: Start) -> tuple[Run, float]:
    """Kill a run at its moment, sooner if it ends before it, and return it with the seconds it had."""
    delay = trial.moment * start.seconds
    for _ in range(MOST_ATTEMPTS):
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(start.before, home, symlinks=True)
        _forget_parsed(project)
        run = Run(project, home, texts)
        try:
            run.wait(delay)
        except subprocess.TimeoutExpired:
            run.kill(with_children=trial.whole_run)
            break
        delay *= 0.8
    return run, delay


def _reader_finds(home: Path, start: Start) -> list[str]:
    """Return what a reader finds wrong after the kill: there is no release, the one before or the new one."""
    allowed = {_facts(folder / MARTS) for folder in (start.before, start.expected)}
    found = _facts(home / MARTS)
    return [] if found in allowed else [f"a reader found {found} facts after the kill, not one of {allowed}"]


def _facts(marts: Path) -> int | None:
    if not marts.exists():
        return None
    with duckdb.connect(str(marts), read_only=True) as connection:
        ((rows,),) = connection.execute("SELECT count(*) FROM marts.fct_indicator").fetchall()
        return int(rows)


def _forget_parsed(project: Path) -> None:
    """Let the next run parse the dbt project again, so that it can be killed in this too."""
    shutil.rmtree(project / "dbt_project" / "target", ignore_errors=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.kill_and_rerun",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--texts", type=Path, default=SAMPLES, metavar="FOLDER", help="bulletins (default: the samples)"
    )
    parser.add_argument("--kills", type=int, default=20, help="number of trials (default: 20)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (default: 1)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
