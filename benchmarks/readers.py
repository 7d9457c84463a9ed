"""People who query the published marts while they are replaced."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import duckdb

WAYS = ("opened for each query", "one long connection", "parquet")
PAUSE_SECONDS = 0.02
MOST_ERRORS_KEPT = 5
FACTS_AND_NAMES = """
    SELECT count(*), count(metric.metric_key), count(region.region_key)
    FROM {fct_indicator} AS fact
    LEFT JOIN {dim_metric} AS metric USING (metric_key)
    LEFT JOIN {dim_region} AS region USING (region_key)
"""
SAID_OF_RELEASE = "SELECT indicator_count FROM {meta_release}"
TABLES = ("fct_indicator", "dim_metric", "dim_region", "meta_release")


@dataclass(slots=True)
class Readings:
    """What one reader saw.

    Attributes:
        way: one of WAYS.
        queries: number of queries, failed ones too.
        failed: queries that raised, or whose answer contradicts itself.
        errors: some of the reasons.
        facts: the numbers of facts that it saw, in their order.
        longest: seconds of the slowest query.

    """

    way: str
    queries: int = 0
    failed: int = 0
    errors: list[str] = field(default_factory=list)
    facts: list[int] = field(default_factory=list)
    longest: float = 0.0


@contextmanager
def reading(release: Path) -> Iterator[list[Readings]]:
    """Let a reader of each way query the release while the block runs; the list is filled when it ends."""
    found: list[Readings] = []
    context = multiprocessing.get_context("spawn")
    readers: list[tuple[str, Connection, BaseProcess]] = []
    try:
        for way in WAYS:
            # A process each: within one, DuckDB would share the file that is already open.
            here, there = context.Pipe()
            process: BaseProcess = context.Process(target=_read, args=(way, release, there), daemon=True)
            process.start()
            there.close()
            readers.append((way, here, process))
        for _, here, _ in readers:
            here.recv()  # it has begun
        yield found
        for way, here, _ in readers:
            try:
                here.send("stop")
                found.append(here.recv())
            except (EOFError, OSError) as error:
                found.append(Readings(way, 1, 1, [f"the reader died: {error!r}"]))
    finally:
        for _, _, process in readers:
            process.kill()
            process.join()


def _read(way: str, release: Path, orders: Connection) -> None:
    readings = Readings(way)
    marts = str(release / "health_marts.duckdb")
    long_lived = duckdb.connect(marts, read_only=True) if way == "one long connection" else None
    orders.send("begun")
    while not orders.poll(PAUSE_SECONDS):
        began = time.perf_counter()
        readings.queries += 1
        try:
            if long_lived is not None:
                facts = _query(long_lived, {table: f"marts.{table}" for table in TABLES})
            elif way == "parquet":
                # The folder is resolved once, as a client does that lists it: its files belong together.
                folder = (release / "parquet").resolve()
                with duckdb.connect(":memory:") as connection:
                    facts = _query(connection, {table: f"'{folder / table}.parquet'" for table in TABLES})
            else:
                with duckdb.connect(marts, read_only=True) as connection:
                    facts = _query(connection, {table: f"marts.{table}" for table in TABLES})
        except Exception as error:
            readings.failed += 1
            if len(readings.errors) < MOST_ERRORS_KEPT:
                readings.errors.append(f"{type(error).__name__}: {error}")
        else:
            if facts not in readings.facts[-1:]:
                readings.facts.append(facts)
        readings.longest = max(readings.longest, time.perf_counter() - began)
    orders.recv()
    orders.send(readings)


def _query(connection: duckdb.DuckDBPyConnection, tables: dict[str, str]) -> int:
    """Return the number of facts.

    Raises:
        ValueError: the tables do not belong together.

    """
    ((facts, metrics, regions),) = connection.execute(FACTS_AND_NAMES.format(**tables)).fetchall()
    ((said,),) = connection.execute(SAID_OF_RELEASE.format(**tables)).fetchall()
    if facts != said or metrics != facts or not 0 < regions <= facts:
        raise ValueError(f"{facts} facts, {metrics} with a metric, {regions} with a region; the release says {said}")
    return int(facts)
