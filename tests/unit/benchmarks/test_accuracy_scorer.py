"""The scorer itself: what it counts as found, right, missed and spurious."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import SEED_COLUMNS, Score, add, main, write_seed
from benchmarks.gold import FIELDS, GoldNumeral, compare, pairs, read_gold, same_name

COLUMNS = ("id", "class", "number_start", "number_end", "value", "unit", "metric_text", "metric_code")
COLUMNS += ("region_code", "year", "kind", "measure", "comparator")
TEXT = "岳阳市2022年卫生健康工作总结\n居民健康素养水平达26.4%。"


def gold(start: int = 10, end: int = 14, core: bool = True, **cells: str) -> GoldNumeral:
    row = {
        "value": "26.4",
        "unit": "%",
        "metric_text": "居民健康素养水平",
        "metric_code": "HEALTH_LITERACY_RATE",
        "region_code": "430600",
        "year": "2022",
        "kind": "actual",
        "measure": "level",
        "comparator": "=",
    }
    return GoldNumeral(start, end, core, row | cells)


def mention(start: int = 10, end: int = 14, **fields: Any) -> dict[str, Any]:
    row = {
        "number_start": start,
        "number_end": end,
        "number_text": "26.4",
        "value": 26.4,
        "unit": "%",
        "metric_text": "居民健康素养水平",
        "metric_code": "HEALTH_LITERACY_RATE",
        "region_code": "430600",
        "year": 2022,
        "kind": "actual",
        "measure": "level",
        "comparator": "=",
        "confidence": 0.95,
    }
    return row | fields


def score(numerals: list[GoldNumeral], mentions: list[dict[str, Any]]) -> Score:
    found = Score()
    add(compare("name", numerals, mentions), found)
    return found


def counts(found: Score) -> tuple[int, int, int, int]:
    return found.found, found.missed, found.spurious, found.strict


def test_a_right_mention_counts_in_every_field() -> None:
    found = score([gold()], [mention()])
    assert counts(found) == (1, 0, 0, 1)
    assert all(found.right[name] == 1 for name in FIELDS)
    assert found.rates(1) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("value", {"value": 26.5}),
        ("value", {"value": None}),
        ("unit", {"unit": "‰"}),
        ("metric", {"metric_code": "SMOKING_RATE"}),
        ("metric", {"metric_code": None}),
        ("region_code", {"region_code": None}),
        ("year", {"year": 2021}),
        ("kind", {"kind": "target"}),
        ("measure", {"measure": "change"}),
        ("comparator", {"comparator": ">="}),
    ],
)
def test_one_wrong_field_is_found_but_not_strictly_right(name: str, fields: dict[str, Any]) -> None:
    found = score([gold()], [mention(**fields)])
    assert counts(found) == (1, 0, 0, 0)
    assert [field for field in FIELDS if not found.right[field]] == [name]
    assert len(found.errors[name]) == 1


@pytest.mark.parametrize(
    ("numerals", "mentions", "expected"),
    [
        ([gold()], [], (0, 1, 0, 0)),
        ([], [mention()], (0, 0, 1, 0)),
        ([gold()], [mention(20, 24)], (0, 1, 1, 0)),
        ([gold()], [mention(9, 12)], (1, 0, 0, 1)),
        ([gold()], [mention(14, 16)], (0, 1, 1, 0)),
        ([gold()], [mention(), mention()], (1, 0, 1, 1)),
        ([gold(core=False)], [mention()], (0, 0, 0, 0)),
        ([gold(core=False)], [], (0, 0, 0, 0)),
        ([], [mention(number_text="三分之二")], (0, 0, 0, 0)),
        ([], [mention(number_text="百分之九十")], (0, 0, 1, 0)),
    ],
)
def test_detection(
    numerals: list[GoldNumeral], mentions: list[dict[str, Any]], expected: tuple[int, int, int, int]
) -> None:
    assert counts(score(numerals, mentions)) == expected


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        ({"year": "2021|2022"}, {}),
        ({"unit": "位"}, {"unit": "人"}),
        ({"unit": "个百分点"}, {"unit": "百分点"}),
        ({"region_code": ""}, {"region_code": None}),
        ({"metric_code": "SMOKING_RATE|HEALTH_LITERACY_RATE"}, {}),
        ({"metric_code": "|SMOKING_RATE"}, {"metric_code": None}),
        ({"metric_code": "|SMOKING_RATE"}, {"metric_code": "SMOKING_RATE", "metric_text": "吸烟"}),
        ({"metric_code": ""}, {"metric_code": None, "metric_text": "全市居民健康素养的水平"}),
        ({"metric_code": "", "metric_text": "吸烟率|居民健康素养水平"}, {"metric_code": None}),
    ],
)
def test_readings_that_are_right_too(cells: dict[str, str], fields: dict[str, Any]) -> None:
    assert score([gold(**cells)], [mention(**fields)]).strict == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("高血压患者规范管理率", "高血压患者规范管理率", True),
        ("高血压患者规范管理率", "全市高血压患者规范管理率", True),
        ("高血压患者规范管理率", "糖尿病人数", False),
        ("人", "人", True),
        ("", "床位数", False),
        ("床位数", None, False),
    ],
)
def test_same_name(one: str, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same


def test_nothing_at_all_has_no_rates() -> None:
    summary = Score().summary()
    assert summary["detection"]["f1"] == summary["strict"]["f1"] == 0.0


def write_pair(folder: Path, start: int) -> None:
    cells = gold().cells
    row = {"id": "1", "class": "c", "number_start": str(start), "number_end": str(start + 4), **cells}
    lines = ["\t".join(COLUMNS), "\t".join(row[name] for name in COLUMNS)]
    (folder / "one.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "texts").mkdir()
    (folder / "texts/one.txt").write_text(TEXT, encoding="utf-8")


def test_command_reads_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pair(tmp_path, TEXT.index("26.4"))
    assert main([str(tmp_path), str(tmp_path), "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["found"], summary["missed"], summary["spurious"]) == (1, 0, 0)
    assert summary["strict"]["f1"] == 1.0


def test_command_shows_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pair(tmp_path, 0)
    assert main([str(tmp_path), str(tmp_path), "--show", "1"]) == 0
    printed = capsys.readouterr().out
    assert "missed: one 0:4 26.4% 居民健康素养水平" in printed
    assert "spurious: one" in printed


def test_command_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert "no gold" in capsys.readouterr().err
    write_pair(tmp_path, 0)
    (tmp_path / "texts/one.txt").unlink()
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert "one.txt" in capsys.readouterr().err


def test_pairs_and_gold_files(tmp_path: Path) -> None:
    write_pair(tmp_path, 3)
    ((gold_path, text_path),) = pairs(tmp_path, tmp_path)
    assert (gold_path.name, text_path.name) == ("one.tsv", "one.txt")
    (numeral,) = read_gold(gold_path)
    assert (numeral.start, numeral.end, numeral.core) == (3, 7, True)


def test_seed_keeps_the_other_sets_and_replaces_its_own(tmp_path: Path) -> None:
    seed = tmp_path / "seed.csv"
    write_seed(seed, "mine", score([gold(10, 14)], [mention(10, 14)]))
    write_seed(seed, "yours", score([gold(10, 14), gold(20, 24)], [mention(10, 14, year=1999)]))
    write_seed(seed, "mine", score([gold(10, 14)], []))
    with seed.open(encoding="utf-8", newline="") as lines:
        rows = {(row["text_set"], row["field"]): row for row in csv.DictReader(lines)}
    assert len(rows) == 2 * (2 + len(FIELDS))
    assert rows["mine", "strict"]["score"] == "0.000000"
    found = rows["yours", "found"]
    assert (found["figure_count"], found["precision_share"], found["recall_share"]) == ("2", "1.000000", "0.500000")
    assert (rows["yours", "year"]["score"], rows["yours", "unit"]["score"]) == ("0.000000", "1.000000")
    assert rows["yours", "year"]["figure_count"] == "1"


def test_command_writes_the_seed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pair(tmp_path, TEXT.index("26.4"))
    assert main([str(tmp_path), str(tmp_path), "--seed", f"set={tmp_path / 'seed.csv'}"]) == 0
    assert (tmp_path / "seed.csv").read_text(encoding="utf-8").startswith(",".join(SEED_COLUMNS) + "\nset,found,1,")
    with pytest.raises(SystemExit):
        main([str(tmp_path), str(tmp_path), "--seed", "seed.csv"])
    assert "NAME=FILE" in capsys.readouterr().err
