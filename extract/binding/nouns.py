"""The noun behind the value, which a classifier counts: 培训951名乡村医生, 新建2所医院."""

import re

from extract.binding.lead import RANGE_GAP, peel, trim_opening
from extract.binding.model import Bound
from extract.binding.names import LIGHT, NOUN_HEAD, RATE_HEAD, complete, split_items
from extract.binding.state import SentenceState, remember, take
from extract.linking import Metric, core_of, link, named, named_inside, normalise_name
from extract.quantities import Quantity
from extract.vocabulary import alternation

_RIGHT_STOP = re.compile(
    r"^(?:同比|环比|较|比|与|和|及|占|其中|以上|以下|以内|左右|为|是|已|均|都|将|的|并|且|或|分别|在|到|于|经|由|从|至|达|增|减|下降|上升|提高|[,，;；:：。、(（)）\"”\]]|以及|用于|不等|不变|参加|参与|接受|享受|受益|通过|获得?|被|纳入|进行|完成|开展|全部|实现|得到|建成|投入|取得|符合|因|由于|次数?$|以|外|给|让|使|工作|来|前来|报名|超|低于|高于|未|[位]?居|位列|排在?第)"
)

NOUN_BEHIND = re.compile(r"[^,，;；。(（:：!！)）]*(?:[(（][^()（）,，;；。]{1,10}[)）][^,，;；。(（:：!！)）]*)*")

_RIGHT_VERBS = re.compile(
    r"^(?:成为|获得|获评?|被|均|已|都|全部|分别|进行|开展|实施|接受|参加|享受|纳入|通过|做(?=了|[^,，]{0,4}检)|的|了|是|为)+"
)


_TO_VALUE = re.compile(r"(?:[扩加增提减缩延拓扩跃攀][\u4e00-\u9fff]|下降|降低|上升|[增降升涨减扩缩压提])(?:到|至|为)$")


def counted_noun(state: SentenceState, quantity: Quantity) -> str:
    """The noun that a classifier counts (951名妇女…): the rest of the clause, or '' where it does not open with one."""
    if quantity.unit_class in ("rate", "point", "money", "age", "time", "score", "area", "volume", "mass", "length"):
        return ""
    index = len(state.bound) + 1
    start = _noun_start(state, quantity)
    index += start > quantity.stop
    following = state.quantities[index].start if index < len(state.quantities) else len(state.text)
    found = NOUN_BEHIND.match(state.text, start, min(following, start + 48))
    rest = found.group() if found else ""
    if _AVERAGE_BEHIND.match(rest):
        return ""  # 低于全区2.59人的平均水平
    if _TO_VALUE.match(rest):
        return ""  # 由10种扩大到28种
    if start + len(rest) == following and quantity.unit_class == "item" and index < len(state.quantities):
        falls = peel(rest) if state.quantities[index].unit_class in ("rate", "point") else None
        if falls is not None and falls.growth and len(falls.core) > 1:
            rest = falls.core.removesuffix("价格")  # 378个药品降幅超过30%
    for_them = _FOR_WHOM.search(state.text, max(0, quantity.start - 14), quantity.start) is not None
    runs_on = not for_them and start + len(rest) == following and rest[-1:] not in ("", "、", "和", "与", "及")
    if runs_on and quantity.surface in _NAME_FIRST and index < len(state.quantities) and _named_before(state, index):
        return ""  # 床位数12345张卫生人员6789人: marks are lost, and the noun is the next one's
    if rest[:1] in ("(", "（") and _BRACKET_ONLY.fullmatch(rest):
        return ""  # 12.6万份(单管)
    if following < start + 48 and "、" in rest and ")" not in rest[rest.rfind("、") :]:
        rest = rest[: rest.rfind("、")]
    return rest if len(rest) >= 2 and rest[0] not in "、和与及/" else ""


def _noun_start(state: SentenceState, quantity: Quantity) -> int:
    """Where what is counted can begin: behind the value, or behind the second one of 打造2—3家医院."""
    index = len(state.bound) + 1
    if index < len(state.quantities) and RANGE_GAP.match(state.text[quantity.stop : state.quantities[index].start]):
        return state.quantities[index].stop
    return quantity.stop


_AVERAGE_BEHIND = re.compile(r"的?(?:平均)?(?:水平|值)")
_BRACKET_ONLY = re.compile(r"[(（][^()（）]*[)）]")
_NAME_FIRST = frozenset(
    {"张", "人", "人次", "例", "例次", "床日", "份"}
)  # units that seldom stand before what they count


def _named_before(state: SentenceState, index: int) -> bool:
    """Whether nothing that could be counted stands behind a quantity, so that its name stands before it."""
    quantity = state.quantities[index]
    if not quantity.unit or quantity.surface in ("名", "位"):
        return False
    after = state.text[quantity.stop : quantity.stop + 1]
    return after in ("", ",", "，", "。", ";", "、", ")", "(") or _runs_on(state, index)


def _runs_on(state: SentenceState, index: int) -> bool:
    """Whether the text runs on from a quantity to the next one without a mark."""
    if index + 1 >= len(state.quantities):
        return False
    gap = state.text[state.quantities[index].stop : state.quantities[index + 1].start]
    return bool(gap) and NOUN_BEHIND.fullmatch(gap) is not None


_PURE_VERB = re.compile(r"(?:共|累计)*(?:完成|开展|实施|进行|提供)(?:了)?$")
_TOGETHER = re.compile(r"(?:协作|合作|联合|协同|会同|联手)(?:为|开展)?$")
_DID = re.compile(r"(?:进行|接受|参加|获得|享受|得到)了?(?P<what>[\u4e00-\u9fff、]{2,20})")


_TOOK_PART = re.compile(r"参加|参与|受益|参训|参会")


def noun_behind(state: SentenceState, result: Bound, core: str, right: str) -> Bound:
    """What is counted stands behind the value; `core`, the words before it, governs or qualifies it."""
    quantity = result.quantity
    if core.endswith("等") or _TOGETHER.search(core):
        core = ""  # 手足口病、水痘等15起突发公共卫生事件; 与省妇联协作为100万妇女…
    name = _name_before(core, right, quantity)
    if _AND.search(core):
        governs = FLOW_VERB.match(core)  # 建设国家医学中心和12个区域医疗中心: the number is of the second alone
        core = governs.group() if governs else ""
    noun = _of_level(state, quantity, clean_noun(right))
    if name is None and not noun:
        name = core
    took_part = _TOOK_PART.match(right)
    if not name and not noun and took_part and state.bound:
        name = core_of(state.bound[-1].core) + took_part.group()  # 举办讲座125次,共有3835人次参加
    if name is not None:
        if name:
            take(state, result, name, "before", False)
            remember(state, result, name)
        return result
    for_them = _FOR_WHOM.search(state.text, max(0, quantity.start - 14), quantity.start)
    given = _GIVEN.fullmatch(noun) if for_them else None
    if given is not None:
        noun, core = _what_they_get(given, quantity), ""
    metric = _metric_behind(core, noun, quantity)
    if metric is None and core and link(core, quantity.unit, quantity.unit_class):
        take(state, result, core, "before", False)
        remember(state, result, core)
        return result
    result.metric = metric
    if metric is None and not core:
        noun = _DOES.sub(r"\g<does>\g<who>", noun)  # 12家医院开设疼痛门诊: 开设疼痛门诊医院
    result.metric_text = complete((core + noun)[:60], quantity.unit_class, quantity.unit)
    result.rule, result.verb, result.core = "right", core, core + noun
    start = _noun_start(state, quantity)
    stop = start + len(right)
    index = len(state.bound) + 1
    following = state.quantities[index] if index < len(state.quantities) else quantity
    is_share = following.unit_class in ("rate", "point")
    if is_share and stop == following.start:
        own_name = RATE_HEAD.search(peel(right).core) is not None  # 58个脱贫县大病救治率稳定在99%以上
    else:
        own_name = is_share and peel(state.text[stop : following.start]).growth  # of the noun, and so named by it
    if start == quantity.stop and not own_name and state.text[stop : stop + 1] not in ("", ",", "，", "。", ";"):
        result.noun_end = stop
    result.phrase_at = (start, stop)
    carry = state.carry
    carry.text, carry.core, carry.metric, carry.at = result.metric_text, result.core, metric, result.phrase_at
    return result


FLOW_VERB = re.compile(alternation("flow_verbs"))  # of what is new: 新建, 创成
_AND = re.compile(r"(?:[和与、]|(?<![惠普涉波以])及)$")
A_LEVEL = r"(?:国家|省|自治区|[市州盟县区旗]|[乡镇村])级(?:以上)?"
_LEVEL = rf"[^,，\d]{{0,4}}{A_LEVEL}"  # 泰州市级
LEVEL_ALONE = re.compile(_LEVEL)
_NEXT_LEVEL = re.compile(
    rf"(?:[、和及]\d+[个家所项]{_LEVEL}(?=[、和及]))*[、和及]\d+[个家所项]{_LEVEL}(?P<what>[^,，;。、\d]{{2,20}})"
)


def _of_level(state: SentenceState, quantity: Quantity, noun: str) -> str:
    """1个国家级、40个省级、62个州级临床重点专科: what is counted stands behind the last."""
    if not LEVEL_ALONE.fullmatch(noun):
        return noun
    following = _NEXT_LEVEL.match(state.text, state.text.find(noun, quantity.stop) + len(noun))
    return noun + clean_noun(following["what"]) if following else noun


# 为12万名适龄妇女提供一次“两癌”筛查: who gets it stands behind the number
_FOR_WHOM = re.compile(r"(?:为|向|给)(?:符合条件的|全[市县区省州盟旗](?:范围内)?的?|约|近|超过?)*$")
_GIVEN = re.compile(
    r"(?P<who>.{2,}?)(?:免费)?(?P<did>提供|开展|实施|发放|购买|办理|落实|建立|配备|安装|进行)了?(?:[一1]次)?(?P<what>.{2,})"
)


_DOES = re.compile(
    r"^(?P<who>.{0,14}?(?:医院|机构|中心|卫生院|卫生室|服务站|社区|专科|项目|工程|品种|药品|学校|病区|县|市|区|村|乡镇|镇)(?:\([^()]*\))?)"
    r"(?P<does>(?:全部|均|已)?(?:投入|开设|获评|开诊|建成|实现|落地|达到|达标|入选|进入|纳入|通过|开展|提供|取得|完成|设立|接入|签约|挂牌|获批|跻身).+)$"
)


def _what_they_get(given: re.Match[str], quantity: Quantity) -> str:
    """适龄妇女“两癌”筛查 where the catalogue knows it, else in the sentence's words: 为老年人提供上门服务."""
    forms = (given["who"] + given["what"], given["did"] + given["what"], given["what"] + given["did"])
    known = next((form for form in forms if link(core_of(form), quantity.unit, quantity.unit_class)), None)
    return known or f"为{given['who']}{given['did']}{given['what']}"


def _name_before(core: str, right: str, quantity: Quantity) -> str | None:
    """The name that the words before the value make, where what follows is no noun; None where it may be one."""
    if not core:
        return None
    did = _DID.match(right)
    if did and not link(core, quantity.unit, quantity.unit_class):
        return core + did.group("what")  # 从业人员450人进行健康检查
    if right.startswith("的") and len(right) > 3 and _PURE_VERB.match(core):
        return core + right[1:]  # 完成20398人次的职业病诊断
    return core if _RIGHT_STOP.match(right) else None


# 4个国家区域医疗中心建设项目有序推进: how it goes is no part of what is counted
_HOW_IT_GOES = re.compile(
    r"(?<=.{3})(?:全部|全面|正|正在|建设)?(?:有序|加快|稳步|扎实|顺利|持续|深入|全面|全力)(?:推进|建设|实施|启动|开展|落地)$"
)


def clean_noun(right: str) -> str:
    noun = _HOW_IT_GOES.sub("", trim_opening(_RIGHT_VERBS.sub("", right)).rstrip("、和与及"))
    if "、" in noun and len(noun) > 12:
        noun = split_items(noun)[0] if "(" in noun else noun.partition("、")[0]
    return noun


def _metric_behind(core: str, noun: str, quantity: Quantity) -> Metric | None:
    """The metric of the noun, with the words before it or, where these only say 新增, 有, 建设, without them."""
    unit, unit_class = quantity.unit, quantity.unit_class
    if _REBUILDS.search(core):  # 改造和新建1.9万所乡镇卫生院: not all that there are
        rebuilt = (link(verb + noun, unit, unit_class) for verb in ("改造", "改扩建"))
        return next((metric for metric in rebuilt if metric is not None), None)
    if core:
        metric = link(core, unit, unit_class) if NOUN_HEAD.search(core) else None
        metric = metric or _link_joined(core, noun, quantity) or named(noun, unit, unit_class)
    else:
        metric = link(LIGHT.sub("", noun), unit, unit_class)
    if metric is None and (not core or _flow_or_verb(core)):
        own = named_inside(noun, unit, unit_class)
        if (
            own is not None
            and _ACTS.search(noun) is None
            and (named_inside(noun, unit, unit_class, least=5) is own or _ends_after(noun, own, quantity))
        ):
            return own
    return metric


_REBUILDS = re.compile(r"改造|改建|扩建|迁建|翻建|维修|修缮")
# 50家医疗卫生机构实现检查结果互认: those of them that do, not all there are
_ACTS = re.compile(
    r"改扩建|扩建|改建|迁建|改造|装修|升级|实现|获评|获批|达到?(?!标)|入选|进入|纳入|供氧|供暖|培训|进修|轮训"
)


def _link_joined(core: str, noun: str, quantity: Quantity) -> Metric | None:
    """A name that the numeral splits: 招聘221名专业技术人员."""
    noun = LIGHT.sub("", noun)
    for stop in range(len(noun), 1, -1):
        metric = link(core + noun[:stop], quantity.unit, quantity.unit_class)
        if metric is not None:
            return metric
    return None


_FLOW_OR_VERB = re.compile(r"(?:新增|新建|建成|建设|创建|推进|打造|拥有|设立|设置|建立|组建|争创|有|引进|培养)$")


def _flow_or_verb(core: str) -> bool:
    return _FLOW_OR_VERB.search(core) is not None


def _ends_after(noun: str, metric: Metric, quantity: Quantity) -> bool:
    """Whether the named thing is all that is counted: 有21家医院, not 21家医院与北京…建立."""
    return (
        link(noun[: len(noun)], quantity.unit, quantity.unit_class) is metric
        or len(normalise_name(noun)) <= len(core_of(normalise_name(metric.name))) + 3
    )
