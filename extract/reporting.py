"""The region that a bulletin reports on: evidence from its publisher, title and text, weighed."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from extract.regions import CHINA, NOT_A_PLACE, Region, is_inside, names_in, province_of, region_index, resolve

_READ = 6000  # characters of a bulletin that are searched for names
_LEVEL_WORDS = {
    "province": re.compile(r"全省|我省|省委|省政府|省卫生"),
    "prefecture": re.compile(r"全市|我市|市委|市政府|全州|我州|州委|全盟|市卫"),
    "county": re.compile(
        r"全县|我县|县委|县政府|全旗|我旗|旗委|县卫|全区|我区|区(?<!社区)委(?!员)|区政府|区(?<!社区)卫"
    ),
}
# 我代表市人民政府向大会报告工作: whoever gives a government report says for which level
_DELIVERED_FOR = re.compile(r"代表[\u4e00-\u9fff]{0,8}?(自治区|省|市|州|盟|县|旗|区)(?:人民政府|政府)|代表行署")
_LEVEL_OF = {"自治区": "province", "省": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture"}
_OFFICE_SAYS = re.compile(r"[^:：,，。]{2,16}(?:局|委|委员会|厅)[:：]")  # 河北省统计局:全省…
_MASKED_PLACE = re.compile(r"(?:[xX×*＊○某]{1,3})(?:省|市|州|盟|县|旗|区)")
_OUR = re.compile(r"我(?:省|市|州|盟|县|区|旗)")
_LEAST_NAMED = 4  # times that a city's short name stands in a text which is to be its own
_HEALTHY = re.compile(r"(?:健康|平安|幸福|美丽|品质)([\u4e00-\u9fff]{2,5}?)(?:建设|行动|目标|战略|实践|人民|[”\"])")
# a name that opens an institution, or stands beside an office, is the writer's own place more often
_OWN_OFFICE = frozenset("委政人卫中医疾妇第")
_ELSEWHERE = ("赴", "往", "自", "与", "驰", "援", "和")
_HELD_THERE = re.compile(r"(?:市|县|区)?(?:隆重)?(?:举行|召开|举办|开幕|闭幕)")
_HEAD_AND_TAIL = 800  # characters at either end of a bulletin where its office signs
_OFFICE_LINE = re.compile(
    r"(?:局|委|委员会|办公室|人民政府|中心|厅|委办|总队|支队|调查队)$|(?:局|委|委员会|办公室|政府|厅) "
    # 曲靖市卫生健康委员会主任, 县卫生局党委书记、局长
    r"|(?:局|委|委员会|厅|中心|医院)(?:党[组委]副?书记[、,，])?(?:副?(?:主任|局长|厅长|院长)|党[组委]副?书记)"
)
_MASKED_PLACE = re.compile(r"[xX×*＊○某]{1,3}[省市县区州旗]")


@dataclass(frozen=True, slots=True)
class ReportingRegion:
    """The region a bulletin reports on, and where in the text that was read."""

    region: Region
    start: int
    end: int


@dataclass(slots=True)
class _Ballot:
    """Votes for regions, each with the first place in the text that spoke for it."""

    votes: Counter[str] = field(default_factory=Counter)
    regions: dict[str, Region] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def vote(self, region: Region | None, weight: float, place: tuple[int, int]) -> None:
        if region is not None and region.level != "country":
            self.votes[region.code] += weight  # type: ignore[assignment]
            self.regions.setdefault(region.code, region)
            self.places.setdefault(region.code, place)


def reporting_region(
    text: str, start: int, end: int, title: str, publisher: str, year: int | None
) -> ReportingRegion | None:
    """The region that the bulletin text[start:end] reports on, or None where the text does not tell.

    Evidence, the strongest first: the publisher and title; full names in the text; 健康XX建设; several of a
    region's own children. 全县, 全市, 全省, 全区 say which level to look for.
    """
    nation = ReportingRegion(region_index().by_code[CHINA][0], start, start)
    if (_NATION.search(title[:12]) and not names_in(title)) or _NATION.search(publisher[:12]):
        return nation
    body = text[start : min(end, start + _READ)]
    hint = _level_hint(body)
    ballot = _Ballot()
    titled = _vote_labels(ballot, publisher, title, body, start, year)
    if not titled:
        _vote_signatures(ballot, text, start, end, year)
    children = _vote_names(ballot, body, start, titled[-1].code if titled else None, year)
    _vote_slogans(ballot, body, start, hint, year)
    if not titled:
        _vote_owners(ballot, body, start, hint, year)
        if hint == "province":
            _vote_cities(ballot, body, start, year)
            _vote_own_province(ballot, body, start, year)
        elif hint == "prefecture" and _MASKED_PLACE.search(body) is None:
            _vote_own_city(ballot, body, start, year)
    _vote_parents(ballot, children, hint, year)
    national = len(_OF_THE_NATION.findall(body))
    if national >= 3 and hint is None and not titled and national > max(ballot.votes.values(), default=0):
        return nation
    best = _elect(ballot.votes, ballot.regions, titled, hint) if ballot.votes else None
    if best is None and len(ballot.votes) == 1 and not _MASKED_PLACE.search(body):
        best = _only_one(ballot, hint, body)
    if best is None and hint is None and _speaks_of_the_nation_alone(body, title):
        return nation
    return ReportingRegion(best, *ballot.places[best.code]) if best is not None else None


_OTHER_LEVEL = re.compile("|".join(words.pattern for words in _LEVEL_WORDS.values()))
_ALL_PROVINCES = re.compile(
    r"个省[(（、]?(?:区|自治区|直辖市|市)|新疆生产建设兵团|国新办|国务院新闻办|国家卫生(?:健康|计生)委|中国(?!移动|联通|电信|共产党|特色|梦|人民|式)"
)


def _speaks_of_the_nation_alone(body: str, title: str) -> bool:
    """A communiqué or press report that names no lower place and says 全国, 我国 or all the provinces."""
    said = _OF_THE_NATION.search(body) or _ALL_PROVINCES.search(body) or _ALL_PROVINCES.search(title)
    return said is not None and not _OTHER_LEVEL.search(body) and not _MASKED_PLACE.search(body)


def _vote_labels(ballot: _Ballot, publisher: str, title: str, body: str, start: int, year: int | None) -> list[Region]:
    """The regions that publisher and title write out, the chain 省 市 县 in order."""
    titled: list[Region] = []
    for label in (publisher, title):
        within: str | None = None
        for _, stop, name in names_in(label):
            region = resolve(name, year, within)
            if region is not None:
                within = region.code
                titled.append(region)
                ballot.vote(region, 8 if label[stop : stop + 1] in "委政人卫" else 6, (start, start))
        if not titled:
            for short, region in _short_names(label, year):
                if _HELD_THERE.match(label, label.find(short) + len(short)):
                    continue  # …活动在武汉举行
                at = body.find(short)
                ballot.vote(region, 4, (start + at, start + at + len(short)) if at >= 0 else (start, start))
    return titled


def _vote_signatures(ballot: _Ballot, text: str, start: int, end: int, year: int | None) -> None:
    """The office that signs above or below the text, on a line of its own: 合肥市统计局 国家统计局合肥调查队."""
    position = start
    for line in text[start:end].split("\n"):
        first, position = position, position + len(line) + 1
        if start + _HEAD_AND_TAIL <= first and position < end - _HEAD_AND_TAIL // 2:
            continue
        short = line.strip()
        if (5 <= len(short) <= 40 and _OFFICE_LINE.search(short)) or _OFFICE_SAYS.match(short):
            at = first + line.index(short)
            for name_start, stop, name in names_in(short)[:2]:
                if name_start <= 3:
                    ballot.vote(resolve(name, year, None), 4, (at + name_start, at + stop))


_OFTEN = 3


def _only_one(ballot: _Ballot, hint: str | None, body: str) -> Region | None:
    """The one region that the text names at all, of the level that 全市, 全县 ... speak of, or named often.

    Names of two characters (和县, 成县) stand by chance in other words.
    """
    region = next(iter(ballot.regions.values()))
    if len(region.name) <= 2 or ballot.votes[region.code] < 1 or not _fits(region, hint):
        return None
    return region if hint is not None or body.count(region.short_name) >= _OFTEN else None


def _vote_names(ballot: _Ballot, body: str, start: int, anchor: str | None, year: int | None) -> dict[str, set[str]]:
    """Full names in the text; also which children of which region are named."""
    children: dict[str, set[str]] = {}
    for first, stop, name in names_in(body):
        region = resolve(name, year, anchor)
        if region is None:
            continue
        weight = 1.5 if body[stop : stop + 1] in _OWN_OFFICE else 1.0
        if body[max(0, first - 2) : first].endswith(_ELSEWHERE):
            weight = 0.3
        if _HELD_THERE.match(body, stop):
            weight = 0.2
        ballot.vote(region, weight, (start + first, start + stop))
        if region.level != "province":
            children.setdefault(region.parent_code, set()).add(region.code)
    return children


def _vote_slogans(ballot: _Ballot, body: str, start: int, hint: str | None, year: int | None) -> None:
    """健康襄阳建设: a short name in the slogan that every place has."""
    for match in _HEALTHY.finditer(body):
        rows = [row for row in region_index().by_short.get(match.group(1), ()) if row.valid_in(year)]
        fitting = [row for row in rows if _fits(row, hint)] or rows
        if len({row.code for row in fitting}) == 1:
            ballot.vote(fitting[-1], 3, (start + match.start(1), start + match.end(1)))


_ITS_WORK = re.compile(r"(?=卫生健康(?:系统|事业|工作|人|战线)|医疗卫生(?:系统|事业|工作)|医疗保障(?:系统|事业|工作))")


def _vote_owners(ballot: _Ballot, body: str, start: int, hint: str | None, year: int | None) -> None:
    """过去一年,陕西卫生健康系统…: a short name right before the field of work that the text is about."""
    for match in _ITS_WORK.finditer(body):
        for length in (4, 3, 2):
            name = body[max(0, match.start() - length) : match.start()]
            rows = [row for row in region_index().by_short.get(name, ()) if row.valid_in(year)]
            fitting = [row for row in rows if _fits(row, hint)]
            if len({row.code for row in fitting}) == 1:
                ballot.vote(fitting[-1], 3, (start + match.start() - length, start + match.start()))
                break


def _vote_cities(ballot: _Ballot, body: str, start: int, year: int | None) -> None:
    """武汉、宜昌、恩施三地作了发言: a province by the short names of its cities."""
    known, openings = _prefecture_short_names(), _openings_in(body)
    provinces = Counter(province for name, province in known.items() if name[:2] in openings and name in body)
    for code, count in provinces.most_common(1):
        rows = [row for row in region_index().by_code[code] if row.valid_in(year)]
        if count >= 3 and rows:
            ballot.vote(rows[-1], 2.0 * count, (start, start))


# letters for provinces that stand in few other words
_PROVINCE_LETTERS = {
    letter: str(code)
    for letter, code in zip(
        "冀沪浙皖闽赣豫鄂湘粤琼渝黔滇陕", (13, 31, 33, 34, 35, 36, 41, 42, 43, 44, 46, 50, 52, 53, 61), strict=True
    )
}
_LETTER = re.compile(r"(?<![援赴驰往])[" + "".join(_PROVINCE_LETTERS) + "](?!港澳|江|西|尔多斯|温克|伦春)")


def _vote_own_province(ballot: _Ballot, body: str, start: int, year: int | None) -> None:
    """服务广东…, 在粤就业: the province that a text names far more often than any other, by its name or its letter."""
    counts: Counter[str] = Counter()
    places: dict[str, int] = {}
    found = [(match.start(), _PROVINCE_LETTERS[match.group()] + "0000") for match in _LETTER.finditer(body)]
    for name, code in _province_short_names().items():
        found += [
            (match.start(), code)
            for match in re.finditer(name, body)
            if not body[max(0, match.start() - 2) : match.start()].endswith(_ELSEWHERE)
        ]
    for at, code in found:
        counts[code] += 1
        places.setdefault(code, at)
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    (best, most), (_, second) = ranked[0], ranked[1]
    rows = [row for row in region_index().by_code.get(best, ()) if row.valid_in(year)]
    if rows and most >= _LEAST_NAMED and most > 2 * second:
        ballot.vote(rows[-1], 2, (start + places[best], start + places[best]))


@cache
def _province_short_names() -> dict[str, str]:
    return {
        name: row.code
        for name, rows in region_index().by_short.items()
        for row in rows
        if row.level == "province" and not row.valid_to
    }


def _vote_own_city(ballot: _Ballot, body: str, start: int, year: int | None) -> None:
    """六安高新区, 六安茶谷 …: the city that a text without a title names far more often than any other."""
    index = region_index()
    openings = _openings_in(body)
    counts: dict[str, int] = {}
    for name in _city_short_names():
        if name[:2] in openings and (count := body.count(name)) >= 2:
            counts[name] = count
    for name in counts:
        counts[name] -= sum(count for other, count in counts.items() if name in other and name != other)
    ranked = sorted(counts, key=lambda name: -counts[name])
    of_a_prefecture = _OF_A_PREFECTURE.search(body) is not None
    for name in ranked[:4]:
        rows = [row for row in index.by_short[name] if row.valid_in(year) and _fits(row, "prefecture")]
        if of_a_prefecture or any(row.level != "county" for row in rows):
            rows = [row for row in rows if row.level != "county"]
        if not rows or (rows[-1].level == "county" and rows[-1].name not in body):
            continue
        if counts[name] >= _LEAST_NAMED and len({row.code for row in rows}) == 1:
            at = body.find(name)
            ballot.vote(rows[-1], 1.0 * counts[name], (start + at, start + at + len(name)))
            return


_OF_A_PREFECTURE = re.compile(r"我州|州委|州人民政府|全盟|盟委|行署")


@cache
def _city_short_names() -> tuple[str, ...]:
    """Short names of prefectures, municipalities and county-level cities."""
    return tuple(
        name
        for name, rows in region_index().by_short.items()
        if any(not row.valid_to and _fits(row, "prefecture") for row in rows)
    )


@cache
def _city_openings() -> tuple[frozenset[str], re.Pattern[str]]:
    """The first two characters of the cities' short names, and what finds all that could be such."""
    openings = frozenset(name[:2] for name in _city_short_names())
    first, second = ("".join(sorted({opening[at] for opening in openings})) for at in (0, 1))
    return openings, re.compile(f"([{first}])(?=([{second}]))")


def _openings_in(body: str) -> set[str]:
    """Of the two characters that a city's short name opens with, those that the text has; names can overlap."""
    openings, could_be = _city_openings()
    return set(openings.intersection(map("".join, set(could_be.findall(body)))))


def _vote_parents(ballot: _Ballot, children: dict[str, set[str]], hint: str | None, year: int | None) -> None:
    """A region several of whose own children are named."""
    if hint == "county":
        return
    for parent, own in children.items():
        rows = [row for row in region_index().by_code.get(parent, ()) if row.valid_in(year)]
        if len(own) >= 3 and rows and _fits(rows[-1], hint):
            ballot.vote(rows[-1], 1.0 * len(own), ballot.places[min(own)])


_OF_THE_NATION = re.compile(r"(?:全国|我国)(?!" + "|".join(NOT_A_PLACE) + r")")


@cache
def _prefecture_short_names() -> dict[str, str]:
    """Short names of prefectures that one province alone has -> that province."""
    found: dict[str, set[str]] = {}
    for name, rows in region_index().by_short.items():
        codes = {province_of(row.code) for row in rows if row.level == "prefecture" and not row.valid_to}
        if codes:
            found[name] = codes
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


_NATION = re.compile(r"全国(?!人口普查)|我国|国家卫生|国家统计局|中华人民共和国|国家疾控|国家中医药|国务院")


def _short_names(label: str, year: int | None) -> list[tuple[str, Region]]:
    found = []
    for length in (4, 3, 2):
        for i in range(len(label) - length + 1):
            rows = [row for row in region_index().by_short.get(label[i : i + length], ()) if row.valid_in(year)]
            if i > 0 and "\u4e00" <= label[i - 1] <= "\u9fff" and label[i - 1] not in "年市省州":
                rows = [row for row in rows if row.level != "county"]  # 健康保障 is not 康保
            top = [row for row in rows if row.level in ("province", "prefecture")] or rows
            if len({row.code for row in top}) == 1 and label[i : i + length] not in ("和平", "新华", "东方", "开放"):
                found.append((label[i : i + length], top[-1]))
        if found:
            break
    return found


def _level_hint(body: str) -> str | None:
    delivered = _DELIVERED_FOR.search(body[:800])
    if delivered:
        return _LEVEL_OF.get(delivered.group(1) or "盟", "county")
    own = {_LEVEL_OF.get(word[1], "county") for word in _OUR.findall(body)}
    if len(own) == 1:  # 我州 …, though 全省 stands in it more often
        return next(iter(own))
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
            if is_inside(region.code, lowest.code):
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
