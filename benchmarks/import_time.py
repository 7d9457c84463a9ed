"""How long `import extract` and its first document take in a fresh process: `python -m benchmarks.import_time`.

Each run is a new interpreter. `whole process` is the clock from its start to its end as seen from outside; the other
columns are the parts of it as the process itself measures them, and `needed` their sum up to the first document's rows.
A reader's library is imported with the first document of its format; one document of each format is measured.

Exits with 1 if a run fails, or a document needs more than `--require` seconds in the median.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.report import show
from benchmarks.texts import REPOSITORY, SAMPLES, one_file_per_format

PARTS = ("import extract", "import readers", "read", "first document", "second document")
SHOWN_PACKAGES = 8
PROGRAM = """
import json, sys
from time import perf_counter
marks = [perf_counter()]
import extract
marks.append(perf_counter())
from extract.document import documents_frame
from extract.readers import read_file
marks.append(perf_counter())
documents = documents_frame(read_file(sys.argv[1]))
marks.append(perf_counter())
first = extract.extract_batch(documents)
marks.append(perf_counter())
extract.extract_batch(documents)
marks.append(perf_counter())
assert first.outcomes["status"][0] == "extracted", first.outcomes["message"][0]
print(json.dumps([later - earlier for earlier, later in zip(marks, marks[1:])]))
"""


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    paths = options.file or one_file_per_format(options.texts)
    rows: list[list[object]] = []
    slow: list[str] = []
    for path in paths:
        runs = [_run(path) for _ in range(options.repeat)]
        whole, *parts = (median(run[part] for run in runs) for part in range(len(PARTS) + 1))
        needed = sum(parts[: PARTS.index("first document") + 1])
        rows.append([path.name, *parts, needed, whole])
        if needed > options.require:
            slow.append(f"{path.name}: import and first document took {needed:.2f} s, limit {options.require:g} s")
    show(
        f"seconds in a fresh process, median of {options.repeat}", ["document", *PARTS, "needed", "whole process"], rows
    )
    show("seconds within each package that `import extract` imports", ["package", "seconds"], _packages())
    for sentence in slow:
        print(sentence, file=sys.stderr)
    return 1 if slow else 0


def _run(path: Path) -> list[float]:
    began = perf_counter()
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path.absolute())],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    whole = perf_counter() - began
    if finished.returncode:
        raise SystemExit(f"the process failed:\n{finished.stderr}")
    return [whole, *json.loads(finished.stdout)]


def _packages() -> Sequence[tuple[str, float]]:
    """Return the packages whose modules take longest to import, without what they import in turn."""
    finished = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import extract"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = import_seconds(finished.stderr)
    return sorted(seconds.items(), key=lambda item: -item[1])[:SHOWN_PACKAGES]


def import_seconds(report: str) -> dict[str, float]:
    """Return seconds per top-level package out of what `python -X importtime` writes."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for line in report.splitlines():
        own, _, module = line.removeprefix("import time:").split("|", 2) if line.count("|") == 2 else ("", "", "")
        if own.strip().isdigit():
            seconds[module.strip().split(".")[0]] += int(own) / 1e6
    return seconds


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.import_time",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--texts", type=Path, default=SAMPLES, metavar="FOLDER", help="one file per format is read")
    parser.add_argument("--file", type=Path, action="append", help="a file to read instead; may be given repeatedly")
    parser.add_argument("--repeat", type=int, default=7, help="fresh processes (default: 7)")
    parser.add_argument("--require", type=float, default=1.0, metavar="SECONDS", help="limit per document (default: 1)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
