"""Whether a figure belongs to health (with medical insurance, population, ageing, childcare) or to another sector.

A general government report names health in a few paragraphs; a health bulletin in all of them. In a health bulletin
everything has the benefit of the doubt but what never is (生产总值, 耕地). Elsewhere the metric's own words decide, and
where they leave it open (满意率, 床位, 平均降价) the nearest telling word before it in the sentence.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from extract.vocabulary import alternation, longest_of, occurrences, terms

_HEALTH_OR_NEAR = re.compile(alternation("health", "health_weak"))
_OTHER_SECTOR = re.compile(alternation("other_sector", "other_head"))
_GENERAL = re.compile(
    r"政府工作报告|国民经济和社会发展(?:统计公报|计划|情况)|经济运行情况|代表[^,，。]{0,10}政府[,，]?向(?:大会|本次会议)"
)
_DENSE = 7.0  # health words per 1000 characters; health bulletins have 15-60, government reports 1-4
_LEAST_SHARE = 0.75  # of health words to words of other sectors
_HEALTH_CHARACTERS = "医卫健病疫护诊药血孕婴疗"
_PENSION = re.compile(
    r"(?:基本|居民|职工|企业|社会)养老(?!服务|机构|床|院|护理|照护|顾问)|养老(?:保险|金|待遇|[、,和与及](?:失业|工伤|医))"
)
_MEDICAL_INSURANCE = re.compile(r"医疗保险|医保|基本医疗|生育保险")
_MEDICAL_AID = re.compile(r"医疗救助|资助参保")  # the 救助资金 of which are health's
_CLAUSE_END = frozenset(",，;；。:：!?")
_CLAUSES_BACK = 4
_FILES = ("health", "health_weak", "either_sector", "other_head", "other_sector", "other_work", "never_health")


# A title that names an office or a work of health; 健康城市 and 民生实事 are of several sectors
_HEALTH_TITLE = re.compile(
    r"卫生(?:健康(?:委|局|厅|工作|系统|事业)|计生|工作|监督|局|厅|院|系统|事业|室)|卫健|卫计|医疗保障|医保|疾控|疾病预防|传染病|妇幼|计划生育|献血|血站|中医|爱国卫生"
)


def about_health(text: str, start: int, end: int, title: str = "") -> str:
    """How far the bulletin text[start:end] is about health: `all` of it, a `part`, or only `some` paragraphs.

    The title can say so. A list of the year's public works and a plan for children are so in part: they have
    sentences on other sectors.
    """
    length = min(end - start, 20_000)
    if length <= 0:
        return "some"
    if _HEALTH_TITLE.search(title) and not _GENERAL.search(title):
        return "all"
    sample = text[start : start + length]
    if _GENERAL.search(sample, 0, 200):
        return "some"
    least = _DENSE * max(length, 200) / 1000.0
    if sum(map(sample.count, _HEALTH_CHARACTERS)) < least / 2:  # spares most government reports the slower count
        return "some"
    own = occurrences(sample, "health", "health_weak")
    if own < least:
        return "some"
    other = occurrences(sample, "other_sector", "other_work", "other_head")
    if own < _LEAST_SHARE * other:
        return "some"
    return "all" if occurrences(sample, "health") >= 2 * other else "part"


def may_be_of_health(sentence: str) -> bool:
    """Whether a figure of the sentence can be of health in a bulletin on something else: not without one such word."""
    return _HEALTH_OR_NEAR.search(sentence) is not None


def of_another_sector(sentence: str) -> bool:
    """Whether a sentence is about another sector: 新增学位20万个,惠及学生3万名."""
    other = len(_OTHER_SECTOR.findall(sentence))
    return other > 1 and other >= 2 * len(_HEALTH_OR_NEAR.findall(sentence))


def domain_of(metric_text: str, before: str, after: str, *, catalogued: bool, health_bulletin: bool) -> str:
    """Tell health or other for one figure; `before`, `after`: the sentence up to its numeral and behind its unit."""
    words = _files_of(metric_text)
    if health_bulletin:
        return "other" if "never_health" in words and "health" not in words and not catalogued else "health"
    pension = "养老" in metric_text and _PENSION.search(metric_text) is not None
    if ("other_head" in words and not _MEDICAL_AID.search(metric_text)) or (
        pension and not _MEDICAL_INSURANCE.search(metric_text)
    ):
        return "other"
    if "health" in words:
        return "health"
    if "other_sector" in words and "either_sector" not in words:
        return "health" if catalogued else "other"  # 体育锻炼人数比例
    if "other_work" in words and not catalogued:
        return "other"
    # 床位数, 群众满意率 are names of other sectors too, and so are 人口, 营养, 报销
    own = "health_weak" in words or (catalogued and "either_sector" not in words)
    if "either_sector" in words and "other_sector" in words:
        before = before.removesuffix(metric_text)  # what its own words say was asked above
    found = _nearest(before, after, _CLAUSES_BACK if own or "either_sector" in words else 1)
    return found or ("health" if own else "other")


@lru_cache(maxsize=32_768)
def _files_of(text: str) -> frozenset[str]:
    """The vocabulary files that have a term which stands in the text."""
    files, at_each_place = _terms_with_files()
    return frozenset().union(*[files[term] for term in at_each_place.findall(text)])


@cache
def _terms_with_files() -> tuple[dict[str, frozenset[str]], re.Pattern[str]]:
    """Term -> the files that it or a shorter term it begins with is from; and what finds the longest at each place."""
    own: dict[str, set[str]] = {}
    for name in _FILES:
        for term in terms(name):
            own.setdefault(term, set()).add(name)
    files = {
        term: frozenset().union(*(own.get(term[:length], ()) for length in range(1, len(term) + 1))) for term in own
    }
    openings = "".join(sorted({term[0] for term in own}))
    return files, re.compile(f"(?=[{openings}])(?=({longest_of(own)}))")


@cache
def _by_last() -> tuple[dict[str, tuple[tuple[str, str], ...]], frozenset[str]]:
    """Last two characters (or the one) -> the telling terms that end with them, longest first, each with its domain."""
    found = {term: "other" for name in ("other_sector", "other_head") for term in terms(name)}
    found |= dict.fromkeys(("基本养老", "居民养老", "职工养老", "企业养老", "养老保险", "养老金", "养老待遇"), "other")
    found |= dict.fromkeys(terms("health"), "health")
    table = _keyed(sorted(found.items(), key=lambda row: -len(row[0])), lambda term: term[-2:])
    return table, frozenset(ending[-1] for ending in table)


def _keyed(rows: Iterable[tuple[str, str]], key: Callable[[str], str]) -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for term, meaning in rows:
        table.setdefault(key(term), []).append((term, meaning))
    return {place: tuple(found) for place, found in table.items()}


def _nearest(before: str, after: str, clauses: int) -> str | None:
    """The domain of the telling word nearest to a figure, of its own clause or a few before; None where none tells."""
    stop = next((at for at, char in enumerate(after) if char in _CLAUSE_END or char == "、"), len(after))
    found = _last_word(after[:stop], 1) or _last_word(before, clauses)
    if found is None and clauses > 1:  # “…保”报销2.43亿元、惠及大病患者99万人次
        found = _last_word(after[stop:].split("，")[0], 1)
    return found


def _last_word(text: str, clauses: int) -> str | None:
    table, endings = _by_last()
    for stop in range(len(text), 0, -1):
        char = text[stop - 1]
        if char in _CLAUSE_END:
            clauses -= 1
            if clauses == 0:
                return None
        if char not in endings:
            continue
        for term, domain in (*table.get(text[max(0, stop - 2) : stop], ()), *table.get(char, ())):
            if text.endswith(term, 0, stop):
                return domain
    return None
