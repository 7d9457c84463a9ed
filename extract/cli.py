"""`python -m extract FILE...`: indicators to standard output, what became of each document to standard error."""

import argparse
import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TextIO

import polars as pl

from extract.document import Document, documents_frame
from extract.readers import formats_read, iter_documents, iter_files, iter_unsupported
from extract.schema import CLI_FIELDS

USED, NOT_ALL_USED, USAGE_ERROR, READER_GONE = 0, 1, 2, 141  # the last as a shell shows a program ended by SIGPIPE
_BATCH = 64  # documents; bounds memory and lets the first rows out early


class Extracted(Protocol):
    """What the extraction of a batch gives, as far as the command line needs it."""

    @property
    def mentions(self) -> pl.DataFrame: ...

    @property
    def outcomes(self) -> pl.DataFrame: ...

    @property
    def bulletins(self) -> pl.DataFrame: ...


@dataclass(frozen=True)
class Batch:
    """Documents as they were read, and the frames of `extract.schema` that came of them.

    `mentions` holds only the figures of the domain that was asked for; `outcomes` has one row a document, in order.
    """

    documents: Sequence[Document]
    mentions: pl.DataFrame
    outcomes: pl.DataFrame
    bulletins: pl.DataFrame

    @property
    def rows(self) -> pl.DataFrame:
        """The mentions with the fields that are written out."""
        return self.mentions.select(CLI_FIELDS)


Extract = Callable[[pl.DataFrame], Extracted]
Writer = Callable[[Iterator[Batch], TextIO], None]
"""Takes one batch after another and writes them all."""


def main(argv: Sequence[str] | None = None, extract: Extract | None = None) -> int:
    """Run the command line and return its exit code; `extract` stands in for `extract.batch.extract_batch`."""
    parser = _parser()
    options = parser.parse_args(argv)
    if not all(options.files):
        parser.error("a FILE is empty; an unset variable?")
    if extract is None:
        from extract.batch import extract_batch  # imported late: usage errors and --help need no catalogue

        extract = extract_batch
    write_utf_8(sys.stdout, sys.stderr)
    domain = options.domain or ("all" if options.format == "html" else "health")
    run = Run(extract, sys.stderr, domain)
    try:
        WRITERS[options.format](run.batches(options.files), sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough. What is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except KeyboardInterrupt:
        return 130
    return USED if run.all_used else NOT_ALL_USED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extract",
        description="Find the health indicators in bulletins. Rows go to standard output; one line a document, telling "
        "what was found or why it could not be used, to standard error.",
        epilog=f"Formats read: {formats_read()}. Exit code: 0 every document was used (an empty one counts), "
        "1 some could not be, 2 wrong usage.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or a folder to read with all below it")
    parser.add_argument(
        "--domain",
        choices=("health", "other", "all"),
        help="figures of health (with medical insurance, population, ageing, childcare), of other sectors, or all "
        "(default: health; on a page all, told apart)",
    )
    parser.add_argument(
        "--format",
        choices=sorted(WRITERS),
        default="jsonl",
        help="jsonl, csv or table: the rows; html: a page that shows each figure in its text (default: %(default)s)",
    )
    return parser


def write_utf_8(*streams: TextIO) -> None:
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


class Run:
    """Reads and extracts batch by batch, and keeps account of what became of the documents."""

    def __init__(self, extract: Extract, report: TextIO, domain: str = "health") -> None:
        self.all_used = True
        self._domain = domain
        self._extract = extract
        self._report = report

    def batches(self, paths: Sequence[str]) -> Iterator[Batch]:
        documents = self._documents(paths)
        while batch := list(islice(documents, _BATCH)):
            extracted = self._extract(documents_frame(batch))
            mentions = extracted.mentions
            if self._domain != "all":
                mentions = mentions.filter(pl.col("domain") == self._domain)
            yield Batch(batch, mentions, extracted.outcomes, extracted.bulletins)
            self._tell(batch, extracted.outcomes)

    def _documents(self, paths: Sequence[str]) -> Iterator[Document]:
        for path in paths:
            if not Path(path).is_dir():
                yield from iter_documents(path)
                continue
            is_empty = True
            for file in iter_files(path):
                is_empty = False
                yield from iter_documents(file)
            for file in iter_unsupported(path):
                self._say(f"{file}: skipped: the formats read are {formats_read()}")
            if is_empty:
                self._say(f"{path}: no file to read; the formats read are {formats_read()}")
                self.all_used = False

    def _tell(self, batch: Sequence[Document], outcomes: pl.DataFrame) -> None:
        messages = {(document.document_id, document.source): document.message for document in batch}
        for outcome in outcomes.iter_rows(named=True):
            self.all_used &= outcome["status"] not in ("unreadable", "failed")
            message = outcome["message"] or messages.get((outcome["document_id"], outcome["source"]), "")
            self._say(f"{outcome['source']}: {_outcome_line(outcome)}" + (f": {message}" if message else ""))

    def _say(self, line: str) -> None:
        print(" ".join(line.split()), file=self._report, flush=True)


def _outcome_line(outcome: dict[str, Any]) -> str:
    counts = (
        ("mention_count", "indicator(s)"),
        ("bulletin_count", "bulletin(s)"),
        ("masked_count", "masked"),
        ("unmatched_count", "without a metric"),
        ("uncoded_count", "outside the catalogue"),
    )
    told = [f"{outcome[name]} {words}" for name, words in counts if outcome[name]]
    return ", ".join([str(outcome["status"]), *told])


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _write_jsonl(batches: Iterator[Batch], out: TextIO) -> None:
    for batch in batches:
        for row in batch.rows.iter_rows(named=True):
            out.write(json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False) + "\n")


def _write_csv(batches: Iterator[Batch], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CLI_FIELDS)
    for batch in batches:
        writer.writerows([_plain(value) for value in row] for row in batch.rows.iter_rows())


def _write_table(batches: Iterator[Batch], out: TextIO) -> None:
    from rich.console import Console  # imported late: only this format needs it

    width = None if out.isatty() else 160
    console = Console(file=out, width=width, highlight=False, markup=False)
    for batch in batches:
        for (source,), rows in batch.rows.group_by("source", maintain_order=True):
            console.print(_table(str(source), rows.iter_rows(named=True)))


def _table(source: str, rows: Iterable[dict[str, Any]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(source), title_justify="left", expand=True)
    for header, ratio, justify in (
        ("Printed", 2, "right"),
        ("Value", 3, "right"),
        ("Metric", 6, "left"),
        ("Code", 4, "left"),
        ("Region", 2, "left"),
        ("Period", 3, "left"),
        ("Kind", 3, "left"),
        ("Confidence", 2, "right"),
    ):
        table.add_column(header, ratio=ratio, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in rows:
        comparator = "" if row["comparator"] == "=" else row["comparator"]
        cells = (
            row["number_text"],
            f"{comparator}{row['value']:.15g} {row['unit']}",
            row["metric_text"],
            row["metric_code"],
            row["region_code"],
            _period(row["period_start"], row["period_end"]),
            row["kind"] if row["measure"] == "level" else f"{row['kind']} {row['measure']}",
            f"{row['confidence']:.2f}",
        )
        table.add_row(*(Text(str(cell or "")) for cell in cells))
    return table


def _period(start: date | None, end: date | None) -> str:
    if start and end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(end.year) if start.year == end.year else f"{start.year} – {end.year}"
    return " – ".join(str(day) for day in (start, end) if day is not None)


def _write_html(batches: Iterator[Batch], out: TextIO) -> None:
    from extract.page import write_page  # imported late: only this format needs it

    write_page(batches, out)


WRITERS: dict[str, Writer] = {"jsonl": _write_jsonl, "csv": _write_csv, "table": _write_table, "html": _write_html}
