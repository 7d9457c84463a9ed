import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

from expectations.data_docs import ROWS_PER_PAGE, build_data_docs
from expectations.model import FAILURE_SCHEMA, CheckResult, Run
from expectations.suites import list_checks
from tests.indicator_rows import frame_of, key_of, row

HOSTILE = '</td><script>alert(1)</script><img src=http://evil.example/x onerror="alert(2)">'


def run_with(indicators: pl.DataFrame, *failing: str, statuses: dict[str, str] | None = None) -> Run:
    """A run in which every indicator fails the checks named."""
    statuses = dict.fromkeys(failing, "failed") | (statuses or {})
    results = tuple(
        CheckResult(check, statuses.get(check.name, "passed"), indicators.height, 0, "") for check in list_checks()
    )
    failures = [
        {
            "check_name": check.name,
            "suite": check.suite,
            "severity": check.severity,
            "indicator_key": key,
            "related_indicator_key": None,
            "reason_en": f"{key} is wrong {HOSTILE}",
            "reason_zh": f"{key} 有误 {HOSTILE}",
        }
        for check in list_checks()
        for key in indicators["indicator_key"]
        if check.name in failing
    ]
    frame = pl.DataFrame(failures, schema=FAILURE_SCHEMA)
    return Run(results, frame, indicators["indicator_key"], indicators)


class Page(HTMLParser):
    """Tags, links and text of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            if name in ("href", "src"):
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def hostile_folder(tmp_path: Path) -> Path:
    fields = dict.fromkeys(("metric_text", "sentence", "source", "unit", "number_text"), HOSTILE)
    run = run_with(frame_of(row("a", **fields)), "percentage_within_range")
    build_data_docs(run, tmp_path / "quality")
    return tmp_path / "quality"


def test_hostile_text_stays_text(hostile_folder: Path):
    page = Page(hostile_folder / "check-percentage_within_range.html")
    assert not {"script", "img", "iframe", "object", "link"} & set(page.tags)
    assert HOSTILE in page.text


def test_nothing_is_asked_of_a_network_and_every_link_leads_somewhere(hostile_folder: Path):
    pages = {path.name: Page(path) for path in hostile_folder.glob("*.html")}
    assert {
        "index.html",
        "suite-mentions.html",
        "suite-facts.html",
        "suite-consistency.html",
        "suite-load.html",
    } <= set(pages)
    for page in pages.values():
        for link in page.links:
            name, _, anchor = link.partition("#")
            assert name in pages
            assert not anchor or anchor in pages[name].ids
    style = (hostile_folder / "index.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in style
    assert not re.search(r"@import|url\(", style)


def test_every_failing_row_is_on_a_page_of_its_check(tmp_path: Path):
    count = 2 * ROWS_PER_PAGE + 7
    keys = [f"key-{i:05}" for i in range(count)]
    build_data_docs(run_with(frame_of(*(row(key) for key in keys)), "confidence_not_low"), tmp_path)
    pages = [tmp_path / f"check-confidence_not_low{suffix}.html" for suffix in ("", "-2", "-3")]
    assert [key for path in pages for key in Page(path).ids] == [str(key_of(key)) for key in keys]
    assert not (tmp_path / "check-confidence_not_low-4.html").exists()


def test_the_numeral_is_marked_in_its_sentence(tmp_path: Path):
    build_data_docs(run_with(frame_of(row("a", value=6000.0)), "count_is_whole"), tmp_path)
    assert "床位数<mark>6000</mark>张。" in (tmp_path / "check-count_is_whole.html").read_text(encoding="utf-8")


def test_offsets_that_miss_mark_nothing(tmp_path: Path):
    build_data_docs(run_with(frame_of(row("a", number_start=3)), "offset_gives_numeral"), tmp_path)
    page = (tmp_path / "check-offset_gives_numeral.html").read_text(encoding="utf-8")
    assert "医疗卫生机构床位数5000张。" in page
    assert "<mark>" not in page


def test_the_first_page_says_whether_the_marts_may_go_out(tmp_path: Path):
    indicators = frame_of(row("a"))
    good = Page(build_data_docs(run_with(indicators, "percentage_within_range"), tmp_path)).text
    assert "可以发布" in good
    assert "禁止发布" not in good
    for statuses in ({"indicator_key_unique": "failed"}, {"confidence_not_low": "errored"}):
        bad = Page(build_data_docs(run_with(indicators, statuses=statuses), tmp_path)).text
        assert "禁止发布" in bad
        assert next(iter(statuses)) in bad


def test_a_new_report_replaces_the_old_one_whole(tmp_path: Path):
    folder = tmp_path / "quality"
    build_data_docs(run_with(frame_of(row("a")), "count_is_whole"), folder)
    build_data_docs(run_with(frame_of(row("a"))), folder)
    assert not (folder / "check-count_is_whole.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["quality"]


def test_history_is_drawn_with_a_bar_a_run(tmp_path: Path):
    history = pl.DataFrame(
        {
            "load_id": ["one", "two", "three"],
            "checked_at": [datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 3)],
            "check_name": ["count_is_whole"] * 3,
            "status": ["passed", "failed", "errored"],
            "evaluated_count": [10, 10, 0],
            "failed_count": [0, 5, 0],
        }
    )
    index = build_data_docs(run_with(frame_of(row("a"))), tmp_path, history)
    page = Page(index)
    assert page.tags.count("rect") == 3
    assert "2026-01-02 00:00: 5 / 10" in page.text
