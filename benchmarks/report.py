"""What every measurement prints: a title and a small table."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; the first column is a label, the others are figures."""
    table = Table(box=None, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    for row in rows:
        table.add_row(*map(cell, row))
    # Whole lines whatever the terminal's width: a table that goes into a file must not be cut.
    console = Console(highlight=False, markup=False, width=240)
    print(f"\n{title}")
    console.print(table)


def cell(value: object) -> str:
    """Return a figure as people read it: thousands apart, three digits that count, `-` for nothing."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value)
