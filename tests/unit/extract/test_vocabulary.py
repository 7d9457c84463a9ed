"""The words that rules are made of: files that say what they mean, without a word that another one hides."""

import re
from collections import Counter
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.vocabulary import alternation, lead_words, longest_of, occurrences, terms, units

FILES = sorted(
    (entry for entry in files("extract.vocabulary").iterdir() if entry.name.endswith(".txt")),
    key=lambda entry: entry.name,
)
LISTS = [entry.name.removesuffix(".txt") for entry in FILES if "\t" not in entry.read_text(encoding="utf-8")]
UNIT_CLASSES = {
    *("rate", "point", "person", "visit", "case", "item", "household", "bed", "money", "time"),
    *("age", "score", "area", "volume", "mass", "length", "ratio"),
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_line_stands_in_a_file_twice(file: Traversable) -> None:
    lines = [
        line for line in file.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
    ]
    assert [line for line, times in Counter(lines).items() if times > 1] == []


LEAD_KINDS = {
    *("ge", "le", "lt", "gt", "approx", "from", "to", "each", "both", "up", "down", "growth", "shrink"),
    *("versus", "goal", "copula"),
}


@pytest.mark.parametrize("name", LISTS)
def test_terms_are_longest_first_and_single(name: str) -> None:
    found = terms(name)
    assert found
    assert [len(term) for term in found] == sorted((len(term) for term in found), reverse=True)
    assert all(term == term.strip() and not term.startswith("#") for term in found)


def test_alternation_takes_the_longest_and_escapes() -> None:
    pattern = re.compile(alternation("openings", "neutral"))
    for term in (*terms("openings"), *terms("neutral")):
        found = pattern.match(term)
        assert found is not None
        assert found.group() == term


def test_units() -> None:
    found = units()
    assert {unit_class for _, unit_class in found.values()} <= UNIT_CLASSES
    assert found["名"] == found["位"] == found["人"] == ("人", "person")
    assert found["个百分点"] == ("百分点", "point")
    assert found["/十万"] == found["/10万"] == ("/10万", "rate")
    assert found["平方米"][0] == "㎡"


def test_a_canonical_unit_that_is_printed_is_its_own() -> None:
    found = units()
    assert [unit for unit, _ in found.values() if unit in found and found[unit][0] != unit] == []


def test_words_before_a_value_are_of_known_kinds_and_none_is_out_of_reach() -> None:
    for word, kinds in lead_words().items():
        assert word == word.strip() != ""
        assert {one.kind for one in kinds} <= LEAD_KINDS, word
        always = [not one.not_behind and not one.only_behind for one in kinds]
        assert not any(always[:-1]), f"a line behind that of {word} never counts"


def test_a_word_before_a_value_is_not_the_end_of_another() -> None:
    (about,) = lead_words()["约"]
    assert about.may_follow("投资")
    assert not about.may_follow("居民签")
    rise = lead_words()["+"][0]
    assert rise.may_follow("同比")
    assert not rise.may_follow("核酸")


def test_the_longest_word_at_a_place_is_found() -> None:
    pattern = re.compile(longest_of(["医", "医院", "医保基金", "院.长"]))
    assert pattern.findall("医保基金与医院,院长,院.长") == ["医保基金", "医院", "院.长"]


@given(st.lists(st.text("医院保基", min_size=1, max_size=4), min_size=1, max_size=8), st.text("医院保基,", max_size=12))
def test_words_that_share_their_beginning_are_found_as_if_each_were_tried(words: list[str], text: str) -> None:
    each = "|".join(sorted({re.escape(word) for word in words}, key=lambda word: -len(word)))
    assert re.findall(longest_of(words), text) == re.findall(each, text)


def test_occurrences_count_terms_of_several_files() -> None:
    assert occurrences("医院和旅游收入", "health", "never_health") == 2
    assert occurrences("", "health") == 0
