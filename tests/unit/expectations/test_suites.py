"""The reviewed data: suite files and rule tables."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from expectations.frames.consistency import all_parts
from expectations.frames.indicators import catalogue_table, rule_table
from expectations.suites import SUITE_FOLDER, SUITE_NAMES, list_checks, read_suite


def test_every_suite_file_is_listed():
    assert {path.stem for path in SUITE_FOLDER.glob("*.json")} == set(SUITE_NAMES)
    assert {check.suite for check in list_checks()} == set(SUITE_NAMES)


def test_a_check_says_what_it_does_in_both_languages_and_why():
    for check in list_checks():
        assert re.fullmatch(r"[a-z0-9_]+", check.name)
        for text in (check.description_en, check.why, check.evidence, check.reason_en):
            assert text.isprintable()
            assert len(text) > 10
        assert re.search("[一-鿿]", check.description_zh)
        assert re.search("[一-鿿]", check.reason_zh)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", check.since)


def test_both_languages_of_a_reason_tell_the_same_values():
    for check in list_checks():
        fields_en, fields_zh = (
            {re.sub(r"_(en|zh)$", "", field) for field in re.findall(r"\{(\w+)", text)}
            for text in (check.reason_en, check.reason_zh)
        )
        assert fields_zh <= fields_en | {"source", "ordinal"} or fields_en <= fields_zh, check.name


def test_only_structural_checks_block():
    assert {check.name for check in list_checks() if check.blocking} == {
        "indicator_key_present",
        "indicator_key_unique",
        "offset_gives_numeral",
        "extraction_not_broken",
        "volume_not_collapsed",
        "null_rates_not_collapsed",
    }
    assert all(check.severity == "error" for check in list_checks() if check.blocking)


def test_listing_the_checks_needs_no_great_expectations():
    script = (
        "import sys; from expectations.runner import list_checks; assert list_checks(); "
        "sys.exit('great_expectations' in sys.modules or 'dagster' in sys.modules)"
    )
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [({"severity": "fatal"}, "severity"), ({"description_zh": None, "colour": "red"}, "malformed")],
)
def test_a_malformed_suite_is_named(tmp_path: Path, change: dict, message: str):
    suite = json.loads((SUITE_FOLDER / "facts.json").read_text(encoding="utf-8"))
    suite["expectations"][0]["meta"].update(change)
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(suite), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"facts\.json.*{message}"):
        read_suite(path)


def test_part_of_names_metrics_of_the_catalogue_once():
    codes = set(catalogue_table("metrics")["metric_code"])
    parts = rule_table("part_of")
    assert set(parts["part_code"]) | set(parts["total_code"]) <= codes
    assert parts.select("part_code", "total_code").is_duplicated().sum() == 0
    assert set(parts["holds"]) == {"always", "usually"}
    # Parts that exclude each other must be certain, and a split of one part says nothing.
    splits = parts.drop_nulls("split")
    assert set(splits["holds"]) == {"always"}
    assert splits.group_by("total_code", "split").len()["len"].min() >= 2


def test_nothing_is_part_of_itself_and_chains_are_followed():
    parts = {(part, total): holds for part, total, holds in all_parts().iter_rows()}
    assert not [part for part, total in parts if part == total]
    assert parts["TERTIARY_A_HOSPITAL_COUNT", "HEALTH_INSTITUTION_COUNT"] == "always"
    assert parts["VILLAGE_CLINIC_COUNT", "HEALTH_INSTITUTION_COUNT"] == "usually"


def test_parts_and_wholes_are_measured_alike():
    units = dict(catalogue_table("units").select("unit", "dimension").iter_rows())
    metrics = catalogue_table("metrics").select("metric_code", "unit")
    dimension = {code: units[unit] for code, unit in metrics.iter_rows()}
    for part, total, _ in all_parts().iter_rows():
        kinds = {dimension[part], dimension[total]}
        # people, cases and visits are set beside each other by the metrics' own definitions
        assert len(kinds) == 1 or all(kind.startswith("count_") for kind in kinds), (part, total)


def test_share_sets_split_something():
    sets = rule_table("share_sets")
    assert sets.group_by("share_set").len()["len"].min() >= 2
    assert set(sets["metric_code"].drop_nulls()) <= set(catalogue_table("metrics")["metric_code"])
    assert sets.filter(sets["metric_code"].is_null() & sets["pattern"].is_null()).is_empty()
    assert set(sets["scope"]) == {"bulletin", "sentence"}
    for pattern in sets["pattern"].drop_nulls():
        re.compile(pattern)


def test_unit_bounds_widen_and_never_narrow():
    bounds = rule_table("unit_bounds")
    default = {
        unit: (low, high)
        for unit, wording, low, high in bounds.select("unit", "wording", "lowest", "highest").iter_rows()
        if wording is None
    }
    assert default == {"%": (0, 100), "‰": (0, 1000), "/10万": (0, 100_000), "/万": (0, 10_000)}
    assert set(bounds["unit"]) <= set(default)
    assert bounds.filter(bounds["lowest"] >= bounds["highest"]).is_empty()
