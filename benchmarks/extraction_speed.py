"""How fast text becomes rows, on one core: `python -m benchmarks.extraction_speed`.

The time of one pass of a regular expression over the same text in the same process stands beside it, so that figures of
different machines can be compared: the ratio of the two says more than the seconds. Seconds are those of the processor,
which on an idle machine are those of the clock, because there is one thread; what else is running does not count.

Texts are repeated until there are enough of them to measure. A cache inside the extractor would make repeated texts
look faster than new ones; the column `first pass` is therefore taken over the texts as they are, each seen once, after
one document has been extracted to load the catalogue.

Exits with 1 if a document failed, a cost grows faster than its text, or `--require` is not met.
"""

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import TypeVar

# Before Polars is imported: its threads would be a second core.
os.environ["POLARS_MAX_THREADS"] = "1"

import polars as pl

from benchmarks import worst_case
from benchmarks.report import show
from benchmarks.texts import SAMPLES, characters, one_page, read_folder, repeated, sample_of
from extract import Extraction, extract_batch

Result = TypeVar("Result")
NUMERAL = re.compile(r"\d+(?:\.\d+)?")
COLUMNS = (
    "texts",
    "documents",
    "characters",
    "mentions per 1000",
    "seconds",
    "characters/s",
    "first pass",
    "µs a mention",
    "regex pass, s",
    "ratio",
)
LEAST_CHARACTERS = 1_000_000
BASE_CHARACTERS = 20_000
REPEATED = {1: 9, 10: 3, 100: 1}
"""How often each multiple is measured; the median counts, because a small text is over too soon for one reading."""
FLAT = 1.1
TOLERATED_GROWTH = 2.0
"""How many times its cost at the smallest size a character may cost at the largest before growth counts as faster.

`FLAT` for ordinary texts, `TOLERATED_GROWTH` for those made to be slow, whose smallest page is one reading.
"""


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    _stay_on_one_core()
    folders = options.texts or [SAMPLES]
    extract_batch(one_page("2020年全市门诊12.5万人次。"))
    wrong: list[str] = []
    if not (options.growth or options.worst):
        wrong += throughput(folders, options.repeat, options.require)
    if options.growth:
        for folder in folders:
            wrong += growth(folder)
    if options.worst:
        wrong += worst_case.measure(options.megabytes, options.limit, TOLERATED_GROWTH, options.shapes)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


def throughput(folders: list[Path], repeat: int, require: int) -> list[str]:
    """Measure each folder and return what is wrong with it."""
    rows: list[tuple[object, ...]] = []
    wrong: list[str] = []
    for folder in folders:
        own = read_folder(folder)
        first, _ = timed(extract_batch, own)
        documents = repeated(own, LEAST_CHARACTERS)
        size = characters(documents)
        runs = [timed(extract_batch, documents) for _ in range(repeat)]
        seconds = median(took for took, _ in runs)
        regex = median(timed(regex_pass, documents)[0] for _ in range(repeat))
        extraction = runs[-1][1]
        mentions = extraction.mentions.height
        speed = size / seconds
        rows.append(
            (
                folder.name,
                own.height,
                size,
                1000 * mentions / size,
                seconds,
                speed,
                characters(own) / first,
                1e6 * seconds / max(1, mentions),
                regex,
                seconds / regex,
            )
        )
        wrong += failures(folder.name, extraction)
        if speed < require:
            wrong.append(f"{folder.name}: {speed:,.0f} characters/s, required are {require:,}")
    show(
        f"text to rows on one core, median of {repeat}",
        COLUMNS,
        rows,
    )
    return wrong


def growth(folder: Path) -> list[str]:
    """Measure what a character costs as texts become more, and as one page becomes longer."""
    base = sample_of(read_folder(folder), BASE_CHARACTERS)
    joined = "\n\n".join(base["text"])
    shapes: list[tuple[str, Callable[[int], pl.DataFrame]]] = [
        ("more documents", lambda multiple: repeated(base, multiple * characters(base))),
        ("one longer page", lambda multiple: one_page("\n\n".join([joined] * multiple))),
    ]
    rows: list[list[object]] = []
    wrong: list[str] = []
    for name, make in shapes:
        costs: list[float] = []
        for multiple in REPEATED:
            documents = make(multiple)
            runs = [timed(extract_batch, documents) for _ in range(REPEATED[multiple])]
            seconds, extraction = median(took for took, _ in runs), runs[-1][1]
            costs.append(1e6 * seconds / characters(documents))
            rows.append([f"{name}, {multiple}×", characters(documents), seconds, costs[-1], costs[-1] / costs[0]])
            wrong += failures(name, extraction)
        if costs[-1] > FLAT * costs[0]:
            wrong.append(
                f"{folder.name}: {name}: a character costs {costs[-1] / costs[0]:.1f} times as much at the end"
            )
    show(f"growth, {folder.name}", ["texts", "characters", "seconds", "µs a character", "against 1×"], rows)
    return wrong


def failures(name: str, extraction: Extraction) -> list[str]:
    failed = extraction.outcomes.filter(pl.col("status") == "failed")
    return [f"{name}: {source}: {message}" for source, message in failed.select("source", "message").iter_rows()]


def regex_pass(documents: pl.DataFrame) -> int:
    """Return how many numerals one pass of one expression finds."""
    return sum(1 for text in documents["text"] for _ in NUMERAL.finditer(text))


def timed(work: Callable[[pl.DataFrame], Result], documents: pl.DataFrame) -> tuple[float, Result]:
    """Return the processor seconds that some work took, and its result."""
    gc.collect()  # what came before it is not collected on its time
    began = process_time()
    result = work(documents)
    return process_time() - began, result


def _stay_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction_speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--texts", type=Path, action="append", metavar="FOLDER", help="a folder of bulletins; may be given repeatedly"
    )
    parser.add_argument("--repeat", type=int, default=5, help="passes of which the median counts (default: 5)")
    parser.add_argument(
        "--require", type=int, default=0, metavar="SPEED", help="characters/s below which to exit with 1"
    )
    parser.add_argument("--growth", action="store_true", help="cost of a character at 1, 10 and 100 times the text")
    parser.add_argument("--worst", action="store_true", help="texts made to be slow, in pages of 1, 2, 4 … MB")
    parser.add_argument("--megabytes", type=float, default=10, help="largest page of --worst (default: 10)")
    parser.add_argument(
        "--shape",
        action="append",
        choices=list(worst_case.shapes()),
        metavar="NAME",
        dest="shapes",
        default=[],
        help="measure this text of --worst alone; may be given repeatedly",
    )
    parser.add_argument("--limit", type=float, default=60, help="seconds that a page of --worst may take (default: 60)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
