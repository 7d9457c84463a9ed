"""What waits for a reviewer, and any other figure, as a release has them."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from orchestration.review.decisions import EXPECTED, Reading

_FIGURE = """
    SELECT
        facts.review_key, facts.indicator_key, facts.source, facts.sentence, facts.value_text AS number_text,
        facts.occurrence, facts.value_printed AS value, facts.unit_printed AS unit, facts.metric_code,
        facts.metric_text, metrics.metric_name_zh, facts.region_code, regions.region_full_name, facts.year, facts.kind,
        facts.measure, facts.comparator, facts.check_status, facts.review_status, facts.confidence, facts.rule,
        facts.number_start - facts.sentence_start AS number_in_sentence, bulletins.title, bulletins.published_on,
        queue.reasons_zh, queue.reasons_en, queue.suggestion_zh, queue.suggestion_en
    FROM marts.fct_indicator AS facts
    JOIN marts.dim_metric AS metrics USING (metric_key)
    JOIN marts.dim_region AS regions USING (region_key)
    JOIN marts.dim_bulletin AS bulletins USING (bulletin_key)
    LEFT JOIN marts.review_queue AS queue ON queue.indicator_key = facts.indicator_key AND queue.item_type = 'statement'
    WHERE facts.review_key = $key OR CAST(facts.indicator_key AS VARCHAR) = $key
"""
_QUEUE = """
    SELECT
        review_key, reason_zh, coalesce(metric_name_zh, metric_text) AS metric, region_full_name AS region, year,
        number_text || ' ' || coalesce(unit_printed, '') AS printed, reasons_zh, source, sentence
    FROM marts.review_queue
    WHERE ($reason IS NULL OR reason_code = $reason) AND ($source IS NULL OR contains(source, $source))
    ORDER BY priority, source, number_start, review_key
"""


class QueueError(Exception):
    """There is no release to read, or it does not have what was asked for."""


class Rows(NamedTuple):
    """Column names and rows."""

    columns: Sequence[str]
    rows: Sequence[tuple[Any, ...]]


def waiting(marts: Path, reason: str | None = None, source: str | None = None) -> Rows:
    """Return all that waits, the most urgent first; of one reason code, or of sources that contain a text.

    Raises:
        QueueError: there is no release, or it cannot be read.

    """
    return _read(marts, _QUEUE, {"reason": reason, "source": source})


def figure(marts: Path, key: str) -> dict[str, Any]:
    """Return one figure by its review key or its indicator key, whether it waits or not.

    Raises:
        QueueError: no figure has the key, or there is no release.

    """
    found = _read(marts, _FIGURE, {"key": key})
    if not found.rows:
        raise QueueError(f"no figure has the key {key!r}; `list` shows the keys, fct_indicator.review_key has all")
    return dict(zip(found.columns, found.rows[0], strict=True))


def reading_of(found: dict[str, Any]) -> Reading:
    """Return the guard for a decision on a figure: everything that was read of it, its metric by code if it has one."""
    names = [name for name in EXPECTED if name != ("metric_text" if found["metric_code"] else "metric_code")]
    return Reading(tuple(names), **{name: found[name] for name in names})


def _read(marts: Path, query: str, parameters: dict[str, Any]) -> Rows:
    if not marts.exists():
        raise QueueError(f"there is no release at {marts}; run `python -m orchestration.run` first")
    try:
        with closing(duckdb.connect(str(marts), read_only=True)) as connection:
            result = connection.execute(query, parameters)
            return Rows([name for name, *_ in result.description or ()], result.fetchall())
    except duckdb.Error as error:
        raise QueueError(f"{marts} cannot be read ({error}); run `python -m orchestration.run --rebuild`") from error
