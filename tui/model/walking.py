"""Going through a list of numbers, from one to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def step(numbers: Sequence[int], at: int | None, by: int) -> int | None:
    """Return the number after (1) or before (-1) `at` in a rising list, round its ends.

    `at` need not be in it. None where the list is empty.
    """
    if not numbers:
        return None
    if at is None:
        return numbers[0 if by > 0 else -1]
    place = bisect_right(numbers, at) if by > 0 else bisect_left(numbers, at) - 1
    return numbers[place % len(numbers)]
