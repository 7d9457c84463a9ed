"""The extractor against every bulletin that people have read numeral by numeral, and its promises over every text.

The samples of this repository are always read. The folder of real bulletins, with its gold and its larger corpus, is
not part of the repository: `BULLETIN_SHARED` names it, or a folder `shared` beside the repository is taken.
"""

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.accuracy import Score, score_folders, seed_rows
from benchmarks.gold import FIELDS
from extract import extract_batch
from extract.document import Document, documents_frame
from extract.readers import iter_files, read_file
from extract.text import fold

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples/landing"
SHARED = Path(os.environ.get("BULLETIN_SHARED") or ROOT.parent / "shared")

SAMPLE_DETECTION_F1 = 0.985
SAMPLE_STRICT_F1 = 0.68
SHARED_DETECTION_F1 = 0.95
SHARED_STRICT_F1 = 0.75
# a field's share of right values among the found mentions, on the samples
SAMPLE_FIELDS = {
    "value": 0.99,
    "unit": 0.99,
    "metric": 0.78,
    "region_code": 0.88,
    "year": 0.96,
    "kind": 0.98,
    "measure": 0.98,
    "comparator": 0.98,
}

_MASK = re.compile(r"(?<![A-Za-z])[xX×*]|[○〇]{2}")
_BOLD = re.compile(r"(?<!\*)\*\*(?![\s*])[^*\n]{1,80}\*\*(?!\*)")


def shared_folder(name: str) -> Path:
    """A folder of the real bulletins, or skip the test."""
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"no real bulletins: set BULLETIN_SHARED to the folder that holds {name}/")
    return folder


@pytest.fixture(scope="module")
def sample_score() -> Score:
    return score_folders(ROOT / "tests/golden/samples", SAMPLES)


def report(score: Score) -> str:
    """The figures and the first errors of each sort, to read in a failed run."""
    errors = [f"{sort}: {line}" for sort, lines in score.errors.items() for line in lines[:5]]
    return "\n".join([str(score.summary()), *errors])


def test_samples_are_read_as_people_read_them(sample_score: Score) -> None:
    assert sample_score.rates(sample_score.found)["f1"] >= SAMPLE_DETECTION_F1, report(sample_score)
    assert sample_score.rates(sample_score.strict)["f1"] >= SAMPLE_STRICT_F1, report(sample_score)


@pytest.mark.parametrize("name", FIELDS)
def test_each_field_of_the_samples(sample_score: Score, name: str) -> None:
    assert sample_score.summary()["fields"][name] >= SAMPLE_FIELDS[name], "\n".join(sample_score.errors[name])


def test_real_bulletins_are_read_as_people_read_them() -> None:
    score = score_folders(shared_folder("gold"), shared_folder("bulletins"))
    assert score.rates(score.found)["f1"] >= SHARED_DETECTION_F1, report(score)
    assert score.rates(score.strict)["f1"] >= SHARED_STRICT_F1, report(score)


def test_accuracy_published_beside_the_figures_is_what_is_measured(sample_score: Score) -> None:
    """Two hundredths: rules may move a little before somebody measures again."""
    with (ROOT / "dbt_project/seeds/measured_accuracy.csv").open(encoding="utf-8", newline="") as lines:
        published = {row["field"]: float(row["score"]) for row in csv.DictReader(lines) if row["text_set"] == "samples"}
    measured = {row["field"]: float(row["score"]) for row in seed_rows("samples", sample_score)}
    assert published == pytest.approx(measured, abs=0.02), (
        "measure again: python -m benchmarks.accuracy tests/golden/samples samples/landing "
        "--seed samples=dbt_project/seeds/measured_accuracy.csv"
    )


def _is_masked(folded: str, start: int, end: int) -> bool:
    """Whether a mask touches the numeral; the asterisks around bold Markdown are none."""
    line = folded.rfind("\n", 0, start) + 1
    for bold in _BOLD.finditer(folded, line, end + 100):
        if bold.start() < start < end < bold.end() or bold.end() == start or bold.start() == end:
            return False
    if folded[start - 1 : start] == ".":  # the integer part stands before the dot
        start -= 1
    return _MASK.search(folded[max(0, start - 1) : end + 1]) is not None


def broken_promises(documents: Iterator[Document]) -> tuple[int, list[str]]:
    """How many mentions the documents have, and where one breaks what holds for every mention and document."""
    frame = documents_frame(documents)
    extraction = extract_batch(frame)
    texts = dict(zip(frame["document_id"], frame["text"], strict=True))
    folded = {name: fold(text or "") for name, text in texts.items()}
    broken = [
        f"{outcome['source']}: {outcome['message']}"
        for outcome in extraction.outcomes.iter_rows(named=True)
        if outcome["status"] == "failed"
    ]
    if extraction.outcomes["document_id"].to_list() != frame["document_id"].to_list():
        broken.append("not one outcome a document")
    end_before: dict[str, int] = {}
    for mention in extraction.mentions.iter_rows(named=True):
        text = texts[mention["document_id"]]
        start, end = mention["number_start"], mention["number_end"]
        place = f"{mention['source']} {start}:{end} {mention['number_text']!r}"
        if not text or text[start:end] != mention["number_text"]:
            broken.append(f"{place} is not what the text has there")
        elif _is_masked(folded[mention["document_id"]], start, end):
            broken.append(f"{place} is part of a masked figure")
        if start < end_before.get(mention["document_id"], 0):
            broken.append(f"{place} overlaps the mention before it")
        end_before[mention["document_id"]] = end
    return extraction.mentions.height, broken


def test_promises_hold_over_every_sample() -> None:
    count, broken = broken_promises(document for path in iter_files(SAMPLES) for document in read_file(path))
    assert broken == []
    assert count > 500


@pytest.mark.parametrize("name", ["bulletins", "corpus"])
def test_promises_hold_over_every_real_text(name: str) -> None:
    files = sorted(path for path in shared_folder(name).rglob("*") if path.suffix in (".txt", ".md"))
    count, broken = broken_promises(document for path in files for document in read_file(path))
    assert broken == []
    assert count > len(files)
