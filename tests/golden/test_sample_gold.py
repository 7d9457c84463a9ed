"""The golden answers of the samples are answers about these very files."""

import csv
import math
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = sorted((ROOT / "tests/golden/samples").glob("*.tsv"))
DIGITS = set("0123456789０１２３４５６７８９.．,")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def column(path: Path, name: str) -> set[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row[name] for row in csv.DictReader(lines)}


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_enough_gold() -> None:
    assert len(GOLD) >= 6
    assert sum(row["class"] == "c" for path in GOLD for row in rows_of(path)) >= 200


def test_offsets_hold_numerals_and_nothing_else(gold: Path) -> None:
    (source,) = (ROOT / "samples/landing").rglob(f"{gold.stem}.txt")
    text = source.read_bytes().decode("utf-8-sig")
    end_before = 0
    for row in rows_of(gold):
        start, end = int(row["number_start"]), int(row["number_end"])
        numeral = text[start:end]
        assert end_before <= start < end
        assert set(numeral) <= DIGITS or numeral == "零" or numeral.startswith("百分之")
        assert text[start - 1] not in DIGITS - {",", "."}
        assert text[end] not in DIGITS - {",", "."}
        end_before = end


def test_cells_are_of_the_catalogue_and_the_vocabulary(gold: Path) -> None:
    metrics = column(ROOT / "extract/catalogue/metrics.csv", "metric_code")
    regions = column(ROOT / "extract/catalogue/regions.csv", "region_code")
    for row in rows_of(gold):
        if row["class"] == "o":
            assert not row["value"]
            continue
        assert row["class"] == "c"
        assert math.isfinite(float(row["value"]))
        assert row["unit"]
        assert row["metric_text"]
        assert {code for code in row["metric_code"].split("|") if code} <= metrics
        assert set(row["region_code"].split("|")) <= regions
        assert 1949 <= int(row["year"]) <= 2035
        assert row["kind"] in {"actual", "target"}
        assert row["measure"] in {"level", "change", "change_pct"}
        assert row["comparator"] in {"=", ">=", "<=", ">", "<", "~"}
