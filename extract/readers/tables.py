"""Tables as lines of text: one line a row, `| cell | cell |`, each value under its own header.

All formats write tables this way, as Markdown does. A merged cell that is a label (it names its rows or columns) is
repeated in every place it covers, so that each figure keeps its headers; one that holds a figure is written once, its
other places being left blank, so that no figure is counted twice.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MAX_COLUMNS = 200
_LONGEST_CELL = 200
_MOST_PLACES_A_CELL = 50
_LONGEST_LABEL = 40
_WHITE_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_YEAR_OR_MONTH = re.compile(r"(?:19|20)\d\d(?:[—–\-~至](?:19|20)\d\d)?|\d{1,2}月")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the source has it: its text, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the lines of a table; a row that is one cell over the full width is a line without bars."""
    cells = sum(map(len, rows))
    places = sum(_columns(cell) * min(max(cell.rows, 1), len(rows)) for row in rows for cell in row)
    if places > _MOST_PLACES_A_CELL * cells:  # spans that cannot be meant: take the cells as they come
        rows = [[Cell(cell.text) for cell in row] for row in rows]
    grid, alone = _grid(rows)
    width = max((place + 1 for line in grid for place, text in enumerate(line) if text), default=0)
    lines: list[str] = []
    for line, is_alone in zip(grid, alone, strict=True):
        if not any(line):
            continue
        if is_alone:
            lines.append(line[0])
        else:
            padded = [*line, *[""] * width][:width]
            lines.append("| " + " | ".join(text.replace("|", "｜") for text in padded) + " |")
    return lines


def is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a table only places text on the page: one cell a row, or prose side by side."""
    side_by_side = [cell.text for row in rows if len(row) > 1 for cell in row]
    return (
        not side_by_side
        or any(len(text) > _LONGEST_CELL for text in side_by_side)
        or (len(rows) <= 2 and any(text.count("。") > 1 for text in side_by_side))
    )


def cell_text(parts: Iterable[str]) -> str:
    """Join a cell's lines by one space, so that a row stays one line."""
    return _WHITE_SPACE.sub(" ", " ".join(parts)).strip(" ")


def _grid(rows: Sequence[Sequence[Cell]]) -> tuple[list[list[str]], list[bool]]:
    widest = max((sum(_columns(cell) for cell in row) for row in rows), default=0)
    grid: list[list[str]] = []
    alone: list[bool] = []
    hanging: dict[int, tuple[int, str]] = {}  # column -> rows that a cell above still covers, its repeated text
    for row in rows:
        line: list[str] = []
        covered, hanging = hanging, {}
        for cell in row:
            while len(line) in covered:
                _hang(line, covered, hanging)
            start = len(line)
            repeated = cell.text if _is_label(cell.text) else ""
            line += [cell.text] + [repeated] * (_columns(cell) - 1)
            if cell.rows > 1:
                hanging.update(dict.fromkeys(range(start, len(line)), (cell.rows - 1, repeated)))
        while len(line) in covered:
            _hang(line, covered, hanging)
        alone.append(len(row) == 1 and len(line) == _columns(row[0]) and (_columns(row[0]) >= max(widest, 2)))
        grid.append(line)
    return grid, alone


def _hang(line: list[str], covered: dict[int, tuple[int, str]], hanging: dict[int, tuple[int, str]]) -> None:
    column = len(line)
    left, text = covered[column]
    line.append(text)
    if left > 1:
        hanging[column] = (left - 1, text)


def _columns(cell: Cell) -> int:
    return min(max(cell.columns, 1), _MAX_COLUMNS)


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and not _DIGIT.search(_YEAR_OR_MONTH.sub("", text))
