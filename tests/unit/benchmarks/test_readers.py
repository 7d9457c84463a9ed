import time
from pathlib import Path

import duckdb
import pytest

from benchmarks.readers import WAYS, reading


def release(folder: Path, facts: int, said: int) -> Path:
    (folder / "parquet").mkdir(parents=True)
    with duckdb.connect(str(folder / "health_marts.duckdb")) as connection:
        connection.execute("CREATE SCHEMA marts")
        for table, query in {
            "dim_metric": "SELECT 'm' AS metric_key",
            "dim_region": "SELECT 'r' AS region_key",
            "fct_indicator": f"SELECT 'm' AS metric_key, 'r' AS region_key FROM range({facts})",
            "meta_release": f"SELECT {said} AS indicator_count",
        }.items():
            connection.execute(f"CREATE TABLE marts.{table} AS {query}")
            connection.execute(f"COPY marts.{table} TO '{folder / 'parquet' / table}.parquet' (FORMAT parquet)")
    return folder


def test_every_way_of_reading_sees_the_facts(tmp_path):
    with reading(release(tmp_path / "release", facts=3, said=3)) as readings:
        pass
    assert [reader.way for reader in readings] == list(WAYS)
    for reader in readings:
        assert reader.failed == 0, reader.errors
        assert set(reader.facts) <= {3}


@pytest.mark.parametrize("said", [2, 4])
def test_tables_that_do_not_belong_together_are_a_failed_query(tmp_path, said):
    with reading(release(tmp_path / "release", facts=3, said=said)) as readings:
        time.sleep(0.5)
    for reader in readings:
        assert reader.failed == reader.queries > 0
        assert "3 facts" in reader.errors[0]
