"""The page in a real browser, where one is installed: what clicking, typing and filtering do, and what does not run."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.page_parts import batch, document, mention, page_of

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")

TEXT = document("甲率90%,乙率80%,力争丙率70%,死亡xx人。\n" * 3 + "完𠮷60")
AT = TEXT.text.index("𠮷")
PAGE = page_of(
    batch(
        [TEXT],
        [
            mention(TEXT, 0, "90", metric_text="甲率", metric_code="LIFE_EXPECTANCY", rule="metric=before@0:2"),
            mention(TEXT, 1, "80", metric_text="乙率", confidence=0.5),
            mention(TEXT, 2, "70", metric_text="丙率", kind="target"),
            mention(TEXT, 3, "60", metric_text="丁数", domain="other", rule=f"metric=left@{AT}:{AT + 1}"),
        ],
    )
)


def dom(tmp_path: Path, address: str) -> str:
    """The document as the browser has it once scripts, frames and timers have had three seconds of its clock."""
    assert BROWSER is not None
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    flags += "--disable-component-update --disable-sync --window-size=1200,800 --virtual-time-budget=3000 --dump-dom"
    command = [BROWSER, *flags.split(), f"--user-data-dir={tmp_path / 'profile'}", address]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def result_of(tmp_path: Path, page: str, steps: str, fragment: str = "") -> dict[str, Any]:
    """Run `steps` (the body of an async function that returns something) in the page; its policy allows them alone."""
    script = (
        "(async () => { const frame = () => new Promise((done) => setTimeout(done, 100));"
        "const $ = (css) => document.querySelector(css);"
        "const all = (css) => [...document.querySelectorAll(css)];"
        "const key = (key) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));"
        "const set = async (element, change) => {"
        "change(element); element.dispatchEvent(new Event('input', {bubbles: true})); await frame(); };"
        "const shown = () => all('.record').filter((r) => !r.hidden).map((r) => r.id).join(' ');"
        f"const steps = async () => {{ {steps} }};"
        "const out = await steps().catch((error) => ({error: String(error)}));"
        "document.documentElement.setAttribute('data-result', JSON.stringify(out)); })();"
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = page.replace("script-src ", f"script-src &#39;sha256-{digest}&#39; ", 1)
    path = tmp_path / "page.html"
    path.write_text(page.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8", newline="")
    found = re.search(r'data-result="([^"]*)"', dom(tmp_path, path.as_uri() + fragment))
    assert found, "the steps did not run"
    return json.loads(html.unescape(found[1]))


def test_figure_and_record_lead_to_each_other_by_mouse_and_by_keyboard(tmp_path):
    result = result_of(
        tmp_path,
        PAGE,
        """
        const picked = () => all('.picked').map((element) => element.id).join(' ');
        const out = {};
        $('#d0m1').click(); out.byMark = picked();
        out.opened = getComputedStyle($('#d0r1 .origins')).display;
        $('#d0r0 .metric').click(); out.byRecord = picked();
        out.lit = all('.from-metric').map((element) => element.textContent).join('|');
        $('#d0r3 .metric').click();
        out.litBeyondBmp = all('.from-metric').map((element) => element.textContent).join('|');
        $('#d0m0').focus(); key('ArrowRight'); key('ArrowRight'); out.arrow = document.activeElement.id;
        document.activeElement.click(); out.enterOnMark = document.activeElement.id + ': ' + picked();
        key('ArrowUp'); key('Enter'); out.enterOnRecord = document.activeElement.id + ': ' + picked();
        key('End'); out.end = document.activeElement.id;
        out.tabStops = all('.mark, .record').filter((element) => element.tabIndex === 0).length;
        $('.next-masked').click(); out.masked = all('.masked.picked').length;
        return out;
        """,
    )
    assert result == {
        "byMark": "d0m1 d0r1",
        "opened": "flex",
        "byRecord": "d0m0 d0r0",
        "lit": "甲率",
        "litBeyondBmp": "𠮷",
        "arrow": "d0m2",
        "enterOnMark": "d0r2: d0m2 d0r2",
        "enterOnRecord": "d0m1: d0m1 d0r1",
        "end": "d0m3",
        "tabStops": 2,
        "masked": 1,
    }


def test_a_link_to_a_record_opens_it_and_scrolls_both_sides(tmp_path):
    lines = document("".join(f"第一项指标为{number}%。\n" for number in range(1000, 1400)), "长.txt")
    mentions = [mention(lines, i, str(1000 + i)) for i in range(400)]
    result = result_of(
        tmp_path,
        page_of(batch([TEXT], []), batch([lines], mentions)),
        """
        await frame();
        const inside = (css, pane) => {
          const [a, b] = [$(css).getBoundingClientRect(), $(pane).getBoundingClientRect()];
          return a.top >= b.top && a.bottom <= b.bottom;
        };
        return {
          document: all('.document').filter((each) => each.getClientRects().length).map((each) => each.id).join(' '),
          chosen: $('.chooser select').selectedIndex,
          picked: all('.picked').map((element) => element.id).join(' '),
          mark: inside('#d1m300', '#d1 .text'),
          record: inside('#d1r300', '#d1 .records'),
        };
        """,
        "#d1r300",
    )
    assert result == {"document": "d1", "chosen": 1, "picked": "d1m300 d1r300", "mark": True, "record": True}


def test_filters(tmp_path):
    result = result_of(
        tmp_path,
        PAGE,
        """
        const out = {};
        const form = $('.filters form');
        const box = (value) => $(`input[value="${value}"]`);
        const reset = async () => { form.reset(); await frame(); };
        out.all = shown();
        await set(box('coded'), (e) => { e.checked = false; }); out.notCoded = shown();
        out.off = all('.mark.off').map((element) => element.id).join(' ');
        await reset(); out.reset = shown();
        await set(box('target'), (e) => { e.checked = false; }); out.actual = shown(); await reset();
        await set(form.elements.metric, (e) => { e.value = ' life_ '; }); out.code = shown(); await reset();
        await set(form.elements.metric, (e) => { e.value = '乙'; }); out.name = shown(); await reset();
        await set(form.elements.confidence, (e) => { e.value = '0.8'; }); out.sure = shown(); await reset();
        await set(form.elements.doubtful, (e) => { e.checked = true; }); out.doubtful = shown();
        out.count = $('.shown').textContent;
        $('#d0m0').click(); out.offIsNoLink = all('.picked').length;
        await set(form.elements.metric, (e) => { e.value = '没有'; }); out.none = shown();
        out.told = !$('.none').hidden;
        return out;
        """,
    )
    assert result == {
        "all": "d0r0 d0r1 d0r2 d0r3",
        "notCoded": "d0r1 d0r2 d0r3",
        "off": "d0m0",
        "reset": "d0r0 d0r1 d0r2 d0r3",
        "actual": "d0r0 d0r1 d0r3",
        "code": "d0r0",
        "name": "d0r1",
        "sure": "d0r0 d0r2 d0r3",
        "doubtful": "d0r1",
        "count": "1 / 4",
        "offIsNoLink": 0,
        "none": "",
        "told": True,
    }


def test_hostile_text_neither_runs_nor_sends_anything(tmp_path):
    """Served from a machine that the text also names in every way that would make a browser fetch."""
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    site = f"http://127.0.0.1:{server.server_port}"
    run = "document.title='owned'"
    bad = (
        f"</div></section></script><script>{run}</script><img src={site}/img onerror={run}>"
        f"<script src={site}/js></script><link rel=stylesheet href={site}/css><iframe src={site}/frame></iframe>"
        f"\" style='background:url({site}/bg)' autofocus onfocus={run} ' onclick={run} x='><svg onload={run}>"
    )
    source = document(f"{bad} 90%", source=bad, title=bad, publisher=bad, url=f"{site}/page", message=bad)
    page = page_of(batch([source], [mention(source, 0, "90", metric_text=bad, unit=bad, rule=f"metric={bad}")]))
    server_thread = threading.Thread(target=server.serve_forever, daemon=True)
    server_thread.start()
    try:
        shown = dom(tmp_path, f"{site}/the-page")
        assert asked == ["/the-page"]
        # The same text unescaped does run and fetch: this test can fail.
        page = f"<!doctype html><title>safe</title><body>{bad}"
        unescaped = dom(tmp_path, f"{site}/unescaped")
    finally:
        server.shutdown()
        server.server_close()
        server_thread.join()
    assert "<title>owned" not in shown
    assert 'class="js"' in shown
    assert "<title>owned" in unescaped
    assert {"/img", "/js", "/css"} <= set(asked)
