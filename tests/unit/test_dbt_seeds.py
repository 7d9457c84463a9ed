"""Seeds against the catalogue that they belong to."""

import csv
import re
from itertools import pairwise
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "dbt_project"
CATALOGUE = Path(__file__).parents[2] / "extract" / "catalogue"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


METRICS = table(CATALOGUE / "metrics.csv")
UNITS = table(CATALOGUE / "units.csv")


def test_each_unit_that_converts_has_a_known_conversion() -> None:
    known = (PROJECT / "tests/singular/assert_known_conversions.sql").read_text(encoding="utf-8")
    converting = [unit for unit in UNITS if unit["dimension"] != "multiplier" and float(unit["factor"]) != 1]
    missing = [
        unit["unit"]
        for unit in converting
        if not any(f"'{form}'" in known for form in [unit["unit"], *unit["surface_forms"].split("|")])
    ]
    assert converting
    assert not missing


def test_seeds_cover_the_catalogue() -> None:
    labels = {(row["code_set"], row["code"]) for row in table(PROJECT / "seeds/code_labels.csv")}
    assert {("category", metric["category"]) for metric in METRICS} <= labels
    assert {metric["value_type"] for metric in METRICS} <= {
        row["value_type"] for row in table(PROJECT / "seeds/value_types.csv")
    }
    assert {row["metric_code"] for row in table(PROJECT / "seeds/metric_aggregations.csv")} <= {
        metric["metric_code"] for metric in METRICS
    }


def test_equivalent_units_are_base_units() -> None:
    bases = {unit["base_unit"] for unit in UNITS}
    pairs = table(PROJECT / "seeds/equivalent_units.csv")
    assert {row["unit"] for row in pairs} | {row["metric_unit"] for row in pairs} <= bases


def test_amounts_per_head_are_not_summed() -> None:
    """A count or an amount of money adds up over regions, unless its name says that it is an average."""
    averages = {row["metric_code"] for row in table(PROJECT / "seeds/metric_aggregations.csv")}
    summed = {row["value_type"] for row in table(PROJECT / "seeds/value_types.csv") if row["aggregation"] == "sum"}
    names = {metric["metric_code"]: metric["name_zh"] for metric in METRICS if metric["value_type"] in summed}
    assert {code for code, name in names.items() if re.search(r"人均|次均|日均|平均|^百元", name)} == averages


def test_five_year_plans_follow_each_other() -> None:
    plans = [(int(plan["first_year"]), int(plan["last_year"])) for plan in table(PROJECT / "seeds/five_year_plans.csv")]
    assert all(last - first == 4 for first, last in plans)
    assert all(later[0] == earlier[1] + 1 for earlier, later in pairwise(plans))
