"""What a sentence inherits from its bulletin, its paragraph and the sentences before it."""

import math
from dataclasses import dataclass, field

from extract.binding import Carry
from extract.periods import BulletinPeriod, Period
from extract.regions import Region


@dataclass(frozen=True, slots=True)
class ValueBefore:
    """The value bound last: what a list goes on from."""

    stop: int
    period: Period | None
    period_rule: str
    region_code: str | None
    region_rule: str


@dataclass(slots=True)
class Context:
    """What a sentence inherits from its bulletin, section and paragraph."""

    region: Region | None
    periods: BulletinPeriod
    genre: str
    carry: Carry
    about: str = "all"  # how far the bulletin is about health: all, part, some
    on_health: bool = True  # the sentence that is read is taken to be, where its own words leave it open
    paragraph: int = -1
    names_health: bool = True  # the sentence that is read, or a figure of the paragraph's sentence before it
    paragraph_period: Period | None = None
    paragraph_region: Region | None = None
    paired_years: dict[int, Period] = field(default_factory=dict)
    year_masked_until: float = math.inf  # where the sentence's first masked year ends
    topic_at: tuple[int, int] | None = None  # the words that `carry.topic` was read from
    value_before: ValueBefore | None = None
    from_period: Period | None = None  # the year that earlier from-to pairs of the paragraph start in
