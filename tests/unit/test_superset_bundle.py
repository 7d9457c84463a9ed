"""The Superset bundle is what the models and the chart definitions make of it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
import yaml

SUPERSET = Path(__file__).parents[2] / "bi" / "superset"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_bundle", SUPERSET / "make_bundle.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_bundle_is_up_to_date(maker: ModuleType) -> None:
    """If not: python bi/superset/make_bundle.py."""
    made = dict(maker.files())
    there = {
        path.relative_to(maker.BUNDLE).as_posix(): yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in maker.BUNDLE.rglob("*.yaml")
    }
    assert there == made


def test_no_metric_sums_without_asking_for_the_aggregation(maker: ModuleType) -> None:
    for name, dataset in maker.DATASETS.items():
        for metric in dataset["metrics"]:
            expression = metric["expression"]
            if "SUM(" in expression:
                assert "MAX(aggregation) = 'sum' THEN SUM(" in expression, name


def test_every_column_and_metric_that_a_chart_uses_is_in_its_dataset(maker: ModuleType) -> None:
    made = dict(maker.files())
    for chart in maker.CHARTS:
        dataset = made[f"datasets/{maker.DATABASE}/{chart['dataset']}.yaml"]
        columns = {column["column_name"] for column in dataset["columns"]}
        used = {*chart.get("columns", ()), *chart.get("raw", ()), *(given["subject"] for given in chart["filters"])}
        assert used | ({chart.get("time") or chart.get("x")} - {None}) <= columns
        assert set(chart.get("metrics", ())) <= {metric["metric_name"] for metric in dataset["metrics"]}


def test_every_chart_is_on_the_dashboard_once(maker: ModuleType) -> None:
    position = dict(maker.files())["dashboards/bulletin_indicators.yaml"]["position"]
    placed = [
        part["meta"]["uuid"] for part in position.values() if isinstance(part, dict) and part.get("type") == "CHART"
    ]
    assert sorted(placed) == sorted(maker.identity("chart", chart["name"]) for chart in maker.CHARTS)
