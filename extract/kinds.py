"""Whether a value was reached (actual) or is to be reached (target): limit words, section, year and verbs tell."""

import re
from functools import lru_cache

from extract.binding import Bound
from extract.periods import Period

# Every choice begins with a character, a look behind comes after it: only then does `re` skip to the next candidate.
_TARGET_WORD = re.compile(
    r"力争|争取|确保|计(?<![依按]照计)划(?!生育|免疫|怀孕|完成情况|内|[,，、;；。”\"』》)的])|拟(?<![模虚]拟)(?!定)|预计|目标(?!人群|疾病|任务的)|将(?!近)|要(?:达到|到|实现|确保|在|把|完成|求|控制)|应达|须达|今后|下一步|下步|明年|年内要|今年要|不得低于|不得超过"
)


_ACTUAL_WORD = re.compile(
    r"已(?!婚)|实际|截[至止]|目前|现有|完成了|达到了|实现了|共(?<![公中]共)(?!同|享|建|识|产|济|性)|累计|[上去](?<![由从][上去])年|同比|顺利|圆满|荣获|增长了|下降了|较上年|比上年|底,|这些年|近年来|近几年|多年来"
)


_STRONG_TARGET = re.compile(
    r"力争|争(?<![计功共已]争)取(?!到|了|中央|上级|省级|国家|各[类级]|专项|资金|债券|预算)|计(?<![依按]照计)划(?!生育|免疫|怀孕|完成情况|内|[,，、;；。”\"』》)的])|拟(?<![模虚]拟)(?!定)|"
    r"预计|今后|下一步|明年|要(?:分别|全部)?(?:达到|实现|确保|完成)|将(?:分别|全部)?(?:达|增至|增加到|提升至|新增)"
)


_LIMIT_BEHIND = re.compile(
    r"的?(?:年度|控制|预期|规划|考核)?(?:目标|要求|标准线|控制线|任务指标|考核指标|上限|下限|警戒线|(?:红|底)线|(?:还)?差距)"
)
_OF_A_GOAL = re.compile(r"(?:目标|任务|计划)数?的$")  # 完成全年2000个目标的56.4%
# 检查任务10000人, 实现“十四五”目标(25%), 离自治区要求的4.5个
_GOAL_BEFORE = re.compile(
    r"(?<!完成)(?:检查|筛查|建设|接种|培训|年度|全年|目标)任务(?:数|量|人数)?(?:为|是)?$|目标值?[(（]$|(?:离|距|差)[^,，。;；]{0,14}(?:要求|规定|目标)的?$"
)
_PAST_IN_PLAN = re.compile(r"已(?!经?将)|截[至止]|目前|现有|去年|上年|这些年|近年来|近几年|多年来")
_UP_TO = re.compile(r"截[至止]|目前")
_UPTO_YEARS = re.compile(r"(?:^|[,，;；:：])(?:力争|争取|确保)?到20\d\d年[底末]?(?:、|和|与)(?:到)?20\d\d年")
_FAR = 160  # characters that a word of a plan reaches to the right within its clause
_UPTO_MASKED = re.compile(r"(?:^|[,，;；])(?:力争)?到20[\dxX×*＊○□_]{0,1}[xX×*＊○□_][\dxX×*＊○□_]{0,1}年")
_EXISTING_BEFORE = re.compile(r"发挥[^,，;；。]{0,12}$")
_EXISTING_BEHIND = re.compile(r"[^,，;；。]{2,20}?的?(?:优势|作用|龙头|引领)")


def kind_of(
    text: str,
    bound: Bound,
    section: str,
    period: Period | None,
    report_year: int | None,
    this_year: int | None = None,
    *,
    under_way: bool = False,
) -> tuple[str, str]:
    """'actual' or 'target', and what decided.

    `section`: the kind of the chapter, '' where it has none; `this_year`: the one that 今年 means; `under_way`:
    told late enough in that year for its figures to have come about.
    """
    quantity = bound.quantity
    beside = _said_beside(text, bound, period, report_year)
    if beside is not None:
        return beside
    opening = max(text.rfind(";", 0, quantity.start), text.rfind("。", 0, quantity.start)) + 1
    begins = max(opening, quantity.start - _FAR)
    clause = text[begins : quantity.start]
    promises, reports = _words_of(text)
    strong, past = _last(promises, begins, quantity.start), _last(reports, begins, quantity.start)
    if strong is not None and strong.group() == "预计" and (_is_over(period, report_year) or section == "actual"):
        return "actual", "estimate"  # 2019年卫生总费用预计达…: of what was
    counted = past is not None and past.group().startswith(("共", "累计", "已", "完成了"))
    future_year = not counted and _is_later(period, report_year)
    if future_year and (under_way or _UP_TO.search(clause) is not None):
        future_year = _is_later(period, this_year)
    if section == "target":
        if bound.from_value and not future_year:
            return "actual", "past_word"  # 从38个扩大到70个: what there is
        if past is not None and strong is None and not future_year and _PAST_IN_PLAN.match(past.group()):
            return "actual", "past_word"
        if _is_earlier(period, report_year):
            return "actual", "past_year"
        return "target", "section"
    if future_year:
        return "target", "future_year"
    if strong is not None and (past is None or past.start() < strong.start()):
        return "target", "word"
    if section == "" and past is None and _TARGET_WORD.search(clause):
        return "target", "word"
    return "actual", "section" if section else "default"


def _said_beside(text: str, bound: Bound, period: Period | None, report_year: int | None) -> tuple[str, str] | None:
    """What a limit, a 到 with years, or the use of what is there leaves no doubt about."""
    quantity = bound.quantity
    before = text[max(0, quantity.start - 24) : quantity.start]
    if before.endswith("的") and _OF_A_GOAL.search(before):
        return "actual", "existing"
    if _GOAL_BEFORE.search(before):
        return "target", "limit"
    if bound.limit or _LIMIT_BEHIND.match(text, quantity.stop):
        return "target", "limit"
    if report_year is None and period is not None and period.origin == "upto" and not bound.to_value:
        return "target", "upto_year"
    if "到20" in text[max(0, quantity.start - _FAR) : quantity.start]:
        if _UPTO_MASKED.search(text, max(0, quantity.start - 80), quantity.start):
            return "target", "upto_year"  # 到20xx年达到90%以上
        if _UPTO_YEARS.search(text, max(0, quantity.start - _FAR), quantity.start):
            return "target", "upto_year"  # 到2023年底和2030年,…分别不低于24%和30%
    if "发挥" in before and _EXISTING_BEFORE.search(before) and _EXISTING_BEHIND.match(text, quantity.stop):
        return "actual", "existing"  # 发挥8个国家级重点专科的优势: what is there already
    return None


@lru_cache(maxsize=2)  # asked for every figure of a sentence
def _words_of(text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """The words of a sentence that promise, and those that report."""
    return list(_STRONG_TARGET.finditer(text)), list(_ACTUAL_WORD.finditer(text))


def _last(words: list[re.Match[str]], start: int, end: int) -> re.Match[str] | None:
    return next((word for word in reversed(words) if word.end() <= end and word.start() >= start), None)


def _is_later(period: Period | None, report_year: int | None) -> bool:
    said = period is not None and report_year is not None and period.origin != "bulletin"
    return said and period.year > report_year  # type: ignore[union-attr,operator]


def _is_over(period: Period | None, report_year: int | None) -> bool:
    said = period is not None and report_year is not None and period.origin == "sentence"
    return said and period.year <= report_year  # type: ignore[union-attr,operator]


def _is_earlier(period: Period | None, report_year: int | None) -> bool:
    said = period is not None and report_year is not None and period.origin == "sentence"
    return said and period.year < report_year  # type: ignore[union-attr,operator]
