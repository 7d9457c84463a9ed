"""Two runs at once on one warehouse, and readers all the while: `python -m benchmarks.concurrent_runs`.

The warehouse holds a release of half the bulletins when two runs over all of them start together. One must wait for the
other and then find nothing to do. Meanwhile three readers query the published marts without a pause: one opens the file
for each query, one keeps a single connection, one reads the Parquet files; each checks that the tables it sees belong
to one release.

Exits with 1 if a run or a query failed, or the tables are not those of a single run.
"""

import argparse
import sys
import time
from pathlib import Path

from benchmarks.readers import reading
from benchmarks.report import show
from benchmarks.runs import Run, project_copy, run_to_end, succeeded
from benchmarks.tables import compare
from benchmarks.texts import SAMPLES, copy_half

RUN_LIMIT_SECONDS = 1800.0


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    wrong: list[str] = []
    with project_copy() as project:
        half = project.parent / "half"
        copy_half(options.texts, half)
        home, single = project.parent / "warehouse", project.parent / "single"
        for warehouse in (home, single):
            succeeded(run_to_end(project, warehouse, half)[0])
        succeeded(run_to_end(project, single, options.texts)[0])
        with reading(home / "release") as readings:
            runs = [Run(project, home, options.texts) for _ in range(options.runs)]
            seconds = _ends(runs)
            time.sleep(options.afterwards)
        for number, run in enumerate(runs, 1):
            if run.wait():
                wrong.append(f"run {number} failed:\n{run.output}")
        tables, differences = compare(single / "warehouse.duckdb", home / "warehouse.duckdb")
        wrong += map(str, differences)
        show(
            "runs started together",
            ("run", "seconds", "status", "waited", "did the work"),
            [
                (number, took, run.wait(), "waiting" in run.output, "published" in run.output)
                for number, (run, took) in enumerate(zip(runs, seconds, strict=True), 1)
            ],
        )
        if sum("published" in run.output for run in runs) != 1:
            wrong.append("not exactly one run published")
    show(
        "readers meanwhile",
        ("reader", "queries", "failed", "slowest, s", "facts seen"),
        [(r.way, r.queries, r.failed, r.longest, " then ".join(map(str, r.facts))) for r in readings],
    )
    print(f"\n{len(tables)} tables with {sum(tables.values()):,} rows compared with those of a single run")
    for reader in readings:
        wrong += [f"{reader.way}: {error}" for error in reader.errors]
        if not reader.queries or reader.failed:
            wrong.append(f"{reader.way}: {reader.failed} of {reader.queries} queries failed")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


def _ends(runs: list[Run]) -> list[float]:
    """Wait until all runs have ended, and return how long each took."""
    seconds: dict[int, float] = {}
    deadline = time.monotonic() + RUN_LIMIT_SECONDS
    while len(seconds) < len(runs):
        for number, run in enumerate(runs):
            if number not in seconds and run.process.poll() is not None:
                seconds[number] = time.monotonic() - run.began
            elif time.monotonic() > deadline:
                run.kill(with_children=True)
        time.sleep(0.05)
    return [seconds[number] for number in range(len(runs))]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.concurrent_runs",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--texts", type=Path, default=SAMPLES, metavar="FOLDER", help="bulletins (default: the samples)"
    )
    parser.add_argument("--runs", type=int, default=2, help="runs started together (default: 2)")
    parser.add_argument(
        "--afterwards",
        type=float,
        default=2.0,
        metavar="SECONDS",
        help="how long readers go on afterwards (default: 2)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
