"""Regions of GB/T 2260: names to codes as valid in a year, and the region that a bulletin, a clause, a figure is about."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

CHINA = "100000"
_SUFFIXES = "省市县区旗州盟"
_LONGEST_NAME = 16


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

    def name_of(self, code: str, year: int | None) -> str | None:
        """The name that the code had in that year, or else its newest."""
        rows = self.by_code.get(code, ())
        for row in rows:
            if row.valid_in(year):
                return row.name
        return rows[-1].name if rows else None


_AUTONOMOUS = re.compile(r"族自治([县旗])$")  # 陵水黎族自治县 is commonly 陵水县


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
        if common and region.level == "county" and len(region.short_name) >= 2:
            by_name.setdefault(region.short_name + common.group(1), []).append(region)
        if len(region.short_name) >= 2:
            by_short.setdefault(region.short_name, []).append(region)
    return RegionIndex(
        {key: tuple(rows) for key, rows in by_code.items()},
        {key: tuple(rows) for key, rows in by_name.items()},
        {key: tuple(rows) for key, rows in by_short.items()},
    )


_NOT_A_PLACE = (
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
_LEVEL_WORDS = {
    "province": re.compile(r"全省|我省|省委|省政府|省卫生"),
    "prefecture": re.compile(r"全市|我市|市委|市政府|全州|我州|州委|全盟|市卫"),
    "county": re.compile(r"全县|我县|县委|县政府|全旗|我旗|旗委|县卫|全区|我区|(?<!社)区委(?!员)|区政府|(?<!社)区卫"),
}
_ZONE_WORDS = re.compile(r"全区|我区|区委|区政府|自治区党委")
_HEALTHY = re.compile(r"(?:健康|平安|幸福|美丽|品质)([\u4e00-\u9fff]{2,5}?)(?:建设|行动|目标|战略|实践|人民|[”\"])")
_COMPARED = re.compile(r"(?:高于|低于|优于|好于|超过|超|与|比|较|占|居|位居|列|位列|在|领跑|等)$")


def names_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Every full region name in the text, the longest where several end at one character."""
    known = region_index().by_name
    found = []
    for suffix in _SUFFIX.finditer(text, start, len(text) if end is None else end):
        stop = suffix.end()
        for length in range(min(_LONGEST_NAME, stop - start), 1, -1):
            name = text[stop - length : stop]
            if name in known and name not in _GENERIC:
                found.append((stop - length, stop, name))
                break
    return found


def _is_child(code: str, parent: str) -> bool:
    if parent == CHINA:
        return True
    if parent.endswith("0000"):
        return code[:2] == parent[:2] and code != parent
    if parent.endswith("00"):
        return code[:4] == parent[:4] and code != parent
    return False


def _province(code: str) -> str:
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
            lambda row: _is_child(row.code, within),
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


@dataclass(frozen=True, slots=True)
class ReportingRegion:
    """The region a bulletin reports on, and where in the text that was read."""

    region: Region
    start: int
    end: int


def reporting_region(
    text: str, start: int, end: int, title: str, publisher: str, year: int | None
) -> ReportingRegion | None:
    """The region that the bulletin text[start:end] reports on, or None where the text does not tell.

    Evidence, the strongest first: the publisher and title; full names in the text; 健康XX建设; several of a
    region's own children. 全县, 全市, 全省, 全区 say which level to look for.
    """
    head_end = min(end, start + 6000)
    body = text[start:head_end]
    votes: Counter[str] = Counter()
    regions: dict[str, Region] = {}
    places: dict[str, tuple[int, int]] = {}

    def vote(region: Region | None, weight: float, place: tuple[int, int]) -> None:
        if region is not None and region.level != "country":
            votes[region.code] += weight  # type: ignore[assignment]
            regions.setdefault(region.code, region)
            places.setdefault(region.code, place)

    if (_NATION.search(title[:12]) and not names_in(title)) or _NATION.search(publisher[:12]):
        return ReportingRegion(region_index().by_code[CHINA][0], start, start)
    titled: list[Region] = []
    for label in (publisher, title):
        within: str | None = None
        for _, stop, name in names_in(label):
            region = resolve(name, year, within)
            if region is not None:
                within = region.code
                titled.append(region)
                vote(region, 6, (start, start))
                if label[stop : stop + 1] in "委政人卫":
                    vote(region, 2, (start, start))
        if not titled:
            for short, region in _short_names(label, year):
                position = body.find(short)
                vote(region, 4, (start + position, start + position + len(short)) if position >= 0 else (start, start))
    hint = _level_hint(body)
    named = names_in(body)
    anchor = titled[-1].code if titled else None
    children: dict[str, set[str]] = {}
    for first, stop, name in named:
        before = body[max(0, first - 2) : first]
        region = resolve(name, year, anchor)
        if region is None:
            continue
        adjacent = body[stop : stop + 1]
        # a name that opens an institution, or stands beside an office, is the writer's own place more often
        weight = 1.5 if adjacent in ("委", "政", "人", "卫", "中", "医", "疾", "妇", "第") else 1.0
        if before.endswith(("赴", "往", "自", "与", "驰", "援", "和")):
            weight = 0.3
        vote(region, weight, (start + first, start + stop))
        if region.level != "province":
            children.setdefault(region.parent_code, set()).add(region.code)
    for match in _HEALTHY.finditer(body):
        rows = [row for row in region_index().by_short.get(match.group(1), ()) if row.valid_in(year)]
        fitting = [row for row in rows if _fits(row, hint)] or rows
        if len({row.code for row in fitting}) == 1:
            vote(fitting[-1], 3, (start + match.start(1), start + match.end(1)))
    if hint == "province" and not titled:
        known = _prefecture_short_names()
        provinces = Counter(known[name] for name in set(_prefecture_names().findall(body)))
        if provinces:
            code, count = provinces.most_common(1)[0]
            rows = [row for row in region_index().by_code[code] if row.valid_in(year)]
            if count >= 3 and rows:
                vote(rows[-1], 2.0 * count, (start, start))
    for parent, own in children.items():
        if len(own) >= 3 and parent in region_index().by_code:
            rows = [row for row in region_index().by_code[parent] if row.valid_in(year)]
            if rows and hint in ("prefecture", "province", None) and _fits(rows[-1], hint):
                first_child = next(iter(sorted(own)))
                vote(rows[-1], 1.0 * len(own), places[first_child])
    national = len(_OF_THE_NATION.findall(body))
    if national >= 3 and hint is None and not titled and national > max(votes.values(), default=0):
        return ReportingRegion(region_index().by_code[CHINA][0], start, start)
    if not votes:
        return None
    best = _elect(votes, regions, titled, hint)
    if best is None:
        return None
    place = places[best.code]
    return ReportingRegion(best, *place)


_OF_THE_NATION = re.compile(r"(?:全国|我国)(?!" + "|".join(_NOT_A_PLACE) + r")")


@cache
def _prefecture_short_names() -> dict[str, str]:
    """Short names of prefectures that one province alone has -> that province."""
    found: dict[str, set[str]] = {}
    for name, rows in region_index().by_short.items():
        codes = {_province(row.code) for row in rows if row.level == "prefecture" and not row.valid_to}
        if codes:
            found[name] = codes
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


@cache
def _prefecture_names() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_prefecture_short_names(), key=len, reverse=True)))


_NATION = re.compile(r"全国|我国|国家卫生|国家统计局|中华人民共和国|国家疾控|国家中医药|国务院")


def _short_names(label: str, year: int | None) -> list[tuple[str, Region]]:
    found = []
    for length in (4, 3, 2):
        for i in range(len(label) - length + 1):
            rows = [row for row in region_index().by_short.get(label[i : i + length], ()) if row.valid_in(year)]
            top = [row for row in rows if row.level in ("province", "prefecture")] or rows
            if len({row.code for row in top}) == 1 and label[i : i + length] not in ("和平", "新华", "东方", "开放"):
                found.append((label[i : i + length], top[-1]))
        if found:
            break
    return found


def _level_hint(body: str) -> str | None:
    counts = {level: len(words.findall(body)) for level, words in _LEVEL_WORDS.items()}
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] >= 2 else None


def _fits(region: Region, hint: str | None) -> bool:
    if hint is None:
        return True
    if hint == "county":
        return region.level == "county" or (region.level == "province" and region.name.endswith("自治区"))
    if hint == "prefecture":
        return (
            region.level == "prefecture"
            or (region.level == "province" and region.name.endswith("市"))
            or (region.level == "county" and region.name.endswith("市"))
        )
    return region.level == hint


def _elect(votes: Counter[str], regions: dict[str, Region], titled: list[Region], hint: str | None) -> Region | None:
    if titled:
        # 重庆市万州区: the lowest region of the chain that the title writes out
        lowest = titled[-1]
        for region in titled:
            if _is_child(region.code, lowest.code):
                lowest = region
        return lowest
    ranked = sorted(votes, key=lambda code: (-(votes[code] if _fits(regions[code], hint) else votes[code] * 0.2), code))
    best = regions[ranked[0]]
    if not _fits(best, hint) or votes[best.code] < 2:
        return None
    if (
        len(ranked) > 1
        and votes[ranked[1]] >= votes[best.code]
        and _fits(regions[ranked[1]], hint)
        and votes[best.code] < 4
    ):
        return None
    return best


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
        return _province(code)
    if kind == "区":
        if reporting.level == "county" and reporting.name.endswith("区"):
            return code
        return _province(code) if code[:2] in ("15", "45", "54", "64", "65") else code
    if kind in ("市", "州", "盟"):
        if reporting.level == "county" and not reporting.name.endswith("市"):
            return reporting.parent_code if reporting.parent_code != CHINA else code
        return code
    return code  # 全县, 全旗


_CLAUSE_OPENING = re.compile(
    r"(?:^|[,，;:、。(和与及]|前[一二三四五六七八九十\d]+位?的?(?:县市?区?|地区)?(?:依次|分别)?[是为有])(?:(?:其中|目前|同时|另外|此外|截至[^,，]{1,8}|年内|今年|去年|上半年|20\d\d年)[,，:]?)?"
)


_LISTED_END = re.compile(r"[、,，;；。)）]")


def _governs_value(text: str, start: int, stop: int) -> bool:
    """Whether a region that opens a list item or a bracket has a figure of its own there (集宁区12人、丰镇市8人)."""
    if start == 0 or text[start - 1] not in "、(和与及" or "分别" in text[stop : stop + 24]:
        return True
    end = _LISTED_END.search(text, stop)
    return any(char.isdigit() for char in text[stop : end.start() if end else len(text)])


def governs(region: Region, own: str) -> bool:
    """Whether a bulletin of the region `own` can turn to that region: itself, or one inside it."""
    return region.code == own or _is_child(region.code, own)


_OFFICE = frozenset("委政人卫医疾妇中第局")


def regions_said(text: str, reporting: Region | None, year: int | None) -> list[tuple[int, str | None, int]]:
    """Where a compact sentence turns to a region: (position, code, end of the name), in order."""
    said: list[tuple[int, str | None, int]] = []
    for match in _LEVEL_NAME.finditer(text):
        if _COMPARED.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        if text[max(0, match.start() - 1) : match.end()] in region_index().by_name:
            continue  # 万全区, 天全县
        following = text[match.end() : match.end() + 3]
        if following.startswith(_NOT_A_PLACE):
            continue
        said.append((match.start(), level_word(match.group(), reporting), match.end()))
    if _SUFFIX.search(text):
        openings = {match.end() for match in _CLAUSE_OPENING.finditer(text)}
        for start, stop, name in names_in(text):
            if start not in openings and not (said and said[-1][2] == start - 1):
                continue
            if not _governs_value(text, start, stop):
                continue
            region = resolve(name, year, reporting.code if reporting else None)
            if region is None:
                continue
            if reporting is None:
                if region.level == "province" and text[stop : stop + 1] not in _OFFICE:
                    said.append((start, region.code, stop))
            elif (
                region.code == reporting.code
                or region.level == "province"
                or _is_child(region.code, reporting.code)
                or (region.code == reporting.parent_code and text[stop : stop + 1] not in _OFFICE)
            ):
                said.append((start, region.code, stop))
    said.sort(key=lambda item: item[0])
    return said
