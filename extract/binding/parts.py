"""Parts of a total: 其中, brackets, and the facilities that a sentence has just counted."""

import math
import re

from extract.binding.ellipsis import complete_head, is_headless
from extract.binding.lead import CLAUSE_MARK, clause_marks, trim_opening
from extract.binding.lists import carry_on
from extract.binding.model import Bound, Clause
from extract.binding.names import FACILITY, FACILITY_PREFIX, NOUN_HEAD, RATE_HEAD, complete, rescope, shared_head
from extract.binding.state import SentenceState, remember, take
from extract.linking import core_of, link
from extract.quantities import Quantity

_TOTAL = re.compile(r"^总")
_TIER = re.compile(r"级(?:[(（][^)）]*[)）])?(?:级)?$")

_ONE_KIND = re.compile(
    r"卫生院|卫生室|社区卫生服务|民营医院|公立医院|妇幼保健|诊所|医养结合机构|养老机构|托育机构|疾病预防控制|中医|专业公共卫生|基层医疗"
)

RESOURCE_HEAD = re.compile(
    r"^(?:实有|开放|编制)?(?:看|收)?(?:床位|病床|门急诊|住院|入院|出院|诊疗|职工|在岗职工|卫生人员|人员|卫生技术人员|卫技人员|执业[(（]助理[)）]医师|执业医师|医师|注册护士|护士|诊疗人次|入院人次|出院人次|病床使用率)"
)


_SUM = re.compile(r"(?:^|[,，;])(?:总计|合计|共计)")


_NEAR = 4  # figures back


def track_parts(state: SentenceState, gap: str, opened: str) -> None:
    """Notice where a total's parts begin (其中, 包括, a bracket, a colon) and end (the bracket's end, a new sum)."""
    carry = state.carry
    if carry.part_mode and carry.outer is None and _add_up(state, carry.parent):
        carry.part_mode, carry.part_bracket = False, False
    if carry.part_mode and _SUM.search(gap):
        carry.part_mode = False
        return
    if "其中" in gap or "包括" in gap or (opened and opened in "(（") or gap.endswith((":", "：")) or "排在" in gap:
        if state.bound and not carry.part_mode:
            levels = [b for b in reversed(state.bound) if b.measure == "level" and b.metric_text]
            # 报告4846例,死亡61人,报告发病率349/10万,其中手足口病2215例: of the cases
            own = state.quantities[len(state.bound)].unit_class
            same = [b for b in levels[:_NEAR] if b.quantity.unit_class == own]
            of_rate = levels and levels[0].quantity.unit_class == "rate" and own != "rate"
            parent = next(iter(same if of_rate and same else levels), None)
            if parent is not None:
                carry.parent, carry.part_mode = parent, True
                carry.part_bracket = gap.rfind("(") > gap.rfind(")") and "其中" not in gap[: gap.rfind("(")]
        elif state.bound and gap.startswith("(") and not carry.part_bracket and _counts_of(state):
            # 其中居民597.6万人,职工61.6万人(在职43.1万人、退休18.5万人): parts of a part
            carry.outer, carry.parent, carry.part_bracket = carry.parent, state.bound[-1], True
        elif not state.bound and "其中" in gap and carry.parent is None and carry.text:
            carry.part_mode, carry.parent = True, carry.last_level
    elif carry.part_bracket and any(mark.group() in ")）" for mark in clause_marks(gap)):
        carry.parent, carry.part_mode, carry.outer = carry.outer, carry.outer is not None, None
        carry.part_bracket = False


def _add_up(state: SentenceState, total: Bound | None) -> bool:
    """补助150元,其中财政补助120元、个人缴费30元: what follows is no part of the total any more."""
    if total is None:
        return False
    parts = [
        bound.quantity.value
        for bound in state.bound
        if bound.rule == "part" and bound.measure == "level" and bound.quantity.unit == total.quantity.unit
    ]
    return len(parts) > 1 and math.isclose(sum(parts), total.quantity.value, rel_tol=1e-9)


def _counts_of(state: SentenceState) -> bool:
    """Whether the next value counts the same as the last one."""
    last, following = state.bound[-1], state.quantities[len(state.bound)]
    return last.measure == "level" and last.rule == "part" and last.quantity.unit == following.unit


_STAFF = re.compile(r"(?:师|士|员|医生|护士)(?:\([^()]*\))?$")
_PERSONS = re.compile(r"患者|病人|感染者|病例")
_PERSONS_END = re.compile(r"(?:患者|病人|感染者|病例)(?:[和、与及](?:患者|病人|感染者|病例))*$")


def part_of_total(state: SentenceState, result: Bound, core: str) -> Bound:
    """其中 and brackets: the part's own name if it is of the total's kind, else part and total together."""
    quantity = result.quantity
    parent = state.carry.parent
    assert parent is not None
    change = result.measure != "level"
    name = _part_name(state, core, parent, quantity)
    rate = quantity.unit_class == "rate" and RATE_HEAD.search(core)
    if name or rate:
        if not name and is_headless(core) and not link(core, quantity.unit, "rate"):
            return complete_head(state, result, core)
        take(state, result, name or core, "part", change and not rate)
    else:
        _part_with_total(state, result, core, parent, change)
    result.phrase_at = (result.lead_start, quantity.start)
    result.carried_from, result.carried_absolute = parent.phrase_at, parent.carried_absolute
    if not _PERSONS.fullmatch(core):
        remember(state, result, core_of(result.metric_text) if not rate else core)
    return result


_HANDLED = re.compile(r"^(?:依法|共|累计)*(?:查处|立案|受理|处理|办理)(?=.{2,})")


def _part_name(state: SentenceState, core: str, parent: Bound, quantity: Quantity) -> str:
    """The part's full name where its construction makes one, else ''."""
    if FACILITY.search(core):
        scoped = rescope(core, parent.core)
        if scoped and scoped != core:
            return scoped
        if quantity.unit_class == "item" and core != parent.core:
            return core  # facilities among facilities stand for themselves
    kind = FACILITY_PREFIX.match(parent.core)
    if kind and _ONE_KIND.search(parent.core[: kind.start("rest")]) and RESOURCE_HEAD.match(core):
        return parent.core[: kind.start("rest")] + core
    before = state.bound[-1] if state.bound else parent
    beside = FACILITY_PREFIX.match(before.core) if before.rule == "part" and RESOURCE_HEAD.match(core) else None
    if beside and RESOURCE_HEAD.match(_TOTAL.sub("", beside["rest"])):
        return before.core[: beside.start("rest")] + core  # 其中:医院总诊疗人次42.6亿,入院人次2.4亿
    ending = _PERSONS_END.search(parent.core)
    if ending and _PERSONS.fullmatch(core):
        return _PERSONS_END.sub("", parent.core) + core  # 艾滋病患者和感染者191例(病人73例,感染者118例)
    if ending and len(core) >= 4 and any(core[i : i + 2] in parent.core for i in range(len(core) - 1)):
        # 结核病患者844例,其中…其他肺外结核54例: the part's name goes in the total's place
        return core if _PERSONS_END.search(core) else core + ending.group()
    known = link(core, quantity.unit, quantity.unit_class) is not None
    if quantity.unit_class == "person" and _STAFF.search(core) and not known:
        return core
    if quantity.unit_class == "money" and NOUN_HEAD.search(core):
        per_head = parent.core[: parent.core.find("人均") + 2] if "人均" in parent.core and "均" not in core else ""
        return core if known else state.carry.topic + per_head + core
    return ""


_FULL_NAME = 6  # characters of a name that says enough by itself: 因病致贫返贫
_EVENT_OF = re.compile(r".{2,}(?:报告|共)(?:发病|死亡)(?:病例)?")
_ACT = re.compile(r".{2,}(?:补偿|报销|救助|赔付|结算|支付|自付|保障)")  # 报销医药费3285万元,其中住院补偿1.73万人次
_WORK_DONE = re.compile(r"抽检|检查|培训|发放|开展|查处|处罚|筛查|体检")


def _part_with_total(state: SentenceState, result: Bound, core: str, parent: Bound, change: bool) -> None:
    """A scope of the total (其中城市、二级医院), or a thing of its kind (其中:执业医师)."""
    quantity = result.quantity
    own = link(core, quantity.unit, quantity.unit_class, change=change)
    same_kind = own is not None and (
        parent.metric is None
        or own.category == parent.metric.category
        or quantity.unit_class in ("rate", "money")
        or len(core) >= _FULL_NAME
        or (quantity.unit_class == parent.quantity.unit_class == "item")
    )
    sibling = next((b.core for b in state.bound if len(b.core) >= 4 and core.endswith(b.core)), "")
    ending = core_of(parent.core)[-2:]
    full = len(core) >= 5 and len(ending) == 2 and core_of(core).endswith(ending)  # 其中:医院出院人数5805万
    event = quantity.unit_class in ("case", "person") and _EVENT_OF.fullmatch(core)  # 其中鼠疫报告发病5例
    of_its_own = full or bool(event) or (_ACT.fullmatch(core) is not None and quantity.unit_class in ("visit", "money"))
    if parent.metric is None and _WORK_DONE.search(parent.metric_text):
        same_kind = False
    if same_kind:
        result.metric, result.metric_text = own, complete(core, quantity.unit_class, quantity.unit)
    elif change and (told := _named_among(state, core)) is not None:
        carry_on(result, told)  # 每千人口床位数、注册护士数分别为…,其中床位数增加0.52张
        return
    elif (sibling and core.endswith(sibling)) or of_its_own:
        take(state, result, core, "part", change)  # 医师日均担负诊疗6.7人次,…其中:公立医院医师日均担负诊疗7.2人次
    else:
        joined = core + _HANDLED.sub("", core_of(parent.metric_text))
        name = joined if core not in parent.metric_text else core
        result.metric = None if _TIER.search(core) else link(joined, quantity.unit, quantity.unit_class)
        result.metric_text = complete(name, quantity.unit_class, quantity.unit)
    result.rule, result.core = "part", core


def _named_among(state: SentenceState, core: str) -> Bound | None:
    """The value before whose name ends as the part's does."""
    ending = core_of(core)
    known = (bound for bound in reversed(state.bound) if bound.metric is not None and bound.measure == "level")
    return next((b for b in known if core_of(b.metric_text).endswith(ending) and b.metric_text != core), None)


def on_facility(state: SentenceState, core: str) -> str:
    """Staff, beds or visits of the kind of facility just counted: 3.3万个乡镇卫生院,床位150.1万张."""
    head = RESOURCE_HEAD.match(_HAVING.sub("", core))
    if head is None:
        return core
    segment = state.text.rfind(";", 0, state.quantities[len(state.bound)].start)
    parts = any(bound.rule == "part" for bound in state.bound if bound.quantity.start < segment)
    for bound in (*reversed(state.bound[-2:]), *state.bound[:3]):
        if bound.quantity.start < segment and (parts or bound.quantity.unit_class == "item"):
            continue  # 村卫生室173个;实有床位1786张: of all facilities
        name = core_of(trim_opening(bound.core))
        if bound.quantity.unit_class == "item" and FACILITY.search(name) and _ONE_KIND.search(name):
            return name + _HAVING.sub("", core)
        inside = FACILITY_PREFIX.match(bound.core)
        several = inside and "、" in bound.core[: inside.start("rest")]  # 医院、卫生院床位: of both, and of no kind
        if inside and not several and _ONE_KIND.search(bound.core) and RESOURCE_HEAD.match(inside.group("rest")):
            return bound.core[: inside.start("rest")] + _HAVING.sub("", core)
    return core


_HAVING = re.compile(r"^(?:共|现|实)?(?:有|拥有|配备)?(?:各类)?")
_BREAKDOWN = re.compile(r"^按[^,，:]{1,12}分$|(?:的)?(?:机构|地区|区域|城乡|类别)?(?:分布|构成|情况|分类)$")
_OF_FACILITIES = frozenset({"person", "visit", "bed", "money", "case"})


_HAS = re.compile(r"(?P<who>.{2,})占(?:了|去|到)?")


def facility_has(state: SentenceState, quantity: Quantity, core: str) -> str:
    """实有床位29.7万张,医院占了24.1万张: what a kind of facility has of the total just told."""
    has = _HAS.fullmatch(core) if quantity.unit_class != "rate" else None
    if has is None or not state.bound or not FACILITY.search(has["who"]):
        return ""
    total = state.bound[-1]
    same = total.quantity.unit == quantity.unit and total.measure == "level"
    return rescope(has["who"], total.core) if same else ""


def facility_total(state: SentenceState, clause: Clause, core: str, quantity: Quantity) -> str:
    """A facility that counts people, visits, beds or money is a part of a total named before.

    按机构类别分:医院38.8亿人次; 卫生人员机构分布:医院937.4万人; 床位增加12.5万张,其中:公立医院增加7.0万张.
    """
    if quantity.unit_class not in _OF_FACILITIES or not FACILITY.search(core):
        return ""
    heading = (
        CLAUSE_MARK.split(clause.gap.rstrip(":"))[-1 if clause.gap.endswith(":") else -2] if ":" in clause.gap else ""
    )
    heading = _BREAKDOWN.sub("", trim_opening(heading))
    if heading and heading != core and link(heading, quantity.unit, quantity.unit_class):
        return rescope(core, core_of(heading)) or ""
    total = next(
        (
            b.core
            for b in reversed(state.visible(quantity.start))
            if b.quantity.unit == quantity.unit and b.core and not FACILITY.search(b.core) and "占" not in b.core
        ),
        "",
    )
    if not total:
        total = state.carry.totals.get(quantity.unit, ("", None))[0]
    if not total and not state.bound:
        total = state.carry.above.get(quantity.unit, ("", None))[0]  # a line each: 医院30.9亿人次
    if not total:
        return ""
    return rescope(core, core_of(total).replace("总诊疗", "诊疗")) or ""


_PER_FACILITY = re.compile(r"^(?:平均)?每(?:一|个|家|所)?(?P<short>中心|站|院|所|室|机构|医院|村)(?P<rest>.*)$")


def per_facility(state: SentenceState, core: str) -> str:
    """An average over the facilities just counted: 社区卫生服务中心人员66.6万人,平均每个中心65人, or ''."""
    average = _PER_FACILITY.match(core)
    if average is None:
        before = state.bound[-1] if state.bound else None
        head = _AVERAGE_HEAD.match(before.core) if before is not None and core.startswith("年") else None
        return head.group() + core if head is not None else ""  # 平均每个中心年诊疗量9.1万人次,年入院量531人次
    for bound in reversed(state.bound):
        facility = FACILITY_PREFIX.match(bound.core)
        name = bound.core[: facility.start("rest")] if facility else core_of(bound.core)
        if name.endswith(average["short"]) and "每" not in name:
            counted = average["rest"] or (facility["rest"] if facility else "")
            return f"平均每个{name}{counted}"
    return ""


_AVERAGE_HEAD = re.compile(r"^平均每个.{0,12}?(?:中心|站|院|所|室|机构|村)")


def per_capita_head(state: SentenceState, core: str, quantity: Quantity) -> str:
    """A fraction of a person or bed is per head: 每千人口床位6.72张,执业(助理)医师2.8人."""
    whole = quantity.value == int(quantity.value)
    if quantity.unit_class not in ("person", "bed") or quantity.value != quantity.number or whole or "每" in core:
        return ""
    for bound in reversed(state.bound):
        own = bound.core[max(0, bound.core.find("每")) :]
        head = shared_head(own)
        if head.startswith("每"):
            facility = FACILITY_PREFIX.match(own)
            return own[: facility.start("rest")] if facility and RESOURCE_HEAD.match(core) else head
    return ""
