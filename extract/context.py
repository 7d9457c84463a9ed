"""What a sentence inherits from its bulletin, its paragraph and the sentences before it."""

from dataclasses import dataclass, field

from extract.binding import Carry
from extract.periods import BulletinPeriod, Period
from extract.regions import Region


@dataclass(slots=True)
class Context:
    """What a sentence inherits from its bulletin, section and paragraph."""

    region: Region | None
    periods: BulletinPeriod
    genre: str
    carry: Carry
    health_bulletin: bool = True
    paragraph: int = -1
    paragraph_period: Period | None = None
    paragraph_region: Region | None = None
    paired_years: dict[int, Period] = field(default_factory=dict)
    last_period: tuple[int, Period | None] = (-1, None)  # where the value before ends, and its period
    from_period: Period | None = None  # the year that earlier from-to pairs of the paragraph start in
