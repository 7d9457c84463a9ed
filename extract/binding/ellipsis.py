"""Heads without their subject: 新生儿听力筛查3395人,筛查率91.7%; 三级医院…达40%、二级医院达30%."""

import re

from extract.binding.lead import CLAUSE_MARK, trim_opening
from extract.binding.model import Bound
from extract.binding.names import LIGHT, NOUN_HEAD, OF_AN_ACCOUNT, PER_HEAD, RATE_HEAD, SHORT_HEAD, complete, merge
from extract.binding.state import SentenceState
from extract.linking import Metric, core_of, link
from extract.quantities import Quantity
from extract.vocabulary import alternation

_OWN_RATES = frozenset({"剖宫产率", "顺产率"})
_LEADING_VERB = re.compile(
    r"^(?:累计)?(?:新增|新建|接种|领取|开展|完成|建立|发放|进行|实施|规范管理|管理|培训|举办|筛查)(?:了)?"
)

_CHECKED = re.compile(r"(?:免费)?(?:健康)?(?:体检|随访)$")  # 老年人免费体检5.9万人,健康管理率74.3%
_FILED = re.compile(r"(?:健康)?档案$")  # 建立高血压患者档案3.37万份,规范管理率62.5%
_EVENT_END = re.compile(r"(?:报告)?(?:发病|死亡|患病)$")  # 甲乙类传染病报告发病…例,死亡率…
_SET_UP = re.compile(r"^(?:组建|成立|建立|新建|新增)(?:了)?(?=.{4,})")  # 组建家庭医生团队138支,签约率57.9%

_BARE_EVENT = re.compile(
    r"^(?:报告死亡|报告发病|发病|消除|控制|死亡|治愈|出院|确诊|新增|存活|重症|危重|有效|满意|合格|达标|不合格|完成|覆盖|受益|服务|救治|转诊|住院|门诊|立案|结案|罚款|罚没款?|处罚|查处|取缔|整改|其他)(?:人群|群众|病例|患者|金额)?$"
)

WEAK_HEADS = frozenset(
    {
        "签约率",
        "签约覆盖率",
        "签约服务率",
        "签约服务覆盖率",
        "建档率",
        "参保率",
        "参合率",
        "早诊率",
        "使用率",
        "履约率",
        "知晓率",
        "接种率",
        "死亡率",
        "发病率",
        "签约人数",
        "住院人数",
        "献血人数",
        "门诊量",
        "诊疗量",
        "住院率",
    }
)

# 接受产后访视产妇847人,系统管理率85.2%: of the people, not of what they took part in
_WHO_DID = re.compile(r"^(?:接受|参加|领取|享受|获得|完成)[^,，]{1,10}?(?=产妇|孕妇|儿童|妇女|老年人|患者|新生儿|居民)")

_PEOPLE = re.compile(r"重点人群|脱贫人口|贫困人口|老年人|儿童|孕产妇")
_OF_ALL = re.compile(r"^(?:全人群|居民|常住人口|全体|总体)")
SCOPE_WORD = re.compile(r"城市|农村|城镇|乡村|男性|女性|男生|女生|城区|乡镇|[省市县区镇乡村]级|[三二一]级|公立|民营")
_OF_HOSPITALS = re.compile(r"(?:综合|中医)?医院")

_HEAD_METRIC = re.compile(
    r"([^,，;；。:：]{2,30}(?:率|占比|比例|比重|水平))(?:中|方面)?(?:分别|依次)?(?:为|是|达到?|如下|情况)?[,，:：][^;；。]{0,40}$"
)


_HEADLESS = re.compile(
    rf"(?:其他|其余)?(?:{alternation('headless')}){{1,8}}(?:率|占比|比例|比重|覆盖面|人口数|人口|人数|人次|例数|数|量|人群|群众|病例|患者|金额)?"
)


def is_headless(core: str) -> bool:
    """Whether the head says nothing of whom or what: 筛查率, 规范管理率, 报告死亡."""
    return core not in _OWN_RATES and bool(
        PER_HEAD.fullmatch(core)
        or _BARE_EVENT.match(core)
        or _HEADLESS.fullmatch(core)
        or (len(core) <= 4 and SHORT_HEAD.match(core))
    )


def complete_head(state: SentenceState, result: Bound, core: str) -> Bound:
    """A head whose subject an earlier clause named: 新生儿听力筛查3395人,筛查率91.7%."""
    quantity = result.quantity
    near = _near(state, quantity, core)
    subjects = _subjects(state, result, near, core)
    text = _on_subject(subjects, core) if subjects[0] else core
    completed = _first_known(subjects, core, quantity)
    if completed is None and quantity.unit_lost:
        completed = _known_in_another_unit(subjects, core, quantity)
    metric = None
    if completed is not None:
        text, metric = completed
    elif core not in WEAK_HEADS or not subjects[0]:
        metric = _by_itself(near, core, quantity)
        text = core if metric is not None else text
    if metric is None and _BARE_EVENT.match(core):
        text = core if quantity.unit_class == "money" else _event_of(core_of(subjects[0]), core)
    if metric is None and core.endswith(_OF_INSURANCE):
        metric = link(core, quantity.unit, quantity.unit_class)  # of whatever insurance its subject is
    result.metric_text = complete(text, quantity.unit_class, quantity.unit)
    result.metric = metric
    result.rule = "ellipsis"
    result.core = (subjects[0] or text) if RATE_HEAD.search(core) or _BARE_EVENT.match(core) else text
    result.phrase_at = (result.lead_start, quantity.start)
    result.carried_from = near[-1].phrase_at if near else None
    carry = state.carry
    carry.text, carry.metric, carry.at = result.metric_text, result.metric, result.phrase_at
    return result


def _event_of(subject: str, event: str) -> str:
    """大病集中救治 and 救治患者 are one 救治."""
    return subject[:-2] + event if subject.endswith(event[:2]) and len(subject) > len(event[:2]) else subject + event


_NEW = re.compile(r"^(?:净?新增)(?=.{2,})")  # 新增长护险参保15万人,参保率93%
_OF_INSURANCE = ("参合率",)
_FUND = re.compile(r"(?:资金|金|补助)$")


def _paid_to(fund: str) -> str:
    """发放特别扶助金1639万元,惠及2047人: those of 特别扶助; '' where the subject is no money."""
    found = _FUND.search(fund)
    return _LEADING_VERB.sub("", fund[: found.start()]) if found is not None else ""


_LISTED_AS = re.compile(r"^[^率]*、[^率]*等(?!级|待)(?=.{4,})")  # 食管癌、白血病等大病集中救治
_RATE_INSIDE = re.compile(r"率(?=.{2,}率$)")


def _on_subject(subjects: list[str], core: str) -> str:
    """The head on its subject; a rate is of what another rate was of, not of that rate: 药具获得率96%,有效率99%."""
    per_head = PER_HEAD.fullmatch(core)
    if per_head is not None:
        return per_head["head"] + core_of(_LEADING_VERB.sub("", subjects[0]))
    text = merge(_NEW.sub("", subjects[0]) if RATE_HEAD.search(core) else subjects[0], core)
    if not _RATE_INSIDE.search(text):
        return text
    counted = next((subject for subject in subjects[1:] if not RATE_HEAD.search(subject)), "")
    if counted:
        return merge(_LEADING_VERB.sub("", core_of(counted)), core)
    return merge(subjects[0][:-3], core) if len(subjects[0]) > 4 else text


def _near(state: SentenceState, quantity: Quantity, core: str) -> list[Bound]:
    """The values before that can have named the subject, the newest first: of this segment, not in a closed bracket."""
    segment = state.text.rfind(";", 0, quantity.start)
    shown = {id(bound) for bound in state.visible(quantity.start)}
    named = [bound for bound in reversed(state.bound) if bound.core and not bound.limit]
    earlier = [bound for bound in named if id(bound) in shown] or named
    near = [bound for bound in earlier if bound.quantity.start > segment]
    # 实有床位1.12万张;从业人员1.55万人: a count in a new segment is of a new thing
    if not near and OF_AN_ACCOUNT.search(core):
        return [bound for bound in earlier if OF_AN_ACCOUNT.search(core_of(bound.core))]  # 基金总收入…;总支出…
    return near or (earlier[:1] if quantity.unit_class == "rate" or core == "死亡" else [])


def _of_unknown(near: list[Bound], core: str) -> bool:
    """精神分裂症服药率…,规律服药率…: the value before has the same sort of head, of a thing that it leaves out."""
    return bool(near) and same_head_of_another(near[0], core)


def same_head_of_another(before: Bound, core: str) -> bool:
    """Whether the value before is of a thing of its own, by a name that ends as this head does."""
    if not before.core.endswith(core[-3:]):
        return False
    return before.metric is None or (before.rule == "before" and not is_headless(before.core))


_OF_WORK = re.compile(r"(?<=.{4})(?:任务|病种)$")  # “两癌”筛查任务7.2万人,已筛查4.5万人


def _subjects(state: SentenceState, result: Bound, near: list[Bound], core: str) -> list[str]:
    whole = core.startswith("完成")  # 检查任务完成1.2万人
    subjects = list(dict.fromkeys(bound.core if whole else _OF_WORK.sub("", bound.core) for bound in near))[:5]
    between = _subject_between(state, result)
    if between:
        subjects.insert(0, between)
    if not state.bound:
        subjects = [between or state.carry.topic or state.carry.core]
    elif not subjects:
        subjects = [state.carry.topic]
    if _of_unknown(near, core):
        subjects = subjects[:1]
    if core.startswith("总"):  # 新增托位2100个,总数…: of the stock
        subjects = [_LEADING_VERB.sub("", subject) for subject in subjects]
    return subjects


def _verb_behind(subject: str, core: str) -> str:
    """女生接种HPV疫苗…人,接种率…: the verb of the head leaves its place in the subject, or ''."""
    verb = core[:-1] if RATE_HEAD.search(core) else ""
    before, found, behind = core_of(subject).partition(verb) if len(verb) >= 2 else ("", "", "")
    return before + behind + core if found and before and len(behind) >= 2 else ""


def _first_known(subjects: list[str], core: str, quantity: Quantity) -> tuple[str, Metric] | None:
    """The first way to put subject and head together that makes a name of the catalogue."""
    for subject in subjects:
        people = "人口" in subject or "出生" in subject
        per_head = PER_HEAD.fullmatch(core)
        set_up = _SET_UP.sub("", subject)
        for name in (
            per_head["head"] + core_of(subject) if per_head else "",
            merge(set_up, core) if set_up != subject else "",
            merge(_FILED.sub("", _LEADING_VERB.sub("", subject)), core),
            _verb_behind(subject, core),
            _event_of(_LISTED_AS.sub("", LIGHT.sub("", core_of(subject))), core),
            _paid_to(subject) if quantity.unit_class == "person" else "",
            core_of(subject) + core + "资金" if quantity.unit_class == "money" else "",
            merge(subject, core),
            subject[: -len(core)] + core if len(subject) > len(core) else "",
            core_of(subjects[-1]) + core_of(subject) + core,
            "人口" + core if people else "",
            core + "人口" if "出生" in subject else "",
            _EVENT_END.sub("", core_of(subject).removesuffix("率")) + core,
            _WHO_DID.sub("", core_of(subject)) + core,
            _LEADING_VERB.sub("", subject) + core,
            _LEADING_VERB.sub("", merge(subject, core)),
            _CHECKED.sub("", core_of(subject)) + core,
        ):
            metric = link(name, quantity.unit, quantity.unit_class) if name else None
            if metric is not None:
                return name, metric
    return None


def on_subject_before(state: SentenceState, result: Bound, names: list[str]) -> list[str]:
    """甲乙类传染病报告发病…例;报告发病率、死亡率分别为…: heads in a list, each on the subject named before."""
    full = []
    for name in names:
        known = _first_known(_subjects(state, result, _near(state, result.quantity, name), name), name, result.quantity)
        if known is None:
            return names
        full.append(known[0])
    return full


def _known_in_another_unit(subjects: list[str], core: str, quantity: Quantity) -> tuple[str, Metric] | None:
    """出生率为4.48: a rate whose sign is lost is counted in the unit of the metric that it names."""
    lost = quantity.unit
    for quantity.unit in ("‰", "/10万"):
        known = _first_known([*subjects, ""], core, quantity)
        if known is not None:
            return known
    quantity.unit = lost
    return None


def _by_itself(near: list[Bound], core: str, quantity: Quantity) -> Metric | None:
    """The metric that the head names alone, if nothing before says that it is of something else."""
    own = link(core, quantity.unit, quantity.unit_class)
    if own is None or _of_unknown(near, core):
        return None
    if not _BARE_EVENT.match(core) or not near:
        return own
    same_field = near[0].metric is not None and near[0].metric.category == own.category
    return own if same_field else None


def _subject_between(state: SentenceState, result: Bound) -> str:
    """城市居民恶性肿瘤发病率上升明显,粗发病率为…: a clause without a value of its own names the subject."""
    start = state.bound[-1].quantity.stop if state.bound else 0
    stretch = state.text[start : result.lead_start]
    if len(stretch) < 6:
        return ""
    subject = sentence_subject(state, result.lead_start, min(len(stretch), 160))
    return subject if NOUN_HEAD.search(subject) or not state.bound else ""


def under_scope(state: SentenceState, core: str, change: bool) -> str:
    """A scope in the place of the scope before it: 三级医院…的比例达A%、二级医院达B%; or under a heading metric."""
    last = next(
        (
            b
            for b in reversed(state.bound)
            if b.core and b.quantity.unit_class == "rate" and (change or b.measure == "level")
        ),
        None,
    )
    if last is None:
        head = head_metric(state, state.quantities[len(state.bound)].start)
        if head:
            name = trim_opening(CLAUSE_MARK.split(head.group(1))[-1])
            if name and name not in core:
                return core + name
        return core
    scope = SCOPE_WORD.match(last.core)
    if SCOPE_WORD.fullmatch(core) and (scope or _OF_HOSPITALS.match(last.core)):
        return core + last.core[scope.end() if scope else 0 :]
    if _PEOPLE.fullmatch(core) and RATE_HEAD.search(last.core):
        return core + _OF_ALL.sub("", last.core)  # 家庭医生签约率46.8%,重点人群81.3%
    if change:
        return core
    for length in range(len(core), 1, -1):
        position = last.core.find(core[-length:])
        if position >= 0:
            return core + last.core[position + length :]
    head = head_metric(state, state.quantities[0].start)
    if head:
        name = trim_opening(CLAUSE_MARK.split(head.group(1))[-1])
        return core + name if name else core
    return core


def head_metric(state: SentenceState, before: int) -> re.Match[str] | None:
    """A rate named ahead of its values: 病床使用率分别为,三级医院91.2%,二级医院78.4%."""
    return _HEAD_METRIC.search(state.text, max(0, before - 120), before)


_PER_UNIT = re.compile(r"^以.{2,12}为单位$")


_RANKS = re.compile(r"(?:排名|位居|位列|居)全[国省市]")  # says how good it is, and names nothing
_DOING = re.compile(
    r"^(?:(?:全面|积极|深入|大力|扎实|持续|稳步|认真|切实|进一步|创新|率先)(?:实行|推行|推广|实施|开展|推进|落实|加强|做好|推动|组织)|推出|推进|推广)(?:了)?"
    r"(?=.{4,})"
)


def sentence_subject(state: SentenceState, before: int, width: int = 160) -> str:
    """The noun that the sentence opens with, where no quantity has named one: 60岁以上人口已超过百万,占…."""
    for clause in reversed(CLAUSE_MARK.split(state.text[max(0, before - width) : before].rstrip(",，:："))[-3:]):
        if _RANKS.search(clause):
            continue
        noun = re.split(  # 全面实行生育登记网上办理,覆盖率…: what is done, not how
            r"占(?!比)|在[我全][省市县区州]|已|突破|超过|达到?|增|下降|是|为(?!主)|有(?!效)|约|近(?!视)|逐年|稳步|持续|不断|明显|逐步|大幅|进一步|得到|提升|提高|基本|全面|显著|实现|位居|位列|高质量|有序|顺利",
            _DOING.sub("", trim_opening(_PER_UNIT.sub("", clause))),
            maxsplit=1,
        )[0]
        if 2 <= len(noun) <= 24:
            return noun
    return ""
