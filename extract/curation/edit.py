"""New lines and aliases for `catalogue/metrics.csv`: checked, and written so that no other line changes.

Nothing here changes or removes a code: codes stand in published tables.
"""

import csv
import io
import math
import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from extract.linking import normalise_name

_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would run
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z][A-Z0-9]{2,}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029|]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NO_METRIC_UNIT = {"multiplier": "a multiplier", "percentage_point": "a unit of change"}
_WIDEST_BOUNDS = {"percentage": (-100.0, 1000.0), "permille": (-1000.0, 1000.0), "score": (0.0, 1000.0)}


class CatalogueError(ValueError):
    """The change cannot be made; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class NewMetric:
    """A line to add; bounds are in the unit."""

    code: str
    name_zh: str
    name_en: str
    category: str
    value_type: str
    unit: str
    min_valid: float
    max_valid: float
    aliases: tuple[str, ...] = ()
    direction: str = "neutral"
    definition_zh: str = ""
    source: str = "bulletins"


class Catalogue:
    """The text of metrics.csv, line by line."""

    def __init__(self, metrics: str, units: str) -> None:
        self._lines = metrics.splitlines(keepends=True)
        self._header = _cells(self._lines[0].removeprefix("\ufeff")) if self._lines else []
        if "metric_code" not in self._header:
            raise CatalogueError("the catalogue of metrics has no header with metric_code")
        self._at: dict[str, int] = {}
        for number, line in enumerate(self._lines[1:], start=1):
            cells = _cells(line)
            if len(cells) != len(self._header):
                raise CatalogueError(f"line {number + 1} of the catalogue has {len(cells)} cells; repair it first")
            self._at[dict(zip(self._header, cells, strict=True))["metric_code"]] = number
        self._dimensions = {row["unit"]: row["dimension"] for row in csv.DictReader(io.StringIO(units))}

    @property
    def text(self) -> str:
        """The whole file."""
        return "".join(self._lines)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the order of the file."""
        return tuple(sorted(self._at, key=self._at.__getitem__))

    def row(self, code: str) -> dict[str, str]:
        """The cells of a code's line; KeyError if there is none."""
        return dict(zip(self._header, _cells(self._lines[self._at[code]]), strict=True))

    def choices(self, column: str) -> list[str]:
        """The values that a column has, sorted."""
        return sorted({self.row(code)[column] for code in self._at})

    def add_alias(self, code: str, alias: str) -> None:
        """Give a metric one more name."""
        alias = alias.strip()
        if code not in self._at:
            raise CatalogueError(f"{code} is not in the catalogue; add-metric makes a new code")
        self._check_name(alias)
        row = self.row(code)
        row["aliases_zh"] = "|".join(filter(None, [row["aliases_zh"], alias]))
        number = self._at[code]
        self._lines[number] = self._line(row)

    def add_metric(self, new: NewMetric) -> None:
        """Add a line, behind the last one of its category."""
        if new.code in self._at:
            raise CatalogueError(f"{new.code} is in the catalogue already; add-alias gives it another name")
        if not _CODE.fullmatch(new.code):
            raise CatalogueError(f"{new.code!r} is no code: capitals, digits and single underscores, as BED_COUNT")
        names = [name.strip() for name in (new.name_zh, *new.aliases)]
        for name in names:
            self._check_name(name)
        if len({normalise_name(name) for name in names}) < len(names):
            raise CatalogueError("two of the new names are the same to the extractor; give one of them")
        for column in ("category", "value_type", "direction"):
            if getattr(new, column) not in self.choices(column):
                raise CatalogueError(f"{column} {getattr(new, column)!r} is none of {', '.join(self.choices(column))}")
        for text in (new.name_en, new.definition_zh, new.source):
            if _CONTROL.search(text) or text.startswith(_FORMULA):
                raise CatalogueError(f"{text!r} holds a character that a table cell cannot")
        if not new.name_en.strip():
            raise CatalogueError("the English name is empty")
        self._check_unit(new.unit, new.value_type)
        _check_bounds(new)
        line = self._line(
            {
                "metric_code": new.code,
                "name_zh": names[0],
                "name_en": new.name_en.strip(),
                "aliases_zh": "|".join(names[1:]),
                "category": new.category,
                "value_type": new.value_type,
                "unit": new.unit,
                "min_valid": f"{new.min_valid:.15g}",
                "max_valid": f"{new.max_valid:.15g}",
                "direction": new.direction,
                "definition_zh": new.definition_zh.strip(),
                "source": new.source.strip(),
            }
        )
        place = 1 + max(self._at[code] for code in self._at if self.row(code)["category"] == new.category)
        if not self._lines[-1].endswith(("\n", "\r")):
            self._lines[-1] += self._ending
        self._lines.insert(place, line)
        self._at = {code: at + (at >= place) for code, at in self._at.items()} | {new.code: place}

    def _check_name(self, name: str) -> None:
        if not _CHINESE.search(name) or len(normalise_name(name)) < 2:
            raise CatalogueError(f"{name!r} is no name of a metric: two or more characters, some of them Chinese")
        if _CONTROL.search(name) or name.startswith(_FORMULA):
            raise CatalogueError(f"{name!r} holds a character that a name cannot")
        for code in self._at:
            row = self.row(code)
            for known in (row["name_zh"], *row["aliases_zh"].split("|")):
                if known and normalise_name(known) == normalise_name(name):
                    raise CatalogueError(f"{name} is taken: {code} has the name {known}")

    def _check_unit(self, unit: str, value_type: str) -> None:
        dimension = self._dimensions.get(unit)
        if dimension is None:
            raise CatalogueError(f"{unit!r} is not in the catalogue of units; use a unit that it has")
        if dimension in _NO_METRIC_UNIT:
            raise CatalogueError(f"{unit} is {_NO_METRIC_UNIT[dimension]}, no unit of a metric")
        users: dict[str, set[str]] = defaultdict(set)
        for code in self._at:
            row = self.row(code)
            users[self._kin(row["unit"])].add(row["value_type"])
        having = users.get(self._kin(unit))
        if having is not None and value_type not in having:
            raise CatalogueError(f"{unit} goes with value type {' or '.join(sorted(having))}, not {value_type}")

    def _kin(self, unit: str) -> str:
        """Units that can stand for each other: of one dimension, but % is not ‰."""
        dimension = self._dimensions.get(unit, unit)
        return unit if dimension == "ratio" else dimension

    @property
    def _ending(self) -> str:
        return "\r\n" if self._lines[0].endswith("\r\n") else "\n"

    def _line(self, row: dict[str, str]) -> str:
        out = io.StringIO()
        csv.writer(out, lineterminator=self._ending).writerow([row[column] for column in self._header])
        return out.getvalue()


def _cells(line: str) -> list[str]:
    return next(csv.reader([line.rstrip("\r\n")]), [])


def _check_bounds(new: NewMetric) -> None:
    low, high = new.min_valid, new.max_valid
    if not (math.isfinite(low) and math.isfinite(high)) or low >= high:
        raise CatalogueError(f"the bounds {low:g} and {high:g} hold no value; the first must be the lower")
    least, most = _WIDEST_BOUNDS.get(new.value_type, (-math.inf, math.inf))
    if new.value_type == "count":
        least = 0.0
    if low < least or high > most:
        raise CatalogueError(f"the bounds of a {new.value_type} lie between {least:g} and {most:g}")


def write_over(path: Path, text: str) -> None:
    """Replace the file in one step: whoever reads it meanwhile sees the old or the new one, whole."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as new:
        new.write(text)
    draft = Path(new.name)
    try:
        draft.chmod(path.stat().st_mode)
        draft.replace(path)
    except OSError:
        draft.unlink()
        raise
