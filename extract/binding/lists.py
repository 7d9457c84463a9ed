"""Lists of values and of names: 分别 pairs, values without a name between them, ranges."""

import re

from extract.binding.lead import CLAUSE_MARK, trim_opening
from extract.binding.model import Bound, Peeled
from extract.binding.names import FACILITY, ITEM, SHORT_HEAD, expand_items, merge, rescope
from extract.binding.state import SentenceState, remember, take
from extract.linking import link

BARE_GAP = re.compile(r"^(?:[、,，和与及/]|以及|和|[-—~至到]{1,2})?$")

RANGE_GAP = re.compile(r"^[-—~至到]{1,2}$")


def same_as_before(state: SentenceState, result: Bound, rule: str) -> Bound:
    last = state.bound[-1]
    result.metric_text, result.metric, result.measure = last.metric_text, last.metric, last.measure
    result.sign, result.carried_from, result.rule = last.sign, last.phrase_at, rule
    result.from_value = last.from_value
    result.core = last.core
    if result.comparator == "=":
        result.comparator = last.comparator if last.comparator in (">=", "<=") and not last.quantity.comparator else "="
    return result


def next_item(state: SentenceState, result: Bound) -> Bound:
    carry = state.carry
    last = state.bound[-1]
    item = carry.items[carry.item_index % len(carry.items)]
    carry.item_index += 1
    take(state, result, item, "each", last.measure != "level")
    result.measure, result.sign = last.measure, last.sign
    result.from_value = last.from_value and not result.to_value
    if result.to_value:
        result.measure, result.sign = "level", 1
    if not result.quantity.unit and last.quantity.unit:
        result.quantity.unit, result.quantity.unit_class = last.quantity.unit, last.quantity.unit_class
    if result.comparator == "=" and not last.quantity.comparator:
        result.comparator = last.comparator
    result.carried_from = last.phrase_at or last.carried_from
    return result


def pair_list(state: SentenceState, result: Bound, index: int, core: str, peeled: Peeled) -> Bound | None:
    """A、B和C分别达到x、y、z: metrics and values pair in order, the shared head or tail goes to each."""
    values = 1
    for following in range(index + 1, len(state.quantities)):
        gap = state.text[state.quantities[following - 1].stop : state.quantities[following].start]
        if not BARE_GAP.match(gap):
            break
        values += 1
    phrase = core
    before = run_before(state, values) if peeled.each and values > 1 else []
    if before and (not phrase or (not ITEM.search(phrase) and SHORT_HEAD.match(phrase))):
        names = [merge(b.core or b.metric_text, phrase) if phrase else (b.core or b.metric_text) for b in before]
        take(state, result, names[0], "each", result.measure != "level")
        state.carry.items, state.carry.item_index = names, 1
        result.carried_from = before[0].phrase_at
        return result
    if not phrase or not ITEM.search(phrase):
        if values == 1 and not peeled.each:
            return None
        earlier = state.text[: result.lead_start].rstrip(",，:：")
        tail = CLAUSE_MARK.split(earlier)[-1] if earlier else ""
        if values > 1 and ITEM.search(tail) and not phrase:
            phrase = trim_opening(tail)
        else:
            return None
    if peeled.both and not peeled.each and values == 1:
        names = expand_items([part for part in ITEM.split(phrase) if part], result.quantity)
        result.metric_text = "、".join(names)
        codes = {
            metric.code: metric
            for metric in (link(name, result.quantity.unit, result.quantity.unit_class) for name in names)
            if metric
        }
        whole = link(phrase, result.quantity.unit, result.quantity.unit_class)
        result.metric = whole or (next(iter(codes.values())) if len(codes) == 1 and len(names) == 1 else None)
        result.rule = "both"
        remember(state, result, phrase)
        return result
    if values == 1:
        return None
    names = [part for part in ITEM.split(phrase) if part]
    if len(names) != values:
        by_mark = [part for part in re.split(r"、|以及", phrase) if part]
        if len(by_mark) > 1 and (len(by_mark) == values or abs(len(by_mark) - values) < abs(len(names) - values)):
            names = by_mark
        if len(names) > values and values > 1:
            extra = len(names) - values
            names = ["".join(names[: extra + 1]), *names[extra + 1 :]] if extra == 1 else names[-values:]
    names = part_names(state, names) or expand_items(names, result.quantity)
    state.carry.items, state.carry.item_index = names, 1
    take(state, result, names[0], "each", result.measure != "level")
    remember(state, result, phrase)
    state.carry.items, state.carry.item_index = names, 1
    return result


def run_before(state: SentenceState, count: int) -> list[Bound]:
    """The list of levels just before, if it has that many values: A、B分别为a、b,同比分别下降c、d."""
    run = [bound for bound in state.bound[-count:] if bound.measure == "level" and bound.metric_text]
    if len(run) != count or len({bound.metric_text for bound in run}) != count:
        return []
    for first, second in zip(run, run[1:], strict=False):
        if not state.text[first.quantity.stop : second.quantity.start].startswith(("、", "和", "与", "及")):
            return []
    return run


def part_names(state: SentenceState, names: list[str]) -> list[str]:
    """Facilities listed as the parts of a total take the total's quantity: 医院、卫生院分别增加28张、6张."""
    parent = state.carry.parent
    if not all(FACILITY.search(name) for name in names):
        return []
    if not state.carry.part_mode or parent is None:
        return names
    return [rescope(name, parent.core) or name for name in names]


def lead_joined(text: str, stop: int) -> bool:
    """Whether what follows a value goes on in the same list."""
    return text[stop : stop + 1] in ("、", "和", "与", "及")
