"""What a changed catalogue would read differently.

The extractor builds its index once for a process, and keeps what it found with it in several places. A trial therefore
runs in a process of its own, over a copy of the package that holds the catalogue in question: nothing is patched and
nothing can be left over from the catalogue before.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of `--format jsonl` for every domain, what was said of the documents, whether all could be used."""

    rows: list[Row]
    told: list[str]
    all_used: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Mentions by what became of them under the new catalogue; a pair is (before, after)."""

    recoded: list[tuple[Row, Row]]
    otherwise: list[tuple[Row, Row]]  # same code, another field differs
    gone: list[Row]
    new: list[Row]

    def counts(self) -> list[tuple[str | None, str | None, int]]:
        """Code before, code after, mentions; the most frequent change first."""
        moves = Counter((before["metric_code"], after["metric_code"]) for before, after in self.recoded)
        return [(before, after, count) for (before, after), count in moves.most_common()]


def read_under(metrics: str, paths: Sequence[str]) -> Reading:
    """Extract the files (and folders) with `metrics` as the text of metrics.csv. OSError if it cannot be run."""
    with TemporaryDirectory() as home, as_file(files("extract")) as package:
        shutil.copytree(package, Path(home) / "extract", ignore=shutil.ignore_patterns("__pycache__"))
        catalogue = Path(home) / "extract" / "catalogue" / "metrics.csv"
        catalogue.write_text(metrics, encoding="utf-8", newline="")
        options = ["--format", "jsonl", "--domain", "all", "--", *(str(Path(path).resolve()) for path in paths)]
        run = subprocess.run(  # noqa: S603 this interpreter, this package, the user's files
            [sys.executable, "-m", "extract", *options],
            cwd=home,
            env=os.environ | {"PYTHONPATH": home, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if run.returncode not in (0, 1):
        raise OSError(f"the extraction ended with code {run.returncode}: {run.stderr.strip()[-2000:]}")
    here = f"{Path.cwd()}{os.sep}"
    rows = [json.loads(line) for line in run.stdout.split("\n") if line]
    for row in rows:
        row["source"] = row["source"].removeprefix(here)
    told = [line.removeprefix(here) for line in run.stderr.splitlines()]
    return Reading(rows, told, run.returncode == 0)


def difference(before: Sequence[Row], after: Sequence[Row]) -> Difference:
    """Compare two readings of the same files, numeral by numeral."""
    old, new = ({(row["source"], row["number_start"]): row for row in rows} for rows in (before, after))
    pairs = [(old[key], new[key]) for key in old if key in new]
    return Difference(
        recoded=[(one, two) for one, two in pairs if one["metric_code"] != two["metric_code"]],
        otherwise=[(one, two) for one, two in pairs if one["metric_code"] == two["metric_code"] and one != two],
        gone=[row for key, row in old.items() if key not in new],
        new=[row for key, row in new.items() if key not in old],
    )
