from itertools import combinations

import pytest

from benchmarks.import_time import import_seconds
from benchmarks.kill_and_rerun import trials
from benchmarks.report import cell
from benchmarks.texts import one_page
from benchmarks.worst_case import PATTERNS, page, steps
from extract import extract_batch


def test_import_report_is_summed_by_package():
    report = """
import time: self [us] | cumulative | imported package
import time:       250 |        250 |   polars._utils
import time:      1000 |       1250 | polars
import time:       500 |       1750 | extract.batch
a warning that has | nothing | to do with it
"""
    assert import_seconds(report) == pytest.approx({"polars": 0.00125, "extract": 0.0005})


def test_trials_are_the_same_for_a_seed_and_others_for_another():
    assert list(trials(8, 1)) == list(trials(8, 1))
    assert list(trials(8, 1)) != list(trials(8, 2))


def test_trials_spread_over_the_run_and_take_every_way():
    made = list(trials(20, 7))
    assert sorted(int(trial.moment * 20) for trial in made) == list(range(20))
    assert {(trial.whole_run, trial.start) for trial in made} == {
        (whole_run, start) for whole_run in (True, False) for start in ("empty", "half")
    }


def test_page_sizes_double_up_to_the_largest():
    assert steps(10) == [1, 2, 4, 8, 10]
    assert steps(0.5) == [0.5]


def test_a_page_has_its_size_in_bytes():
    assert len(page("增长，", 0.0009).encode()) == 900


def test_every_pattern_is_a_text_of_its_own():
    for one, other in combinations(PATTERNS.values(), 2):
        assert one != other


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_breaks_the_extractor(name):
    (outcome,) = extract_batch(one_page(page(PATTERNS[name], 0.001))).outcomes.iter_rows(named=True)
    assert outcome["status"] != "failed", outcome["message"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "-"), (True, "yes"), (1234567, "1,234,567"), (1234.56, "1,235"), (0.012345, "0.0123"), ("a [b]", "a [b]")],
)
def test_figures_are_printed_for_people(value, text):
    assert cell(value) == text
