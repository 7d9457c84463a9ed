"""A release of millions of facts: `python -m benchmarks.release_scale --facts 1000000 --swaps 20 --warehouse FILE`.

A copy of a build file grows to so many facts (benchmarks.synthetic), is published with every format, published again
`--swaps` times with a changed figure while three readers query without a pause, and is then asked what analysts ask:
one figure, a trend, a ranking, targets, the profile of a place, a figure by its key. Queries run on one core, each time
about another metric, region and year, in one open connection as a BI tool keeps it.

`--only-queries` writes only the DuckDB file, which is all that queries need.
Exits with 1 if a reader failed or a query's p95 is above `--limit`.
"""

import argparse
import re
import resource
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import duckdb

from benchmarks.readers import reading
from benchmarks.report import show
from benchmarks.synthetic import grow
from benchmarks.texts import REPOSITORY
from orchestration.dbt.foreign_keys import foreign_keys
from orchestration.dbt.prepare import manifest_path, prepare_manifest
from orchestration.publication.marts_file import with_foreign_keys, write_marts
from orchestration.publication.publish import MARTS_FILE, publish
from orchestration.publication.relations import literal, relations

ROUNDS = 60
P95_LIMIT_SECONDS = 0.1

QUERIES = {
    "one figure": """
        SELECT value, unit, source_sentence FROM marts.indicator_region_year
        WHERE metric_key = $metric AND region_key = $region AND year_key = $year AND kind = 'actual'""",
    "one figure by its key": "SELECT sentence, source FROM marts.fct_indicator WHERE indicator_key = $indicator",
    "trend of a region": """
        SELECT year_start, value FROM marts.indicator_region_year
        WHERE metric_code = $code AND region_key = $region AND kind = 'actual' ORDER BY year""",
    "ranking of a year": """
        SELECT region_name, value FROM marts.indicator_region_year
        WHERE metric_key = $metric AND year_key = $year AND kind = 'actual' AND region_level = 'county'
        ORDER BY value DESC LIMIT 20""",
    "targets of a region": """
        SELECT metric_name_zh, year, comparator, value FROM marts.indicator_region_year
        WHERE region_key = $region AND kind = 'target' ORDER BY year, metric_name_zh""",
    "profile of a region in a year": """
        SELECT metric_name_zh, value, unit FROM marts.indicator_region_year
        WHERE region_key = $region AND year_key = $year ORDER BY metric_name_zh""",
    "figures of a metric and region, wide view": """
        SELECT bulletin_title, year_start, value_canonical, sentence FROM marts.fct_indicator_wide
        WHERE metric_key = $metric AND region_key = $region ORDER BY year_start""",
    "trend, view with Chinese names": """
        SELECT "年份首日", "数值" FROM marts."指标_地区_年份"
        WHERE "指标代码" = $code AND "地区代码" = $region_code AND "类型" = '实际值' ORDER BY "年份" """,
}


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    prepare_manifest()  # one of another day would declare other keys
    wrong = []
    with tempfile.TemporaryDirectory(prefix="release-scale-", dir=options.scratch) as scratch:
        build = Path(scratch) / "warehouse.duckdb"
        shutil.copy2(options.warehouse, build)
        with closing(duckdb.connect(str(build))) as connection:
            grow(connection, options.facts)
        marts = Path(scratch) / "release" / MARTS_FILE
        if options.only_queries:
            marts.parent.mkdir()
            _write_only(build, marts)
        else:
            wrong += _publishing(build, Path(scratch), options.swaps)
        wrong += _asking(marts, options.facts, options.limit)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


def _write_only(build: Path, target: Path) -> None:
    with closing(duckdb.connect()) as connection:
        connection.execute(f"ATTACH {literal(str(build))} AS {build.stem} (READ_ONLY)")
        marts = with_foreign_keys(relations(connection, build.stem), foreign_keys(manifest_path()))
        write_marts(connection, build.stem, target, marts)


def _publishing(build: Path, home: Path, swaps: int) -> list[str]:
    """Publish once, then `swaps` times under readers; return what went wrong."""

    def published(code: str) -> tuple[float, float, dict[str, int]]:
        began, cpu = time.monotonic(), _cpu_seconds()
        publication = publish(
            build,
            home / "release",
            home / "releases",
            code=code,
            reports={},
            foreign_keys=foreign_keys(manifest_path()),
        )
        return time.monotonic() - began, _cpu_seconds() - cpu, publication.release.tables

    seconds, cpu, tables = published("first")
    show(
        "publishing",
        ("facts", "rows in all", "megabytes", "seconds", "CPU seconds"),
        [
            (
                tables["fct_indicator"],
                sum(tables.values()),
                sum(path.stat().st_size for path in (home / "release").resolve().rglob("*")) / 1e6,
                seconds,
                cpu,
            )
        ],
    )
    if not swaps:
        return []
    took = []
    with reading(home / "release") as readings:
        for number in range(swaps):
            # What a refresh does to the build file meanwhile: it is held for writing.
            with closing(duckdb.connect(str(build))) as connection:
                connection.execute("UPDATE marts.meta_release SET release_id = ?", [f"swap {number}"])
            took.append(published(f"swap {number}")[0])
    show(
        f"readers during {swaps} swaps",
        ("reader", "queries", "failed", "slowest, s"),
        [(found.way, found.queries, found.failed, found.longest) for found in readings],
    )
    print(f"median of a publication with readers: {statistics.median(took):.3g} s")
    return [f"{found.way}: {error}" for found in readings for error in found.errors]


def _asking(marts: Path, facts: int, limit: float) -> list[str]:
    """Ask every query ROUNDS times on one core and return those that are too slow."""
    with closing(
        duckdb.connect(str(marts), read_only=True, config={"threads": 1, "autoinstall_known_extensions": False})
    ) as connection:
        # Metrics with many figures, in places and years that have some.
        asked = connection.execute(
            f"""
            SELECT metric_key AS metric, metric_code AS code, region_key AS region, region_code AS region_code,
                year_key AS year, indicator_key AS indicator
            FROM (FROM marts.indicator_region_year WHERE kind = 'actual' AND metric_code IS NOT NULL)
            USING SAMPLE reservoir({ROUNDS} ROWS) REPEATABLE (20)
            """
        ).fetchall()
        names = ("metric", "code", "region", "region_code", "year", "indicator")
        figures, slow = [], []
        for what, query in QUERIES.items():
            wanted = set(re.findall(r"\$(\w+)", query))
            seconds, rows = [], 0
            for values in asked:
                given = {name: value for name, value in zip(names, values, strict=True) if name in wanted}
                began = time.perf_counter()
                rows += len(connection.execute(query, given).fetchall())
                seconds.append(time.perf_counter() - began)
            p95 = statistics.quantiles(seconds, n=20)[-1]
            figures.append((what, len(asked), rows / len(asked), statistics.median(seconds) * 1e3, p95 * 1e3))
            if p95 > limit:
                slow.append(f"{what}: p95 is {p95 * 1e3:.0f} ms")
    show(
        f"queries on {facts:,} facts, one core, {marts.stat().st_size / 1e6:,.0f} MB",
        ("query", "times", "rows", "median, ms", "p95, ms"),
        figures,
    )
    return slow


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.release_scale",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--warehouse",
        type=Path,
        default=REPOSITORY / ".warehouse" / "warehouse.duckdb",
        metavar="FILE",
        help="a built warehouse, which is copied (default: the one of the samples)",
    )
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--swaps", type=int, default=20)
    parser.add_argument("--only-queries", action="store_true")
    parser.add_argument("--limit", type=float, default=P95_LIMIT_SECONDS, metavar="SECONDS", help="largest p95")
    parser.add_argument("--scratch", type=Path, metavar="FOLDER", help="where the copy is made")
    return parser


if __name__ == "__main__":
    sys.exit(main())
