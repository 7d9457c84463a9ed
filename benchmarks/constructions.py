"""Which constructions of bulletin prose a figure stands in, told from the text around it alone.

The extractor has no part in it, so a figure that it missed is told the same way as one that it found. A figure shows
every construction whose test it passes (in brackets, after 其中 and a share, all at once); one that passes none is
plain.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from extract.text import fold
from extract.vocabulary import units

PLAIN = "plain"

_CJK = "\u4e00-\u9fff"
_NUMBER = r"\d[\d,.]*"
_MULTIPLIER = r"[余多几]?[十百千万亿]*[余多几]?"
_UNIT_WORDS = "|".join(sorted(map(re.escape, units()), key=len, reverse=True))
_UNIT = rf"{_MULTIPLIER}(?:个百分点|个千分点|/10万|/万|{_UNIT_WORDS})?(?:以上|以下|以内|左右)?"
_AND = r"(?:、|和|与|及|以及)"
_SENTENCE_END = "。!?！？"
_LINE_GOES_ON = re.compile(rf"[{_CJK}\d%‰、,，(][ ]*$")
_LINE_STARTS_ANEW = re.compile(r"[ ]{2,}|[ ]*(?:\n|$|[一二三四五六七八九十]+、|[(]|\d+[.、]|[#|*-])")
_CLAUSE_END = re.compile(r"[,，;；:：]")


@dataclass(frozen=True)
class Place:
    """A numeral in its sentence, white space taken out.

    `before` and `after` are the sentence up to the numeral and from its end, `clause` is `before` from the last comma,
    semicolon or colon, `part` from the last of these or the last enumeration comma; `line` is the line, `printed` the
    clause with the numeral and the next character before anything was folded, and `wrapped` tells whether a line ends
    within the clause.
    """

    number: str
    before: str
    after: str
    line: str
    printed: str
    wrapped: bool

    @property
    def clause(self) -> str:
        return _CLAUSE_END.split(self.before)[-1]

    @property
    def part(self) -> str:
        return re.split(r"[,，;；:：、(]", self.before)[-1]


_fold = lru_cache(maxsize=1)(fold)  # one text is asked about for each of its figures


def place_of(text: str, start: int, end: int) -> Place:
    """The surroundings of the numeral text[start:end]."""
    folded = _fold(text)
    first, last = _sentence(folded, start, end)
    raw_before, raw_after = folded[first:start], folded[end:last]
    cut = max((match.end() for match in _CLAUSE_END.finditer(raw_before)), default=0)
    line_start, line_stop = folded.rfind("\n", 0, start) + 1, folded.find("\n", end)
    return Place(
        folded[start:end],
        re.sub(r"\s", "", raw_before),
        re.sub(r"\s", "", raw_after),
        folded[line_start : line_stop if line_stop >= 0 else len(folded)],
        text[first + cut : end + 1],
        "\n" in raw_before[cut:].lstrip() or "\n" in raw_after[:2],
    )


def _sentence(folded: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a numeral; a line that ends in mid-clause does not end it."""
    first = start
    while first > 0 and folded[first - 1] not in _SENTENCE_END:
        if folded[first - 1] == "\n" and not _goes_on(folded, first - 1):
            break
        first -= 1
    last = end
    while last < len(folded) and folded[last] not in _SENTENCE_END:
        if folded[last] == "\n" and not _goes_on(folded, last):
            break
        last += 1
    return first, last


def _goes_on(folded: str, line_end: int) -> bool:
    line_start = folded.rfind("\n", 0, line_end) + 1
    following = folded[line_end + 1 : line_end + 40]
    return (
        line_end - line_start >= 12  # a heading or a cell of a table is shorter than a line that was wrapped
        and _LINE_GOES_ON.search(folded, line_start, line_end) is not None
        and _LINE_STARTS_ANEW.match(following) is None
    )


_VALUE_BEFORE = re.compile(rf"{_NUMBER}{_UNIT}{_AND}$")
_VALUE_AFTER = re.compile(rf"{_UNIT}{_AND}{_NUMBER}")
_LOOSE_BEFORE = re.compile(rf"{_NUMBER}[^\d,，、。;；:：]{{0,6}}{_AND}[^\d,，、。;；:：]{{0,4}}$")
_LOOSE_AFTER = re.compile(rf"[^\d,，、。;；:：]{{0,6}}{_AND}[^\d,，、。;；:：]{{0,4}}{_NUMBER}")


def _respective(place: Place) -> bool:
    if _VALUE_BEFORE.search(place.before) or _VALUE_AFTER.match(place.after):
        return True
    told = "分别" in place.clause or "依次" in place.clause
    return told and bool(_LOOSE_BEFORE.search(place.before) or _LOOSE_AFTER.match(place.after))


_FROM = r"(?:由|从|自)"
_TURNS = r"(?:提高|提升|增加|增长|上升|上涨|扩大|发展|升|增|提|下降|降低|减少|缩短|缩减|压缩|回落|降|减|快速|变)"
_FROM_VALUE = re.compile(rf"{_FROM}[^由从自,，。;；]{{0,24}}$")
_TO_FOLLOWS = re.compile(rf"[^,，。;；]{{0,40}}?{_TURNS}[^,，。;；\d]{{0,4}}(?:到|至|为)\D{{0,4}}\d")
_TO_VALUE = re.compile(
    rf"{_FROM}[^,，。;；]*?{_NUMBER}(?![\d年月日])[^,，。;；]*?{_TURNS}[^,，。;；\d]{{0,4}}(?:到|至|为)[^,，。;；]*$"
)


def _from_to(place: Place) -> bool:
    starts = _FROM_VALUE.search(place.clause) is not None and _TO_FOLLOWS.match(place.after) is not None
    return starts or _TO_VALUE.search(place.clause) is not None


_COMPARED = re.compile(
    r"同比|环比|(?<![占性对百])比(?!例|重|率|值|为|达|\d+[:：])[^,，]{0,16}|较(?!好|大|高|低|多|少|快)|与[^,，]{1,16}(?:相比|比较|持平|比)"
    r"|高于|低于|优于|高出|少于|多于|超(?:过|出)?(?:全[国省市县区]|国家|目标|平均|规划)"
)


def _compared(place: Place) -> bool:
    return _COMPARED.search(place.clause) is not None


_CARRIES = re.compile(
    r"(?:同比|环比|比上年|比去年|较上年|较去年|比20\d\d年|较20\d\d年|与上年相比|(?:19|20)\d\d年|占|达到|达|为|是|共有|共计|合计|总计|累计|共|计|有|完成"
    r"|增长|增加|提高|提升|上升|上涨|下降|降低|减少|增幅|降幅|增|降|实现|分别|均|约|近|超过|超|突破|仅|已|了|的|率|至|到|由|从|年均|净)*$"
)


def _elliptic(place: Place) -> bool:
    opens = place.before[: len(place.before) - len(place.clause)]
    return opens.endswith((",", "，", ";", "；")) and _CARRIES.match(place.clause) is not None


def _in_brackets(place: Place) -> bool:
    return place.before.count("(") > place.before.count(")") and ")" in place.after


def _of_which(place: Place) -> bool:
    return "其中" in place.before


_TOTAL = re.compile(r"总数|总量|总人数|总人次|总额|总计|合计|(?<!公)共")
_PARTS = re.compile(r"其中|占\d|占比|占总|\(占")
_PARTS_NEAR = 80  # characters behind a total in which its parts begin


def _total(place: Place) -> bool:
    return (
        not _share(place)
        and _TOTAL.search(place.clause) is not None
        and _PARTS.search(place.after[:_PARTS_NEAR]) is not None
    )


_SHARE = re.compile(r"(?:占(?!地|用|道)[^,，;；]{0,24}|比重|占比|构成比)[^,，;；\d]*$")


def _share(place: Place) -> bool:
    return place.after.startswith(("%", "成", "‰")) and _SHARE.search(place.clause) is not None


_OF = re.compile(
    r"(?:%|％|成)(?:以上|以下|左右)?的(?!目标|水平|增速|速度|比例|要求|标准|增长|占比|任务|规定|指标|控制|上限|红线|底线)[\u4e00-\u9fff]"
)


def _share_of(place: Place) -> bool:
    return _OF.match(place.after) is not None


_COUNTED = re.compile(
    rf"(?>{_MULTIPLIER})(?>(?:{_UNIT_WORDS})?)(?!以上|以下|以内|左右|增|减|提|下降|上升|降|分别|同比|比|较|占|为|达|和|与|及|或|等|的|以|余|多"
    rf"|其|且|并|由|从|在|共|至|到|个百|百分|以及)[{_CJK}]{{2}}"
)


def _value_first(place: Place) -> bool:
    match = _COUNTED.match(place.after)
    return match is not None and not place.after.startswith(("%", "‰", "/"))


_LIMIT_BEFORE = re.compile(
    r"(?:力争|控制在|不低于|不少于|不高于|不超过|不多于|至少|超过|超|(?<!附)近|(?<![签预合])约|逾|突破|接近|将近|不足|不到|大于|小于|高于|低于|[≥≤><])(?:达到?)?$"
)
_LIMIT_AFTER = re.compile(
    rf"[十百千万亿]*[余多]|{_MULTIPLIER}(?:个百分点|/10万|{_UNIT_WORDS})?(?:及?以上|及?以下|以内|之内|左右|上下)"
)


def _comparator(place: Place) -> bool:
    return _LIMIT_BEFORE.search(place.before) is not None or _LIMIT_AFTER.match(place.after) is not None


_DASH = r"(?:[-—~～]{1,2}|至|到)"
_RANGE_AFTER = re.compile(rf"{_UNIT}{_DASH}{_NUMBER}(?![\d年月日号岁])")
_RANGE_BEFORE = re.compile(rf"(?<![\d.]){_NUMBER}{_UNIT}{_DASH}$")


def _range(place: Place) -> bool:
    return not _from_to(place) and bool(_RANGE_AFTER.match(place.after) or _RANGE_BEFORE.search(place.before))


def _words(place: Place) -> bool:
    return not place.number[:1].isdigit() or re.match(r"成(?!为|立|人|功|员|本|果|年)", place.after) is not None


_CHANGE = re.compile(
    r"(?<!新)(?:增长|增加|提高|提升|上升|上涨|扩大|下降|降低|减少|回落|缩短|增幅|降幅|涨幅|净增|递增|递减|多|少|增|降)"
    r"(?:了|约|近|超过|超|幅度|率|速|为|达到|达|控制在|一|\d+(?:\.\d+)?[、和])*$"
)


def _signed_change(place: Place) -> bool:
    return _CHANGE.search(place.before) is not None


_POINTS = re.compile(rf"(?:{_AND}?{_NUMBER})*(?:个)?(?:百分点|千分点)")


def _points(place: Place) -> bool:
    return _POINTS.match(place.after) is not None


_AVERAGE = re.compile(r"每(?:百|千|万|十万|\d+万?|个|所|家|村|床|名|医生|医师)|人均|次均|日均|均次|户均|平均")


def _average(place: Place) -> bool:
    return _AVERAGE.search(place.clause) is not None


_PRICE_BASIS = re.compile(r"当年价|可比价|不变价|同口径")


def _price_basis(place: Place) -> bool:
    return _PRICE_BASIS.search(place.clause) is not None


_NOTE_MARK = re.compile(r"[\[〔【](?:注|\d{1,2})[\]〕】]|[①②③④⑤⑥⑦⑧⑨⑩]|(?<=[\u4e00-\u9fff])\*(?!\*)")


def _note_mark(place: Place) -> bool:
    return _NOTE_MARK.search(place.printed) is not None  # folding blanks them


_LEVELS = (
    "国家级|省级|自治区级|市级|地市级|地级|州级|县级|县区级|区级|旗县级|乡级|乡镇级|村级|三级甲等|三甲|三级|二级|一级"
)
_LEVEL_COUNTED = re.compile(rf"(?:{_LEVELS})[^,，、。;；\d]{{0,12}}\d[\d.]*[万]?[个家所名人项张]")


def _by_level(place: Place) -> bool:
    own = (
        re.search(_LEVELS, place.part) is not None or re.match(rf"[个家所名项张](?:{_LEVELS})", place.after) is not None
    )
    whole = place.before + place.number + place.after
    ahead = len(re.findall(rf"\d+[个家所名项张](?:{_LEVELS})", whole))
    return own and (len(_LEVEL_COUNTED.findall(whole)) > 1 or ahead > 1)


_CELLS = re.compile(r"\t| {2,}|\|")


def _table(place: Place) -> bool:
    line = place.line.strip()
    if line.count("|") > 1 or re.fullmatch(rf"{_NUMBER}%?", line):
        return True
    cells = [cell.strip() for cell in _CELLS.split(line) if cell.strip()]
    return len(cells) > 2 and sum(re.fullmatch(rf"-?{_NUMBER}%?", cell) is not None for cell in cells) > 1


_STUCK_BEFORE = re.compile(r"\d(?:%|‰|个|人|例)$")


def _run_together(place: Place) -> bool:
    return _STUCK_BEFORE.search(place.before) is not None or re.match(r"(?:%|‰)\d", place.after) is not None


def _wrapped(place: Place) -> bool:
    return place.wrapped and not _table(place)


@dataclass(frozen=True)
class Construction:
    """A construction that a figure can stand in: how it is called on the command line, and an example of it."""

    name: str
    example: str
    holds: Callable[[Place], bool]


CONSTRUCTIONS = (
    Construction("respective", "甲率、乙率分别达到92%、95%", _respective),
    Construction("from_to", "由15.8/10万下降到10.8/10万", _from_to),
    Construction("compared", "甲率92%,比上年提高3.1个百分点,高于全省平均88%", _compared),
    Construction("elliptic", "新建医院3所,增加床位500张,增长5%", _elliptic),
    Construction("brackets", "医院120个(其中公立65个)", _in_brackets),
    Construction("of_which", "其中:医院5000张,基层1900张", _of_which),
    Construction("total_with_parts", "医疗卫生机构总数900个,其中医院65个", _total),
    Construction("share", "占78.4%", _share),
    Construction("share_of", "90%的乡镇卫生院建成中医馆", _share_of),
    Construction("value_first", "为2000名儿童窝沟封闭", _value_first),
    Construction("comparator", "控制在9‰以内,不低于90%,400余人", _comparator),
    Construction("range", "6—8%,1至2个", _range),
    Construction("words", "百分之九十,七成,零报告", _words),
    Construction("signed_change", "下降0.71%", _signed_change),
    Construction("points", "提高2.3个百分点", _points),
    Construction("average", "每千人口床位6.5张,次均费用210元", _average),
    Construction("price_basis", "按可比价格上涨5.3%", _price_basis),
    Construction("note_mark", "常住人口[2]为579101人", _note_mark),
    Construction("by_level", "省级3个、市级12个", _by_level),
    Construction("table", "| 床位数(张) | 2802 |", _table),
    Construction("run_together", "39%79%", _run_together),
    Construction("wrapped_line", "a line that ends in mid-clause", _wrapped),
)


def constructions_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """The names of all constructions that the numeral text[start:end] stands in, `plain` if none.

    A cell of a table stands in no prose: it is `table` alone.
    """
    place = place_of(text, start, end)
    if _table(place):
        return ("table",)
    return tuple(each.name for each in CONSTRUCTIONS if each.holds(place)) or (PLAIN,)
