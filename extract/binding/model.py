"""What binding knows of a quantity (`Bound`), of a lead (`Peeled`), and what clauses inherit (`Carry`)."""

from dataclasses import dataclass, field

from extract.linking import Metric
from extract.quantities import Quantity


@dataclass(slots=True)
class Bound:
    """A quantity with its metric and how the value stands to it."""

    quantity: Quantity
    metric_text: str = ""
    metric: Metric | None = None
    measure: str = "level"
    comparator: str = "="
    sign: int = 1
    rule: str = ""
    limit: bool = False  # printed as a limit or target that something is held against
    from_value: bool = False  # the first of a from-to pair
    to_value: bool = False
    carried_from: tuple[int, int] | None = None  # where an inherited metric was named
    phrase_at: tuple[int, int] | None = None
    lead_start: int = 0
    core: str = ""
    verb: str = ""  # what governs a noun behind the value: 打造1个…、10个…
    noun_end: int = 0


@dataclass(slots=True)
class Peeled:
    core: str
    comparator: str = ""
    direction: int = 0
    to: bool = False
    from_mark: bool = False
    each: bool = False
    both: bool = False
    growth: bool = False
    versus: bool = False
    goal: bool = False  # the lead itself calls the value a goal: 年度目标为26%


@dataclass(slots=True)
class Carry:
    """What a clause inherits from the ones before it."""

    text: str = ""
    core: str = ""
    metric: Metric | None = None
    at: tuple[int, int] | None = None
    unit_class: str = ""
    parent: Bound | None = None
    part_mode: bool = False
    part_bracket: bool = False  # the parts end with their bracket
    items: list[str] = field(default_factory=list)
    item_index: int = 0
    from_open: bool = False
    subject: str = ""
