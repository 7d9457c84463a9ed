"""Values without any name of their own: the metric of the clause before, the second value of a pair, 零死亡."""

import re

from extract.binding.ellipsis import sentence_subject
from extract.binding.lead import peel, trim_opening
from extract.binding.lists import carry_on, next_item, same_as_before
from extract.binding.model import Bound, Clause
from extract.binding.names import COUNT_SUFFIX, FACILITY, NOUN_HEAD, RATE_HEAD, complete, split_items
from extract.binding.nouns import counted_noun, noun_behind
from extract.binding.state import SentenceState, remember, take
from extract.linking import core_of, link
from extract.quantities import Quantity

IS_LIMIT = re.compile(
    r"^(?:也|均|都|且|并|已|还|仍|远|大幅|超出|高出|优于|好于|符合|完成|实现|超额完成|达到?+|低于|高于|超过|超|不|了|到|控制|在)*"
    r"(?:(?:国家|国|省|市|州|盟|区|县|旗|部)(?:定|级|里|颁)?|自治区|上级|委|年度|全国|全省|全市|全年|当年|原定|既定|规划|考核|下达|卫生健康委|卫健委|考核指标)*(?:规定|要求|目标|指标|标准|任务|限值|计划)(?:值|数|线)?(?:的|为|是)*$"
)

AVERAGE = re.compile(
    r"^(?:也|均|都|且|并|已|还|仍|远|明显|大幅)*(?:高于|低于|高出|超出|超过|优于|好于|比|较)?"
    r"(?:当年|同期)?(?:全国|全省|全市|全州|全盟|全县|全区|全自治区|国家|省|市|同期|东部|西部|中部)?(?:的|同期|同类)*(?:平均)?(?:水平|值|数)?(?:[高低多少]|高出|低)?$"
)

# Possessive: 控制在 and 距离 can be read in two ways each, a row of them in more than anybody can try.
ISSUER = re.compile(
    r"^(?:全年|年度|当年|[未没]有?|突破|离|距离?|差|超额|提前|控制在?|[“\"]?十[一二三四五]五[”\"]?|规划|在|超出|高出|全[国省市州县区]|[省市州县]级|[省市州县区]上|省里|市里|县里|省定|市定|区定|县定|国定|达到了?|符合|完成了?|实现了?|低于|高于|优于|超过|国家|省|市|自治区|上级|规定|要求|下达|定|的|也|均|都|已)++$"
)

LIMIT_AFTER = re.compile(
    r"^的?(?:控制|预期|年度|规划|考核|考核)?(?:目标|要求|标准|任务|指标|规定|考核|控制线|目标值|底线|红线|上限|下限|警戒线|门槛)"
)

TASK_IN_BRACKET = re.compile(r"\([^()]{0,10}(?:任务|目标|计划)(?:数|值)?$")  # 新增托位560个(为民办实事任务450个)
_BRACKET_OF_TASK = re.compile(r"(?:任务|目标|计划)(?:数|值|人数)?\($")


def inherit(state: SentenceState, result: Bound, clause: Clause) -> Bound:
    """No name of its own: the metric of the clause before, or a noun behind the value."""
    quantity, core, peeled = result.quantity, clause.core, clause.peeled
    if (core and IS_LIMIT.match(core)) or (quantity.comparator == "<=" and peeled.comparator == "<=" and state.bound):
        result.limit = True
    before = state.text[max(0, quantity.start - 16) : quantity.start]
    if TASK_IN_BRACKET.search(before) or _BRACKET_OF_TASK.search(before):
        result.limit = True
    in_bracket = state.text[quantity.start - 1 : quantity.start] == "("  # 高出全国平均水平(79岁)0.24岁
    differs = quantity.unit_class == "point" or (core.startswith("高出") and bool(state.bound) and not in_bracket)
    if core and AVERAGE.match(core) and differs:
        low = re.search(r"低于|好于|少|低", core) or peeled.comparator == "<"
        result.measure, result.sign = "change", (-1 if low else 1)
    change = result.measure != "level"
    as_limit = result.limit and LIMIT_AFTER.match(state.text[quantity.stop : quantity.stop + 8])
    right = counted_noun(state, quantity) if not change and not as_limit else ""
    if right:
        return noun_behind(state, result, _verb_before(state, clause), right)
    pool = [bound for bound in state.visible(quantity.start) if bound.metric_text]
    pool = pool or [bound for bound in state.bound if bound.metric_text]
    if not pool:
        return _from_sentence_before(state, result, clause, change)
    last = _newest_fitting(pool, result, change)
    if not change and not result.limit and _interposed(state, result, last):
        return result
    carry_on(result, last)
    same_class = last.quantity.unit_class == quantity.unit_class
    of_rate = link(core_of(last.metric_text) + "率", quantity.unit, "rate") if clause.lead.startswith("折合") else None
    if of_rate is not None:  # 孕产妇死亡1例,折合13.9/10万
        result.metric_text, result.metric, result.measure = core_of(last.metric_text) + "率", of_rate, "level"
    elif not change and not same_class and not result.limit and not state.carry.from_open:
        result.metric_text = _reunit(last, quantity)
        result.metric = link(result.metric_text, quantity.unit, quantity.unit_class)
    held_against = result.limit or peeled.comparator or quantity.comparator
    if last.measure != "level" and not change and held_against and same_class:
        result.measure, result.sign = last.measure, last.sign
    return result


def _verb_before(state: SentenceState, clause: Clause) -> str:
    """新建5家乡镇卫生院和12家村卫生室: the verb that governs the noun before governs this one too."""
    before = state.bound[-1] if state.bound else None
    if before is None or before.rule != "right":
        return ""
    joint = clause.lead[:1] or state.text[clause.lead_start - 1 : clause.lead_start]
    return before.verb if joint in ("、", "和", "及", "与") else ""


def _newest_fitting(pool: list[Bound], result: Bound, change: bool) -> Bound:
    """The value before that this one is a value of: by its measure, then by its unit."""
    quantity = result.quantity
    last = pool[-1]
    if change:
        if quantity.unit_class not in ("rate", "point") and last.quantity.unit_class != quantity.unit_class:
            last = next((b for b in reversed(pool) if b.quantity.unit_class == quantity.unit_class), last)
        if last.measure != "level":
            last = next((b for b in reversed(pool) if b.measure == "level"), last)
        if last.rule == "share" and quantity.unit_class == "rate":
            # 供血72.1万单位,占总量的40%,同比减少12%: growth is of the count, points are of the share
            last = next((b for b in reversed(pool) if b.measure == "level" and b.quantity.unit_class != "rate"), last)
    elif quantity.unit_class == "rate" and quantity.unit != last.quantity.unit and last.quantity.unit_class != "point":
        last = next((b for b in reversed(pool) if b.quantity.unit == quantity.unit and b.measure == "level"), last)
    return last


def _interposed(state: SentenceState, result: Bound, last: Bound) -> bool:
    """卫生技术人员占了大头,为3.69万人: a clause without a value of its own names the metric."""
    stretch = state.text[last.quantity.stop : result.lead_start]
    if len(stretch) < 6:
        return False
    subject = sentence_subject(state, result.lead_start, len(stretch))
    if not subject or not link(subject, result.quantity.unit, result.quantity.unit_class):
        return False
    take(state, result, subject, "subject", False)
    remember(state, result, subject)
    return True


def _from_sentence_before(state: SentenceState, result: Bound, clause: Clause, change: bool) -> Bound:
    """Nothing in this sentence has a metric yet: its subject, or the metric of the sentence before."""
    carry, quantity, peeled = state.carry, result.quantity, clause.peeled
    alone = not trim_opening(peel(state.text[max(0, quantity.start - 160) : quantity.start]).core)
    if carry.text and (
        carry.part_mode or change or peeled.versus or (alone and carry.unit_class == quantity.unit_class)
    ):
        result.metric_text, result.metric, result.carried_absolute = carry.text, carry.metric, carry.at_absolute
        result.rule = "carried_sentence"
    elif not peeled.each:
        subject = sentence_subject(state, result.lead_start) or (carry.topic if clause.lead else "")
        if peeled.from_mark and not RATE_HEAD.search(subject):
            return result  # but 住院分娩率,由1990年的36.4%提高到…
        counts_them = quantity.unit_class == "item" and FACILITY.search(subject)  # 定点机构,年初只有2家
        if subject and (NOUN_HEAD.search(subject) or counts_them or link(subject, quantity.unit, quantity.unit_class)):
            take(state, result, subject, "heading", change)
            remember(state, result, subject)
        elif subject and quantity.unit_class == "rate" and link(split_items(subject)[-1] + "率", quantity.unit, "rate"):
            result.metric_text, result.rule = subject, "heading"  # A筛查、B筛查高质量开展,保持在94%以上
            result.metric = link(subject + "率", quantity.unit, "rate")
    return result


def _reunit(last: Bound, quantity: Quantity) -> str:
    """The name before with the word that the new unit counts by: 机采血小板2803人次,累计5523个治疗量."""
    core = core_of(last.metric_text)
    if quantity.unit_class == "money":
        return of_money(last.metric_text)
    if quantity.unit_class in COUNT_SUFFIX:
        return core + COUNT_SUFFIX[quantity.unit_class]
    return core + quantity.unit if len(quantity.unit) > 1 and quantity.unit_class != "rate" else last.metric_text


def of_money(name: str) -> str:
    """What a count was of, as an amount: 赔付人次 and 赔付金额."""
    core = core_of(name)
    return core if NOUN_HEAD.search(core) else core + "金额"


_REMARK = re.compile(
    r"^(?:首次|连续保持|继续|连续(?:多|[一二两三四五六七八九十]+)年|是?全[国省市区]唯一一?个?|年度|继续|再次|实现|保持)+"
)


_PERSON, _CASE, _EVENT = ("人", "person"), ("例", "case"), ("起", "case")
# What stands behind 零 -> what did not happen, as the name says it, and what it is counted in.
_NOT_HAPPENED = {
    "死亡": ("死亡", _PERSON),
    "感染": ("感染", _PERSON),
    "新增": ("新增病例", _CASE),
    "报告": ("报告病例", _CASE),
    "病例": ("", _CASE),
    "事件": ("", _EVENT),
    "发生": ("", _EVENT),
}
_OF_CASES = re.compile(r"病例|例$")
_REMARK_BEHIND = re.compile(r"(?<=.{2})(?:继续|连续|首次|再次|实现|保持|维持|达到?|为)+$")  # 孕产妇实现零死亡


def zero(state: SentenceState, result: Bound, core: str) -> Bound:
    after = state.text[result.quantity.end : result.quantity.end + 2]
    name = _REMARK_BEHIND.sub("", _REMARK.sub("", trim_opening(core)))
    if not name:
        return result
    quantity = result.quantity
    if after == "增长":
        quantity.unit, quantity.unit_class = "%", "rate"
        result.measure = "change_pct"
        result.metric_text = name
    else:
        event, counted_in = _NOT_HAPPENED.get(after, ("", _PERSON))
        quantity.unit, quantity.unit_class = _CASE if _OF_CASES.search(name) else counted_in
        result.metric_text = complete(name + event, quantity.unit_class)
        result.metric = link(result.metric_text, quantity.unit, quantity.unit_class)
    result.rule = "zero"
    return result


def second_of_pair(state: SentenceState, result: Bound) -> Bound:
    carry = state.carry
    first = next((b for b in reversed(state.bound) if b.from_value), None)
    result.to_value = True
    result.measure = "level" if result.quantity.unit_class != "point" else "change"
    result.sign = 1
    if carry.items:
        carry.item_index = 0
        return next_item(state, result)
    carry.from_open = False
    if first is None:
        return same_as_before(state, result, "to")
    result.metric_text, result.metric, result.rule = first.metric_text, first.metric, "to"
    result.core = first.core
    result.carried_from = first.phrase_at
    return result
