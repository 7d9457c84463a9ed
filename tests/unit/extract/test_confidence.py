"""Confidence: the shares of the ways in which a mention was found, multiplied."""

import pytest

from extract.confidence import Count, Way, confidence_from, confidence_of, counts, ways

FOUND = ("before", "said", "sentence", "default")


def test_each_aspect_has_its_way() -> None:
    assert ways(*FOUND, coded=True, placed=True, dated=True, measure="level") == (
        Way("metric_coded", "before"),
        Way("region", "said"),
        Way("period", "sentence"),
        Way("kind", "default"),
        Way("measure", "level"),
    )


def test_what_stayed_empty_is_a_way_of_its_own() -> None:
    found = ways(*FOUND, coded=False, placed=False, dated=False, measure="change")
    assert found[:3] == (
        Way("metric_uncoded", "before"),
        Way("region", "said_empty"),
        Way("period", "sentence_empty"),
    )


@pytest.mark.parametrize(("right", "counted", "share"), [(0, 0, 0.5), (1, 1, 2 / 3), (98, 98, 0.99), (0, 8, 0.1)])
def test_a_rare_way_is_not_trusted_more_than_it_has_shown(right: int, counted: int, share: float) -> None:
    assert Count(right, counted).share == pytest.approx(share)


def test_shares_are_multiplied_and_an_uncounted_way_is_a_guess() -> None:
    known = {Way("a", "x"): Count(8, 8), Way("b", "y"): Count(3, 3)}
    assert confidence_from(known, [Way("a", "x"), Way("b", "y")]) == 0.72
    assert confidence_from(known, [Way("a", "x"), Way("b", "new")]) == 0.45


def test_the_counts_of_the_rules_are_counts() -> None:
    assert counts()
    assert all(0 <= count.right <= count.counted for count in counts().values())
    aspects = {way.aspect for way in counts()}
    assert aspects == {"metric_coded", "metric_uncoded", "region", "period", "kind", "measure"}


def test_a_catalogued_metric_of_a_named_place_and_year_is_trusted_most() -> None:
    best = confidence_of(*FOUND, coded=True, placed=True, dated=True, measure="level")
    assert best >= 0.9
    assert confidence_of(*FOUND, coded=False, placed=True, dated=True, measure="level") < best
    nowhere = ("before", "none", "sentence", "default")
    assert confidence_of(*nowhere, coded=True, placed=False, dated=True, measure="level") < best
