"""What the sources of the site may not do, and what must fit together in them."""

import csv
import json
import re
from pathlib import Path

import pytest

from portal.build import SITE

PAGE = (SITE / "index.html").read_text(encoding="utf-8")
SCRIPTS = sorted((SITE / "js").rglob("*.js"))
ROOT = SITE.parents[1]


KEYS_FROM_DATA = {"higher_better", "neutral"}  # directions of metrics
KEYS_FROM_DATA |= {"no_indicator", "unreadable", "failed", "pending"}  # outcomes of documents
KEYS_FROM_DATA |= {"f_duckdb", "f_sqlite", "f_parquet", "f_csv"}  # kinds of files


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_can_turn_text_into_markup_or_code(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|srcdoc", source)


def test_the_page_loads_every_script_and_style_and_no_other() -> None:
    loaded = set(re.findall(r'(?:src|href)="((?:js|css)/[^"]+)"', PAGE))
    there = {path.relative_to(SITE).as_posix() for kind in ("js", "css") for path in (SITE / kind).rglob("*.*")}
    assert loaded == there


def test_the_page_names_no_address_outside() -> None:
    sources = [PAGE, *(path.read_text(encoding="utf-8") for path in SCRIPTS + sorted((SITE / "css").glob("*.css")))]
    found = {
        address for source in sources for address in re.findall(r"(?:https?:)?//[a-z][\w.-]+\.\w+[^\"'\s)]*", source)
    }
    assert found <= {"http://www.w3.org/2000/svg"}


def test_the_policy_lets_nothing_in_but_the_sites_own_files() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', PAGE)
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert set(rules["script-src"].split()) == {"'self'", "file:"}
    assert "'unsafe-inline'" not in rules["style-src"].split()
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|<style", PAGE)


def test_texts_are_there_in_both_languages_and_all_used_keys_exist() -> None:
    source = (SITE / "js" / "text.js").read_text(encoding="utf-8")
    table = source[source.index("const TEXT = {") : source.index("\n  };")]
    texts = dict(re.findall(r'^    (\w+): \[\s*("(?:[^"\\]|\\.)*",\s*"(?:[^"\\]|\\.)*"),?\s*\]', table, re.MULTILINE))
    assert len(texts) == len(re.findall(r"^    \w+: \[", table, re.MULTILINE))
    assert [key for key, pair in texts.items() if not json.loads(f"[{pair}]")[1]] == []
    others = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS if path.name != "text.js")
    assert set(re.findall(r"\bt\(\"(\w+)\"", others)) - texts.keys() == set()
    assert texts.keys() - set(re.findall(r"\"(\w+)\"", others)) == KEYS_FROM_DATA


def test_there_is_one_tile_per_province() -> None:
    source = (SITE / "js" / "tilemap.js").read_text(encoding="utf-8")
    tiles = re.findall(r'(\d\d): \["([^"]+)", (\d), (\d)\]', source)
    with (ROOT / "extract" / "catalogue" / "regions.csv").open(encoding="utf-8") as file:
        provinces = {
            row["region_code"][:2]: row["short_name"] for row in csv.DictReader(file) if row["level"] == "province"
        }
    assert {code: name for code, name, _, _ in tiles} == provinces
    assert len({(column, row) for _, _, column, row in tiles}) == len(tiles)


def test_packages_are_pinned_and_checked_by_hash_alone() -> None:
    lock = json.loads((ROOT / "portal" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((ROOT / "portal" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(entry["integrity"].startswith("sha512-") for name, entry in lock.items() if name)
    assert not any("resolved" in entry for entry in lock.values())
