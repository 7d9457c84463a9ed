"""Tables: rows of cells between bars, as the readers write them (`| 指标 | 单位 | 2022年 |`).

Header rows, row labels and the caption give each figure its metric, unit, region, period and measure; every figure is a
mention of its own, with its place in the table in `rule`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.binding.names import FACILITY, NOUN_HEAD, rescope
from extract.linking import Metric, core_of, link, named_in_any_unit, named_whatever_unit
from extract.quantities import multiply
from extract.regions import Region, names_in, resolve
from extract.vocabulary import units

_RULE_ROW = re.compile(r"^[\s|:\-—=+]+$")
_NUMBER = re.compile(
    r"^(?P<before>≥|≤|>|<|大于等于|小于等于|不低于|不高于|不少于|不超过|大于|小于|高于|低于|超过|约)?(?P<sign>[-−+]?)"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<rest>.{0,8})$"
)
_BEFORE = {
    "≥": ">=",
    "不低于": ">=",
    "不少于": ">=",
    "大于等于": ">=",
    "≤": "<=",
    "不高于": "<=",
    "不超过": "<=",
    "小于等于": "<=",
    ">": ">",
    "大于": ">",
    "高于": ">",
    "超过": ">",
    "<": "<",
    "小于": "<",
    "低于": "<",
    "约": "~",
}
_AFTER = {"以上": ">=", "及以上": ">=", "左右": "~", "以下": "<=", "以内": "<=", "": ""}
_MULTIPLIERS = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
_UNIT_COLUMN = re.compile(r"^(?:计量)?单位$")
_SERIAL_COLUMN = re.compile(r"^(?:序号|编号|代码|行次|No\.?)$")
_PART = re.compile(r"^(?:#|其中[:：]?|＃)\s*")
_CAPTION_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_PERSONS = re.compile(r"(?:人员|医生|医师|护士|药师|技师|职工|人口|人数)(?:[(（][^)）]*[)）])?(?:数|总数)?$")
_BY_NAME = (  # the unit that a name without one calls for
    (_PERSONS, ("人", "person", 1.0)),
    (re.compile(r"(?:床位|病床)(?:数|总数)?$"), ("张", "bed", 1.0)),
    (re.compile(r"(?:发病|病例)数?$"), ("例", "case", 1.0)),
    (re.compile(r"死亡数?$"), ("人", "person", 1.0)),
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|$|\()")
_CHANGE_PCT = re.compile(r"(?:增长|增幅|增速|升降|增减|同比|上年).{0,8}(?:%|率|±)|^同比|增长率|升降幅度")
_CHANGE = re.compile(r"增减|增加|减少|增长|变化|升降|比(?:上|20\d\d)年")
_TARGET = re.compile(r"目标|计划|规划|任务")
_SORT_OF_GOAL = re.compile(r"(?:预期|约束|指导|引领)性(?:指标)?")  # how binding the goals of a plan are
_BASE = re.compile(r"基数|基线|现状|实际|完成")
_UNIT_IN_CAPTION = re.compile(r"单位[:：]\s*([^\s)）,，;；|]{1,8})")
_BRACKETED_UNIT = re.compile(r"[(（]\s*([^()（）]{1,8})\s*[)）]\s*$")
_MULTIPLIED_UNIT = re.compile(r"^(百万|千万|十万|亿|万|千|百)?(.+)$")
_RATIO = re.compile(r"(?:率|占比|比例|水平|寿命|数|人次|费用|标准)$")
_GENERIC_LABEL = re.compile(r"^(?:总计|合计|总数|小计|全市|全县|全省|全区|全国|其中)$")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.](?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]|其中[:：]?|#)\s*"
)


@dataclass(slots=True)
class Cell:
    """A cell with the half-open offsets of its stripped text."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Table:
    """Consecutive barred lines of a bulletin, and the line before them."""

    number: int
    rows: list[list[Cell]]
    lines: list[tuple[int, int]]  # offsets of each row's line
    caption: str = ""
    section: str = ""


@dataclass(slots=True)
class Figure:
    """What a table says in one cell."""

    start: int
    end: int
    value: float
    unit: str
    metric_text: str
    metric: Metric | None
    measure: str
    comparator: str
    year: int | None
    region: Region | None
    target: bool | None
    line: tuple[int, int]
    row: int
    column: int


@dataclass(slots=True)
class _Column:
    header: str = ""
    is_part: bool = False  # 其中:医院, #医院: of the column before that is no part
    year: int | None = None
    measure: str = "level"
    unit: str = ""
    factor: float = 1.0
    target: bool | None = None
    is_unit: bool = False
    region: Region | None = None
    base_year: int | None = None
    words: str = field(default="")  # of the header, what names a metric


def is_row(line: str) -> bool:
    """Whether a line is a table row: bars at both ends and at least two cells."""
    return len(line) > 2 and line[0] == "|" and line[-1] == "|" and line.count("|") >= 3


def cut_row(folded: str, start: int, end: int) -> list[Cell]:
    """The cells of the line folded[start:end], which begins and ends with a bar."""
    cells = []
    position = start + 1
    while position < end:
        stop = folded.find("|", position, end)
        stop = stop if stop >= 0 else end
        raw = folded[position:stop]
        text = raw.strip()
        lead = raw.find(text) if text else 0
        cells.append(Cell(text, position + lead, position + lead + len(text)))
        position = stop + 1
    return cells


_ALIGNED = re.compile(r"^[^\d\s|][^\d|]{0,30}?(?P<values>(?:\s+(?:-?\d[\d,]*(?:\.\d+)?%?|[-—…]+)){2,12})$")
_HEAD_OF_ALIGNED = re.compile(r"^[^\d\s|]\S*(?:\s+[^\d\s|]\S*){2,12}$")
_LEAST_ALIGNED = 3  # lines with as many values; fewer may be prose


_NAMES_COLUMN = re.compile(
    r"(?:序号|编号|行次|(?:主要)?指标(?:名称|项)?|项目(?:名称)?|类别|(?:计量)?单位|(?:指标)?属性|(?:指标)?性质|备注)"
)
_MOST_COLUMNS = 12
_LONGEST_SPACED = 120  # characters of a row
_GROUP = re.compile(r"[^\d。，,;；]{2,24}")  # 一、健康水平: a line that groups the rows below it
_NO_FIGURE = re.compile(r"[-—–/…·]+|无")


def names_columns(text: str) -> bool:
    """Whether a line is the head of a table whose cells only white space parts: 序号 指标 单位 2020年 2025年."""
    if len(text) > _LONGEST_SPACED or "|" in text or not 3 <= len(words := text.split()) <= _MOST_COLUMNS:
        return False
    known = sum(_NAMES_COLUMN.fullmatch(word) is not None for word in words)
    return known >= 2 and not any(_is_figure(word) for word in words)


def _spaced_row(text: str, start: int, head: list[str]) -> list[Cell] | None:
    """The cells of a row below such a head; a name that spaces part is one cell, a note at the end can lack."""
    words = [(word.start(), word.end()) for word in re.finditer(r"\S+", text)]
    named = 1 if _SERIAL_COLUMN.match(head[0]) else 0
    surplus = len(words) - len(head)
    if len(text) > _LONGEST_SPACED or surplus < -1 or len(words) < named + 2:
        return None
    if surplus > 0:
        words[named : named + surplus + 1] = [(words[named][0], words[named + surplus][1])]
    cells = [Cell(text[a:b], start + a, start + b) for a, b in words]
    if _is_figure(cells[named].text) or (
        named and not re.fullmatch(r"[\d一二三四五六七八九十().、]{1,5}", cells[0].text)
    ):
        return None
    values = [cell.text for cell in cells[named + 1 :]]
    return cells if any(_is_figure(text) or _NO_FIGURE.fullmatch(text) for text in values) else None


def _spaced_rows(lines: Sequence[tuple[str, int]]) -> dict[int, list[Cell]]:
    found: dict[int, list[Cell]] = {}
    head: list[str] = []
    top = 0
    for index, (text, start) in enumerate(lines):
        if names_columns(text):
            head, top = text.split(), index
            continue
        cells = _spaced_row(text, start, head) if head else None
        if cells is not None:
            if top not in found:
                found[top] = [
                    Cell(word.group(), lines[top][1] + word.start(), lines[top][1] + word.end())
                    for word in re.finditer(r"\S+", lines[top][0])
                ]
            found |= {between: [] for between in range(max(found) + 1, index)} | {index: cells}
        elif not (head and _GROUP.fullmatch(text) and index - max(found, default=top) == 1):
            head = []
    return found


def aligned_rows(lines: Sequence[tuple[str, int]]) -> dict[int, list[Cell]]:
    """Rows of tables whose cells only spaces part, as the text layer of a PDF has them: index of the line -> cells.

    `lines`: each line's stripped text and where it starts. A table is a head that names columns (指标, 单位) and the
    rows below it, or any head without figures and at least three lines with a label and as many values as it has
    columns besides. A line that only groups rows has no cells.
    """
    found = _spaced_rows(lines)
    index = 0
    while index < len(lines):
        if index in found:
            index += 1
            continue
        width = _values_of(lines[index][0])
        stop = index + 1
        while width and stop < len(lines) and _values_of(lines[stop][0]) == width:
            stop += 1
        head = lines[index - 1][0] if index else ""
        if width and stop - index >= _LEAST_ALIGNED and _HEAD_OF_ALIGNED.match(head) and len(head.split()) == width + 1:
            found |= {at: _cut_aligned(*lines[at], width) for at in range(index - 1, stop)}
        index = stop
    return found


def _values_of(text: str) -> int:
    row = _ALIGNED.match(text)
    return len(row["values"].split()) if row is not None else 0


def _cut_aligned(text: str, start: int, width: int) -> list[Cell]:
    words = [(word.start(), word.end()) for word in re.finditer(r"\S+", text)]
    first, last = words[0][0], words[-width - 1][1]
    spans = [(first, last), *words[-width:]]
    return [Cell(text[a:b].rstrip("*"), start + a, start + a + len(text[a:b].rstrip("*"))) for a, b in spans]


def read_unit(text: str) -> tuple[str, str, float] | None:
    """A unit as a header prints it (万人次, 张, /10万): unit of the contract, class, factor; None if it is none."""
    text = text.strip()
    text = text[1:] if text.startswith("1/") else text  # 1/10万
    known = units()
    if text in known:
        return (*known[text], 1.0)
    found = _MULTIPLIED_UNIT.match(text)
    if found and found.group(1) and found.group(2) in known:
        return (*known[found.group(2)], _MULTIPLIERS[found.group(1)])
    return None


def figures(table: Table, reporting: Region | None, base_year: int | None) -> Iterator[Figure]:
    """Every figure of a table, row by row."""
    rows = [(cells, line) for cells, line in zip(table.rows, table.lines, strict=True)]
    rows = [(cells, line) for cells, line in rows if not _RULE_ROW.match("|".join(cell.text for cell in cells) or "|")]
    if len(rows) < 2:
        return
    caption = table.caption
    while len(rows) > 2 and len(titles := {cell.text for cell in rows[0][0] if cell.text}) == 1 and len(rows[0][0]) > 2:
        caption += titles.pop()  # a title in a row of its own
        rows = rows[1:]
    depth = _header_depth([cells for cells, _ in rows])
    if depth == 0:
        return
    width = max(len(cells) for cells, _ in rows)
    columns = [
        _column([cells[i].text for cells, _ in rows[:depth] if i < len(cells)], reporting, base_year)
        for i in range(width)
    ]
    newest = max(
        (column for column in columns if column.year is not None), key=lambda column: column.year or 0, default=None
    )
    if newest is not None and any(_SORT_OF_GOAL.fullmatch(cell.text) for cells, _ in rows[depth:] for cell in cells):
        newest.target = True if newest.target is None else newest.target
    for column in columns if newest is not None else ():
        if column.measure != "level" and column.year is None:  # growth leads to the newest year of the table
            column.year, column.target = newest.year, newest.target  # type: ignore[union-attr]
    _parts_of_columns(columns)
    labels = _label_width([cells for cells, _ in rows[depth:]], columns)
    caption_unit = _UNIT_IN_CAPTION.search(caption)
    default_unit = read_unit(caption_unit.group(1)) if caption_unit else None
    subject = _caption_subject(caption)
    year_said = _CAPTION_YEAR.search(caption)
    said = int(year_said.group(1)) if year_said and not any(column.year for column in columns) else None
    for number, (cells, line) in enumerate(rows[depth:], start=depth):
        yield from _row_figures(cells, line, number, columns, labels, default_unit, subject, reporting, base_year, said)


def _header_depth(rows: list[list[Cell]]) -> int:
    """How many rows at the top hold no figure but years."""
    depth = 0
    for cells in rows[:3]:
        filled = [cell.text for cell in cells if cell.text]
        if any(_is_figure(text) for text in filled):
            break
        depth += 1
    return depth if depth < len(rows) else 0


def _is_figure(text: str) -> bool:
    found = _NUMBER.match(text)
    if found is None:
        return False
    rest = found.group("rest").strip()
    if rest.startswith("年") or (re.fullmatch(r"(?:19|20)\d\d", text) is not None):
        return False
    return rest in _AFTER or rest in units() or read_unit(rest.removesuffix("以上").removesuffix("左右")) is not None


_GAP_IN_WORD = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff(（])")


def _tidy(text: str) -> str:
    """A label without the spaces that set it: 医 院."""
    return _GAP_IN_WORD.sub("", text)


def _parts_of_columns(columns: list[_Column]) -> None:
    """A part takes unit and name from the total before it: 卫生机构数(个) | #医院 | 床位数(张) | #医院."""
    total: _Column | None = None
    for column in columns:
        if not column.is_part:
            total = column
        elif total is not None and not column.unit:
            alone = column.words.endswith("数") or total.unit in _FACILITY_UNITS or _PERSONS.search(column.words)
            column.unit, column.factor = total.unit, total.factor
            column.words = column.words if alone else rescope(column.words, total.words) or column.words


_FACILITY_UNITS = frozenset({"个", "家", "所", "处"})


def _column(texts: list[str], reporting: Region | None, base_year: int | None) -> _Column:
    header = "".join(dict.fromkeys(_tidy(text) for text in texts if text))
    column = _Column(header)
    if _UNIT_COLUMN.match(header):
        column.is_unit = True
        return column
    part = _PART.match(header)
    column.is_part = part is not None
    header = header[part.end() :] if part else header
    words = header
    bracket = _BRACKETED_UNIT.search(header)
    if bracket:
        unit = read_unit(bracket.group(1))
        if unit:
            column.unit, _, column.factor = unit
            words = header[: bracket.start()]
    if _CHANGE_PCT.search(header) and (column.unit in ("", "%")):
        column.measure = "change_pct"
    elif _CHANGE.search(words):
        column.measure = "change"
    year = _YEAR.search(words)
    if year:
        column.year = int(year.group(1)) if column.measure == "level" else None
        words = words[: year.start()] + words[year.end() :]
    elif re.search(r"[上去]年", words) and column.measure == "level" and base_year:
        column.year = base_year - 1
    if _TARGET.search(words):
        column.target = True
    elif _BASE.search(words):
        column.target = False
    for _, _, name in names_in(words):
        column.region = resolve(name, column.year or base_year, reporting.code if reporting else None)
        words = words.replace(name, "")
    if column.measure != "level":
        words = ""
    column.words = re.sub(
        r"目标值?|计划|任务[数量]?|基数|基线|实际值?|完成(?:情况|数|值)?|数值|全年|(?:1?\d[-—至])?1?\d月份?|累计|年度?|[:：\s]|指标值?|^(?:本期|合计|总计|全[省市县区])$",
        "",
        words,
    )
    return column


def _label_width(rows: list[list[Cell]], columns: list[_Column]) -> int:
    """How many leading columns name the row: those that never hold a figure, the unit column aside."""
    width = 0
    for index, column in enumerate(columns):
        if _SERIAL_COLUMN.match(column.header):
            width += 1
            continue
        if (
            column.is_unit
            or column.year is not None
            or any(index < len(cells) and _is_figure(cells[index].text) for cells in rows)
        ):
            break
        width += 1
    return max(width, 1)


def _caption_subject(caption: str) -> str:
    """What a caption says the table is about (年末医疗卫生机构床位), without its number, year and unit."""
    text = re.split(r"单位[:：]", caption)[0]
    text = re.sub(
        r"^附?表\s*[一二三四五六七八九十\d.\-]*[:：]?|(?:19|20)\d\d年(?:度|末|底)?|[全本][国省市县区]|情况(?:表|统计)?$|统计表$|一览表$|^[(（].*[)）]$|\s|[()（）]",
        "",
        text,
    )
    return text if 2 <= len(text) <= 24 else ""


def _row_figures(
    cells: list[Cell],
    line: tuple[int, int],
    number: int,
    columns: list[_Column],
    labels: int,
    default_unit: tuple[str, str, float] | None,
    subject: str,
    reporting: Region | None,
    base_year: int | None,
    caption_year: int | None,
) -> Iterator[Figure]:
    label = _tidy(next((cell.text for cell in reversed(cells[:labels]) if cell.text), ""))
    label = _NUMBERING.sub("", label.replace(" ", "") if not label.isascii() else label)
    row_unit = None
    bracket = _BRACKETED_UNIT.search(label)
    if bracket and read_unit(bracket.group(1)):
        row_unit = read_unit(bracket.group(1))
        label = label[: bracket.start()].strip()
    elif label[-1:] in ("%", "‰") and len(label) > 2:
        row_unit, label = read_unit(label[-1]), label[:-1]  # 病床使用率%
    region, year = None, None
    for _, _, name in names_in(label):
        if name == label:
            region = resolve(name, base_year, reporting.code if reporting else None)
    found_year = _YEAR.match(label)
    if found_year and len(label) <= 6:
        year = int(found_year.group(1))
    for index, cell in enumerate(cells):
        if index < len(columns) and columns[index].is_unit and read_unit(cell.text):
            row_unit = read_unit(cell.text)
    label = "" if region is not None or year is not None else label
    for index, cell in enumerate(cells):
        if index < labels or index >= len(columns) or columns[index].is_unit or not _is_figure(cell.text):
            continue
        figure = _figure(cell, columns[index], label, row_unit, default_unit, subject)
        if figure is None:
            continue
        figure.line, figure.row, figure.column = line, number, index
        figure.region = region or columns[index].region
        figure.year = year or columns[index].year or caption_year
        yield figure


def _unit_by_name(name: str) -> tuple[str, str, float]:
    if FACILITY.search(core_of(name)):
        return "个", "item", 1.0
    return next((unit for pattern, unit in _BY_NAME if pattern.search(name)), ("", "", 1.0))


def _figure(
    cell: Cell,
    column: _Column,
    label: str,
    row_unit: tuple[str, str, float] | None,
    default_unit: tuple[str, str, float] | None,
    subject: str,
) -> Figure | None:
    found = _NUMBER.match(cell.text)
    if found is None:
        return None
    rest = found.group("rest").strip()
    tail = next((word for word in ("及以上", "以上", "以下", "以内", "左右") if rest.endswith(word)), "")
    printed = read_unit(rest.removesuffix(tail)) if rest.removesuffix(tail) else None
    own_column = (column.unit, units().get(column.unit, ("", ""))[1], column.factor) if column.unit else None
    unit, unit_class, factor = printed or own_column or row_unit or default_unit or _unit_by_name(column.words or label)
    if column.measure == "change_pct":
        unit, unit_class, factor = "%", "rate", 1.0
    elif column.measure == "change" and unit in ("%", "‰") and column.unit in ("", "百分点"):
        unit, unit_class = ("百分点" if unit == "%" else "千分点"), "point"
    text, metric = _name(label, column.words, subject, unit, unit_class, column.measure != "level")
    if metric is None and not unit and label:
        metric = named_whatever_unit(label)  # 医师日均担负诊疗人次 | 5.7
        text = label if metric is not None else text
    if not text or (metric is None and not unit):
        return None
    if metric is not None and not unit:
        unit = metric.unit
    value = multiply(found.group("number"), factor, negative=found.group("sign") in ("-", "−"))
    comparator = _BEFORE.get(found.group("before") or "", "") or _AFTER.get(tail, "") or "="
    start = cell.start + found.start("number")
    return Figure(
        start,
        cell.start + found.end("number"),
        value,
        unit,
        text,
        metric,
        column.measure,
        comparator,
        None,
        None,
        column.target,
        (0, 0),
        0,
        0,
    )


_STAFF = re.compile(r"(?:师|士|员|医生)(?:\([^()]*\))?$")


def _is_scope(label: str, words: str) -> bool:
    """Whether a row's label stands in the place of the caption's own (床位: 医院), and is no name for itself."""
    if words and not FACILITY.search(label):
        return False
    return not (_RATIO.search(label) or NOUN_HEAD.search(label) or _STAFF.search(label))


def _name(label: str, words: str, subject: str, unit: str, unit_class: str, change: bool) -> tuple[str, Metric | None]:
    """The metric that row label, column header and caption name together; of known names the fullest."""
    generic = not label or _GENERIC_LABEL.match(label) is not None
    scoped = rescope(label, subject) if label and subject else ""
    tries = [label + words, words + label, scoped + words, label + subject, label, words, subject + words, subject]
    if generic:
        tries = [words, subject + words, subject]
    for name in tries:
        if len(name) >= 2:
            metric = link(name, unit, unit_class, change=change)
            lone = name in (words, subject) and not generic
            if metric is not None and not lone and not (name == label and words):
                return name, metric
    if generic:
        text = subject + words
    elif scoped and _is_scope(label, words):
        text = scoped + words
    else:
        text = label + (words or ("" if len(label) >= 4 else subject))
    text = text or label
    return text, named_in_any_unit(text, unit_class) if unit_class else None
