"""A document's text cut at every place that the page highlights.

The cutting is done here, in code points: a browser counts UTF-16 units, which differ outside the basic plane.
Every character lands in exactly one piece, so the pieces joined are the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Range = tuple[int, int]
_BLOCK = 1500  # characters after which a line may open a new block


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end]; `mention` is the number of the mention whose numeral it is."""

    start: int
    end: int
    text: str
    mention: int | None = None
    is_masked: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces of a text in order, and the numbers of those that open a block."""

    pieces: list[Piece]
    opens: list[int]

    def covering(self, start: int, end: int) -> Range | None:
        """The first and the last piece that hold some of text[start:end]."""
        first = bisect_right(self.pieces, start, key=lambda piece: piece.end)
        last = bisect_left(self.pieces, end, key=lambda piece: piece.start) - 1
        return (first, last) if start < end and first <= last else None


def cut(
    text: str,
    numerals: Sequence[Range],
    masked: Iterable[Range] = (),
    edges: Iterable[int] = (),
    openings: Iterable[int] = (),
) -> Cut:
    """Cut the text around numerals (each gives exactly one piece, in order of offset), masked figures and other edges.

    `openings` are offsets where a block of its own is wanted. Edges inside a numeral or a masked figure are ignored: a
    figure is never torn. Numerals that overlap share what they share with the first; the second's piece may be empty.
    """
    length = len(text)
    blocks = {offset for offset in openings if 0 < offset < length} | _line_starts(text)
    borders = sorted({offset for offset in edges if 0 < offset < length} | blocks)
    pieces: list[Piece] = []
    cursor = 0

    def fill(stop: int) -> None:
        nonlocal cursor
        for border in borders[bisect_right(borders, cursor) : bisect_left(borders, stop)]:
            pieces.append(Piece(cursor, border, text[cursor:border]))
            cursor = border
        if cursor < stop:
            pieces.append(Piece(cursor, stop, text[cursor:stop]))
            cursor = stop

    for start, end, mention in _figures(numerals, masked, length):
        fill(start)
        begin, stop = max(start, cursor), max(end, cursor)
        if mention is not None or begin < stop:
            pieces.append(Piece(begin, stop, text[begin:stop], mention, mention is None))
        cursor = stop
    fill(length)
    return Cut(pieces, [number for number, piece in enumerate(pieces) if number == 0 or piece.start in blocks])


def _figures(numerals: Sequence[Range], masked: Iterable[Range], length: int) -> list[tuple[int, int, int | None]]:
    found: list[tuple[int, int, int | None]] = [
        (min(start, length), min(end, length), number) for number, (start, end) in enumerate(numerals)
    ]
    taken = sorted(numerals)
    for start, end in masked:
        after = bisect_left(taken, (end,))
        if after == 0 or taken[after - 1][1] <= start:
            found.append((start, end, None))
    return sorted(found, key=lambda figure: (figure[0], figure[1], figure[2] is None, figure[2] or 0))


def _line_starts(text: str) -> set[int]:
    """Starts of lines, not closer to one another than a block is long."""
    starts: set[int] = set()
    at = text.find("\n", _BLOCK)
    while 0 <= at < len(text) - 1:
        starts.add(at + 1)
        at = text.find("\n", at + 1 + _BLOCK)
    return starts
