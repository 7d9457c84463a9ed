"""The period that a value describes: said beside it, carried in its paragraph, or the bulletin's own."""

import math
import re

from extract.binding import Bound
from extract.candidates import BASE_BEFORE
from extract.context import Context
from extract.periods import PLANS, Period, year_period
from extract.sections import Sentence
from extract.text import in_closed_bracket

_YEAR_BEHIND = re.compile(r"[(（]((?:19|20)\d\d)年?(?:度)?[)）]")


_YEAR_AGO = re.compile(
    r"(?:[上去]一?年(?:同期)?|上年末)(?:为|是)?[(（]$|[(（](?:[上去]年)?同期(?:为|是)?$|[,，;；(（][上去]一?年同期(?:只有|仅?为|是)$"
)


_REGION_LIST = re.compile(r"^(?:、|和|与|及|以及)$")


def pair_years(text: str, bounds: list[Bound], said: list[Period]) -> dict[int, Period]:
    """2020年、2021年…分别为23.1%、25.1%: years and values pair in order; numeral start -> period."""
    paired: dict[int, Period] = {}
    for index, first in enumerate(said):
        run = [first]
        for following in said[index + 1 :]:
            if not _REGION_LIST.match(text[run[-1].stop : following.at]):
                break
            run.append(following)
        if len(run) > 1 and (first.origin == "upto" or "分别" in text[run[-1].stop :]):
            values = [bound for bound in bounds if bound.quantity.start > run[-1].stop]
            for group in _in_rows(text, values):  # 到2020年和2025年,A率分别下降10%和15%,B率分别…
                if len(group) == len(run):
                    paired.update({v.quantity.start: p for v, p in zip(group, run, strict=True)})
            break
    return paired


def _in_rows(text: str, values: list[Bound]) -> list[list[Bound]]:
    """The values with nothing but a mark or 和 between them, row by row."""
    rows: list[list[Bound]] = []
    for value in values:
        if rows and text[rows[-1][-1].quantity.stop : value.quantity.start] in ("、", "和", "与", "及"):
            rows[-1].append(value)
        else:
            rows.append([value])
    return rows


def base_year(context: Context, sentence: Sentence) -> int | None:
    if context.periods.now is not None:
        return context.periods.now
    if sentence.section == "target" and context.periods.planned is not None:
        return sentence.planned.year if sentence.planned else context.periods.planned.year
    if sentence.section == "actual" and context.genre == "plan" and context.periods.reported is not None:
        return context.periods.reported.year  # what a plan looks back on first
    return context.periods.year


# 10月12日,国家卫生健康委发布《…公报》: the day of the news, not of its figures
_TOLD_THAT_DAY = re.compile(r"[,，]?[^。;；]{0,30}?(?:发布|印发|召开|举行|获悉|通报|消息|公布|介绍)")
_OPENS = 1  # where the year of a sentence that opens with it stands


def carry_period(text: str, said: list[Period], context: Context, sentence: Sentence) -> None:
    for period in said:
        if _TOLD_THAT_DAY.match(text, period.stop) or _of_a_bracket(text, period, len(text)):
            continue
        if _is_base(text, period, len(text)):
            continue
        if period.origin == "upto" or (period.start.month == 1 and period.end.month not in (12,)):
            context.paragraph_period = period
        elif period.relative and context.periods.now is not None:
            context.paragraph_period = period if period.year == context.periods.year else None
        elif _opens_sentence(period, sentence, context):
            # 2012年,全市共有…: the sentences that follow in the paragraph are of that year too
            context.paragraph_period = None if period == context.periods.reported else period


def _opens_sentence(period: Period, sentence: Sentence, context: Context) -> bool:
    """Whether a printed year opens its paragraph; in a chronicle, which reports on no one year, its sentence."""
    opens = period.at <= _OPENS and period.origin == "sentence" and not period.relative
    return opens and (sentence.first or context.periods.reported is None)


_BASE_BEHIND = re.compile(
    r"年?(?:度|末|底)?的?[^,，。;；\d]{0,6}\d[\d.]*[^,，。;；\d]{0,6}(?:10万)?[^,，。;；\d]{0,4}基础上"
)


def _is_base(text: str, period: Period, until: int) -> bool:
    """在2022年84.7%的基础上提高1个百分点: the year is of the first figure alone."""
    found = _BASE_BEHIND.match(text, period.stop)
    return found is not None and found.end() <= until


def _of_a_bracket(text: str, period: Period, until: int) -> bool:
    """Whether a year belongs to a figure of the bracket it stands in: (全国2017年5.72张), but not (2040年前后)."""
    if not in_closed_bracket(text, period.at, until):
        return False
    return any(char.isdigit() for char in text[period.stop : text.find(")", period.stop)])


def period_of(
    text: str, bound: Bound, said: list[Period], sentence: Sentence, context: Context
) -> tuple[Period | None, str]:
    """The period of one value, and where it was found; None where the bulletin does not tell."""
    start = bound.quantity.start
    if start in context.paired_years:
        return context.paired_years[start], "each"
    before = [p for p in said if p.stop <= start and not _of_a_bracket(text, p, start) and not _is_base(text, p, start)]
    printed = _year_beside(text, bound, before, context)
    if printed is not None:
        return printed
    if bound.from_value:
        return _period_of_first(text, bound, before, context)
    before = [period for period in before if not _inside_from(text, period) and not _of_an_event(text, period, start)]
    if before:
        span = before[-1]
        return (year_period(span.year) if bound.to_value and _is_span(text, span) else span), "sentence"
    if context.year_masked_until <= start:
        return None, "masked"
    if context.paragraph_period is not None:
        return context.paragraph_period, "paragraph"
    if sentence.section == "target":
        if sentence.planned is not None:
            return sentence.planned, "section"
        if context.periods.planned is not None:
            return context.periods.planned, "bulletin"
    return context.periods.reported, "bulletin"


_EVENT_BEHIND = re.compile(r"(?:正式)?(?:挂牌|揭牌|成立|启动|开业|投用|启用|获批|开工|印发|出台|组建)")


def _of_an_event(text: str, period: Period, at: int) -> bool:
    """Whether a date tells when something happened once: 总医院于2020年9月挂牌,整合13个乡镇卫生院."""
    found = _EVENT_BEHIND.match(text, period.stop)
    return found is not None and any(mark in text[found.end() : at] for mark in "，,;")


_MASKED_YEAR = re.compile(
    r"(?<!\d)(?:20|19|2)[\dxX×*＊○□_]{0,2}[xX×*＊○□_][\dxX×*＊○□_]{0,2}年|(?<![\d人个])[xX×*＊○□]{2,4}年(?!来|以)"
)
_MASK = re.compile("[xX×*＊○□_]")


def masked_year_end(text: str) -> float:
    """Where the first masked year (20xx年) of a compact sentence ends; infinity where it has none."""
    found = _MASKED_YEAR.search(text) if _MASK.search(text) else None
    return found.end() if found else math.inf


_BASE_AND = re.compile(
    r"[比较](?:20\d\d年(?:度|末|底)?的?\d[^,，。;；、]{1,10}[、和与及])+(20\d\d)年(?:度|末|底)?的?$"
)  # 较2022年的27.5%和2021年的22.6%
# 提前一年实现“十四五”目标(25%), 离“十四五”要求的4.5个
_PLAN_GOAL = re.compile(r"(十[一二三四五]?)五[”\"]?(?:规划|期末)?的?(?:目标|要求|规定)值?(?:为|是|的)?[(（]?$")


def _year_beside(text: str, bound: Bound, before: list[Period], context: Context) -> tuple[Period, str] | None:
    """A year that belongs to this value alone: 95.1%(2020年), 比2019年的4.6‰, 上年为(92.3%)."""
    start = bound.quantity.start
    bracket = _YEAR_BEHIND.match(text, bound.quantity.stop)
    if bracket:
        return year_period(int(bracket.group(1))), "bracket"
    goal = _PLAN_GOAL.search(text, max(0, start - 14), start)
    if goal is not None and goal.group(1) in PLANS:
        return year_period(PLANS[goal.group(1)] + 4), "sentence"
    base = BASE_BEFORE.search(text, max(0, start - 12), start) or _BASE_AND.search(text, max(0, start - 36), start)
    if base is not None and base.group(1):
        return year_period(int(base.group(1))), "base"
    year = before[-1].year if before else context.periods.year
    if not context.periods.year or year is None:
        return None
    if base is not None:
        return year_period(year - 1), "base"
    return (year_period(year - 1), "year_ago") if _YEAR_AGO.search(text, max(0, start - 8), start) else None


def _is_span(text: str, period: Period) -> bool:
    """2015—2019年: years that are printed, not those of a plan (“十三五”期间)."""
    return period.start.year < period.year and text[period.at : period.at + 4].isdigit()


def _period_of_first(text: str, bound: Bound, before: list[Period], context: Context) -> tuple[Period | None, str]:
    """The first value of a pair has a period only if the text tells it: 由2017年的15%提高到40%."""
    begins = max(text.rfind(mark, bound.lead_start, bound.quantity.start) for mark in "由从")
    own = [period for period in before if period.at >= max(bound.lead_start, begins)]  # not of 今年标准由240元提高到…
    own = own or [period for period in before if _inside_from(text, period)]
    if own:
        context.from_period = own[-1]
        return own[-1], "sentence"
    if before and _is_span(text, before[-1]):
        return year_period(before[-1].start.year), "sentence"  # 2015—2019年,…从76.3岁提高到77.3岁
    return (context.from_period, "from_before") if context.from_period else (None, "from")


def _inside_from(text: str, period: Period) -> bool:
    before = text[max(0, period.at - 2) : period.at]
    return before[-1:] in ("由", "从", "自") or (
        text[period.stop : period.stop + 1] == "的" and before.endswith(("由", "从", "较", "比"))
    )
