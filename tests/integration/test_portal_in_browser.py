"""The portal of a release made from the samples, in a real browser: from a folder and from a web server."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest

from portal.build import build_portal
from portal.library import installed_library
from tests.browser import BROWSER, Page, browser

CHARTS = installed_library()
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed"),
    pytest.mark.skipif(CHARTS is None, reason="npm has not installed portal/package.json"),
]

METRIC = "#/metric/MATERNAL_MORTALITY_RATIO"
ROUTES = ["#/", "#/metrics", "#/metrics?q=死亡", METRIC, "#/region/330000", "#/bulletins", "#/targets", "#/changes"]
ROUTES += ["#/coverage", "#/quality", "#/downloads", "#/no-such-page"]
FIGURES = 200
MOST_BYTES = 5_000_000


@pytest.fixture(scope="module")
def release(published: tuple[Path, Path, str]) -> Path:
    return published[0] / "release"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(chromium: Page) -> Page:
    chromium.size(1280, 900)
    chromium.open("about:blank")
    chromium.requests.clear()
    chromium.problems.clear()
    return chromium


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server(release: Path) -> Iterator[str]:
    handler = partial(_Quiet, directory=str(release.resolve()))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        thread = threading.Thread(target=site.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()
        thread.join()


@pytest.fixture(params=["folder", "server"])
def home(request: pytest.FixtureRequest, release: Path) -> str:
    """Where the site begins."""
    if request.param == "folder":
        return (release.resolve() / "portal").as_uri()
    return f"{request.getfixturevalue('server')}/portal"


@pytest.fixture
def folder_home(release: Path) -> str:
    return (release.resolve() / "portal").as_uri()


def visit(page: Page, home: str, route: str = "#/") -> None:
    """Open the site at a route anew."""
    page.open("about:blank")
    page.open(f"{home}/index.html{route}")
    shown(page, route)


def shown(page: Page, route: str) -> None:
    page.wait(
        f"document.getElementById('content')?.dataset.shown === decodeURI({json.dumps(route)}) "
        f"|| document.getElementById('content')?.dataset.shown === encodeURI({json.dumps(route)})"
    )


def follow(page: Page, route: str) -> None:
    page.run(f"location.hash = {json.dumps(route)}")
    shown(page, route)


def query(release: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(duckdb.connect(str(release / "health_marts.duckdb"), read_only=True)) as connection:
        return connection.execute(sql).fetchall()


def changed_release(release: Path, path: Path, *statements: str, parameters: tuple[Any, ...] = ()) -> Path:
    """Copy tables and views of a release, without their keys, and change them: what other data would give."""
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute(f"ATTACH '{release / 'health_marts.duckdb'}' AS release (READ_ONLY)")
        connection.execute("CREATE SCHEMA marts")
        for (name,) in connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'release'"
        ).fetchall():
            connection.execute(f"CREATE TABLE marts.{name} AS FROM release.marts.{name}")
        connection.execute("DETACH release")
        for statement in statements:
            connection.execute(statement, parameters if "$1" in statement else ())
    return path


def built(marts: Path, site: Path, *, release_id: str = "r") -> str:
    build_portal(marts, site, release_id=release_id, created_at=release_id, files={release_id: 1}, library=CHARTS)
    return site.as_uri()


def test_every_page_draws_and_asks_nothing_of_others(page: Page, home: str) -> None:
    visit(page, home)
    assert page.run("return document.querySelectorAll('.card .spark-line').length") >= 4
    for route in ROUTES:
        follow(page, route)
        assert page.run("return document.querySelector('main h1').textContent.length") > 0
    follow(page, METRIC)
    assert page.run("return document.querySelectorAll('.chart svg path').length") > 10
    assert page.problems == []
    assert len(page.requests) > 20
    assert [address for address in page.requests if not address.startswith((home, "about:", "data:"))] == []


def test_site_is_small_and_belongs_to_its_release(release: Path) -> None:
    site = release / "portal"
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < MOST_BYTES
    named = json.loads((release / "release.json").read_text(encoding="utf-8"))["release_id"]
    core = (site / "data" / "core.js").read_text(encoding="utf-8")
    assert json.loads(core[core.index(",") + 1 : core.rindex(")")])["release"]["id"] == named
    assert "Apache License" in (site / "lib" / "LICENSES.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "metric"),
    [
        ("孕产妇死亡率", "MATERNAL_MORTALITY_RATIO"),
        ("居民人均期望寿命", "LIFE_EXPECTANCY"),  # an alias
        ("新生儿平均可存活年数", "LIFE_EXPECTANCY"),  # out of the definition
        ("infant mortality", "INFANT_MORTALITY_RATE"),
        ("BED COUNT", "BED_COUNT"),
    ],
)
def test_search_by_name_alias_definition_and_code(page: Page, folder_home: str, typed: str, metric: str) -> None:
    visit(page, folder_home)
    page.press("/")
    assert page.run("return document.activeElement.id") == "search-home"
    page.type(typed)
    page.wait("document.querySelector('#search-home-list .option')")
    page.press("ArrowDown")
    page.press("Enter")
    shown(page, f"#/metric/{metric}")


def test_search_page_lists_regions_and_says_when_nothing_fits(page: Page, folder_home: str) -> None:
    visit(page, folder_home, "#/metrics?q=浙江")
    assert "#/region/330000" in page.run("return [...document.querySelectorAll('main a')].map((a) => a.hash)")
    visit(page, folder_home, "#/metrics?q=没有这样的指标")
    assert "没有这样的指标" in page.run("return document.querySelector('main .notice').textContent")


def test_random_figures_lead_to_their_sentences(page: Page, release: Path, home: str) -> None:
    facts = query(
        release,
        """
        SELECT left(document_id, 12) || '/' || ordinal, sentence, metric_name_zh,
               substr(text, number_start + 1, number_end - number_start)
        FROM marts.fct_indicator JOIN marts.bulletin_text USING (document_id) JOIN marts.dim_metric USING (metric_key)
        ORDER BY document_id, ordinal
        """,
    )
    chosen = random.Random(20260101).sample(facts, FIGURES)
    visit(page, home)
    steps = json.dumps([address for address, *_ in chosen])
    found = page.run(
        f"""
        const out = [];
        for (const address of {steps}) {{
          location.hash = `#/figure/${{address}}`;
          while (document.getElementById('content').dataset.shown !== `#/figure/${{address}}`) {{
            await new Promise((done) => setTimeout(done, 2));
          }}
          const sentence = [...document.querySelectorAll('[data-sentence]')];
          const box = sentence[0].getBoundingClientRect();
          out.push([
            sentence.map((part) => part.textContent).join(''), document.querySelector('mark').textContent,
            document.querySelector('.record a').textContent, box.bottom > 0 && box.top < innerHeight,
          ]);
        }}
        return out;
        """
    )
    wanted = [["".join(sentence.split("\n")), number, name, True] for _, sentence, name, number in chosen]
    assert found == wanted


def test_every_plotted_point_opens_its_figure(page: Page, folder_home: str) -> None:
    visit(page, folder_home, METRIC)
    places = page.run(
        """
        const chart = echarts.getInstanceByDom(document.querySelector('.chart'));
        document.querySelector('.chart').scrollIntoView({block: 'center'});
        const box = document.querySelector('.chart').getBoundingClientRect();
        return chart.getOption().series.flatMap((one, i) => one.data.map((item) => {
          const [x, y] = chart.convertToPixel({seriesIndex: i}, item.value);
          const {d, o} = item.point.value;
          return [x + box.left, y + box.top, portal.format.figureAddress(d, o)];
        }));
        """
    )
    assert len(places) > 10
    assert all(address for _, _, address in places)
    top = page.run("return scrollY")
    for x, y, own in places:
        page.click(x, y)
        page.wait(f"location.hash.startsWith('#/figure/') && {json.dumps(own)}")
        # Two points may lie on one another; either one's figure is right.
        near = {address for a, b, address in places if abs(a - x) < 12 and abs(b - y) < 12}
        assert page.run("return location.hash") in near
        page.run("history.back()")
        shown(page, METRIC)
        page.run(f"scrollTo(0, {top})")
        page.wait("document.querySelector('.chart svg')")


def test_tables_and_bars_are_one_click_from_the_sentence(page: Page, folder_home: str) -> None:
    visit(page, folder_home, METRIC)
    without = page.run(
        "return [...document.querySelectorAll('td.cell-number:not(.cell-computed), .bar-row, a.tile')]"
        ".filter((cell) => cell.textContent !== '—')"
        ".filter((cell) => !(cell.closest('a') ?? cell.querySelector('a'))?.hash.startsWith('#/figure/')).length"
    )
    assert without == 0
    assert page.run("return document.querySelectorAll('.bar-row').length") >= 4
    assert page.run("return document.querySelectorAll('a.tile').length") >= 4


@pytest.mark.parametrize("note", ["renamed", "merged"])
def test_series_in_todays_boundaries(page: Page, release: Path, folder_home: str, note: str) -> None:
    rows = query(
        release,
        "SELECT metric_code, region_full_name, year, value FROM marts.indicator_region_year_today "
        f"WHERE boundary_note = '{note}' AND metric_code IS NOT NULL AND kind = 'actual' ORDER BY ALL",
    )
    assert rows
    metric, region, year, value = rows[0]
    visit(page, folder_home, f"#/metric/{metric}")
    rows_of = "[...document.querySelectorAll('#trend td:first-child')]"
    shown_value = (
        f"{rows_of}.some((cell) => cell.textContent === {json.dumps(region)} "
        f"&& cell.nextSibling.textContent === '{year}' && cell.parentNode.textContent.includes('{value:,.10g}'))"
    )
    assert not page.run(f"return {shown_value}")
    page.run("document.querySelector('#trend .check input').click()")
    assert page.wait(shown_value)
    cells = "[...document.querySelectorAll('#trend td.cell-number')]"
    parts = page.run(f"return {cells}.filter((cell) => cell.textContent.includes('=')).length")
    assert (parts > 0) == (note == "merged")
    assert page.problems == []


def test_keyboard_alone_reaches_a_sentence(page: Page, folder_home: str) -> None:
    visit(page, folder_home, METRIC)
    page.run("document.querySelector('.skip').focus()")
    for _ in range(60):
        page.press("Tab")
        if page.run("return document.activeElement.className") == "chart":
            break
    assert page.run("return document.activeElement.getAttribute('aria-label')").startswith("孕产妇死亡率")
    page.press("ArrowRight")
    page.press("ArrowLeft")
    heard = page.run("return document.querySelector('.only-heard').textContent")
    assert heard
    page.press("Enter")
    page.wait("document.querySelector('mark')")
    assert page.run("return document.activeElement.tagName") == "H1"
    assert page.run("return document.activeElement.textContent").startswith(heard.split(" ")[0])


def test_phone_has_no_sideways_scrolling(page: Page, folder_home: str, release: Path) -> None:
    longest = "SELECT left(document_id, 12) || '/' || ordinal FROM marts.fct_indicator ORDER BY length(sentence) DESC"
    ((figure,),) = query(release, f"{longest} LIMIT 1")
    page.size(390, 844, phone=True)
    visit(page, folder_home)
    for route in [*ROUTES, f"#/figure/{figure}", f"#/document/{figure.split('/')[0]}"]:
        follow(page, route)
        assert page.run("return document.documentElement.scrollWidth") <= 390, route
    follow(page, f"#/figure/{figure}")
    box = page.run(
        "const box = document.querySelector('[data-sentence]').getBoundingClientRect(); return [box.top, box.bottom]"
    )
    assert box[0] < 844
    assert box[1] > 0


def test_english_and_back(page: Page, folder_home: str) -> None:
    visit(page, folder_home, METRIC)
    page.run("document.querySelector('.language').click()")
    page.wait("document.querySelector('h1')?.textContent === 'Maternal mortality ratio'")
    assert page.run("return document.documentElement.lang") == "en"
    visit(page, folder_home, METRIC)
    assert page.run("return document.querySelector('h1').textContent") == "Maternal mortality ratio"
    page.run("document.querySelector('.language').click()")
    page.wait("document.querySelector('h1')?.textContent === '孕产妇死亡率'")


def test_chinese_glyphs_are_drawn(page: Page, folder_home: str) -> None:
    """Each character has a shape of its own, which boxes for missing glyphs have not."""
    visit(page, folder_home)
    shapes = page.run(
        """
        const draw = (character, font) => {
          const canvas = Object.assign(document.createElement('canvas'), {width: 40, height: 40});
          const context = canvas.getContext('2d');
          context.font = `30px ${font}`;
          context.fillText(character, 4, 32);
          return canvas.toDataURL();
        };
        const fonts = ['body', 'h1'].map((css) => getComputedStyle(document.querySelector(css)).fontFamily);
        const characters = [...'卫生健康孕产妇死亡率', '\\u{10FFFE}'];
        return fonts.map((font) => characters.map((character) => draw(character, font)));
        """
    )
    for glyphs in shapes:
        assert len(set(glyphs)) == len(glyphs)


def test_superseded_figures_are_shown_in_their_own_text(page: Page, release: Path, tmp_path: Path) -> None:
    old = "(SELECT document_id FROM marts.fct_indicator ORDER BY document_id LIMIT 1)"
    ((address, sentence),) = query(
        release,
        "SELECT left(document_id, 12) || '/' || ordinal, sentence FROM marts.fct_indicator "
        f"WHERE document_id = {old} AND ordinal = 3",
    )
    marts = changed_release(
        release,
        tmp_path / "old.duckdb",
        f"CREATE TEMP TABLE old AS SELECT {old} AS document_id",
        "UPDATE marts.fct_indicator_vintage SET is_current = false, superseded_reason = 'changed' "
        "WHERE document_id IN (FROM old)",
        "UPDATE marts.document_outcome SET is_current_version = false WHERE document_id IN (FROM old)",
        "DELETE FROM marts.indicator_region_year WHERE indicator_key IN "
        "(SELECT indicator_key FROM marts.fct_indicator WHERE document_id IN (FROM old))",
        "DELETE FROM marts.fct_indicator WHERE document_id IN (FROM old)",
    )
    visit(page, built(marts, tmp_path / "portal"), f"#/figure/{address}")
    assert page.run("return document.querySelector('[data-sentence]').textContent") == sentence
    assert "版本" in page.run("return document.querySelector('.paper .notice').textContent")
    assert page.run("return document.querySelectorAll('.record .badge').length") >= 1
    assert page.problems == []


def test_measured_accuracy_stands_beside_the_figures(page: Page, release: Path, folder_home: str) -> None:
    measured = query(
        release,
        # A half rounds up on the page; printf alone would round it to even.
        "SELECT text_set_zh, printf('%.1f%%', round(score * 100, 1)) FROM marts.meta_accuracy "
        "WHERE field = 'strict' ORDER BY score",
    )
    assert measured
    visit(page, folder_home)
    statement = page.run("return document.querySelector('.statement').textContent")
    assert all(text in statement for text in ("抽取", *measured[0]))
    follow(page, "#/quality")
    sets = page.run("return [...document.querySelectorAll('.score-sets section')].map((each) => each.textContent)")
    assert len(sets) == len(measured)
    assert all(name in found and score in found for found, (name, score) in zip(sets, measured, strict=True))


def test_conflicts_and_revisions_show_both_sentences(page: Page, release: Path, folder_home: str) -> None:
    ((conflicts, revisions),) = query(
        release,
        "SELECT (SELECT count(*) FROM marts.indicator_conflict), (SELECT count(*) FROM marts.indicator_revision)",
    )
    visit(page, folder_home, "#/changes")
    assert page.run("return document.querySelectorAll('td details').length") == conflicts + revisions > 0
    page.run("document.querySelectorAll('td details').forEach((each) => { each.open = true; })")
    page.wait(f"document.querySelectorAll('td blockquote mark').length === {2 * (conflicts + revisions)}")


def test_without_the_library_tables_stand_in(page: Page, release: Path, tmp_path: Path) -> None:
    site = tmp_path / "portal"
    build_portal(release / "health_marts.duckdb", site, release_id="r", created_at="2026-01-01", files={}, library=None)
    visit(page, site.as_uri(), METRIC)
    assert page.run("return document.querySelector('details').open")
    assert page.run("return document.querySelectorAll('td .figure-link').length") > 10
    assert "图表库" in page.run("return document.querySelector('.notice').textContent")
    assert page.problems == []


RUN = "window.owned=1"
ACTIVE = "main img, main script, main iframe, main [onerror], main [onload], main [onfocus]"
HOSTILE = (
    f"</div></script><script>{RUN}</script><img src=http://127.0.0.1:9/img onerror={RUN}><svg onload={RUN}>"
    f"<iframe srcdoc='<script>parent.owned=1</script>'></iframe>\" autofocus onfocus={RUN} x=\" javascript:{RUN}"
)


HOSTILE_COLUMNS = {
    "dim_metric": ("metric_name_zh", "metric_name_en", "aliases_zh", "definition_zh", "unit"),
    "dim_region": ("region_name", "region_full_name"),
    "dim_bulletin": ("title",),
    "document_outcome": ("title", "publisher", "message", "source"),
    "fct_indicator": ("metric_text", "unit_printed", "unit_canonical", "rule"),
    "quarantine_indicator": ("reason",),
    "review_queue": ("reason_zh", "reasons_zh", "source"),
    "review_decision": ("reason", "reviewer", "correction"),
}


@pytest.fixture
def hostile_site(release: Path, tmp_path: Path) -> str:
    """The portal of a release in which every text of a bulletin is an attack."""
    statements = [
        f"UPDATE marts.{table} SET {', '.join(f'{column} = $1' for column in columns)}"
        for table, columns in HOSTILE_COLUMNS.items()
    ]
    statements.append("UPDATE marts.bulletin_text SET text = $1 || text")
    statements.append("UPDATE marts.document_outcome SET url = 'javascript:window.owned=1'")
    marts = changed_release(release, tmp_path / "hostile.duckdb", *statements, parameters=(HOSTILE,))
    return built(marts, tmp_path / "portal", release_id=HOSTILE)


def test_hostile_text_neither_runs_nor_asks_for_anything(page: Page, hostile_site: str, release: Path) -> None:
    ((figure,),) = query(release, "SELECT left(document_id, 12) || '/' || ordinal FROM marts.fct_indicator LIMIT 1")
    site = hostile_site
    visit(page, site)
    for route in [*ROUTES, f"#/figure/{figure}", f"#/document/{figure.split('/')[0]}", f"#/metrics?q={RUN}"]:
        follow(page, route)
        assert page.run(f"return document.querySelectorAll({json.dumps(ACTIVE)}).length") == 0
        links = page.run("return [...document.querySelectorAll('a')].map((link) => link.protocol)")
        assert "javascript:" not in links
    follow(page, f"#/figure/{figure}")
    assert HOSTILE[:20] in page.run("return document.querySelector('.record').textContent")
    assert page.run("return window.owned ?? null") is None
    assert [address for address in page.requests if not address.startswith((site, "about:", "data:"))] == []


def test_the_policy_stops_what_would_run_without_it(page: Page, hostile_site: str, tmp_path: Path) -> None:
    """The same text as markup: harmless under the site's policy, and shown to be harmful without."""
    markup = json.dumps(HOSTILE)
    pause = "await new Promise((done) => setTimeout(done, 300))"
    attack = f"document.body.innerHTML = {markup}; {pause}; return window.owned ?? 0"
    visit(page, hostile_site)
    assert page.run(attack) == 0
    open_page = tmp_path / "open.html"
    open_page.write_text("<!doctype html><body></body>", encoding="utf-8")
    page.open(open_page.as_uri())
    page.wait("document.readyState === 'complete' && location.protocol === 'file:'")
    assert page.run(attack) == 1
