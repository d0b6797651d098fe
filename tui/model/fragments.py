"""The pieces of a quote that has more than one, as “A,” said X. “B.” has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tui.model.span import Span


def are_pieces(fragments: Sequence[Span], whole: Span) -> bool:
    """Tell whether `fragments` are in order and reach from the start of `whole` to its end."""
    if len(fragments) < 2 or any(one.start >= one.end for one in fragments):
        return False
    ends = (fragments[0].start, fragments[-1].end)
    return ends == whole and all(one.end <= other.start for one, other in pairwise(fragments))


def fitted(fragments: Sequence[Span], whole: Span) -> tuple[Span, ...]:
    """Return `fragments` with the outer borders of `whole`; nothing when one piece is left.

    The first one's start and the last one's end move; a fragment that lies wholly outside is
    dropped; what stood between two that stay still stands between them.
    """
    kept = [one for one in fragments if one.overlaps(whole)]
    if len(kept) < 2:
        return ()
    first, last = kept[0], kept[-1]
    return (Span(whole.start, first.end), *kept[1:-1], Span(last.start, whole.end))
