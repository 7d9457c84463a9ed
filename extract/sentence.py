"""One sentence to its mentions: quantities, their metrics, then region, period and kind."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from extract.binding import Bound, Carry, SentenceState, bind
from extract.domains import domain_of
from extract.layout import Sentence
from extract.linking import Metric
from extract.periods import BulletinPeriod, Period, read_marks, year_period
from extract.quantities import TO_GAP as _TO_GAP
from extract.quantities import Quantity, scan
from extract.regions import Region, level_word, regions_said, resolve
from extract.tables import Table, figures
from extract.text import Span
from extract.vocabulary import alternation
import itertools


@dataclass(slots=True)
class Mention:
    """A found indicator; offsets point into the stored text."""

    number_start: int
    number_end: int
    number_text: str
    value: float
    unit: str
    metric_text: str
    metric: Metric | None
    region_code: str | None
    period_start: date | None
    period_end: date | None
    kind: str
    measure: str
    comparator: str
    sentence_start: int
    sentence_end: int
    rule: str
    confidence: float
    domain: str


@dataclass(slots=True)
class Context:
    """What a sentence inherits from its bulletin, section and paragraph."""

    region: Region | None
    periods: BulletinPeriod
    genre: str
    carry: Carry
    health_bulletin: bool = True
    paragraph: int = -1
    paragraph_period: Period | None = None
    paragraph_region: Region | None = None
    paired_years: dict[int, Period] = field(default_factory=dict)
    last_period: tuple[int, Period | None] = (-1, None)  # where the value before ends, and its period
    from_period: Period | None = None  # the year that earlier from-to pairs of the paragraph start in


_PLACE_OPENING = re.compile(r"^(?:\[[^\]]{1,24}\])?(?:(?:19|20)\d\d年(?:度|末|底)?,?，?)?")
_UNCOUNTED = re.compile(
    r"^[^,，;；。:：、(（)）\d]{0,5}?(?:"
    + alternation("uncounted")
    + r")(?![\u4e00-\u9fff]|$)|^[^,，;；。:：、(（)）\d]{0,5}?(?:"
    + alternation("uncounted")
    + r")(?=的(?!优势|医院)|工作)"
)
_UNCOUNTED_UNITS = frozenset({"项", "条", "篇", "期", "部", "幅", "批", "批次", "块", "学分", "课时", "公里", "倍"})
_TIME_METRIC = re.compile(r"住院日|住院天数|床日|时间|时长|等候|反应|半径|候诊|工作日|平均.{0,6}天")
_AGE_METRIC = re.compile(r"寿命|期望")
_SCORE_METRIC = re.compile(r"满意度|得分|评分|分值|成绩|考核|指数|总分|均分")
_PER = re.compile(r"每(?:个)?(?:约)?$|平均每$")
_RANK = re.compile(r"(?:前|排名|排|位列|位居|居|名列|第)(?:全[国省市县区])?(?:第)?$")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_AGED = re.compile(
    r"^(?:及|组|的?(?:老|儿|妇|人(?!均)|居|男|女|青|少年|适龄|群|学|孩|婴|幼|患|城|农|户|低|孤|失|高龄))"
)
_TAIL_QUALIFIES = re.compile(r"^(?:的)?(?:目标|要求|标准|水平|任务|控制)|^[,，;；。、)）!！]|^$|^的")
_BED_CLASS = re.compile(r"(?:及?以上|以下)?(?:床位|病床)?的?(?:医院|医疗机构|机构|综合医院)")
_LIST_NUMBER_AFTER = re.compile(r"^[.、)）](?!\d)")


def _is_candidate(text: str, quantity: Quantity, index: int, quantities: list[Quantity]) -> bool:
    """Whether a numeral can state an indicator at all; ages, durations, ranks, labels and scopes cannot."""
    before = text[max(0, quantity.start - 16) : quantity.start]
    after = text[quantity.stop : quantity.stop + 8]
    kind = quantity.unit_class
    if _PER.search(before) or before.endswith(("第", "No.", "NO.")):
        return False
    if kind in ("rate", "point", "zero"):
        return True
    if kind == "":
        return _bare_candidate(text, quantity, before, after)
    if kind == "age":
        named = _AGE_METRIC.search(text[max(0, quantity.start - 60) : quantity.start])
        tail = text[quantity.unit_end : quantity.stop]
        return (
            named is not None
            and (tail in ("", "左右") or not after or not _CJK.match(after))
            and not _AGED.match(after)
        )
    if kind == "time":
        if after.startswith(("月", "工作日", "一", "制", "连续", "值班", "在线")):
            return False
        return _TIME_METRIC.search(text[max(0, quantity.start - 24) : quantity.start]) is not None
    if kind == "score":
        return _SCORE_METRIC.search(text[max(0, quantity.start - 30) : quantity.start]) is not None
    if kind == "length":
        return False
    if kind == "item" and after.startswith(
        ("月", "百分", "工作日", "小时", "不", "统一", "必须", "严禁", "季度", "学时", "自然", "交易")
    ):
        return False
    if _RANK.search(before[-4:]) and quantity.unit in ("人", "个", "家", "所"):
        return False
    if quantity.unit in _UNCOUNTED_UNITS:
        return False
    tail = text[quantity.unit_end : quantity.stop]
    if tail in ("以上", "以下", "及以上", "以内") and not _TAIL_QUALIFIES.match(after):
        return False
    if kind in ("item", "visit") and _UNCOUNTED.match(after + text[quantity.stop + 8 : quantity.stop + 14]):
        return False
    if kind == "bed" and _BED_CLASS.match(text, quantity.unit_end):
        return False
    return not (kind == "item" and before.endswith("在") and after[:1] not in "，,。;；")


_PEOPLE_AFTER = re.compile(r"^的?[^,，;；。、\d]{0,14}?(?:人|妇女|群众|居民|儿童|农民|老人|患者|学生|职工|人口)")
_MONEY_BEFORE = re.compile(r"(?:资金|投资|投入|收入|经费|费用|金额|补助|支出)[^,，;；。\d]{0,6}$")
_TO_VERB = re.compile(
    r"(?:逐步|稳步|进一步)?(?:提高|提升|上升|增加|扩大|延长|下降|降低|减少|缩短|压缩|升|降|增|减)(?:到|至|为)"
)
_BARE_LEAD = re.compile(
    r"(?:率|占比|比例|比重|水平|总数|人数|例数|人次|床位数|数|指数|性别比|比|满意度)(?:的)?(?:已|均|分别|都|约|仅|高)*(?:为|达到?|是|至|到|[:：]|控制在|提高到|下降到|上升到|降至|升至|不低于|不超过|超过|近|约|由|从)+$|(?:率|占比|比例)$|覆盖(?:到|了)?$|[（(]?占"
)
_BARE_UNIT = (
    (re.compile(r"(?:人次)(?:数)?"), ("人次", "visit")),
    (re.compile(r"例数"), ("例", "case")),
    (re.compile(r"床位数"), ("张", "bed")),
    (re.compile(r"人数|患者数|医师数|护士数|医生数"), ("人", "person")),
    (re.compile(r"户数"), ("户", "household")),
)


_VISITS_AFTER = re.compile(r"(?:诊疗|门诊|门急诊|住院|入院|出院)(人次|床日)")


def _bare_candidate(text: str, quantity: Quantity, before: str, after: str) -> bool:
    """A numeral without a unit: a lost percent sign after a rate, a count whose name says what is counted."""
    if quantity.value != quantity.number and re.search(
        r"人次数?(?:已|共|累计|分别|达到?|为|约|近|突破|超过|增加到?|提高到?|上升到?|至|到|其中|[:：,，])*$", before
    ):
        quantity.unit, quantity.unit_class = "人次", "visit"
        return True
    if quantity.value != quantity.number and re.search(
        r"(?:人数|患者数|病人数|总人口|人口)(?:已|共|为|达到?|约|近)*$", before
    ):
        quantity.unit, quantity.unit_class = "人", "person"
        return True
    if re.search(r"千人口.{0,6}率(?:为|达到?|[:：])?$", before):
        quantity.unit, quantity.unit_class = "‰", "rate"
        return True
    if quantity.value != quantity.number and re.search(
        r"(?:总数|个数|托位数|机构数)(?:已|共|为|达到?|约|近)*$", before
    ):
        quantity.unit, quantity.unit_class = "个", "item"
        return True
    if quantity.value >= 10000 and quantity.value != quantity.number:
        people = _PEOPLE_AFTER.match(text[quantity.stop : quantity.stop + 24])
        if people:
            quantity.unit, quantity.unit_class = "人", "person"
            return True
        if _MONEY_BEFORE.search(before):
            quantity.unit, quantity.unit_class = "元", "money"
            return True
    counted = _VISITS_AFTER.match(after)
    if counted:
        quantity.unit, quantity.unit_class = counted.group(1), "visit"
        return True
    if _LIST_NUMBER_AFTER.match(after) and quantity.start < 4:
        return False
    if (
        after
        and after[0] not in ",，;；。、)）(!！ 的以"
        and not _TO_VERB.match(after)
        and not after.startswith(("左右", "以上", "以下", "多的", "余"))
    ):
        return False
    lead = _BARE_LEAD.search(before)
    if lead is None:
        return False
    word = lead.group()
    if re.search(r"率|占|比例|比重|水平|覆盖", word) and "性别比" not in before:
        if quantity.value > 100 or (quantity.value != quantity.number):
            return False
        quantity.unit, quantity.unit_class, quantity.unit_lost = "%", "rate", True
        return True
    for pattern, (unit, unit_class) in _BARE_UNIT:
        if pattern.search(before[-8:]):
            quantity.unit, quantity.unit_class = unit, unit_class
            return True
    if "性别比" in before:
        quantity.unit, quantity.unit_class = "女=100", "ratio"
        return True
    if word.startswith(("数", "总数")):
        quantity.unit, quantity.unit_class = "个", "item"
        return True
    return False


_TARGET_WORD = re.compile(
    r"力争|争取|确保|(?<![依按]照)计划(?!生育|免疫|怀孕|完成情况|内)|拟(?!定)|预计|目标(?!人群|疾病|任务的)|将(?!近)|要(?:达到|实现|确保|在|把|完成|求|控制)|应达|须达|今后|下一步|下步|明年|年内要|今年要|不得低于|不得超过"
)
_ACTUAL_WORD = re.compile(
    r"已(?!婚)|实际|截[至止]|目前|现有|完成了|达到了|实现了|共(?!同|享|建|识|产)|累计|上年|去年|同比|顺利|圆满|荣获|增长了|下降了|较上年|比上年|底,"
)
_CLAUSE = re.compile(r"[;；。]")
_STRONG_TARGET = re.compile(
    r"力争|争取|(?<![依按]照)计划(?!生育|免疫|怀孕|完成情况|内)|拟(?!定)|预计|今后|下一步|明年|要(?:达到|实现|确保|完成)"
)


_LIMIT_BEHIND = re.compile(r"的?(?:年度|控制|预期|规划|考核)?(?:目标|要求|标准线|控制线|任务指标|考核指标)")


def _kind(text: str, bound: Bound, section: str, period: Period | None, report_year: int | None) -> tuple[str, str]:
    quantity = bound.quantity
    after = text[quantity.stop : quantity.stop + 10]
    if bound.limit or _LIMIT_BEHIND.match(after):
        return "target", "limit"
    clause = _CLAUSE.split(text[max(0, quantity.start - 60) : quantity.start])[-1]
    strong = None
    for strong in _STRONG_TARGET.finditer(clause):
        pass
    past = None
    for past in _ACTUAL_WORD.finditer(clause):
        pass
    if report_year is None and period is not None and period.origin == "upto" and not bound.to_value:
        return "target", "upto_year"
    counted = past is not None and past.group().startswith(("共", "累计", "已", "完成了"))
    future_year = (
        not counted
        and period is not None
        and report_year is not None
        and period.origin != "bulletin"
        and period.year > report_year
    )
    if section == "target":
        if (
            past is not None
            and strong is None
            and not future_year
            and re.match(r"已(?!经?将)|截[至止]|目前|现有|去年|上年", past.group())
        ):
            return "actual", "past_word"
        if period is not None and period.origin == "sentence" and report_year is not None and period.year < report_year:
            return "actual", "past_year"
        return "target", "section"
    if future_year:
        return "target", "future_year"
    if strong is not None and (past is None or past.start() < strong.start()):
        return "target", "word"
    if section == "" and past is None:
        weak = None
        for weak in _TARGET_WORD.finditer(clause):
            pass
        if weak is not None:
            return "target", "word"
    return "actual", "section" if section else "default"


def read_sentence(folded: str, original: str, sentence: Sentence, context: Context) -> tuple[list[Mention], int, int]:
    """Mentions of one sentence, with the numerals it has and the quantities that found no metric."""
    span = Span(folded, sentence.start, sentence.end)
    text = span.text
    quantities, marks, seen = scan(text)
    if sentence.paragraph != context.paragraph:
        context.paragraph, context.paragraph_period, context.paragraph_region = sentence.paragraph, None, None
        context.from_period = None
        context.carry = Carry(topic=_topic(folded, sentence.topic))
    if sentence.year_said and context.periods.now is not None and context.paragraph_period is None:
        context.paragraph_period = year_period(context.periods.now - (sentence.year_said == "去年"))
    if sentence.topic is not None:
        context.carry.topic = _topic(folded, sentence.topic)
    base_year = context.periods.year
    said = read_marks(text, marks, _base_year(context, sentence)) if marks or base_year else []
    candidates: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        if (
            not quantity.unit
            and candidates
            and candidates[-1].unit
            and _TO_GAP.match(text[candidates[-1].stop : quantity.start])
        ):
            quantity.borrow_unit(candidates[-1], 1.0)
            quantity.comparator = ""
            candidates.append(quantity)
            continue
        if not quantity.unit and candidates and _BASE_BEFORE.search(text, max(0, quantity.start - 12), quantity.start):
            quantity.borrow_unit(candidates[-1], 1.0)
            quantity.comparator = ""
        if _is_candidate(text, quantity, index, quantities):
            candidates.append(quantity)
        elif candidates and text[candidates[-1].stop : quantity.start] in ("-", "~", "—", "——", "至"):
            candidates.pop()  # 100~199张床位医院: the range as a whole counts nothing
    if not candidates:
        _carry_period(said, context)
        return [], seen, 0
    carry = context.carry
    carry.items, carry.part_mode, carry.parent, carry.from_open, carry.ranked = [], False, None, False, ""
    bounds = bind(SentenceState(text, candidates, carry))
    reporting = context.paragraph_region or context.region
    turns = regions_said(text, reporting, base_year)
    opening = _PLACE_OPENING.match(text)
    if sentence.first and opening and turns and turns[0][0] == opening.end() and turns[0][2] - turns[0][0] > 2:
        named = resolve(text[turns[0][0] : turns[0][2]], base_year, context.region.code if context.region else None)
        if named is not None and named.level != "country":
            context.paragraph_region = named
    paired = _pair_regions(text, bounds, turns)
    context.paired_years = _pair_years(text, bounds, said)
    mentions: list[Mention] = []
    unmatched = 0
    for bound in bounds:
        if not bound.metric_text or len(bound.metric_text) < 2:
            unmatched += 1
            continue
        mentions.append(
            _mention(original, text, span, sentence, context, bound, said, turns, paired.get(bound.quantity.start))
        )
    _carry_period(said, context)
    _carry_metric(bounds, span, carry)
    return mentions, seen, unmatched


_TOPIC_FRAME = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.是]+)?(?:实施好?|做好|抓好|推进|加强|落实|完善|深化|开展|巩固|提升|全面|深入|扎实|持续|继续)*"
    r"|(?:做实做细|有序推进|稳步推进|扎实推进|持续推进|全面加强|工作|制度|情况|方面|任务|建设)+[。:]?$"
)


def _topic(folded: str, place: tuple[int, int] | None) -> str:
    """What a paragraph is about, for heads that name no subject: 实施好新型农村合作医疗制度 -> 新型农村合作医疗."""
    if place is None:
        return ""
    topic = _TOPIC_FRAME.sub("", folded[place[0] : place[1]].strip())
    return topic if 3 <= len(topic) <= 14 and not re.search(r"[,，、。:]", topic) else ""


def _absolute(span: Span, place: tuple[int, int] | None) -> tuple[int, int] | None:
    if place is None:
        return None
    return span.offset(max(0, place[0])), span.end_offset(min(max(place[1], 1), len(span.text)))


def _carry_metric(bounds: list[Bound], span: Span, carry: Carry) -> None:
    """Leave the sentence's metrics to the next one, their places as offsets into the stored text."""
    if carry.at is not None:
        carry.at_absolute, carry.at = _absolute(span, carry.at), None
    level = next((bound for bound in reversed(bounds) if bound.measure == "level" and bound.metric_text), None)
    if level is not None:
        place = level.carried_absolute or _absolute(span, level.phrase_at or level.carried_from)
        carry.last_level = replace(level, phrase_at=None, carried_from=None, carried_absolute=place, bracket_end=-1)


_YEAR_BEHIND = re.compile(r"[(（]((?:19|20)\d\d)年?(?:度)?[)）]")
_BASE_BEFORE = re.compile(r"(?:比|较|与|同)(?:((?:19|20)\d\d)年(?:度|末|底)?|[上去]一?年(?:末|底|同期)?)的?$")
_YEAR_AGO = re.compile(r"(?:[上去]一?年(?:同期)?|上年末)(?:为|是)?[(（]$")


_COMMA = re.compile(r"[,，;；。:：]")


def _clause_around(text: str, quantity: Quantity) -> str:
    """The clause of a numeral, with the list before it."""
    marks = [mark.end() for mark in _COMMA.finditer(text, max(0, quantity.start - 60), quantity.start)]
    after = _COMMA.search(text, quantity.stop, quantity.stop + 30)
    return text[marks[-1] if marks else max(0, quantity.start - 60) : after.start() if after else quantity.stop + 12]


def read_table(original: str, table: Table, context: Context, section: str) -> list[Mention]:
    """Mentions of a table; the row that a figure stands in is its sentence."""
    mentions = []
    reporting = context.region
    for figure in figures(table, reporting, context.periods.year):
        period = context.periods.planned if section == "target" else context.periods.reported
        period_rule = "bulletin"
        if figure.year is not None:
            period, period_rule = Period(date(figure.year, 1, 1), date(figure.year, 12, 31)), "table"
        region = figure.region or reporting
        target = figure.target if figure.target is not None else section == "target"
        if period is not None and context.periods.year is not None and period_rule == "table" and figure.target is None:
            target = period.year > context.periods.year
        text = original[figure.line[0] : figure.line[1]]
        mentions.append(
            Mention(
                figure.start,
                figure.end,
                original[figure.start : figure.end],
                figure.value,
                figure.unit,
                figure.metric_text,
                figure.metric,
                region.code if region else None,
                period.start if period else None,
                period.end if period else None,
                "target" if target else "actual",
                figure.measure,
                figure.comparator,
                *figure.line,
                f"metric=table:{table.number}:{figure.row}:{figure.column} region={'table' if figure.region else 'bulletin'} "
                f"period={period_rule} kind={'table' if figure.target is not None else 'section'}",
                round(
                    (0.85 if figure.metric else 0.7) - (0.1 if region is None else 0) - (0.1 if period is None else 0),
                    2,
                ),
                domain_of(
                    figure.metric_text,
                    text,
                    catalogued=figure.metric is not None,
                    health_bulletin=context.health_bulletin,
                ),
            )
        )
    return mentions


_REGION_LIST = re.compile(r"^(?:、|和|与|及|以及)$")


def _pair_regions(text: str, bounds: list[Bound], turns: list[tuple[int, str | None, int]]) -> dict[int, str]:
    """四子王旗、化德县分别判定疫鼠4只、3只: regions and values pair in order; numeral start -> code."""
    paired: dict[int, str] = {}
    run: list[tuple[int, str | None, int]] = []
    for turn in [*turns, (len(text) + 9, None, 0)]:
        if run and _REGION_LIST.match(text[run[-1][2] : turn[0]]):
            run.append(turn)
            continue
        if len(run) > 1 and "分别" in text[run[-1][2] : run[-1][2] + 24]:
            values = [bound for bound in bounds if bound.quantity.start > run[-1][2]][: len(run)]
            gaps = [text[a.quantity.stop : b.quantity.start] for a, b in itertools.pairwise(values)]
            if len(values) == len(run) and all(gap in ("、", "和", "与", "及", ",") for gap in gaps):
                paired.update({v.quantity.start: r[1] for v, r in zip(values, run, strict=True) if r[1]})
        run = [turn]
    return paired


def _pair_years(text: str, bounds: list[Bound], said: list[Period]) -> dict[int, Period]:
    """2020年、2021年…分别为23.1%、25.1%: years and values pair in order; numeral start -> period."""
    paired: dict[int, Period] = {}
    for index, first in enumerate(said):
        run = [first]
        for following in said[index + 1 :]:
            if not _REGION_LIST.match(text[run[-1].stop : following.at]):
                break
            run.append(following)
        if len(run) > 1 and "分别" in text[run[-1].stop :]:
            values = [bound for bound in bounds if bound.quantity.start > run[-1].stop][: len(run)]
            gaps = [text[a.quantity.stop : b.quantity.start] for a, b in itertools.pairwise(values)]
            if len(values) == len(run) and all(gap in ("、", "和", "与", "及") for gap in gaps):
                paired.update({v.quantity.start: p for v, p in zip(values, run, strict=True)})
            break
    return paired


def _base_year(context: Context, sentence: Sentence) -> int | None:
    if context.periods.now is not None:
        return context.periods.now
    if sentence.section == "target" and context.periods.planned is not None:
        return sentence.plan_year or context.periods.planned.year
    return context.periods.year


def _carry_period(said: list[Period], context: Context) -> None:
    for period in said:
        if period.origin == "upto" or (period.start.month == 1 and period.end.month not in (12,)):
            context.paragraph_period = period
        elif period.relative and context.periods.now is not None:
            context.paragraph_period = period if period.year < context.periods.now else None


def _period(
    text: str, bound: Bound, said: list[Period], sentence: Sentence, context: Context
) -> tuple[Period | None, str]:
    start = bound.quantity.start
    before = [period for period in said if period.stop <= start]
    if bound.quantity.start in context.paired_years:
        return context.paired_years[bound.quantity.start], "each"
    bracket = _YEAR_BEHIND.match(text, bound.quantity.stop)
    if bracket:
        year = int(bracket.group(1))
        return Period(date(year, 1, 1), date(year, 12, 31)), "bracket"
    base = _BASE_BEFORE.search(text, max(0, start - 12), start)
    if base is not None and base.group(1):
        year = int(base.group(1))
        return Period(date(year, 1, 1), date(year, 12, 31)), "base"
    if base is not None and context.periods.year:
        year = (before[-1].year if before else context.periods.year) - 1
        return Period(date(year, 1, 1), date(year, 12, 31)), "base"
    if _YEAR_AGO.search(text, max(0, start - 8), start) and context.periods.year:
        year = (before[-1].year if before else context.periods.year) - 1
        return Period(date(year, 1, 1), date(year, 12, 31)), "year_ago"
    if bound.from_value:
        own = [period for period in before if period.at >= bound.lead_start] or [
            p for p in before if _inside_from(text, p)
        ]
        if own:
            context.from_period = own[-1]
            return own[-1], "sentence"
        return (context.from_period, "from_before") if context.from_period else (None, "from")
    if bound.to_value:
        before = [period for period in before if not _inside_from(text, period)]
    else:
        before = [period for period in before if not _inside_from(text, period)]
    if before:
        return before[-1], "sentence"
    after = [period for period in said if period.at >= bound.quantity.stop]
    if context.paragraph_period is not None:
        return context.paragraph_period, "paragraph"
    if sentence.section == "target":
        if sentence.plan_year:
            return Period(date(sentence.plan_year, 1, 1), date(sentence.plan_year, 12, 31)), "section"
        if context.periods.planned is not None:
            return context.periods.planned, "bulletin"
    del after
    return context.periods.reported, "bulletin"


def _inside_from(text: str, period: Period) -> bool:
    return (
        text[max(0, period.at - 1) : period.at] in ("由", "从", "自")
        or (text[period.stop : period.stop + 1] == "的"
        and text[max(0, period.at - 2) : period.at].endswith(("由", "从", "较", "比")))
    )


_AVERAGE_OF = re.compile(
    r"(全国|全省|全自治区|全区|全市|全州|我国)的?(?:同期|同类)?的?平均(?:水平|值|数)?(?:为|是|的)?\(?$"
)


def _mention(
    original: str,
    text: str,
    span: Span,
    sentence: Sentence,
    context: Context,
    bound: Bound,
    said: list[Period],
    turns: list[tuple[int, str | None, int]],
    paired: str | None,
) -> Mention:
    quantity = bound.quantity
    period, period_rule = _period(text, bound, said, sentence, context)
    joined = bound.rule in ("each", "list") and text[context.last_period[0] : quantity.start] in (
        "、",
        "和",
        "与",
        "及",
    )
    if joined and period_rule == "bulletin":
        period, period_rule = context.last_period[1], "list"
    context.last_period = (quantity.stop, period)
    reporting = context.paragraph_region or context.region
    region_code = reporting.code if reporting is not None else None
    region_rule = "paragraph" if context.paragraph_region else "bulletin" if region_code else "none"
    turned = [turn for turn in turns if turn[0] < quantity.start]
    if turned:
        region_code, region_rule = turned[-1][1], f"said@{span.offset(turned[-1][0])}:{span.end_offset(turned[-1][2])}"
    average = _AVERAGE_OF.search(text, max(0, quantity.start - 16), quantity.start)
    if average is not None and bound.measure == "level":
        region_code, region_rule = level_word(average.group(1), reporting), "average"
    if paired is not None:
        region_code, region_rule = paired, "each"
    kind, kind_rule = _kind(text, bound, sentence.section, period, context.periods.year)
    if (
        kind == "target"
        and period_rule == "bulletin"
        and sentence.section != "target"
        and context.periods.reported is not None
    ):
        period = context.periods.reported
    start, end = span.offset(quantity.start), span.end_offset(quantity.end)
    value = quantity.value * bound.sign if bound.sign < 0 else quantity.value
    rule = f"metric={bound.rule}"
    place = bound.carried_absolute or _absolute(span, bound.carried_from or bound.phrase_at)
    if place is not None:
        rule += f"@{place[0]}:{place[1]}"
    rule += f" region={region_rule} period={period_rule} kind={kind_rule}"
    return Mention(
        start,
        end,
        original[start:end],
        value,
        quantity.unit,
        bound.metric_text,
        bound.metric,
        region_code,
        period.start if period else None,
        period.end if period else None,
        kind,
        bound.measure,
        bound.comparator,
        sentence.start,
        sentence.end,
        rule,
        _confidence(bound, region_code, period),
        domain_of(
            bound.metric_text,
            _clause_around(text, quantity),
            catalogued=bound.metric is not None,
            health_bulletin=context.health_bulletin,
        ),
    )


_RULE_CONFIDENCE = {
    "before": 0.9,
    "each": 0.88,
    "to": 0.88,
    "zero": 0.85,
    "carried": 0.8,
    "ellipsis": 0.8,
    "list": 0.75,
    "share_of": 0.8,
    "share": 0.75,
    "both": 0.8,
    "part": 0.78,
    "right": 0.72,
    "carried_sentence": 0.6,
    "heading": 0.5,
}


def _confidence(bound: Bound, region_code: str | None, period: Period | None) -> float:
    score = _RULE_CONFIDENCE.get(bound.rule, 0.5)
    if bound.metric is not None:
        score += 0.07
    if region_code is None:
        score -= 0.1
    if period is None and not bound.from_value:
        score -= 0.1
    return round(max(0.05, min(score, 0.99)), 2)
