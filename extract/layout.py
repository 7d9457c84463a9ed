"""A page cut into bulletins, a bulletin into paragraphs and tables.

A page can hold several bulletins (a collection of speeches), each opened by a title line; what follows a marker of
page furniture (延伸阅读, 推荐访问 ...) belongs to none.
"""

import re
from dataclasses import dataclass, field

from extract.tables import Cell, Table, aligned_rows, cut_row, is_row, names_columns
from extract.vocabulary import alternation

MAX_TITLE = 70
_LONGEST_GLOSSARY_TITLE = 40
MIN_SPEECH = 600  # characters before a salutation that opens a speech of its own, not the one just titled
MIN_BULLETIN = 120  # characters between two titles below which the second one is a subtitle of the first

_TITLE = re.compile(
    r"(?:总结|小结|要点|计划|报告|公报|讲话|汇报|安排|思路|白皮书|发言|致辞|述职|简报|综述|快报|通报|规划|概况|年报|打算|设想|部署|监测结果|主要目标|方案|发展情况|完成情况|进展情况|基本情况)"
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
_ADVERTISING = re.compile(alternation("advertising"))
_GLOSSARY = re.compile(
    r"^(?:附件?\d?[:：]?|[(（]|相关|有关|政府工作报告|报告|《.{2,20}》){0,3}(?:主要|部分)?(?:"
    + alternation("glossary")
    + ")"
)
# “两癌”筛查:指…, [15]“4+N”产业布局:聚焦…, (30)五医联动:…: an entry of a glossary, wherever it stands
_DEFINITION = re.compile(
    r"^(?:[\[(（]?\d{1,2}[\])）]?[.、:：]?\s*)?[“\"]?[^:：,，。;；]{2,40}[:：]\s*(?:主要|一般|即|又称[^,，]{2,12}[,，])?(?:是)?指(?![导标出数定挥南派示战明引纹责征令望正控])"
    r"|^\[\d{1,2}\]\s*[“\"][^:：。;；]{2,40}[:：]"
)
# ·长沙市2019年新增床位900张 2020-01-03: a headline of another page, with its date
_HEADLINE = re.compile(r"^[·•●▪◆■▶>\-]?\s*[^。;；]{6,60}?\s*[\[(（]?20\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\])）]?$")
_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.,，]|[(（][一二三四五六七八九十\d]{1,3}[)）][、.]?|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十]{1,3}[部章节])"
)


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
    if not 6 <= len(line) <= MAX_TITLE or _NOT_TITLE.search(line) or names_columns(line):
        return False
    return _TITLE.search(line) is not None or _NOTICE_TITLE.match(line) is not None


# 2026年十件民生实事: what a government sets itself for the year; 民生实事完成情况 tells what became of it
_ANNUAL_LIST = re.compile(r"(?:民生|惠民|为民|利民|便民)[^,，。;；]{0,6}实事|实事(?:项目|清单|事项)")


def _genre(title: str, opening: str) -> str:
    if re.search(r"公报", title):
        return "communique"
    if re.search(r"讲话|发言|致辞|工作会议上的(?:工作)?报告", title):
        return "speech"
    if _ANNUAL_LIST.search(title) and not re.search(r"完成|进展|成效|情况|总结|回顾|落实|兑现", title):
        return "plan"
    if re.search(r"要点|计划|思路|安排|打算|规划|目标任务|方案", title) and not re.search(
        r"总结(?!会)|小结|回顾|汇报|完成情况|工作情况", title
    ):
        return "plan"
    if re.search(r"总结|小结|报告|汇报|综述|年报|情况|白皮书|概况|简报|快报|通报", title):
        return "summary"
    if re.search(r"(?:总体思路是|重点(?:抓好|做好)(?:以下|如下)|工作要点)", opening) and not re.search(
        r"总结|回顾", opening
    ):
        return "plan"
    return "other"


@dataclass(slots=True)
class _Page:
    """The bulletins found so far, and the one that is being read."""

    folded: str
    page_title: str
    found: list[Bulletin] = field(default_factory=list)
    current: Bulletin = field(default_factory=lambda: Bulletin(0, 0, 0, None, 0, 0))
    lines: list[_Line] = field(default_factory=list)
    body: int = 0  # characters of running text since the last title
    in_tail: bool = False

    def close(self, end: int) -> None:
        """End the bulletin that is being read; one without any line is dropped, unless it is all there is."""
        current = self.current
        current.end = end
        aligned = aligned_rows([(line.text, line.start) for line in self.lines])
        current.tables = _tables(self.folded, self.lines, aligned)
        prose = [line for at, line in enumerate(self.lines) if at not in aligned and not is_row(line.text)]
        current.paragraphs = _paragraphs(prose)
        opening = self.folded[current.start : min(current.start + 700, end)]
        title = current.title or self.page_title
        current.genre = "speech" if current.opens_with_salutation else _genre(title, opening)
        if self.lines or not self.found:
            current.number = len(self.found)
            self.found.append(current)
        self.lines = []

    def open(self, line: _Line, title: str | None) -> None:
        """Begin the next bulletin with this line."""
        self.close(line.start)
        title_end = line.end if title else line.start
        self.current = Bulletin(0, line.start, len(self.folded), title, line.start, title_end)
        self.begin_body(line)

    def begin_body(self, line: _Line) -> None:
        self.body, self.in_tail = 0, False
        self.lines.append(line)

    def read_title(self, line: _Line) -> None:
        """A line that looks like a title: of this bulletin, of the next one, or its repetition."""
        current, text = self.current, line.text
        if current.title is None and self.body < 400 and not self.found:
            current.title, current.title_start, current.title_end = text, line.start, line.end
            self.begin_body(line)
        elif (
            _PIECE.match(text) and _COLLECTION.search(current.title or "") and _PIECE.match(current.title or "") is None
        ):
            self.open(line, text)  # 第1篇:在…会上的讲话, below the page's own title
        elif self.body >= MIN_BULLETIN and not _same_title(current.title, text) and not _SECTION_TITLE.match(text):
            self.open(line, text)
        elif not self.in_tail:
            if self.body < 20:  # a second line of the same title, or the title repeated
                current.title = _better_title(current.title, text)
            self.lines.append(line)

    def read_line(self, line: _Line) -> None:
        text = line.text
        salutation = _SALUTATION.match(text) is not None
        in_collection = self.found or _COLLECTION.search(self.current.title or "")
        if self.body >= MIN_SPEECH and (salutation or (in_collection and _PIECE_OPENING.match(text[:110]))):
            self.open(line, None)
            self.current.opens_with_salutation = salutation
            return
        self.in_tail = self.in_tail or _FURNITURE_TAIL.match(text) is not None or _opens_glossary(text)
        if self.in_tail or _is_furniture(text):
            return
        self.body += len(text)
        self.lines.append(line)


def _opens_glossary(line: str) -> bool:
    return len(line) <= _LONGEST_GLOSSARY_TITLE and _GLOSSARY.match(line) is not None


def _is_furniture(line: str) -> bool:
    """Whether a line belongs to the page, not to the bulletin: its frame, an advertisement, a term explained."""
    return (
        (len(line) < 60 and _FURNITURE_LINE.search(line) is not None)
        or (len(line) < 90 and "20" in line and _HEADLINE.match(line) is not None)
        or (len(line) < 200 and _ADVERTISING.search(line) is not None)
        or (":" in line[:64] and _DEFINITION.match(line) is not None)
    )


def bulletins(folded: str, page_title: str | None) -> list[Bulletin]:
    """The bulletins of a page, in order; a page without any title line is one bulletin."""
    page = _Page(folded, page_title or "")
    page.current.end = len(folded)
    for line in _join_cells(_lines(folded)):
        if not line.text:
            continue
        if len(line.text) <= MAX_TITLE and _title_like(line.text):
            page.read_title(line)
        else:
            page.read_line(line)
    page.close(len(folded))
    if page.found[0].title is None:
        _name_by_first_line(folded, page.found[0])
    return page.found


_FIRST_LINE = re.compile(r"^[^。;；!！?？|]{6,45}$")
_DATE_LINE = re.compile(r"(?:20\d\d)?年?\s*(?:\d{1,2}月)?(?:\d{1,2}日)?|20\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?")
# 发布时间:2025-03-19 09:19 浏览量:8
_DATED_LINE = re.compile(r"[•·\-\s]*(?:发布|更新|公开)?(?:时间|日期)?[:：]?\s*20\d\d[-年./]\d{1,2}[-月./]\d{1,2}")
_FIRST_LINE_WORDS = re.compile(r"20\d\d|卫生|健康|医|计生|疾控|妇幼|人口|公报")


def _name_by_first_line(folded: str, bulletin: Bulletin) -> None:
    """A page whose first line stands apart as a heading is named by it, whatever words it has."""
    for start, end in bulletin.paragraphs[:3]:
        line = folded[start:end].strip()
        if _DATE_LINE.fullmatch(line) or _DATED_LINE.match(line):
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


def _tables(folded: str, lines: list[_Line], aligned: dict[int, list[Cell]]) -> list[Table]:
    """Runs of barred or aligned lines, each with the short line before it as its caption."""
    found: list[Table] = []
    open_table: Table | None = None
    caption = ""
    for at, line in enumerate(lines):
        if at not in aligned and not is_row(line.text):
            unit_alone = line.text.startswith("单位") and open_table is None
            caption = (caption + line.text if unit_alone else line.text) if len(line.text) <= 60 else ""
            open_table = None
            continue
        if open_table is None:
            open_table = Table(len(found), [], [], caption)
            found.append(open_table)
        open_table.rows.append(aligned[at] if at in aligned else cut_row(folded, line.start, line.end))
        open_table.lines.append((line.start, line.end))
    return found


_HALF_AS_BROAD = re.compile(r"[\d.%A-Za-z ]")


def _breadth(text: str) -> float:
    """How broad a line is printed, in characters of Chinese."""
    return len(text) - len(_HALF_AS_BROAD.findall(text)) / 2


_LEAST_CUT = 16  # characters of a line that the layout may have cut
_WRAP_STOP = re.compile(r"[。！？!?:;]$")


def _paragraphs(lines: list[_Line]) -> list[tuple[int, int]]:
    """Join hard-wrapped lines: in a narrow text a full line without a final stop goes on in the next one."""
    found: list[tuple[int, int]] = []
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    narrow = len(lines) >= 4 and 12 <= width <= 64
    breadths = [_breadth(line.text) for line in lines] if narrow else []
    broad = sorted(breadths)[int(len(lines) * 0.9)] if narrow else 0.0
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
        full = narrow and (line.end - line.start >= 0.8 * width or breadths[index] >= 0.9 * broad)
        long = len(line.text) > _LEAST_CUT
        split = _SPLIT_BEFORE.search(line.text) is not None or (long and line.text.endswith(_CUT_BEHIND))
        split_quantity = split and _SPLIT_AFTER.match(following.text) is not None
        # …贫困人口家庭医生签约⏎率100%: nothing begins so
        split_quantity |= long and _WORD_CUT.match(following.text) is not None
        dangling = line.text[-1] in ",，、" and len(line.text) > 8
        if full or split_quantity or (narrow and dangling):
            open_end = line.end
    return found


_SPLIT_BEFORE = re.compile(r"[\d万亿.]$|(?:达到?|为|至|控制在)$")
_CUT_BEHIND = ("率", "占比", "比例", "增长", "下降", "上升", "提高", "提升", "减少", "降低", "突破", "超过", "完成")
_WORD_CUT = re.compile(r"(?:率|占比|比例)(?:[\d达为是至超]|突破|提高|控制|稳定|保持|下降)|(?:突破|达到?|超过|为)\d")
_SPLIT_AFTER = re.compile(
    r"(?:%|‰|/10万|[万亿]|个百分点|人次?|例|张|元|个|家|所|名|户|例次|[,，。;、]|\d[\d.]*(?:%|‰|万|亿|人|张|个))"
)
