"""What time a figure describes: dates as printed, 今年, 去年, 上半年, 十四五 resolved from the bulletin's own year."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from extract.quantities import DateMark
from extract.vocabulary import dated_events


@dataclass(frozen=True, slots=True)
class Period:
    """An interval, both ends included, and where in the sentence it is said (-1: inherited)."""

    start: date
    end: date
    at: int = -1
    stop: int = -1
    origin: str = "bulletin"
    relative: bool = False  # said as 去年, 今年 ...

    @property
    def year(self) -> int:
        """The year of the period's end."""
        return self.end.year


_YEAR = re.compile(r"(?:1[89]|2[01])\d\d")
_TO_SHORT_YEAR = re.compile(r"((?:1[89]|2[01])\d\d)[-—~至到](\d\d)年")
_MONTH = re.compile(r"(\d{1,2})(?=月|[-—~至到])")
_DAY = re.compile(r"月份?(\d{1,2})")
_UP_TO_A_DAY = re.compile(r"[底末日号]")


_UPTO = re.compile(r"截[至止]到?|至|到$")
_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    leap = month == 2 and ((year % 4 == 0 and year % 100 != 0) or year % 400 == 0)
    return date(year, month, 29 if leap else _LAST_DAY[month - 1])


def year_period(year: int, **place: Any) -> Period:
    """The whole of a year."""
    return Period(date(year, 1, 1), date(year, 12, 31), **place)


PLANS = {  # the first year of each five-year plan
    "六": 1981,
    "七": 1986,
    "八": 1991,
    "九": 1996,
    "十": 2001,
    "十一": 2006,
    "十二": 2011,
    "十三": 2016,
    "十四": 2021,
    "十五": 2026,
}
_WORDS = re.compile(
    r"[“\"]?(?P<plan>十[一二三四五]?|[六七八九])五[”\"]?(?:规划)?(?:(?P<end_of_plan>期?末)|(?=期间|时期|以来|规划(?!项目|确定|收官|目标|任务|指标|纲要)|,|，))"
    r"|(?P<relative>今年|本年度?|当年|去年|上年|上一年|前年|明年|来年|下一?年)(?P<half1>上半年|下半年|[一二三四]季度|前三季度)?"
    r"|(?P<half>上半年|下半年|第?[一二三四]季度|前三季度)"
)
_ANY_WORD = re.compile("五|今年|本年|当年|去年|上年|上一年|前年|明年|来年|下年|下一年|半年|季度")  # found fast
_COMPARISON_BEFORE = re.compile(r"(?:比|较|(?<![年底末、])[与和]|同|超过?|高于|低于|相比|自|以)$")
_COMPARED_WITH = re.compile(r"[比较][^,，。;；\d]{1,8}的$")  # 比改革前的2018年提高6个百分点
_COMPARISON_AFTER = re.compile(
    r"^(?:底|末|年末|同期|年底)?(?:的)?(?:基础上|相比|同期|平均|水平(?:上)?|以来|开始|起(?=[,，])|[^,，。;；\d]{1,6}以来)"
)
_RELATIVE = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1, "下": 1}


def _month_period(year: int, text: str, upto: bool) -> tuple[date, date] | None:
    months = [int(number) for number in _MONTH.findall(text)]
    months = [month for month in months if 1 <= month <= 12]
    if not months:
        return None
    first, last = (months[0], months[-1]) if len(months) > 1 else (months[0], months[0])
    day = _DAY.search(text)
    end = month_end(year, last)
    if day and 1 <= int(day.group(1)) <= end.day:
        end = date(year, last, int(day.group(1)))
    if upto or _UP_TO_A_DAY.search(text):
        return date(year, 1, 1), end
    return date(year - (first > last), first, 1), end  # 9月至次年5月


def read_marks(
    text: str, marks: list[DateMark], base_year: int | None, given: int | None = None, now: int | None = None
) -> list[Period]:
    """The periods that a compact sentence names, in order; comparisons (比上年, 在2020年基础上) are none.

    `given`: the year that 今年 and 去年 are told from, `now`: the one that 目前 means, where these are others.
    """
    found = _printed(text, marks, base_year, given)
    if base_year is not None and _ANY_WORD.search(text):
        found += _worded(text, marks, base_year, given, told_later=now is not None)
    if now is not None:
        found += [year_period(now, at=at.start(), stop=at.end(), origin="sentence") for at in _NOW.finditer(text)]
    found.sort(key=lambda period: period.at)
    return found


def _printed(text: str, marks: list[DateMark], base_year: int | None, given: int | None) -> list[Period]:
    """The periods printed in figures: 2020年, 5月底, 2024年…,今年1至8月."""
    found: list[Period] = []
    year_context = base_year
    for mark in marks:
        before, after = text[max(0, mark.start - 3) : mark.start], text[mark.stop : mark.stop + 9]
        if before.endswith("的") and _COMPARED_WITH.search(text, max(0, mark.start - 12), mark.start):
            continue
        if _COMPARISON_AFTER.match(after) or (_COMPARISON_BEFORE.search(before) and not before.endswith("以")):
            continue
        if after[:1] in ("龄", "岁"):
            continue
        if base_year is not None and before.endswith(_TOLD_BEFORE) and "年" not in mark.text:
            year_context = (given or base_year) + _RELATIVE[before[-2]]
        period = _read_mark(mark, year_context, _UPTO.search(before) is not None, before)
        if period is not None:
            found.append(period)
            if _YEAR.match(mark.text):
                year_context = period.year
    return found


def _worded(
    text: str, marks: list[DateMark], base_year: int, given: int | None, *, told_later: bool = False
) -> list[Period]:
    """The periods told in words: 今年, 去年上半年, “十四五”末."""
    found: list[Period] = []
    for match in _WORDS.finditer(text):
        if _COMPARISON_BEFORE.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        of_a_pair = text[match.start() - 1 : match.start()] in ("由", "从")  # 由去年同期的42.8元降到35.1元
        if not of_a_pair and _COMPARISON_AFTER.match(text[match.end() : match.end() + 6]):
            continue
        own = _year_said_before(marks, match.start()) if match.group("relative") == "当年" else None
        told = given if match.group("relative") in _TOLD_FROM_NOW else None
        if told_later and match.group("relative") in _BEFORE_THE_REPORTED:
            told = base_year - 1  # 去年 is the reported year, 上年 the one before it
        period = _read_word(match, own or told or base_year)
        if period is not None:
            found.append(period)
    return found


_NOW = re.compile(r"(?<![由从])目前")
_TOLD_BEFORE = ("今年", "去年", "前年")
_BEFORE_THE_REPORTED = frozenset({"上年", "上一年"})
_TOLD_FROM_NOW = frozenset({"今年", "去年", "前年", "明年", "来年"})
_UPTO = re.compile(r"(?<![降高加升增减长少短大提达])到$")  # 到2025年, not 下降到2019年的5.6‰


def _read_mark(mark: DateMark, base_year: int | None, upto: bool, before: str) -> Period | None:
    text = mark.text
    years = [int(year) for year in _YEAR.findall(text)]
    if years:
        first, last = years[0], years[-1]
        short = _TO_SHORT_YEAR.match(text)
        if short:
            last = first // 100 * 100 + int(short.group(2))
        if "月" in text and first == last:
            months = _month_period(first, text[4:], upto)
            if months:
                return Period(*months, mark.start, mark.stop, "sentence")
        if last < first:
            return None
        return Period(
            date(first, 1, 1),
            date(last, 12, 31),
            mark.start,
            mark.stop,
            "upto" if _UPTO.search(before) else "sentence",
        )
    if "月" in text and base_year is not None:
        months = _month_period(base_year, text, upto)
        if months:
            return Period(*months, mark.start, mark.stop, "sentence")
    return None


def _year_said_before(marks: list[DateMark], at: int) -> int | None:
    """The year printed last before a place: 对比2011年,当年…."""
    years = [found for mark in marks if mark.stop <= at for found in _YEAR.findall(mark.text)]
    return int(years[-1]) if years else None


def _read_word(match: re.Match[str], base_year: int) -> Period | None:
    place = (match.start(), match.end(), "sentence")
    if match.group("plan"):
        first = PLANS.get(match.group("plan"))
        if first is None:
            return None
        begin = date(first + (4 if match.group("end_of_plan") else 0), 1, 1)  # “十二五”末: its last year
        return Period(begin, date(first + 4, 12, 31), *place)
    relative = match.group("relative")
    year = base_year + (_RELATIVE[relative[0]] if relative else 0)
    part = match.group("half") or match.group("half1") or ""
    if not part:
        return Period(date(year, 1, 1), date(year, 12, 31), *place, relative is not None)
    return part_of_year(part, year, *place)


def part_of_year(part: str, year: int, at: int = -1, stop: int = -1, origin: str = "bulletin") -> Period:
    """上半年, 下半年, 前三季度 or a quarter of a year."""
    if "上半年" in part:
        return Period(date(year, 1, 1), date(year, 6, 30), at, stop, origin)
    if "下半年" in part:
        return Period(date(year, 7, 1), date(year, 12, 31), at, stop, origin)
    if "前三" in part:
        return Period(date(year, 1, 1), date(year, 9, 30), at, stop, origin)
    quarter = "一二三四".index(part.strip("第")[0])
    return Period(date(year, quarter * 3 + 1, 1), month_end(year, quarter * 3 + 3), at, stop, origin)


@dataclass(frozen=True, slots=True)
class BulletinPeriod:
    """The period a bulletin reports on and the year it plans for; either may be unknown."""

    reported: Period | None
    planned: Period | None
    year: int | None
    now: int | None = None  # the year that 今年 means, and 上年 follows, where it is not `year`
    given: int | None = None  # the year that 今年 and 去年 alone are told from: 上年 is the one before `year`
    under_way: bool = False  # told when months of the year that 今年 means were over

    @property
    def this_year(self) -> int | None:
        """The year that 今年 means."""
        return self.now or self.given or self.year


_TERM_TITLED = re.compile(r"(十[一二三四五]?|[六七八九])五[”\"]?(?:时期|期间)?(?:[^,，。;；]{0,20})?规划")
_TITLE_YEAR = re.compile(r"(20\d\d)(?!\d)")
_REVIEW = re.compile(
    r"(?:总结|回顾)(?:了)?(20\d\d)(?!\d)|(20\d\d)年?度?(?:[和及与][“\"]?十[一二三四五]五[”\"]?(?:时期|期间))?(?:全[省市县区州旗]|我[省市县区])?(?:的)?(?:政府|主要)?(?:卫生(?:健康|计生)?)?(?:工作)?"
    r"(?:进行|作|做)?(?:出)?(?:了)?(?:全面|认真|系统|简要|很好)?(?:的)?(?:总结|回顾|完成情况)"
)
_DEPLOY = re.compile(
    r"(?:部署|安排|谋划)(?:了)?(20\d\d)(?!\d)|(20\d\d)年?(?:全[省市县区州旗]|我[省市县区])?(?:的)?(?:卫生(?:健康|计生)?)?(?:工作)?(?:要点|安排|打算|计划|思路|重点(?:做好|抓好))"
)
_ANY_YEAR = re.compile(r"(?<![\d〔\[(—~至-])(20[0-3]\d)年")


def bulletin_period(title: str, body: str, genre: str, published: date | None) -> BulletinPeriod:
    """Which year the bulletin reports on and plans for, from its title, its opening, its text, its date of issue."""
    printed, signed = _printed_date(body), _signed_date(body)
    title, body = _SET_APART.sub("", title), _SET_APART.sub("", body[:_READ])
    titled = [int(year) for year in _TITLE_YEAR.findall(title)]
    published = published or printed or signed
    deploy = _first_year(_DEPLOY, body[:4000])
    if genre == "plan":
        return _plan_period(title, titled, body, deploy, published)
    if titled and "政府工作报告" in title:
        # a government report is given in the first weeks of the year it plans for
        return BulletinPeriod(year_period(titled[0] - 1), year_period(titled[0]), titled[0] - 1, given=titled[0])
    if genre == "speech" and titled and _ANNUAL.search(title) and _LOOKS_BACK.search(body[:_LOOKED_BACK_IN]):
        # on what was done in the year before: 过去一年,… in a speech at 2024年全省卫生健康工作会议
        return BulletinPeriod(year_period(titled[0] - 1), year_period(titled[0]), titled[0] - 1, titled[0])
    year = _reported_year(title, titled, body, genre, deploy)
    untitled = genre == "other" and not titled
    if year is not None and untitled and printed is not None and _of_another_time(year, printed, body):
        year = None
    if year is None and genre == "speech":
        undated = _undated_speech(body)
        if undated is not None:
            return undated
    if year is None and published is not None:
        told = _told_that_month(body, published)
        year = published.year - (published.month <= _EARLY and not told)
        if not told and genre == "other" and "去年" in body[:800] and "今年" not in body[:2000]:
            # news of the year before: 会议透露,去年全市户籍人口出生人数…
            return BulletinPeriod(year_period(published.year - 1), year_period(published.year), year, published.year)
    if year is None:
        return BulletinPeriod(None, None, None)
    if genre == "speech" and year + 1 in titled[:1]:
        return BulletinPeriod(year_period(year), year_period(titled[0]), year, titled[0])  # 回顾2023年, told in 2024
    part = _part_reported(title, body, year)
    now = _year_told(title, body, year, printed) if untitled else None
    if now is not None:
        under_way = published is not None and published.year == now and published.month > _EARLY
        return BulletinPeriod(part or year_period(year), year_period(now), year, now, under_way=under_way)
    of_last_year = not titled and printed is not None and printed.year == year + 1 and "去年" in body
    given = year + 1 if of_last_year and _PRESS.search(body) else None
    planned_year = deploy if deploy is not None and deploy >= year else (year if part else year + 1)
    return BulletinPeriod(part or year_period(year), year_period(planned_year), year, given=given)


def plan_term(name: str) -> Period | None:
    """The five years of a plan by its name (十四); None for one that is not known."""
    first = PLANS.get(name)
    return Period(date(first, 1, 1), date(first + 4, 12, 31)) if first is not None else None


def _plan_period(
    title: str, titled: list[int], body: str, deploy: int | None, published: date | None
) -> BulletinPeriod:
    """What a plan is for: the five years or the year of its title, or else the one that it deploys or says most."""
    term = None if titled else _TERM_TITLED.search(title)
    whole = plan_term(term.group(1)) if term is not None else None
    if whole is not None:
        return BulletinPeriod(year_period(whole.start.year - 1), whole, whole.start.year)
    planned = titled[-1] if titled else deploy or _most_said(body) or (published.year if published else None)
    if planned is None:
        return BulletinPeriod(None, None, None)
    return BulletinPeriod(year_period(planned - 1), year_period(planned), planned)


_ANNUAL = re.compile(r"在20\d\d年(?!中|半)[^,，]{0,24}(?:工作|系统)(?:会议?|大会)")
_LOOKED_BACK_IN = 1_500  # characters
_EARLY = 4  # a report that is published up to April is of the year before
_PRESS = re.compile(r"发布会|记者")


_LAST_YEAR = re.compile(r"(?<![比较与同])去年(?!同期)")


def _year_told(title: str, body: str, year: int, printed: date | None) -> int | None:
    """The year in which news was told that reports on the year before it; None where 今年 is the reported year."""
    if printed is not None and year == printed.year - 1 and _PRESS.search(body):
        return printed.year
    day = _DAY_SAID.search(body[:300])
    if day is not None and int(day.group(1)) <= _EARLY and _PRESS.search(body[:600]) and "过去一年" in body[:600]:
        return year + 1
    opening = title or body[:60]
    return year + 1 if _LAST_YEAR.search(opening) and "今年" not in opening else None


_READ = 12_000  # characters of a bulletin that are searched for its year
_SET_APART = re.compile(r" (?:(?<=[\u4e00-\u9fff] ) *(?=\d)|(?<=\d ) *(?=[\u4e00-\u9fff]))")  # 2015 年末
_YMD = r"(20\d\d)\s*[-年./]\s*(1[0-2]|0?[1-9])\s*[-月./]\s*(3[01]|[12]\d|0?[1-9])(?!\d)日?"
_PRINTED_DATE = re.compile(r"(?:发布|公开|发文|成文|更新)?(?:时间|日期)[:：]?\s*" + _YMD)
# a line that holds the day, the hour and the source: 2024年07月05日 10:12 来源:南方日报
_DATE_LINE = re.compile(
    r"(?:^|\n)[ \t\u3000]*(?:来源[:：]?[^,，。;；\n\d]{0,24})?"
    + _YMD
    + r"(?:\s*\d{1,2}:\d\d(?::\d\d)?)?\s*(?:来源|字号|作者|\n|$)"
)
_SIGNED = re.compile(r"\n[ \t\u3000]*(20\d\d)年(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日\s*(?:\n|$)")
_HEAD, _FOOT = 400, 300  # characters that are searched for the day of issue, and of signing


def _printed_date(body: str) -> date | None:
    """The day of issue that a page prints in its head: 发布时间:2025-03-19."""
    return _day(_PRINTED_DATE.search(body[:_HEAD]) or _DATE_LINE.search(body[:_HEAD]))


def _signed_date(body: str) -> date | None:
    """The day that a text is signed with at its end."""
    return _day(_SIGNED.search(body, max(_HEAD, len(body) - _FOOT)))


def _day(found: re.Match[str] | None) -> date | None:
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


_OF_NOW = re.compile(r"今年|目前|现有|截[至止]")
_SELDOM = 2


def _of_another_time(year: int, printed: date, body: str) -> bool:
    """Whether a year that a text mentions is not its own: it speaks of 今年 and was issued years later."""
    mentioned = year < printed.year - 1 and body.count(f"{year}年") <= _SELDOM
    return mentioned and _OF_NOW.search(body) is not None


_DAY_SAID = re.compile(r"(?<![\d年])(1?\d)月[1-3]?\d日")


def _told_that_month(body: str, published: date) -> bool:
    """A press report that opens with the day on which it was told (3月13日,据省卫生健康委消息,…现有…)."""
    said = _DAY_SAID.search(body[:300])
    return said is not None and 0 <= published.month - int(said.group(1)) <= 1


def _first_year(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found.group(1) or found.group(2)) if found else None


_TO_DEPUTIES = re.compile(r"各位代表|人大代表[^。]{0,20}建议|政协[^。]{0,6}提案")
_OPENS_WITH_YEAR = re.compile(r"(?:^|\n)\s*(20\d\d)年(?:[,，]|是)")
_HELD = re.compile(r"20\d\d年[123]月\d{1,2}日在.{2,40}(?:(?:会议|大会)上|第[一二三四五六七八九十]+届)")


_OF_COMMUNIQUE = re.compile(r"(20\d\d)年[^,，。;；\d]{0,16}统计公报")


def _reported_year(title: str, titled: list[int], body: str, genre: str, deploy: int | None) -> int | None:
    """The year that the text reports on, as far as it says: 总结2019年…, 部署2020年…, the year said most."""
    review = _first_year(_REVIEW, body[:1500])
    if titled:
        other = review is not None and abs(review - titled[0]) == 1
        if _HELD.search(title):  # (2024年1月31日在…人民代表大会第四次会议上)
            return review if other else titled[0] - 1
        return review if other and genre == "speech" else titled[0]
    summed = _TERM_SUMMED.search(title)
    if summed is not None and (term := plan_term(summed.group(1))) is not None:
        return term.year  # “十三五”工作总结: what there was at its end
    if review is not None:
        return review
    if deploy is not None:
        return deploy - 1
    reported = _OF_COMMUNIQUE.search(body[:1500])
    if reported is not None:
        return int(reported.group(1))
    opened = _THIS_YEAR_IS.search(body) if genre == "speech" else None
    if opened and _LOOKS_BACK.search(body):
        return int(opened.group(1)) - 1
    if _TO_DEPUTIES.search(body):  # a government report begins with the year it gives account of
        first = _OPENS_WITH_YEAR.search(body[:3000])
        if first:
            return int(first.group(1))
    return max(_most_said(body) or 0, _reached_in(body)) or None


_TERM_SUMMED = re.compile(
    r"(十[一二三四五]?|[六七八九])五[”\"]?(?:时期|期间)?(?:卫生(?:健康|计生)?|医疗)?(?:事业|工作|发展)*(?:总结|回顾|情况|成就|成效)"
)
_REACHED_IN = re.compile(
    r"(?:提高|提升|上升|增加|增长|[增升]|下降|降低|减少|[降减])(?:至|到)了?(20[0-3]\d)年[底末]?的(?:约|近)?\d"
)
_TO_REACH = re.compile(r"力争|争取|确保|计划|预计|目标|规划|将|要")


def _reached_in(body: str) -> int:
    """The latest year that a figure was reached in (由2019年的16.5%下降至2023年的15%); 0 where none is told."""
    years = [
        int(found.group(1))
        for found in _REACHED_IN.finditer(body)
        if not _TO_REACH.search(body[body.rfind("。", 0, found.start()) + 1 : found.start()])
    ]
    return max(years, default=0)


_PART_TITLED = re.compile(r"上半年|前三季度|第?[一二三四]季度|(?:1|一)[-—~至到](1?\d|[一二三四五六七八九十]+)月")
_PART_OPENED = re.compile(r"[\s\S]{0,400}?(?:^|\n)\s*(20\d\d)年(上半年|前三季度|第?[一二三四]季度)[,，]")


def _part_reported(title: str, body: str, year: int) -> Period | None:
    """The part of the year that a half-year or quarterly bulletin reports on; None for a whole year."""
    part = _PART_TITLED.search(title)
    if part is None:
        opened = _PART_OPENED.match(body[:500])
        return part_of_year(opened.group(2), year) if opened and int(opened.group(1)) == year else None
    if "月" not in part.group():
        return part_of_year(part.group(), year)
    months = re.findall(r"1?\d", part.group())
    if len(months) == 2 and 1 <= int(months[1]) <= 12:
        return Period(date(year, 1, 1), month_end(year, int(months[1])))
    return year_period(year)


_EVENTS = "|".join(map(re.escape, dated_events()))
_ANNIVERSARY = re.compile(rf"({_EVENTS})(?:开展)?(\d{{2,3}})周年")
_CONGRESS = re.compile(rf"(?:迎接|喜迎|向)党的({_EVENTS})")
_PLAN_ENDS = re.compile(r"今年是[^。]{0,16}?(十[一二三四五]?)五[”\"]?[^。]{0,8}?(?:(开局|第一年)|收官|最后一年)")
_THIS_YEAR_IS = re.compile(
    r"(20\d\d)年,?，?是[^。]{0,50}?(?:开局之年|起步之年|第一年|关键之年|关键年|关键一年|攻坚之年|开局起步)"
)
_LOOKS_BACK = re.compile(r"总结(?:20xx年|去年|上年|一年来|过去)|过去的?一年|回顾(?:去年|过去)")


def _delivered(body: str) -> int | None:
    """The year in which a speech was given, by the events it names (爱国卫生运动65周年, 今年是…开局之年)."""
    anniversary = _ANNIVERSARY.search(body)
    if anniversary:
        return dated_events()[anniversary.group(1)] + int(anniversary.group(2))
    congress = _CONGRESS.search(body)
    if congress:
        return dated_events()[congress.group(1)]
    plan = _PLAN_ENDS.search(body)
    if plan:
        return PLANS[plan.group(1)] + (0 if plan.group(2) else 4)
    return None


def _undated_speech(body: str) -> BulletinPeriod | None:
    """A speech that names no year of its own: the year it was given in, and whether it looks back on the one before."""
    now = _delivered(body)
    if now is None:
        return None
    year = now - 1 if _LOOKS_BACK.search(body) else now
    return BulletinPeriod(year_period(year), year_period(now), year, now)


_ISSUED = re.compile(r"\s*\d{1,2}月(?:\s*\d{1,2}日)?\s*(?:\n|$)")


_DATED = re.compile(r"(?:时间|日期|来源)[:：]?\s*$")
_NEARLY = 0.75


_UPTO_AND = re.compile(r"[到至]\s*20\d\d\s*年[底末]?[和、与及]\s*$")


def _most_said(body: str) -> int | None:
    counts: dict[int, float] = {}
    openers: set[int] = set()
    for number, match in enumerate(_ANY_YEAR.finditer(body[:8000])):
        year = int(match.group(1))
        following = body[match.end() : match.end() + 2]
        preceding = body[max(0, match.start() - 2) : match.start()].strip()
        line = body[body.rfind("\n", 0, match.start()) + 1 : match.start()]
        if _DATED.search(line) or (_ISSUED.match(body, match.end()) and not line.strip()):
            continue
        if _UPTO_AND.search(body, max(0, match.start() - 12), match.start()):
            continue  # 到2022年和2030年
        if following.startswith(("以来", "至", "前", "到", "相比", "同期")) or preceding.endswith(
            ("到", "自", "由", "从", "至", "比", "较", "与", "同", "力争", "争取")
        ):
            continue
        opens = not line.strip() and body[match.end() : match.end() + 1] in ",，"  # 2023年,全市…
        openers.update([year] if opens else [])
        counts[year] = counts.get(year, 0.0) + (2.0 if number == 0 or opens else 1.0)
    if not counts:
        return None
    # of years that each open a paragraph, or are said nearly as often, the latest is reported on
    top = max(counts.values())
    often = [year for year in counts if counts[year] >= _NEARLY * top]
    return max(often, key=lambda year: (year in openers, year))
