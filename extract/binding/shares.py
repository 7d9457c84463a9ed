"""Shares of a whole: 占总人口的17%, 分别占52%、48%, 90%的公立医院实现…, 占全年任务的103%."""

import re

from extract.binding.ellipsis import sentence_subject
from extract.binding.lead import peel, trim_opening
from extract.binding.model import Bound
from extract.binding.names import FACILITY, LIGHT, NOUN_HEAD, RATE_HEAD, expand_items, rescope, split_items
from extract.binding.nouns import NOUN_BEHIND
from extract.binding.state import SentenceState, take
from extract.linking import core_of, link
from extract.quantities import Quantity

_ALL = re.compile(r"(?:总人口|总数|总量|人口|总人数|总额|收入|支出)$")

SHARE = re.compile(
    r"(?:占(?!比)到?|(?:达到?|超过)(?=[^,，;；。(]{2,16}(?:总数|总量|总额|总人口)的?$|[^,，;；。(]{1,8}总[^,，;；。(]{2,3}的$))(?P<whole>[^,，;；。(]{0,30}?)(?:的|比例|比重|比)*$"
)

_TASK = re.compile(r"^(?:超额)?(?:完成|占)(?:了)?(?P<task>[^,，]{0,14}?(?:任务|计划|目标|指标))(?:数|量)?(?:的)?$")


_FACILITY_SHARE = re.compile(
    r"(?P<what>.{2,}?)(?:社区卫生服务(?:中心|站)|乡镇卫生院|村卫生室|医院|诊所|门诊部|基层医疗卫生机构)占比$"
)


_MEMBER_OF = re.compile(
    r"^(?P<total>.{2,14}(?:床位|人员|医师|护士|诊疗人次|入院人次|收入|费用))数?中(?P<part>.{2,14})$"
)


def _like_sibling(own: str, sibling: str) -> str:
    """A facility in the place of the one before it: 公立医院床位占比, then 民营医院占 -> 民营医院床位."""
    what = re.search(r"(?:床位|卫生人员|人员|医师|护士|诊疗人次|入院人次|收入|费用)(?=占比$)", sibling)
    return own + what.group() if what and what.group() not in own else own


_EVERYWHERE = re.compile(r"全年|全[国省市县区]|同期|年末")
_NOT = re.compile(r"(?:一般)?不得?$")


_LISTED_AS = re.compile(r"^[^率]*、[^率]*等(?!级|待)(?=.{4,})")  # 心脑血管疾病、恶性肿瘤等慢性病死亡占…


def share_of_whole(state: SentenceState, result: Bound, lead: str, share: re.Match[str]) -> Bound:
    carry = state.carry
    not_more = _NOT.search(lead[: share.start()])
    own = trim_opening(peel(lead[: not_more.start() if not_more else share.start()]).core)
    whole = LIGHT.sub("", share.group("whole"))
    whole = _EVERYWHERE.sub("", whole) or whole
    whole = "" if whole.startswith("同类") else whole
    sibling = _FACILITY_SHARE.match(state.bound[-1].metric_text) if own and state.bound and not whole else None
    if sibling and _FACILITY_SHARE.match("提供" + own + "占比"):
        own = sibling.group("what") + own  # 提供中医服务的社区卫生服务中心占99.7%,乡镇卫生院占99.8%
    inside = _MEMBER_OF.match(own)
    if inside and rescope(inside.group("part"), inside.group("total")):
        own = rescope(inside.group("part"), inside.group("total"))  # 医院床位中公立医院占71.4%
    elif own and sibling is None and state.bound and state.bound[-1].rule == "share" and FACILITY.search(own):
        own = _like_sibling(own, state.bound[-1].metric_text)
    said = sentence_subject(state, result.lead_start)
    before = re.sub(r"(?:人|例|总|个)?数$", "", carry.text)
    subject = own or (said if not state.bound else "") or before or said
    if not subject:
        return result
    if own and carry.part_mode and carry.parent is not None and len(own) <= 4:
        subject = own + core_of(carry.parent.metric_text)
    name = subject + ("占" + whole + "比例" if whole else "占比")
    result.metric_text = LIGHT.sub("", name)
    result.metric = (
        link(name, "%", "rate")
        or link(name.replace("总", ""), "%", "rate")
        or link(_LISTED_AS.sub("", name), "%", "rate")
        or (link(subject + "占比", "%", "rate") if not whole or _ALL.search(whole) or subject.endswith(whole) else None)
    )
    if share.group().startswith("超过") and result.comparator == "=":
        result.comparator = "<=" if not_more else ">"
    result.rule = "share"
    result.carried_from = None if own else carry.at
    result.phrase_at = (result.quantity.start - len(lead), result.quantity.start)
    result.core = name if own else state.carry.core
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


_RANKED = re.compile(r"[居排列]前")
_LISTED_SHARE = re.compile(
    r"(?P<head>[^、]{2,12}的)?(?P<names>[^占]+)占(?!比)(?P<whole>[^、]{0,14}?)(?:的?(?:比例|比重))?的?"
)


def listed_shares(phrase: str, quantity: Quantity) -> list[str]:
    """设有中医馆的社区卫生服务中心、乡镇卫生院占同类机构的比例: the share of each; none in another form."""
    found = _LISTED_SHARE.fullmatch(phrase)
    names = split_items(found["names"].removesuffix("分别")) if found else []
    if found is None or len(names) < 2 or any(map(RATE_HEAD.search, names)):
        return []
    whole = LIGHT.sub("", found["whole"])
    share = "占比" if not whole or whole.startswith("同类") else f"占{whole}比例"
    head = found["head"] or ""
    head = "" if _RANKED.search(head) else head
    alike = len({name[-1] for name in names}) == 1  # 肺癌、结直肠癌、甲状腺癌 share no tail
    return [head + name + share for name in (names if alike else expand_items(names, quantity))]


_NOUN_OF_SHARE = re.compile(
    r"(?!同比|环比|较|比|左右|以[上下内]|上下|水平|目标|要求|标准|的|至|到|和|与|及|用|投|由|向|给|被|为|是|都|均|已|在|来自|超|低|高)"
    r"[\u4e00-\u9fff]{2,10}(?=[,，。;；、)]|$)"
)


def _share_of_noun_behind(state: SentenceState, result: Bound, core: str) -> bool:
    """向基层投放50%以上号源: what the share is of stands behind it, what is done with it in front."""
    found = _NOUN_OF_SHARE.match(state.text, result.quantity.stop)
    if found is None or len(core) < _SHORTEST_DEED or NOUN_HEAD.search(core) or RATE_HEAD.search(core):
        return False
    result.metric_text = LIGHT.sub("", core + found.group()) + "比例"
    result.metric = link(result.metric_text, "%", "rate")
    result.rule, result.core = "predicate", core
    result.phrase_at = (result.lead_start, found.end())
    return True


_SHORTEST_DEED = 4  # characters


# 87.6%的乡镇卫生院、92.4%的社区卫生服务中心设置了中医馆: what both do stands behind the last
_SHARED_PREDICATE = re.compile(
    r"(?:以上)?的(?P<who>[^、,，;。\d]{2,24})(?:[、和]|以及)\d[\d.]*%(?:以上)?的[^、,，;。\d]{2,20}?"
    r"(?P<does>(?:均|都|已)?(?:设置|设有|能够?|可|开展|实现|达到|配备|建成|建有|具备|提供|纳入|通过|完成)[^,，;。\d]{2,30})"
)


def part_of_whole(state: SentenceState, result: Bound) -> Bound | None:
    """90%的二级以上公立医院实现… : the share of the whole that does something."""
    quantity = result.quantity
    found = NOUN_BEHIND.match(state.text, quantity.stop, quantity.stop + 60)
    rest = re.sub(r"^(?:的)+", "", found.group() if found else "")
    shared = _SHARED_PREDICATE.match(state.text, quantity.stop)
    if shared is not None:
        rest = shared["who"] + shared["does"]
    if len(rest) < 2:
        return None
    does = re.sub(r"要|均|已|将|了", "", rest)
    result.metric_text = does + "的比例"
    result.metric = link(rest + "比例", "%", "rate") or link(does + "比例", "%", "rate")
    result.rule = "share_of"
    result.phrase_at = (quantity.stop + 1, quantity.stop + 1 + len(rest))
    return result


def task_share(state: SentenceState, result: Bound, core: str) -> Bound | None:
    """完成全年任务的103%: how much of a task the thing counted before makes up."""
    task = _TASK.match(_IN_BRACKETS.sub("", core))
    if task is None or not (state.carry.core or state.bound):
        return None
    subject = core_of(state.carry.text) or state.carry.core
    result.metric_text, result.rule = f"{subject}完成{task.group('task')}比例", "task"
    result.carried_from, result.limit = state.carry.at, False
    return result


_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PREDICATE = re.compile(
    r"^(?:参与|来自|死于|属于|源于|出自|用于|达到|实现|纳入|完成|集中|分布|位于|建有|建成|配备|设有|设立|设置|建立|推行|开展|具备|能够)"
)


_MEMBERS = re.compile(r"(?:^|[,，;。])([^,，;。]{3,24})中[,，]")


def predicate_of_members(state: SentenceState, result: Bound) -> bool:
    """二级及以上公立医院中,65.7%开展预约诊疗,90.4%开展临床路径管理: the share of the members that do something."""
    quantity = result.quantity
    if not _PREDICATE.match(state.text[quantity.stop : quantity.stop + 4]):
        return False
    members = list(_MEMBERS.finditer(state.text, 0, quantity.start))
    if not members:
        return False
    subject = trim_opening(members[-1].group(1))
    found = NOUN_BEHIND.match(state.text, quantity.stop, quantity.stop + 40)
    behind = found.group() if found else ""
    result.metric_text, result.rule = subject + behind + "比例", "predicate"
    result.metric = link(subject + behind + "比例", "%", "rate")
    result.phrase_at = members[-1].span(1)
    return True


def _predicate_share(state: SentenceState, result: Bound, core: str) -> bool:
    """临床用血100%来自自愿无偿献血: the share of the subject that does what the words behind the value say."""
    quantity = result.quantity
    if NOUN_HEAD.search(core) or not _PREDICATE.match(state.text[quantity.stop : quantity.stop + 4]):
        return False
    found = NOUN_BEHIND.match(state.text, quantity.stop, quantity.stop + 40)
    behind = re.split(r"\d", found.group())[0] if found else ""
    result.metric_text = LIGHT.sub("", core + behind) + "比例"
    result.metric = link(core + behind + "比例", "%", "rate")
    result.rule, result.core = "predicate", core
    result.phrase_at = (result.lead_start, quantity.stop + len(behind))
    return True


def share_by_what_follows(state: SentenceState, result: Bound, core: str) -> bool:
    """A share that the words behind the value name: what is done, or what it is done with."""
    return _predicate_share(state, result, core) or _share_of_noun_behind(state, result, core)
