"""Which texts are nearly the same, among any number of them: candidates by MinHash, then counted.

A text is compared with those that its signature has a band in common with (locality-sensitive
hashing). Of two that share three fifths of their runs of words that is so 998 times of 1,000, and
more often the more they share. Whether they do is counted then, from the texts themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rensa import RMinHash, RMinHashLSH

from tui.model.shingles import jaccard, shingles

ALIKE = 0.6
"""The share of the runs of words of two texts from which on they are near-duplicates."""

_SLOTS, _BANDS = 192, 48
_DOUBT = 0.12
"""An estimate by that many slots is nearly never further off."""
_KEPT = 64
"""Texts whose runs of words are kept to be compared with the next."""


class NearDuplicates:
    """Finds groups of texts that are nearly the same.

    Of each text it keeps a signature and its place in the index: some 5 kB, whatever its length.
    Which texts are in a group does not depend on the order in which they come.

    Args:
        text_of: Returns a text once more, by its number: the first one is 0.
    """

    def __init__(self, text_of: Callable[[int], str]) -> None:
        self._index = RMinHashLSH(ALIKE, _SLOTS, _BANDS)
        self._signatures: list[RMinHash] = []
        self._above: list[int] = []  # the number of one of the same group; its own at the top
        self._shingles_of = lru_cache(_KEPT)(lambda number: shingles(text_of(number)))

    def add(self, text: str) -> None:
        """Take the next text."""
        number = len(self._above)
        self._above.append(number)
        own = shingles(text)
        signature = RMinHash(_SLOTS, 0)
        signature.update(list(own))
        self._signatures.append(signature)
        if not own:
            return
        for other in self._candidates(signature):
            if self._top(other) != self._top(number) and self._is_alike(own, other):
                self._above[self._top(other)] = self._top(number)
        self._index.insert(number, signature)

    def groups(self) -> list[list[int]]:
        """Return the numbers of all texts, those of a group together."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._above)):
            found.setdefault(self._top(number), []).append(number)
        return list(found.values())

    def _candidates(self, signature: RMinHash) -> list[int]:
        """Return who may be alike, who most probably is first: then the others are known."""
        estimates = [
            (signature.jaccard(self._signatures[other]), other)
            for other in self._index.query(signature)
        ]
        near = [one for one in estimates if one[0] >= ALIKE - _DOUBT]
        return [other for _, other in sorted(near, reverse=True)]

    def _is_alike(self, own: set[str], other: int) -> bool:
        return jaccard(own, self._shingles_of(other)) >= ALIKE

    def _top(self, number: int) -> int:
        above = self._above
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number
