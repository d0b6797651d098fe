"""What was corrected by hand, laid over the entities that were found and those made by rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from tui.model.entity_mark import EntityMark
from tui.model.entity_overlay import Claim, Overlaid, overlaid
from tui.model.span import Span
from tui.services.ruled import Ruled


class Corrected(NamedTuple):
    """The entities of an article as one annotator has them.

    Attributes:
        over: What is shown.
        marks: What holds of what was said by hand, by place: the entities that are shown, and what
            is none any more. What lies beneath a later correction is not among them.
    """

    over: Overlaid
    marks: Mapping[Span, EntityMark]


def corrected(under: Ruled, marks: Collection[EntityMark], touched: Mapping[str, int]) -> Corrected:
    """Lay corrections over the entities of an article: of two that overlap the later is shown.

    Args:
        under: The entities without them.
        marks: The corrections that stand in the article's text.
        touched: The number of the last edit of each, by id.
    """
    by_id = {mark.id: mark for mark in marks}
    over = overlaid(under.entities, [_claim(under, mark, touched) for mark in marks])
    holding = {mark.span: mark for mark in marks if mark.label is None}
    holding |= {span: by_id[claim.rank[1]] for span, claim in over.placed.items()}
    return Corrected(over, holding)


def _claim(under: Ruled, mark: EntityMark, touched: Mapping[str, int]) -> Claim:
    instead = mark.detected.span if mark.detected else None
    if instead:
        instead = under.replaced.get(instead, instead)
    return Claim(mark.span, mark.label, instead, (touched.get(mark.id, 0), mark.id))
