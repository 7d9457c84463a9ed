"""The file of decisions: one reviewed CSV, a decision a line.

- `decision_id`: any text that no other line has; the command writes the key of the figure.
- `source`, `sentence`, `number_text`, `occurrence`: which figure is meant. Spacing and punctuation of the sentence do
  not count; `occurrence` counts from 1 where the sentence has the numeral more than once.
- `action`: `accept`, `correct` or `reject`.
- `correction`, of `correct` only: `field=value; field=value`, fields of CORRECTED; nothing after `=` empties the field.
- `expect`, the guard: what had been read when it was decided, likewise, fields of EXPECTED, value and metric at least.
- `reason`, `reviewer`, `decided_on`: why, who, which day.

A line that cannot be used is kept with its problem, and never stops the others.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from extract.readers.dates import parse_day

COLUMNS = (
    "decision_id", "source", "sentence", "number_text", "occurrence", "action", "correction", "expect", "reason",
    "reviewer", "decided_on",
)  # fmt: skip
ACTIONS = ("accept", "correct", "reject")
CORRECTED = ("value", "unit", "metric_code", "region_code", "year", "kind", "measure", "comparator")
EXPECTED = (*CORRECTED, "metric_text")
KINDS = ("actual", "target")
MEASURES = ("level", "change", "change_pct")
COMPARATORS = ("=", ">=", "<=", ">", "<", "~")
_MAY_BE_EMPTY = ("metric_code", "region_code", "year", "unit")
_PAIR = re.compile(rf"(?:^|;)\s*({'|'.join(sorted(EXPECTED, key=len, reverse=True))})\s*=", re.ASCII)
_REQUIRED = ("decision_id", "source", "sentence", "number_text", "action", "expect", "reason", "reviewer", "decided_on")
_MOST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Reading:
    """Fields of a figure that were read or are to hold; `given` names those that are meant, empty ones among them.

    Attributes:
        value: number in `unit`, multipliers applied, changes signed.
        year: of the figure; the other fields as in `extract.schema`.

    """

    given: tuple[str, ...] = ()
    value: float | None = None
    unit: str | None = None
    metric_code: str | None = None
    metric_text: str | None = None
    region_code: str | None = None
    year: int | None = None
    kind: str | None = None
    measure: str | None = None
    comparator: str | None = None

    def __str__(self) -> str:
        return "; ".join(f"{name}={_plain(getattr(self, name))}" for name in self.given)


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file; `problem` is empty for one that can be used.

    Attributes:
        line_number: of the file, from 1, where the line begins; the header is line 1.
        occurrence: which of several such numerals of the sentence, from 1.
        correction, expect: as the file has them; `corrected` and `expected` are what they say.

    """

    line_number: int
    decision_id: str = ""
    source: str = ""
    sentence: str = ""
    number_text: str = ""
    occurrence: int = 1
    action: str = ""
    correction: str = ""
    expect: str = ""
    reason: str = ""
    reviewer: str = ""
    decided_on: date | None = None
    corrected: Reading = field(default_factory=Reading)
    expected: Reading = field(default_factory=Reading)
    problem: str = ""


class DecisionError(ValueError):
    """A decision that would not be usable; the text says why and what to do."""


def read_decisions(path: Path) -> list[Decision]:
    """Read every line of the file; without a file there are no decisions.

    Never raises for what the file contains: what cannot be used comes back with its `problem`.

    Raises:
        OSError: the file is there and cannot be opened.

    """
    if not path.exists():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return [
            Decision(1, problem=f"{path.name} is not UTF-8 (byte {error.start}); save it as “CSV UTF-8” and run again")
        ]
    return list(parse_decisions(text))


def parse_decisions(text: str) -> Iterator[Decision]:
    """Yield the decisions of a file's text, malformed ones with their problem."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    seen: dict[str, int] = {}
    columns: list[str] | None = None
    line_number = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Decision(line_number, problem=f"from here on the file is not CSV ({error}); mend the quotes")
            return
        begins, line_number = line_number, reader.line_num + 1
        if not any(cell.strip() for cell in row):
            continue
        if columns is None:
            columns = [cell.strip() for cell in row]
            if missing := [name for name in COLUMNS if name not in columns]:
                yield Decision(
                    begins, problem=f"the header lacks {', '.join(missing)}; the columns are {', '.join(COLUMNS)}"
                )
                return
            continue
        decision = _decision(begins, columns, row)
        if not decision.problem and (first := seen.setdefault(decision.decision_id, begins)) != begins:
            problem = f"decision_id {decision.decision_id} stands in line {first} too; drop one of the two"
            yield replace(decision, problem=problem)
            continue
        yield decision


def _decision(line_number: int, columns: Sequence[str], row: Sequence[str]) -> Decision:
    cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False)}
    problems = []
    if len(row) != len(columns):
        problems.append(f"it has {len(row)} cells, the header {len(columns)}; quote cells that contain commas")
    if empty := [name for name in _REQUIRED if not cells.get(name)]:
        problems.append(f"{', '.join(empty)} must not be empty")
    if too_long := [name for name, cell in cells.items() if len(cell) > _MOST_CHARACTERS]:
        problems.append(f"{', '.join(too_long)} has more than {_MOST_CHARACTERS} characters")
    action = cells.get("action", "").lower()
    problems += _action_problems(action, cells.get("correction", ""))
    occurrence = _whole(cells.get("occurrence", "") or "1")
    if not occurrence:
        problems.append(f"occurrence is {cells.get('occurrence')!r}; use 1, 2, …")
    decided_on = parse_day(cells.get("decided_on"))
    if cells.get("decided_on") and decided_on is None:
        problems.append(f"decided_on is {cells['decided_on']!r}; write it as 2026-03-01")
    corrected, expected = Reading(), Reading()
    try:
        corrected = parse_reading(cells.get("correction", ""), CORRECTED)
        check_reading(corrected)
    except DecisionError as error:
        problems.append(f"correction: {error}")
    try:
        expected = parse_reading(cells.get("expect", ""), EXPECTED)
        _check_guard(expected)
    except DecisionError as error:
        problems.append(f"expect: {error}")
    kept = ("decision_id", "source", "sentence", "number_text", "correction", "expect", "reason", "reviewer")
    return Decision(
        line_number=line_number,
        **{name: cells.get(name, "") for name in kept},
        action=action,
        occurrence=occurrence or 1,
        decided_on=decided_on,
        corrected=corrected,
        expected=expected,
        problem="; ".join(problems),
    )


def _action_problems(action: str, correction: str) -> Iterator[str]:
    if action and action not in ACTIONS:
        yield f"action is {action!r}; use {', '.join(ACTIONS)}"
    elif action == "correct" and not correction:
        yield "action is correct, but correction is empty; write field=value; field=value"
    elif action != "correct" and correction:
        yield f"action is {action}, but correction is not empty; use correct, or empty it"


def _check_guard(expected: Reading) -> None:
    if expected.given and not ("value" in expected.given and {"metric_code", "metric_text"} & {*expected.given}):
        raise DecisionError("it must name at least value, and metric_code or metric_text")


def parse_reading(text: str, names: Sequence[str]) -> Reading:
    """Read `field=value; field=value`.

    Raises:
        DecisionError: a field is unknown, stands twice, or holds what it cannot hold.

    """
    starts = list(_PAIR.finditer(text))
    if text.strip() and (not starts or text[: starts[0].start()].strip()):
        raise DecisionError(f"{text!r} is not of the form field=value; field=value with fields {', '.join(names)}")
    given: dict[str, str] = {}
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=False):
        name = start[1]
        if name not in names:
            raise DecisionError(f"{name} cannot be given here; use {', '.join(names)}")
        if name in given:
            raise DecisionError(f"{name} is given twice")
        given[name] = text[start.end() : end].strip().rstrip(";").strip()
    if empty := [name for name, cell in given.items() if not cell and name not in _MAY_BE_EMPTY]:
        raise DecisionError(f"{', '.join(empty)} must have a value")
    return Reading(tuple(given), **{name: _typed(name, cell) for name, cell in given.items() if cell or name == "unit"})  # type: ignore[arg-type]


def _typed(name: str, cell: str) -> float | int | str:
    if name == "value":
        try:
            value = float(cell.replace(",", ""))
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise DecisionError(f"value is {cell!r}, not a number; write 8150 and not 0.815万")
        return value
    if name == "year":
        year = _whole(cell)
        if year is None:
            raise DecisionError(f"year is {cell!r}, not a year")
        return year
    return cell


def check_reading(reading: Reading) -> None:
    """Refuse what no figure can be.

    Raises:
        DecisionError: a code is in no catalogue, or a term is none.

    """
    for name, terms in (("kind", KINDS), ("measure", MEASURES), ("comparator", COMPARATORS)):
        if name in reading.given and getattr(reading, name) not in terms:
            raise DecisionError(f"{name} is {getattr(reading, name)!r}; use one of {' '.join(terms)}")
    for name, table, column in (
        ("metric_code", "metrics.csv", "metric_code"),
        ("region_code", "regions.csv", "region_code"),
    ):
        code = getattr(reading, name)
        if code is not None and code not in _codes(table, column):
            raise DecisionError(f"{name} {code!r} is not in extract/catalogue/{table}")
    if reading.unit and reading.unit not in _units():
        raise DecisionError(f"unit {reading.unit!r} is not in extract/catalogue/units.csv")


@cache
def _catalogue(table: str) -> tuple[dict[str, str], ...]:
    text = (files("extract") / "catalogue" / table).read_text(encoding="utf-8-sig")
    return tuple(csv.DictReader(io.StringIO(text, newline="")))


@cache
def _codes(table: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in _catalogue(table))


@cache
def _units() -> frozenset[str]:
    rows = [row for row in _catalogue("units.csv") if row["dimension"] != "multiplier"]
    return frozenset(form for row in rows for form in (row["unit"], *row["surface_forms"].split("|")) if form)


def _whole(cell: str) -> int | None:
    return int(cell) if re.fullmatch(r"\d{1,9}", cell, re.ASCII) else None


def _plain(value: object) -> str:
    if value is None:
        return ""
    return format(value, ".15g") if isinstance(value, float) else str(value)


def append(path: Path, decision: Mapping[str, object]) -> int:
    """Add one line to the file, which is created with its header if need be, and return its number.

    `decision` has the cells of COLUMNS. The file is written beside itself first, so it is never half a line.

    Raises:
        DecisionError: the line would not be usable, or the figure has a decision already.
        OSError: the file cannot be written.

    """
    line = _csv_line(str(decision.get(name) or "") for name in COLUMNS)
    header = _csv_line(COLUMNS)
    before = path.read_text(encoding="utf-8-sig") if path.exists() else header
    if not before.strip():
        before = header
    if not before.endswith("\n"):
        before += "\n"
    columns = next(csv.reader(io.StringIO(before, newline="")))
    if [cell.strip() for cell in columns] != list(COLUMNS):
        line = _csv_line(str(decision.get(name.strip()) or "") for name in columns)
    added = list(parse_decisions(before + line))[-1:]
    if not added or added[0].problem:
        raise DecisionError(added[0].problem if added else f"{path} holds no decisions where its lines should be")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(before + line, encoding="utf-8", newline="")
    draft.replace(path)
    return added[0].line_number


def _csv_line(cells: Iterable[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def as_row(decision: Decision) -> dict[str, object]:
    """Return a decision as a row of `raw.review_decisions`."""
    row = asdict(decision)
    corrected, expected = row.pop("corrected"), row.pop("expected")
    row["corrected_fields"] = _listed(corrected.pop("given"))
    row["expected_fields"] = _listed(expected.pop("given"))
    row |= {f"corrected_{name}": corrected[name] for name in CORRECTED}
    row |= {f"expected_{name}": expected[name] for name in EXPECTED}
    return row


def _listed(names: Sequence[str]) -> str:
    """Names between bars, such that one can be looked for with its bars."""
    return "".join(f"|{name}" for name in names) + "|" if names else ""
