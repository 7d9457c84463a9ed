"""`python -m extract.curation`: see the package."""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from extract.cli import NOT_ALL_USED, USAGE_ERROR, USED, Run, write_utf_8
from extract.curation.edit import Catalogue, CatalogueError, NewMetric, write_over
from extract.curation.groups import Group, Uncoded
from extract.curation.trial import Difference, Reading, difference, read_under
from extract.linking import metric_index

Table = tuple[Sequence[str], list[Sequence[Any]]]
_BOUNDS = {"percentage": (0.0, 100.0), "permille": (0.0, 1000.0)}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = _parser().parse_args(argv)
    write_utf_8(sys.stdout, sys.stderr)
    try:
        code: int = options.run(options)
    except (CatalogueError, OSError) as error:
        print(f"{error}", file=sys.stderr)
        return USAGE_ERROR
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extract.curation",
        description="Keep the catalogue of metrics: see what bulletins name that it lacks and what a new name changes.",
        epilog="Exit code: 0 done, 1 done but some documents could not be used, 2 refused or wrong usage.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--format", choices=sorted(FORMATS), default="table", help="of the rows (default: %(default)s)")
    files_read = {"nargs": "+", "metavar": "FILE", "help": "a bulletin, or a folder of them"}

    listing = commands.add_parser("list", parents=[every], help="metrics outside the catalogue, by use")
    listing.add_argument("files", **files_read)  # type: ignore[arg-type]
    listing.add_argument("--least", type=int, default=1, metavar="N", help="bulletins that must use it (default: 1)")
    listing.add_argument("--top", type=int, metavar="N", help="only the first N")
    listing.add_argument("--domain", choices=("health", "other", "all"), default="health")
    listing.set_defaults(run=_list)

    change = argparse.ArgumentParser(add_help=False, parents=[every])
    change.add_argument("--catalogue", type=Path, help="the metrics.csv to change (default: the extractor's own)")
    doing = change.add_mutually_exclusive_group()
    doing.add_argument("--dry-run", action="store_true", help="only show what would change (the default)")
    doing.add_argument("--write", action="store_true", help="write the catalogue too")

    alias = commands.add_parser("add-alias", parents=[change], help="another name for a metric")
    alias.add_argument("code", metavar="CODE")
    alias.add_argument("alias", metavar="ALIAS")
    alias.add_argument("files", **files_read)  # type: ignore[arg-type]
    alias.set_defaults(run=_add_alias)

    metric = commands.add_parser("add-metric", parents=[change], help="a new metric")
    metric.add_argument("code", metavar="CODE")
    metric.add_argument("files", **files_read)  # type: ignore[arg-type]
    for name in ("name-zh", "name-en", "unit", "value-type", "category"):
        metric.add_argument(f"--{name}", required=True)
    metric.add_argument("--alias", action="append", default=[], help="another name; may be repeated")
    metric.add_argument("--min", type=float, help="least plausible value (default: 0)")
    metric.add_argument("--max", type=float, help="greatest plausible value; may be left out for %% (100) and ‰ (1000)")
    metric.add_argument("--direction", default="neutral", help="higher_better, lower_better or neutral (the default)")
    metric.add_argument("--definition-zh", default="")
    metric.add_argument("--source", default="bulletins", help="where the metric is defined (default: %(default)s)")
    metric.set_defaults(run=_add_metric)
    return parser


def _list(options: argparse.Namespace) -> int:
    from extract.batch import extract_batch  # imported late: usage errors and --help need no catalogue

    run = Run(extract_batch, sys.stderr, options.domain)
    uncoded = Uncoded()
    for batch in run.batches(options.files):
        uncoded.add(batch.mentions)
    groups = (group for group in uncoded.groups(metric_index()) if group.bulletins >= options.least)
    FORMATS[options.format](_listing(list(islice(groups, options.top))), sys.stdout)
    return USED if run.all_used else NOT_ALL_USED


def _listing(groups: Sequence[Group]) -> Table:
    columns = ("bulletins", "mentions", "wording", "variants", "units", "nearest", "example", "source")
    return columns, [
        (
            group.bulletins,
            group.mentions,
            group.wording,
            group.variants,
            [f"{unit or '(none)'} {count}" for unit, count in group.units],
            [f"{code} {name} {likeness:.2f}" for code, name, likeness in group.nearest],
            group.example,
            group.example_source,
        )
        for group in groups
    ]


def _add_alias(options: argparse.Namespace) -> int:
    def edit(catalogue: Catalogue) -> None:
        catalogue.add_alias(options.code, options.alias)

    return _change(options, edit)


def _add_metric(options: argparse.Namespace) -> int:
    least, most = _BOUNDS.get(options.value_type, (0.0, None))
    low = least if options.min is None else options.min
    high = most if options.max is None else options.max
    if high is None:
        raise CatalogueError(f"--max is needed: nothing bounds a {options.value_type} by itself")
    new = NewMetric(
        code=options.code,
        name_zh=options.name_zh,
        name_en=options.name_en,
        category=options.category,
        value_type=options.value_type,
        unit=options.unit,
        min_valid=low,
        max_valid=high,
        aliases=tuple(options.alias),
        direction=options.direction,
        definition_zh=options.definition_zh,
        source=options.source,
    )

    def edit(catalogue: Catalogue) -> None:
        catalogue.add_metric(new)

    return _change(options, edit)


def _change(options: argparse.Namespace, edit: Callable[[Catalogue], None]) -> int:
    own = files("extract") / "catalogue"
    path: Path = options.catalogue or Path(str(own / "metrics.csv"))
    was = path.read_bytes().decode("utf-8")
    catalogue = Catalogue(was, (own / "units.csv").read_text(encoding="utf-8-sig"))
    edit(catalogue)
    before, after = (read_under(text, options.files) for text in (was, catalogue.text))
    found = difference(before.rows, after.rows)
    FORMATS[options.format](_changes(found), sys.stdout)
    _tell(before, found, catalogue.row(options.code))
    if options.write:
        if path.read_bytes().decode("utf-8") != was:
            raise CatalogueError(f"{path} changed meanwhile; run the command again")
        write_over(path, catalogue.text)
    print(f"{path}: {'written' if options.write else 'not written; --write writes it'}", file=sys.stderr)
    return USED if before.all_used and after.all_used else NOT_ALL_USED


def _changes(found: Difference) -> Table:
    columns = ("code_before", "code_after", "metric_text", "value", "unit", "sentence", "source", "number_start")
    rows: list[Sequence[Any]] = []
    for before, after in found.recoded:
        shown = [after[name] for name in columns[2:]]
        rows.append([before["metric_code"], after["metric_code"], *shown])
    return columns, rows


def _tell(before: Reading, found: Difference, row: dict[str, str]) -> None:
    lines = [line for line in before.told if ": extracted" not in line]
    sources = {after["source"] for _, after in found.recoded}
    lines.append(
        f"{len(before.rows)} mention(s) before; {len(found.recoded)} change code, in {len(sources)} document(s)"
    )
    lines += [f"  {one or '(no code)'} -> {two or '(no code)'}: {count}" for one, two, count in found.counts()]
    if found.otherwise or found.gone or found.new:
        lines.append(
            f"beside these {len(found.otherwise)} mention(s) change in another field, {len(found.gone)} go, "
            f"{len(found.new)} come"
        )
    low, high = float(row["min_valid"]), float(row["max_valid"])
    coded = [after for _, after in found.recoded if after["metric_code"] == row["metric_code"]]
    levels = [after["value"] for after in coded if after["measure"] == "level" and after["unit"] == row["unit"]]
    outside = [value for value in levels if not low <= value <= high]
    if outside:
        few = ", ".join(f"{value:g}" for value in outside[:5])
        lines.append(f"{len(outside)} of {len(levels)} value(s) in {row['unit']} lie outside {low:g}..{high:g}: {few}")
    print("\n".join(lines), file=sys.stderr)


def _write_jsonl(table: Table, out: TextIO) -> None:
    columns, rows = table
    for row in rows:
        out.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")


def _write_csv(table: Table, out: TextIO) -> None:
    columns, rows = table
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_plain(cell, "|") for cell in row] for row in rows)


def _write_table(table: Table, out: TextIO) -> None:
    from rich.console import Console  # imported late: only this format needs it
    from rich.table import Table as Drawn
    from rich.text import Text

    columns, rows = table
    drawn = Drawn(expand=True)
    for column in columns:
        wide = column in ("example", "sentence", "metric_text", "wording", "variants", "nearest")
        narrow = column in ("bulletins", "mentions", "number_start", "unit")
        drawn.add_column(column, ratio=6 if wide else 2 if narrow else 3, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(_short(_plain(cell, "\n"))) for cell in row))
    Console(file=out, width=None if out.isatty() else 180, highlight=False, markup=False).print(drawn)


def _plain(cell: Any, between: str) -> str:
    if isinstance(cell, list):
        return between.join(cell)
    return f"{cell:.15g}" if isinstance(cell, float) else "" if cell is None else str(cell)


def _short(cell: str) -> str:
    return cell if len(cell) <= 160 else cell[:159] + "…"


FORMATS: dict[str, Callable[[Table, TextIO], None]] = {"table": _write_table, "csv": _write_csv, "jsonl": _write_jsonl}
