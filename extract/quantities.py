"""Numerals, dates and masked figures of a sentence, each with its unit, multiplier and comparators.

Works on compact text (no white space, see `extract.text.Span`). Everything here is a left-to-right scan with one
compiled expression whose alternatives start with different characters: no backtracking across a sentence.
"""

import re
from dataclasses import dataclass

from extract.vocabulary import longest_of, units

_MULTIPLIERS = {
    "万亿": 1e12,
    "千亿": 1e11,
    "百亿": 1e10,
    "十亿": 1e9,
    "亿": 1e8,
    "千万": 1e7,
    "百万": 1e6,
    "十万": 1e5,
    "万": 1e4,
    "千": 1e3,
    "百": 1e2,
}
_WHOLE_WORDS = {"管": "(?![\u4e00-\u9fff])", "升": "(?![到至高])"}  # 8.6万管, not 1200管理员; 0.86升到0.91
_UNITS = "|".join(
    [longest_of(units().keys() - _WHOLE_WORDS.keys()), *(word + ends for word, ends in _WHOLE_WORDS.items())]
)

_YEAR = r"(?:1[89]\d\d|2[01]\d\d)"
_OPENS_NUMERAL = re.compile("[0-9百零]")  # found fast; `SCAN` is tried there alone
SCAN = re.compile(
    rf"""
    (?P<date>
        {_YEAR}[-—~至到](?:{_YEAR}|\d\d(?!\d))年(?:度|间)?
      | {_YEAR}年(?:度|末|底|初)?(?:的?1?\d[-—~至到]1?\d月份?|1?\d月份?(?:[1-3]?\d[日号]|底|末|初|[上中下]旬)?)?
      | 1?\d[-—~至到]1?\d月(?!龄)份?
      | 1?\d月(?!龄)份?(?:[1-3]?\d[日号]|底|末|初|[上中下]旬)?
      | {_YEAR}\.[01]?\d\.[0-3]?\d(?![\d.%‰万亿])
      | {_YEAR}[-/][01]?\d(?:[-/][0-3]?\d)?(?![\d.%‰万亿人张个])
      | [0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\d)
    )
  | (?P<number>
        百分之[零〇一二两三四五六七八九十百点]+
      | 零(?=死亡|感染|发生|新增|增长|事件|病例|报告(?!制度))
      | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)
      | \d{{1,3}}(?:[ ]\d{{3}})+(?:\.\d+)?(?=[余多]?[万亿]?(?:{_UNITS}))  # 12 345人, grouped by spaces
      | \d(?:[ ]\d){{2,8}}(?:\.\d+)?(?=[余多]?[万亿]?(?:{_UNITS}))  # 6 2 0张, spaced out
      | \d{{1,3}}(?:，\d{{3}}){{2,}}(?=[余多]?[万亿]?(?:{_UNITS}))  # 4，512，300人
      | \d+(?:\.\d*)?
    )
    (?P<more>余|多|来|几)?
    (?P<multiplier>万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)?
    (?P<more2>余|多)?
    (?P<unit>{_UNITS})?
    (?P<tail>左右|上下|及?以上|及?以下|以内|之内|内(?![蒙科部外脏镜分容陆])|多(?=[,，;。、]))?
    """,
    re.VERBOSE,
)

MASKED = re.compile(
    r"(?<![A-Za-z\d.])(?:\d{0,6}[xX×*＊○□_]{1,6}\d{0,3}(?:\.[\dxX×*＊○□_]{1,4})?|[○〇□]{2,4})(?:余|多|几)?(?:万|亿|千|百(?!分之))?(?=(?:"
    + _UNITS
    + r"|年|月))"
)
_MASK = re.compile("[xX×*＊○〇□_]")


def masked_figures(folded: str) -> list[tuple[int, int]]:
    """Where the masked figures of a folded text stand; only lines with a mask are looked at closely."""
    found: list[tuple[int, int]] = []
    mask = _MASK.search(folded)
    while mask is not None:
        line_start = folded.rfind("\n", 0, mask.start()) + 1
        line_end = folded.find("\n", mask.end())
        line_end = line_end if line_end >= 0 else len(folded)
        found += [figure.span() for figure in MASKED.finditer(folded, line_start, line_end)]
        mask = _MASK.search(folded, line_end)
    return found


_TAIL_COMPARATOR = {
    "左右": "~",
    "上下": "~",
    "以上": ">=",
    "及以上": ">=",
    "以下": "<=",
    "及以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
    "多": ">",
}
_DIGITS = {char: i for i, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

# What follows a bare numeral that counts nothing: an ordinal, a grade, a date, a document number ...
_NOT_A_QUANTITY_AFTER = re.compile(
    r"年|月|分之|周岁|周(?!转)|号|级|类|型|期(?=临床)|届|版|代(?!谢)|楼|层|室|路|章|节|款|类|度(?!假)|点(?!击)|时(?!间)|世纪|倍频|比特|"
    r"[A-Za-z+＋]|[xX×*]|个[一二三四五六七八九十不]\b"
)
_SEX_RATIO = re.compile(r"性别比(?:例)?(?:为|达|是|约)?$")
_GROUPING = re.compile("[,， ]")
_MASKS = frozenset("xX×*＊○□_")
_DEVICE = re.compile(r"(?<![A-Za-z\d])(?:AED|CT|MRI|DR|PET|ECMO|ICU|CCU|NICU|PICU|PCR|SPECT)$")
_LONGEST_NUMERAL = 20  # digits; what is longer is a code, a card, a run of rubbish
_OPEN_QUOTES = frozenset("“‘\"'")
_CHANGES_AFTER = frozenset("比期年末")
_MINUS_AFTER = frozenset("为是率达到在:：(（约")


@dataclass(slots=True)
class Quantity:
    """A numeral with what belongs to it; offsets count in the compact sentence."""

    start: int
    end: int  # of the numeral alone
    stop: int  # of numeral, multiplier, unit and trailing comparator
    text: str
    number: float
    value: float
    unit: str  # '' where none is printed
    unit_class: str
    surface: str  # the unit as printed
    comparator: str  # '' where nothing after the numeral says
    unit_end: int
    unit_lost: bool = False  # the text prints none; the metric's own is taken

    def borrow_unit(self, other: "Quantity", multiplier: float) -> None:
        """Take the unit that a list prints once, behind its last value."""
        self.unit, self.unit_class, self.surface = other.unit, other.unit_class, other.surface
        self.value = round(self.number * multiplier, 6)
        if not self.comparator:
            self.comparator = other.comparator


@dataclass(slots=True)
class DateMark:
    """A year, month, day or range of these, as printed."""

    start: int
    stop: int
    text: str


def parse_chinese(text: str) -> float:
    """The number that Chinese numerals such as 九十, 九十五点五, 一百 write; at most hundreds."""
    whole, _, fraction = text.partition("点")
    total, digit = 0, 0
    for char in whole:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGITS.get(char, 0)
    value = float(total + digit)
    for place, char in enumerate(fraction, start=1):
        value += _DIGITS.get(char, 0) / 10**place
    return value


def multiply(number_text: str, factor: float, *, negative: bool = False) -> float:
    """The printed number times its multiplier, exact in decimals: 140.2亿 is 14020000000."""
    whole, _, fraction = _GROUPING.sub("", number_text).partition(".")
    value = int(whole + fraction) * int(factor) / 10 ** len(fraction)
    return -value if negative else value


def scan(text: str) -> tuple[list[Quantity], list[DateMark], int]:
    """Quantities and dates of a compact sentence in order, and how many numerals it has in all."""
    quantities: list[Quantity] = []
    dates: list[DateMark] = []
    seen = 0
    position = 0
    unit_table = units()
    while (opening := _OPENS_NUMERAL.search(text, position)) is not None:
        start = opening.start()
        before = text[start - 1] if start else ""
        found = SCAN.match(text, start)
        if found is None:
            position = start + 1
            continue
        seen += 1
        position = stop = found.end()
        date, number_text, more, multiplier, more2, surface, tail = found.groups("")
        if date:
            if before not in (".", "-", "/") and not before.isdigit():
                dates.append(DateMark(start, stop, date))
            continue
        end = start + len(number_text)
        after = text[end : end + 1]
        if number_text[0] == "百":
            number, unit, unit_class, factor = parse_chinese(number_text[3:]), "%", "rate", 1.0
        elif number_text[0] == "零":
            number, unit, unit_class, factor = 0.0, "", "zero", 1.0
        else:
            if _is_label(text, start, end, before, after, surface):
                position = end if surface else stop
                continue
            plain = number_text.replace(".", "", 1).isdecimal()
            number = float(number_text if plain else _GROUPING.sub("", number_text))
            if before == "-" and text[max(0, start - 2) : start - 1] in _MINUS_AFTER:
                number = -number
            unit, unit_class = unit_table[surface] if surface else ("", "")
            factor = _MULTIPLIERS[multiplier] if multiplier else 1.0
            if before == "之" and text[max(0, start - 3) : start] in ("百分之", "千分之"):
                unit, unit_class = ("%" if text[start - 3] == "百" else "‰"), "rate"
            elif before == "之" and text[max(0, start - 5) : start] in ("10万分之", "十万分之"):
                unit, unit_class = "/10万", "rate"
            elif not surface and _not_counting(text, stop):
                continue
        comparator = _TAIL_COMPARATOR.get(tail) or (">" if more or more2 else "")
        value = number if factor == 1.0 else multiply(number_text, factor, negative=number < 0)
        quantities.append(
            Quantity(
                start,
                end,
                stop,
                number_text,
                number,
                value,
                unit,
                unit_class,
                surface,
                comparator,
                found.end("unit") if surface else end,
            )
        )
    _share_units(text, quantities)
    return quantities, dates, seen


def _is_label(text: str, start: int, end: int, before: str, after: str, surface: str) -> bool:
    """Part of a name, a code or a mask (5G, COVID-19, 1+5, 20xx, 1:80), or an ordinal (第3批)."""
    if before == "第" or end - start > _LONGEST_NUMERAL:
        return True
    if before in _OPEN_QUOTES and any(quote in text[end : end + 10] for quote in "”\"'’"):
        return True  # a name in quotes: “120”, “369人才工程”
    if text[end - 1] == "." and after not in ("%", "‰", "万", "亿", ""):
        return True  # a list number
    if before and before.isascii() and before.isalpha():
        # AED3000台 counts, as 5G, PM2.5 and H7N9 do not
        return not surface or before in _MASKS or not _DEVICE.search(text[max(0, start - 6) : start])
    if before == "+" and surface and text[max(0, start - 2) : start - 1] in _CHANGES_AFTER:
        return False  # 同比+1.2个百分点
    if before and (before in "+＋#" or before in _MASKS):
        return True
    if before in ("-", "—") and start >= 2 and text[start - 2].isascii() and text[start - 2].isalpha():
        return True
    if before == "." and start >= 2 and (text[start - 2].isdigit() or text[start - 2] in _MASKS):
        return True
    if (before in (" ", "\n") and start >= 2 and text[start - 2].isdigit()) or (
        after in (" ", "\n") and text[end + 1].isdigit()
    ):
        return True  # part of a numeral that a line end cut, or of spaced digits: nobody can tell its value
    if after and not surface and (after in "+＋*×_#＊" or (after.isascii() and after.isalpha())):
        return True
    if after and after in _MASKS:
        return True
    return (before == ":" and start >= 2 and text[start - 2].isdigit()) or (
        after == ":" and text[end + 1 : end + 2].isdigit() and not _SEX_RATIO.search(text[max(0, start - 12) : start])
    )


def _not_counting(text: str, at: int) -> bool:
    return _NOT_A_QUANTITY_AFTER.match(text, at) is not None


TO_GAP = re.compile(
    r"^(?:逐步|稳步|进一步|大幅)?(?:提高|提升|上升|升高|增加|增长|扩大|延长|下降|降低|减少|缩短|压缩|缩减|升|降|增|减|提|缩)(?:到了?|至|为|成)$"
)


_JOINTS = ("、", "和", "与", "及", "，", ",")


def _share_units(text: str, quantities: list[Quantity]) -> None:
    """Give the first values of a range or list (6—8%, 89、93分) the unit printed behind the last."""
    for index in range(len(quantities) - 2, -1, -1):
        this, following = quantities[index], quantities[index + 1]
        if this.surface == "个" and following.unit_class == "point" and text[this.stop : following.start] in _JOINTS:
            this.borrow_unit(following, 1.0)  # 3.1个、0.8个百分点
            continue
        if text[following.stop : following.stop + 1] == "月":
            continue  # 0-36个月
        if this.unit or not following.unit:
            continue
        gap = text[this.stop : following.start]
        if TO_GAP.match(gap) and text[max(0, this.start - 1) : this.start] in ("由", "从", "的"):
            this.borrow_unit(following, following.value / following.number if following.number else 1.0)
            this.comparator = ""
        elif gap and (gap in ("-", "—", "——", "~", "至", "到", "、", "和", "与", "及")):
            own = this.value / this.number if this.number else 1.0
            shared = following.value / following.number if following.number else 1.0
            this.borrow_unit(following, shared if own == 1.0 else own)
