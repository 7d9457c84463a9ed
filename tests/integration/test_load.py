"""Loading into a real DuckDB file: nothing lost, nothing doubled, whatever happens."""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse import load as load_module
from orchestration.warehouse.database import connected, migrate
from orchestration.warehouse.extractor import Extractor
from orchestration.warehouse.landing import LandingFolderError
from orchestration.warehouse.load import LoadReport, load, plan
from orchestration.warehouse.progress import Progress
from orchestration.warehouse.selection import Selection
from tests.integration import warehouse_fakes as fakes


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    folder = tmp_path / "landing"
    (folder / "west").mkdir(parents=True)
    (folder / "east.txt").write_text("2023年覆盖率 95.5%，死亡率 3%", encoding="utf-8")
    (folder / "west" / "town.txt").write_text("2024年覆盖率 88%", encoding="utf-8")
    (folder / "west" / "broken.txt").write_bytes(b"\xff\xfe\xfd")
    (folder / "notes.xlsx").write_bytes(b"no reader takes this")
    return folder


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connected(tmp_path / "warehouse.duckdb") as opened:
        migrate(opened)
        yield opened


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def content(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    """Everything in raw that must not depend on when and how often a load ran."""
    return {
        "documents": rows(connection, "SELECT * EXCLUDE (loaded_at, load_id) FROM raw.documents ORDER BY ALL"),
        "versions": rows(connection, "SELECT * EXCLUDE (seen_at, load_id) FROM raw.document_versions ORDER BY ALL"),
        "mentions": rows(connection, "SELECT * EXCLUDE (load_id) FROM raw.mentions ORDER BY ALL"),
        "bulletins": rows(connection, "SELECT * EXCLUDE (load_id) FROM raw.bulletins ORDER BY ALL"),
        "outcomes": rows(connection, "SELECT * EXCLUDE (load_id, extracted_at) FROM raw.outcomes ORDER BY ALL"),
    }


def test_first_load_reports_what_it_found(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    report = load(connection, landing, fakes.FIRST)
    assert (report.files_seen, report.files_read, report.documents_new, report.mentions) == (3, 3, 3, 3)
    assert report.outcomes == {"extracted": 2, "unreadable": 1}
    assert report.files_unsupported == {".xlsx": 1}
    assert [(problem.source, problem.message) for problem in report.problems] == [
        ("west/broken.txt", "not a text; scrape it again")
    ]
    assert rows(
        connection, "SELECT documents_seen, documents_new, documents_extracted, mentions, failed FROM raw.loads"
    ) == [(3, 3, 3, 3, 1)]
    assert rows(connection, "SELECT region_null_rate, metric_code_null_rate, year_null_rate FROM raw.loads") == [
        (1.0, 1.0, 0.0)
    ]


def test_second_load_does_nothing(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    load(connection, landing, fakes.FIRST)
    before = content(connection)
    (landing / "east.txt").touch()
    report = load(connection, landing, fakes.FIRST)
    assert (report.load_id, report.files_read, report.documents_extracted) == (None, 0, 0)
    assert report.documents == {"extracted": 2, "unreadable": 1}
    assert content(connection) == before
    assert len(rows(connection, "FROM raw.loads")) == 1


def test_changed_file_is_a_new_version_and_the_old_one_stays(
    connection: duckdb.DuckDBPyConnection, landing: Path
) -> None:
    load(connection, landing, fakes.FIRST)
    first = (landing / "east.txt").read_text(encoding="utf-8")
    (landing / "east.txt").write_text("2023年覆盖率 96.0%", encoding="utf-8")
    assert load(connection, landing, fakes.FIRST).versions_new == 1
    assert rows(
        connection,
        """SELECT version_number, text FROM raw.document_versions JOIN raw.documents USING (document_id)
           WHERE source = 'east.txt' ORDER BY version_number""",
    ) == [(1, first), (2, "2023年覆盖率 96.0%")]
    (landing / "east.txt").write_text(first, encoding="utf-8")
    report = load(connection, landing, fakes.FIRST)
    assert (report.versions_new, report.documents_new, report.documents_extracted) == (1, 0, 0)
    assert rows(
        connection, "SELECT count(DISTINCT document_id), count(*) FROM raw.document_versions WHERE source = 'east.txt'"
    ) == [(2, 3)]


def test_changed_sidecar_is_a_new_version(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    load(connection, landing, fakes.FIRST)
    (landing / "east.txt.meta.json").write_text('{"title": "公报"}', encoding="utf-8")
    assert load(connection, landing, fakes.FIRST).versions_new == 1


def test_same_bytes_under_two_names_are_one_document(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    (landing / "copy.txt").write_bytes((landing / "east.txt").read_bytes())
    load(connection, landing, fakes.FIRST)
    assert rows(
        connection,
        """SELECT count(*), count(DISTINCT document_id) FROM raw.document_versions
           WHERE source IN ('copy.txt', 'east.txt')""",
    ) == [(2, 1)]
    assert rows(connection, "SELECT count(*) FROM raw.mentions") == [(3,)]


def test_vanished_file_stays_in_the_warehouse(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    load(connection, landing, fakes.FIRST)
    before = content(connection)
    (landing / "east.txt").unlink()
    load(connection, landing, fakes.FIRST)
    assert content(connection) == before


def test_new_extractor_version_extracts_again_and_keeps_old_rows(
    connection: duckdb.DuckDBPyConnection, landing: Path
) -> None:
    load(connection, landing, fakes.FIRST)
    report = load(connection, landing, fakes.SECOND)
    assert (report.documents_new, report.documents_extracted) == (0, 3)
    assert rows(connection, "SELECT extractor_version, count(*) FROM raw.mentions GROUP BY ALL ORDER BY ALL") == [
        ("1.0+fake", 3),
        ("2.0+fake", 3),
    ]


def test_better_reader_gets_another_try_at_what_was_unreadable(
    connection: duckdb.DuckDBPyConnection, landing: Path
) -> None:
    load(connection, landing, fakes.FIRST)
    texts = rows(connection, "SELECT document_id, text FROM raw.documents WHERE status = 'read' ORDER BY ALL")
    report = load(connection, landing, replace(fakes.FIRST, reader_version="2", read_file=fakes.read_file_better))
    assert (report.files_read, report.documents_new, report.documents_extracted, report.problems) == (1, 0, 1, [])
    assert rows(connection, "SELECT status, text FROM raw.documents WHERE first_source = 'west/broken.txt'") == [
        ("read", "0%")
    ]
    assert rows(connection, "SELECT status, mention_count FROM raw.outcomes WHERE source = 'west/broken.txt'") == [
        ("extracted", 1)
    ]
    kept = rows(
        connection, "SELECT document_id, text FROM raw.documents WHERE first_source <> 'west/broken.txt' ORDER BY 1"
    )
    assert kept == texts


def test_forced_selection_replaces_only_its_documents(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    load(connection, landing, fakes.FIRST)
    before = content(connection)

    def extracted_again(only: Selection) -> list[tuple[object, ...]]:
        newest: LoadReport = load(connection, landing, fakes.FIRST, only=only, force=True)
        return rows(connection, f"SELECT source FROM raw.outcomes WHERE load_id = '{newest.load_id}' ORDER BY ALL")

    assert extracted_again(Selection(folder="west/")) == [("west/broken.txt",), ("west/town.txt",)]
    assert extracted_again(Selection(source="east.txt")) == [("east.txt",)]
    assert extracted_again(Selection(year=2024)) == [("west/town.txt",)]
    assert content(connection) == before


def test_selection_leaves_new_files_elsewhere_alone(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    report = load(connection, landing, fakes.FIRST, only=Selection(folder="west"))
    assert (report.files_seen, report.documents_new) == (2, 2)
    assert plan(connection, landing, fakes.FIRST).changed[0].source == "east.txt"


def test_growing_file_is_left_for_later(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    report = load(connection, landing, fakes.FIRST, settle_seconds=3600)
    assert (report.load_id, set(report.files_growing)) == (None, {"east.txt", "west/town.txt", "west/broken.txt"})
    assert load(connection, landing, fakes.FIRST).files_read == 3


def test_document_that_raises_fails_alone(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    (landing / "bad.txt").write_text(f"1% {fakes.RAISES}", encoding="utf-8")
    report = load(connection, landing, fakes.FIRST)
    assert report.outcomes == {"extracted": 2, "unreadable": 1, "failed": 1}
    assert [problem.source for problem in report.problems] == ["bad.txt", "west/broken.txt"]


def test_broken_extractor_contract_is_a_failed_outcome_and_not_a_doubled_row(
    connection: duckdb.DuckDBPyConnection, landing: Path
) -> None:
    report = load(connection, landing, replace(fakes.FIRST, extract_batch=fakes.extract_batch_doubling))
    assert report.outcomes == {"failed": 3}


def test_processes_give_what_one_process_gives(
    connection: duckdb.DuckDBPyConnection, landing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load_module, "BATCH_DOCUMENTS", 3)
    for number in range(20):
        (landing / f"{number}.txt").write_text(f"{number}%", encoding="utf-8")
    load(connection, landing, fakes.FIRST, processes=2)
    with connected(tmp_path / "other.duckdb") as other:
        migrate(other)
        load(other, landing, fakes.FIRST, processes=1)
        assert content(other) == content(connection)


def test_document_that_crashes_its_process_fails_alone(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    (landing / "a.txt").write_text(f"1% {fakes.CRASHES}", encoding="utf-8")
    report = load(connection, landing, fakes.FIRST, processes=2)
    assert report.outcomes == {"extracted": 2, "unreadable": 1, "failed": 1}
    assert [problem.source for problem in report.problems if problem.status == "failed"] == ["a.txt"]


def test_progress_ends_with_everything_done(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    told: list[Progress] = []
    load(connection, landing, fakes.FIRST, report=told.append)
    assert [(last.stage, last.done, last.total, last.indicators) for last in told] == [
        ("read", 3, 3, 0),
        ("extract", 3, 3, 3),
    ]
    assert str(told[-1]).startswith("extract: 3 of 3 documents, 3 indicators")


def test_missing_landing_folder_is_said(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(LandingFolderError, match="set LANDING"):
        load(connection, tmp_path / "nowhere", fakes.FIRST)


def test_file_without_permission_is_an_unreadable_document(
    connection: duckdb.DuckDBPyConnection, landing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, source: str) -> list[object]:
        raise PermissionError(13, "Permission denied")

    report = load(connection, landing, replace(fakes.FIRST, read_file=refused))  # type: ignore[arg-type]
    assert report.outcomes == {"unreadable": 3}
    assert "Permission denied" in report.problems[0].message


def test_load_in_two_zones_stores_the_same_instant(
    connection: duckdb.DuckDBPyConnection, landing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        load(connection, landing, fakes.FIRST)
        ((seconds,),) = rows(connection, "SELECT max(abs(epoch(loaded_at) - epoch(now()))) FROM raw.documents")
        assert isinstance(seconds, float)
        assert seconds < 600
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert os.environ.get("TZ") is None


def fetches(folder: Path, *days: str) -> None:
    """A scrape with a fetch of one page on each of the given days, in this order."""
    lines = [
        {
            "url": "https://example.org/a",
            "fetched_at": f"2024-01-{day}T00:00:00Z",
            "text": f"全市共有医院{day}家。全年诊疗平稳有序，群众满意度继续提高，各项改革任务如期完成。",
        }
        for day in days
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "scrape.jsonl").write_text(text, encoding="utf-8")


def versions(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return rows(
        connection,
        """
        SELECT source, version_number, strftime(scraped_at, '%d')
        FROM raw.document_versions JOIN raw.documents USING (document_id) ORDER BY ALL
        """,
    )


def test_fetches_of_a_page_are_its_versions_by_time(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    folder = tmp_path / "scrapes"
    folder.mkdir()
    fetches(folder, "20", "12")
    assert load(connection, folder, Extractor.installed()).versions_new == 2
    first = [("scrape.jsonl#1", 1, "12"), ("scrape.jsonl#1", 2, "20")]
    assert versions(connection) == first
    assert rows(connection, "SELECT count(*) FROM raw.outcomes WHERE status = 'extracted'") == [(2,)]

    # a later fetch is a new version, the file read anew no other
    fetches(folder, "20", "12", "28")
    assert load(connection, folder, Extractor.installed()).versions_new == 1
    assert versions(connection) == [*first, ("scrape.jsonl#1", 3, "28")]
    fetches(folder, "28", "12", "20")
    assert load(connection, folder, Extractor.installed()).versions_new == 0

    # an older fetch that comes late is kept and does not take the place of the newest
    fetches(folder, "28", "12", "20", "15")
    load(connection, folder, Extractor.installed())
    found = versions(connection)
    assert ("scrape.jsonl#1", 4, "15") in found
    assert found[-1] == ("scrape.jsonl#1", 5, "28")
    assert load(connection, folder, Extractor.installed()).versions_new == 0
