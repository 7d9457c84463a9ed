"""From the tables of a release to what the pages show, packed so that a page loads only what it needs.

`core` (metrics, regions, documents) comes with every page; `values-N` hold the series and statements of some metrics,
`texts-N` some documents with their figures; the others a table each.
Rows name metrics, regions and documents by their position in `core`, and a figure by document and ordinal.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal.offsets import Utf16
from portal.pack import Chunks, Columns, as_columns, as_json, write_script
from portal.source import MartsReader

_DOCUMENT_ID_CHARACTERS = 12
_FEATURED = 8
_SIGNIFICANT_DIGITS = 10

Row = dict[str, Any]


@dataclass(slots=True)
class _Positions:
    """Where in `core` each key of a dimension is, and where each statement is in the documents."""

    metrics: dict[Any, int] = field(default_factory=dict)
    regions: dict[Any, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    statements: dict[Any, tuple[int, int]] = field(default_factory=dict)

    def figure(self, indicator_key: Any) -> tuple[int | None, int | None]:
        return self.statements.get(indicator_key, (None, None))


def write_data(reader: MartsReader, folder: Path, release: Mapping[str, Any]) -> None:
    """Write every script of data.

    Args:
        reader: of the published file.
        folder: must exist.
        release: what the release says of itself; goes into `core` as it is.

    """
    at = _Positions()
    metrics = _metrics(reader, at)
    documents = _documents(reader, at)
    statements = _statements(reader, at)
    regions = _regions(reader, at, statements)
    values = _values(reader, at)
    _write_texts(reader, folder, at, documents, statements)
    _write_values(folder, at, metrics, values, _restated(reader, at), statements)
    tables = {
        "targets": _targets(reader, at),
        "revisions": _revisions(reader, at),
        "conflicts": _conflicts(reader, at),
        "consistency": _consistency(reader, at),
        "review": _review(reader, at),
        "coverage": _coverage(reader, at),
        "quality": _quality(reader, at),
    }
    for name, table in tables.items():
        write_script(folder, name, as_json(table))
    bulletins = _bulletins(reader, at)
    core = {
        "release": release,
        "meta": _first(reader.records("SELECT * FROM meta_release")),
        "metrics": _columns_of(metrics),
        "regions": _columns_of(regions),
        "documents": _columns_of(documents),
        "bulletins": _columns_of(bulletins),
        "featured": _featured(metrics, regions, values),
        "labels": _labels(reader),
        "accuracy": _accuracy(reader),
        "successors": _successors(reader, at),
    }
    write_script(folder, "core", as_json(core))


def _metrics(reader: MartsReader, at: _Positions) -> list[Row]:
    rows = reader.records("""
        SELECT metric_key, metric_code, metric_name_zh AS zh, metric_name_en AS en, unit, category AS cat,
               category_zh, category_en, direction AS dir, aggregation AS agg, definition_zh AS def,
               definition_source AS src, aliases_zh AS alias, is_catalogued::INTEGER AS listed
        FROM dim_metric
        -- what only superseded versions state has revisions and figures too
        WHERE is_catalogued OR mention_count > 0 OR metric_key IN (SELECT metric_key FROM fct_indicator_vintage)
        ORDER BY is_catalogued DESC, category_zh, metric_name_zh, metric_key
    """)
    for position, row in enumerate(rows):
        key = row.pop("metric_key")
        at.metrics[key] = position
        row["id"] = row.pop("metric_code") or f"x{key}"
    return rows


def _documents(reader: MartsReader, at: _Positions) -> list[Row]:
    rows = reader.records("""
        SELECT document_id, title, source, url, publisher, published_on AS published, version_number AS version,
               is_current_version::INTEGER AS current, outcome_status AS status, message, mention_count AS figures,
               masked_count AS masked
        FROM document_outcome ORDER BY source, version_number, document_id
    """)
    for position, row in enumerate(rows):
        at.documents[row["document_id"]] = position
        row["id"] = row["document_id"][:_DOCUMENT_ID_CHARACTERS]
        row["message"] = row["message"] or None
    return rows


def _statements(reader: MartsReader, at: _Positions) -> list[Row]:
    """Every statement of current documents, and those of superseded ones as far as the release holds them."""
    rows = reader.records("""
        SELECT indicator_key, bulletin_number, f.metric_key, f.region_key, f.document_id, ordinal, metric_text, f.year,
               f.period_start, f.period_end, kind, measure, comparator, domain, value_text, value_printed,
               unit_printed, value_canonical, unit_canonical, check_status, number_start, number_end, sentence,
               sentence_start, sentence_end, rule, confidence, obs_status, review_status,
               NULL AS superseded
        FROM fct_indicator AS f INNER JOIN dim_bulletin USING (bulletin_key)
        ORDER BY f.document_id, ordinal
    """)
    rows += reader.records("""
        SELECT DISTINCT ON (v.document_id, ordinal)
               indicator_key, bulletin_number, v.metric_key, v.region_key, v.document_id, ordinal, metric_text,
               v.year, v.period_start, v.period_end, kind, measure, comparator, domain, value_text,
               NULL AS value_printed, NULL AS unit_printed, value_canonical, unit_canonical, check_status,
               number_start, number_end, sentence, sentence_start, sentence_end, NULL AS rule, confidence,
               obs_status, review_status, coalesce(superseded_reason, 'dropped') AS superseded
        FROM fct_indicator_vintage AS v INNER JOIN dim_bulletin USING (bulletin_key)
        WHERE NOT v.is_current AND indicator_key NOT IN (SELECT indicator_key FROM fct_indicator)
        ORDER BY v.document_id, ordinal, v.known_from
    """)
    for row in rows:
        at.statements[row["indicator_key"]] = (at.documents[row["document_id"]], row["ordinal"])
    return rows


def _regions(reader: MartsReader, at: _Positions, statements: Iterable[Row]) -> list[Row]:
    """Regions that something is said about, what those became, and those that they lie in."""
    told = {row["region_key"] for row in statements}
    rows = reader.records(
        """
        WITH RECURSIVE named AS (
            SELECT unnest(?) AS region_key UNION SELECT region_key FROM dim_bulletin
        ), became AS (
            SELECT region_key FROM named
            UNION SELECT successor_region_key FROM region_successor INNER JOIN named USING (region_key)
            UNION SELECT today_region_key FROM region_today INNER JOIN named USING (region_key)
        ), needed AS (
            SELECT region_key FROM became
            UNION SELECT parent_region_key FROM dim_region INNER JOIN needed USING (region_key)
            WHERE parent_region_key IS NOT NULL
        )
        SELECT region_key, region_code AS code, region_name AS name, region_full_name AS "full", region_level AS level,
               province_code AS province, parent_region_key, is_current::INTEGER AS current,
               CASE WHEN year(valid_from) > 1900 THEN strftime(valid_from, '%Y-%m') END AS since,
               CASE WHEN year(valid_to) < 2199 THEN strftime(valid_to, '%Y-%m') END AS until
        FROM dim_region INNER JOIN needed USING (region_key)
        ORDER BY region_code, valid_from
        """,
        [list(told)],
    )
    newest = {row["code"]: position for position, row in enumerate(rows)}
    for position, row in enumerate(rows):
        key = row.pop("region_key")
        at.regions[key] = position
        row["told"] = int(key in told) or None
        row["id"] = row["code"] if newest[row["code"]] == position else f"{row['code']}@{row['since'] or 'first'}"
    for row in rows:
        row["parent"] = at.regions.get(row.pop("parent_region_key"))
    return rows


def _values(reader: MartsReader, at: _Positions) -> dict[int, list[Row]]:
    rows = reader.records("""
        SELECT metric_key, region_key, year AS y, (kind = 'target')::INTEGER AS k, "value" AS v, comparator AS c,
               bulletin_count AS n, agreeing_bulletin_count AS a, value_min AS lo, value_max AS hi, indicator_key,
               check_status AS st, obs_status AS s, chosen_because AS why, is_conflicting AS cf, is_derived AS dr
        FROM indicator_region_year ORDER BY metric_key, region_code, year, kind
    """)
    values: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        row["r"] = at.regions[row.pop("region_key")]
        row["d"], row["o"] = at.figure(row.pop("indicator_key"))
        for name in ("cf", "dr"):
            row[name] = int(row[name]) if row[name] else None
        for name in ("v", "lo", "hi"):
            row[name] = _number(row[name])
        if row["lo"] == row["hi"]:
            row["lo"] = row["hi"] = None
        values[at.metrics[row.pop("metric_key")]].append(row)
    return values


def _restated(reader: MartsReader, at: _Positions) -> dict[int, list[Row]]:
    """Values that today's boundaries change, per metric: of renamed regions, and sums over merged ones.

    `parts` are the reported values behind one: region, value, document, ordinal.
    """
    rows = reader.records("""
        SELECT now.metric_key, now.region_key, now.year AS y, (now.kind = 'target')::INTEGER AS k, now.value AS v,
               any_value(now.obs_status) AS s, any_value(now.is_derived) AS dr,
               any_value(now.boundary_note_zh) AS zh, any_value(now.boundary_note_en) AS en,
               list((part.region_key, part.value, part.indicator_key) ORDER BY part.value DESC) AS parts
        FROM indicator_region_year_today AS now
        INNER JOIN region_today ON now.region_key = region_today.today_region_key
        INNER JOIN indicator_region_year AS part
            ON region_today.region_key = part.region_key AND now.metric_key = part.metric_key
            AND now.year_key = part.year_key AND now.kind = part.kind
        WHERE now.boundary_note = 'merged'
            OR (now.boundary_note = 'renamed' AND now.reported_region_key = part.region_key)
        GROUP BY ALL ORDER BY ALL
    """)
    restated: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        row["r"] = at.regions.get(row.pop("region_key"))
        row["v"] = _number(row["v"])
        row["dr"] = int(row["dr"]) or None
        row["parts"] = [(at.regions[region], _number(value), *at.figure(key)) for region, value, key in row["parts"]]
        row["d"], row["o"] = row["parts"][0][2:]
        if row["r"] is not None:
            restated[at.metrics[row.pop("metric_key")]].append(row)
    return restated


def _write_values(
    folder: Path,
    at: _Positions,
    metrics: list[Row],
    values: Mapping[int, list[Row]],
    restated: Mapping[int, list[Row]],
    statements: Iterable[Row],
) -> None:
    stated: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in statements:
        stated[at.metrics[row["metric_key"]]].append(
            (
                *at.statements[row["indicator_key"]],
                at.regions[row["region_key"]],
                row["year"],
                int(row["kind"] == "target"),
                row["measure"],
                row["comparator"],
                _number(row["value_canonical"]),
                row["unit_canonical"],
                row["check_status"],
                row["superseded"],
            )
        )
    chunks = Chunks(folder, "values")
    for position, metric in enumerate(metrics):
        series, said = values.get(position, []), stated.get(position, [])
        actual = [row for row in series if not row["k"]]
        metric |= {
            "n": len(series),
            "regions": len({row["r"] for row in series}),
            "first": min((row["y"] for row in actual), default=None),
            "last": max((row["y"] for row in actual), default=None),
            "said": len(said),
        }
        names = ("d", "o", "r", "y", "k", "m", "c", "v", "u", "st", "old")
        metric["chunk"] = (
            chunks.add(
                position,
                {
                    "values": _columns_of(series),
                    "restated": _columns_of(restated.get(position, [])),
                    "statements": as_columns(names, said),
                },
            )
            if said or series
            else None
        )
    chunks.flush()


def _write_texts(
    reader: MartsReader, folder: Path, at: _Positions, documents: list[Row], statements: Iterable[Row]
) -> None:
    texts = dict(reader.rows("SELECT document_id, text FROM bulletin_text"))
    failures: dict[Any, list[Sequence[Any]]] = defaultdict(list)
    for key, severity, reason in reader.rows(
        "SELECT indicator_key, severity, reason FROM quarantine_indicator ORDER BY indicator_key, severity, check_name"
    ):
        failures[key].append((severity, reason))
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in statements:
        by_document[row["document_id"]].append(row)
    chunks = Chunks(folder, "texts")
    for position, document in enumerate(documents):
        key = document.pop("document_id")
        text, said = texts.get(key), by_document.get(key, [])
        document["chunk"] = None
        if text is None and not said:
            continue
        content = {
            "sha256": key,
            "text": text,
            "figures": _columns_of([_figure(row, text, at) for row in said]),
            "failures": {
                row["ordinal"]: failures[row["indicator_key"]] for row in said if row["indicator_key"] in failures
            },
        }
        document["chunk"] = chunks.add(position, content)
    chunks.flush()


def _figure(row: Row, text: str | None, at: _Positions) -> Row:
    utf16 = Utf16(text or "")
    return {
        "o": row["ordinal"],
        "b": row["bulletin_number"],
        "metric": at.metrics[row["metric_key"]],
        "wording": row["metric_text"],
        "r": at.regions[row["region_key"]],
        "y": row["year"],
        "from": row["period_start"],
        "to": row["period_end"],
        "k": int(row["kind"] == "target"),
        "m": row["measure"],
        "c": row["comparator"],
        "printed": row["value_text"],
        "pv": _number(row["value_printed"]),
        "pu": row["unit_printed"],
        "v": _number(row["value_canonical"]),
        "u": row["unit_canonical"],
        "st": row["check_status"],
        "obs": row["obs_status"],
        "review": row["review_status"] if row["review_status"] != "none" else None,
        "other": int(row["domain"] != "health") or None,
        "old": row["superseded"],
        "sure": row["confidence"],
        "rule": row["rule"],
        "ns": utf16(row["number_start"]),
        "ne": utf16(row["number_end"]),
        "ss": utf16(row["sentence_start"]),
        "se": utf16(row["sentence_end"]),
        "sentence": row["sentence"] if text is None else None,
    }


def _bulletins(reader: MartsReader, at: _Positions) -> list[Row]:
    rows = reader.records("""
        SELECT document_id, bulletin_number AS number, title, genre, region_key, year AS y, published_on AS published,
               indicator_count AS n
        FROM dim_bulletin ORDER BY published_on DESC NULLS LAST, source, version_number, bulletin_number
    """)
    for row in rows:
        row["d"] = at.documents[row.pop("document_id")]
        row["r"] = at.regions[row.pop("region_key")]
    return rows


_TARGETS = (
    "due_year",
    "target_measure",
    "target_value",
    "target_comparator",
    "unit",
    "comparator_used",
    "comparator_source_zh",
    "comparator_source_en",
    "actual_value",
    "actual_comparator",
    "actual_year",
    "gap",
    "attainment_status",
    "attainment_status_zh",
    "attainment_status_en",
    "reason_zh",
    "reason_en",
    "latest_value",
    "latest_year",
    "latest_is_met",
)
_REVISIONS = (
    "year",
    "kind",
    "unit",
    "old_value",
    "new_value",
    "old_comparator",
    "new_comparator",
    "difference",
    "relative_difference",
    "is_within_rounding",
    "known_on",
    "revision_type_zh",
    "revision_type_en",
)
_CONFLICTS = (
    "year",
    "kind",
    "unit",
    "chosen_value",
    "other_value",
    "chosen_comparator",
    "other_comparator",
    "difference",
    "relative_difference",
    "likely_reason_zh",
    "likely_reason_en",
    "chosen_because_zh",
    "chosen_because_en",
)
_CHANGES = (
    "year",
    "measure",
    "change_value",
    "change_unit",
    "base_year",
    "value_now",
    "value_before",
    "unit",
    "implied_before",
    "difference",
    "verdict",
    "verdict_zh",
    "verdict_en",
    "reason_zh",
    "reason_en",
)


def _targets(reader: MartsReader, at: _Positions) -> Columns:
    return _linked(reader, at, "target_attainment", figures=("target", "actual", "latest"), names=_TARGETS)


def _revisions(reader: MartsReader, at: _Positions) -> Columns:
    return _linked(reader, at, "indicator_revision", figures=("old", "new"), names=_REVISIONS)


def _conflicts(reader: MartsReader, at: _Positions) -> Columns:
    return _linked(reader, at, "indicator_conflict", figures=("chosen", "other"), names=_CONFLICTS)


def _consistency(reader: MartsReader, at: _Positions) -> Columns:
    return _linked(reader, at, "indicator_consistency", figures=("change", "level", "before"), names=_CHANGES)


def _linked(
    reader: MartsReader, at: _Positions, table: str, *, figures: Sequence[str], names: Sequence[str]
) -> Columns:
    """Rows of a table about two figures each, which become `<name>_d` and `<name>_o`."""
    keys = ["metric_key", "region_key", *(f"{figure}_indicator_key" for figure in figures)]
    query = f"SELECT {', '.join([*keys, *names])} FROM {table} ORDER BY ALL"  # noqa: S608 - fixed names
    rows = reader.records(query)
    for row in rows:
        row["metric"] = at.metrics[row.pop("metric_key")]
        row["r"] = at.regions.get(row.pop("region_key"))
        for figure in figures:
            row[f"{figure}_d"], row[f"{figure}_o"] = at.figure(row.pop(f"{figure}_indicator_key"))
        for name, value in row.items():
            if isinstance(value, float):
                row[name] = _number(value)
    return _columns_of(rows)


def _coverage(reader: MartsReader, at: _Positions) -> Row:
    years = reader.records("""
        SELECT region_key, year AS y, bulletin_count AS bulletins, metric_count AS metrics,
               missing_core_metric_count AS missing
        FROM coverage_region_year WHERE year IS NOT NULL AND (metric_count > 0 OR bulletin_count > 0) ORDER BY ALL
    """)
    gaps = reader.records("""
        SELECT region_key, metric_key, year AS y, reason_zh, reason_en FROM coverage_gap
        ORDER BY region_key, year, metric_key
    """)
    for row in (*years, *gaps):
        row["r"] = at.regions.get(row.pop("region_key"))
    for row in gaps:
        row["metric"] = at.metrics[row.pop("metric_key")]
    return {
        name: _columns_of([row for row in rows if row["r"] is not None])
        for name, rows in (("years", years), ("gaps", gaps))
    }


def _review(reader: MartsReader, at: _Positions) -> Row:
    """What waits for a reviewer, and what became of what was decided."""
    queue = reader.records("""
        SELECT indicator_key, priority, reason_zh, reason_en, reasons_zh, reasons_en, source
        FROM review_queue ORDER BY priority, review_key
    """)
    decisions = reader.records("""
        SELECT indicator_key, decision_id, action_zh, action_en, correction, reason, reviewer, decided_on, status,
               status_zh, status_en, message_zh, message_en, source
        FROM review_decision ORDER BY line_number
    """)
    for row in (*queue, *decisions):
        row["d"], row["o"] = at.figure(row.pop("indicator_key"))
    return {"queue": _columns_of(queue), "decisions": _columns_of(decisions)}


def _successors(reader: MartsReader, at: _Positions) -> Columns:
    """What regions became, where either end is told about."""
    rows = reader.records("""
        SELECT region_key, successor_region_key, region_name AS name, successor_region_name AS successor,
               change_type_zh AS zh, change_type_en AS en, changed_on AS "on"
        FROM region_successor ORDER BY changed_on, region_key, successor_region_key
    """)
    for row in rows:
        row["r"] = at.regions.get(row.pop("region_key"))
        row["s"] = at.regions.get(row.pop("successor_region_key"))
    return _columns_of([row for row in rows if row["r"] is not None or row["s"] is not None])


def _labels(reader: MartsReader) -> dict[str, dict[str, tuple[str, str]]]:
    labels: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for code_set, code, zh, en in reader.rows("SELECT code_set, code, label_zh, label_en FROM code_label"):
        labels[code_set][code] = (zh, en)
    return labels


def _quality(reader: MartsReader, at: _Positions) -> Row:
    failures = reader.records("""
        SELECT indicator_key, check_name AS "check", severity, reason, check_description_zh AS zh,
               check_description_en AS en
        FROM quarantine_indicator ORDER BY severity, check_name, indicator_key
    """)
    for row in failures:
        row["d"], row["o"] = at.figure(row.pop("indicator_key"))
    return {"failures": _columns_of(failures)}


def _accuracy(reader: MartsReader) -> list[Row]:
    """Measured accuracy per set of texts and field."""
    return reader.records("""
        SELECT text_set_zh AS set_zh, text_set_en AS set_en, field, field_zh AS zh, field_en AS en,
               figure_count AS n, score::DOUBLE AS score
        FROM meta_accuracy ORDER BY ALL
    """)


def _featured(metrics: list[Row], regions: list[Row], values: Mapping[int, list[Row]]) -> list[Row]:
    """Series for the first page: the catalogue's metrics that most regions report, each in one region."""
    ranked = []
    for position, metric in enumerate(metrics):
        if not metric["listed"]:
            continue
        by_region: dict[int, list[Row]] = defaultdict(list)
        for row in values.get(position, []):
            if not row["k"]:
                by_region[row["r"]].append(row)
        if by_region:
            # The whole country first where it has a series at all, else the region told about most.
            region = max(by_region, key=lambda r: (regions[r]["level"] == "country", len(by_region[r]), -r))
            ranked.append((len(by_region), len(by_region[region]), -position, region, by_region[region]))
    ranked.sort(reverse=True)
    return [
        {"metric": -minus, "r": region, "y": [row["y"] for row in series], "v": [row["v"] for row in series]}
        | {"d": series[-1]["d"], "o": series[-1]["o"]}
        for _, _, minus, region, series in ranked[:_FEATURED]
    ]


def _columns_of(rows: Sequence[Row]) -> Columns:
    return as_columns(list(rows[0]), [list(row.values()) for row in rows]) if rows else {}


def _first(rows: Sequence[Row]) -> Row:
    return rows[0] if rows else {}


def _number(value: float | None) -> float | int | None:
    """Round off what binary fractions add behind the printed digits, and write whole numbers without a fraction."""
    if value is None:
        return None
    rounded = float(f"{value:.{_SIGNIFICANT_DIGITS}g}") if abs(value) < 10**_SIGNIFICANT_DIGITS else value
    return int(rounded) if rounded == int(rounded) else rounded
