"""Parts of a total: 其中, brackets, and the facilities that a sentence has just counted."""

import re

from extract.binding.ellipsis import complete_head, is_headless
from extract.binding.lead import clause_marks, trim_opening
from extract.binding.model import Bound
from extract.binding.names import FACILITY, FACILITY_PREFIX, RATE_HEAD, complete, rescope
from extract.binding.state import SentenceState, remember, take
from extract.linking import core_of, link

_TIER = re.compile(r"级(?:[(（][^)）]*[)）])?(?:级)?$")

_ONE_KIND = re.compile(r"卫生院|卫生室|社区卫生服务|民营医院|公立医院|妇幼保健|诊所|疾病预防控制|中医")

RESOURCE_HEAD = re.compile(
    r"^(?:实有|开放|编制)?(?:床位|卫生人员|人员|卫生技术人员|卫技人员|执业[(（]助理[)）]医师|执业医师|医师|注册护士|护士|诊疗人次|入院人次|出院人次|病床使用率)"
)


def track_parts(state: SentenceState, gap: str, previous_stop: int, opened: str) -> None:
    carry = state.carry
    if (
        "其中" in gap
        or "包括" in gap
        or (opened and opened in "(（")
        or re.search(r"(?:为|是|有)?[:：]$", gap)
        or "排在" in gap
    ):
        if state.bound and not carry.part_mode:
            parent = next((b for b in reversed(state.bound) if b.measure == "level" and b.metric_text), None)
            if parent is not None:
                carry.parent, carry.part_mode = parent, True
                carry.part_bracket = bool(opened and opened in "(（") and "其中" not in gap[: gap.rfind(opened)]
        elif not state.bound and "其中" in gap and carry.parent is None and carry.text:
            carry.part_mode = True
    elif carry.part_bracket and any(mark.group() in ")）" for mark in clause_marks(gap)):
        carry.part_mode = False


def part_of_total(state: SentenceState, result: Bound, core: str) -> Bound:
    """其中 and brackets: the part's own name if it is of the total's kind, else part and total together."""
    quantity = result.quantity
    parent = state.carry.parent
    assert parent is not None
    change = result.measure != "level"
    scoped = rescope(core, parent.core) if FACILITY.search(core) else ""
    if scoped and scoped != core:
        take(state, result, scoped, "part", change)
        result.phrase_at = (result.lead_start, quantity.start)
        result.carried_from = parent.phrase_at
        remember(state, result, scoped)
        return result
    kind = FACILITY_PREFIX.match(parent.core)
    if kind and _ONE_KIND.search(parent.core[: kind.start("rest")]) and RESOURCE_HEAD.match(core):
        take(state, result, parent.core[: kind.start("rest")] + core, "part", change)
        result.core, result.carried_from = core, parent.phrase_at
        return result
    own = link(core, quantity.unit, quantity.unit_class, change=change)
    same_kind = own is not None and (
        parent.metric is None or own.category == parent.metric.category or quantity.unit_class in ("rate", "money")
    )
    if (
        parent.metric is None
        and own is not None
        and re.search(r"抽检|检查|培训|发放|开展|查处|处罚|筛查|体检", parent.metric_text)
    ):
        same_kind = False
    result.rule = "part"
    if quantity.unit_class == "rate" and RATE_HEAD.search(core):
        if own is None and is_headless(state, core):
            return complete_head(state, result, core)
        take(state, result, core, "part", False)
        return result
    if same_kind:
        result.metric, result.metric_text = own, complete(core, quantity.unit_class, quantity.unit)
    else:
        joined = core + core_of(parent.metric_text)
        result.metric = None if _TIER.search(core) else link(joined, quantity.unit, quantity.unit_class)
        result.metric_text = complete(
            joined if core not in parent.metric_text else core, quantity.unit_class, quantity.unit
        )
    result.core = core
    result.phrase_at = (result.lead_start, quantity.start)
    result.carried_from = parent.phrase_at
    remember(state, result, core_of(result.metric_text))
    return result


def facility_subject(state: SentenceState) -> str:
    """The kind of facility that the sentence has just counted: 3.3万个乡镇卫生院,床位150.1万张."""
    for bound in state.bound[:3]:
        name = core_of(trim_opening(bound.core))
        if bound.quantity.unit_class == "item" and FACILITY.search(name) and _ONE_KIND.search(name):
            return name
    return ""
