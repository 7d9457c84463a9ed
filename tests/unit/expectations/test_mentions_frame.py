import math

import pytest

from expectations.frames.mentions import mentions_frame
from tests.indicator_rows import frame_of, row


def missing(**fields):
    return mentions_frame(frame_of(row("a", **fields)))["missing_fields"].item()


def test_a_whole_row_misses_nothing():
    assert missing() is None


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"unit": None}, "unit"),
        ({"sentence": "  "}, "sentence"),
        ({"bulletin": None}, "bulletin"),
        ({"value": math.nan}, "value"),
        ({"value": math.inf}, "value"),
        ({"unit": "", "confidence": None}, "unit, confidence"),
    ],
)
def test_missing_fields_are_named(fields, named):
    assert missing(**{"value_canonical": 1.0, "number_text": "1", "metric_text": "床位数", **fields}) == named


def test_region_period_and_code_may_be_empty():
    assert missing(region_code=None, year=None, metric_code=None) is None


@pytest.mark.parametrize(("stored", "holds"), [(True, True), (False, False), (None, False)])
def test_an_unknown_offset_is_not_a_good_one(stored, holds):
    frame = mentions_frame(frame_of(row("a", offset_is_valid=stored)))
    assert frame["offset_gives_numeral"].item() is holds


def test_rows_of_other_sectors_are_looked_at_too():
    assert mentions_frame(frame_of(row("a", domain="other"))).height == 1
