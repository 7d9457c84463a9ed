"""From the tables of a release to what the pages show, packed so that a page loads only what it needs.

`core` (metrics, regions, documents) comes with every page; `values-N` hold the series and statements of some metrics,
`texts-N` some documents with their figures; `targets`, `revisions`, `conflicts`, `coverage` and `quality` a table each.
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
    regions = _regions(reader, at)
    values = _values(reader, at)
    _write_texts(reader, folder, at, documents, statements)
    _write_values(folder, at, metrics, values, statements)
    tables = {
        "targets": _targets(reader, at),
        "revisions": _revisions(reader, at),
        "conflicts": _conflicts(reader, at),
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
    }
    write_script(folder, "core", as_json(core))


def _metrics(reader: MartsReader, at: _Positions) -> list[Row]:
    aliases = "aliases_zh" if "aliases_zh" in reader.columns("dim_metric") else "NULL"
    rows = reader.records(f"""
        SELECT metric_key, metric_code, metric_name_zh AS zh, metric_name_en AS en, unit, category AS cat,
               category_zh, category_en, direction AS dir, aggregation AS agg, definition_zh AS def,
               definition_source AS src, {aliases} AS alias, is_catalogued::INTEGER AS listed
        FROM dim_metric WHERE is_catalogued OR mention_count > 0
        ORDER BY is_catalogued DESC, category_zh, metric_name_zh, metric_key
    """)  # noqa: S608 - one of two fixed expressions
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
    columns = reader.columns("fct_indicator")
    optional = [name if name in columns else f"NULL AS {name}" for name in ("obs_status", "review_status")]
    rows = reader.records(f"""
        SELECT f.*, bulletin_number FROM (
            SELECT indicator_key, bulletin_key, metric_key, region_key, document_id, ordinal, metric_text, year,
                   period_start, period_end, kind, measure, comparator, domain, value_text, value_printed, unit_printed,
                   value_canonical, unit_canonical, check_status, number_start, number_end, sentence, sentence_start,
                   sentence_end, rule, confidence, {", ".join(optional)}
            FROM fct_indicator
        ) AS f INNER JOIN dim_bulletin USING (bulletin_key)
        ORDER BY f.document_id, ordinal
    """)  # noqa: S608 - fixed names
    for row in rows:
        at.statements[row["indicator_key"]] = (at.documents[row["document_id"]], row["ordinal"])
    return rows


def _regions(reader: MartsReader, at: _Positions) -> list[Row]:
    """Regions that something is said about, and those that they lie in."""
    rows = reader.records("""
        WITH RECURSIVE named AS (
            SELECT region_key FROM fct_indicator UNION SELECT region_key FROM dim_bulletin
        ), needed AS (
            SELECT region_key FROM named
            UNION SELECT parent_region_key FROM dim_region INNER JOIN needed USING (region_key)
            WHERE parent_region_key IS NOT NULL
        )
        SELECT region_key, region_code AS code, region_name AS name, region_full_name AS "full", region_level AS level,
               province_code AS province, parent_region_key, is_current::INTEGER AS current,
               CASE WHEN year(valid_from) > 1900 THEN strftime(valid_from, '%Y-%m') END AS since,
               CASE WHEN year(valid_to) < 2199 THEN strftime(valid_to, '%Y-%m') END AS until
        FROM dim_region INNER JOIN needed USING (region_key)
        ORDER BY region_code, valid_from
    """)
    newest = {row["code"]: position for position, row in enumerate(rows)}
    for position, row in enumerate(rows):
        at.regions[row.pop("region_key")] = position
        row["id"] = row["code"] if newest[row["code"]] == position else f"{row['code']}@{row['since'] or 'first'}"
    for row in rows:
        row["parent"] = at.regions.get(row.pop("parent_region_key"))
    return rows


def _values(reader: MartsReader, at: _Positions) -> dict[int, list[Row]]:
    columns = reader.columns("indicator_region_year")
    wanted = {
        "obs_status": "s",
        "chosen_because_zh": "wz",
        "chosen_because_en": "we",
        "is_conflicting": "cf",
        "is_derived": "dr",
    }
    optional = [f"{name if name in columns else 'NULL'} AS {short}" for name, short in wanted.items()]
    rows = reader.records(f"""
        SELECT metric_key, region_key, year AS y, (kind = 'target')::INTEGER AS k, "value" AS v, comparator AS c,
               bulletin_count AS n, agreeing_bulletin_count AS a, value_min AS lo, value_max AS hi, indicator_key,
               check_status AS st, {", ".join(optional)}
        FROM indicator_region_year ORDER BY metric_key, region_code, year, kind
    """)  # noqa: S608 - fixed names
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


def _write_values(
    folder: Path,
    at: _Positions,
    metrics: list[Row],
    values: Mapping[int, list[Row]],
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
        names = ("d", "o", "r", "y", "k", "m", "c", "v", "u", "st")
        metric["chunk"] = (
            chunks.add(position, {"values": _columns_of(series), "statements": as_columns(names, said)})
            if said or series
            else None
        )
    chunks.flush()


def _write_texts(
    reader: MartsReader, folder: Path, at: _Positions, documents: list[Row], statements: Iterable[Row]
) -> None:
    texts = dict(reader.rows("SELECT document_id, text FROM bulletin_text")) if reader.columns("bulletin_text") else {}
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


def _targets(reader: MartsReader, at: _Positions) -> Columns:
    return _linked(
        reader,
        at,
        "target_attainment",
        figures=("target", "actual"),
        names=(
            "due_year",
            "target_value",
            "target_comparator",
            "unit",
            "actual_value",
            "actual_year",
            "gap",
            "attainment_status",
            "comparator_used",
        ),
    )


def _revisions(reader: MartsReader, at: _Positions) -> Columns:
    return _linked(
        reader,
        at,
        "indicator_revision",
        figures=("old", "new"),
        names=(
            "year",
            "kind",
            "old_value",
            "new_value",
            "unit",
            "known_on",
            "difference",
            "relative_difference",
            "revision_type",
            "old_sentence",
            "new_sentence",
        ),
    )


def _conflicts(reader: MartsReader, at: _Positions) -> Columns:
    return _linked(
        reader,
        at,
        "indicator_conflict",
        figures=("chosen", "other"),
        names=(
            "year",
            "kind",
            "chosen_value",
            "other_value",
            "unit",
            "difference",
            "relative_difference",
            "likely_reason",
            "chosen_sentence",
            "other_sentence",
        ),
    )


def _linked(
    reader: MartsReader, at: _Positions, table: str, *, figures: Sequence[str], names: Sequence[str]
) -> Columns:
    """Rows of a table about two figures each, which become `<name>_d` and `<name>_o`."""
    columns = reader.columns(table)
    if not columns:
        return {}
    keys = ["metric_key", "region_key", *(f"{figure}_indicator_key" for figure in figures)]
    kept = [name for name in names if name in columns]
    rows = reader.records(f"SELECT {', '.join(keys + kept)} FROM {table} ORDER BY ALL")  # noqa: S608 - fixed names
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
        SELECT region_key, year AS y, count(DISTINCT metric_key) AS metrics, count(*) AS n
        FROM indicator_region_year WHERE kind = 'actual' GROUP BY region_key, year ORDER BY ALL
    """)
    for row in years:
        row["r"] = at.regions[row.pop("region_key")]
    gaps: list[Row] = []
    if reader.columns("coverage_gap"):
        gaps = reader.records("SELECT region_key, metric_key, year AS y, reason FROM coverage_gap ORDER BY ALL")
        for row in gaps:
            row["r"] = at.regions.get(row.pop("region_key"))
            row["metric"] = at.metrics[row.pop("metric_key")]
    return {"years": _columns_of(years), "gaps": _columns_of(gaps)}


def _quality(reader: MartsReader, at: _Positions) -> Row:
    failures = reader.records("""
        SELECT indicator_key, check_name AS "check", severity, reason, check_description_zh AS zh,
               check_description_en AS en
        FROM quarantine_indicator ORDER BY severity, check_name, indicator_key
    """)
    for row in failures:
        row["d"], row["o"] = at.figure(row.pop("indicator_key"))
    accuracy = reader.records("SELECT * FROM meta_accuracy ORDER BY ALL") if reader.columns("meta_accuracy") else []
    return {"failures": _columns_of(failures), "accuracy": accuracy}


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
