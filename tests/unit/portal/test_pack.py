"""Packing of data for the pages: columns, harmless JSON, offsets as browsers count, numbers as people wrote them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.data import _number
from portal.offsets import Utf16
from portal.pack import as_columns, as_json


def test_columns_that_hold_nothing_are_left_out() -> None:
    rows = [(1, None, "a"), (None, None, "b")]
    assert as_columns(("x", "y", "z"), rows) == {"x": [1, None], "z": ["a", "b"]}
    assert as_columns(("x",), []) == {}


def test_texts_that_come_again_are_kept_once() -> None:
    rows = [("a",), ("b",), (None,), ("a",), ("a",), ("a",), ("b",)]
    assert as_columns(("x",), rows) == {"x": {"of": ["a", "b"], "at": [0, 1, None, 0, 0, 0, 1]}}


def test_json_holds_nothing_that_a_page_could_take_for_markup() -> None:
    hostile = "</script><!--\u2028\u2029&"
    packed = as_json([hostile])
    assert not set("<>&\u2028\u2029") & set(packed)
    assert json.loads(packed) == [hostile]


def test_json_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        as_json(float("nan"))


@given(st.text(alphabet="a中𠮷😀", max_size=20), st.data())
def test_offsets_count_as_a_browser_does(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert Utf16(text)(offset) == len(text[:offset].encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, None), (0.1 + 0.2, 0.3), (84.0, 84), (1e22, 10**22), (-2.3, -2.3), (1234567.25, 1234567.25)],
)
def test_numbers_are_those_that_were_written(value: float | None, shown: float | None) -> None:
    assert _number(value) == shown
