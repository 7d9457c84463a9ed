"""The file of decisions: what can be used, what is wrong with the rest, and that nothing is lost."""

from datetime import date
from pathlib import Path

import pytest

from orchestration.review.decisions import (
    COLUMNS,
    CORRECTED,
    Decision,
    DecisionError,
    Reading,
    append,
    as_row,
    parse_decisions,
    parse_reading,
    read_decisions,
)

HEADER = ",".join(COLUMNS)
CELLS = {
    "decision_id": "abc",
    "source": "a.txt",
    "sentence": "婴儿死亡率3.2‰。",
    "number_text": "3.2",
    "occurrence": "1",
    "action": "correct",
    "correction": "value=32; unit=‰",
    "expect": "value=3.2; metric_code=INFANT_MORTALITY_RATE",
    "reason": "错位",
    "reviewer": "数据组",
    "decided_on": "2026-03-01",
}


def line(**cells: str) -> str:
    return ",".join(f'"{cell}"' for cell in (CELLS | cells).values())


def one(text: str) -> Decision:
    (decision,) = parse_decisions(text)
    return decision


def test_a_line_gives_a_decision() -> None:
    decision = one(f"{HEADER}\n{line()}\n")
    assert decision.problem == ""
    assert (decision.line_number, decision.decided_on) == (2, date(2026, 3, 1))
    assert decision.corrected == Reading(("value", "unit"), value=32.0, unit="‰")
    assert decision.expected == Reading(
        ("value", "metric_code"), value=3.2, metric_code="INFANT_MORTALITY_RATE"
    )  # fmt: skip
    row = as_row(decision)
    assert row["corrected_fields"] == "|value|unit|"
    assert row["corrected_value"] == 32.0
    assert row["expected_metric_code"] == "INFANT_MORTALITY_RATE"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"action": "approve"}, "action is 'approve'; use accept, correct, reject"),
        ({"action": "accept"}, "correction is not empty"),
        ({"correction": ""}, "correction is empty"),
        ({"correction": "32"}, "not of the form field=value"),
        ({"correction": "value=0.8万"}, "not a number"),
        ({"correction": "value=nan"}, "not a number"),
        ({"correction": "value=1; value=2"}, "value is given twice"),
        ({"correction": "value="}, "value must have a value"),
        ({"correction": "metric_text=率"}, "metric_text cannot be given here"),
        ({"correction": "metric_code=NO_SUCH"}, "not in extract/catalogue/metrics.csv"),
        ({"correction": "region_code=999999"}, "not in extract/catalogue/regions.csv"),
        ({"correction": "unit=盏灯"}, "not in extract/catalogue/units.csv"),
        ({"correction": "kind=plan"}, "use one of actual target"),
        ({"correction": "comparator=≥"}, "use one of = >= <= > < ~"),
        ({"correction": "year=２０"}, "not a year"),
        ({"expect": "value=3.2"}, "it must name at least value, and metric_code or metric_text"),
        ({"expect": ""}, "expect must not be empty"),
        ({"occurrence": "0"}, "occurrence is '0'; use 1, 2"),
        ({"decided_on": "soon"}, "write it as 2026-03-01"),
        ({"reviewer": " "}, "reviewer must not be empty"),
        ({"sentence": "长" * 30_000}, "more than 20000 characters"),
    ],
)
def test_a_line_that_cannot_be_used_says_why_and_does_not_stop_the_next(cells: dict[str, str], told: str) -> None:
    bad, good = parse_decisions(f"{HEADER}\n{line(**cells)}\n{line(decision_id='next')}\n")
    assert told in bad.problem
    assert good.problem == ""
    assert as_row(bad)["problem"] == bad.problem


def test_fields_may_be_emptied() -> None:
    assert parse_reading("region_code=; year=", CORRECTED) == Reading(("region_code", "year"))


def test_the_sign_of_a_comparator_is_no_separator() -> None:
    read = parse_reading("comparator=>=; value=-1.5;unit=%", CORRECTED)
    assert (read.comparator, read.value, read.unit) == (">=", -1.5, "%")
    assert str(read) == "comparator=>=; value=-1.5; unit=%"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("decision_id,source\nabc,a.txt\n", "the header lacks sentence"),
        (f'{HEADER}\n"abc\n', "not CSV"),
        (f"{HEADER}\nabc,a.txt\n", "it has 2 cells, the header 11"),
    ],
)
def test_a_broken_file_is_one_problem(text: str, told: str) -> None:
    assert told in one(text).problem


def test_the_second_of_two_lines_with_one_id_is_told_of_the_first() -> None:
    first, second = parse_decisions(f"{HEADER}\n{line()}\n\n{line()}\n")
    assert first.problem == ""
    assert (second.line_number, "stands in line 2 too" in second.problem) == (4, True)


def test_no_file_is_no_decision_and_another_encoding_is_a_problem(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none.csv") == []
    (tmp_path / "gb.csv").write_bytes(f"{HEADER}\n{line()}\n".encode("gb18030"))
    (decision,) = read_decisions(tmp_path / "gb.csv")
    assert "save it as “CSV UTF-8”" in decision.problem
    (tmp_path / "bom.csv").write_text(f"\ufeff{HEADER}\r\n{line()}\r\n", encoding="utf-8")
    assert [decision.problem for decision in read_decisions(tmp_path / "bom.csv")] == [""]


def test_appending_makes_the_file_and_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "review" / "decisions.csv"
    assert append(path, CELLS) == 2
    before = path.read_text(encoding="utf-8")
    assert append(path, CELLS | {"decision_id": "other", "sentence": '他说"3.2‰",\n换行'}) == 3
    assert path.read_text(encoding="utf-8").startswith(before)
    assert [decision.problem for decision in read_decisions(path)] == ["", ""]
    assert sorted(tmp_path.rglob("*.new")) == []


@pytest.mark.parametrize("cells", [{}, {"decision_id": "other", "correction": "value=x"}])
def test_what_would_be_no_decision_is_not_appended(tmp_path: Path, cells: dict[str, str]) -> None:
    path = tmp_path / "decisions.csv"
    append(path, CELLS)
    before = path.read_bytes()
    with pytest.raises(DecisionError):
        append(path, CELLS | cells)
    assert path.read_bytes() == before


def test_a_file_with_its_columns_in_another_order_keeps_that_order(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(",".join(reversed(COLUMNS)) + "\n", encoding="utf-8")
    append(path, CELLS)
    assert [(item.source, item.problem) for item in read_decisions(path)] == [("a.txt", "")]
