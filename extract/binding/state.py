"""What the constructions of one sentence share: its text, its quantities, those bound so far, what is inherited."""

import re
from dataclasses import dataclass, field

from extract.binding.model import Bound, Carry
from extract.binding.names import FACILITY, RATE_HEAD, complete
from extract.linking import Metric, link, named_in_any_unit
from extract.quantities import Quantity
from extract.vocabulary import alternation

_VERSUS_TAIL = re.compile(
    r"(?:同比|环比|(?:与|比|较)(?:[上去]一?年|前年|同期|上期|以往|往年|20\d\d年)[^,，]{0,6}|分别|又|再|年均){1,3}$"
)


_BRACKET = re.compile(r"\([^()]*\)")


@dataclass(slots=True)
class SentenceState:
    """A compact sentence, its quantities, those bound so far, and what they inherit."""

    text: str
    quantities: list[Quantity]
    carry: Carry
    bound: list[Bound] = field(default_factory=list)
    brackets: list[tuple[int, int]] | None = None

    def bracket_end(self, at: int) -> int:
        """Where the bracket closes that holds the value at `at` with words before it; -1 where none does."""
        if self.brackets is None:
            self.brackets = [match.span() for match in _BRACKET.finditer(self.text)] if "(" in self.text else []
        for start, end in self.brackets:
            if start + 1 < at < end:
                return end
            if start > at:
                break
        return -1

    def visible(self, at: int) -> list[Bound]:
        """The bound quantities that a value at `at` can inherit from: not those in a bracket that has closed."""
        return [bound for bound in self.bound if not 0 <= bound.bracket_end <= at]


_AT_PLACE = re.compile(r"^(?:年内)?在?[^,，]{0,8}(?:机构|医院|中心|卫生院)(?=接受|参加)")
_TITLE = re.compile(
    rf"(?:{alternation('flow_verbs')}|评为|入选|荣获|获得?|列入|成为)全[国省]"
)  # 创建全国示范性老年友好型社区
_WHOLE_PLACE = re.compile(r"(?:全[市县区省旗州国]|我[市县区省])(?=.{3,})")
# 儿童疫苗接种率包括卡介苗…等; 门诊部、诊所等基层医疗卫生机构; 分9类专业共抽查
_EXAMPLES = re.compile(
    r"^(?P<name>.{3,}?(?:率|比例|水平))(?:包括|含)|^(?:.*[、和].*等(?!级|待)|.{0,6}\d+[类种][^,，]{0,6}共)(?P<noun>.{2,})$"
)


_GENERAL = frozenset({"VISIT_COUNT", "BED_COUNT", "ADMISSION_COUNT", "DISCHARGE_COUNT", "HEALTH_PERSONNEL_COUNT"})


def _all_of_tcm(state: SentenceState) -> bool:
    """中医类医疗卫生机构…个;中医药卫生人员…人;总诊疗人次…: a sentence that counts one branch goes on with it."""
    codes = [bound.metric.code for bound in state.bound if bound.metric is not None]
    return len(codes) > 1 and all(code.startswith("TCM_") for code in codes)


_COMPARED_FIRST = re.compile(r"^相?(?:与|比|较|比较)(?:[上去]一?年|前年|20\d\d年)(?:度|末|底)?的?")


def _without_comparison(phrase: str) -> str:
    """The phrase without what it is held against: 相较2022年专家数量 names 专家数量."""
    short = _VERSUS_TAIL.sub("", phrase)
    return short if len(short) > 1 else _COMPARED_FIRST.sub("", phrase) or short


def take(state: SentenceState, result: Bound, phrase: str, rule: str, change: bool) -> None:
    """Bind the quantity to the metric that the phrase names; without a code, the phrase stays its name."""
    quantity = result.quantity
    phrase = _without_comparison(phrase)
    metric = link(phrase, quantity.unit, quantity.unit_class, change=change)
    if metric is None:
        phrase, metric = _shortened(phrase, quantity, change)
    if metric is None and quantity.unit_lost:
        for unit in ("‰", "/10万", "/万"):
            metric = link(phrase, unit, "rate")
            if metric is not None:
                quantity.unit = unit
                break
    if metric is None and not change and len(phrase) >= 4:
        metric = named_in_any_unit(phrase, quantity.unit_class)
    if metric is not None and metric.code in _GENERAL and _all_of_tcm(state):
        phrase = "中医类" + phrase
        metric = link(phrase, quantity.unit, quantity.unit_class, change=change)
    result.metric = metric
    result.metric_text = complete(phrase, quantity.unit_class if not change else "rate", quantity.unit)
    result.rule = rule
    result.core = phrase
    start = max(result.lead_start, quantity.start - 60)
    result.phrase_at = (start, quantity.start) if start < quantity.start else None


def _shortened(phrase: str, quantity: Quantity, change: bool) -> tuple[str, Metric | None]:
    """The phrase without the words around its metric: the first shorter form that the catalogue knows.

    Forms that only tidy the phrase (分别, 全市 inside it) stay shortened even where none is known.
    """
    unit, unit_class = quantity.unit, quantity.unit_class
    for ending in () if change else (_last_item(phrase), _after_relative(phrase), _rate_of(phrase, unit_class)):
        metric = link(ending, unit, unit_class) if ending else None
        if metric is not None and not (ending == _after_relative(phrase) and metric.category.startswith(_NEEDS_SCOPE)):
            return ending, metric
    if "分别" in phrase:
        phrase = phrase.rsplit("分别", 1)[1] or phrase
    whole = _WHOLE_PLACE.search(phrase, 1) if not _TITLE.search(phrase) else None
    phrase = phrase[whole.end() :] if whole else phrase
    such = _SUCH.split(phrase)[-1] if "等" in phrase else ""  # 妇幼保健院等专业公共卫生机构
    metric = link(such, unit, unit_class, change=change) if len(such) >= 4 and FACILITY.search(such) else None
    if metric is not None:
        return such, metric
    place = _AT_PLACE.match(phrase)
    examples = _EXAMPLES.search(phrase)
    short = (examples.group("name") or examples.group("noun")) if examples else ""
    campaign = _TOGETHER.search(phrase)  # 打击非法行医“亮剑”行动共取缔…
    together = phrase[campaign.end() :] if campaign is not None else ""
    finished = _DONE.search(phrase)
    done = phrase[: finished.start()] if finished is not None else ""
    given = _GIVEN.sub(r"\g<what>接种", phrase) if "接种" in phrase else ""
    for form in (phrase, phrase[place.end() :] if place else "", short, together, done, given):
        metric = link(form, unit, unit_class, change=change) if form else None
        if metric is not None:
            return form, metric
    if short and "、" not in phrase:
        phrase = short
    if len(phrase) > 14:
        cut = _GOVERNING.split(phrase)[-1]
        phrase = cut if len(cut) >= 3 else phrase
    return phrase, link(phrase, unit, unit_class, change=change)


_GIVEN = re.compile(r"接种(?P<what>[^,，]{1,10}?疫苗)$")  # 女生接种HPV疫苗
_SUCH = re.compile(r"(?<![甲乙丙])等(?!级|待)|^")
# 农村妇女“两癌”检查去年完成2215人
_DONE = re.compile(r"(?:去年|今年|全年|年内|实际|已|共|累计)*(?:完成|实施|开展|落实)$")
_TOGETHER = re.compile(r"(?:行动|活动|整治|检查|期间|项目|工程|会战)[”\"]?(?:全年|今年|累计)?(?:共|完成)+(?=.{4,})")
_NEEDS_SCOPE = ("resources", "service", "population")
_GOVERNING = re.compile(
    r"使|让(?!利)|实现|确保|推动|促进|带动|其中|包括|力争|争取|做到|达到|要求|发布|公布|显示|表明|确认"
)


def _last_item(phrase: str) -> str:
    """Of 巩固改革成果、药占比 the last; two kinds of facility are one name (门诊部、诊所)."""
    items = phrase.rsplit("、", 2)
    if len(items) < 2 or (FACILITY.search(items[-1]) and FACILITY.search(items[-2])):
        return ""
    return items[-1]


def _after_relative(phrase: str) -> str:
    tail = phrase.rsplit("的", 1)[1] if "的" in phrase else ""
    return tail if len(tail) >= 4 else ""


def _rate_of(phrase: str, unit_class: str) -> str:
    """免费婚前医学检查达40%: of a rate, the word 率 can be left out."""
    return phrase + "率" if unit_class == "rate" and not RATE_HEAD.search(phrase) else ""


def remember(state: SentenceState, result: Bound, core: str) -> None:
    carry = state.carry
    if result.measure == "level" or not carry.text:
        carry.text, carry.core, carry.metric, carry.at = result.metric_text, core, result.metric, result.phrase_at
        carry.unit_class = result.quantity.unit_class
    if result.measure == "level" and result.quantity.unit:
        carry.totals[result.quantity.unit] = (core, result.phrase_at)
