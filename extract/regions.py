"""Regions of GB/T 2260: names to codes as valid in a year, and the regions that a sentence turns to."""

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.vocabulary import longest_of

CHINA = "100000"
_SUFFIXES = "省市县区旗州盟"


@dataclass(frozen=True, slots=True)
class Region:
    """One row of the region catalogue: a code with its name while `valid_from` <= list revision <= `valid_to`."""

    code: str
    name: str
    short_name: str
    level: str  # country | province | prefecture | county
    parent_code: str
    valid_from: str  # YYYY-MM, '' = before the first list
    valid_to: str  # YYYY-MM, '' = after the last list

    def valid_in(self, year: int | None) -> bool:
        """Whether a list revision of that year, or of the year before or after it, has the row."""
        if year is None:
            return not self.valid_to
        return (not self.valid_from or int(self.valid_from[:4]) <= year + 1) and (
            not self.valid_to or int(self.valid_to[:4]) >= year - 1
        )


@dataclass(frozen=True)
class RegionIndex:
    """The catalogue by code, by full name and by short name."""

    by_code: dict[str, tuple[Region, ...]]
    by_name: dict[str, tuple[Region, ...]]
    by_short: dict[str, tuple[Region, ...]]
    endings: dict[str, tuple[int, ...]]  # the last two characters of full names -> lengths of these, longest first

    def name_of(self, code: str, year: int | None) -> str | None:
        """The name that the code had in that year, or else its newest."""
        rows = self.by_code.get(code, ())
        for row in rows:
            if row.valid_in(year):
                return row.name
        return rows[-1].name if rows else None


_AUTONOMOUS = re.compile(r"族自治([县旗州])$")  # 陵水黎族自治县 is commonly 陵水县, 恩施土家族苗族自治州 恩施州


@cache
def region_index() -> RegionIndex:
    """Read `catalogue/regions.csv` once."""
    by_code: dict[str, list[Region]] = {}
    by_name: dict[str, list[Region]] = {}
    by_short: dict[str, list[Region]] = {}
    table = (files("extract") / "catalogue" / "regions.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(io.StringIO(table, newline="")):
        region = Region(
            row["region_code"],
            row["name"],
            row["short_name"],
            row["level"],
            row["parent_code"],
            row["valid_from"],
            row["valid_to"],
        )
        by_code.setdefault(region.code, []).append(region)
        by_name.setdefault(region.name, []).append(region)
        common = _AUTONOMOUS.search(region.name)
        if common and len(region.short_name) >= 2:
            by_name.setdefault(region.short_name + common.group(1), []).append(region)
        if len(region.short_name) >= 2:
            by_short.setdefault(region.short_name, []).append(region)
    endings: dict[str, set[int]] = {}
    for name in by_name:
        endings.setdefault(name[-2:], set()).add(len(name))
    return RegionIndex(
        {key: tuple(rows) for key, rows in by_code.items()},
        {key: tuple(rows) for key, rows in by_name.items()},
        {key: tuple(rows) for key, rows in by_short.items()},
        {ending: tuple(sorted(lengths, reverse=True)) for ending, lengths in endings.items()},
    )


NOT_A_PLACE = (
    *(
        "平均",
        "前列",
        "第",
        "排名",
        "首",
        "上下",
        "领先",
        "先进",
        "唯一",
        "最多",
        "最高",
        "率先",
        "重点",
        "文明",
        "示范",
        "劳动",
    ),
    *("人口普查",),
    *("限定", "规定", "要求", "标准", "下达", "目标"),
    *("百强", "卫生城", "卫生县", "卫生先进", "试点", "统一"),
)
_SUFFIX = re.compile(f"[{_SUFFIXES}]")
_GENERIC = frozenset(
    {
        "市辖区",
        "城区",
        "郊区",
        "矿区",
        "开发区",
        "新区",
        "市区",
        "县",
        "市",
        "区",
        "市郊区",
        "新市区",
        "工业园区",
        "示范区",
    }
)
_COMPARED = re.compile(r"(?:高于|低于|优于|好于|超过|超|与|比|较|占|居|位居|列|位列|在|领跑|等)$")


def names_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Every full region name in the text, the longest where several end at one character."""
    known, endings = region_index().by_name, region_index().endings
    found = []
    for suffix in _SUFFIX.finditer(text, start, len(text) if end is None else end):
        stop = suffix.end()
        for length in endings.get(text[stop - 2 : stop], ()):
            name = text[stop - length : stop] if length <= stop - start else ""
            if name in known and name not in _GENERIC and (length > _SHORTEST or _stands_apart(text, start, stop)):
                found.append((stop - length, stop, name))
                break
    return found


_SHORTEST = 2  # characters of a full name: 和县, 康县, 宁县
_BOUNDARY = frozenset("在与及赴到往对由从向给为是于年月日共中而据")


def _stands_apart(text: str, start: int, stop: int) -> bool:
    """Whether a name of two characters is one, and no part of other words: 健康县区, 省市和县级, 某宁县."""
    if text[stop : stop + 1] in ("区", "市", "级", "域", "乡"):
        return False
    first = stop - _SHORTEST
    before = text[first - 1 : first] if first > start else ""
    if not "\u4e00" <= before <= "\u9fff" or before in _BOUNDARY:
        return True
    names, shorts = region_index().by_name, region_index().by_short
    above = text[max(start, first - _LONGEST) : first]
    return any(above[at:] in names or above[at:] in shorts for at in range(len(above) - 1))


_LONGEST = 12  # characters of a name that is looked for beside another one
_JOINT = re.compile(r"、|以及|和|与|及")
# 三江、融水两个县推行…
_COUNTED_PLACES = re.compile(
    r"等?(?:[两二三四五六七八九十]|\d{1,2})个?(?:县市区|县[(]市、区[)]|县区|县市|[县市区旗州地])"
)


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Sibling regions listed by their full or short names: 京山、钟祥、沙洋."""

    start: int
    stop: int
    names: tuple[str, ...]


def place_list(text: str, start: int = 0) -> PlaceList | None:
    """The first list of places of one parent; that they are siblings tells them from words that look like names."""
    for joint in _JOINT.finditer(text, start + _SHORTEST):
        for length in range(min(_LONGEST, joint.start() - start), _SHORTEST - 1, -1):
            first = text[joint.start() - length : joint.start()]
            parents = _parents(first)
            found = _list_on(text, joint, first, parents) if parents else None
            if found is not None:
                return found
    return None


def _list_on(text: str, joint: re.Match[str], first: str, parents: frozenset[str]) -> PlaceList | None:
    """The list that begins with this name and goes on behind its joint, as far as the places have one parent."""
    names, stop = [first], joint.start()
    following: re.Match[str] | None = joint
    while following is not None:
        place = next(
            (
                name
                for length in range(_LONGEST, _SHORTEST - 1, -1)
                if len(name := text[following.end() : following.end() + length]) == length
                and not text.startswith("域", following.end() + length)  # 县域内就诊率
                and parents & _parents(name)
            ),
            None,
        )
        if place is None:
            break
        names.append(place)
        parents, stop = parents & _parents(place), following.end() + len(place)
        following = _JOINT.match(text, stop)
    if len(names) == 1:
        return None
    counted = _COUNTED_PLACES.match(text, stop)
    return PlaceList(joint.start() - len(first), counted.end() if counted else stop, tuple(names))


def _parents(name: str) -> frozenset[str]:
    if name in _GENERIC:
        return frozenset()
    index = region_index()
    rows = (*index.by_name.get(name, ()), *index.by_short.get(name, ()))
    return frozenset(row.parent_code for row in rows if row.level != "country")


def child_named(name: str, reporting: Region, year: int | None) -> Region | None:
    """The one region inside the reporting one that bears this full or short name."""
    index = region_index()
    rows = [
        row
        for row in (*index.by_name.get(name, ()), *index.by_short.get(name, ()))
        if is_inside(row.code, reporting.code) and row.code != CHINA
    ]
    rows = [row for row in rows if row.valid_in(year)] or rows
    return rows[-1] if len({row.code for row in rows}) == 1 else None


def is_inside(code: str, parent: str) -> bool:
    if parent == CHINA:
        return True
    if parent.endswith("0000"):
        return code[:2] == parent[:2] and code != parent
    if parent.endswith("00"):
        return code[:4] == parent[:4] and code != parent
    return False


def province_of(code: str) -> str:
    return code[:2] + "0000"


def resolve(name: str, year: int | None, within: str | None) -> Region | None:
    """The region of that full name in that year; the reporting region's own children come first, then its siblings.

    None where several regions of the country bear the name and nothing decides.
    """
    rows = [row for row in region_index().by_name.get(name, ()) if row.valid_in(year)]
    rows = rows or list(region_index().by_name.get(name, ()))
    if not rows:
        return None
    if within:
        for test in (
            lambda row: row.code == within,
            lambda row: is_inside(row.code, within),
            lambda row: row.code[:4] == within[:4],
            lambda row: row.code[:2] == within[:2],
        ):
            nearer = [row for row in rows if test(row)]
            if nearer:
                return nearer[-1]
    codes = {row.code for row in rows}
    if len(codes) == 1:
        return rows[-1]
    upper = [row for row in rows if row.level in ("province", "prefecture")]
    return upper[-1] if len({row.code for row in upper}) == 1 else None


_LEVEL_NAME = re.compile(r"全国|我国|全省|我省|全自治区|全区|我区|全市|我市|全州|我州|全盟|我盟|全县|我县|全旗|我旗")


def level_word(word: str, reporting: Region | None) -> str | None:
    """The code of 全国, 全省, 全市, 我县 ... as a bulletin of that region means it."""
    kind = word[1:]
    if kind == "国":
        return CHINA
    if reporting is None:
        return None
    code = reporting.code
    if kind in ("省", "自治区"):
        return province_of(code)
    if kind == "区":
        if reporting.level == "county" and reporting.name.endswith("区"):
            return code
        return province_of(code) if code[:2] in ("15", "45", "54", "64", "65") else code
    if kind in ("市", "州", "盟"):
        if reporting.level == "county" and not reporting.name.endswith("市"):
            return reporting.parent_code if reporting.parent_code != CHINA else code
        return code
    return code  # 全县, 全旗


_CLAUSE_OPENING = re.compile(
    r"(?:^|[,，;:、。(和与及]|最[多高低少大小]的[^,，;:。是为]{0,6}[是为]|以(?=[^,，;。]{2,14}最[多高低少大小])|前[一二三四五六七八九十\d]+位?的?(?:县市?区?|地区)?(?:依次|分别)?[是为有])(?:(?:其中|其次[是为]?|第二[是为]|特别是|尤其是|比如|例如|目前|同时|另外|此外|截至[^,，]{1,8}|年内|今年|去年|上半年|20\d\d年)[,，:]?)?"
)


_OPENS_CLAUSE = re.compile(r"(?:^|[,，;；:。、(（\]]|年末?|月底?|季度|同期|其中|目前|而|据|截至|[时均])$")
_LISTED_END = re.compile(r"[、,，;；。)）]")


def _governs_value(text: str, start: int, stop: int) -> bool:
    """Whether a region that opens a list item or a bracket has a figure of its own there (集宁区12人、丰镇市8人)."""
    if start == 0 or text[start - 1] not in "、(和与及" or "分别" in text[stop : stop + 24]:
        return True
    end = _LISTED_END.search(text, stop)
    return any(char.isdigit() for char in text[stop : end.start() if end else len(text)])


def governs(region: Region, own: str) -> bool:
    """Whether a bulletin of the region `own` can turn to that region: itself, or one inside it."""
    return region.code == own or is_inside(region.code, own)


_OFFICE = frozenset("委政人卫医疾妇中第局")


def _opens_clause(text: str, at: int) -> bool:
    """Whether a clause begins there, or after a place (重庆全市)."""
    return (
        _OPENS_CLAUSE.search(text[max(0, at - 3) : at]) is not None
        or text[max(0, at - 2) : at] in region_index().by_short
    )


_SUPERLATIVES = ("最高", "最低", "最多", "最少", "最快", "最大", "最小")


def regions_said(text: str, reporting: Region | None, year: int | None) -> list[tuple[int, str | None, int]]:
    """Where a compact sentence turns to a region: (position, code, end of the name), in order."""
    said: list[tuple[int, str | None, int]] = []
    for match in _LEVEL_NAME.finditer(text):
        compared = _COMPARED.search(text[max(0, match.start() - 2) : match.start()])
        in_name = text[max(0, match.start() - 1) : match.end()] in region_index().by_name  # 万全区, 天全县
        if compared or in_name or text.startswith(NOT_A_PLACE, match.end()):
            continue
        code = level_word(match.group(), reporting)
        # 创建全国试点县: only a clause that opens with the region above is about it
        if reporting is None or code == reporting.code or _opens_clause(text, match.start()):
            said.append((match.start(), code, match.end()))
    said += _short_names_said(text, reporting, year)
    if _SUFFIX.search(text):
        openings = {match.end() for match in _CLAUSE_OPENING.finditer(text)}
        for start, stop, name in names_in(text):
            # 甲市、乙市 in a row, or 江苏省苏州市
            behind = said[-1][2] if said else start + 1
            superlative = text[stop : stop + 2] in _SUPERLATIVES  # 老龄化率乳山市最高,为41.2%
            in_it = start - 1 in openings and text[start - 1] == "在" and text[stop : stop + 1] in (",", "，")
            opens = (
                superlative
                or in_it  # 在长子县,依托乡镇卫生院建成…
                or start in openings
                or behind == start
                or (behind < start and text[behind:start] in _BESIDE_ANOTHER)
            )
            if opens and _governs_value(text, start, stop):
                region = resolve(name, year, reporting.code if reporting else None)
                if region is not None and _turned_to(region, reporting, text, stop):
                    said.append((start, region.code, stop))
    said.sort(key=lambda item: item[0])
    return said


_UNITS_OF = re.compile(r"[一二两三四五六七八九十\d](?:(?<=\d)\d)?个(?:县市区|县区|[县市区旗](?![域属级内])|乡镇|街道)")
_PLACE_ENDS = re.compile(r"[,，:。、的市\d]|全市|$")


def _short_names_said(text: str, reporting: Region | None, year: int | None) -> list[tuple[int, str | None, int]]:
    """Places by their short names: 江苏苏州,90%的…; 为三亚5个区…."""
    said: list[tuple[int, str | None, int]] = []
    for units in _UNITS_OF.finditer(text):
        for length in range(5, 1, -1):
            first = max(0, units.start() - length)
            name = text[first : units.start()]
            if reporting is None or name not in region_index().by_short or text[first - 1 : first] in _BESIDE_ANOTHER:
                continue
            place = child_named(name, reporting, year)
            if place is not None:
                said.append((units.start() - len(name), place.code, units.start()))
                break
    for province in _short_of_province().finditer(text):
        at = province.start()
        if at and text[at - 1] not in _OPENS_ITEM:
            continue
        city = _city_of_a_province(text, at, year)
        if city is not None and (reporting is None or governs(city[0], reporting.code)):
            said.append((at, city[0].code, city[1]))
    return said


@cache
def _short_of_province() -> re.Pattern[str]:
    rows = region_index().by_short.items()
    return re.compile(longest_of(name for name, named in rows if any(row.level == "province" for row in named)))


_BESIDE_ANOTHER = ("、", "和", "与", "及")  # 云台、海州和连云5个区 are several
_OPENS_ITEM = frozenset(",，;；:。(")


def _city_of_a_province(text: str, at: int, year: int | None) -> tuple[Region, int] | None:
    """江苏苏州: a short name right behind that of its province, and where it ends."""
    shorts = region_index().by_short
    for length in (2, 3):
        above = [row for row in shorts.get(text[at : at + length], ()) if row.level == "province"]
        for own in range(5, 1, -1) if above else ():
            stop = at + length + own
            for row in shorts.get(text[at + length : stop], ()):
                inside = any(is_inside(row.code, province.code) for province in above)
                if inside and row.valid_in(year) and _PLACE_ENDS.match(text, stop):
                    return row, stop
    return None


# 四川省彝医医院挂牌, 八步区人民医院等四家: the place is part of a name, and figures behind it are the bulletin's own
_NAMES_A_HOUSE = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:医院|保健院|疾控中心|大学|学院|研究院|公司)(?:[、和][\u4e00-\u9fff]{2,14}?)?"
    r"(?:等(?:[一二两三四五六七八九十]|\d+)[家个所]|(?:正式|成功|全面|建成)*(?:挂牌|揭牌|启用|投用|投入使用|开诊|落成|封顶|入选|获批|获评))"
)


_VALUE_BEHIND = re.compile(r"(?:是|为|达到?|仅为?|只有)?\d")


def _turned_to(region: Region, reporting: Region | None, text: str, stop: int) -> bool:
    """Whether a bulletin can turn to that region: itself, inside it, a province, or (not its offices) the one above."""
    following = text[stop : stop + 1]
    if reporting is None:
        valued = region.level != "country" and _VALUE_BEHIND.match(text, stop) is not None  # 签约率,房县61.8%
        return valued or (region.level == "province" and following not in _OFFICE)
    if region.code != reporting.code and _NAMES_A_HOUSE.match(text, stop):
        return False
    if governs(region, reporting.code):
        return True
    return (region.level == "province" or region.code == reporting.parent_code) and following not in _OFFICE
