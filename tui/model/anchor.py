"""Finding a span again when its article changed.

By the text-quote selector of the W3C Web Annotation Data Model: prefix, exact text, suffix.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tui.model.annotation import CONTEXT, Excerpt
from tui.model.span import Span

_KEY = CONTEXT
"""Code points at the beginning of what is looked for, by which it is found at once."""
_MANY = 50
"""From so many on, to go once through the text is faster than to look for each."""


class Anchor(NamedTuple):
    """What tells where something stood: its words, and what stood before and after them."""

    exact: Excerpt
    prefix: str = ""
    suffix: str = ""

    @property
    def attempts(self) -> Iterator[tuple[int, str]]:
        """What to look for, the most first, and where in that the words begin."""
        words = self.exact.text
        for before, after in ((self.prefix, self.suffix), (self.prefix, ""), ("", self.suffix)):
            yield len(before), before + words + after
        yield 0, words


class Anchoring:
    """Finds again what stood in another text, however many there are.

    Args:
        text: The text as it is now.
        anchors: What will be looked for.
    """

    def __init__(self, text: str, anchors: Iterable[Anchor] = ()) -> None:
        self._text = text
        needles = (needle for anchor in anchors for _, needle in anchor.attempts)
        self._at: dict[str, list[int]] = {
            needle[:_KEY]: [] for needle in needles if len(needle) >= _KEY
        }
        if len(self._at) < _MANY:
            self._at = {}
            return
        known = self._at
        for at in range(len(text) - _KEY + 1):
            key = text[at : at + _KEY]
            if key in known:
                known[key].append(at)

    def find(self, anchor: Anchor) -> Span | None:
        """Return where `anchor` stands now, or None when that is not unambiguous.

        With its prefix and suffix first, then with one of them, then alone; at each step it has to
        be the only place.
        """
        for before, needle in anchor.attempts:
            places = self._places(needle)
            if len(places) == 1:
                start = places[0] + before
                return Span(start, start + len(anchor.exact.text))
            if len(places) > 1:
                return None
        return None

    def _places(self, needle: str, most: int = 2) -> list[int]:
        """Return up to `most` places of `needle`, overlapping ones too."""
        text, places = self._text, list[int]()
        known = self._at.get(needle[:_KEY]) if len(needle) >= _KEY else None
        for at in _all_places(text, needle) if known is None else known:
            if known is None or text.startswith(needle, at):
                places.append(at)
                if len(places) == most:
                    break
        return places


def context(text: str, span: Span) -> tuple[str, str]:
    """Return the prefix and the suffix of `span`: up to CONTEXT code points each."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def _all_places(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle) if needle else -1
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)
