"""Sentences and what a careful reader finds in them: cases, and the extractor held against them."""

import math
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from benchmarks.gold import same_name
from extract import Extraction, extract_batch

SUMMARY = "岳阳市2022年卫生健康工作总结"
PLAN = "岳阳市2023年卫生健康工作要点"
YUEYANG, HUNAN, CHINA = "430600", "430000", "100000"
# A closing paragraph without figures, so that a single sentence is read as part of a health bulletin.
CLOSING = "\n全市卫生健康系统将坚持以人民健康为中心，统筹医疗、疾控、妇幼、中医和老龄健康各项工作。"


def extract_text(
    text: str, title: str | None = SUMMARY, published_on: date | None = date(2023, 1, 16), **columns: Any
) -> Extraction:
    """Extract one document of that text."""
    row = {"document_id": "d", "source": "d.txt", "text": text, "title": title, "published_on": published_on, **columns}
    return extract_batch(pl.DataFrame([row]))


def mentions_of(
    text: str, title: str | None = SUMMARY, published_on: date | None = date(2023, 1, 16)
) -> list[dict[str, Any]]:
    """Extract one document of that text; its mentions in order, as dicts of `MENTION_SCHEMA`."""
    return extract_text(text, title, published_on).mentions.to_dicts()


@dataclass(frozen=True)
class Want:
    """A mention as the guideline reads it; a field left None is not asked about, a code '' means no code.

    `metric` is a name that may differ as the guideline lets it, `exact` one to the letter.
    """

    number: str
    value: float
    unit: str | None
    metric: str | None = None
    exact: str | None = None
    code: str | None = None
    measure: str = "level"
    comparator: str = "="
    kind: str | None = "actual"
    region: str | None = None
    year: int | None = None
    period: tuple[str, str] | None = None
    domain: str = "health"

    def differences(self, got: dict[str, Any]) -> list[str]:
        """What the mention has otherwise than wanted, in words."""
        wrong = []
        if not math.isclose(got["value"], self.value, rel_tol=1e-9, abs_tol=1e-12):
            wrong.append(f"value {got['value']} not {self.value}")
        wrong += [
            f"{name} {got[name]!r} not {getattr(self, name)!r}"
            for name in ("unit", "measure", "comparator", "kind", "domain")
            if getattr(self, name) is not None and got[name] != getattr(self, name)
        ]
        if self.metric is not None and not same_name(self.metric, got["metric_text"]):
            wrong.append(f"metric {got['metric_text']!r} not {self.metric!r}")
        if self.exact is not None and got["metric_text"] != self.exact:
            wrong.append(f"metric {got['metric_text']!r} not exactly {self.exact!r}")
        if self.code is not None and (got["metric_code"] or "") != self.code:
            wrong.append(f"code {got['metric_code']} not {self.code or None} ({got['metric_text']})")
        if self.region is not None and (got["region_code"] or "") != self.region:
            wrong.append(f"region {got['region_code']} not {self.region or None}")
        if self.year is not None and (got["year"] or 0) != self.year:
            wrong.append(f"year {got['year']} not {self.year or None}")
        if self.period is not None:
            period = tuple(str(day) if day else "" for day in (got["period_start"], got["period_end"]))
            if period != self.period:
                wrong.append(f"period {period} not {self.period}")
        return wrong


@dataclass(frozen=True)
class Case:
    """A text, and all that is to be found in it; numerals of `optional` may be found or not."""

    name: str
    text: str
    wants: tuple[Want, ...]
    title: str = SUMMARY
    published_on: date = date(2023, 1, 16)
    optional: tuple[str, ...] = field(default=())

    def problems(self) -> list[str]:
        """Every way in which the extractor reads the text otherwise; empty where it reads it right."""
        got = mentions_of(self.text + CLOSING, self.title, self.published_on)
        found = [m for m in got if not (m["number_text"] in self.optional and not self._wanted(m["number_text"]))]
        numbers = [m["number_text"] for m in found]
        wanted = [w.number for w in self.wants]
        if numbers != wanted:
            return [f"numerals {numbers} not {wanted}"]
        return [
            f"{want.number}: {difference}"
            for want, mention in zip(self.wants, found, strict=True)
            for difference in want.differences(mention)
        ]

    def _wanted(self, number: str) -> bool:
        return any(want.number == number for want in self.wants)


def case(name: str, text: str, *wants: Want, **rest: Any) -> Case:
    """A case; its wants behind its text."""
    return Case(name, text, wants, **rest)
