import duckdb
import pytest

from benchmarks.synthetic import MARK, grow
from tests.small_star import FACTS, TABLES


@pytest.fixture
def star():
    with duckdb.connect(":memory:") as memory:
        memory.execute("ATTACH ':memory:' AS warehouse; USE warehouse")
        memory.execute(TABLES)
        yield memory


def test_a_warehouse_grows_to_so_many_facts_and_marks_what_is_synthetic(star):
    assert grow(star, 20_000) == 19_000
    assert star.execute("SELECT count(*), count(DISTINCT indicator_key) FROM marts.fct_indicator").fetchall() == [
        (20_000, 20_000)
    ]
    marked = star.execute(f"SELECT count(*) FROM marts.fct_indicator WHERE sentence LIKE '{MARK}%'").fetchall()
    assert marked == [(19_000,)]
    assert star.execute(
        "SELECT count(*) FROM marts.fct_indicator ANTI JOIN marts.dim_region USING (region_key)"
    ).fetchall() == [(0,)]


def test_metrics_stay_as_frequent_as_they_are(star):
    shares = "SELECT metric_key, count(*) / sum(count(*)) OVER () FROM marts.fct_indicator GROUP BY 1 ORDER BY 1"
    before = dict(star.execute(shares).fetchall())
    grow(star, 10 * FACTS)
    assert dict(star.execute(shares).fetchall()) == pytest.approx(before, rel=0.05)


def test_more_than_there_can_be_is_refused(star):
    with pytest.raises(ValueError, match="different ones"):
        grow(star, 10**9)


def test_a_warehouse_that_is_large_enough_is_left_alone(star):
    assert grow(star, 10) == 0
