"""Write the quality report: plain HTML pages that need no network, no script and no other file.

Great Expectations' own Data Docs load their styles and scripts from the internet and cut the failing values off at
twenty, so these pages are rendered from its results instead: every check, its reason to exist, and every failing row.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import polars as pl
from markupsafe import Markup

from expectations.frames.indicators import catalogue_table
from expectations.model import Check, CheckResult, Run

TEMPLATE_FOLDER = Path(__file__).parent / "templates"
ROWS_PER_PAGE = 500
ROWS_ON_SUITE_PAGE = 10
RUNS_IN_TREND = 20
_TITLES = {
    "mentions": ("抽取记录", "Mentions"),
    "facts": ("单项数值", "Facts"),
    "consistency": ("数值之间", "Consistency"),
    "load": ("加载批次", "Load"),
    "review": ("复核决定", "Review decisions"),
}
_TREND_HEIGHT = 24
_LEAST_BAR = 3
_COLOURS = {"passed": "#1b7f4d", "failed": "#b3261e", "errored": "#5b1a16"}


@dataclass(frozen=True)
class _Suite:
    name: str
    title_zh: str
    title_en: str
    examines: str
    results: list[CheckResult]


def build_data_docs(run: Run, folder: Path, history: pl.DataFrame | None = None) -> Path:
    """Write the report of `run` into `folder`, replacing what is there, and return its first page.

    history: earlier results as `runner.read_history` gives them (with this run's, if stored), drawn as trends.
    The pages are finished beside `folder` before they take its place. Raises OSError where that cannot be written.
    """
    fresh = folder.with_name(f"{folder.name}.new")
    old = folder.with_name(f"{folder.name}.old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, text in _pages(run, history):
        (fresh / name).write_text(text, encoding="utf-8")
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    return folder / "index.html"


def _pages(run: Run, history: pl.DataFrame | None) -> Iterator[tuple[str, str]]:
    """File name and content of every page; one page of failing rows at a time is in memory."""
    suites = _suites(run)
    environment = _environment()
    environment.globals |= {"suites": suites, "trends": _trends(run, history), "has_history": history is not None}
    yield (
        "index.html",
        environment.get_template("index.html.j2").render(
            page="index", tiles=_tiles(run), blocked_by=[result for result in run.results if result.blocks]
        ),
    )
    described = run.failures.join(_row_context(run), on="indicator_key", how="left", maintain_order="left")
    failures = {name: rows for (name,), rows in described.group_by("check_name", maintain_order=True)}
    for suite in suites:
        samples = {
            result.check.name: _rows(failures[result.check.name].head(ROWS_ON_SUITE_PAGE))
            if result.check.name in failures
            else []
            for result in suite.results
        }
        template = environment.get_template("suite.html.j2")
        yield f"suite-{suite.name}.html", template.render(page=suite.name, suite=suite, samples=samples)
        for result in suite.results:
            if result.check.name in failures:
                yield from _check_pages(environment, result.check, failures[result.check.name])


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATE_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["arguments"] = lambda kwargs: ", ".join(f"{name}={value!r}" for name, value in kwargs.items())
    # Our own file; escaping it would break its selectors.
    environment.globals["style"] = Markup((TEMPLATE_FOLDER / "style.css").read_text(encoding="utf-8"))  # noqa: S704
    return environment


def _suites(run: Run) -> list[_Suite]:
    names = dict.fromkeys(result.check.suite for result in run.results)
    suites = []
    for name in names:
        results = [result for result in run.results if result.check.suite == name]
        title_zh, title_en = _TITLES[name]
        suites.append(_Suite(name, title_zh, title_en, results[0].check.examines, results))
    return suites


def _tiles(run: Run) -> list[dict[str, str]]:
    def checks(status: str, severity: str | None = None) -> int:
        return sum(
            result.status == status and (severity is None or result.check.severity == severity)
            for result in run.results
        )

    quarantined = run.failures.filter(pl.col("severity") == "error").select("indicator_key").unique()
    warned = run.failures.join(quarantined, on="indicator_key", how="anti")["indicator_key"].n_unique()
    counts = [
        (run.checked.len(), "已检查记录", "rows checked"),
        (quarantined.height, "隔离记录", "rows quarantined"),
        (warned, "警告记录", "rows with a warning"),
        (checks("passed"), "通过的检查", "checks passed"),
        (checks("failed", "error"), "未通过（错误）", "checks failed: error"),
        (checks("failed", "warn"), "未通过（警告）", "checks failed: warn"),
        (checks("errored"), "无法运行", "checks errored"),
    ]
    return [{"text": f"{count:,}", "zh": zh, "en": en} for count, zh, en in counts]


def _trends(run: Run, history: pl.DataFrame | None) -> dict[str, list[dict[str, Any]]]:
    """Give each check a bar per recent run, coloured by status; the tallest is the largest failing share among them."""
    trends: dict[str, list[dict[str, Any]]] = {result.check.name: [] for result in run.results}
    if history is None:
        return trends
    for name, bars in trends.items():
        runs = history.filter(pl.col("check_name") == name).sort("checked_at").tail(RUNS_IN_TREND)
        shares = (runs["failed_count"] / runs["evaluated_count"].clip(lower_bound=1)).to_list()
        for past, share in zip(runs.iter_rows(named=True), shares, strict=True):
            filled = 1.0 if past["status"] == "errored" else share / max(*shares, 1e-9)
            height = round(_LEAST_BAR + filled * (_TREND_HEIGHT - _LEAST_BAR), 1)
            label = f"{past['checked_at']:%Y-%m-%d %H:%M}: {past['failed_count']} / {past['evaluated_count']}"
            bars.append({"height": height, "colour": _COLOURS[past["status"]], "label": label})
    return trends


def _row_context(run: Run) -> pl.DataFrame:
    """Collect what the report tells of a failing row, one row per failing key."""
    names = catalogue_table("regions").unique("region_code", keep="last").select("region_code", region_name="name")
    failing = run.failures.select("indicator_key").unique()
    return (
        run.indicators.join(failing, on="indicator_key", how="semi")
        .unique("indicator_key", keep="first")
        .join(names, on="region_code", how="left")
        .select(
            "indicator_key",
            "source",
            "bulletin",
            "number_text",
            "unit",
            "metric_text",
            "year",
            "sentence",
            place=pl.concat_str("region_name", "region_code", separator=" ", ignore_nulls=True),
            start=(pl.col("number_start") - pl.col("sentence_start")),
        )
    )


def _rows(described: pl.DataFrame) -> list[dict[str, Any]]:
    return [_row(row) for row in described.iter_rows(named=True)]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """Split the sentence around its numeral; without usable offsets nothing is marked."""
    sentence, number, start = row["sentence"] or "", row["number_text"] or "", row["start"]
    if start is None or start < 0 or sentence[start : start + len(number)] != number:
        start, number = len(sentence), ""
    return row | {
        "before": sentence[:start],
        "marked": number,
        "after": sentence[start + len(number) :],
        "region": row["place"] or "",
        "year": "" if row["year"] is None else row["year"],
    }


def _check_pages(environment: jinja2.Environment, check: Check, failures: pl.DataFrame) -> Iterator[tuple[str, str]]:
    def page_name(number: int) -> str:
        return f"check-{check.name}.html" if number == 1 else f"check-{check.name}-{number}.html"

    template = environment.get_template("check.html.j2")
    last = -(-failures.height // ROWS_PER_PAGE)
    for number in range(1, last + 1):
        rows = _rows(failures.slice((number - 1) * ROWS_PER_PAGE, ROWS_PER_PAGE))
        nearby = {1, last, *range(max(1, number - 3), min(last, number + 3) + 1)}
        yield (
            page_name(number),
            template.render(
                page=check.suite,
                page_name=page_name,
                check=check,
                rows=rows,
                total=failures.height,
                number=number,
                last=last,
                linked_pages=sorted(nearby),
            ),
        )
