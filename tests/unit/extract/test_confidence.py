"""Confidence: the shares of the ways in which a mention was found, multiplied."""

from typing import Any

import pytest

from extract.confidence import Count, Finding, Way, confidence_from, counts, rate, ways_of


def finding(region: str = "said@178:180", period: str = "sentence@5:9", **fields: Any) -> Finding:
    rule = f"metric=before@178:190 region={region} period={period} kind=default"
    best = Finding(rule, coded=True, region_code="430600", year=2022, kind="actual", measure="level")
    return best._replace(**fields)


def test_ways_are_the_words_of_the_rule_without_its_offsets() -> None:
    assert ways_of([finding()]) == [
        (
            Way("metric_coded", "before"),
            Way("region", "said"),
            Way("period", "sentence"),
            Way("kind", "default"),
            Way("measure", "level"),
        )
    ]


def test_a_cell_of_a_table_is_one_way_whatever_its_row() -> None:
    rule = "metric=table:0:10:2 region=bulletin period=table kind=section"
    ((metric, *_),) = ways_of([finding(rule=rule, coded=False)])
    assert metric == Way("metric_uncoded", "table")


def test_a_rule_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="metric, region, period and kind"):
        ways_of([finding(rule="metric=before period=sentence")])


def aspects(found: Finding, *others: Finding) -> dict[str, str]:
    return dict(ways_of([found, *others])[0])


def test_what_stayed_empty_is_a_way_of_its_own() -> None:
    found = aspects(finding(region_code=None, year=None))
    assert (found["region"], found["period"]) == ("said_empty", "sentence_empty")


@pytest.mark.parametrize(
    ("inherited", "others", "way"),
    [
        (finding(period="bulletin"), [finding()], "bulletin"),
        (finding(period="bulletin"), [finding(year=2021), finding()], "bulletin"),
        (finding(period="bulletin"), [finding(year=2021)], "bulletin_against"),
        (finding(period="paragraph"), [finding(year=2021)], "paragraph_against"),
        (finding(period="bulletin"), [], "bulletin_alone"),
        (finding(period="bulletin"), [finding(year=2025, kind="target")], "bulletin_alone"),
        (finding(period="bulletin", kind="target"), [finding(year=2021)], "bulletin"),
        (finding(period="section"), [finding(year=2021)], "section"),
        (finding(year=2020), [finding(year=2021)], "sentence"),
    ],
)
def test_an_inherited_year_is_held_against_the_years_that_sentences_name(
    inherited: Finding, others: list[Finding], way: str
) -> None:
    assert aspects(inherited, *others)["period"] == way


@pytest.mark.parametrize(
    ("inherited", "others", "way"),
    [
        (finding(region="bulletin"), [finding()], "bulletin"),
        (finding(region="bulletin"), [], "bulletin"),
        (finding(region="bulletin"), [finding(region_code="100000")], "bulletin_against"),
        (finding(region="none", region_code=None), [finding()], "none_against"),
        (finding(region="none", region_code=None), [], "none_empty"),
        (finding(region="paragraph"), [finding(region_code="100000")], "paragraph"),
    ],
)
def test_an_inherited_region_is_held_against_the_regions_that_sentences_name(
    inherited: Finding, others: list[Finding], way: str
) -> None:
    assert aspects(inherited, *others)["region"] == way


@pytest.mark.parametrize(
    ("count", "share"),
    [
        (Count(0, 0, 0), 0.5),
        (Count(1, 1, 1), 0.75),
        (Count(40, 40, 1), 0.75),
        (Count(40, 40, 19), 0.975),
        (Count(10, 20, 9), 0.5),
        (Count(0, 8, 4), 0.1),
    ],
)
def test_a_rare_way_is_not_trusted_more_than_it_has_shown(count: Count, share: float) -> None:
    assert count.share == pytest.approx(share)


def test_shares_are_multiplied_and_an_uncounted_way_is_a_guess() -> None:
    known = {Way("a", "x"): Count(4, 4, 4), Way("b", "y"): Count(2, 2, 2)}
    assert confidence_from(known, [Way("a", "x"), Way("b", "y")]) == 0.75
    assert confidence_from(known, [Way("a", "x"), Way("b", "new")]) == 0.45


def test_the_counts_of_the_rules_are_counts() -> None:
    assert counts()
    assert all(0 <= count.right <= count.counted for count in counts().values())
    assert all(0 < count.bulletins <= count.counted for count in counts().values())
    aspects = {way.aspect for way in counts()}
    assert aspects == {"metric_coded", "metric_uncoded", "region", "period", "kind", "measure"}


def test_a_catalogued_metric_of_a_named_place_and_year_is_trusted_most() -> None:
    best, uncoded = rate([finding(), finding(coded=False)])
    assert best >= 0.9
    assert uncoded < best
    against, _ = rate([finding(region="bulletin", region_code="100000"), finding()])
    assert against < best
    assert rate([]) == []
