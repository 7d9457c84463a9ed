"""A page cut into bulletins, a bulletin into sections and sentences.

A page can hold several bulletins (a collection of speeches), each opened by a title line; what follows a marker of
page furniture (延伸阅读, 推荐访问 ...) belongs to none. A section reports (actual) or plans (target); its heading, or the
first words of a paragraph, say which.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.tables import Table, cut_row, is_row
from extract.vocabulary import alternation

MAX_TITLE = 70
MIN_SPEECH = 600  # characters before a salutation that opens a speech of its own, not the one just titled
LONGEST_SENTENCE = 900  # a longer one is cut, so that the cost of a character has a bound
MIN_BULLETIN = 120  # characters between two titles below which the second one is a subtitle of the first

_TITLE = re.compile(
    r"(?:总结|要点|计划|报告|公报|讲话|汇报|安排|思路|白皮书|发言|致辞|述职|简报|综述|快报|通报|规划|概况|年报|打算|设想|部署|监测结果|主要目标|工作方案|发展情况|完成情况|进展情况|基本情况)"
    r"(?:精神|材料|稿|范文|集合|摘要|解读|全文|年|正式版|最新|模板|提纲)*"
    r"(?:[(（\[【《].{0,24})?(?:[一二三四五六七八九十\d]+)?[》\"”]?(?:的通知|的通报)?[!\s]*$"
)
_SALUTATION = re.compile(
    r"^(?:尊敬的)?(?:各位(?:领导|代表|委员|同事|来宾|嘉宾)?[,，、 ]*)*(?:同志们|同事们|朋友们|同志)[,，:：!！]?$"
)
# 2023年工作回顾, 2024年主要工作安排: chapters of one report, not reports
_SECTION_TITLE = re.compile(
    r"^(?:20\d\d年?度?|过去[一二三四五]年|今后[一二三四五]年|下一?步|明年|今年)?(?:的)?(?:政府|主要|重点|总体|全年)?工作(?:的)?"
    r"(?:主要|重点|总体)?(?:回顾|安排|总结|打算|思路|计划|部署|情况|要求|目标|任务)(?:[和及与].{0,12})?$"
)
_COLLECTION = re.compile(r"[\d一二三四五六七八九十]+篇|汇编|集锦|合集")
# How a piece without a title opens in a collection: the report of a meeting, the reason for a plan.
_PIECE_OPENING = re.compile(
    r"^(?:为[^。]{4,40},)?(?:(?:20\d\d|20xx)年)?(?:\d{1,2}|[xX])月(?:\d{1,2}|[xX]+)日(?:上午|下午)?,[^。]{4,70}(?:会议?|动员会|推进会)[^。]{0,20}(?:召开|举行|形式)"
    r"|^为[^。]{4,40},(?:\d{1,2})月(?:\d{1,2})日,[^。]{2,30}召开"
    r"|^(?:新的学期|为(?:了|进一步|认真|切实|全面|更好))[^。]{4,80}制定[^。]{2,40}(?:计划|方案|要点)"
)
_NOTICE_TITLE = re.compile(r"^关于(?:印发|做好|报送).{4,50}(?:的通知|的报告|的函)$")
_NOT_TITLE = re.compile(
    r"^(?:[一二三四五六七八九十百]+[、.,，]|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、,，:]|第[一二三四五六七八九十]+[章节部条]|各位|同志|时间[:：]|来源|"
    r"您当前|当前位置|首页|\[|附件|发布|索引|标题|名称|今天|刚才|下面|现将|为|以|附[:：])|[。；;]|,.*,|(?:做|提交|作)(?:出)?(?:的)?(?:工作)?(?:报告|汇报)$"
)
_FURNITURE_TAIL = re.compile(
    r"^(?:[•·\s]*)(?:" + alternation("furniture_tail") + r")",
)
_FURNITURE_LINE = re.compile(r"(?:" + alternation("furniture_line") + r")")
_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.,，]|[(（][一二三四五六七八九十\d]{1,3}[)）][、.]?|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十]{1,3}[部章节])"
)
_MAJOR = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.,，]|第[一二三四五六七八九十]{1,3}[部章节]|[(（][一二三四五六七八九十]{1,3}[)）])"
)

_YEAR_PHRASE = r"(?:20\d\d年?度?|明年|今年|全年|下半年|来年|新的一年)?"
_PLAN_HEADING = re.compile(
    r"下一?步|下阶段|今后|明年|来年|新一年|下半年|未来|工作(?:安排|打算|计划|要点|思路|部署|目标|任务|设想|谋划|举措)|总体思路|总体要求|主要目标|"
    r"(?:目标|重点)任务|发展目标|重点工作|努力方向|奋斗目标|打算|安排|思路|展望|主要任务"
)
_ACTUAL_HEADING = re.compile(
    r"回顾|总结|成效|成绩|完成情况|进展情况|工作情况|基本情况|主要工作|开展情况|亮点|工作开展|运行情况|取得|现状|发展情况|执行情况|硕果|主要做法|落实情况|存在(?:的)?(?:主要)?(?:问题|困难|不足)|问题|形势"
)
_PLAN_OPENING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]+)?(?:"
    r"下一?步|下阶段|下一阶段|今后|下半年[,，]?(?:我们)?(?:将|要|重点|全市|全县|全区|工作)|明年[,，]?|来年|新的一年|"
    r"(?P<year>20\d\d)年?[,，]?[^。,，]{0,24}?(?:工作的?(?:总体)?(?:思路|要求|安排|打算|目标)|总体(?:思路|要求)|重点(?:做好|抓好)|(?:主要)?工作目标|重点工作|将(?:重点)?(?:做好|抓好|围绕|坚持|以)|要(?:重点|着力|突出|做好|抓好))|"
    r"(?:今年|当前和今后).{0,16}(?:总体(?:思路|要求)|工作目标|重点(?:做好|抓好))|(?:总体(?:思路|要求)|工作目标|主要目标)[是:]"
    r")"
)
_ACTUAL_OPENING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]+)?(?:过去的?(?:一年|五年|20\d\d年)|一年来|五年来|今年以来|去年(?:以来)?[,，]|回顾|20\d\d年(?:以来)?[,，][^。]{0,40}?(?:在.{2,40}领导下|取得|完成|认真(?:贯彻|落实)|紧紧围绕|深入贯彻|坚持以.{2,40}(?:完成|取得)))"
)
_PLAN_SENTENCE = re.compile(
    r"(?:重点|着力|扎实|认真|统筹)(?:做好|抓好|推进|开展|实施)(?:好)?(?:以下|如下|下列|.{1,4}(?:个)?方面).{0,14}$|总体思路是|工作目标是"
)


@dataclass(slots=True)
class Sentence:
    """Half-open offsets of a sentence, and what its place in the bulletin says of it."""

    start: int
    end: int
    section: str  # actual | target | ''
    paragraph: int
    heading: tuple[int, int] | None = None
    plan_year: int | None = None
    first: bool = False  # opens its paragraph
    topic: tuple[int, int] | None = None  # what the paragraph opens with: a heading of its own, or the one before it
    year_said: str = ""  # 去年 or 今年, where a sentence of the paragraph opened with it


@dataclass(slots=True)
class Bulletin:
    """Half-open offsets of one bulletin of a page."""

    number: int
    start: int
    end: int
    title: str | None
    title_start: int
    title_end: int
    genre: str = "other"
    opens_with_salutation: bool = False
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str  # stripped


_MARKUP = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s+|[*+]\s+(?=\S)|=+\s*$|-{3,}\s*$)")


def _lines(folded: str) -> list[_Line]:
    found = []
    position = 0
    for raw in folded.split("\n"):
        stripped = _MARKUP.sub("", raw).strip()
        lead = raw.find(stripped) if stripped else 0
        found.append(_Line(position + lead, position + lead + len(stripped), stripped))
        position += len(raw) + 1
    return found


def _join_cells(lines: list[_Line]) -> list[_Line]:
    """Tables scraped with a cell a line: a lone bar opens a row, and each of its lines ends with a bar."""
    joined: list[_Line] = []
    for line in lines:
        row = joined[-1] if joined else None
        if row is not None and row.text[0:1] == "|" and line.text != "|" and line.text[-1:] == "|" != line.text[0:1]:
            row.text += line.text
            row.end = line.end
        else:
            joined.append(line)
    return joined


_PIECE = re.compile(
    r"^(?:\[?(?:第?[一二三四五六七八九十\d]{1,3}篇|篇[一二三四五六七八九十\d]{1,3}|范文[一二三四五六七八九十\d]{1,3})\]?[:：.、\s]*)"
)


def _title_like(line: str) -> bool:
    line = _PIECE.sub("", line)
    if not 6 <= len(line) <= MAX_TITLE or _NOT_TITLE.search(line):
        return False
    return _TITLE.search(line) is not None or _NOTICE_TITLE.match(line) is not None


def _genre(title: str, opening: str) -> str:
    if re.search(r"公报", title):
        return "communique"
    if re.search(r"讲话|发言|致辞", title):
        return "speech"
    if re.search(r"要点|计划|思路|安排|打算|规划|目标任务", title) and not re.search(r"总结(?!会)|回顾", title):
        return "plan"
    if re.search(r"总结|报告|汇报|综述|年报|情况|白皮书|概况|简报|快报|通报", title):
        return "summary"
    if re.search(r"(?:总体思路是|重点(?:抓好|做好)(?:以下|如下)|工作要点)", opening) and not re.search(
        r"总结|回顾", opening
    ):
        return "plan"
    return "other"


def bulletins(folded: str, page_title: str | None) -> list[Bulletin]:
    """The bulletins of a page, in order; a page without any title line is one bulletin."""
    lines = _join_cells(_lines(folded))
    found: list[Bulletin] = []
    current = Bulletin(0, 0, len(folded), None, 0, 0)
    in_tail = False
    body = 0  # characters of running text since the last title
    body_lines: list[_Line] = []

    def close(end: int) -> None:
        nonlocal current, body_lines
        current.end = end
        current.tables = _tables(folded, body_lines)
        current.paragraphs = _paragraphs([line for line in body_lines if not is_row(line.text)])
        opening = folded[current.start : min(current.start + 700, end)]
        current.genre = (
            "speech" if current.opens_with_salutation else _genre(current.title or page_title or "", opening)
        )
        if body_lines or not found:
            current.number = len(found)
            found.append(current)
        body_lines = []

    for line in lines:
        text = line.text
        if not text:
            continue
        if len(text) <= MAX_TITLE and _title_like(text):
            if current.title is None and body < 400 and not found:
                current.title, current.title_start, current.title_end = text, line.start, line.end
                body_lines.append(line)
                body, in_tail = 0, False
                continue
            if body >= MIN_BULLETIN and not _same_title(current.title, text) and not _SECTION_TITLE.match(text):
                close(line.start)
                current = Bulletin(0, line.start, len(folded), text, line.start, line.end)
                body, in_tail = 0, False
                body_lines.append(line)
                continue
            if not in_tail:
                if body < 20:  # a second line of the same title, or the title repeated
                    current.title = _better_title(current.title, text)
                body_lines.append(line)
            continue
        opens = _SALUTATION.match(text) or (
            (found or _COLLECTION.search(current.title or "")) and _PIECE_OPENING.match(text[:110])
        )
        if body >= MIN_SPEECH and opens:
            close(line.start)
            current = Bulletin(0, line.start, len(folded), None, line.start, line.start)
            current.opens_with_salutation = _SALUTATION.match(text) is not None
            body, in_tail = 0, False
            body_lines.append(line)
            continue
        if _FURNITURE_TAIL.match(text):
            in_tail = True
        if in_tail:
            continue
        if len(text) < 60 and _FURNITURE_LINE.search(text):
            continue
        body += len(text)
        body_lines.append(line)
    close(len(folded))
    if found[0].title is None:
        _name_by_first_line(folded, found[0])
    return found


_FIRST_LINE = re.compile(r"^[^。;；!！?？|]{6,45}$")
_DATE_LINE = re.compile(r"(?:20\d\d)?年?\s*(?:\d{1,2}月)?(?:\d{1,2}日)?|20\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?")
_FIRST_LINE_WORDS = re.compile(r"20\d\d|卫生|健康|医|计生|疾控|妇幼|人口|公报")


def _name_by_first_line(folded: str, bulletin: Bulletin) -> None:
    """A page whose first line stands apart as a heading is named by it, whatever words it has."""
    for start, end in bulletin.paragraphs[:3]:
        line = folded[start:end].strip()
        if _DATE_LINE.fullmatch(line):
            continue
        if (
            _FIRST_LINE.match(line)
            and _FIRST_LINE_WORDS.search(line)
            and not _NOT_TITLE.match(line)
            and line[-1] not in ",，、:："
        ):
            bulletin.title, bulletin.title_start, bulletin.title_end = line, start, end
            bulletin.genre = _genre(line, folded[bulletin.start : min(bulletin.start + 700, bulletin.end)])
            return


def _same_title(old: str | None, new: str) -> bool:
    """Whether a title line repeats, inside the bulletin, what its covering notice announced in 《》."""
    if not old or "《" not in old:
        return False
    announced = set(old[old.find("《") :])
    own = [char for char in new if not char.isspace()]
    return sum(char in announced for char in own) >= 0.9 * len(own)


def _better_title(old: str | None, new: str) -> str:
    if not old:
        return new
    has_year = re.compile(r"20\d\d")
    if has_year.search(new) and not has_year.search(old):
        return new
    return old


def _tables(folded: str, lines: list[_Line]) -> list[Table]:
    """Runs of barred lines, each with the short line before it as its caption."""
    found: list[Table] = []
    open_table: Table | None = None
    caption = ""
    for line in lines:
        if not is_row(line.text):
            unit_alone = line.text.startswith("单位") and open_table is None
            caption = (caption + line.text if unit_alone else line.text) if len(line.text) <= 60 else ""
            open_table = None
            continue
        if open_table is None:
            open_table = Table(len(found), [], [], caption)
            found.append(open_table)
        open_table.rows.append(cut_row(folded, line.start, line.end))
        open_table.lines.append((line.start, line.end))
    return found


_WRAP_STOP = re.compile(r"[。！？!?:;]$")


def _paragraphs(lines: list[_Line]) -> list[tuple[int, int]]:
    """Join hard-wrapped lines: in a narrow text a full line without a final stop goes on in the next one."""
    found: list[tuple[int, int]] = []
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    narrow = len(lines) >= 4 and 12 <= width <= 64
    open_end: int | None = None
    for index, line in enumerate(lines):
        start = line.start
        if open_end is not None:
            start = found.pop()[0]
        found.append((start, line.end))
        open_end = None
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following is None or _ENUMERATOR.match(following.text) or "\t" in line.text:
            continue
        if _WRAP_STOP.search(line.text) or _title_like(line.text):
            continue
        full = narrow and line.end - line.start >= 0.8 * width
        split_quantity = _SPLIT_BEFORE.search(line.text) is not None and _SPLIT_AFTER.match(following.text) is not None
        dangling = line.text[-1] in ",，、" and len(line.text) > 8
        if full or split_quantity or (narrow and dangling):
            open_end = line.end
    return found


_SPLIT_BEFORE = re.compile(r"[\d万亿.]$|(?:达到?|为|至|控制在)$")
_SPLIT_AFTER = re.compile(
    r"(?:%|‰|/10万|[万亿]|个百分点|人次?|例|张|元|个|家|所|名|户|例次|[,，。;、]|\d[\d.]*(?:%|‰|万|亿|人|张|个))"
)

_SENTENCE_END = re.compile(r"[。！？!?\n]+[”\"』」）)]*")
_HAS_DIGIT = re.compile(r"\d|百分之|零(?:死亡|感染|发生|新增|增长|事件|病例|报告)")


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


_YEAR_WORD = re.compile(r"\s*(去年|今年)(?:以来)?[,，]")
_TOPIC_ITEM = re.compile(r"\s*[一二三四五六七八九十]{1,2}是([^。，,;:!?\d]{3,14})。")


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
    r"了|已|累计|共|同比|比上年|较上年|去年|上年|全年|截[至止]|目前|年末|增长|下降|增至|提升至|成功|获|圆满|荣|达到?\d|建成|完成|实现(?!.{0,12}全覆盖)|得到|取得|顺利|新增"
)


def _imperative(text: str) -> bool:
    """Whether a sentence asks for what is to be done: clauses that open with verbs, and no word of what was done."""
    verbs = len(_PLAN_VERB.findall(text))
    return verbs >= 2 and not _DONE.search(text)


def sentences(folded: str, bulletin: Bulletin) -> Iterator[Sentence]:
    """The sentences of a bulletin that hold a numeral, each with the kind of its section."""
    section = {"plan": "target"}.get(bulletin.genre, "")
    plan_year: int | None = None
    heading: tuple[int, int] | None = None
    heading_number = -2
    mood = bulletin.genre in ("other", "speech", "summary")
    for number, (start, end) in enumerate(bulletin.paragraphs):
        paragraph = folded[start:end]
        is_short = end - start <= 48
        opening = paragraph[:90]
        major = _MAJOR.match(opening)
        if is_short and not paragraph.endswith("。") and start != bulletin.title_start:
            heading, heading_number = (start, end), number
        if bulletin.genre != "plan":
            if (major or is_short) and len(opening.split("。")[0]) <= 48:
                head = opening.split("。")[0]
                if _PLAN_HEADING.search(head) and not _ACTUAL_HEADING.search(head):
                    section = "target"
                    year = re.search(r"20\d\d", head)
                    plan_year = int(year.group()) if year else plan_year
                elif _ACTUAL_HEADING.search(head) and not _PLAN_HEADING.search(head):
                    section, plan_year = "actual", None
            planned = _PLAN_OPENING.match(opening)
            if planned:
                section = "target"
                plan_year = int(planned.group("year")) if planned.group("year") else plan_year
            elif _ACTUAL_OPENING.match(opening):
                section, plan_year = "actual", None
        topic = _topic(folded, start, end) or (
            heading if heading is not None and number == heading_number + 1 else None
        )
        if not _HAS_DIGIT.search(paragraph):
            if bulletin.genre != "plan" and _PLAN_SENTENCE.search(paragraph):
                section = "target"
            continue
        said = ""
        for first, last in _cuts(folded, start, end):
            named = _TOPIC_ITEM.match(folded, first, last)
            topic = named.span(1) if named else topic
            year_word = _YEAR_WORD.match(folded, first, last)
            said = year_word.group(1) if year_word else said
            if _HAS_DIGIT.search(folded, first, last):
                planned_by_mood = not section and mood and _imperative(folded[first:last])
                kind = "target" if planned_by_mood else section
                yield Sentence(first, last, kind, number, heading, plan_year, first == start, topic, said)
        if bulletin.genre != "plan" and _PLAN_SENTENCE.search(paragraph[-60:]):
            section = "target"
