"""Whether a figure belongs to health (with medical insurance, population, ageing, childcare) or to another sector.

A general government report names health in a few paragraphs; a health bulletin in all of them. What the catalogue has
is health everywhere; else the nearest words decide, and in a health bulletin the benefit of the doubt.
"""

import re

from extract.vocabulary import alternation

_HEALTH = re.compile(alternation("health"))
_WEAK = re.compile(alternation("health_weak"))
_OTHER = re.compile(alternation("other_sector", "other_head"))
_OTHER_HEAD = re.compile(alternation("other_head"))
_GENERAL = re.compile(r"政府工作报告|国民经济和社会发展(?:统计公报|计划|情况)|经济运行情况")
_DENSE = 7.0  # health words per 1000 characters; health bulletins have 15-60, government reports 1-4


def is_health_bulletin(text: str, start: int, end: int) -> bool:
    """Whether the bulletin text[start:end] is about health as a whole."""
    length = min(end - start, 20_000)
    if length <= 0:
        return False
    sample = text[start : start + length]
    if _GENERAL.search(sample, 0, 200):
        return False
    own, other = len(_HEALTH.findall(sample)), len(_OTHER.findall(sample))
    return own * 1000.0 / max(length, 200) >= _DENSE and own >= other


def domain_of(metric_text: str, clause: str, *, catalogued: bool, health_bulletin: bool) -> str:
    """'health' or 'other' for one figure; `clause` is the clause that its numeral stands in."""
    if health_bulletin:
        return "health"
    if catalogued:  # 床位数, 群众满意率 are names of other sectors too
        return "other" if _OTHER_HEAD.search(clause) and not _HEALTH.search(metric_text) else "health"
    if _OTHER_HEAD.search(metric_text):
        return "other"
    if _HEALTH.search(metric_text):
        return "health"
    if _WEAK.search(metric_text):
        return "other" if _OTHER.search(clause) else "health"
    if _OTHER.search(metric_text):
        return "other"
    return "health" if _HEALTH.search(clause) and not _OTHER.search(clause) else "other"
