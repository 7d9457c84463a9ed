"""Fetches of one page are told from other pages of the same address."""

import json
from pathlib import Path

from extract.readers import read_file

ARTICLE = "2022年末，全国医疗卫生机构床位{beds}万张。孕产妇死亡率15.7/10万。婴儿死亡率4.9‰。总诊疗人次84.2亿。{more}"


def sources(tmp_path: Path, *pages: dict[str, str]) -> list[str]:
    path = tmp_path / "scrape.jsonl"
    lines = (json.dumps({"url": "https://example.org/a"} | page, ensure_ascii=False) for page in pages)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [document.source for document in read_file(path, "scrape.jsonl")]


def fetch(day: str, beds: str = "975.0", more: str = "", **fields: str) -> dict[str, str]:
    return {"fetched_at": f"2023-10-{day}T00:00:00Z", "text": ARTICLE.format(beds=beds, more=more)} | fields


def test_a_page_fetched_again_keeps_its_source(tmp_path: Path) -> None:
    found = sources(tmp_path, fetch("12", "957.0"), {"text": "别的"}, fetch("20"), fetch("28", more="另有更正。"))
    assert found == ["scrape.jsonl#1", "scrape.jsonl#2", "scrape.jsonl#1", "scrape.jsonl#1"]


def test_other_words_under_the_same_address_are_another_page(tmp_path: Path) -> None:
    other = fetch("20", text="2023年，全市家庭医生签约率40%。新建村卫生室12个。培训全科医生30人。")
    assert sources(tmp_path, fetch("12"), other) == ["scrape.jsonl#1", "scrape.jsonl#2"]


def test_another_address_is_another_page(tmp_path: Path) -> None:
    other = fetch("20", url="https://example.org/b")
    assert sources(tmp_path, fetch("12"), other) == ["scrape.jsonl#1", "scrape.jsonl#2"]


def test_without_a_time_nothing_tells_which_is_newer(tmp_path: Path) -> None:
    without = {key: value for key, value in fetch("20").items() if key != "fetched_at"}
    assert sources(tmp_path, fetch("12"), without) == ["scrape.jsonl#1", "scrape.jsonl#2"]
