"""Text made comparable without moving a character.

`fold` replaces characters one for one, so an offset into the folded text is an offset into the text that is stored.
`Span` is a piece of folded text without its white space, together with the way back to those offsets.
"""

import re
from bisect import bisect_right
from html import unescape

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
    **{
        chr(mark): " " for mark in (*range(0x2460, 0x249C), *range(0x24EA, 0x2500), *range(0x2776, 0x2794))
    },  # notes ①⑴❶
}
_FOLDED["，"] = "，"
_TO_FOLD = re.compile("[" + "".join(re.escape(source) for source, target in _FOLDED.items() if source != target) + "]")


def in_closed_bracket(text: str, at: int, until: int) -> bool:
    """Whether the place stands in a bracket of folded text that closes before `until`: what it says goes no further."""
    opening = text.rfind("(", 0, at)
    if opening < 0 or text.find(")", opening, at) >= 0:
        return False
    return 0 <= text.find(")", at) < until


def fold(text: str) -> str:
    """The text with full-width digits, letters, signs and odd spaces in their plain form; same length, same offsets."""
    for char in set(_TO_FOLD.findall(text)):
        text = text.replace(char, _FOLDED[char])
    text = _PAGE_NUMBER.sub(lambda line: re.sub(r"\S", " ", line.group()), text)
    if "**" in text:
        text = _BOLD.sub(lambda bold: f"  {bold.group(1)}  ", text)
    if _TONED.search(text):
        text = _PINYIN.sub(lambda reading: " " * len(reading.group()), text)
    if "&" in text and ";" in text:
        text = _ENTITY.sub(_unescaped, text)
    return _NOTE.sub(lambda mark: " " * len(mark.group()), text)


# Readings that converting pages leaves behind characters: 衛(wèi)生, 產(chǎn)婦
_TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}\)(?=[^a-zA-Z])")


def _unescaped(entity: re.Match[str]) -> str:
    """What an entity left in the text stands for, as wide as the entity."""
    meant = unescape(entity.group())
    meant = _FOLDED.get(meant, meant)
    return meant.ljust(len(entity.group())) if len(meant) == 1 and meant != "\n" else entity.group()


_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#[xX][0-9A-Fa-f]{2,4});")
# Marks of notes behind a word or a figure: 死亡率[1], 床位数³, 卫生人员(注2), “联动”(30); not those that open a line.
# Each choice begins with its own character and looks behind that: only then does `re` skip to the next candidate.
_NOTE = re.compile(
    r"\[(?<=[\u4e00-\u9fff%‰\d”\"’)]\[)(?:注|注释)?[:：]?\d{1,2}\]"
    r"|\((?:(?<=[\u4e00-\u9fff%‰\d”]\()(?:注|注释)[:：]?\d{0,2}|(?<=[”’]\()\d{1,2})\)"
    r"|[¹²³⁰⁴-⁹](?<=[\u4e00-\u9fff%‰][¹²³⁰⁴-⁹])[¹²³⁰⁴-⁹]?"
)
# Markdown's bold, not a masked figure (**人): its stars hold a phrase, and no unit follows the first of them
_BOLD = re.compile(r"\*\*(?![年月日人例张个家所元户名%‰,，。;；、])([^*\n]{2,60})\*\*(?!\*)")
# — 6 — on a line of its own, which a page's end put into a sentence; each choice begins with the line end
_PAGE_NUMBER = re.compile(r"\n[ ]*[—-]{1,2}[ ]*\d{1,3}[ ]*[—-]{1,2}[ ]*(?=\n)")
_SPACES = re.compile(r"\s+")


class Span:
    """A stretch of folded text with the white space taken out, and the offset of each piece that is left.

    White space between two ASCII letters or digits stays, as one space or line end: `12 34` must not become 1234.
    """

    __slots__ = ("_at", "_cut", "end", "start", "text")

    def __init__(self, folded: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        raw = folded[start:end]
        self._cut: list[int] | None = None
        self._at: list[int] | None = None
        if raw.split(None, 1) == [raw]:  # no white space
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
                if _wrapped(raw, gap.start(), last):
                    continue  # the halves of a numeral that a full line cut
                cut.append(length)
                at.append(start + gap.start())
                pieces.append("\n" if "\n" in gap.group() else " ")
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

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in the stored text of a piece of the compact text, which may reach beyond its ends."""
        start, end = max(0, start), min(max(end, 1), len(self.text))
        if self._cut is None:
            return self.start + start, self.start + end
        return self.offset(start), self.end_offset(end)

    def end_offset(self, index: int) -> int:
        """The half-open end, in the stored text, of what ends before `index` of the compact text."""
        return self.offset(index - 1) + 1 if index else self.start


_HALF_BEFORE = re.compile(r"(?<![\d.,A-Za-z])\d{1,6}$")
_HALF_AFTER = re.compile(r"\d{1,6}(?:\.\d+)?(?:[余多]?[万亿])?[^\s\d.、,，;；。:：A-Za-z年月]")
_FULL_LINE = 20  # characters before a line end that can be the layout's, not the writer's


def _wrapped(raw: str, stop: int, start: int) -> bool:
    """Whether the gap raw[stop:start] between two digits is the end of a full line in mid-number (床位12⏎345张)."""
    gap = raw[stop:start]
    if gap.count("\n") != 1 or stop - (raw.rfind("\n", 0, stop) + 1) < _FULL_LINE:
        return False
    half = _HALF_BEFORE.search(raw, max(0, stop - 7), stop)
    if half is None or re.fullmatch(r"(?:19|20)\d\d", half.group()):
        return False
    return _HALF_AFTER.match(raw, start) is not None


def _ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
