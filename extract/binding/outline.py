"""Figures of other sectors: named by the words beside them, without the constructions that figures of health need.

They are kept to be told apart, not to be used. Nineteen of twenty figures of a general government report are such.
"""

import re

from extract.binding.comparison import set_comparison
from extract.binding.lead import CLAUSE_MARK, peel, read_clause, trim_opening
from extract.binding.lists import BARE_GAP
from extract.binding.model import Bound, Clause
from extract.binding.names import complete
from extract.binding.nouns import NOUN_BEHIND, clean_noun, counted_noun
from extract.binding.state import SentenceState
from extract.linking import ends_as_a_name, link
from extract.quantities import Quantity

RULE = "outline"
_NUMERAL_OR_LIST = re.compile(r"[\d、]")
_SHORTEST_NAME, _LONGEST_NAME = 2, 48  # characters


def outline(state: SentenceState) -> list[Bound] | None:
    """One Bound per quantity, its `metric_text` empty where nothing names it; None if the catalogue knows a name."""
    previous_stop = 0
    for index, quantity in enumerate(state.quantities):
        clause = read_clause(state.text, index, quantity.start, previous_stop)
        result = Bound(quantity, rule=RULE, lead_start=clause.lead_start)
        peeled = peel(clause.lead)
        set_comparison(result, peeled)
        result.limit, result.from_value = peeled.goal, peeled.from_mark
        name = trim_opening(peeled.core)
        counted = counted_noun(state, quantity) if result.measure == "level" else ""
        if counted:
            name += clean_noun(counted)
        before = state.bound[-1] if state.bound else None
        if before is not None and not counted and (not name or BARE_GAP.match(clause.gap)):
            name = before.core
            if BARE_GAP.match(clause.gap) and quantity.unit_class == before.quantity.unit_class:
                result.measure, result.sign = before.measure, before.sign  # 分别增长105%、181%
        if len(name) < _SHORTEST_NAME:
            name = _words_around(state.text, clause, quantity)
        change = result.measure != "level"
        if ends_as_a_name(name) and link(name, quantity.unit, quantity.unit_class, change=change) is not None:
            return None
        result.core = name
        result.metric_text = complete(name, quantity.unit_class, quantity.unit) if name else ""
        start = max(result.lead_start, quantity.start - 60)
        result.phrase_at = (start, quantity.start) if start < quantity.start else None
        state.bound.append(result)
        previous_stop = quantity.stop
        if counted and state.text.startswith(counted, quantity.stop):
            previous_stop += len(counted)  # 2家度假区、3家名镇: what the next one is counted of stands behind that
    return state.bound


def _words_around(text: str, clause: Clause, quantity: Quantity) -> str:
    """What a value without a name belongs to: the words behind it, else those of the clause before."""
    behind = NOUN_BEHIND.match(text, quantity.stop, quantity.stop + _LONGEST_NAME)
    words = trim_opening(_NUMERAL_OR_LIST.split(behind.group().lstrip("的"))[0]) if behind is not None else ""
    if len(words) >= _SHORTEST_NAME:
        return words
    said = [trim_opening(piece) for piece in CLAUSE_MARK.split(clause.gap.removesuffix(clause.lead))]
    return next((words for words in reversed(said) if len(words) >= _SHORTEST_NAME), "")
