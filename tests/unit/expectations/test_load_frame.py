from datetime import UTC, datetime

import polars as pl
import pytest

from expectations.frames.load import LOAD_SCHEMA, load_frame

NONE_ACCEPTED = pl.Series("load_id", [], dtype=pl.String())


def load(day, **fields):
    sound = {
        "load_id": f"load-{day}",
        "started_at": datetime(2026, 1, day, tzinfo=UTC),
        "documents_extracted": 100,
        "mentions": 4000 + 100 * (day % 3),
        "failed": 1,
        "broken": 0,
        "region_null_rate": 0.10,
        "metric_code_null_rate": 0.50 + 0.01 * (day % 2),
        "year_null_rate": 0.05,
    }
    return sound | fields


def judge(*loads, accepted=NONE_ACCEPTED):
    """Quantity → row of the frame."""
    frame = load_frame(pl.DataFrame(list(loads), schema=LOAD_SCHEMA), accepted)
    return {fields["quantity"]: fields for fields in frame.to_dicts()}


PAST = [load(day) for day in range(1, 7)]


def test_a_load_like_the_others_is_as_usual():
    found = judge(*PAST, load(9))
    assert found["mentions_per_document"]["volume_ratio"] == pytest.approx(1, abs=0.05)
    assert found["mentions_per_document"]["volume_score"] < 6
    assert found["region_null_rate"]["rate_rise"] == pytest.approx(0)
    assert found["metric_code_null_rate"]["rate_score"] < 6


def test_a_collapse_of_the_volume_is_seen():
    found = judge(*PAST, load(9, mentions=400))["mentions_per_document"]
    assert found["volume_ratio"] < 0.2
    assert found["volume_score"] > 6
    assert judge(*PAST, load(9, mentions=0))["mentions_per_document"]["volume_ratio"] == 0


def test_a_drift_is_seen_before_it_is_a_collapse():
    found = judge(*PAST, load(9, mentions=1500))["mentions_per_document"]
    assert found["volume_ratio"] > 0.2
    assert found["volume_score"] > 6


def test_empty_fields_and_failed_pages_are_seen():
    found = judge(*PAST, load(9, region_null_rate=0.8, failed=60))
    assert found["region_null_rate"]["rate_rise"] > 0.4
    assert found["failed_rate"]["rate_rise"] > 0.4
    assert found["year_null_rate"]["rate_rise"] == pytest.approx(0)


def test_fewer_empty_fields_are_good_news():
    assert judge(*PAST, load(9, metric_code_null_rate=0.0))["metric_code_null_rate"]["rate_score"] == 0


@pytest.mark.parametrize(
    "loads",
    [
        [*PAST[:4], load(9, mentions=4)],
        [*PAST, load(9, mentions=1, documents_extracted=4)],
        [*[load(day, documents_extracted=1000) for day in range(1, 7)], load(9, mentions=4)],
    ],
    ids=["too few past loads", "too small", "no past load of its size"],
)
def test_without_something_to_compare_with_nothing_is_judged(loads):
    assert judge(*loads)["mentions_per_document"]["volume_ratio"] is None


def test_an_empty_load_hides_no_collapse():
    found = judge(*PAST, load(9, mentions=4), load(10, documents_extracted=0, mentions=0))
    assert found["mentions_per_document"]["load_id"] == "load-9"
    assert found["mentions_per_document"]["volume_ratio"] < 0.2


def test_a_load_accepted_by_a_reviewer_is_not_judged():
    accepted = pl.Series("load_id", ["load-9"])
    assert judge(*PAST, load(9, mentions=4), accepted=accepted)["mentions_per_document"]["volume_ratio"] is None


def test_no_loads_give_an_empty_frame():
    assert judge() == {}


def test_rules_that_fail_on_most_pages_are_seen_in_the_first_load():
    assert judge(load(1, broken=60))["broken_rate"]["broken_share"] == pytest.approx(0.6)
    assert judge(load(1, broken=3, documents_extracted=4))["broken_rate"]["broken_share"] is None
    assert judge(load(1, broken=60), accepted=pl.Series("load_id", ["load-1"]))["broken_rate"]["broken_share"] is None
