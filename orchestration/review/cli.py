"""`python -m orchestration.review`: see what waits for a reviewer, and decide."""

import argparse
import csv
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from orchestration.publication.publish import MARTS_FILE
from orchestration.review.decisions import (
    ACTIONS,
    CORRECTED,
    DecisionError,
    append,
    check_reading,
    parse_reading,
    read_decisions,
)
from orchestration.review.queue import QueueError, figure, reading_of, waiting
from orchestration.settings import Settings

DONE, REFUSED = 0, 2
_SHOWN = {
    "review_key": "key",
    "check_status": "checks",
    "review_status": "review",
    "reasons_zh": "why (zh)",
    "reasons_en": "why (en)",
    "suggestion_zh": "to do (zh)",
    "suggestion_en": "to do (en)",
    "metric_name_zh": "metric",
    "metric_code": "metric_code",
    "metric_text": "as printed",
    "region_full_name": "region",
    "region_code": "region_code",
    "year": "year",
    "value": "value",
    "unit": "unit",
    "kind": "kind",
    "measure": "measure",
    "comparator": "comparator",
    "confidence": "confidence",
    "rule": "how it was read",
    "title": "bulletin",
    "published_on": "published",
    "source": "source",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 2 refused."""
    options = _parser().parse_args(arguments)
    if options.landing:
        os.environ["LANDING"] = str(Path(options.landing).expanduser().absolute())
    try:
        status: int = options.run(options, Settings.from_environment())
    except (QueueError, DecisionError, OSError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m orchestration.review",
        description="See which figures of the release wait for a reviewer, and write decisions into the decision file.",
        epilog="A decision takes effect with the next run. Exit status: 0 done, 2 refused.",
    )
    parser.add_argument("--landing", help="folder of bulletins (default: LANDING, or the samples)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    listing = commands.add_parser("list", help="all that waits, the most urgent first")
    listing.add_argument("--format", choices=("table", "csv"), default="table")
    listing.add_argument("--reason", help="only this reason_code, as failed_check or low_confidence")
    listing.add_argument("--source", help="only sources that contain this text")
    listing.set_defaults(run=_list)

    show = commands.add_parser("show", help="one figure with its sentence, why it waits and how it was read")
    show.add_argument("key", metavar="KEY", help="a key of `list`, or any review_key or indicator_key of fct_indicator")
    show.set_defaults(run=_show)

    decide = commands.add_parser("decide", help="add a decision to the decision file")
    decide.add_argument("key", metavar="KEY", help="as for show")
    decide.add_argument("--action", choices=ACTIONS, required=True)
    decide.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help=f"corrected field, of {', '.join(CORRECTED)}; may be repeated; nothing after = empties the field",
    )
    decide.add_argument("--reason", required=True, help="why, for those who read it later")
    decide.add_argument("--reviewer", required=True, help="who decides")
    decide.add_argument("--date", type=date.fromisoformat, default=None, help="day of the decision (default: today)")
    decide.set_defaults(run=_decide)
    return parser


def _list(options: argparse.Namespace, settings: Settings) -> int:
    found = waiting(settings.release / MARTS_FILE, options.reason, options.source)
    if options.format == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(found.columns)
        writer.writerows(found.rows)
        return DONE
    table = Table(show_lines=False, box=None, pad_edge=False)
    for name in found.columns[:-1]:
        table.add_column(name, overflow="fold", no_wrap=name == "review_key")
    for row in found.rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row[:-1]))
    console = Console(highlight=False, markup=False)
    console.print(table)
    console.print(f"{len(found.rows)} wait; decisions go to {settings.decisions}", soft_wrap=True)
    return DONE


def _show(options: argparse.Namespace, settings: Settings) -> int:
    found = figure(settings.release / MARTS_FILE, options.key)
    width = max(map(len, _SHOWN.values()))
    for name, label in _SHOWN.items():
        if found[name] is not None:
            print(f"{label:<{width}}  {found[name]}")
    at, number = found["number_in_sentence"], found["number_text"]
    sentence = found["sentence"]
    print(f"{'sentence':<{width}}  {sentence[:at]}【{number}】{sentence[at + len(number) :]}")
    return DONE


def _decide(options: argparse.Namespace, settings: Settings) -> int:
    found = figure(settings.release / MARTS_FILE, options.key)
    path = settings.decisions
    if found["review_status"] != "none":
        raise DecisionError(f"a decision on {options.key} is in force already; change its line in {path}")
    for decision in read_decisions(path):
        if decision.decision_id == found["review_key"]:
            raise DecisionError(
                f"{path}, line {decision.line_number} decides on {options.key} already; change that line"
            )
    corrected = parse_reading("; ".join(options.set), CORRECTED)
    check_reading(corrected)
    guard = reading_of(found)
    if unchanged := [name for name in corrected.given if getattr(corrected, name) == found[name]]:
        raise DecisionError(f"{', '.join(unchanged)} is so already; leave it out, or accept the figure")
    line = append(
        path,
        {
            "decision_id": found["review_key"],
            "source": found["source"],
            "sentence": re.sub(r"\s+", " ", found["sentence"]).strip(),
            "number_text": found["number_text"],
            "occurrence": found["occurrence"],
            "action": options.action,
            "correction": str(corrected),
            "expect": str(guard),
            "reason": options.reason.strip(),
            "reviewer": options.reviewer.strip(),
            "decided_on": options.date or date.today(),  # noqa: DTZ011 - the reviewer's own day
        },
    )
    print(f"{path}, line {line}: {options.action} {found['number_text']} ({guard}); it takes effect with the next run")
    return DONE
