"""Which metric a quantity is a value of: one mechanism per construction, tried in order, over a compact sentence.

A quantity's *lead* is the text between the clause mark or quantity before it and its own numeral. Peeling the lead from
the right takes off what says how the value stands to the metric (达到, 控制在, 比上年提高, 由 ...); what is left
names the metric, or is empty and the metric is carried from an earlier clause.
"""

import re
from dataclasses import dataclass, field

from extract.linking import Metric, core_of, link, named, named_in_any_unit, named_inside, normalise_name
from extract.quantities import Quantity
from extract.regions import region_index
from extract.vocabulary import alternation

_CLAUSE_MARK = re.compile(r"[,，;；:：。(（)）!！?？\t|\[\]]")
_LONGEST_LEAD = 90


def _clause_marks(gap: str) -> list[re.Match[str]]:
    """The marks that part clauses; a bracket that opens and closes within the gap belongs to a name: 执业(助理)医师."""
    marks: list[re.Match[str]] = []
    for mark in _CLAUSE_MARK.finditer(gap):
        if mark.group() in ")）" and marks and marks[-1].group() in "(（" and mark.start() - marks[-1].start() <= 16:
            marks.pop()
            continue
        marks.append(mark)
    return marks

_UP = "增长|增加|提高|提升|上升|升高|上涨|攀升|扩大|增|高出|高于|多|上调|递增|延长|多出|净增加?|增多|涨|升|提"
_DOWN = "下降|减少|降低|下滑|回落|缩短|压缩|缩减|减|低于|下调|递减|少|负增长|缩小|降"
_PEEL = re.compile(
    r"(?:"
    r"(?P<ge>(?:确保|保证|力争)?(?:不得?低于|不得?少于|至少|不小于|最少|不得低于))"
    r"|(?P<le>不得?超过|不得?高于|控制到|控制在|不大于|最多|不突破)"
    r"|(?P<lt>低于|不到|小于|不足|少于|未达到?)"
    r"|(?P<gt>超过了?|突破了?|高于|大于|逾|多于|(?<![彩B])超)"
    r"|(?P<approx>约为|大约|大概|将近|接近|(?<![签预公节])约|(?<![附邻])近)"
    r"|(?P<from>由原来的?|由|从|自)"
    r"|(?P<each>分别|依次)"
    r"|(?P<both>均|都|全部|各)"
    rf"|(?P<up>{_UP})"
    rf"|(?P<down>{_DOWN})"
    r"|(?P<growth>(?<!自然)增长率|增幅|增速|增长幅度|上升幅度|涨幅|增长速度|增长比例|增量)"
    r"|(?P<shrink>降幅|下降幅度|减幅|下降率|降低幅度)"
    r"|(?P<versus>同比|环比|年均|再|又|平均每年|每年|"
    r"(?:与|比|较|和|同)(?:(?:20\d\d年(?:度|末|底)?|上一?年度?|去年|前年|上一?季度|上一?月|[上去]年末|年初|往年|以往)(?:的?同期|同比|末|底|水平)?|同期|上期)(?:相比)?|"
    r"相比(?:20\d\d年(?:度|末|底)?|上年|去年)?(?:同期)?|在20\d\d年(?:的)?基础上|在[上去]年(?:的)?基础上|按(?:可比|当年|不变)价格?(?:计算)?)"
    r"|(?P<goal>(?:年度|既定|规划|预期)?(?:目标值?|计划数|任务数|目标任务))"
    r"|(?P<to>到|至|为|成|→)"
    r"|(?P<copula>达到了|达到|达|是|了|在|有|[:：]|[“”\"']|共计|共|总计|合计|累计|总共|已经|已|保持|稳定|维持|仅|只|就|也|仍|还|高|多|可|能|并|的|则|"
    r"[、,，]|将|要|应|每|其中|主要|现|拟|计划|预计|力争|争取|确保|首次|连续|-)"
    r")$"
)
_VERSUS_TAIL = re.compile(r"(?:同比|环比|(?:与|比(?!例|重|率)|较)[^,，]{1,8}(?:相比)?|分别|又|再|年均)+$")

_VERSUS_SAID = re.compile(r"(?:与|比|较|同)(?:上一?年|去年|20\d\d年|同期)[^,，]{0,8}?(?:相比|比较|比)?[,，:：]|(?:相比|比较)[,，]")
_LIMIT = re.compile(
    r"^(?:也|均|都|且|并|已|还|仍|远|大幅|优于|好于|符合|完成|实现|超额完成|达到|达|低于|高于|超过|超|不|了|到|控制|在)*"
    r"(?:(?:国家|国|省|市|区|县|部)(?:定|级|里|颁)?|自治区|上级|委|年度|全国|全省|全市|原定|既定|规划|考核|国定|下达|卫生健康委|卫健委|考核指标)*(?:规定|要求|目标|指标|标准|任务|限值|计划)(?:值|数|线)?(?:的|为|是)*$"
)
_ALL = re.compile(r"(?:总人口|总数|总量|人口|总人数|总额|收入|支出)$")
_TASK = re.compile(r"^(?:超额)?(?:完成|占)(?:了)?(?P<task>[^,，]{0,14}?(?:任务|计划|目标|指标))(?:数|量)?(?:的)?$")
_ISSUER = re.compile(r"^(?:达到了?|符合|完成了?|实现了?|低于|高于|优于|超过|国家|省|市|自治区|上级|规定|要求|的|也|均|都|已)+$")
_LIMIT_AFTER = re.compile(r"^的?(?:目标|要求|标准|任务|指标|规定|考核|控制线|目标值|底线)")
_AVERAGE = re.compile(
    r"^(?:也|均|都|且|并|已|还|仍|远|明显|大幅)*(?:高于|低于|高出|超出|超过|优于|好于|比|较)?"
    r"(?:全国|全省|全市|全区|全自治区|国家|省|市|同期|东部|西部|中部)?(?:的|同期|同类)*(?:平均)?(?:水平|值|数)?(?:[高低多少]|高出|低)?$"
)
_SHARE = re.compile(r"(?:占(?!比)到?|达到?(?=[^,，;；。(]{2,16}(?:总数|总量|总人口)的?$))(?P<whole>[^,，;；。(]{0,30}?)(?:的|比例|比重|比)*$")

# What can stand before a metric's name without belonging to it
_OPENING = re.compile(
    r"^(?!" + alternation("protected") + r")(?:[“\"]?(?:十[一二三四五]?|[六七八九])五[”\"]?(?:规划)?(?:期间|时期|以来|末)|" + alternation("openings") + r"|排在?前[一二三四五六七八九十\d]+位的?(?:病种|疾病)?(?:依次|分别)?(?:是|为|有)?|[、,，和与及“\"]|(?:到|至|截[至止]到?)?(?:19|20)[\dxX×*]{2}年(?:度|末|底|初|上半年|下半年)?|截[至止]到?[^,，]{0,9}?(?:底|末|日|前|月)|"
    r"1?\d月份?(?:底|末|[1-3]?\d日)?|(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.是要])|[(（]\d{1,2}[)）]|\d{1,2}[.、])"
)
_NOUN_HEAD = re.compile(
    r"(?:率|占比|比例|比重|水平|人数|人次|总量|数量|总数|数|量|费用?|收入|支出|投入|资金|金额|投资|标准|寿命|满意度|时间|住院日|天数|总额|额|比|床位|面积|分值|得分|覆盖面|人口|经费|补助|病例|药占比|指数)$"
)
_RATE_HEAD = re.compile(r"(?:率|占比|比例|比重|水平|覆盖面|满意度|构成比|百分比|药占比|比)$")
_HEAD_METRIC = re.compile(r"([^,，;；。:：]{2,30}(?:率|占比|比例|比重|水平))(?:分别|依次)?(?:为|是|达到?|如下|情况)?[,，:：][^;；。]{0,40}$")
_YEAR_BRACKET = re.compile(r"[(（](?:19|20)\d\d年?(?:度)?[)）]")
_LEADING_VERB = re.compile(r"^(?:累计)?(?:新增|新建|接种|开展|完成|建立|发放|进行|实施|规范管理|管理|培训|举办|筛查)(?:了)?")
_SHORT_HEAD = re.compile(r"^.{0,7}(?:率|占比|比例|比重|费用|人数|人次|数|量|人口)$")
_BARE_EVENT = re.compile(r"^(?:死亡|治愈|出院|确诊|新增|存活|重症|危重|有效|满意|合格|达标|不合格|完成|覆盖|受益|服务|救治|转诊|住院|门诊|立案|结案|罚款|罚没款?|处罚|查处|取缔|整改|其他)(?:人群|群众|病例|患者|金额)?$")
_WEAK_HEADS = frozenset({"签约率", "签约覆盖率", "签约服务率", "签约服务覆盖率", "建档率", "参保率", "参合率", "早诊率", "使用率", "履约率", "知晓率", "接种率", "死亡率", "发病率", "签约人数", "住院人数", "献血人数", "门诊量", "诊疗量", "住院率"})
_RIGHT_STOP = re.compile(
    r"^(?:同比|环比|较|比|与|和|及|占|其中|以上|以下|以内|左右|为|是|已|均|都|将|的|并|且|或|分别|在|到|于|经|由|从|至|达|增|减|下降|上升|提高|[,，;；:：。、(（)）\"”\]]|以及|用于|不等|不变|参加|参与|接受|享受|受益|通过|获得?|被|纳入|进行|完成|开展|全部|实现|得到|建成|投入|取得|符合|因|由于|次数?$|以|外|给|让|使|工作|来|前来|报名|超|低于|高于|未)"
)
_NOUN_BEHIND = re.compile(r"[^,，;；。(（:：!！)）]*(?:[(（][^()（）,，;；。]{1,10}[)）][^,，;；。(（:：!！)）]*)*")
_RIGHT_VERBS = re.compile(r"^(?:成为|获得|获评?|被|均|已|都|全部|分别|进行|开展|实施|接受|参加|享受|纳入|通过|的|了|是|为)+")
_LIGHT = re.compile(r"进行了?|开展了?|实施了?|实行了?|了|的(?!确)|(?<![平人次日年户])均(?!等|衡)|已(?!婚)")
_SCOPE_WORD = re.compile(r"城市|农村|城镇|乡村|男性|女性|男生|女生|城区|乡镇|县级|市级|省级")
_SCOPE_BEHIND = re.compile(r"^(.+?(?:率|占比|比例))(" + _SCOPE_WORD.pattern + r")$")
_TIER = re.compile(r"级(?:[(（][^)）]*[)）])?(?:级)?$")
_RESOURCE_HEAD = re.compile(r"^(?:实有|开放|编制)?(?:床位|卫生人员|人员|卫生技术人员|卫技人员|执业[(（]助理[)）]医师|执业医师|医师|注册护士|护士|诊疗人次|入院人次|出院人次|病床使用率)")
_ONE_KIND = re.compile(r"卫生院|卫生室|社区卫生服务|民营医院|公立医院|妇幼保健|诊所|疾病预防控制|中医")
_ITEM = re.compile(r"、|以及|和|与|及(?!其|格|时)|/")
_BARE_GAP = re.compile(r"^(?:[、,，和与及/]|以及|和|[-—~至到]{1,2})?$")
_RANGE_GAP = re.compile(r"^[-—~至到]{1,2}$")

_COUNT_SUFFIX = {"person": "人数", "case": "例数", "visit": "人次", "household": "户数"}
_HAS_COUNT_SUFFIX = re.compile(r"(?:数|量|人次|次数|额|费用?|资金|收入|支出|率|占比|比例|时间|总计|人口)$")


@dataclass(slots=True)
class Bound:
    """A quantity with its metric and how the value stands to it."""

    quantity: Quantity
    metric_text: str = ""
    metric: Metric | None = None
    measure: str = "level"
    comparator: str = "="
    sign: int = 1
    rule: str = ""
    limit: bool = False  # printed as a limit or target that something is held against
    from_value: bool = False  # the first of a from-to pair
    to_value: bool = False
    carried_from: tuple[int, int] | None = None  # where an inherited metric was named
    phrase_at: tuple[int, int] | None = None
    lead_start: int = 0
    core: str = ""
    verb: str = ""  # what governs a noun behind the value: 打造1个…、10个…
    noun_end: int = 0


@dataclass(slots=True)
class _Peeled:
    core: str
    comparator: str = ""
    direction: int = 0
    to: bool = False
    from_mark: bool = False
    each: bool = False
    both: bool = False
    growth: bool = False
    versus: bool = False
    goal: bool = False  # the lead itself calls the value a goal: 年度目标为26%


@dataclass(slots=True)
class Carry:
    """What a clause inherits from the ones before it."""

    text: str = ""
    core: str = ""
    metric: Metric | None = None
    at: tuple[int, int] | None = None
    unit_class: str = ""
    parent: Bound | None = None
    part_mode: bool = False
    part_bracket: bool = False  # the parts end with their bracket
    items: list[str] = field(default_factory=list)
    item_index: int = 0
    from_open: bool = False
    subject: str = ""


def peel(lead: str) -> _Peeled:
    """Take from the end of a lead all that is not the metric's name."""
    state = _Peeled(lead)
    core = lead
    seen_to = False
    core = _drop_date_tail(core)
    for _ in range(14):
        window = core[-16:]
        found = _PEEL.search(window)
        if found is None or not found.group():
            break
        kind = found.lastgroup
        token = found.group()
        if kind in ("up", "down") and len(token) == 1 and token in "多少升降减增涨提" and not seen_to and not _clear_direction(core, token):
            break
        if kind == "copula" and token == "的" and not _belongs_to_date(core):
            core = core[:-1]
            continue
        core = core[: len(core) - len(token)]
        if kind in ("ge", "le", "lt", "gt", "approx"):
            if kind in ("lt", "gt") and not state.comparator and re.search(r"^(?:高于|低于)$", token):
                state.comparator = {"lt": "<", "gt": ">"}[kind]
            elif not state.comparator:
                state.comparator = {"ge": ">=", "le": "<=", "lt": "<", "gt": ">", "approx": "~"}[kind]
        elif kind == "up" or kind == "down":
            if state.direction == 0 and not state.growth:
                state.direction = 1 if kind == "up" else -1
                state.to = seen_to
        elif kind in ("growth", "shrink") and state.direction:
            core += token
            break
        elif kind in ("growth", "shrink"):
            state.growth, state.direction, state.to = True, (1 if kind == "growth" else -1), False
        elif kind == "to":
            seen_to = True
        elif kind == "from":
            state.from_mark = True
        elif kind == "goal":
            state.goal = True
        elif kind == "each":
            state.each = True
        elif kind == "both":
            state.both = True
        elif kind == "versus":
            state.versus = True
        core = _drop_date_tail(core)
    state.core = core
    return state


_DATE_TAIL = re.compile(r"(?<![比较与同和上去本])(?:在)?(?:(?:19|20)\d\d年(?:度|末|底|初)?|去年|上年|今年|前年|年初|年底|年末|20\d\d年?[-—]20\d\d年)(?:的|同期)?$")


def _drop_date_tail(core: str) -> str:
    found = _DATE_TAIL.search(core[-14:])
    return core[: len(core) - len(found.group())] if found else core


def _belongs_to_date(core: str) -> bool:
    return True


def _clear_direction(core: str, token: str) -> bool:
    """Whether a one-character verb is a verb: 比上年增, 同比降; not 最多, 减少 as a noun."""
    before = core[: -len(token)]
    return before.endswith(("同比", "上年", "去年", "同期", "分别", "净", "又", "再", "环比", "相比", "平均", "水平", "别")) or before == ""


def trim_opening(phrase: str) -> str:
    """Take the time, the place and the connectives from the front of a metric phrase."""
    for _ in range(12):
        found = _OPENING.match(phrase)
        if found is None or not found.group():
            break
        phrase = phrase[found.end() :]
    return phrase


def complete(text: str, unit_class: str, unit: str = "") -> str:
    """A count's name with the word that says what is counted (新增托位 -> 新增托位数)."""
    text = _LIGHT.sub("", text).strip("“”\"'、,，:：-—")
    if unit_class in ("rate", "point", "money", "time", "age", "score", "") or _HAS_COUNT_SUFFIX.search(text):
        return text
    if unit_class == "visit" and unit not in ("人次", ""):
        return text + (unit if len(unit) > 1 else unit + "数")
    return text + _COUNT_SUFFIX.get(unit_class, "数")


def _merge(subject: str, head: str) -> str:
    """An elliptic head on the subject of an earlier clause: 新生儿听力筛查 + 筛查率 -> 新生儿听力筛查率."""
    subject = core_of(subject)[-48:]
    if subject.endswith(head) or head.startswith(subject) or subject.endswith(core_of(head)):
        return head
    for length in range(len(head) - 1, 1, -1):
        position = subject.find(head[:length])
        if position > 0:
            return subject[:position] + head
        if position == 0 and len(subject) > length + 1:
            return subject[length:] + head
    root = head[:-1]
    for length in (4, 3, 2):
        if len(root) > length:
            position = subject.rfind(root[-length:])
            if position > 1:
                return subject[:position] + head
    return subject + head


class SentenceBinder:
    """Binds the quantities of one compact sentence in order, carrying what clauses inherit."""

    def __init__(self, text: str, quantities: list[Quantity], carry: Carry) -> None:
        self.text = text
        self.quantities = quantities
        self.carry = carry
        self.bound: list[Bound] = []

    def bind(self) -> list[Bound]:
        """One Bound per quantity; `metric_text` is empty where no metric was found."""
        previous_stop = 0
        for index, quantity in enumerate(self.quantities):
            result = self._bind_one(index, quantity, previous_stop)
            self.bound.append(result)
            previous_stop = quantity.stop
            if result.rule == "right" and result.noun_end:
                previous_stop = result.noun_end
        self._share_comparators()
        return self.bound

    def _share_comparators(self) -> None:
        """分别达到95%、94%和93%以上: the limit printed once is meant for every value of the list."""
        for index in range(len(self.bound) - 2, -1, -1):
            this, following = self.bound[index], self.bound[index + 1]
            gap = self.text[this.quantity.stop : following.quantity.start]
            if (
                following.rule == "each"
                and this.rule == "each"
                and this.comparator == "="
                and following.comparator in (">=", "<=", "~")
                and _BARE_GAP.match(gap)
                and this.quantity.unit == following.quantity.unit
            ):
                this.comparator = following.comparator

    # -- one quantity -------------------------------------------------------------------------------------------

    def _bind_one(self, index: int, quantity: Quantity, previous_stop: int) -> Bound:
        carry = self.carry
        gap = self.text[max(previous_stop, quantity.start - 400) : quantity.start]
        if _YEAR_BRACKET.match(gap):
            gap = gap[_YEAR_BRACKET.match(gap).end() :]  # type: ignore[union-attr]
        lead_start = quantity.start - len(gap)
        marks = _clause_marks(gap)
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
            elif last.group() in "(（" and last.end() == len(gap) and last.start() - (marks[-2].end() if len(marks) > 1 else 0) >= 2:
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
        self._set_comparison(result, peeled)
        result.limit = peeled.goal
        self._track_parts(gap, previous_stop, opened)
        if re.search(r"[;；。]", gap):
            carry.items, carry.part_mode, carry.parent = [], False, None
        core = trim_opening(peeled.core)
        result.core = core
        if quantity.unit_class == "zero":
            return self._zero(result, core)
        if peeled.from_mark:
            result.from_value = True
            result.measure = "level" if quantity.unit_class != "point" else result.measure
        if carry.from_open and peeled.direction and peeled.to and not core:
            return self._to_value(result)
        if carry.from_open and not core and re.match(r"^(?:[-—~至到]|左右)+$", gap):
            return self._to_value(result)
        if carry.items and _BARE_GAP.match(gap):
            return self._next_item(result)
        if index and (not peeled.core or _RANGE_GAP.match(gap)) and _BARE_GAP.match(gap) and not self._right_noun(quantity):
            if _RANGE_GAP.match(gap) and self.bound[-1].comparator == "=" and not self.bound[-1].from_value:
                self.bound[-1].comparator = ">="
                same = self._same_as_before(result, "range")
                same.comparator = "<="
                return same
            return self._same_as_before(result, "list")
        if peeled.from_mark or not (carry.from_open and not peeled.core):
            carry.from_open = peeled.from_mark
        share = _SHARE.search(peeled.core + ("的" if lead.endswith("的") else "")) if quantity.unit_class == "rate" else None
        if share and re.search(r"(?:分别|依次)占", lead) and self._share_each(result, share):
            return result
        if share and result.measure == "level" and not link(core, quantity.unit, quantity.unit_class):
            return self._share(result, peeled.core, share)
        if quantity.unit_class == "rate" and not core.strip("的") and self.text[quantity.stop : quantity.stop + 1] == "的" and not _LIMIT_AFTER.match(self.text[quantity.stop :][:6]):
            return self._part_of_whole(result)
        if peeled.each or (peeled.both and _ITEM.search(core)):
            listed = self._listed(result, index, core, peeled)
            if listed is not None:
                return listed
        task = _TASK.match(core) if quantity.unit_class == "rate" else None
        if task and (carry.core or self.bound):
            subject = core_of(carry.text) or carry.core
            result.metric_text, result.rule = f"{subject}完成{task.group('task')}比例", "task"
            result.carried_from, result.limit = carry.at, False
            return result
        if core and _ISSUER.match(core) and _LIMIT_AFTER.match(self.text[quantity.stop : quantity.stop + 8]):
            result.limit = True
            return self._inherited(result, peeled, "", lead)
        if core in region_index().by_name and (self.bound or carry.text):
            core = ""  # 平江县为23.9%: only the place is new
        if not core or _LIMIT.match(core) or (_AVERAGE.match(core) and not peeled.from_mark):
            return self._inherited(result, peeled, core, lead)
        return self._named(result, index, core, peeled)

    def _set_comparison(self, result: Bound, peeled: _Peeled) -> None:
        quantity = result.quantity
        result.comparator = quantity.comparator or peeled.comparator or "="
        if quantity.comparator in ("<=", ">=", "~") and peeled.comparator in ("<", ">", "<=", ">=", "~"):
            result.comparator = quantity.comparator
        if peeled.growth:
            result.measure = "change_pct" if quantity.unit_class == "rate" else "change"
            result.sign = peeled.direction
            if peeled.comparator in ("<", ">") and not quantity.comparator:
                result.comparator = peeled.comparator
        elif quantity.unit_class == "point":
            result.measure = "change"
            result.sign = peeled.direction or (-1 if peeled.comparator == "<" else 1)
            result.comparator = quantity.comparator or (peeled.comparator if peeled.comparator in ("~", ">=", "<=") else "=")
        elif peeled.direction and not peeled.to:
            if quantity.unit_class == "rate":
                result.measure, result.sign = "change_pct", peeled.direction
            elif quantity.unit_class != "rate":
                result.measure, result.sign = "change", peeled.direction

    def _versus_said(self, result: Bound) -> bool:
        """Whether an earlier clause of the sentence set the comparison: 与上年比较,医院增加42个,…."""
        return _VERSUS_SAID.search(self.text, 0, result.lead_start) is not None

    def _inside_change(self, result: Bound) -> bool:
        """A bracket behind a change holds its parts: 比上年增加121所(社区卫生服务站增加120所)."""
        return bool(self.bound) and self.bound[-1].measure == "change" and self.text[result.lead_start - 1 : result.lead_start] in ("(", "（")

    def _track_parts(self, gap: str, previous_stop: int, opened: str) -> None:
        carry = self.carry
        if "其中" in gap or "包括" in gap or (opened and opened in "(（") or re.search(r"(?:为|是|有)?[:：]$", gap) or "排在" in gap:
            if self.bound and not carry.part_mode:
                parent = next((b for b in reversed(self.bound) if b.measure == "level" and b.metric_text), None)
                if parent is not None:
                    carry.parent, carry.part_mode = parent, True
                    carry.part_bracket = bool(opened and opened in "(（") and "其中" not in gap[: gap.rfind(opened)]
            elif not self.bound and "其中" in gap and carry.parent is None and carry.text:
                carry.part_mode = True
        elif carry.part_bracket and any(mark.group() in ")）" for mark in _clause_marks(gap)):
            carry.part_mode = False

    # -- constructions ------------------------------------------------------------------------------------------

    def _zero(self, result: Bound, core: str) -> Bound:
        after = self.text[result.quantity.end : result.quantity.end + 2]
        name = trim_opening(core) or self.carry.subject
        if not name:
            return result
        quantity = result.quantity
        if after == "增长":
            quantity.unit, quantity.unit_class = "%", "rate"
            result.measure = "change_pct"
            result.metric_text = name
        else:
            quantity.unit, quantity.unit_class = (("例", "case") if re.search(r"病例|例$", name) or after in ("新增", "病例") else ("起", "case") if after in ("事件", "发生") else ("人", "person"))
            event = "死亡" if after == "死亡" else "感染" if after == "感染" else "新增病例" if after == "新增" else ""
            result.metric_text = complete(name + event, quantity.unit_class)
            result.metric = link(result.metric_text, quantity.unit, quantity.unit_class)
        result.rule = "zero"
        return result

    def _to_value(self, result: Bound) -> Bound:
        carry = self.carry
        first = next((b for b in reversed(self.bound) if b.from_value), None)
        result.to_value = True
        result.measure = "level" if result.quantity.unit_class != "point" else "change"
        result.sign = 1
        if carry.items:
            carry.item_index = 0
            return self._next_item(result)
        carry.from_open = False
        if first is None:
            return self._same_as_before(result, "to")
        result.metric_text, result.metric, result.rule = first.metric_text, first.metric, "to"
        result.core = first.core
        result.carried_from = first.phrase_at
        return result

    def _same_as_before(self, result: Bound, rule: str) -> Bound:
        last = self.bound[-1]
        result.metric_text, result.metric, result.measure = last.metric_text, last.metric, last.measure
        result.sign, result.carried_from, result.rule = last.sign, last.phrase_at, rule
        result.from_value = last.from_value
        result.core = last.core
        if result.comparator == "=":
            result.comparator = last.comparator if last.comparator in (">=", "<=") and not last.quantity.comparator else "="
        return result

    def _next_item(self, result: Bound) -> Bound:
        carry = self.carry
        last = self.bound[-1]
        item = carry.items[carry.item_index % len(carry.items)]
        carry.item_index += 1
        self._take(result, item, "each", last.measure != "level")
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

    def _share(self, result: Bound, lead: str, share: re.Match[str]) -> Bound:
        carry = self.carry
        own = trim_opening(peel(lead[: share.start()]).core)
        whole = _LIGHT.sub("", share.group("whole"))
        subject = own or re.sub(r"(?:人|例|总|个)?数$", "", carry.text) or self._sentence_subject(result.lead_start)
        if not subject:
            return result
        if own and carry.part_mode and carry.parent is not None and len(own) <= 4:
            subject = own + core_of(carry.parent.metric_text)
        name = subject + ("占" + whole + "比例" if whole else "占比")
        result.metric_text = _LIGHT.sub("", name)
        result.metric = link(name, "%", "rate") or link(name.replace("总", ""), "%", "rate") or (link(subject + "占比", "%", "rate") if not whole or _ALL.search(whole) else None)
        result.rule = "share"
        result.carried_from = None if own else carry.at
        self._remember_place(result, lead)
        return result

    def _share_each(self, result: Bound, share: re.Match[str]) -> bool:
        """…依次为A、B、C,分别占x%、y%、z%: the shares pair with the parts just listed."""
        listed: list[Bound] = []
        for bound in reversed(self.bound):
            if bound.measure != "level" or bound.quantity.unit_class == "rate":
                break
            listed.insert(0, bound)
            if bound.rule not in ("each", "part"):
                break
        parts = [bound for bound in listed if bound.rule in ("each", "part")]
        if len(parts) < 2:
            return False
        whole = _LIGHT.sub("", share.group("whole"))
        names = [core_of(bound.metric_text) + (f"占{whole}比例" if whole else "占比") for bound in parts]
        self._take(result, names[0], "each", False)
        self.carry.items, self.carry.item_index = names, 1
        return True

    def _sentence_subject(self, before: int) -> str:
        """The noun that the sentence opens with, where no quantity has named one: 60岁以上人口已超过百万,占…."""
        for clause in reversed(_CLAUSE_MARK.split(self.text[max(0, before - 160) : before].rstrip(",，:："))[-3:]):
            noun = re.split(
                r"已|突破|超过|达到?|增|下降|是|为(?!主)|有(?!效)|约|近(?!视)|稳步|持续|不断|明显|逐步|大幅|进一步|得到|提升|提高|基本|全面|显著|实现|位居|位列",
                trim_opening(clause),
                maxsplit=1,
            )[0]
            if 2 <= len(noun) <= 24:
                return noun
        return ""

    def _part_of_whole(self, result: Bound) -> Bound:
        """90%的二级以上公立医院实现… : the share of the whole that does something."""
        quantity = result.quantity
        found = _NOUN_BEHIND.match(self.text, quantity.stop + 1, quantity.stop + 61)
        rest = re.sub(r"^(?:的)+", "", found.group() if found else "")
        if len(rest) < 2:
            return self._inherited(result, _Peeled(""), "", "")
        result.metric_text = re.sub(r"要|均|已|将|了", "", rest) + "的比例"
        result.metric = link(rest + "比例", "%", "rate")
        result.rule = "share_of"
        result.phrase_at = (quantity.stop + 1, quantity.stop + 1 + len(rest))
        return result

    def _listed(self, result: Bound, index: int, core: str, peeled: _Peeled) -> Bound | None:
        """A、B和C分别达到x、y、z: metrics and values pair in order, the shared head or tail goes to each."""
        values = 1
        for following in range(index + 1, len(self.quantities)):
            gap = self.text[self.quantities[following - 1].stop : self.quantities[following].start]
            if not _BARE_GAP.match(gap):
                break
            values += 1
        phrase = core
        before = self._run_before(values) if peeled.each and values > 1 else []
        if before and (not phrase or (not _ITEM.search(phrase) and _SHORT_HEAD.match(phrase))):
            names = [_merge(b.core or b.metric_text, phrase) if phrase else (b.core or b.metric_text) for b in before]
            self._take(result, names[0], "each", result.measure != "level")
            self.carry.items, self.carry.item_index = names, 1
            result.carried_from = before[0].phrase_at
            return result
        if not phrase or not _ITEM.search(phrase):
            if values == 1 and not peeled.each:
                return None
            earlier = self.text[: result.lead_start].rstrip(",，:：")
            tail = _CLAUSE_MARK.split(earlier)[-1] if earlier else ""
            if values > 1 and _ITEM.search(tail) and not phrase:
                phrase = trim_opening(tail)
            else:
                return None
        if peeled.both and not peeled.each and values == 1:
            names = expand_items([part for part in _ITEM.split(phrase) if part], result.quantity)
            result.metric_text = "、".join(names)
            codes = {metric.code: metric for metric in (link(name, result.quantity.unit, result.quantity.unit_class) for name in names) if metric}
            whole = link(phrase, result.quantity.unit, result.quantity.unit_class)
            result.metric = whole or (next(iter(codes.values())) if len(codes) == 1 and len(names) == 1 else None)
            result.rule = "both"
            self._remember(result, phrase)
            return result
        if values == 1:
            return None
        names = [part for part in _ITEM.split(phrase) if part]
        if len(names) != values:
            by_mark = [part for part in re.split(r"、|以及", phrase) if part]
            if len(by_mark) > 1 and (len(by_mark) == values or abs(len(by_mark) - values) < abs(len(names) - values)):
                names = by_mark
            if len(names) > values and values > 1:
                extra = len(names) - values
                names = ["".join(names[: extra + 1]), *names[extra + 1 :]] if extra == 1 else names[-values:]
        names = self._part_names(names) or expand_items(names, result.quantity)
        self.carry.items, self.carry.item_index = names, 1
        self._take(result, names[0], "each", result.measure != "level")
        self._remember(result, phrase)
        self.carry.items, self.carry.item_index = names, 1
        return result

    def _run_before(self, count: int) -> list[Bound]:
        """The list of levels just before, if it has that many values: A、B分别为a、b,同比分别下降c、d."""
        run = [bound for bound in self.bound[-count:] if bound.measure == "level" and bound.metric_text]
        if len(run) != count or len({bound.metric_text for bound in run}) != count:
            return []
        for first, second in zip(run, run[1:], strict=False):
            if not self.text[first.quantity.stop : second.quantity.start].startswith(("、", "和", "与", "及")):
                return []
        return run

    def _part_names(self, names: list[str]) -> list[str]:
        """Facilities listed as the parts of a total take the total's quantity: 医院、卫生院分别增加28张、6张."""
        parent = self.carry.parent
        if not all(_FACILITY.search(name) for name in names):
            return []
        if not self.carry.part_mode or parent is None:
            return names
        return [rescope(name, parent.core) or name for name in names]

    def _inherited(self, result: Bound, peeled: _Peeled, core: str, lead: str) -> Bound:
        """No name of its own: the metric of the clause before, or a noun behind the value."""
        carry = self.carry
        quantity = result.quantity
        if (core and _LIMIT.match(core)) or (quantity.comparator == "<=" and peeled.comparator == "<=" and self.bound):
            result.limit = True
        if core and _AVERAGE.match(core) and quantity.unit_class in ("point",):
            low = re.search(r"低于|好于|少|低", core) or peeled.comparator == "<"
            result.measure, result.sign = "change", (-1 if low else 1)
        right = self._right_noun(quantity)
        change = result.measure != "level"
        if not change and right and quantity.unit_class not in ("rate", "point", "money", "age", "time", "score"):
            before = self.bound[-1] if self.bound else None
            verb = before.verb if before is not None and before.rule == "right" and lead.startswith(("、", "和", "及", "与")) else ""
            return self._right(result, verb, right)
        last = next((b for b in reversed(self.bound) if b.metric_text), None)
        alone = last is None and not trim_opening(peel(self.text[: quantity.start]).core)
        if last is None and carry.text and (carry.part_mode or change or peeled.versus or (alone and carry.unit_class == quantity.unit_class)):
            result.metric_text, result.metric, result.carried_from = carry.text, carry.metric, carry.at
            result.rule = "carried_sentence"
            return result
        if last is None and peeled.each is False and peeled.from_mark is False:
            subject = carry.subject or self._sentence_subject(result.lead_start)
            if subject and (_NOUN_HEAD.search(subject) or link(subject, quantity.unit, quantity.unit_class)):
                self._take(result, subject, "heading", change)
                self._remember(result, subject)
            return result
        if last is None:
            return result
        if change and quantity.unit_class not in ("rate", "point") and last.quantity.unit_class != quantity.unit_class:
            same_unit = next((b for b in reversed(self.bound) if b.quantity.unit_class == quantity.unit_class and b.metric_text), None)
            last = same_unit or last
        if change and last.measure != "level":
            last = next((b for b in reversed(self.bound) if b.measure == "level" and b.metric_text), last)
        result.metric_text, result.metric = last.metric_text, last.metric
        result.carried_from = last.phrase_at or last.carried_from
        result.rule = "carried"
        result.core = last.core
        if not change and last.quantity.unit_class != quantity.unit_class and not result.limit and not carry.from_open:
            result.metric_text = self._reunit(last, quantity)
            result.metric = link(result.metric_text, quantity.unit, quantity.unit_class)
        if last.measure != "level" and not change and (result.limit or peeled.comparator or quantity.comparator) and quantity.unit_class == last.quantity.unit_class:
            result.measure, result.sign = last.measure, last.sign
        return result

    @staticmethod
    def _reunit(last: Bound, quantity: Quantity) -> str:
        core = core_of(last.metric_text)
        return core + _COUNT_SUFFIX.get(quantity.unit_class, "数") if quantity.unit_class in _COUNT_SUFFIX else last.metric_text

    def _named(self, result: Bound, index: int, core: str, peeled: _Peeled) -> Bound:
        carry = self.carry
        quantity = result.quantity
        change = result.measure != "level"
        right = self._right_noun(quantity) if quantity.unit_class not in ("rate", "point", "money", "age", "time", "score") else ""
        carry.items = []
        if carry.part_mode and carry.parent is not None and (not right or _FACILITY.search(core)) and not core.startswith("占"):
            return self._part(result, core)
        if right and not change:
            return self._right(result, core, right)
        if self._elliptic(core) and self.bound and not change:
            strong = core not in _WEAK_HEADS and len(core) > 4
            if not strong or not (link(core, quantity.unit, quantity.unit_class) or named_in_any_unit(core, quantity.unit_class)):
                return self._ellipsis(result, core)
        behind = _SCOPE_BEHIND.match(core) if quantity.unit_class == "rate" else None
        if behind:
            core = behind.group(2) + behind.group(1)
        if quantity.unit_class == "rate" and not change and not _RATE_HEAD.search(core):
            core = self._scoped(core)
        if self.bound and self.text[result.lead_start : result.lead_start + 1] in ("、", "和", "与", "及") or (self.bound and lead_joined(self.text, self.bound[-1].quantity.stop)):
            head = _shared_head(self.bound[-1].core)
            if head and not core.startswith(head[:2]) and link(head + core, quantity.unit, quantity.unit_class):
                core = head + core
        facility = self._facility_subject()
        if facility and _RESOURCE_HEAD.match(core) and not result.rule:
            core = facility + core
        self._take(result, core, "before", change)
        self._remember(result, core)
        return result

    def _scoped(self, core: str) -> str:
        """A scope in the place of the scope before it: 三级医院…的比例达A%、二级医院达B%; or under a heading metric."""
        last = next((b for b in reversed(self.bound) if b.core and b.quantity.unit_class == "rate" and b.measure == "level"), None)
        if last is None:
            head = self._head_metric(self.quantities[len(self.bound)].start)
            if head:
                name = trim_opening(_CLAUSE_MARK.split(head.group(1))[-1])
                if name and name not in core:
                    return core + name
            return core
        scope = _SCOPE_WORD.match(last.core)
        if scope and _SCOPE_WORD.fullmatch(core):
            return core + last.core[scope.end() :]
        for length in range(len(core), 1, -1):
            position = last.core.find(core[-length:])
            if position >= 0:
                return core + last.core[position + length :]
        head = self._head_metric(self.quantities[0].start)
        if head:
            name = trim_opening(_CLAUSE_MARK.split(head.group(1))[-1])
            return core + name if name else core
        return core

    def _head_metric(self, before: int) -> re.Match[str] | None:
        """A rate named ahead of its values: 基本药物销售占比为,基层医疗卫生机构59.72%,…."""
        return _HEAD_METRIC.search(self.text, max(0, before - 120), before)

    def _facility_subject(self) -> str:
        """The kind of facility that the sentence has just counted: 3.3万个乡镇卫生院,床位150.1万张."""
        for bound in self.bound[:3]:
            name = core_of(trim_opening(bound.core))
            if bound.quantity.unit_class == "item" and _FACILITY.search(name) and _ONE_KIND.search(name):
                return name
        return ""

    def _elliptic(self, core: str) -> bool:
        return bool(_BARE_EVENT.match(core)) or (len(core) <= 8 and bool(_SHORT_HEAD.match(core)) and _RATE_HEAD.search(core) is not None) or (len(core) <= 5 and bool(_SHORT_HEAD.match(core)))

    def _ellipsis(self, result: Bound, core: str) -> Bound:
        """A head whose subject an earlier clause named: 新生儿听力筛查3395人,筛查率91.7%."""
        quantity = result.quantity
        segment = max(self.text.rfind(";", 0, quantity.start), self.text.rfind("；", 0, quantity.start))
        earlier = [b for b in reversed(self.bound) if b.core and not b.limit]
        near = [b for b in earlier if b.quantity.start > segment] or earlier[:1]
        subjects = list(dict.fromkeys(b.core for b in near))[:5] or [self.carry.core]
        text, metric = (_merge(subjects[0], core) if subjects[0] else core), None
        for subject in subjects:
            for candidate in (
                _merge(subject, core),
                subject[: -len(core)] + core if len(subject) > len(core) else "",
                core_of(subjects[-1]) + core_of(subject) + core,
                "人口" + core if "人口" in subject else "",
                _LEADING_VERB.sub("", subject) + core,
                _LEADING_VERB.sub("", _merge(subject, core)),
            ):
                metric = link(candidate, quantity.unit, quantity.unit_class) if candidate else None
                if metric is not None:
                    text = candidate
                    break
            if metric is not None:
                break
        if metric is None and not _BARE_EVENT.match(core) and (core not in _WEAK_HEADS or not subjects[0]):
            metric = link(core, quantity.unit, quantity.unit_class)
        if _BARE_EVENT.match(core) and metric is None:
            text = core if quantity.unit_class == "money" else core_of(subjects[0]) + core
        result.metric_text = complete(text, quantity.unit_class, quantity.unit)
        result.metric = metric
        result.rule = "ellipsis"
        result.core = subjects[0] if _RATE_HEAD.search(core) or _BARE_EVENT.match(core) else text
        place = (result.lead_start, quantity.start)
        result.phrase_at = place
        result.carried_from = near[-1].phrase_at if near else None
        self.carry.text, self.carry.metric, self.carry.at = result.metric_text, metric, place
        return result

    def _part(self, result: Bound, core: str) -> Bound:
        """其中 and brackets: the part's own name if it is of the total's kind, else part and total together."""
        quantity = result.quantity
        parent = self.carry.parent
        assert parent is not None
        change = result.measure != "level"
        scoped = rescope(core, parent.core) if _FACILITY.search(core) else ""
        if scoped and scoped != core:
            self._take(result, scoped, "part", change)
            result.phrase_at = (result.lead_start, quantity.start)
            result.carried_from = parent.phrase_at
            self._remember(result, scoped)
            return result
        kind = _FACILITY_PREFIX.match(parent.core)
        if kind and _ONE_KIND.search(parent.core[: kind.start("rest")]) and _RESOURCE_HEAD.match(core):
            self._take(result, parent.core[: kind.start("rest")] + core, "part", change)
            result.core, result.carried_from = core, parent.phrase_at
            return result
        own = link(core, quantity.unit, quantity.unit_class, change=change)
        same_kind = own is not None and (
            parent.metric is None or own.category == parent.metric.category or quantity.unit_class in ("rate", "money")
        )
        if parent.metric is None and own is not None and re.search(r"抽检|检查|培训|发放|开展|查处|处罚|筛查|体检", parent.metric_text):
            same_kind = False
        result.rule = "part"
        if quantity.unit_class == "rate" and _RATE_HEAD.search(core):
            if own is None and self._elliptic(core):
                return self._ellipsis(result, core)
            self._take(result, core, "part", False)
            return result
        if same_kind:
            result.metric, result.metric_text = own, complete(core, quantity.unit_class, quantity.unit)
        else:
            joined = core + core_of(parent.metric_text)
            result.metric = None if _TIER.search(core) else link(joined, quantity.unit, quantity.unit_class)
            result.metric_text = complete(joined if core not in parent.metric_text else core, quantity.unit_class, quantity.unit)
        result.core = core
        result.phrase_at = (result.lead_start, quantity.start)
        result.carried_from = parent.phrase_at
        self._remember(result, core_of(result.metric_text))
        return result

    # -- nouns behind the value ---------------------------------------------------------------------------------

    def _right_noun(self, quantity: Quantity) -> str:
        """The noun that a classifier counts (951名妇女…): the rest of the clause, or '' where it does not open with one."""
        if quantity.unit_class in ("rate", "point", "money", "age", "time", "score", "area", "volume", "mass", "length"):
            return ""
        index = len(self.bound) + 1
        following = self.quantities[index].start if index < len(self.quantities) else len(self.text)
        found = _NOUN_BEHIND.match(self.text, quantity.stop, min(following, quantity.stop + 48))
        rest = found.group() if found else ""
        if following < quantity.stop + 48 and "、" in rest:
            rest = rest[: rest.rfind("、")]
        return rest if len(rest) >= 2 and rest[0] not in "、和与及" else ""

    def _right(self, result: Bound, core: str, right: str) -> Bound:
        quantity = result.quantity
        if core and _RIGHT_STOP.match(right):
            self._take(result, core, "before", False)
            self._remember(result, core)
            return result
        noun = trim_opening(_RIGHT_VERBS.sub("", right)).rstrip("、和与及")
        noun = re.sub(r"、.*$", "", noun) if "、" in noun and len(noun) > 12 else noun
        if not noun:
            if core:
                self._take(result, core, "before", False)
                self._remember(result, core)
            return result
        own = named_inside(noun, quantity.unit, quantity.unit_class) if not core or _flow_or_verb(core) else None
        joined = core + noun
        metric = None
        if core:
            metric = link(core, quantity.unit, quantity.unit_class) if _NOUN_HEAD.search(core) else None
            metric = metric or self._link_joined(core, noun, quantity) or named(noun, quantity.unit, quantity.unit_class)
        else:
            metric = self._link_right(noun, quantity)
        if metric is None and own is not None and not core:
            metric = own if _ends_after(noun, own, quantity) else None
        if core and metric is None:
            straight = link(core, quantity.unit, quantity.unit_class)
            if straight is not None:
                result.metric, result.metric_text, result.rule = straight, complete(core, quantity.unit_class, quantity.unit), "before"
                self._remember(result, core)
                return result
        result.metric = metric
        result.metric_text = complete(joined[:60], quantity.unit_class, quantity.unit)
        result.rule = "right"
        result.verb = core
        if self.text[quantity.stop + len(right) : quantity.stop + len(right) + 1] not in ("", ",", "，", "。", ";", "；"):
            result.noun_end = quantity.stop + len(right)
        result.core = joined
        result.phrase_at = (quantity.stop, quantity.stop + len(right))
        self.carry.text, self.carry.core, self.carry.metric, self.carry.at = result.metric_text, joined, metric, result.phrase_at
        return result

    def _link_joined(self, core: str, noun: str, quantity: Quantity) -> Metric | None:
        """A name that the numeral splits: 招聘221名专业技术人员."""
        noun = _LIGHT.sub("", noun)
        for stop in range(len(noun), 1, -1):
            metric = link(core + noun[:stop], quantity.unit, quantity.unit_class)
            if metric is not None:
                return metric
        return None

    def _link_right(self, noun: str, quantity: Quantity) -> Metric | None:
        plain = _LIGHT.sub("", noun)
        return link(plain, quantity.unit, quantity.unit_class)

    # -- bookkeeping --------------------------------------------------------------------------------------------

    def _take(self, result: Bound, phrase: str, rule: str, change: bool) -> None:
        quantity = result.quantity
        phrase = _VERSUS_TAIL.sub("", phrase)
        metric = link(phrase, quantity.unit, quantity.unit_class, change=change)
        if metric is None and "、" in phrase and not change:
            tail = phrase.rsplit("、", 1)[1]
            metric = link(tail, quantity.unit, quantity.unit_class)
            if metric is not None:
                phrase = tail
        if metric is None and "的" in phrase and not change:
            tail = phrase.rsplit("的", 1)[1]
            metric = link(tail, quantity.unit, quantity.unit_class) if len(tail) >= 4 else None
            if metric is not None and metric.category.startswith(("resources", "service")):
                metric = None
            elif metric is not None:
                phrase = tail
        if metric is None and len(phrase) > 14:
            cut = re.split(r"(?:使|让|实现|确保|推动|促进|带动|其中|包括|力争|争取|做到|达到|要求)", phrase)[-1]
            if len(cut) >= 3 and cut != phrase:
                phrase = cut
                metric = link(phrase, quantity.unit, quantity.unit_class, change=change)
        if metric is None and not change and len(phrase) >= 4:
            metric = named_in_any_unit(phrase, quantity.unit_class)
        if metric is None and quantity.unit_lost:
            for unit in ("‰", "/10万", "/万"):
                metric = link(phrase, unit, "rate")
                if metric is not None:
                    quantity.unit = unit
                    break
        result.metric = metric
        result.metric_text = complete(phrase, quantity.unit_class if not change else "rate", quantity.unit)
        result.rule = rule
        result.core = phrase
        result.phrase_at = (max(result.lead_start, quantity.start - 60), quantity.start)

    def _remember(self, result: Bound, core: str) -> None:
        carry = self.carry
        if result.measure == "level" or not carry.text:
            carry.text, carry.core, carry.metric, carry.at = result.metric_text, core, result.metric, result.phrase_at
            carry.unit_class = result.quantity.unit_class

    def _remember_place(self, result: Bound, lead: str) -> None:
        result.phrase_at = (result.quantity.start - len(lead), result.quantity.start)
        result.core = self.carry.core


_FACILITY = re.compile(r"(?:医院|机构|卫生院|服务中心|中心|服务站|诊所|医务室|卫生室|门诊部|保健院|疗养院|卫生所|站|科室|专科|院)(?:[(（][^)）]{1,8}[)）])?$")
_FACILITY_PREFIX = re.compile(
    r"^(?:.*?(?:医疗卫生机构|医疗机构|医院|卫生院|服务中心(?:[(（]站[)）])?|服务站|卫生室|诊所|门诊部|卫生机构|机构))(?P<rest>(?!数$|总数$|个数$).{2,})$"
)


def rescope(part: str, total: str) -> str:
    """A part of a total in the total's place: 医疗卫生机构床位 and 医院 make 医院床位; '' where the total counts facilities."""
    found = _FACILITY_PREFIX.match(total)
    if found is not None:
        return part + found.group("rest")
    if _FACILITY.search(core_of(total)) or _FACILITY.search(total):
        return ""
    return part + total if not total.startswith(part) else part


def lead_joined(text: str, stop: int) -> bool:
    """Whether what follows a value goes on in the same list."""
    return text[stop : stop + 1] in ("、", "和", "与", "及")


def _flow_or_verb(core: str) -> bool:
    return bool(re.search(r"(?:新增|新建|建成|建设|创建|推进|打造|拥有|设立|设置|建立|组建|争创|有|引进|培养)$", core))


def _ends_after(noun: str, metric: Metric, quantity: Quantity) -> bool:
    """Whether the named thing is all that is counted: 有21家医院, not 21家医院与北京…建立."""
    return link(noun[: len(noun)], quantity.unit, quantity.unit_class) is metric or len(normalise_name(noun)) <= len(core_of(normalise_name(metric.name))) + 3


def expand_items(names: list[str], quantity: Quantity) -> list[str]:
    """Give every item of a list the tail (签约服务覆盖率) or the head (每千人口) that is printed once."""
    if len(names) < 2:
        return names
    last = names[-1]
    full = list(names)
    for i, name in enumerate(names[:-1]):
        if _NOUN_HEAD.search(name) and _RATE_HEAD.search(name) or link(name, quantity.unit, quantity.unit_class):
            continue
        if _NOUN_HEAD.search(name) and not _RATE_HEAD.search(last):
            continue
        full[i] = _with_tail(name, last, quantity)
    head = _shared_head(full[0])
    if not head and _RATE_HEAD.search(full[0]):
        for i in range(1, len(full)):
            if _RATE_HEAD.search(full[i]) and not link(full[i], quantity.unit, quantity.unit_class):
                for cut in range(len(full[0]) - 2, 1, -1):
                    if link(full[0][:cut] + full[i], quantity.unit, quantity.unit_class):
                        full[i] = full[0][:cut] + full[i]
                        break
    if head:
        for i in range(1, len(full)):
            if not full[i].startswith(head[:2]):
                longer = head + full[i]
                if link(longer, quantity.unit, quantity.unit_class) or not link(full[i], quantity.unit, quantity.unit_class):
                    full[i] = longer
    return full


def _with_tail(name: str, last: str, quantity: Quantity) -> str:
    for cut in range(1, len(last)):
        candidate = name + last[cut:]
        if link(candidate, quantity.unit, quantity.unit_class):
            return candidate
    for length in (2, 1):
        position = last.find(name[-length:])
        if len(name) >= length and 0 <= position < len(last) - length - 1:
            return name + last[position + length :]
    if len(name) < len(last):
        return name + last[len(name) :]
    return name


def _shared_head(first: str) -> str:
    found = re.match(r"^(?:每[千万百]?(?:10万|十万|常住)?(?:常住|户籍)?人口?(?:拥有)?|每百张床位|人均|次均|公立医院|基层医疗卫生机构|家庭医生)", first)
    return found.group() if found else ""
