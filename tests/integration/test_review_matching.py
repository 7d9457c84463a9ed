"""Decisions find their figure again, or say that they do not: the dbt models over raw rows of known content."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from orchestration.warehouse.database import connected
from tests.integration.raw_rows import SEEN_AT, RawRows
from tests.integration.test_dbt_build import Dbt, query

LATER = SEEN_AT + dt.timedelta(days=1)


def revised(rows: RawRows, source: str, before: str, after: str, number: str, **columns: Any) -> None:
    """A document whose newest version says `after`, read by newer rules than its first, which said `before`."""
    rows.document(f"{source}-1", before, versions={source: 1})
    rows.outcome(f"{source}-1")
    rows.bulletin(f"{source}-1")
    rows.mention(f"{source}-1", "3.2")
    rows.document(f"{source}-2", after, versions={source: 2})
    for version, seen in (("0.9.0+rules", SEEN_AT), ("2.0.0+rules", LATER)):
        rows.outcome(f"{source}-2", version, extracted_at=seen)
        rows.bulletin(f"{source}-2", version=version)
        rows.mention(f"{source}-2", number, version=version, **columns)


SENTENCE = "2020年全市婴儿死亡率为3.2‰，比上年下降。"
MOVED = f"襄阳市2020年工作总结\n\n新增的一段。{SENTENCE}"


def moved_columns() -> dict[str, Any]:
    start = MOVED.index(SENTENCE)
    return {"sentence": SENTENCE, "sentence_start": start, "sentence_end": start + len(SENTENCE), "ordinal": 7}


def decided() -> RawRows:
    rows = RawRows()
    revised(rows, "moved.txt", SENTENCE, MOVED, "3.2", **moved_columns())
    rows.decision(2, source="moved.txt", sentence=SENTENCE, number_text="3.2")

    retyped = "２０２０年 全市婴儿死亡率为3.2‰,比上年下降。"
    revised(rows, "retyped.txt", SENTENCE, retyped, "3.2")
    rows.decision(3, source="retyped.txt", sentence=SENTENCE, number_text="3.2")

    reworded = "2020年全市婴儿死亡率为3.2‰，比上年略有下降。"
    revised(rows, "reworded.txt", SENTENCE, reworded, "3.2")
    rows.decision(4, source="reworded.txt", sentence=SENTENCE, number_text="3.2")

    revised(rows, "another number.txt", SENTENCE, "2020年全市婴儿死亡率为3.4‰，比上年下降。", "3.4")
    rows.decision(5, source="another number.txt", sentence=SENTENCE, number_text="3.2")

    revised(rows, "another year.txt", SENTENCE, MOVED, "3.2", **moved_columns() | {"year": 2019})
    rows.decision(6, source="another year.txt", sentence=SENTENCE, number_text="3.2")

    revised(rows, "read as decided.txt", SENTENCE, MOVED, "3.2", **moved_columns() | {"year": 2019})
    rows.decision(7, source="read as decided.txt", sentence=SENTENCE, number_text="3.2", action="correct",
                  correction="year=2019")  # fmt: skip

    revised(rows, "another matter.txt", SENTENCE, "医护人员的平均工作年限在各县之间相差3.2年，其中城区最长。", "3.2")
    rows.decision(8, source="another matter.txt", sentence=SENTENCE, number_text="3.2")

    rows.decision(9, source="nowhere.txt", sentence=SENTENCE, number_text="3.2")
    rows.decision(10, source="moved.txt", sentence=SENTENCE, number_text="3.2", action="approve")
    rows.decision(11, source="moved.txt", sentence=SENTENCE, number_text="3.2", action="reject")

    twice = "婴儿死亡率为3.2‰。甲。婴儿死亡率为3.2‰。"
    rows.read("twice", twice)
    for ordinal, start in enumerate((0, twice.rindex("婴"))):
        rows.mention(
            "twice", "3.2", ordinal, sentence="婴儿死亡率为3.2‰。", sentence_start=start, sentence_end=start + 11,
            number_start=start + 6, number_end=start + 9,
        )  # fmt: skip
    rows.decision(
        12, source="twice.txt", sentence="婴儿死亡率为3.2‰", number_text="3.2", occurrence="2", action="reject"
    )

    rows.read("share", "2020年婴儿死亡率为3.2%。")
    rows.mention("share", "3.2", unit="%")
    rows.decision(
        13, source="share.txt", sentence="2020年婴儿死亡率为3.2%", number_text="3.2", action="correct",
        correction="value=32; unit=‰; region_code=420000; kind=target; comparator=<=",
    )  # fmt: skip
    rows.checked()
    rows.check("within_bounds")
    rows.failed("moved.txt-2", 7, "error", "within_bounds")
    rows.failed("another year.txt-2", 7, "error", "within_bounds")
    return rows


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warehouse")
    decided().save(folder)
    done = Dbt(tmp_path_factory.mktemp("target"))(folder, "build", "--exclude-resource-type", "unit_test")
    assert done.returncode == 0, done.stdout
    return folder


def test_every_line_of_the_file_has_a_status(home: Path) -> None:
    assert dict(query(home, "SELECT line_number, status FROM marts.review_decision")) == {
        2: "applied",
        3: "applied",
        4: "applied",
        5: "stale",
        6: "stale",
        7: "applied",
        8: "stale",
        9: "unmatched",
        10: "malformed",
        11: "malformed",
        12: "applied",
        13: "applied",
    }
    assert query(home, "SELECT line_number FROM marts.review_decision WHERE is_reworded") == [(4,)]


def test_a_decision_outlives_moved_offsets_new_rules_and_small_changes(home: Path) -> None:
    assert query(
        home,
        """
        SELECT source, ordinal, check_status, review_status, failed_error_count FROM marts.fct_indicator
        WHERE review_status = 'accepted' ORDER BY source
        """,
    ) == [
        ("moved.txt", 7, "accepted", "accepted", 1),
        ("retyped.txt", 0, "accepted", "accepted", 0),
        ("reworded.txt", 0, "accepted", "accepted", 0),
    ]
    assert query(home, "SELECT source FROM marts.quarantine_indicator") == [("another year.txt",)]
    assert query(home, "SELECT overruled_checks FROM marts.review_decision WHERE line_number = 2") == [
        ("within_bounds",)
    ]


def test_a_stale_decision_changes_nothing_and_says_what_is_read_now(home: Path) -> None:
    assert query(
        home,
        "SELECT source, review_status FROM marts.fct_indicator WHERE source LIKE 'another%' ORDER BY source",
    ) == [("another matter.txt", "none"), ("another number.txt", "none"), ("another year.txt", "none")]
    ((number,), (year,)) = query(
        home, "SELECT message_en FROM marts.review_decision WHERE line_number IN (5, 6) ORDER BY line_number"
    )
    assert "3.2" in number
    assert "another number.txt" in number
    assert "year=2019" in year


def test_what_was_decided_of_a_superseded_version_stays_with_it(home: Path) -> None:
    found = query(
        home,
        """
        SELECT document_id FROM intermediate.int_statement
        WHERE document_id LIKE 'another number.txt%' AND review_status = 'accepted'
        """,
    )
    assert found == [("another number.txt-1",)]


def test_a_correction_is_used_everywhere_and_converted(home: Path) -> None:
    assert query(
        home,
        """
        SELECT value_printed, unit_printed, value_canonical, region_code, kind, comparator, value_text
        FROM marts.fct_indicator WHERE review_status = 'corrected' AND source = 'share.txt'
        """,
    ) == [(32.0, "‰", 32.0, "420000", "target", "<=", "3.2")]
    assert query(
        home, "SELECT value, region_name FROM marts.indicator_region_year WHERE kind = 'target'"
    ) == [(32.0, "湖北省")]  # fmt: skip


def test_a_rejected_figure_stays_listed_and_out_of_the_best_values(home: Path) -> None:
    rejected = "SELECT indicator_key FROM marts.fct_indicator WHERE check_status = 'rejected'"
    assert query(
        home, f"SELECT source, ordinal, review_status FROM marts.fct_indicator WHERE indicator_key IN ({rejected})"
    ) == [("twice.txt", 1, "rejected")]  # fmt: skip
    assert query(
        home, f"SELECT count(*) FROM marts.indicator_region_year WHERE indicator_key IN ({rejected})"
    ) == [(0,)]  # fmt: skip


def test_the_queue_has_all_that_waits_and_no_more(home: Path) -> None:
    found = query(home, "SELECT review_key, reason_code, source FROM marts.review_queue ORDER BY priority, review_key")
    decisions = [(key, reason) for key, reason, _ in found if key.startswith("line-")]
    assert sorted(decisions) == [
        ("line-10", "malformed_decision"),
        ("line-11", "malformed_decision"),
        ("line-5", "stale_decision"),
        ("line-6", "stale_decision"),
        ("line-8", "stale_decision"),
        ("line-9", "unmatched_decision"),
    ]
    assert sorted((reason, source) for key, reason, source in found if not key.startswith("line-")) == [
        ("conflict", "another matter.txt"),
        ("conflict", "another number.txt"),
        ("failed_check", "another year.txt"),
    ]


def test_a_key_is_the_same_in_every_version(home: Path) -> None:
    with connected(home / "warehouse.duckdb", read_only=True) as connection:
        keys = connection.execute("""
            SELECT count(*), count(DISTINCT review_key), count(DISTINCT indicator_key)
            FROM intermediate.int_statement WHERE document_id LIKE 'moved.txt%'
        """).fetchall()
    assert keys == [(2, 1, 2)]
