"""A warehouse of any size, made of the figures of a real one: `python -m benchmarks.synthetic WAREHOUSE --facts N`.

Each synthetic figure is a real one (its metric, unit, kind, comparator, sentence, so all of these are as frequent as in
the real warehouse) set to another region and year, its value scaled. Synthetic rows say so: their source begins with
`synthetic/`, their title and sentence with 【合成】. Every pair of real figure, region and year occurs at most once.
"""

import argparse
import sys
from contextlib import closing
from math import gcd
from pathlib import Path

import duckdb

FIRST_YEAR, YEARS = 2000, 25
MARK, SOURCE = "【合成】", "synthetic/"
STRIDE = 1_000_003


def grow(connection: duckdb.DuckDBPyConnection, facts: int) -> int:
    """Add synthetic bulletins, facts and best values until there are `facts` facts; return how many were added.

    Columns that a mart does not have are left alone, and columns that are not set here keep the real figure's content.

    Raises:
        ValueError: there are fewer different figures than wanted.

    """
    ((real,),) = connection.execute("SELECT count(*) FROM marts.fct_indicator").fetchall()
    wanted = facts - int(real)
    if wanted <= 0:
        return 0
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE template AS
        SELECT row_number() OVER (ORDER BY indicator_key) - 1 AS number, indicator_key FROM marts.fct_indicator;
        CREATE OR REPLACE TEMP TABLE place AS
        SELECT row_number() OVER (ORDER BY region_key) - 1 AS number, region_key, region_code, region_name,
            exp(0.5 * sin(region_key)) AS size
        FROM marts.dim_region
        -- places that are there in every year
        WHERE region_key > 0 AND valid_to = (SELECT max(valid_to) FROM marts.dim_region)
            AND year(valid_from) <= {FIRST_YEAR};
        """
    )
    ((templates, places),) = connection.execute(
        "SELECT (SELECT count(*) FROM template), (SELECT count(*) FROM place)"
    ).fetchall()
    figures = templates * places * YEARS
    if wanted > figures:
        raise ValueError(f"{wanted} synthetic facts are wanted, but there are only {figures} different ones")
    stride = next(number for number in range(STRIDE, STRIDE + figures) if gcd(number, figures) == 1)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE figure AS
        SELECT
            template.indicator_key AS template_key,
            -- above all hashes of bulletins and of statements that count
            {2**62} + n AS new_key,
            place.region_key, place.region_code, place.region_name,
            CAST({FIRST_YEAR} + n * {stride} % {figures} // ({templates} * {places}) AS INTEGER) AS year,
            place.size * (0.9 + (n % 211) / 1000) AS scale
        FROM range({wanted}) AS numbers (n)
        JOIN template ON template.number = n * {stride} % {figures} % {templates}
        JOIN place ON place.number = n * {stride} % {figures} // {templates} % {places};
        """
    )
    if _columns(connection, "dim_bulletin"):
        connection.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE bulletin AS
            SELECT *, {2**52} + row_number() OVER (ORDER BY region_key, year) AS bulletin_key
            FROM (SELECT DISTINCT region_key, region_code, region_name, year FROM figure)
            """
        )
        _insert(
            connection,
            "dim_bulletin",
            "(SELECT * FROM marts.dim_bulletin ORDER BY bulletin_key LIMIT 1) AS t CROSS JOIN bulletin AS f",
            {
                "bulletin_key": "f.bulletin_key",
                "document_id": "sha256(CAST(f.bulletin_key AS VARCHAR))",
                "title": f"'{MARK}' || f.region_name || f.year || '年卫生健康工作总结'",
                "region_name_printed": "f.region_name",
                "source": f"'{SOURCE}' || f.region_code || '/' || f.year || '.txt'",
                "published_on": "make_date(f.year + 1, 3, 1)",
            },
        )
    bulletins = (
        "JOIN bulletin AS b ON b.region_key = f.region_key AND b.year = f.year"
        if _columns(connection, "dim_bulletin")
        else ""
    )
    values = {
        "value_canonical": "round(t.value_canonical * f.scale, 2)",
        "value_printed": "round(t.value_printed * f.scale, 2)",
        "value": "round(t.value * f.scale, 2)",
        "value_min": "round(t.value * f.scale, 2)",
        "value_max": "round(t.value * f.scale, 2)",
        "indicator_key": "f.new_key",
        "bulletin_key": "b.bulletin_key",
        "source": f"'{SOURCE}' || f.region_code || '/' || f.year || '.txt'",
        "bulletin_title": f"'{MARK}' || f.region_name || f.year || '年卫生健康工作总结'",
        "sentence": f"'{MARK}' || t.sentence",
        "source_sentence": f"'{MARK}' || t.source_sentence",
    }
    _insert(
        connection,
        "fct_indicator",
        f"figure AS f JOIN marts.fct_indicator AS t ON f.template_key = t.indicator_key {bulletins}",
        values,
        "metric_key, region_key, year_key, indicator_key",
    )
    if "indicator_key" in _columns(connection, "indicator_region_year"):
        _insert(
            connection,
            "indicator_region_year",
            f"""
            figure AS f JOIN marts.indicator_region_year AS t ON f.template_key = t.indicator_key {bulletins}
            ANTI JOIN marts.indicator_region_year AS there
            ON there.region_key = f.region_key AND there.metric_key = t.metric_key
            AND there.year_key = f.year AND there.kind = t.kind
            QUALIFY row_number() OVER (PARTITION BY f.region_key, t.metric_key, f.year, t.kind ORDER BY f.new_key) = 1
            """,
            values,
            "metric_key, region_key, year_key, kind",
        )
    if "indicator_count" in _columns(connection, "meta_release"):
        connection.execute("UPDATE marts.meta_release SET indicator_count = ?", [facts])
    return wanted


PLACED = {
    "region_key": "f.region_key",
    "region_code": "f.region_code",
    "region_name": "f.region_name",
    "region_full_name": "f.region_name",
    "year_key": "f.year",
    "year": "f.year",
    "year_start": "make_date(f.year, 1, 1)",
    "year_end": "make_date(f.year, 12, 31)",
    "period_start": "make_date(f.year, 1, 1)",
    "period_end": "make_date(f.year, 12, 31)",
}


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, source: str, replaced: dict[str, str], order: str = "ALL"
) -> None:
    """Insert rows of `source` (t: real rows, f: where and when) in a stated order."""
    given = PLACED | replaced
    selected = ", ".join(f'{given.get(name, f"t.{name}")} AS "{name}"' for name in _columns(connection, table))
    connection.execute(f"INSERT INTO marts.{table} SELECT * FROM (SELECT {selected} FROM {source}) ORDER BY {order}")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [
        name
        for (name,) in connection.execute(
            "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'marts' AND table_name = ? "
            "AND database_name = current_database() ORDER BY column_index",
            [table],
        ).fetchall()
    ]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.synthetic", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("warehouse", type=Path, help="a build file, which is changed: give a copy")
    parser.add_argument("--facts", type=int, required=True)
    options = parser.parse_args(arguments)
    with closing(duckdb.connect(str(options.warehouse))) as connection:
        print(f"{grow(connection, options.facts):,} synthetic facts added")
    return 0


if __name__ == "__main__":
    sys.exit(main())
