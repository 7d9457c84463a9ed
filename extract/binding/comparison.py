"""Level or change, sign and comparator of a value, from what its lead says: 比上年提高3.2个百分点, 控制在3‰以内."""

from extract.binding.lists import BARE_GAP
from extract.binding.model import Bound, Peeled
from extract.binding.state import SentenceState


def set_comparison(result: Bound, peeled: Peeled) -> None:
    quantity = result.quantity
    result.comparator = quantity.comparator or peeled.comparator or "="
    if quantity.comparator in ("<=", ">=", "~") and peeled.comparator in ("<", ">", "<=", ">=", "~"):
        result.comparator = quantity.comparator
    if peeled.growth:
        result.measure = "change_pct" if quantity.unit_class == "rate" else "change"
        result.sign = peeled.direction
        if peeled.comparator in ("<", ">") and not quantity.comparator:
            result.comparator = peeled.comparator
    elif quantity.unit_class == "point":
        result.measure = "change"
        result.sign = peeled.direction or (-1 if peeled.comparator == "<" else 1)
        result.comparator = quantity.comparator or (
            peeled.comparator if peeled.comparator in ("~", ">=", "<=") else "="
        )
    elif peeled.direction and not peeled.to:
        if quantity.unit_class == "rate":
            result.measure, result.sign = "change_pct", peeled.direction
        elif quantity.unit_class != "rate":
            result.measure, result.sign = "change", peeled.direction


def share_comparators(state: SentenceState) -> None:
    """分别达到95%、94%和93%以上: the limit printed once is meant for every value of the list."""
    for index in range(len(state.bound) - 2, -1, -1):
        this, following = state.bound[index], state.bound[index + 1]
        gap = state.text[this.quantity.stop : following.quantity.start]
        if (
            following.rule == "each"
            and this.rule == "each"
            and this.comparator == "="
            and following.comparator in (">=", "<=", "~")
            and BARE_GAP.match(gap)
            and this.quantity.unit == following.quantity.unit
        ):
            this.comparator = following.comparator
