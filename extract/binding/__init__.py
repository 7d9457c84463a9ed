"""Which metric a quantity is a value of: one mechanism per construction, tried in order, over a compact sentence.

A quantity's *lead* (`lead`) is the text between the clause mark or quantity before it and its own numeral. Peeling the
lead from the right takes off what says how the value stands to the metric (达到, 控制在, 比上年提高, 由 ...:
`comparison`); what is left names the metric, or is empty and the metric is carried from an earlier clause (`carried`).
`binder` decides which construction a quantity stands in: `lists` (分别, ranges), `shares` (占, X%的), `parts` (其中,
brackets), `ellipsis` (a head without its subject), `nouns` (a noun behind the value). `outline` reads what is of
another sector.
"""

from extract.binding.binder import bind
from extract.binding.model import Bound, Carry
from extract.binding.outline import outline
from extract.binding.state import SentenceState

__all__ = ["Bound", "Carry", "SentenceState", "bind", "outline"]
