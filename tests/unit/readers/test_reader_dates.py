from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.dates import parse_day, parse_moment

JSON_VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers()))


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-01",
        "2024/3/1",
        "2024.03.01",
        "2024年3月1日",
        "20240301",
        "2024-03-01T23:30:00-10:00",
        "发布于 2024-03-01 09:30",
    ],
)
def test_a_day_is_read_as_written(written):
    assert parse_day(written) == date(2024, 3, 1)


@pytest.mark.parametrize("written", ["2024-13-01", "2024-02-30", "去年", "", "12345678901", None, True, [], {}])
def test_what_is_no_day_is_none(written):
    assert parse_day(written) is None


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-03-01T09:30:00+08:00", datetime(2024, 3, 1, 1, 30, tzinfo=UTC)),
        ("2024-03-01T09:30:00Z", datetime(2024, 3, 1, 9, 30, tzinfo=UTC)),
        ("2024-03-01 09:30", datetime(2024, 3, 1, 9, 30, tzinfo=UTC)),
        ("2024年3月1日 9时30分", datetime(2024, 3, 1, 9, 30, tzinfo=UTC)),
        ("2024/3/1 99:30", datetime(2024, 3, 1, tzinfo=UTC)),
        (1709256600, datetime(2024, 3, 1, 1, 30, tzinfo=UTC)),
        (1709256600000, datetime(2024, 3, 1, 1, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00+08:00", None),
        (12, None),
        (10**400, None),
        (float("nan"), None),
        (float("inf"), None),
    ],
)
def test_moments(written, moment):
    assert parse_moment(written) == moment


@given(JSON_VALUES)
def test_no_value_raises(value):
    assert parse_day(value) is None or isinstance(parse_day(value), date)
    assert parse_moment(value) is None or parse_moment(value).tzinfo is UTC
