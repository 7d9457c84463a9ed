"""Writes the Superset bundle: `python bi/superset/make_bundle.py`.

Columns and their descriptions come from the dbt models, so that nothing is described twice; here stand only the
metrics, charts and the dashboard. Metrics follow dim_metric.aggregation: what may not be summed over regions never is.
"""

import re
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "dbt_project" / "models"
BUNDLE = Path(__file__).with_name("bundle")
NAMESPACE = uuid.UUID("6f1c2d1e-6a0b-4f0a-9b55-5a5d3f2c7e10")
DATABASE, SCHEMA = "health_marts", "marts"
PATH_MARK = "/srv/health/release/health_marts.duckdb"
SUPERSET_TYPES = {
    "string": "VARCHAR",
    "bigint": "BIGINT",
    "integer": "INTEGER",
    "double": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
}

AGGREGATED = """
CASE
  WHEN COUNT(*) = 1 THEN MAX({value})
  WHEN COUNT(DISTINCT metric_key) > 1 THEN NULL
  WHEN MAX(aggregation) = 'sum' THEN SUM({value})
  WHEN MAX(aggregation) = 'average' THEN AVG({value})
END
""".strip()
RECORDS = {
    "metric_name": "record_count",
    "verbose_name": "记录数 Records",
    "expression": "COUNT(*)",
    "description": "Rows. 中文：行数。",
    "d3format": ",d",
}


def by_aggregation(value: str) -> dict[str, str]:
    return {
        "metric_name": "value_by_aggregation",
        "verbose_name": "数值 Value",
        "expression": AGGREGATED.format(value=value),
        "description": (
            "The one value, or many of one metric put together as dim_metric.aggregation allows; nothing for several "
            "metrics or where they may not be put together. "
            "中文：单一数值；同一指标的多个数值按汇总方式求和或平均，不可汇总或多个指标时为空。"
        ),
        "d3format": ",.2~f",
    }


DATASETS: dict[str, dict[str, Any]] = {
    "indicator_region_year": {"time": "year_start", "metrics": [by_aggregation("value"), RECORDS]},
    "fct_indicator_wide": {"time": "year_start", "metrics": [by_aggregation("value_canonical"), RECORDS]},
    "target_attainment": {"time": None, "metrics": [RECORDS]},
}

MMR = "MATERNAL_MORTALITY_RATIO"


def equals(column: str, value: str) -> dict[str, Any]:
    return {
        "expressionType": "SIMPLE",
        "clause": "WHERE",
        "subject": column,
        "operator": "==",
        "comparator": value,
        "filterOptionName": f"filter_{column}",
    }


CHARTS: list[dict[str, Any]] = [
    {
        "name": "孕产妇死亡率趋势 Maternal mortality by region",
        "dataset": "indicator_region_year",
        "type": "echarts_timeseries_line",
        "columns": ["region_name"],
        "metrics": ["value_by_aggregation"],
        "filters": [equals("metric_code", MMR), equals("kind", "actual")],
        "time": "year_start",
        "extra": {"markerEnabled": True, "x_axis_time_format": "%Y", "rich_tooltip": True, "show_legend": True},
    },
    {
        "name": "各指标数值条数 Values per category",
        "dataset": "indicator_region_year",
        "type": "echarts_timeseries_bar",
        "x": "category_zh",
        "columns": [],
        "metrics": ["record_count"],
        "filters": [],
        "extra": {"orientation": "horizontal", "show_legend": False},
    },
    {
        "name": "目标完成情况 Targets reached, missed, open",
        "dataset": "target_attainment",
        "type": "pie",
        "columns": ["attainment_status_zh"],
        "metrics": ["record_count"],
        "filters": [],
        "extra": {"donut": True, "show_legend": True, "label_type": "key_value"},
    },
    {
        "name": "首选数值与出处 Best values and their sentences",
        "dataset": "indicator_region_year",
        "type": "table",
        "raw": [
            "region_name",
            "metric_name_zh",
            "year",
            "kind_zh",
            "value",
            "unit",
            "source_sentence",
            "bulletin_title",
        ],
        "filters": [],
        "extra": {"server_pagination": True, "table_timestamp_format": "%Y-%m-%d"},
    },
    {
        "name": "通过检查的数字 Figures that passed the checks",
        "dataset": "fct_indicator_wide",
        "type": "big_number_total",
        "columns": [],
        "metrics": ["record_count"],
        "filters": [equals("check_status", "accepted")],
        "extra": {"subheader": "条 figures", "header_font_size": 0.4, "subheader_font_size": 0.15},
    },
]
DASHBOARD = "卫生健康公报指标 Bulletin indicators"
ROW_WIDTHS = {0: [8, 4], 1: [6, 6], 2: [12]}
ROWS = [[0, 4], [1, 2], [3]]


def identity(*parts: str) -> str:
    """An id that stays the same, so that importing again replaces and never doubles."""
    return str(uuid.uuid5(NAMESPACE, "/".join(parts)))


def files() -> Iterator[tuple[str, dict[str, Any]]]:
    """Path within the bundle and content of every file."""
    yield "metadata.yaml", {"version": "1.0.0", "type": "Dashboard", "timestamp": "2026-01-01T00:00:00+00:00"}
    yield (
        f"databases/{DATABASE}.yaml",
        {
            "database_name": DATABASE,
            "sqlalchemy_uri": f"duckdb:///{PATH_MARK}",
            "cache_timeout": None,
            "expose_in_sqllab": True,
            "allow_run_async": False,
            "allow_ctas": False,
            "allow_cvas": False,
            "allow_dml": False,
            "allow_file_upload": False,
            # A pool would keep a replaced release open; a new connection reads the new one.
            "extra": {"engine_params": {"connect_args": {"read_only": True}}, "allows_virtual_table_explore": True},
            "uuid": identity("database"),
            "version": "1.0.0",
        },
    )
    for name, dataset in DATASETS.items():
        yield f"datasets/{DATABASE}/{name}.yaml", _dataset(name, dataset)
    for number, chart in enumerate(CHARTS):
        yield f"charts/{number + 1}_{chart['type']}.yaml", _chart(chart)
    yield "dashboards/bulletin_indicators.yaml", _dashboard()


def _dataset(name: str, dataset: dict[str, Any]) -> dict[str, Any]:
    model = yaml.safe_load((MODELS / "marts" / f"{name}.yml").read_text(encoding="utf-8"))["models"][0]
    return {
        "table_name": name,
        "main_dttm_col": dataset["time"],
        "description": " ".join(model["description"].split()),
        "default_endpoint": None,
        "offset": 0,
        "cache_timeout": None,
        "schema": SCHEMA,
        "sql": None,
        "params": None,
        "template_params": None,
        "filter_select_enabled": True,
        "fetch_values_predicate": None,
        "extra": None,
        "uuid": identity("dataset", name),
        "metrics": [
            {"metric_type": None, "extra": None, "warning_text": None, "currency": None, **metric}
            for metric in dataset["metrics"]
        ],
        "columns": [
            {
                "column_name": column["name"],
                "verbose_name": None,
                "is_dttm": column["data_type"] == "date",
                "is_active": True,
                "type": SUPERSET_TYPES[column["data_type"]],
                "groupby": True,
                "filterable": True,
                "expression": None,
                "description": _described(column["description"]),
                "python_date_format": None,
                "extra": None,
            }
            for column in model["columns"]
        ],
        "version": "1.0.0",
        "database_uuid": identity("database"),
    }


def _described(text: str) -> str:
    blocks = dict(
        re.findall(
            r"\{% docs (\w+) %\}\n(.*?)\n\{% enddocs %\}",
            (MODELS / "columns.md").read_text(encoding="utf-8"),
            re.DOTALL,
        )
    )
    block = re.fullmatch(r"\{\{ doc\('(\w+)'\) \}\}", text)
    return blocks[block.group(1)] if block else text


def _chart(chart: dict[str, Any]) -> dict[str, Any]:
    time = chart.get("time")
    params: dict[str, Any] = {
        "viz_type": chart["type"],
        "adhoc_filters": chart["filters"],
        "row_limit": 10000,
        "color_scheme": "supersetColors",
        **chart["extra"],
    }
    axis = time or chart.get("x")
    if chart["type"] == "table":
        params |= {"query_mode": "raw", "all_columns": chart["raw"]}
    elif chart["type"].startswith("echarts_timeseries"):
        params |= {"x_axis": axis, "groupby": chart["columns"], "metrics": chart["metrics"]}
        if time:
            params |= {"time_grain_sqla": "P1Y"}
    elif chart["type"] == "pie":
        params |= {"groupby": chart["columns"], "metric": chart["metrics"][0]}
    else:
        params |= {"metric": chart["metrics"][0]}
    return {
        "slice_name": chart["name"],
        "description": None,
        "certified_by": None,
        "certification_details": None,
        "viz_type": chart["type"],
        "params": params,
        # Superset makes the query of the parameters; a stored one would name a dataset by its number elsewhere.
        "query_context": None,
        "cache_timeout": None,
        "uuid": identity("chart", chart["name"]),
        "version": "1.0.0",
        "dataset_uuid": identity("dataset", chart["dataset"]),
    }


def query_of(chart: dict[str, Any]) -> dict[str, Any]:
    """The query that Superset makes of the chart's parameters, as its REST interface takes it."""
    columns: list[Any] = list(chart.get("raw", chart.get("columns", [])))
    if chart["type"].startswith("echarts_timeseries"):
        axis = chart.get("time") or chart["x"]
        grain = {"timeGrain": "P1Y"} if chart.get("time") else {}
        base = {"columnType": "BASE_AXIS", "sqlExpression": axis, "label": axis, "expressionType": "SQL"}
        columns = [base | grain, *columns]
    return {
        "columns": columns,
        "metrics": chart.get("metrics", []),
        "filters": [{"col": given["subject"], "op": "==", "val": given["comparator"]} for given in chart["filters"]],
        "row_limit": 10000,
    }


def _dashboard() -> dict[str, Any]:
    position: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": [], "parents": ["ROOT_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": DASHBOARD}},
    }
    for number, charts in enumerate(ROWS):
        row = f"ROW-{number}"
        position["GRID_ID"]["children"].append(row)
        position[row] = {
            "type": "ROW",
            "id": row,
            "children": [f"CHART-{chart}" for chart in charts],
            "parents": ["ROOT_ID", "GRID_ID"],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }
        for chart, width in zip(charts, ROW_WIDTHS[number], strict=True):
            name = CHARTS[chart]["name"]
            position[f"CHART-{chart}"] = {
                "type": "CHART",
                "id": f"CHART-{chart}",
                "children": [],
                "parents": ["ROOT_ID", "GRID_ID", row],
                "meta": {
                    "chartId": chart + 1,
                    "height": 50,
                    "width": width,
                    "sliceName": name,
                    "uuid": identity("chart", name),
                },
            }
    return {
        "dashboard_title": DASHBOARD,
        "description": None,
        "css": "",
        "slug": "bulletin-indicators",
        "certified_by": None,
        "certification_details": None,
        "published": True,
        "uuid": identity("dashboard"),
        "position": position,
        "metadata": {
            "color_scheme": "supersetColors",
            "refresh_frequency": 0,
            "cross_filters_enabled": True,
            "native_filter_configuration": [],
        },
        "version": "1.0.0",
    }


def write(folder: Path = BUNDLE) -> None:
    """Replace the bundle in `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


if __name__ == "__main__":
    write()
