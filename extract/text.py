"""Text made comparable without moving a character.

`fold` replaces characters one for one, so an offset into the folded text is an offset into the text that is stored.
`Span` is a piece of folded text without its white space, together with the way back to those offsets.
"""

import re
from bisect import bisect_right

from extract.vocabulary import traditional

# Half-width forms of what scraped Chinese text prints in both widths. The full-width comma keeps its own form:
# only an ASCII comma can separate thousands.
_FOLDED = {
    **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
    "﹪": "%",
    "。": "。",
    "．": ".",
    "﹣": "-",
    "−": "-",
    "–": "-",
    "‐": "-",
    "‑": "-",
    "〜": "~",
    "～": "~",
    "∶": ":",
    "︰": ":",
    "╱": "/",
    "∕": "/",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
    "﹝": "[",
    "﹞": "]",
    "Ⅰ": "1",
    "Ⅱ": "2",
    "Ⅲ": "3",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\u200b": " ",
    "\u200c": " ",
    "\u200d": " ",
    "\ufeff": " ",
    "\x0b": " ",
    "\x0c": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\r": " ",
    "佔": "占",
    **traditional(),
}
_FOLDED["，"] = "，"
_TO_FOLD = re.compile("[" + "".join(re.escape(source) for source, target in _FOLDED.items() if source != target) + "]")


def fold(text: str) -> str:
    """The text with full-width digits, letters, signs and odd spaces in their plain form; same length, same offsets."""
    for char in set(_TO_FOLD.findall(text)):
        text = text.replace(char, _FOLDED[char])
    if "**" in text:
        text = _BOLD.sub(lambda bold: f"  {bold.group(1)}  ", text)
    return text


# Markdown's bold, not a masked figure (**人): its stars hold a phrase, and no unit follows the first of them
_BOLD = re.compile(r"\*\*(?![年月日人例张个家所元户名%‰,，。;；、])([^*\n]{2,60})\*\*(?!\*)")
_SPACE = re.compile(r"\s")
_SPACES = re.compile(r"\s+")


class Span:
    """A stretch of folded text with the white space taken out, and the offset of each piece that is left.

    White space between two ASCII letters or digits stays, as one space: `12 34` must not become 1234.
    """

    __slots__ = ("_at", "_cut", "end", "start", "text")

    def __init__(self, folded: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        raw = folded[start:end]
        self._cut: list[int] | None = None
        self._at: list[int] | None = None
        if not _SPACE.search(raw):
            self.text = raw
            return
        pieces: list[str] = []
        cut: list[int] = []
        at: list[int] = []
        length = last = 0
        for gap in _SPACES.finditer(raw):
            piece = raw[last : gap.start()]
            if piece:
                cut.append(length)
                at.append(start + last)
                pieces.append(piece)
                length += len(piece)
            last = gap.end()
            if piece and last < len(raw) and _ascii_word(piece[-1]) and _ascii_word(raw[last]):
                cut.append(length)
                at.append(start + gap.start())
                pieces.append(" ")
                length += 1
        if last < len(raw):
            cut.append(length)
            at.append(start + last)
            pieces.append(raw[last:])
        self.text = "".join(pieces)
        self._cut, self._at = cut, at

    def offset(self, index: int) -> int:
        """Where the character at `index` of the compact text stands in the stored text."""
        if self._cut is None or self._at is None:
            return self.start + index
        if not self._cut:
            return self.start
        piece = bisect_right(self._cut, index) - 1
        return self._at[piece] + index - self._cut[piece]

    def end_offset(self, index: int) -> int:
        """The half-open end, in the stored text, of what ends before `index` of the compact text."""
        return self.offset(index - 1) + 1 if index else self.start


def _ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
