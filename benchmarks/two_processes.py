"""A folder of bulletins read and extracted by one process and by several: `python -m benchmarks.two_processes`.

The bulletins are stretches of the given texts, of varied length, each a file of its own. Every run is an interpreter of
its own that goes the way of a load: files to documents, documents in batches to rows, by `spread`, results in order;
only the warehouse is left out. Runs of both kinds take turns, `--repeat` times.

Beside the seconds by the clock stand those of the processors, of the run and its workers together, and what they allow:
with nothing else running, as many processes as cores can be so many times faster if no one of them waits for another.
On a machine that others use too, the clock says less than that.
Exits with 1 if the runs' rows differ, or `--require` is not met by the clock.
"""

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

# Before Polars is imported: its threads would be further cores.
os.environ["POLARS_MAX_THREADS"] = "1"

import polars as pl

from benchmarks.report import show
from benchmarks.texts import REPOSITORY, SAMPLES, read_folder
from orchestration.warehouse.extractor import (
    Extractor,
    ExtractTask,
    extract_task,
    extract_task_crashed,
)
from orchestration.warehouse.landing import LandingFile
from orchestration.warehouse.load import in_batches, read_files, reading_processes
from orchestration.warehouse.workers import prepare_workers, spread

LENGTHS = (800, 1_500, 3_000, 6_000)
SHOWN = ("processes", "clock, s", "processors, s", "characters/s by the clock", "times as fast", "processors allow")


def make_folder(folder: Path, texts: list[str], files: int) -> int:
    """Write so many stretches of the texts, each a file, and return their characters."""
    dice = random.Random(0)
    written = 0
    for number in range(files):
        text = dice.choice(texts)
        length = dice.choice(LENGTHS)
        start = text.find("\n", dice.randrange(max(1, len(text) - length))) + 1
        stretch = f"第{number}号\n{text[start : start + length]}"
        written += len(stretch)
        (folder / f"{number:06}.txt").write_text(stretch, encoding="utf-8")
    return written


def run(folder: Path, processes: int) -> dict[str, float | str]:
    """Read and extract the folder, and return seconds, and a digest of the rows."""
    extractor = Extractor.installed()
    files = tuple(LandingFile(path, path.name, path.name) for path in sorted(folder.iterdir()))
    clock = _ProcessorClock()
    began = perf_counter()
    if processes > 1:
        prepare_workers()
    read = read_files(extractor, files, reading_processes(files, processes))
    documents = pl.concat(frame for _, frame in read)
    bounds = in_batches(documents["text"].str.len_chars().to_list(), processes)
    tasks = (ExtractTask(extractor, documents[start:stop]) for start, stop in bounds)
    digest = hashlib.sha256()
    mentions = 0
    for _, extracted in spread(extract_task, tasks, processes, extract_task_crashed):
        mentions += extracted.mentions.height
        digest.update(
            extracted.mentions.select("document_id", "number_start", "value", "rule")
            .write_csv(include_header=False)
            .encode()
        )
    seconds = perf_counter() - began
    return {
        "clock": seconds,
        "processors": clock.seconds(),
        "mentions": mentions,
        "digest": digest.hexdigest(),
    }


class _ProcessorClock:
    """Processor seconds of this process and all below it, from /proc, where workers are found while they live.

    What a worker did in its last tenth of a second is lost. Workers are no children of this process but of the server
    that forks them, so that `resource` does not tell.
    """

    def __init__(self) -> None:
        self._ticks: dict[int, int] = {}
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def seconds(self) -> float:
        self._look()
        return sum(self._ticks.values()) / os.sysconf("SC_CLK_TCK")

    def _watch(self) -> None:
        while True:
            self._look()
            sleep(0.1)

    def _look(self) -> None:
        parents: dict[int, int] = {}
        ticks: dict[int, int] = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            parents[int(path.parent.name)], ticks[int(path.parent.name)] = int(fields[1]), sum(map(int, fields[11:13]))
        for process in ticks:
            above: int | None = process
            while above is not None and above != os.getpid():
                above = parents.get(above)
            if above is not None:
                self._ticks[process] = ticks[process]


def compare(folder: Path, size: int, counts: list[int], repeat: int, require: float) -> list[str]:
    """Run each number of processes in turn, print the medians, and return what is wrong."""
    runs: dict[int, list[dict[str, float | str]]] = {count: [] for count in counts}
    for _ in range(repeat):
        for count in counts:
            command = [sys.executable, "-m", "benchmarks.two_processes", "--run", str(folder), str(count)]
            done = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
            runs[count].append(json.loads(done.stdout))
    clock = {count: median(float(one["clock"]) for one in of) for count, of in runs.items()}
    processors = {count: median(float(one["processors"]) for one in of) for count, of in runs.items()}
    first = counts[0]
    show(
        f"{len(list(islice(folder.iterdir(), 10**9))):,} files, {size:,} characters, median of {repeat}",
        SHOWN,
        [
            (
                str(count),
                clock[count],
                processors[count],
                size / clock[count],
                clock[first] / clock[count],
                count / first * processors[first] / processors[count],
            )
            for count in counts
        ],
    )
    wrong = []
    if len({one["digest"] for of in runs.values() for one in of}) > 1:
        wrong.append("the runs' rows differ, or their order does")
    if clock[first] / clock[counts[-1]] < require:
        wrong.append(f"{counts[-1]} processes are less than {require:g} times as fast as {first}")
    return wrong


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.two_processes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--texts", type=Path, action="append", metavar="FOLDER", help="what the files are made of (default: samples)"
    )
    parser.add_argument("--files", type=int, default=10_000, help="how many files (default: 10,000)")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2], metavar="N", help="default: 1 2")
    parser.add_argument("--repeat", type=int, default=3, help="runs of which the median counts (default: 3)")
    parser.add_argument("--require", type=float, default=0, metavar="TIMES", help="how much faster the last must be")
    parser.add_argument("--run", nargs=2, metavar=("FOLDER", "N"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.run:
        print(json.dumps(run(Path(options.run[0]), int(options.run[1]))))
        return 0
    texts = [text for folder in options.texts or [SAMPLES] for text in read_folder(folder)["text"]]
    with tempfile.TemporaryDirectory(prefix="bulletins-") as scratch:
        size = make_folder(Path(scratch), texts, options.files)
        wrong = compare(Path(scratch), size, options.processes, options.repeat, options.require)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
