"""What is looked for in a changed text, folded, and how well a place fits it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui.model.anchor import Anchor
from tui.model.folded import Folded

GRAM = 16
"""Code points by which a place is found: so many in a row rarely stand twice."""
_GRAMS_INSIDE = 6


class Needle(NamedTuple):
    """An anchor, folded.

    Attributes:
        whole: The words with what stood around them.
        begin: Where in that the words begin; `end` where they end.
        start: Where they began in the text of then, in its own code points.
    """

    whole: str
    begin: int
    end: int
    start: int

    @classmethod
    def of(cls, anchor: Anchor) -> Needle:
        """Return the needle of an anchor."""
        prefix, (span, words), suffix = anchor.prefix, anchor.exact, anchor.suffix
        folded = Folded(prefix + words + suffix)
        begin, end = len(prefix), len(prefix) + len(words)
        return cls(folded.text, folded.of_raw(begin), folded.of_raw(end), span.start)

    @property
    def words(self) -> str:
        """The words alone."""
        return self.whole[self.begin : self.end]

    def grams(self) -> Iterator[tuple[str, int]]:
        """Yield pieces of it to look for, each with where it begins, counted from the words."""
        last = len(self.whole) - GRAM
        around = {0, self.begin - GRAM, self.end, last}
        room = self.end - self.begin - GRAM
        steps = min(_GRAMS_INSIDE - 1, max(room, 0)) or 1
        if room >= 0:
            around.update(self.begin + room * step // steps for step in range(steps + 1))
        for at in sorted(around):
            if 0 <= at <= last:
                yield self.whole[at : at + GRAM], at - self.begin

    def surroundings(self, text: str, start: int, end: int) -> int:
        """Return how many code points around `start` to `end` of `text` are those of then."""
        before, after = self.whole[: self.begin], self.whole[self.end :]
        there = text[max(0, start - len(before)) : start]
        return _alike(before[::-1], there[::-1]) + _alike(after, text[end : end + len(after)])

    def is_torn(self, text: str, start: int, end: int) -> bool:
        """Tell whether `start` to `end` of `text` cuts a word in two where it was none then."""
        was = _cuts(self.whole, self.begin), _cuts(self.whole, self.end)
        cuts = _cuts(text, start), _cuts(text, end)
        return any(now and not then for now, then in zip(cuts, was, strict=True))


def _alike(one: str, other: str) -> int:
    """Return how many code points two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _cuts(text: str, at: int) -> bool:
    """Tell whether a word of `text` goes on over `at`."""
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()
