"""Every province, prefecture and county of today's list, in a bulletin of its own and in one of the region above it."""

from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest

from extract import extract_batch
from extract.regions import Region, region_index

SENTENCE = "居民健康素养水平达26.4%。\n卫生健康系统坚持以人民健康为中心，统筹医疗、疾控、妇幼和老龄健康各项工作。"
# names that are common nouns too, and a city without counties whose only county repeats its name
NOT_A_NAME = {"市辖区", "县", "城区", "郊区", "矿区", "新市区", "嘉峪关市"}


def regions_of_today(*levels: str) -> Iterator[Region]:
    """The regions that have a name as a bulletin writes it."""
    for rows in region_index().by_code.values():
        for region in rows:
            is_plain = region.name[-1] in "省市区县州盟旗" and "直辖" not in region.name
            if is_plain and not region.valid_to and region.level in levels and region.name not in NOT_A_NAME:
                yield region


def parent_of(region: Region) -> str:
    """The name of the region above, as of today; empty below a group of counties that no office governs."""
    name = region_index().name_of(region.parent_code, None) or ""
    return "" if "直辖" in name else name


def misplaced(bulletins: list[tuple[str, str, str]]) -> list[str]:
    """Bulletins (title, text, code wanted) whose one figure belongs to another region, or was not found."""
    documents = pl.DataFrame(
        {
            "document_id": [str(number) for number in range(len(bulletins))],
            "source": "s.txt",
            "text": [text for _, text, _ in bulletins],
            "title": [title for title, _, _ in bulletins],
            "published_on": date(2023, 1, 16),
        }
    )
    mentions = extract_batch(documents).mentions
    found = dict(zip(mentions["document_id"], mentions["region_code"], strict=True))
    return [
        f"{title}: {text.split('达')[0]}: {found.get(str(number))} not {code}"
        for number, (title, text, code) in enumerate(bulletins)
        if found.get(str(number)) != code
    ]


@pytest.mark.parametrize(
    "title",
    ["{name}2022年卫生健康工作总结", "2022年{name}卫生健康事业发展统计公报", "{name}卫生健康委员会2022年工作总结"],
)
def test_every_province_and_prefecture_reports_on_itself(title: str) -> None:
    regions = list(regions_of_today("province", "prefecture"))
    assert len(regions) > 350
    assert misplaced([(title.format(name=region.name), SENTENCE, region.code) for region in regions]) == []


def test_every_county_reports_on_itself() -> None:
    regions = list(regions_of_today("county"))
    assert len(regions) > 2800
    bulletins = [(f"{parent_of(r)}{r.name}2022年卫生健康工作总结", SENTENCE, r.code) for r in regions]
    assert misplaced(bulletins) == []


def test_every_county_in_the_bulletin_of_its_prefecture() -> None:
    bulletins = [
        (f"{parent_of(region)}2022年卫生健康工作总结", region.name + SENTENCE, region.code)
        for region in regions_of_today("county")
        if parent_of(region)
    ]
    assert misplaced(bulletins) == []
