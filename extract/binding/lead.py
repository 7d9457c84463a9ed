"""The lead of a quantity: the text before its numeral that names its metric and says how the value stands to it."""

import re
from collections.abc import Iterable
from functools import cache

from extract.binding.model import Clause, Peeled
from extract.vocabulary import LeadWord, alternation, lead_words

CLAUSE_MARK = re.compile(r"[,，;；:：。(（)）!！?？\t|\[\]]")


RANGE_GAP = re.compile(r"^[-—~至到]{1,2}$")


def clause_marks(gap: str) -> list[re.Match[str]]:
    """The marks that part clauses; a bracket that opens and closes within the gap belongs to a name: 执业(助理)医师.

    A bracket right behind the value before (1.2万张(不含村卫生室),) parts clauses.
    """
    marks: list[re.Match[str]] = []
    for mark in CLAUSE_MARK.finditer(gap):
        if mark.group() == ")":
            opening = next((i for i in range(len(marks) - 1, -1, -1) if marks[i].group() == "("), None)
            if opening is not None and marks[opening].start() > 0 and gap[marks[opening].start() - 1] not in _MARKS:
                del marks[opening:]
                continue
        marks.append(mark)
    return marks


_MARKS = frozenset(",，;:。()!?\t|[]")


@cache
def _widths_by_end() -> dict[str, tuple[int, ...]]:
    """Last character -> the lengths of the words that end with it, longest first."""
    widths: dict[str, set[int]] = {}
    for text in lead_words():
        widths.setdefault(text[-1], set()).add(len(text))
    return {end: tuple(sorted(lengths, reverse=True)) for end, lengths in widths.items()}


# What is no fixed word; only a lead whose last character is one of `_PATTERN_ENDS` is compared with it.
_PATTERN = re.compile(
    r"(?:(?P<versus>"
    r"(?:与|同|和|较|比)[^,，。;；]{1,14}?(?:相比|比较)(?:了)?|(?:与|比|较)(?:\d{1,2}|[一二两三四五六七八九十]+)年前|(?:近|这)?[一二两三四五六七八九十]+年[间来]|"
    r"比全[省国市](?:平均)?(?:水平)?|(?:与|比|较)(?:改革|实施|启动|试点|推行|运行|取消)[^,，率\d]{0,8}前|"
    r"(?:与|比|较)[“\"]?(?:十[一二三四五]?|[六七八九])五[”\"]?(?:期?末|时期|期间)?(?:相比)?|"
    r"(?:与|比|较|和|同)(?:(?:(?:19|20)\d\d年(?:度|末|底)?|上一?年度?|去年|前年|上一?季度|上半年|前三季度|上一?月|[上去]年末|年初|往年|以往)(?:的?同期|同比|末|底|水平)?|同期|上期)(?:相比)?|"
    r"相比(?:20\d\d年(?:度|末|底)?|上年|去年)(?:同期)?|相比同期|在20\d\d年(?:的)?基础上|在[上去]年(?:的)?基础上|按(?:可比|当年|不变)价格?(?:计算)?)"
    r"|(?P<copula>以[^,，;；率]{1,8}为单位|连续(?:\d+|[一二两三四五六七八九十]+)年))$"
)
_PATTERN_ENDS = frozenset('比较了前间来五”"末期年度底月初往平上价格算位省国市均')
_LONGEST_PATTERN = 16


def _word_at_end(core: str) -> tuple[str, str]:
    """The longest word or pattern that ends a lead and its kind; empty where none does."""
    word, kind = "", ""
    last = core[-1:]
    for width in _widths_by_end().get(last, ()):
        text = core[-width:]
        kind = _kind_behind(lead_words().get(text, ()), core[:-width])
        if kind:
            word = text
            break
    if last in _PATTERN_ENDS:
        pattern = _PATTERN.search(core[-_LONGEST_PATTERN:])
        if pattern is not None and len(pattern.group()) > len(word):
            return pattern.group(), pattern.lastgroup or ""
    return word, kind


def _kind_behind(words: Iterable[LeadWord], before: str) -> str:
    """The kind of the first of these that may stand behind what is before it, or ''."""
    return next((word.kind for word in words if word.may_follow(before)), "")


_OPENING = re.compile(
    r"^(?!"
    + alternation("protected")
    + r")(?:[“\"]?(?:十[一二三四五]?|[六七八九])五[”\"]?(?:规划)?(?:期间|时期|以来|末)|"
    + alternation("openings")
    + r"|含(?=村卫生室|执业|诊所|中医|乡镇|社区卫生)|(?:列入|纳入)[^,，的率]{2,12}的(?=.{4,})|"
    r"(?:大家|群众|社会|百姓)[都最普遍]*(?:关心|关注)的|坦率[地讲说]+|说实话|总的[看来说]+|"
    r"以[^,，;；率]{2,24}?为(?:龙头|核心|主体|纽带|牵头(?:单位|医院)?)|"
    r"(?:改革|实施|运行|启动|试点|推行)(?:半|[一二两三四五六七八九十]+)年多?以?来|排在?前[一二三四五六七八九十\d]+位的?(?:病种|疾病)?(?:依次|分别)?(?:是|为|有)?|[、,，和与及“\"]|"
    r"连续(?:[\dx]+|[一二两三四五六七八九十]+)(?:年|个月|季度)|(?:\d{1,2}|[一二两三四五六七八九十]+)年(?:(?:间|来|共)+(?:共|累计)?|累计)|1?\d个月(?:来|共|累计)+|[一二两三四五六七八九十]+年(?:间|来|以来|内|中)|一年(?=[看收净共完])|一年$|"
    r"第[一二三]年就?|以.{1,14}?为单位|1?\d[-—~至到]1?\d月份?|近[一二两三四五六七八九十]+年来?|"
    r"(?:到|至|截[至止]到?)?(?:19|20)[\dxX×*]{2}年(?:度|末|底|初|上半年|下半年)?|截[至止]到?[^,，]{0,9}?(?:底|末|日|前|月)|"
    r"1?\d月份?(?:底|末|[1-3]?\d日)?前?|(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.是要])|[(（]\d{1,2}[)）]|\d{1,2}[.、]|"
    r"[^,，率]{0,10}(?:疫情|抗疫|救灾|行动|活动)(?:中|期间)(?:先后|累计|共))"
)


_COMPARATORS = {"ge": ">=", "le": "<=", "lt": "<", "gt": ">", "approx": "~"}
_FLAGS = {"from": "from_mark", "goal": "goal", "each": "each", "both": "both", "versus": "versus"}
_MOST_WORDS = 14


_EVENT_TAIL = re.compile(r"(?:由|从)[^,，、率]{2,14}?(?:前|时|初期?|之初|伊始|期?末)的?(?:(?P<less>不足|不到)|近|约)?$")


_TO_PER_HEAD = re.compile(
    r"(?P<what>[^由从]{2,}?)(?:(?:提高|增加|提升|调整|上调|增长)[到至]|达到|[增提]至)(?:每年)?(?:人均|每人)(?:每年)?"
)
_FROM_PER_HEAD = re.compile(r"(?P<what>.{2,})[由从](?:人均|每人)(?:每年)?(?:的)?")


def peel(lead: str) -> Peeled:
    """Take from the end of a lead all that is not the metric's name."""
    state = Peeled(lead)
    core = _drop_date_tail(lead)
    core = _PRICE_FALL.sub(r"\1价格下降", core) if "降价" in core else core
    event = _EVENT_TAIL.search(core)
    if event is not None:  # 从项目实施前的34.8%下降到6.1%
        state.from_mark, core = True, core[: event.start()]
        state.comparator = "<" if event["less"] else ""
    to_per_head = _TO_PER_HEAD.fullmatch(core)
    if to_per_head is not None:  # 医保补助标准提高到人均640元
        core = "人均" + trim_opening(to_per_head["what"])
    seen_to = False
    per_head = _FROM_PER_HEAD.fullmatch(core)
    if per_head is not None:  # 服务经费由人均100元提至105元
        state.from_mark, core = True, "人均" + trim_opening(per_head["what"])
    for _ in range(_MOST_WORDS):
        word, kind = _word_at_end(core)
        if not word:
            break
        unclear = kind in ("up", "down") and word in "多少升降减增涨提扩压缩" and not seen_to
        if unclear and not _clear_direction(core, word):
            break
        if kind in ("growth", "shrink") and state.direction and not state.to:  # but 涨幅回落到2.7%
            break
        seen_to = seen_to or kind == "to"
        _note(state, kind, seen_to)
        core = _drop_date_tail(core[: len(core) - len(word)])
    if state.growth and _PRICED.search(core):
        core += "价格"
    at_least = _AT_LEAST.search(core)
    if at_least is not None:  # 每个县区至少新建1所
        state.comparator = state.comparator or ">="
        core = core[: at_least.start()] + core[at_least.end() :]
    state.core = core
    return state


_PRICE_FALL = re.compile(r"(平均)?降价(?=(?:幅度)?[^,，]{0,6}$)")
_PRICED = re.compile(r"(?:药品|耗材|试剂|疫苗|品种)(?:产品)?$")  # 医用耗材平均降幅34.2%
_AT_LEAST = re.compile(r"(?:至少|不少于|最少)(?=[\u4e00-\u9fff]{2,4}$)")


def _note(state: Peeled, kind: str, seen_to: bool) -> None:
    """Keep what one word of the lead says of the value."""
    if kind in _COMPARATORS:
        state.comparator = state.comparator or _COMPARATORS[kind]
    elif kind in ("up", "down"):
        if state.direction == 0 and not state.growth:
            state.direction = 1 if kind == "up" else -1
            state.to = seen_to
    elif kind in ("growth", "shrink"):
        state.growth, state.direction, state.to = True, (1 if kind == "growth" else -1), False
    elif kind in _FLAGS:
        setattr(state, _FLAGS[kind], True)


_DATE_TAIL = re.compile(
    r"(?:(?<=占比)|(?<![比较与同和上去本]))(?:在)?(?:(?:19|20)\d\d年(?:度|末|底|初)?|(?:去年|上年|今年|前年)(?:年?[初底末])?|(?<!\d)年[初底末]前?|全年|年内|(?<=[到至])(?:目前|现在|如今|当前)|"
    r"(?<=[由从到至])[“\"]?(?:十[一二三四五]?|[六七八九])五[”\"]?(?:规划)?(?:期?[末初])|20\d\d年?[-—]20\d\d年)(?:的|同期)?$"
)
_DATE_TAIL_ENDS = ("年", "度", "末", "底", "初", "的", "期", "前", "在", "今", "内")


def _drop_date_tail(core: str) -> str:
    found = _DATE_TAIL.search(core[-14:]) if core.endswith(_DATE_TAIL_ENDS) else None
    return core[: len(core) - len(found.group())] if found else core


def _clear_direction(core: str, token: str) -> bool:
    """Whether a one-character verb is a verb: 比上年增, 同比降; not 最多, 减少 as a noun."""
    before = core[: -len(token)]
    return before.endswith(
        (
            *("同比", "上年", "去年", "同期", "分别", "净", "又", "再", "环比", "相比", "平均", "水平", "别"),
            *("者", "则", "倒", "却", "也", "都", "仅", "只", "略", "年", "比全省", "比全国", "比全市"),
        )
    ) or before in ("", "、", "和", "与", "及")


# what runs into a sentence from a caption or a byline: …记者 摄 目前全市…
_BRACKET_FIRST = re.compile(r"^\([^()]*\)")
_AMONG = re.compile(r"^在?[\u4e00-\u9fff()]{2,12}中(?:共)?有(?=.{2,})")
_CAPTION = re.compile(r"^.{8,}(?:截至目前|目前|据统计|据介绍|数据显示|记者.{0,12}[摄获]悉?)(?=.{2,})")


def trim_opening(phrase: str) -> str:
    """Take the time, the place and the connectives from the front of a metric phrase."""
    among = _AMONG.match(phrase)
    phrase = phrase[among.end() :] if among else phrase
    caption = _CAPTION.match(phrase)
    phrase = phrase[caption.end() :] if caption else phrase
    for _ in range(12):
        found = _OPENING.match(phrase)
        if found is None or not found.group():
            break
        phrase = _BRACKET_FIRST.sub("", phrase[found.end() :])
    return phrase


_YEAR_BRACKET = re.compile(r"\((?:19|20)\d\d年?(?:度)?\)")
_LONGEST_GAP = 400
_LONGEST_LEAD = 90


def read_clause(text: str, index: int, start: int, previous_stop: int) -> Clause:
    """What stands before the numeral at `start`, back to the quantity that ends at `previous_stop`."""
    gap = text[max(previous_stop, start - _LONGEST_GAP) : start]
    year = _YEAR_BRACKET.match(gap)
    if year:
        gap = gap[year.end() :]
    marks = clause_marks(gap)
    cut, stop, opened = 0, len(gap), ""
    if marks:
        last = marks[-1]
        before = marks[-2].end() if len(marks) > 1 else 0
        at_end = last.end() == len(gap)
        opens_on_name = at_end and last.group() == "(" and last.start() - before >= 2
        if (at_end and last.group() == ":") or (opens_on_name and not _NO_NAME.match(gap, before)):
            # 药占比:30.5%, 次均住院药费(2759.5元)占…: the name stands before the mark
            cut, stop, opened = before, last.start(), marks[-2].group() if len(marks) > 1 else ""
        elif opens_on_name and _WHOLE.match(gap, before):
            cut, stop, opened = before + 1, last.start(), "占"  # 占次均门诊费用(298.6元)的37.6%: what follows 占
        else:
            cut, opened = last.end(), last.group()
    if gap.startswith(")的") and len(marks) == 1 and stop <= 3 and (opening := text.rfind("(", 0, previous_stop)) > 0:
        # 占全年任务(6.6万人)的103%: the words before the bracket go on behind it
        before = max((mark.end() for mark in CLAUSE_MARK.finditer(text, max(0, opening - 40), opening)), default=0)
        return Clause(index, gap, text[before:opening] + gap[1:], before, opened)
    cut = max(cut, stop - _LONGEST_LEAD)
    return Clause(index, gap, gap[cut:stop], start - len(gap) + cut, opened)


_NO_NAME = re.compile(r"占|比|较|同比|其中")
_WHOLE = re.compile(r"占(?!比|全|到?任务)[^,，占]{4,}")
