"""Lists of values and of names: 分别 pairs, values without a name between them, ranges."""

import itertools
import re

from extract.binding.ellipsis import is_headless, on_subject_before
from extract.binding.lead import CLAUSE_MARK, trim_opening
from extract.binding.model import Bound, Clause
from extract.binding.names import FACILITY, ITEM, RATE_HEAD, SHORT_HEAD, expand_items, merge, rescope, split_items
from extract.binding.shares import listed_shares
from extract.binding.state import SentenceState, remember, take
from extract.linking import core_of, link
from extract.quantities import Quantity
from extract.regions import names_in, place_list, region_index

BARE_GAP = re.compile(r"^(?:[、,，和与及/]|以及|和|[-—~至到]{1,2})?$")

# …增长4.7%和下降2.2%: only a mark, and which way the next one went
DIRECTED_GAP = re.compile(
    r"^[、,和与及]?(?:增长|增加|提高|提升|上升|上涨|下降|减少|降低|下调|下滑|缩短|[增升涨提降减])了?$"
)


def carry_on(result: Bound, last: Bound) -> Bound:
    """The value is of the metric that an earlier one names."""
    result.metric_text, result.metric, result.core, result.rule = last.metric_text, last.metric, last.core, "carried"
    result.carried_from = last.phrase_at or last.carried_from
    result.carried_absolute = last.carried_absolute
    return result


def same_as_before(state: SentenceState, result: Bound, rule: str) -> Bound:
    last = state.bound[-1]
    result.metric_text, result.metric, result.measure = last.metric_text, last.metric, last.measure
    result.sign, result.carried_from, result.rule = last.sign, last.phrase_at, rule
    result.from_value = last.from_value
    result.core = last.core
    if result.comparator == "=":
        result.comparator = last.comparator if last.comparator in (">=", "<=") and not last.quantity.comparator else "="
    return result


def next_item(state: SentenceState, result: Bound, *, directed: bool = False) -> Bound:
    """The next name of the list; `directed`: the value says itself which way it went."""
    carry = state.carry
    last = state.bound[-1]
    item = carry.items[carry.item_index % len(carry.items)]
    carry.item_index += 1
    take(state, result, item, "each", last.measure != "level")
    if not directed:
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


def pair_list(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    """A、B和C分别达到x、y、z: metrics and values pair in order, the shared head or tail goes to each."""
    peeled, phrase = clause.peeled, clause.core
    values = _values_in_row(state, clause.index, directed=result.measure != "level")
    if values == 1 and not peeled.each and not peeled.both:
        return _several_at_once(state, result, phrase) if names_rates(phrase) else None
    before = _values_before(state, result, clause, values)
    if before:
        return _pair(state, result, [_renamed(bound, phrase) for bound in before], before[0].phrase_at)
    if not peeled.each and not (peeled.both and values == 1) and not _names_in_order(state, clause, values):
        return None
    if not phrase or not ITEM.search(phrase):
        headed = _list_for_head(state, result, phrase, values)
        if headed:
            return _pair(state, result, headed, None)
        phrase = _list_in_clause_before(state, result) if values > 1 and not phrase else ""
        if not phrase:
            return None
    if values == 1:
        return _several_at_once(state, result, phrase) if not peeled.each else None
    of_places = _metric_of_places(phrase, values) or _metric_before_places(state, phrase, values)
    if of_places:
        _pair(state, result, [of_places] * values, None)
        remember(state, result, of_places)
        return result
    shares = listed_shares(phrase, result.quantity)
    if len(shares) == values:
        _pair(state, result, shares, None)
        remember(state, result, shares[0])
        return result
    names = _as_many(split_items(_without_places(phrase)), phrase, values)
    if all(map(_OF_PRICES.fullmatch, names)) and state.carry.core:
        names = [state.carry.core] * len(names)  # 医药费用7826元,名义与实际涨幅分别是5.2%和3.1%
    elif all(map(is_headless, names)) and not link(names[0], result.quantity.unit, result.quantity.unit_class):
        names = on_subject_before(state, result, names)
    _pair(state, result, part_names(state, names) or expand_items(names, result.quantity), None)
    remember(state, result, phrase)
    return result


_OF_PRICES = re.compile(r"名义|实际")
_RATE_NAME = re.compile(r"[^、和与及]{3,}率")


def names_rates(phrase: str) -> bool:
    """孕产妇系统管理率、儿童健康管理率保持在90%以上: one value of rates that are each named in full."""
    names = phrase.split("、") if "、" in phrase and "(" not in phrase else []
    return len(names) > 1 and all(_RATE_NAME.fullmatch(name) for name in names)


def rates_in_order(phrase: str, values: int) -> bool:
    """孕产妇死亡率和婴儿死亡率控制在8.1/10万和2.2‰, 养老、医疗保险参保率94%、98%: as many as values need no 分别."""
    names = split_items(phrase)
    return values > 1 and len(names) == values and RATE_HEAD.search(names[-1]) is not None


_EACH_DOES = re.compile(r"(?P<names>.{4,})分别(?P<does>覆盖|惠及|服务|新增|建成|培训|接诊|完成|开展|救治)")


def each_does(state: SentenceState, result: Bound, clause: Clause) -> Bound | None:
    """A行动、B行动分别覆盖30万人、70万人: the verb goes to each name."""
    found = _EACH_DOES.fullmatch(clause.core)
    names = split_items(found["names"]) if found else []
    if found is None or len(names) < 2 or len(names) != _values_in_row(state, clause.index):
        return None
    return _pair(state, result, [name + found["does"] for name in names], None)


def in_order(state: SentenceState, clause: Clause) -> bool:
    """Whether the values in a row that begin here stand for as many rates."""
    return ITEM.search(clause.core) is not None and _names_in_order(state, clause, _values_in_row(state, clause.index))


def _names_in_order(state: SentenceState, clause: Clause, values: int) -> bool:
    """Whether a list of rates, or of counts in units of their own, has as many names as there are values.

    每千人口床位数、执业医师数增至7.8张、3.6人.
    """
    if rates_in_order(clause.core, values):
        return True
    names = split_items(clause.core) if values > 1 else []
    units = {quantity.unit for quantity in state.quantities[clause.index : clause.index + values]}
    return len(names) == values == len(units) and all(name.endswith("数") for name in names)


def of_values_in_order(state: SentenceState, result: Bound, clause: Clause) -> bool:
    """Whether the values in a row that begin here are of as many values just before, in their order.

    次均门诊费用、次均住院费用分别为118元、2876元,降3.1%、升1.9%; 患者人数分别为246人、35人,规范管理率81.3%、79.6%.
    """
    if result.measure != "level" and not clause.core:
        values = _values_in_row(state, clause.index, directed=True)
        return values > 1 and bool(run_before(state, values))
    if result.quantity.unit_class == "rate" and SHORT_HEAD.match(clause.core):
        run = run_before(state, _values_in_row(state, clause.index))
        return len(run) > 1 and all(bound.rule == "each" for bound in run)
    return False


def _values_in_row(state: SentenceState, index: int, *, directed: bool = False) -> int:
    """How many values stand in a row, from the one at `index`, with only marks between them.

    `directed`: words that say which way a value went may stand there too.
    """
    values = 1
    for following in range(index + 1, len(state.quantities)):
        gap = state.text[state.quantities[following - 1].stop : state.quantities[following].start]
        if not BARE_GAP.match(gap) and not (directed and DIRECTED_GAP.match(gap)):
            break
        values += 1
    return values


def _pair(state: SentenceState, result: Bound, names: list[str], carried_from: tuple[int, int] | None) -> Bound:
    take(state, result, names[0], "each", result.measure != "level")
    state.carry.items, state.carry.item_index = names, 1
    result.carried_from = carried_from
    return result


def _several_at_once(state: SentenceState, result: Bound, phrase: str) -> Bound:
    """二级医院和三级医院均达90%: one value of several metrics."""
    quantity = result.quantity
    names = expand_items(split_items(phrase), quantity)
    result.metric_text = "、".join(names)
    codes = {metric.code for metric in (link(name, quantity.unit, quantity.unit_class) for name in names) if metric}
    whole = link(phrase, quantity.unit, quantity.unit_class)
    result.metric = whole or (
        link(names[0], quantity.unit, quantity.unit_class) if len(codes) == len(names) == 1 else None
    )
    result.rule = "both"
    result.phrase_at = (result.lead_start, quantity.start)
    remember(state, result, phrase)
    return result


def _list_in_clause_before(state: SentenceState, result: Bound) -> str:
    """A率、B率稳步提高,分别达到x、y: the names of the clause before."""
    earlier = state.text[max(0, result.lead_start - 120) : result.lead_start].rstrip(",，:")
    tail = CLAUSE_MARK.split(earlier)[-1] if earlier else ""
    if any(bound.quantity.start >= result.lead_start - len(tail) for bound in state.bound):
        return ""  # 较2021年的27%和2020年的25%分别提高: values, not names
    return trim_opening(tail) if ITEM.search(tail) else ""


_PREDICATE = re.compile(r"(?:位居|位列|居|列|排|稳步|持续|不断|进一步|扩面|全面|双双|分列)[^、]*$")


def _list_for_head(state: SentenceState, result: Bound, head: str, values: int) -> list[str]:
    """心脏病、恶性肿瘤位居前二,死亡率依次是a、b: the head on each name of the clause before, if they are as many."""
    if values < 2 or not is_headless(head):
        return []
    listed = _list_in_clause_before(state, result)
    names = split_items(_PREDICATE.sub("", listed)) if listed else []
    return [merge(name, head) for name in names] if len(names) == values else []


def _as_many(names: list[str], phrase: str, values: int) -> list[str]:
    """As many names as values: 和 and 与 can be part of a name, and a list can follow other words."""
    if len(names) == values:
        return names
    by_mark = [part for part in re.split(r"、|以及", phrase) if part]
    if len(by_mark) > 1 and abs(len(by_mark) - values) < abs(len(names) - values):
        names = by_mark
    extra = len(names) - values
    if extra == 1:
        return ["".join(names[:2]), *names[2:]]
    return names[-values:] if extra > 1 else names


def without_listed_places(core: str) -> str:
    """谷城县、保康县分别新增床位: what stands behind places that are listed in front."""
    listed = place_list(core) if "分别" in core or "依次" in core else None
    if listed is None or listed.start or core[listed.stop : listed.stop + 2] not in ("分别", "依次"):
        return core
    return core[listed.stop + 2 :] or core


def _metric_of_places(phrase: str, values: int) -> str:
    """县域内就诊率京山、钟祥、沙洋: what is named before the places, or behind them, is the metric of each value."""
    listed = place_list(phrase)
    if listed is None or len(listed.names) != values:
        return ""
    before, behind = phrase[: listed.start], phrase[listed.stop :]
    name = before if RATE_HEAD.search(before) or not behind else behind
    return name if len(name) > 1 and not ITEM.search(name) else ""


def _metric_before_places(state: SentenceState, phrase: str, values: int) -> str:
    """县域内就诊率84.6%,其中甲县、乙县分别为87.5%和86.1%: places alone have the metric told before."""
    listed = place_list(phrase)
    if listed is None or listed.start or listed.stop != len(phrase) or len(listed.names) != values:
        return ""
    last = next((bound for bound in reversed(state.bound) if bound.measure == "level" and bound.core), None)
    return last.core if last is not None else ""


def _without_places(phrase: str) -> str:
    """四子王旗、化德县分别判定疫鼠4只、3只: the places of a list name no metric."""
    items = split_items(phrase)
    last = 0
    for item in items:
        found = names_in(item[:12])
        if not found or found[0][0] > 0:
            break
        last += 1
    if last < 2:
        return phrase
    return (
        items[last - 1][names_in(items[last - 1][:12])[0][1] :] + "".join("、" + item for item in items[last:])
        or phrase
    )


_THESE = re.compile(
    r"^(?:[上去]一?年)?(?:这|上述|以上|前述|[前后](?=[一二两三四五六七八\d]))[一二两三四五六七八\d]?[个项类]?(?:数|指标|数据|数字|比例|率|者)?$"
)


def of_these_values(phrase: str) -> bool:
    """这两个数已是94%和67%: what the sentence has just told, of another place."""
    return phrase.startswith(("这", "上述", "以上")) and _THESE.match(phrase) is not None


_PER_HEAD = re.compile(r"^(?:折合|平均|相当于)?每[千万百十]+(?:名)?(?:常住|户籍|农业|老年)?人口?$")


def _values_before(state: SentenceState, result: Bound, clause: Clause, count: int) -> list[Bound]:
    """The values just before that a second list is about.

    A、B分别为a、b,同比分别下降c、d; A达a,B达b,分别提高c、d; 较2020年的c和d; 上一年这四个数分别是….
    """
    phrase, peeled = clause.core, clause.peeled
    if count < 2:
        return []
    if phrase and not _THESE.match(phrase) and not _PER_HEAD.match(phrase):
        if ITEM.search(phrase) or not SHORT_HEAD.match(phrase):
            return []
        run = run_before(state, count)
        if peeled.each:
            return run or _counts_before(state, result, count)
        return run if all(bound.rule == "each" for bound in run) else []
    first = phrase.startswith("前") and not phrase.startswith("前述")
    run = run_before(state, count) if not first else []
    if run or not (peeled.each or peeled.versus or of_these_values(phrase)):
        return run
    spread = levels_before(state, result)
    newest = spread[:count] if first else spread[-count:]
    if not all(map(_can_change_by, newest, state.quantities[clause.index :])):
        return []  # 医院692个;床位19.86万张,比上年增加4210张,增长2.2%
    return newest if len(newest) == count and len({bound.metric_text for bound in newest}) == count else []


def _can_change_by(level: Bound, change: Quantity) -> bool:
    return change.unit_class in ("rate", "point", level.quantity.unit_class)


def _counts_before(state: SentenceState, result: Bound, count: int) -> list[Bound]:
    """签约24.6万人,其中重点人群8.9万人,签约率分别为52.3%、81.7%: as many counts of one kind, each in its own clause."""
    if result.quantity.unit_class != "rate":
        return []
    newest = levels_before(state, result)[-count:]
    units = {bound.quantity.unit for bound in newest}
    alike = len(newest) == count == len({bound.metric_text for bound in newest}) and len(units) == 1
    return newest if alike and newest[0].quantity.unit_class != "rate" and newest[-1] is state.bound[-1] else []


def levels_before(state: SentenceState, result: Bound) -> list[Bound]:
    """The levels with a name that stand before in the sentence."""
    return [bound for bound in state.visible(result.quantity.start) if bound.measure == "level" and bound.metric_text]


def _renamed(bound: Bound, phrase: str) -> str:
    own = bound.metric_text if bound.rule == "ellipsis" else bound.core or bound.metric_text
    if _PER_HEAD.match(phrase):
        return phrase.removeprefix("折合").removeprefix("平均") + core_of(own)
    if not phrase or _THESE.match(phrase):
        return own
    return merge(own.removeprefix("管理") if "管理" in phrase else own, phrase)  # 管理高血压患者…人,规范管理率


_RANKED = re.compile(
    r"^(?P<what>.{0,24}?)(?:居|排|排在|位居|位列|列|排名)[前后](?:列|[一二三四五六七八九十\d]+(?:位|名)?)的?"
    r"(?:病种|疾病|传染病|地区|县市区|县区|病因|死因|癌种)?(?:依次|分别)?(?:是|为|有)[:]?(?P<item>.{2,})$"
)


def ranked_name(state: SentenceState, core: str) -> str:
    """病例数居前三位的是乙肝1820例、肺结核1462例: what is ranked belongs to every item; a place stands for itself."""
    found = _RANKED.match(core)
    if found:
        state.carry.ranked = trim_opening(found.group("what"))
        core = found.group("item")
    if not state.carry.ranked or not core:
        return core
    if core in region_index().by_name:
        return state.carry.ranked
    return core + state.carry.ranked if ITEM.search(core) is None else core


def run_before(state: SentenceState, count: int) -> list[Bound]:
    """The list of levels just before, if it has that many values: A、B分别为a、b,同比分别下降c、d."""
    run = [bound for bound in state.bound[-count:] if bound.measure == "level" and bound.metric_text]
    names = len({bound.metric_text for bound in run})
    of_places = names == 1 and all(bound.rule == "each" for bound in run)  # one metric of several places
    if len(run) != count or not (names == count or of_places):
        return []
    for first, second in itertools.pairwise(run):
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


_JOINTS = ("、", "和", "与", "及")


def joins_list(state: SentenceState, result: Bound) -> bool:
    """Whether the value goes on in the list of the value before: 床位56.62张、注册护士46.79人."""
    if not state.bound:
        return False
    stop = state.bound[-1].quantity.stop
    return state.text[result.lead_start : result.lead_start + 1] in _JOINTS or state.text[stop : stop + 1] in _JOINTS
