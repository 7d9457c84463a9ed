"""A build file with a small star that breaks no rule of publishing."""

from contextlib import closing
from pathlib import Path

import duckdb

from orchestration.publication.relations import ForeignKey

FACTS = 1000
TABLES = """
    CREATE SCHEMA marts; CREATE SCHEMA raw;
    CREATE TABLE raw.documents (text VARCHAR);
    CREATE TABLE marts.dim_region (
        region_key BIGINT PRIMARY KEY, region_code VARCHAR, region_name VARCHAR NOT NULL CHECK (region_name <> ''),
        region_level VARCHAR, parent_region_key BIGINT, valid_from DATE, valid_to DATE
    );
    INSERT INTO marts.dim_region VALUES
        (2, '420600', '襄阳市', 'prefecture', 5, '2010-12-01', '2199-12-31'),
        (1, '420600', '襄樊市', 'prefecture', 5, '1900-01-01', '2010-11-30'),
        (5, '420000', '湖北省', 'province', 9, '1900-01-01', '2199-12-31'),
        (9, '100000', '全国', 'country', NULL, '1900-01-01', '2199-12-31');
    CREATE TABLE marts.dim_metric (
        metric_key BIGINT PRIMARY KEY, metric_name_zh VARCHAR, unit VARCHAR, aggregation VARCHAR
    );
    INSERT INTO marts.dim_metric VALUES (1, '床位数', '张', 'sum'), (2, '住院率', '%', 'none');
    CREATE TABLE marts.dim_year (year_key INTEGER PRIMARY KEY, year INTEGER, year_start DATE);
    INSERT INTO marts.dim_year SELECT range, range, make_date(range, 1, 1) FROM range(2000, 2030);
    CREATE TABLE marts.fct_indicator (
        indicator_key BIGINT PRIMARY KEY, metric_key BIGINT, region_key BIGINT, year_key INTEGER, value DOUBLE,
        sentence VARCHAR
    );
    INSERT INTO marts.fct_indicator
    SELECT range, 1 + range % 2, 2, 2011 + range % 10, range / 7, '=床位数，"' || range || '"张。'
    FROM range(1000);
    CREATE TABLE marts.indicator_region_year (
        region_key BIGINT, metric_key BIGINT, year_key INTEGER, kind VARCHAR, value DOUBLE, unit VARCHAR,
        PRIMARY KEY (region_key, metric_key, year_key, kind)
    );
    INSERT INTO marts.indicator_region_year VALUES (2, 1, 2015, 'actual', 7, '张'), (1, 2, 2005, 'actual', 3.5, '%');
    CREATE TABLE marts.meta_release (release_id VARCHAR PRIMARY KEY);
    INSERT INTO marts.meta_release VALUES ('r1');
    CREATE VIEW marts.fct_indicator_wide AS
    SELECT indicator_key, region_name, metric_name_zh, dim_year.year, dim_year.year_start, value
    FROM warehouse.marts.fct_indicator JOIN "warehouse"."marts"."dim_region" USING (region_key)
    JOIN warehouse.marts.dim_metric USING (metric_key) JOIN warehouse.marts.dim_year USING (year_key);
    CREATE VIEW marts."指标_地区_年份" AS
    SELECT region_name AS "地区", metric_name_zh AS "指标", year AS "年份", year_start AS "年份首日", value AS "数值"
    FROM warehouse.marts.indicator_region_year JOIN warehouse.marts.dim_region USING (region_key)
    JOIN warehouse.marts.dim_metric USING (metric_key) JOIN warehouse.marts.dim_year USING (year_key);
"""
KEYS = [
    ForeignKey("dim_region", "parent_region_key", "dim_region", "region_key"),
    *(
        ForeignKey(table, key, dimension, key)
        for table in ("fct_indicator", "indicator_region_year")
        for key, dimension in (
            ("region_key", "dim_region"),
            ("metric_key", "dim_metric"),
            ("year_key", "dim_year"),
        )
    ),
]


def make_star(path: Path) -> Path:
    """Write the build file and return its path."""
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute(TABLES)
        describe(connection)
    return path


def describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a comment to whatever has none."""
    for kind in ("table", "view"):
        names = connection.execute(
            f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE schema_name = 'marts' AND comment IS NULL"
        ).fetchall()
        for (name,) in names:
            connection.execute(f"COMMENT ON {kind} marts.\"{name}\" IS 'What is in {name}. 中文：{name}''的说明。'")
    for table, column in connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'marts' AND comment IS NULL"
    ).fetchall():
        connection.execute(f'COMMENT ON COLUMN marts."{table}"."{column}" IS \'Column {column}. 中文：{column}字段。\'')
