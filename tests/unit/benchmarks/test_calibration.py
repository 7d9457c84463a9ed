"""Calibration: bands of confidence, and the counts behind it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.calibration import Band, Rated, by_the_others, count, main, rated, table, without, write_counts
from benchmarks.gold import GoldNumeral, Mention, Outcome, Reading
from extract.confidence import Count, Way

NUMERAL = GoldNumeral(0, 2, True, {})
METRIC, PERIOD = Way("metric_coded", "before"), Way("period", "sentence")
REGION, KIND, MEASURE = Way("region", "said"), Way("kind", "default"), Way("measure", "level")


def mention(start: int = 0, confidence: float = 0.95, **fields: Any) -> Mention:
    found = {
        "number_start": start,
        "bulletin": 0,
        "rule": "metric=before@0:4 region=said@1:2 period=sentence kind=default",
        "metric_code": "BED_COUNT",
        "region_code": "430600",
        "year": 2022,
        "kind": "actual",
        "measure": "level",
        "confidence": confidence,
    }
    return found | fields


def found(*wrong: str, bulletin: str = "one", confidence: float = 0.95) -> Rated:
    given = mention(confidence=confidence)
    return Rated(Outcome(bulletin, NUMERAL, given, wrong), given, (METRIC, REGION, PERIOD, KIND, MEASURE))


SPURIOUS = Rated(Outcome("one", None, mention()), mention(), (METRIC, REGION, PERIOD, KIND, MEASURE))


def test_bands_count_mentions_and_the_right_ones_among_them() -> None:
    mentions = [found(), found("year"), found(confidence=0.3), SPURIOUS]
    bands = table(mentions, lambda each: each.mention["confidence"])
    assert bands[0] == Band(0.9, 3, 1)
    assert bands[0].share == pytest.approx(1 / 3)
    assert bands[-1] == Band(0.0, 1, 1)
    assert bands[1].share is None


def test_each_way_answers_for_its_own_field() -> None:
    counts = count([found(), found("year", bulletin="two"), found("unit"), found("metric", "region_code")])
    assert counts == {
        METRIC: Count(3, 4, 2),
        REGION: Count(3, 4, 2),
        PERIOD: Count(3, 4, 2),
        KIND: Count(4, 4, 2),
        MEASURE: Count(3, 4, 2),
    }


def test_what_is_no_indicator_counts_against_its_metric_only() -> None:
    assert count([SPURIOUS]) == {METRIC: Count(0, 1, 1)}


def test_ways_are_told_among_the_mentions_of_the_same_bulletin() -> None:
    rule = "metric=before@0:4 region=said@1:2 period=bulletin kind=default"
    inherited = mention(10, rule=rule)
    of_another_sector = mention(20, year=2021)
    on_the_page = mention(30, bulletin=1)
    outcomes = (Outcome("one", NUMERAL, inherited), Outcome("one", NUMERAL, None))
    reading = Reading("one", "", (inherited, of_another_sector, on_the_page), outcomes)
    (each,) = rated([reading])
    assert Way("period", "bulletin_against") in each.ways


def test_a_bulletin_has_no_part_in_its_own_shares() -> None:
    mentions = [found(bulletin="one"), found("year", bulletin="two"), found("year", bulletin="two")]
    confidence = by_the_others(mentions)
    one, two = (confidence(each) for each in mentions[:2])
    assert one < two  # the others of `one` are wrong, those of `two` right
    every = count(mentions)
    assert without(every, every)[PERIOD] == Count(0, 0, 0)


def test_counts_are_written_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "confidence.csv"
    write_counts(path, {REGION: Count(9, 10, 3), KIND: Count(1, 2, 1)})
    with path.open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == [
            ["aspect", "way", "right", "counted", "bulletins"],
            ["kind", "default", "1", "2", "1"],
            ["region", "said", "9", "10", "3"],
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
    assert "metric_coded,before,1,1,1" in path.read_text(encoding="utf-8")
    assert capsys.readouterr().out.split()[:3] == ["Calibration", "confidence", "from"]
    assert main([*folders, *folders, "--leave-one-out"]) == 0


def test_the_command_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert "no gold" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
