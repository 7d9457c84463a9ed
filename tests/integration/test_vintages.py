"""A bulletin that is revised under the same file name, from the landing folder to what readers see of each day."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.settings import REPOSITORY
from orchestration.warehouse.database import connected
from orchestration.warehouse.extractor import Extractor
from orchestration.warehouse.load import load

SAMPLES = REPOSITORY / "samples" / "landing" / "guangdong"
FIRST = SAMPLES / "440113_panyu_2022_summary.txt"
CORRECTED = SAMPLES / "440113_panyu_2022_summary_revised.txt"
NAME = "panyu_2022_summary.txt"
REVISED = "metric_code IN ('HEALTH_INSTITUTION_COUNT', 'HEALTH_LITERACY_RATE', 'OUTPATIENT_EMERGENCY_COUNT')"
PANYU_2022 = "region_code = '440113' AND year = 2022 AND kind = 'actual'"


def put(landing: Path, bulletin: Path, *changes: tuple[str, str]) -> None:
    """Land a sample and its sidecar under one name, its text changed where asked."""
    text = bulletin.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    landing.mkdir(exist_ok=True)
    (landing / NAME).write_text(text, encoding="utf-8")
    shutil.copy(bulletin.with_suffix(".meta.json"), (landing / NAME).with_suffix(".meta.json"))


def run(home: Path, landing: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "orchestration.run"],
        cwd=REPOSITORY,
        env=os.environ | {"WAREHOUSE_HOME": str(home), "LANDING": str(landing)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def read(home: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(duckdb.connect(str(home / "release" / "health_marts.duckdb"), read_only=True)) as connection:
        return connection.execute(query).fetchall()


def best_values(home: Path) -> list[tuple[Any, ...]]:
    return read(
        home,
        """
        SELECT region_key, metric_key, year_key, kind, value, comparator, source_sentence
        FROM marts.indicator_region_year WHERE NOT is_derived ORDER BY ALL
        """,
    )


def as_known_on(home: Path, day: dt.date, condition: str = "true") -> list[tuple[Any, ...]]:
    return read(
        home,
        f"""
        SELECT region_key, metric_key, year_key, kind, value, comparator, source_sentence
        FROM marts.indicator_vintage
        WHERE known_from <= DATE '{day}' AND (known_to IS NULL OR DATE '{day}' < known_to) AND {condition}
        ORDER BY ALL
        """,
    )


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The warehouse after the first landing, and after the text under that name changed twice.

    The second text carries a later date than the first. The third changes a figure of the second and nothing else.
    """
    folder = tmp_path_factory.mktemp("vintages")
    before, after, landing = folder / "before", folder / "after", folder / "landing"
    put(landing, FIRST)
    run(before, landing)
    shutil.copytree(before, after, symlinks=True)
    put(landing, CORRECTED)
    with connected(after / "warehouse.duckdb") as connection:
        assert load(connection, landing, Extractor.installed()).versions_new == 1
    put(landing, CORRECTED, ("医疗机构787间", "医疗机构790间"))
    run(after, landing)
    return before, after


def test_what_was_known_before_a_revision_is_what_was_published_then(homes: tuple[Path, Path]) -> None:
    before, after = homes
    assert best_values(before)
    assert as_known_on(after, dt.date(2023, 1, 13)) == best_values(before)
    assert as_known_on(after, dt.date(2023, 3, 19)) == best_values(before)
    assert as_known_on(after, dt.date(2023, 1, 12)) == []


def test_what_is_known_now_is_the_best_value(homes: tuple[Path, Path]) -> None:
    _, after = homes
    assert as_known_on(after, dt.date(2199, 1, 1)) == best_values(after) != best_values(homes[0])


def test_a_revision_has_both_values_and_both_sentences(homes: tuple[Path, Path]) -> None:
    _, after = homes
    found = read(
        after,
        f"""
        SELECT metric_code, revision_number, old_value, new_value, revision_type, old_version_number,
            new_version_number, contains(old_sentence, old_text), contains(new_sentence, new_text),
            CASE WHEN known_on < DATE '2024-01-01' THEN known_on END
        FROM (
            SELECT revision.*, old_fact.value_text AS old_text, new_fact.value_text AS new_text
            FROM marts.indicator_revision AS revision
            JOIN marts.fct_indicator_vintage AS old_fact ON old_fact.indicator_key = old_indicator_key
            JOIN marts.fct_indicator_vintage AS new_fact ON new_fact.indicator_key = new_indicator_key
        )
        WHERE {REVISED} AND {PANYU_2022} ORDER BY ALL
        """,
    )
    dated = dt.date(2023, 3, 20)
    assert found == [
        ("HEALTH_INSTITUTION_COUNT", 1, 778.0, 787.0, "new_version", 1, 2, True, True, dated),
        # changed in place under the same date: known only since the change was seen
        ("HEALTH_INSTITUTION_COUNT", 2, 787.0, 790.0, "new_version", 2, 3, True, True, None),
        ("HEALTH_LITERACY_RATE", 1, 32.8, 38.2, "new_version", 1, 2, True, True, dated),
        ("OUTPATIENT_EMERGENCY_COUNT", 1, 12316500.0, 12136500.0, "new_version", 1, 2, True, True, dated),
    ]


def test_every_version_stays_readable_with_its_offsets(homes: tuple[Path, Path]) -> None:
    _, after = homes
    versions = read(
        after,
        "SELECT DISTINCT version_number, is_current FROM marts.fct_indicator_vintage ORDER BY 1",
    )
    assert versions == [(1, False), (2, False), (3, True)]
    current = read(after, "SELECT count(*) FROM marts.fct_indicator")
    assert current == read(after, "SELECT count(*) FROM marts.fct_indicator_vintage WHERE is_current")
