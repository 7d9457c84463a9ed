"""The quantities of one sentence bound in order: which construction each one stands in.

Each construction is a function that binds the quantity, or answers None and leaves it to the next one.
"""

import re
from collections.abc import Callable

from extract.binding.carried import (
    AVERAGE,
    IS_LIMIT,
    ISSUER,
    LIMIT_AFTER,
    TASK_IN_BRACKET,
    inherit,
    of_money,
    second_of_pair,
    zero,
)
from extract.binding.comparison import set_comparison, share_comparators
from extract.binding.ellipsis import (
    SCOPE_WORD,
    WEAK_HEADS,
    complete_head,
    is_headless,
    same_head_of_another,
    sentence_subject,
    under_scope,
)
from extract.binding.lead import RANGE_GAP, peel, read_clause, trim_opening
from extract.binding.lists import (
    BARE_GAP,
    DIRECTED_GAP,
    carry_on,
    each_does,
    in_order,
    joins_list,
    levels_before,
    names_rates,
    next_item,
    of_these_values,
    of_values_in_order,
    pair_list,
    ranked_name,
    same_as_before,
    without_listed_places,
)
from extract.binding.model import Bound, Clause
from extract.binding.names import FACILITY, ITEM, NOUN_HEAD, RATE_HEAD, merge, shared_head
from extract.binding.nouns import counted_noun, noun_behind
from extract.binding.parts import (
    facility_has,
    facility_total,
    on_facility,
    part_of_total,
    per_capita_head,
    per_facility,
    track_parts,
)
from extract.binding.shares import (
    SHARE,
    part_of_whole,
    predicate_of_members,
    share_by_what_follows,
    share_of_whole,
    shares_in_order,
    task_share,
)
from extract.binding.stands_for import (
    at_work,
    of_collective,
    of_disease,
    of_disease_class,
    of_hospitals,
    of_new_cases,
    of_the_same,
    of_the_same_thing,
    of_these_goods,
    per_head_first,
    superlative,
    under_one_verb,
)
from extract.binding.state import SentenceState, remember, take
from extract.linking import core_of, link, named, named_in_any_unit
from extract.quantities import Quantity
from extract.regions import region_index

_SCOPE_BEHIND = re.compile(r"^(.+?(?:率|占比|比例))(" + SCOPE_WORD.pattern + r")$")
_SEGMENT = re.compile(r"[;。]")
_RANGE_MARK = re.compile(r"^(?:[-—~至到]|左右)+$")
_UNCOUNTABLE = frozenset({"rate", "point", "money", "age", "time", "score", "ratio"})
_SET_BY = re.compile(
    r"^(?:已经?|均|都|并|提前)*(?:超过|高于|低于|优于|达到了?|超出|实现了?).{2,24}(?:定下|设定|确定|规定|要求|下达|提出)$"
)
# 完善提升15个医疗中心: what is done to them, not how the figure went
_IMPROVES = re.compile(r"[、和]?(?:完善|优化|巩固|扩容|规范)?(?:提升|提高)")
_SERVES = re.compile(r"(?:签约|服务|惠及|受益)[\u4e00-\u9fff]{2,}")
_MAKES = re.compile(r"^(?:组建|建立|成立|建设|打造|设立|新增|新建|建成)|(?:签约|服务|惠及|受益)[^签服惠受]{2,}$")
_OF_NOUN = re.compile(r"的|(?:村卫生室|乡镇卫生院|社区卫生|[二三]级|公立|基层医疗|医疗机构|医院|居民|老年人|患者|儿童)")
_EACH_SHARE = re.compile(r"(?:分别|依次)占")
# 比上年同期多支出4.1亿元: the verb only says again what the metric is
_MORE_DONE = re.compile(
    r"(?:同)?[比较与](?:[上去]一?年|前年|20\d\d年)(?:的?同期|同比)?(?:多|(?P<less>少))[\u4e00-\u9fff]{1,4}"
)
_NAMES_NOTHING = re.compile(
    r"花(?:费|去|掉)?|用去|实际(?:完成)?|(?:扣除物价因素后?|按可比价格?(?:计算)?)(?:实际)?|名义|(?:的)?基础上"
)


def bind(state: SentenceState) -> list[Bound]:
    """One Bound per quantity; `metric_text` is empty where no metric was found."""
    previous_stop = 0
    for index, quantity in enumerate(state.quantities):
        result = _bind_one(state, index, quantity, previous_stop)
        result.bracket_end = state.bracket_end(quantity.start)
        state.bound.append(result)
        previous_stop = result.noun_end if result.rule == "right" and result.noun_end else quantity.stop
    share_comparators(state)
    return state.bound


def _bind_one(state: SentenceState, index: int, quantity: Quantity, previous_stop: int) -> Bound:
    clause = read_clause(state.text, index, quantity.start, previous_stop)
    result = Bound(quantity, lead_start=clause.lead_start)
    peeled = clause.peeled = peel(clause.lead)
    set_comparison(result, peeled)
    result.limit = peeled.goal
    if _IMPROVES.fullmatch(clause.lead) and quantity.unit_class == "item" and counted_noun(state, quantity):
        result.measure, result.sign, peeled.core = "level", 1, clause.lead.lstrip("、和")
    track_parts(state, clause.gap, clause.opened)
    if _SEGMENT.search(clause.gap):
        state.carry.items, state.carry.part_mode, state.carry.parent, state.carry.ranked = [], False, None, ""
        state.carry.outer = None
    if not peeled.core:
        peeled.core, width = superlative(state.text[previous_stop : quantity.start])
        result.lead_start -= width
    core = per_head_first(without_listed_places(ranked_name(state, at_work(trim_opening(peeled.core)))))
    clause.core = result.core = of_disease(state, of_hospitals(state, quantity, core))
    if peeled.from_mark:
        result.from_value = True
        result.measure = "level" if quantity.unit_class != "point" else result.measure
    for construction in _CONSTRUCTIONS:
        found = construction(state, result, clause)
        if found is not None:
            return found
    return _by_name(state, result, clause)


def _zero(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    return zero(state, result, clause.core) if result.quantity.unit_class == "zero" else None


def _pair(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    """由A提高到B: the second value has the first one's metric."""
    if not state.carry.from_open or clause.core:
        return None
    if (clause.peeled.direction and clause.peeled.to) or _RANGE_MARK.match(clause.gap):
        return second_of_pair(state, result)
    return None


def _bare_list(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    """A value with nothing but a mark between it and the one before: the next of a list, the end of a range."""
    gap = clause.gap
    if gap in (",", "，") and state.text.startswith("的", result.quantity.stop):
        return None  # 设置率均为100%,98.6%的村卫生室能够提供…
    if state.carry.items and BARE_GAP.match(gap):
        return next_item(state, result)
    if state.carry.items and state.bound[-1].measure == result.measure != "level" and DIRECTED_GAP.match(gap):
        return next_item(state, result, directed=True)
    if not clause.index or not BARE_GAP.match(gap):
        return None
    of_range = RANGE_GAP.match(gap) and state.bound[-1].rule == "right"  # 打造2—3家医院
    if not of_range and counted_noun(state, result.quantity):
        return None
    if clause.peeled.core.strip("和与及") and not RANGE_GAP.match(gap):
        return None
    before = state.bound[-1]
    if result.quantity.unit_class == "rate" and result.quantity.unit != before.quantity.unit:
        return None  # of another rate: (19.90/10万、7.50‰)
    if RANGE_GAP.match(gap) and before.comparator == "=" and not before.from_value:
        before.comparator = ">="
        same = same_as_before(state, result, "range")
        same.comparator = "<="
        return same
    if not gap and before.measure == "level" and result.quantity.unit_class != before.quantity.unit_class:
        take(state, result, before.core, "list", False)  # 报告传染病8种1230例: the same thing, counted by another unit
        result.carried_from = before.phrase_at
        return result
    same = same_as_before(state, result, "list")
    if result.quantity.unit_class == "money" != before.quantity.unit_class:
        same.metric_text, same.metric = of_money(before.metric_text), None  # 赔付16.7万人次、5亿元
    return same


def _open_pair(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    """Remember that a from-value waits for its to-value."""
    del result
    if clause.peeled.from_mark or not (state.carry.from_open and not clause.peeled.core):
        state.carry.from_open = clause.peeled.from_mark
    return None


def _share(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    quantity, peeled = result.quantity, clause.peeled
    if quantity.unit_class != "rate" or (peeled.each and ITEM.search(clause.core)):
        return None
    share = SHARE.search(peeled.core + ("的" if clause.lead.endswith("的") else ""))
    if share and _EACH_SHARE.search(clause.lead):
        if shares_in_order(state, result, share):
            return result
        clause.peeled.each = True
        listed = pair_list(state, result, clause) if ITEM.search(clause.core) else None
        if listed is not None:
            return listed
    if share and result.measure == "level" and not link(clause.core, quantity.unit, quantity.unit_class):
        task = task_share(state, result, clause.core)
        return task or share_of_whole(state, result, peeled.core, share)
    if not clause.core and predicate_of_members(state, result):
        return result
    of_noun = _OF_NOUN.match(state.text, quantity.stop) is not None
    beside = clause.lead.startswith("的") and bool(state.bound) and state.bound[-1].rule == "share_of"
    if of_noun and (beside or not clause.core.strip("的")) and not LIMIT_AFTER.match(state.text[quantity.stop :][:6]):
        return part_of_whole(state, result) or inherit(state, result, clause)
    return None


def _listed(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    several = clause.peeled.both and ITEM.search(clause.core)
    if (
        clause.peeled.each
        or several
        or clause.peeled.versus
        or in_order(state, clause)
        or names_rates(clause.core)
        or of_values_in_order(state, result, clause)
        or of_these_values(clause.core)
    ):
        return pair_list(state, result, clause)
    return None


_FORMER_OR_LATTER = re.compile(r"(?P<which>[前后])者(?P<head>.*)")


def _former_or_latter(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    """四级手术占比19.3%、服务收入占比27.9%,后者提升1.6个百分点: of the last two that the sentence names."""
    found = _FORMER_OR_LATTER.fullmatch(clause.core)
    if found is None:
        return None
    named = {bound.metric_text: bound for bound in levels_before(state, result)}
    if len(named) < 2:
        return None
    meant = list(named.values())[-1 if found["which"] == "后" else -2]
    head = trim_opening(found["head"])
    if not head:
        return carry_on(result, meant)
    take(state, result, merge(meant.core or meant.metric_text, head), "ellipsis", result.measure != "level")
    result.carried_from = meant.phrase_at or meant.carried_from
    return result


def _task(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    if result.quantity.unit_class != "rate":
        return None
    if _OF_A_NUMBERED_PLAN.search(state.text, max(0, result.quantity.start - 24), result.quantity.start):
        return task_share(state, result, "完成全年目标")  # 新增托位1127个,完成全年2000个目标的56.4%
    share = _OF_THE_PLAN.fullmatch(clause.lead)  # 完成投资1.24亿元,为年度计划的103.3%
    return task_share(state, result, "完成" + share.group(1) if share else clause.core)


_OF_A_NUMBERED_PLAN = re.compile(
    r"(?:完成|占)[^,，;。\d]{0,6}\d[\d.]*[万亿]?[^,，;。\d]{0,2}(?:目标|任务|计划)(?:任务|数)?的$"
)
_OF_THE_PLAN = re.compile(r"(?:为|是|占|达到?|相当于)((?:全年|年度|年初|当年)?(?:任务|计划|目标)(?:任务|数|量)?)的")


_TOWNSHIP = re.compile(r"(?!(?:乡|城|集|农|[各个]|贫困|所有)[镇乡村])[\u4e00-\u9fff]{2,4}(?:乡|镇|街道)")
_ITS_SHARE = re.compile(r"所?占(?:比|比重|比例|份额)|比重")
_YEARS_ALONE = re.compile(r"(?:近|这)?(?:\d{1,2}|[一二两三四五六七八九十]+)年(?:间|来)?")


def _as_limit(state: SentenceState, result: Bound, clause: Clause) -> bool:
    """Whether the lead only says who set a limit: 控制在省定10%以内, 低于自治区要求的30%."""
    quantity, core = result.quantity, clause.core
    if not core or not (ISSUER.match(core) or _ALL_OF_THEM.fullmatch(core)):
        return False
    if not LIMIT_AFTER.match(state.text[quantity.stop : quantity.stop + 8]) and not _DECREED.search(core):
        return False
    result.limit, clause.core = True, ""
    if quantity.comparator:
        return True
    line, missed = _LINE.match(state.text, quantity.stop), _NOT_REACHED.search(clause.lead)
    if _WITHIN.match(state.text, quantity.stop):
        result.comparator = "<="
    if line is not None:
        result.comparator = "<=" if line["most"] else ">="
    if missed is not None:
        result.comparator = "<=" if missed.group(1) else ">="
    return True


def _told_before(state: SentenceState, result: Bound) -> bool:
    """Whether the clause, the sentence or the paragraph before names a metric that the value can be of."""
    carry, quantity = state.carry, result.quantity
    carried = bool(carry.text) and carry.unit_class == quantity.unit_class
    return (
        carried
        or quantity.unit in carry.above
        or NOUN_HEAD.search(sentence_subject(state, result.lead_start)) is not None
    )


def _by_place(state: SentenceState, result: Bound) -> Bound:
    """献血5.2万人次。 分地区看,如皋市12806人次: what the sentence or the paragraph before counted in that unit."""
    carry = state.carry
    name, result.carried_absolute = carry.above.get(result.quantity.unit, ("", None))
    head = sentence_subject(state, result.lead_start)
    if NOUN_HEAD.search(head):
        name, result.carried_absolute = head, None  # 签约率,房县61.8%
    elif carry.unit_class == result.quantity.unit_class and carry.text:
        name, result.carried_absolute = carry.text, carry.at_absolute
    take(state, result, name, "carried_sentence", result.measure != "level")
    remember(state, result, name)
    return result


def _is_its_share(state: SentenceState, core: str) -> bool:
    """药费占36.4%,所占比重比上年下降0.9个百分点: the share just told."""
    return state.bound[-1].rule == "share" and _ITS_SHARE.fullmatch(core) is not None


def _nameless(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    """A limit, an average, a place, or nothing in front of the value: the metric was named before."""
    quantity, core = result.quantity, clause.core
    if _as_limit(state, result, clause):
        return inherit(state, result, clause)
    if state.bound and TASK_IN_BRACKET.search(state.text, max(0, quantity.start - 16), quantity.start):
        clause.core = ""
        return inherit(state, result, clause)
    names_nothing = _NAMES_NOTHING.fullmatch(core) is not None
    if names_nothing and state.bound:
        clause.core = ""  # 宫颈癌9000、乳腺癌1000,实际完成8763人、1012人
        return pair_list(state, result, clause) or inherit(state, result, clause)
    only_place = core in region_index().by_name or _TOWNSHIP.fullmatch(core) is not None
    if only_place and not state.bound and _told_before(state, result):
        return _by_place(state, result)
    if (names_nothing or only_place) and (state.bound or state.carry.text):
        clause.core = ""  # 平江县为23.9%: only the place is new
        return inherit(state, result, clause)
    compared = state.bound and not state.bound[-1].from_value
    more = _MORE_DONE.fullmatch(clause.lead) if compared else None
    if more is not None and result.measure == "level" and quantity.unit_class not in ("rate", "point"):
        result.measure, result.sign, clause.core = "change", -1 if more["less"] else 1, ""
        return inherit(state, result, clause)
    if _SET_BY.match(core) and state.bound:
        result.limit, clause.core = True, ""
        return inherit(state, result, clause)
    if state.bound and (_YEARS_ALONE.fullmatch(core) or _is_its_share(state, core)):
        clause.core = ""  # 十年共增加13.6万人
        return inherit(state, result, clause)
    if clause.peeled.goal and state.bound and not link(core, quantity.unit, quantity.unit_class):
        clause.core = ""
        return inherit(state, result, clause)
    if not core or IS_LIMIT.match(core) or (AVERAGE.match(core) and not clause.peeled.from_mark):
        return inherit(state, result, clause)
    return None


_LINE = re.compile(r"的?(?:(?P<most>上限|控制线|警戒线|红线)|下限|底线)")  # 低于省定30%的上限
_DECREED = re.compile(r"[国省市州盟县区旗]定$")  # 控制在省定10%以内
_WITHIN = re.compile(r"的?[\u4e00-\u9fff]{2,6}以[内下]")  # 控制在省定12/10万的红线以内
_ALL_OF_THEM = re.compile(r"[两二三四五六七八九十]地|[两二三四五六七八九十]个?(?:县市区|县区|县市|[县市区旗])")
# 未突破10%的红线, 三地均未达到95%的目标: what the limit asks for
_NOT_REACHED = re.compile(r"(?:未|没有)(?:(突破|超过)|达到?)")


_CONSTRUCTIONS: tuple[Callable[[SentenceState, Bound, Clause], Bound | None], ...] = (
    _zero,
    _pair,
    _bare_list,
    _open_pair,
    _former_or_latter,
    _share,
    _listed,
    _task,
    each_does,
    _nameless,
)


def _by_name(state: SentenceState, result: Bound, clause: Clause) -> Bound:
    """The lead names the metric, by itself or with a head, a scope or a total from before."""
    quantity, core, carry = result.quantity, clause.core, state.carry
    change = result.measure != "level"
    right = counted_noun(state, quantity) if quantity.unit_class not in _UNCOUNTABLE else ""
    own_part = facility_has(state, quantity, core)
    if own_part:
        take(state, result, own_part, "part", change)
        remember(state, result, own_part)
        return result
    if not right:
        core = under_one_verb(state, result, clause, of_the_same_thing(state, core))
    core = of_collective(state, result, of_disease_class(state, core, result.lead_start))
    core = of_new_cases(state, of_these_goods(state, result, core))
    carry.items = []
    if clause.opened == "占":  # the whole that a share is of, whose part stays the subject
        take(state, result, core, "before", change)
        return result
    total = per_facility(state, core) or facility_total(state, clause, core, quantity)
    if total:
        take(state, result, total, "part", change)
        remember(state, result, total)
        return result
    in_parts = carry.part_mode and carry.parent is not None and not _sum_of_another(core, carry.parent, quantity)
    if in_parts and carry.parent is not None and _of_money_alone(quantity, carry.parent.quantity):
        in_parts = False  # 查处案件87起,其中…,罚没款合计41万元
    if in_parts and carry.parent is not None and _another_thing(core, quantity, carry.parent.quantity):
        in_parts = False  # 机构286家,其中社区卫生服务中心10家,基层诊疗132万人次
    if in_parts and (not right or FACILITY.search(core)) and not core.startswith("占"):
        return part_of_total(state, result, core)
    if right and not change:
        return noun_behind(state, result, core, right)
    on_site = on_facility(state, core) if quantity.unit_class != "rate" else core
    if on_site != core:
        take(state, result, on_site, "before", change)
        remember(state, result, on_site)
        return result
    of_a_rate = not change or (quantity.unit_class == "point" and RATE_HEAD.search(core) is not None)
    if of_a_rate and _completes(state, core, quantity):
        return complete_head(state, result, core)
    core = _completed(state, result, core, change)
    if quantity.unit_class == "rate" and not change and share_by_what_follows(state, result, core):
        return result
    take(state, result, core, "before", change)
    remember(state, result, core)
    return result


def _another_thing(core: str, quantity: Quantity, total: Quantity) -> bool:
    """Whether a count of visits among facilities names its own metric."""
    classes = (quantity.unit_class, total.unit_class)
    return classes == ("visit", "item") and link(core, quantity.unit, quantity.unit_class) is not None


def _of_money_alone(quantity: Quantity, total: Quantity) -> bool:
    return quantity.unit_class == "money" and total.unit_class in ("case", "item", "household")


_SUM_NAME = re.compile(r"总(?:数|量|人数|面积|额)$")


def _sum_of_another(core: str, parent: Bound, quantity: Quantity) -> bool:
    """医疗卫生机构2486家,其中三级医院9家,床位总数3.24万张: a sum of another thing is no part of the first total."""
    other = _SUM_NAME.search(core) is not None and quantity.unit_class != parent.quantity.unit_class
    return other and link(core, quantity.unit, quantity.unit_class) is not None


def _completes(state: SentenceState, core: str, quantity: Quantity) -> bool:
    """Whether the head needs the subject of an earlier clause."""
    if not is_headless(core):
        return False
    if not state.bound:
        return not link(core, quantity.unit, quantity.unit_class)
    before = state.bound[-1]
    if RATE_HEAD.search(core) and same_head_of_another(before, core):
        return True  # 精神分裂症服药率…,规律服药率…: of the same thing
    if core not in WEAK_HEADS and quantity.unit_class == "rate" and named(core, quantity.unit, "rate") is not None:
        return False  # 药占比: a metric by itself
    if core in WEAK_HEADS or len(core) <= 4:
        return True
    return not (link(core, quantity.unit, quantity.unit_class) or named_in_any_unit(core, quantity.unit_class))


def _completed(state: SentenceState, result: Bound, core: str, change: bool) -> str:
    """The name with the scope, the shared head (每千人口) or the facility that the sentence has said before."""
    quantity = result.quantity
    if quantity.unit_class == "rate":
        behind = _SCOPE_BEHIND.match(core)
        if behind:
            core = behind.group(2) + behind.group(1)
        if not RATE_HEAD.search(core):
            return under_scope(state, core, change)
        return of_the_same(state, result, core)
    per_head = per_capita_head(state, core, quantity)
    if per_head:
        return per_head + core
    if joins_list(state, result):
        head = shared_head(state.bound[-1].core)
        if head and not core.startswith(head[:2]) and link(head + core, quantity.unit, quantity.unit_class):
            core = head + core
    serves = _SERVES.match(core)
    if serves and state.bound and state.bound[-1].metric is None and not link(core, quantity.unit, quantity.unit_class):
        return core_of(_MAKES.sub("", state.bound[-1].core)) + core  # …管家团队4个,签约企业12家、服务劳动者1200名
    return core
