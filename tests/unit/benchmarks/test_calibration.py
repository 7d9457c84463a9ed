"""Calibration: bands of confidence, and the counts behind it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.calibration import Band, by_the_others, count, main, table, ways_of_mention, without, write_counts
from benchmarks.gold import GoldNumeral, Outcome
from extract.confidence import Count, Way

NUMERAL = GoldNumeral(0, 2, True, {})


def mention(metric: str = "before", region: str = "bulletin", confidence: float = 0.95) -> dict[str, Any]:
    return {
        "rule": f"metric={metric}@0:4 region={region} period=sentence kind=default",
        "metric_code": "BED_COUNT",
        "region_code": "430600",
        "period_end": "2022-12-31",
        "measure": "level",
        "confidence": confidence,
    }


def found(*wrong: str, bulletin: str = "one", **fields: object) -> Outcome:
    return Outcome(bulletin, NUMERAL, mention(**fields), wrong)  # type: ignore[arg-type]


SPURIOUS = Outcome("one", None, mention(metric="right"))
MISSED = Outcome("one", NUMERAL, None)


def test_bands_count_mentions_and_the_right_ones_among_them() -> None:
    outcomes = [found(), found("year"), found(confidence=0.3), SPURIOUS, MISSED]
    bands = table(outcomes, lambda _, given: given["confidence"])
    assert bands[0] == Band(0.9, 3, 1)
    assert bands[0].share == pytest.approx(1 / 3)
    assert bands[-1] == Band(0.0, 1, 1)
    assert sum(band.count for band in bands) == 4
    assert bands[1].share is None


def test_ways_are_read_from_the_rule_without_its_offsets() -> None:
    assert ways_of_mention(mention(region="said"))[:2] == (Way("metric_coded", "before"), Way("region", "said"))
    cell = mention() | {"rule": "metric=table:0:10:2 region=bulletin period=table kind=section"}
    assert ways_of_mention(cell)[0] == Way("metric_coded", "table")


def test_each_way_answers_for_its_own_field() -> None:
    counts = count([found(), found("year"), found("unit"), found("metric", "region_code"), SPURIOUS, MISSED])
    assert counts[Way("metric_coded", "before")] == Count(3, 4)
    assert counts[Way("region", "bulletin")] == Count(3, 4)
    assert counts[Way("period", "sentence")] == Count(3, 4)
    assert counts[Way("kind", "default")] == Count(4, 4)
    assert counts[Way("measure", "level")] == Count(3, 4)


def test_what_is_no_indicator_counts_against_its_metric_only() -> None:
    counts = count([SPURIOUS])
    assert counts == {Way("metric_coded", "right"): Count(0, 1)}


def test_a_bulletin_has_no_part_in_its_own_shares() -> None:
    outcomes = [found(bulletin="one"), found("year", bulletin="two"), found("year", bulletin="two")]
    confidence = by_the_others(outcomes)
    one, two = (confidence(each, mention()) for each in outcomes[:2])
    assert one < two  # the others of `one` are wrong, those of `two` right
    every = count(outcomes)
    assert without(every, every)[Way("period", "sentence")] == Count(0, 0)


def test_counts_are_written_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "confidence.csv"
    write_counts(path, {Way("region", "said"): Count(9, 10), Way("kind", "default"): Count(1, 2)})
    with path.open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == [
            ["aspect", "way", "right", "counted"],
            ["kind", "default", "1", "2"],
            ["region", "said", "9", "10"],
        ]


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


def test_the_command_prints_and_recounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pair(tmp_path)
    folders = [str(tmp_path), str(tmp_path)]
    assert main([*folders, "--json"]) == 0
    bands = json.loads(capsys.readouterr().out)
    assert sum(band["mentions"] for band in bands) == sum(band["right"] for band in bands) == 1
    path = tmp_path / "confidence.csv"
    assert main([*folders, "--recount"], path) == 0
    assert "metric_coded,before,1,1" in path.read_text(encoding="utf-8")
    assert capsys.readouterr().out.split()[:3] == ["Calibration", "confidence", "from"]
    assert main([*folders, *folders, "--leave-one-out"]) == 0


def test_the_command_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert "no gold" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
