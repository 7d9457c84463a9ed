"""A bulletin cut into sentences, each with the kind of its section: reached (actual) or planned (target).

A section's heading, or the first words of a paragraph, say which; where nothing does, the mood of a sentence may.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.layout import Bulletin
from extract.periods import Period, plan_term, year_period

LONGEST_SENTENCE = 900  # a longer one is cut, so that the cost of a character has a bound
_MAJOR = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.,，]|第[一二三四五六七八九十]{1,3}[部章节]|[(（][一二三四五六七八九十]{1,3}[)）])"
)
_PLAN_HEADING = re.compile(
    r"下一?步|下阶段|今后|明年|来年|新一年|下半年|未来|工作(?:安排|打算|计划|要点|思路|部署|目标|任务|设想|谋划|举措)|总体思路|总体要求|主要目标|"
    r"(?:目标|重点)任务|发展目标|重点工作|努力方向|奋斗目标|打算|安排|思路|展望|主要任务|干什么|怎么(?:干|办)|做什么|如何干"
)
_ACTUAL_HEADING = re.compile(
    r"回顾|总结|成效|成绩|完成情况|进展情况|工作情况|基本情况|主要工作|开展情况|亮点|工作开展|运行情况|取得|现状|发展情况|执行情况|硕果|主要做法|落实情况|存在(?:的)?(?:主要)?(?:问题|困难|不足)|问题|形势|(?:推进|进行|实施|保障|建设|服务)情况"
)
_BASIS_HEADING = re.compile(
    r"(?:现实|发展|工作)基础|发展(?:环境|现状)|现状|面临的?(?:主要)?(?:形势|问题|困难|挑战)|(?:主要|工作)(?:成就|成效|成绩)|取得的?(?:主要)?(?:成就|成效|成绩)|"
    r"工作(?:回顾|总结)|回顾|五[”\"]?(?:期间|时期)?(?:规划)?(?:的)?(?:主要)?(?:成就|成效|成绩|发展情况|完成情况|执行情况|工作情况)|存在(?:的)?(?:主要)?(?:问题|困难|不足)"
)
_PLAN_OPENING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]+)?(?:"
    r"下一?步|下阶段|下一阶段|今后|下半年[,，]?(?:我们)?(?:将|要|重点|全市|全县|全区|工作)|明年[,，]?|来年|新的一年|"
    r"(?P<year>20\d\d)年?[,，]?[^。,，]{0,24}?(?:工作的?(?:总体)?(?:思路|要求|安排|打算|目标)|总体(?:思路|要求)|重点(?:做好|抓好)|(?:主要)?工作目标|重点工作|将(?:重点)?(?:做好|抓好|围绕|坚持|以)|要(?:重点|着力|突出|做好|抓好))|"
    r"[一二三四五六七八九十]要(?![素点求件闻])|(?:今年|当前和今后).{0,16}(?:总体(?:思路|要求)|工作目标|重点(?:做好|抓好))|(?:总体(?:思路|要求)|工作目标|主要目标)[是:]"
    r")"
)
_ACTUAL_OPENING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]+)?(?:过去的?(?:一年|五年|20\d\d年)|一年来|五年来|今年以来|去年(?:以来)?[,，]|回顾|20\d\d年(?:以来)?[,，](?!是)[^。]{0,40}?(?:在.{2,40}领导下|取得|完成|认真(?:贯彻|落实)|紧紧围绕|深入贯彻|坚持以.{2,40}(?:完成|取得)))"
)
# 今年是…的关键一年: what opens so goes on with plans, where the year reported is over
_KEY_YEAR = re.compile(
    r"(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]+)?(?:今年|(?P<year>20\d\d)年)是[^。;；]{2,70}?(?:之年|[一首末元]年|关键年|重要年份)"
)
# 香港商报记者:, 省教育厅副厅长某某:: who speaks next does not go on in the plans of the one before
_SPEAKER = re.compile(
    r"[^。;；,，!！?？:：]{0,30}?(?:记者|主持人|(?:主任|局长|厅长|司长|处长|院长|部长|省长|市长|县长|区长|书记|巡视员|调研员|负责人|发言人)"
    r"[\u4e00-\u9fff×*]{0,4})[:：]"
)
_SUBHEADING = re.compile(r"^(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、])")
_TURNS_CHAPTER = re.compile(
    r"下一?步|下阶段|今后|明年|来年|存在|20\d\d年"
)  # what even a heading below a dated one can turn
_LOOKING_BACK = re.compile(r"一年来|过去|以来|去年|了(?:以下|如下|下列|.{1,4}方面)")
_TO_DO = r"(?:做好|抓好|推进|开展|实施)(?:好)?(?:以下|如下|下列|.{1,4}(?:个)?方面).{0,14}$"
_PLAN_SENTENCE = re.compile(rf"重点{_TO_DO}|着力{_TO_DO}|扎实{_TO_DO}|认真{_TO_DO}|统筹{_TO_DO}|总体思路是|工作目标是")


@dataclass(slots=True)
class Sentence:
    """Half-open offsets of a sentence, and what its place in the bulletin says of it."""

    start: int
    end: int
    section: str  # actual | target | ''
    paragraph: int
    heading: tuple[int, int] | None = None
    planned: Period | None = None  # what the chapter plans for, where its heading or opening says
    first: bool = False  # opens its paragraph
    topic: tuple[int, int] | None = None  # what the paragraph opens with: a heading of its own, or the one before it
    year_said: str = ""  # 去年 or 今年, where a sentence of the paragraph opened with it


# Both begin with a set of characters, not a repetition or a choice: only then does `re` skip to the next candidate.
_SENTENCE_END = re.compile(r"[。！？!?\n][。！？!?\n]*[”\"』」）)]*")
_HAS_DIGIT = re.compile(r"[0-9百零](?:(?<=[0-9])|(?<=百)分之|(?<=零)(?:死亡|感染|发生|新增|增长|事件|病例|报告))")


def _cuts(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end; one beyond all measure is cut at a clause."""
    position = start
    stops = [stop.end() for stop in _SENTENCE_END.finditer(folded, start, end) if folded[stop.start()] != "\n"]
    for stop in [*stops, end]:
        while stop - position > LONGEST_SENTENCE:
            limit = position + LONGEST_SENTENCE
            cut = max(folded.rfind(mark, position + 1, limit) for mark in ";；,，、") + 1
            cut = cut if cut > position else limit
            yield position, cut
            position = cut
        if stop > position:
            yield position, stop
        position = stop


_TOPIC = re.compile(r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.是]+)?([^。，,;:!?\d]{3,20})[。:]")
_TOPIC_ITEM = re.compile(r"\s*[一二三四五六七八九十]{1,2}是([^。，,;:!?\d]{3,14})。")
_YEAR_WORD = re.compile(r"\s*(去年|今年)(?:以来)?[,，]")


def _topic(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """二是新型农村合作医疗工作。去年…: the first words of a paragraph, where they stand as a sentence of their own."""
    found = _TOPIC.match(folded, start, min(end, start + 28))
    return found.span(1) if found else None


_PLAN_VERB = re.compile(
    r"(?:^|[，,；;。])(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.])?(?:持续|深入|加快|全面|大力|进一步|积极|稳步|扎实|着力|切实|继续|统筹|适当|有序)?"
    r"(?:推进|推动|加强|优化|支持|促进|落实|完善|实施|规范|强化|培养|新建设?|新创建|建设|健全|提升|扩大|深化|开展|组织|争创|创建|鼓励|加大|做好|"
    r"探索|引导|康复救助|构建|打造|改善|提高|发展)(?=[\u4e00-\u9fff])"
)
_DONE = re.compile(
    r"了|已|累计|共|同比|比上年|较上年|去年|上年|全年|截[至止]|目前|年末|增长|下降|增至|提升至|成功|获|圆满|荣|达到?\d(?![\d.]*%?以上)|建成|完成|实现(?!.{0,12}全覆盖)|得到|取得|顺利|新增|\d[万亿]?[余多]"
)
_NORM = re.compile(
    r"\d[\d.]*(?:%|‰|/10万)?(?:及?以上|及?以下|以内)|不得?低于|不得?少于|不得?超过|控制在|应达到|年内|的目标"
)
_PAST = re.compile(r"已|累计|同比|[比较][上去]年|[上去]年|截[至止]|目前|了|全年|共\d|年末|圆满|成功|荣|\d[万亿]?[余多]")


def _imperative(text: str) -> bool:
    """Whether a text asks for what is to be done: clauses that open with verbs, and no word of what was done."""
    if len(_PLAN_VERB.findall(text)) < 2:
        return False
    return _DONE.search(text) is None or (len(_NORM.findall(text)) >= 3 and _PAST.search(text) is None)


# 医改取得重要进展。优化…,启动…: a paragraph that opens with what was achieved asks for nothing
_ACHIEVED = re.compile(
    r"[^。,，]{2,24}(?:取得(?:了)?(?:重要|重大|显著|明显|积极|长足|历史性|阶段性)(?:进展|成效|成就|成果|突破)|(?:成效|进展|成绩)(?:显著|明显))。"
)
_LONGEST_HEADING = 48


_RUN_ON = 1_500  # characters: a longer paragraph may hold whole chapters
_CHAPTER_INSIDE = re.compile(
    r"\s*(?P<head>(?:[一二三四五六七八九十]{1,3}、\s*(?:20\d\d\s?年)?|20\d\d\s?年)[^。,，;；:：\d]{0,10}?"
    r"(?:工作(?:安排|打算|计划|思路|重点|任务|回顾|总结|情况)|重点工作|主要(?:目标)?任务|总体(?:要求|思路)))"
    r"(?=[\s\d建今做坚全要为以根我按各(（一]|$)"
)
_TERM = re.compile(r"(十[一二三四五]?|[六七八九])五[”\"]?(?:时期|期间|规划|主要|目标|发展|重点|工作|总体|经济)")


def _planned_by(head: str) -> Period | None:
    """The year of a heading (2024年工作安排), or the five years (“十五五”时期主要目标); None where it names neither."""
    year = re.search(r"20\d\d", head)
    if year is not None:
        return year_period(int(year.group()))
    term = _TERM.search(head)
    return plan_term(term.group(1)) if term is not None else None


@dataclass(slots=True)
class _Section:
    """The section that the reading has come to."""

    is_plan: bool  # the whole bulletin plans
    reported: int | None  # the year that the bulletin reports on
    this_year: int | None  # the one that 今年 means
    kind: str = ""
    planned: Period | None = None
    heading: tuple[int, int] | None = None
    heading_number: int = -2
    dated: bool = False  # opened by a heading that names its year: 二、2024年工作安排

    def open_paragraph(self, number: int, start: int, paragraph: str, titled: bool) -> None:
        """Notice what a paragraph's heading or first words say of it and of those that follow."""
        short = len(paragraph) <= _LONGEST_HEADING
        if short and not paragraph.endswith("。") and not titled:
            self.heading, self.heading_number = (start, start + len(paragraph)), number
        opening = paragraph[:90]
        if not self.is_plan and _SPEAKER.match(opening):
            self.kind, self.planned, self.dated = "", None, False
        head = opening.split("。")[0]
        if self.is_plan:
            if (short or _MAJOR.match(opening)) and len(head) <= _LONGEST_HEADING:
                self._read_heading_of_plan(head)
            return
        if (
            (short or _MAJOR.match(opening))
            and len(head) <= _LONGEST_HEADING
            and not self._below_dated(paragraph, head)
        ):
            self._read_heading(head)
        planned = _PLAN_OPENING.match(opening)
        if (coming := self._year_to_come(opening)) is not None:
            self.kind, self.planned = "target", year_period(coming)
        elif planned:
            self.kind = "target"
            self.planned = year_period(int(planned.group("year"))) if planned.group("year") else self.planned
        elif _ACTUAL_OPENING.match(opening):
            self.kind, self.planned = "actual", None

    def _year_to_come(self, opening: str) -> int | None:
        """The year that a paragraph calls a key one, where what is reported is over: 今年是…的关键一年."""
        said = _KEY_YEAR.match(opening)
        if said is None or self.reported is None:
            return None
        year = int(said["year"]) if said["year"] else self.this_year
        return year if year is not None and year > self.reported else None

    def open_sentence(self, sentence: str) -> None:
        """Notice a chapter's heading where line breaks are lost: …加以解决。2024年工作安排建议2024年是…."""
        chapter = _CHAPTER_INSIDE.match(sentence) if not self.is_plan else None
        if chapter is not None:
            self._read_heading(chapter["head"])

    def _below_dated(self, paragraph: str, head: str) -> bool:
        """(一)推动投资取得新成效 in a chapter 二、2024年工作安排: its 取得 tells nothing."""
        below = _SUBHEADING.match(paragraph) is not None or paragraph.endswith("。")
        return self.dated and below and _TURNS_CHAPTER.search(head) is None

    def _read_heading(self, head: str) -> None:
        plans, reports = _PLAN_HEADING.search(head) is not None, _ACTUAL_HEADING.search(head) is not None
        year = re.search(r"20\d\d", head)
        later = year is not None and self.reported is not None and int(year.group()) > self.reported
        if later and not reports and _MAJOR.match(head):
            plans = True  # 三、2019年怎么办, in a report on 2018
        if plans == reports:
            return
        kind = "target" if plans else "actual"
        # 主要预期目标 below 二、2024年工作安排 leaves that chapter open
        self.dated = year is not None or (self.dated and kind == self.kind)
        self.kind = kind
        self.planned = (_planned_by(head) or self.planned) if plans else None

    def _read_heading_of_plan(self, head: str) -> None:
        """A plan's chapter on what there is already: 一、发展基础, “十一五”取得的成绩; the next chapter plans again."""
        if _BASIS_HEADING.search(head):
            self.kind = "actual"
        elif _MAJOR.match(head) and (self.kind != "actual" or not head.startswith(("(", "（"))):
            self.kind = "target"

    def close_paragraph(self, text: str) -> None:
        """重点抓好以下工作: a paragraph's end can announce plans."""
        if not self.is_plan and _PLAN_SENTENCE.search(text) and not _LOOKING_BACK.search(text):
            self.kind = "target"


def sentences(
    folded: str, bulletin: Bulletin, reported: int | None = None, this_year: int | None = None
) -> Iterator[Sentence]:
    """The sentences of a bulletin on a year that hold a numeral, each with the kind of its section.

    `this_year`: the one that 今年 means, the year after for what is told of a year that is over.
    """
    is_plan = bulletin.genre == "plan"
    section = _Section(is_plan, reported, this_year, "target" if is_plan else "")
    mood = bulletin.genre in ("other", "speech", "summary")
    for number, (start, end) in enumerate(bulletin.paragraphs):
        paragraph = folded[start:end]
        section.open_paragraph(number, start, paragraph, start == bulletin.title_start)
        if not _HAS_DIGIT.search(paragraph):
            section.close_paragraph(paragraph)
            continue
        under_heading = section.heading if number == section.heading_number + 1 else None
        topic = _topic(folded, start, end) or under_heading
        said = ""
        demands = mood and not section.kind and len(paragraph) > 60 and _imperative(paragraph)
        told, read_to = _ACHIEVED.match(paragraph) is not None, start
        runs_on = end - start > _RUN_ON
        for first, last in _cuts(folded, start, end):
            if runs_on:
                section.open_sentence(folded[first : min(last, first + _LONGEST_HEADING)])
            named = _TOPIC_ITEM.match(folded, first, last)
            topic = named.span(1) if named else topic
            year_word = _YEAR_WORD.match(folded, first, last)
            said = year_word.group(1) if year_word else said
            if not _HAS_DIGIT.search(folded, first, last):
                continue
            told, read_to = told or _PAST.search(folded, read_to, first) is not None, first
            planned = demands or (not told and not section.kind and mood and _imperative(folded[first:last]))
            kind = "target" if planned else section.kind
            yield Sentence(first, last, kind, number, section.heading, section.planned, first == start, topic, said)
        section.close_paragraph(paragraph[-60:])
