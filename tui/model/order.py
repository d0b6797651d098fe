"""Where something must stand, from what stood before and after it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from sys import maxsize


def between(known: Sequence[tuple[int, int]], was: int) -> tuple[int, int]:
    """Return the first and the last place that something may have, by its neighbours'.

    Args:
        known: Where each of the others stood and where it stands, sorted.
        was: Where it stood. With no others it cannot be told: then first is after last.
    """
    if not known:
        return 1, 0
    before, after = bisect_left(known, (was, -1)) - 1, bisect_right(known, (was, maxsize))
    first = known[before][1] if before >= 0 else 0
    last = known[after][1] if after < len(known) else maxsize
    return first, last
