"""What was decided here and is not in a file that has other decisions of the same person on it.

That it was deleted in the other tool, or made here since, nobody can tell: so it stays.
"""

from __future__ import annotations

from tui.services.importing.staged import Place
from tui.services.importing.twins import Twins


class Absent:
    """Counts decisions in the store of which a file has nothing.

    It is known at the end only: records of one article need not come one after the other.
    """

    def __init__(self) -> None:
        self._left: dict[Place, set[str] | None] = {}  # None where all were met: most are
        self._is_unsure = False

    def look_at(self, place: Place, there: Twins) -> None:
        """Expect what is `there`, since the file is about just this."""
        if place not in self._left:
            self._left[place] = there.decided() or None

    def meet(self, place: Place, there: Twins, met: str) -> None:
        """Take note that an annotation is in the file; `met` is its id here."""
        self.look_at(place, there)
        left = self._left[place]
        if left is not None:
            left.discard(met)
            if not left:
                self._left[place] = None

    def give_up(self) -> None:
        """Take note that a record cannot be read: anything may stand in it."""
        self._is_unsure = True

    @property
    def count(self) -> int:
        """How many there are; 0 where that is not sure."""
        return 0 if self._is_unsure else sum(len(left) for left in self._left.values() if left)
