"""What every extraction of one document keeps, whatever its text says; what tests and the fuzzer hold it to."""

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from extract import Extraction
from extract.linking import metric_index
from extract.quantities import masked_figures
from extract.regions import region_index
from extract.text import fold

_PLACE = re.compile(r"@(\d+):(\d+)")


@cache
def _values() -> dict[str, frozenset[str | None]]:
    """Fields that take a value out of few -> these."""
    return {
        "kind": frozenset({"actual", "target"}),
        "measure": frozenset({"level", "change", "change_pct"}),
        "comparator": frozenset({"=", ">=", "<=", ">", "<", "~"}),
        "domain": frozenset({"health", "other"}),
        "metric_code": frozenset({None, *metric_index().metrics}),
        "region_code": frozenset({None, *region_index().by_code}),
    }


def broken_promises(text: str, extraction: Extraction) -> list[str]:
    """Return what does not hold of the extraction of one document with that text; nothing, as it should be."""
    (outcome,) = extraction.outcomes.to_dicts()
    mentions = extraction.mentions.to_dicts()
    pages = extraction.bulletins.to_dicts()
    masked = masked_figures(fold(text))
    wrong = [
        name
        for name, holds in {
            "status": outcome["status"]
            == ("empty" if not text.strip() else "extracted" if mentions else "no_indicator"),
            "mention_count": outcome["mention_count"] == len(mentions) <= outcome["numeral_count"],
            "uncoded_count": outcome["uncoded_count"] == sum(row["metric_code"] is None for row in mentions),
            "masked_count": outcome["masked_count"] == len(masked),
            "bulletin_count": outcome["bulletin_count"] == len(pages),
        }.items()
        if not holds
    ]
    wrong += [
        f"bulletin {number}: its offsets or number"
        for number, page in enumerate(pages)
        if page["bulletin"] != number or not 0 <= page["text_start"] <= page["text_end"] <= len(text)
    ]
    end_before = 0
    for ordinal, mention in enumerate(mentions):
        where = f"mention {ordinal} ({mention['number_text']!r} at {mention['number_start']})"
        if mention["ordinal"] != ordinal or mention["number_start"] < end_before:
            wrong.append(f"{where}: order, or a numeral twice")
        if any(start < mention["number_end"] and mention["number_start"] < end for start, end in masked):
            wrong.append(f"{where}: a masked figure as a value")
        wrong += [f"{where}: {name}" for name in _wrong_fields(text, mention, pages)]
        end_before = mention["number_end"]
    return wrong


def _wrong_fields(text: str, mention: dict[str, Any], pages: list[dict[str, Any]]) -> Iterator[str]:
    start, end = mention["number_start"], mention["number_end"]
    first, last = mention["sentence_start"], mention["sentence_end"]
    numeral = mention["number_text"]
    if not 0 <= start < end or text[start:end] != numeral:
        yield "offsets of the numeral"
    if not numeral or not (numeral[0] in "百零" or fold(numeral)[0].isdigit()):
        yield "not a numeral"
    if not first <= start < end <= last or mention["sentence"] != text[first:last].strip():
        yield "offsets of the sentence"
    if not 0 <= mention["bulletin"] < len(pages):
        yield "bulletin"
    if not mention["metric_text"]:
        yield "metric_text"
    if not math.isfinite(mention["value"]) or not 0 <= mention["confidence"] <= 1:
        yield "value or confidence"
    yield from (f"{name} {mention[name]!r}" for name, allowed in _values().items() if mention[name] not in allowed)
    period = (mention["period_start"], mention["period_end"], mention["year"])
    if None in period:
        if period != (None, None, None):
            yield "half a period"
    elif period[0] > period[1] or period[2] != period[1].year:
        yield "period"
    if any(not 0 <= int(a) < int(b) <= len(text) for a, b in _PLACE.findall(mention["rule"])):
        yield f"a place in {mention['rule']!r}"
