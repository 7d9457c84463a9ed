"""Shares of a whole: 占总人口的17%, 分别占52%、48%, 90%的公立医院实现…, 占全年任务的103%."""

import re

from extract.binding.carried import inherit
from extract.binding.ellipsis import sentence_subject
from extract.binding.lead import peel, trim_opening
from extract.binding.model import Bound, Peeled
from extract.binding.names import LIGHT
from extract.binding.nouns import NOUN_BEHIND
from extract.binding.state import SentenceState, take
from extract.linking import core_of, link

_ALL = re.compile(r"(?:总人口|总数|总量|人口|总人数|总额|收入|支出)$")

SHARE = re.compile(
    r"(?:占(?!比)到?|达到?(?=[^,，;；。(]{2,16}(?:总数|总量|总人口)的?$))(?P<whole>[^,，;；。(]{0,30}?)(?:的|比例|比重|比)*$"
)

TASK = re.compile(r"^(?:超额)?(?:完成|占)(?:了)?(?P<task>[^,，]{0,14}?(?:任务|计划|目标|指标))(?:数|量)?(?:的)?$")


def share_of_whole(state: SentenceState, result: Bound, lead: str, share: re.Match[str]) -> Bound:
    carry = state.carry
    own = trim_opening(peel(lead[: share.start()]).core)
    whole = LIGHT.sub("", share.group("whole"))
    subject = own or re.sub(r"(?:人|例|总|个)?数$", "", carry.text) or sentence_subject(state, result.lead_start)
    if not subject:
        return result
    if own and carry.part_mode and carry.parent is not None and len(own) <= 4:
        subject = own + core_of(carry.parent.metric_text)
    name = subject + ("占" + whole + "比例" if whole else "占比")
    result.metric_text = LIGHT.sub("", name)
    result.metric = (
        link(name, "%", "rate")
        or link(name.replace("总", ""), "%", "rate")
        or (link(subject + "占比", "%", "rate") if not whole or _ALL.search(whole) else None)
    )
    result.rule = "share"
    result.carried_from = None if own else carry.at
    result.phrase_at = (result.quantity.start - len(lead), result.quantity.start)
    result.core = state.carry.core
    return result


def shares_in_order(state: SentenceState, result: Bound, share: re.Match[str]) -> bool:
    """…依次为A、B、C,分别占x%、y%、z%: the shares pair with the parts just listed."""
    listed: list[Bound] = []
    for bound in reversed(state.bound):
        if bound.measure != "level" or bound.quantity.unit_class == "rate":
            break
        listed.insert(0, bound)
        if bound.rule not in ("each", "part"):
            break
    parts = [bound for bound in listed if bound.rule in ("each", "part")]
    if len(parts) < 2:
        return False
    whole = LIGHT.sub("", share.group("whole"))
    names = [core_of(bound.metric_text) + (f"占{whole}比例" if whole else "占比") for bound in parts]
    take(state, result, names[0], "each", False)
    state.carry.items, state.carry.item_index = names, 1
    return True


def part_of_whole(state: SentenceState, result: Bound) -> Bound:
    """90%的二级以上公立医院实现… : the share of the whole that does something."""
    quantity = result.quantity
    found = NOUN_BEHIND.match(state.text, quantity.stop + 1, quantity.stop + 61)
    rest = re.sub(r"^(?:的)+", "", found.group() if found else "")
    if len(rest) < 2:
        return inherit(state, result, Peeled(""), "", "")
    result.metric_text = re.sub(r"要|均|已|将|了", "", rest) + "的比例"
    result.metric = link(rest + "比例", "%", "rate")
    result.rule = "share_of"
    result.phrase_at = (quantity.stop + 1, quantity.stop + 1 + len(rest))
    return result
