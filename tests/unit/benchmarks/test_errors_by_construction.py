"""The table of errors by construction: every figure in its rows, found or not."""

import json
from pathlib import Path

import pytest

from benchmarks.constructions import PLAIN
from benchmarks.errors_by_construction import ALL, listing, main, tabulate
from benchmarks.gold import GoldNumeral, Outcome, Reading

TEXT = "床位9000张,其中医院5000张。签约率由30%提高到41%。"
CELLS = {"value": "1", "unit": "张", "metric_text": "床位数", "metric_code": "", "year": "2020"}


def numeral(printed: str) -> GoldNumeral:
    start = TEXT.index(printed)
    return GoldNumeral(start, start + len(printed), True, CELLS)


def mention(printed: str) -> dict[str, object]:
    start = TEXT.index(printed)
    given = {"number_start": start, "number_end": start + len(printed), "number_text": printed, "rule": "metric=before"}
    return given | {"value": 1.0, "unit": "个", "metric_text": "床位数", "metric_code": None, "year": 2021}


OUTCOMES = (
    Outcome("one", numeral("9000"), mention("9000")),
    Outcome("one", numeral("5000"), mention("5000"), ("unit", "year")),
    Outcome("one", numeral("30"), None),
    Outcome("one", None, mention("41")),
)
READINGS = [Reading("one", TEXT, (), OUTCOMES)]


def test_each_figure_counts_in_its_constructions_and_in_all() -> None:
    rows = tabulate(READINGS)
    every = rows[ALL]
    assert (every.figures, every.found, every.right, every.missed, every.spurious) == (3, 2, 1, 1, 1)
    assert rows["of_which"].wrong == {"unit": 1, "year": 1}
    assert (rows["of_which"].found, rows["of_which"].right) == (1, 0)
    assert (rows["from_to"].figures, rows["from_to"].missed, rows["from_to"].spurious) == (1, 1, 1)
    assert rows[PLAIN].right == 1
    assert "table" not in rows


def test_a_listing_shows_the_sentence_the_gold_and_what_was_found() -> None:
    (entry,) = listing(READINGS, "of_which")
    assert entry.splitlines() == [
        "one 12:16 unit, year",
        "  床位9000张,其中医院⟦5000⟧张。签约率由30%提高到41%。",
        "  unit: gold 张, found 个",
        "  year: gold 2020, found 2021",
        "  rule: metric=before",
    ]
    missed, spurious = listing(READINGS, "from_to")
    assert missed.splitlines()[0] == "one 22:24 missed"
    assert spurious.splitlines()[0] == "one 28:30 spurious"
    assert len(list(listing(READINGS, ALL))) == 3


def write_pair(folder: Path) -> None:
    text = "岳阳市2022年卫生健康工作总结\n居民健康素养水平达26.4%。"
    start = text.index("26.4")
    header = (
        "id class number_start number_end value unit metric_text metric_code region_code year kind measure comparator"
    )
    cells = ["1", "c", str(start), str(start + 4), "26.4", "%", "居民健康素养水平", "HEALTH_LITERACY_RATE"]
    cells += ["430600", "2022", "actual", "level", "="]
    (folder / "one.tsv").write_text("\t".join(header.split()) + "\n" + "\t".join(cells) + "\n", encoding="utf-8")
    (folder / "one.txt").write_text(text, encoding="utf-8")


def test_the_command_prints_a_table_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pair(tmp_path)
    assert main([str(tmp_path), str(tmp_path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[2].split()[:4] == ["construction", "figures", "found", "right"]
    assert printed[-1].split()[:4] == [ALL, "1", "1", "1"]
    assert main([str(tmp_path), str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[ALL]["right"] == 1
    assert main([str(tmp_path), str(tmp_path), "--list", ALL]) == 0
    assert capsys.readouterr().out.strip() == ""


def test_the_command_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert "no gold" in capsys.readouterr().err
