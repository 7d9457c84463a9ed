"""How large a portal is and how soon it shows: `python -m benchmarks.portal_in_browser RELEASE [--metric CODE]`.

A fresh Chromium opens the site from its folder. `first chart` is the time from the start of the navigation to the
first path of a chart that is drawn, `a figure` from the click to the sentence on the page. `adding 10 million numbers`
in the same page is the measure to compare machines by.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.report import show
from tests.browser import Page, browser

_WATCH = """
new MutationObserver((_, observer) => {
  if (document.querySelector('.chart svg path')) { window.firstChart = performance.now(); observer.disconnect(); }
}).observe(document, {childList: true, subtree: true});
"""
_FIGURE = """
const began = performance.now();
document.querySelector('td .figure-link').click();
while (!document.querySelector('[data-sentence]')) await new Promise((done) => setTimeout(done, 1));
return performance.now() - began;
"""
_LOOP = """
const began = performance.now();
let sum = 0;
for (let i = 0; i < 1e7; i++) sum += i;
return performance.now() - began;
"""


def measure(site: Path, metric: str) -> dict[str, float]:
    """Open the site once in a fresh browser and return milliseconds by what was waited for."""
    with (
        tempfile.TemporaryDirectory(prefix="portal", ignore_cleanup_errors=True) as profile,
        browser(Path(profile)) as page,
    ):
        return _measure(page, f"{site.as_uri()}/index.html#/metric/{metric}")


def _measure(page: Page, address: str) -> dict[str, float]:
    page.size(1280, 900)
    page.call("Page.addScriptToEvaluateOnNewDocument", source=_WATCH)
    page.open(address)
    first = page.wait("window.firstChart")
    return {"first chart": first, "a figure": page.run(_FIGURE), "adding 10 million numbers": page.run(_LOOP)}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.portal_in_browser", description=__doc__)
    parser.add_argument("release", type=Path, help="folder of a release, as .warehouse/release")
    parser.add_argument("--metric", default="MATERNAL_MORTALITY_RATIO", help="code of the metric to open")
    parser.add_argument("--times", type=int, default=5, help="fresh browsers to open it in")
    options = parser.parse_args(arguments)
    site = options.release.resolve() / "portal"
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    rows = json.loads((site.parent / "release.json").read_text(encoding="utf-8"))["tables"]
    print(f"{sum(sizes) / 1e6:.2f} MB in {len(sizes)} files, for {rows['fct_indicator']:,} figures")
    found = [measure(site, options.metric) for _ in range(options.times)]
    show(
        f"{options.metric}, {options.times} fresh browsers",
        ["milliseconds", "median", "slowest"],
        [
            [name, f"{median(one[name] for one in found):.0f}", f"{max(one[name] for one in found):.0f}"]
            for name in found[0]
        ],
    )


if __name__ == "__main__":
    main()
