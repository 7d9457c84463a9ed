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
    bracket_end: int = -1  # where the bracket closes that holds this value with a name of its own
    carried_absolute: tuple[int, int] | None = None  # the same place in the stored text, if in an earlier sentence


@dataclass(slots=True)
class Peeled:
    """A lead taken apart: the name it holds, and what its other words say of the value."""

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
class Clause:
    """What stands before a quantity, back to the quantity before it."""

    index: int
    gap: str  # all of it
    lead: str  # the part that names the metric and says how the value stands to it
    lead_start: int
    opened: str  # the mark that the lead follows, '' where it follows a quantity
    peeled: Peeled = field(default_factory=lambda: Peeled(""))
    core: str = ""  # the metric's name in the lead; '' where it has none


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
    outer: Bound | None = None  # whose parts go on behind the bracket
    items: list[str] = field(default_factory=list)
    item_index: int = 0
    from_open: bool = False
    topic: str = ""  # what the paragraph is about, from its heading or first words
    ranked: str = ""  # what a list ranks: 病例数居前五的病种是乙肝1084例、结核495例
    totals: dict[str, tuple[str, tuple[int, int] | None]] = field(
        default_factory=dict
    )  # unit -> newest name of a level
    above: dict[str, tuple[str, tuple[int, int] | None]] = field(default_factory=dict)  # totals of earlier paragraphs
    last_level: Bound | None = None  # of the sentence before
    at_absolute: tuple[int, int] | None = None  # where `text` was named, in the stored text
