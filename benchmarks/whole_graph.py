"""All texts of a folder through the whole graph: `python -m benchmarks.whole_graph --texts FOLDER`.

From the files to the published marts, into a warehouse of its own.

Exits with 1 if the run fails, a document has no outcome or more than one, an extraction failed, a document is missing
from the published marts, or an offset does not give its numeral.
"""

import argparse
import sys
from contextlib import closing
from pathlib import Path

import duckdb

from benchmarks.report import show
from benchmarks.runs import project_copy, run_to_end
from benchmarks.texts import SAMPLES
from extract.readers import iter_files

QUERIES = {
    "documents": "SELECT count(*) FROM raw.documents",
    "characters": "SELECT sum(length(text)) FROM raw.documents",
    "mentions": "SELECT count(*) FROM raw.mentions",
    "mentions with a catalogue code": "SELECT count(metric_code) FROM raw.mentions",
    "masked figures": "SELECT sum(masked_count) FROM raw.outcomes",
    "facts": "SELECT count(*) FROM marts.fct_indicator",
    "accepted": "SELECT count(*) FROM marts.fct_indicator WHERE check_status IN ('accepted', 'warned')",
    "quarantined": "SELECT count(*) FROM marts.fct_indicator WHERE check_status = 'quarantined'",
}
"""Figures to show."""
MUST_BE_NONE = {
    "documents without exactly one outcome": """
        SELECT count(*) FROM (
            SELECT document_id FROM raw.documents LEFT JOIN raw.outcomes USING (document_id)
            GROUP BY document_id HAVING count(raw.outcomes.document_id) <> 1
        )
    """,
    "outcomes without a document": "SELECT count(*) FROM raw.outcomes ANTI JOIN raw.documents USING (document_id)",
    "failed extractions": "SELECT count(*) FROM raw.outcomes WHERE status = 'failed'",
    "documents missing from the marts": (
        "SELECT count(*) FROM raw.documents ANTI JOIN marts.document_outcome USING (document_id)"
    ),
    "mentions whose offsets do not give their numeral": """
        SELECT count(*) FROM raw.mentions JOIN raw.documents USING (document_id)
        WHERE substring(text, number_start + 1, number_end - number_start) IS DISTINCT FROM number_text
    """,
    "mentions that are no fact": (
        "SELECT count(*) FROM raw.mentions ANTI JOIN marts.fct_indicator USING (document_id, ordinal) "
        "WHERE duplicate_of IS NULL"
    ),
}
"""Counts that must be 0."""


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    files = sum(1 for _ in iter_files(options.texts))
    with project_copy() as project:
        home = project.parent / "warehouse"
        run, seconds = run_to_end(project, home, options.texts)
        print(run.output)
        wrong = [f"the run failed with status {run.process.returncode}"] if run.process.returncode else []
        with closing(duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)) as connection:
            figures = {name: count(connection, query) for name, query in QUERIES.items()}
            faults = {name: count(connection, query) for name, query in MUST_BE_NONE.items()}
            seen = count(connection, "SELECT count(*) FROM raw.files")
            outcomes = connection.execute("SELECT status, count(*) FROM raw.outcomes GROUP BY 1 ORDER BY 1").fetchall()
    wrong += [f"{number} {name}" for name, number in faults.items() if number]
    if seen != files:
        wrong.append(f"{files} files in the folder, {seen} in the warehouse")
    rate = figures["documents"] / seconds
    rows: list[tuple[object, ...]] = [("seconds", seconds), ("documents/s", rate), ("files", files)]
    rows += [*figures.items(), *((f"outcome {status}", number) for status, number in outcomes), *faults.items()]
    show(f"the whole graph over {options.texts.name}", ("what", "figure"), rows)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


def count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    ((number,),) = connection.execute(query).fetchall()
    return int(number or 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.whole_graph",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--texts", type=Path, default=SAMPLES, metavar="FOLDER", help="bulletins (default: the samples)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
