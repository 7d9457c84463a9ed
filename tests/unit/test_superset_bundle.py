"""The Superset bundle is what the models and the chart definitions make of it."""

import yaml

from bi.superset import make_bundle


def test_the_bundle_is_up_to_date() -> None:
    """If not: python bi/superset/make_bundle.py."""
    made = dict(make_bundle.files())
    there = {
        path.relative_to(make_bundle.BUNDLE).as_posix(): yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in make_bundle.BUNDLE.rglob("*.yaml")
    }
    assert there == made


def test_no_metric_sums_without_asking_for_the_aggregation() -> None:
    for name, dataset in make_bundle.DATASETS.items():
        for metric in dataset["metrics"]:
            expression = metric["expression"]
            if "SUM(" in expression:
                assert "MAX(aggregation) = 'sum' THEN SUM(" in expression, name


def test_every_column_and_metric_that_a_chart_uses_is_in_its_dataset() -> None:
    made = dict(make_bundle.files())
    for chart in make_bundle.CHARTS:
        dataset = made[f"datasets/{make_bundle.DATABASE}/{chart['dataset']}.yaml"]
        columns = {column["column_name"] for column in dataset["columns"]}
        used = {*chart.get("columns", ()), *chart.get("raw", ()), *(given["subject"] for given in chart["filters"])}
        assert used | ({chart.get("time") or chart.get("x")} - {None}) <= columns
        assert set(chart.get("metrics", ())) <= {metric["metric_name"] for metric in dataset["metrics"]}


def test_every_chart_is_on_the_dashboard_once() -> None:
    position = dict(make_bundle.files())["dashboards/bulletin_indicators.yaml"]["position"]
    placed = [
        part["meta"]["uuid"] for part in position.values() if isinstance(part, dict) and part.get("type") == "CHART"
    ]
    assert sorted(placed) == sorted(make_bundle.identity("chart", chart["name"]) for chart in make_bundle.CHARTS)
