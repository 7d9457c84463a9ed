"""The quantities of one sentence bound in order: which construction each one stands in."""

import re

from extract.binding.carried import AVERAGE, ISSUER, LIMIT, LIMIT_AFTER, inherit, second_of_pair, zero
from extract.binding.comparison import set_comparison, share_comparators
from extract.binding.ellipsis import SCOPE_WORD, WEAK_HEADS, complete_head, is_headless, under_scope
from extract.binding.lead import clause_marks, peel, trim_opening
from extract.binding.lists import BARE_GAP, RANGE_GAP, lead_joined, next_item, pair_list, same_as_before
from extract.binding.model import Bound, Peeled
from extract.binding.names import FACILITY, ITEM, RATE_HEAD, shared_head
from extract.binding.nouns import counted_noun, noun_behind
from extract.binding.parts import RESOURCE_HEAD, facility_subject, part_of_total, track_parts
from extract.binding.shares import SHARE, TASK, part_of_whole, share_of_whole, shares_in_order
from extract.binding.state import SentenceState, remember, take
from extract.linking import core_of, link, named_in_any_unit
from extract.quantities import Quantity
from extract.regions import region_index

_YEAR_BRACKET = re.compile(r"[(（](?:19|20)\d\d年?(?:度)?[)）]")

_SCOPE_BEHIND = re.compile(r"^(.+?(?:率|占比|比例))(" + SCOPE_WORD.pattern + r")$")

_LONGEST_LEAD = 90


def bind(state: SentenceState) -> list[Bound]:
    """One Bound per quantity; `metric_text` is empty where no metric was found."""
    previous_stop = 0
    for index, quantity in enumerate(state.quantities):
        result = bind_one(state, index, quantity, previous_stop)
        state.bound.append(result)
        previous_stop = quantity.stop
        if result.rule == "right" and result.noun_end:
            previous_stop = result.noun_end
    share_comparators(state)
    return state.bound


def bind_one(state: SentenceState, index: int, quantity: Quantity, previous_stop: int) -> Bound:
    carry = state.carry
    gap = state.text[max(previous_stop, quantity.start - 400) : quantity.start]
    if _YEAR_BRACKET.match(gap):
        gap = gap[_YEAR_BRACKET.match(gap).end() :]  # type: ignore[union-attr]
    lead_start = quantity.start - len(gap)
    marks = clause_marks(gap)
    opened = ""
    lead = gap
    if marks:
        last = marks[-1]
        if last.end() == len(gap) and last.group() in ":：":
            # 药占比:30.5% — the name stands before the mark
            before = gap[: last.start()]
            previous = [m for m in marks[:-1]]
            cut = previous[-1].end() if previous else 0
            lead = before[cut:]
            lead_start += cut
            opened = previous[-1].group() if previous else ""
        elif (
            last.group() in "(（"
            and last.end() == len(gap)
            and last.start() - (marks[-2].end() if len(marks) > 1 else 0) >= 2
        ):
            # 次均住院药费(2759.5元)占… — a bracket right behind a name that has no value yet
            cut = marks[-2].end() if len(marks) > 1 else 0
            lead = gap[cut : last.start()]
            if lead.startswith(("占", "比", "较", "同比", "其中")):
                lead, cut = "", len(gap)
            lead_start += cut
            opened = marks[-2].group() if len(marks) > 1 else ""
        else:
            lead = gap[last.end() :]
            lead_start += last.end()
            opened = last.group()
    if len(lead) > _LONGEST_LEAD:
        lead_start += len(lead) - _LONGEST_LEAD
        lead = lead[-_LONGEST_LEAD:]
    result = Bound(quantity, lead_start=lead_start)
    peeled = peel(lead)
    set_comparison(state, result, peeled)
    result.limit = peeled.goal
    track_parts(state, gap, previous_stop, opened)
    if re.search(r"[;；。]", gap):
        carry.items, carry.part_mode, carry.parent = [], False, None
    core = trim_opening(peeled.core)
    result.core = core
    if quantity.unit_class == "zero":
        return zero(state, result, core)
    if peeled.from_mark:
        result.from_value = True
        result.measure = "level" if quantity.unit_class != "point" else result.measure
    if carry.from_open and peeled.direction and peeled.to and not core:
        return second_of_pair(state, result)
    if carry.from_open and not core and re.match(r"^(?:[-—~至到]|左右)+$", gap):
        return second_of_pair(state, result)
    if carry.items and BARE_GAP.match(gap):
        return next_item(state, result)
    if (
        index
        and (not peeled.core or RANGE_GAP.match(gap))
        and BARE_GAP.match(gap)
        and not counted_noun(state, quantity)
    ):
        if RANGE_GAP.match(gap) and state.bound[-1].comparator == "=" and not state.bound[-1].from_value:
            state.bound[-1].comparator = ">="
            same = same_as_before(state, result, "range")
            same.comparator = "<="
            return same
        return same_as_before(state, result, "list")
    if peeled.from_mark or not (carry.from_open and not peeled.core):
        carry.from_open = peeled.from_mark
    share = SHARE.search(peeled.core + ("的" if lead.endswith("的") else "")) if quantity.unit_class == "rate" else None
    if share and re.search(r"(?:分别|依次)占", lead) and shares_in_order(state, result, share):
        return result
    if share and result.measure == "level" and not link(core, quantity.unit, quantity.unit_class):
        return share_of_whole(state, result, peeled.core, share)
    if (
        quantity.unit_class == "rate"
        and not core.strip("的")
        and state.text[quantity.stop : quantity.stop + 1] == "的"
        and not LIMIT_AFTER.match(state.text[quantity.stop :][:6])
    ):
        return part_of_whole(state, result)
    if peeled.each or (peeled.both and ITEM.search(core)):
        listed = pair_list(state, result, index, core, peeled)
        if listed is not None:
            return listed
    task = TASK.match(core) if quantity.unit_class == "rate" else None
    if task and (carry.core or state.bound):
        subject = core_of(carry.text) or carry.core
        result.metric_text, result.rule = f"{subject}完成{task.group('task')}比例", "task"
        result.carried_from, result.limit = carry.at, False
        return result
    if core and ISSUER.match(core) and LIMIT_AFTER.match(state.text[quantity.stop : quantity.stop + 8]):
        result.limit = True
        return inherit(state, result, peeled, "", lead)
    if core in region_index().by_name and (state.bound or carry.text):
        core = ""  # 平江县为23.9%: only the place is new
    if not core or LIMIT.match(core) or (AVERAGE.match(core) and not peeled.from_mark):
        return inherit(state, result, peeled, core, lead)
    return by_name(state, result, index, core, peeled)


def by_name(state: SentenceState, result: Bound, index: int, core: str, peeled: Peeled) -> Bound:
    carry = state.carry
    quantity = result.quantity
    change = result.measure != "level"
    right = (
        counted_noun(state, quantity)
        if quantity.unit_class not in ("rate", "point", "money", "age", "time", "score")
        else ""
    )
    carry.items = []
    if (
        carry.part_mode
        and carry.parent is not None
        and (not right or FACILITY.search(core))
        and not core.startswith("占")
    ):
        return part_of_total(state, result, core)
    if right and not change:
        return noun_behind(state, result, core, right)
    if is_headless(state, core) and state.bound and not change:
        strong = core not in WEAK_HEADS and len(core) > 4
        if not strong or not (
            link(core, quantity.unit, quantity.unit_class) or named_in_any_unit(core, quantity.unit_class)
        ):
            return complete_head(state, result, core)
    behind = _SCOPE_BEHIND.match(core) if quantity.unit_class == "rate" else None
    if behind:
        core = behind.group(2) + behind.group(1)
    if quantity.unit_class == "rate" and not change and not RATE_HEAD.search(core):
        core = under_scope(state, core)
    if (
        state.bound
        and state.text[result.lead_start : result.lead_start + 1] in ("、", "和", "与", "及")
        or (state.bound and lead_joined(state.text, state.bound[-1].quantity.stop))
    ):
        head = shared_head(state.bound[-1].core)
        if head and not core.startswith(head[:2]) and link(head + core, quantity.unit, quantity.unit_class):
            core = head + core
    facility = facility_subject(state)
    if facility and RESOURCE_HEAD.match(core) and not result.rule:
        core = facility + core
    take(state, result, core, "before", change)
    remember(state, result, core)
    return result
