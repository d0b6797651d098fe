"""How long a decision takes: the time in front of a quote, less the pauses."""

from __future__ import annotations

import time
from collections.abc import Callable

IDLE = 60.0
"""Seconds without a key from which the time since the last key is not counted."""


class Stopwatch:
    """Counts the seconds an annotator works on one quote.

    Args:
        clock: Returns seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counted = 0.0
        self._last = clock()

    def restart(self) -> None:
        """Begin anew, for another quote."""
        self._counted = 0.0
        self._last = self._clock()

    def touch(self) -> None:
        """Note that the annotator did something just now."""
        now = self._clock()
        if now - self._last <= IDLE:
            self._counted += now - self._last
        self._last = now

    def take(self) -> float:
        """Return the seconds counted, to a tenth, and begin anew."""
        self.touch()
        seconds = round(self._counted, 1)
        self.restart()
        return seconds
