"""Moving a caret through a text by characters, words, sentences and paragraphs, as vi does."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from tui.model.span import Span

Motion = Literal[
    "left", "right", "word", "back", "word-end", "sentence", "sentence-back", "paragraph",
    "paragraph-back",
]  # fmt: skip


def _word_pattern(text: str) -> re.Pattern[str]:
    """Return what matches the words of `text`; accents and vowel signs are part of theirs."""
    strange = set() if text.isascii() else set(text)
    marks = "".join(
        sorted(c for c in strange if c in _JOINERS or unicodedata.category(c)[0] == "M")
    )
    return re.compile(rf"[\w{marks}]+(?:[’'.\-][\w{marks}]+)*|[^\w\s{marks}]+")


_JOINERS = "\u00ad\u200c\u200d"


class Caret(NamedTuple):
    """A place and the place the selection began at: the selection holds both characters.

    Attributes:
        anchor: The offset of the character where it began.
        at: The offset of the character it reaches to.
    """

    anchor: int
    at: int

    @property
    def span(self) -> Span:
        """What is selected: from the first to the last of the two characters, both included."""
        return Span(min(self.anchor, self.at), max(self.anchor, self.at) + 1)

    def moved(self, to: int) -> Caret:
        """Return the caret with its moving end at `to`."""
        return self._replace(at=to)

    def swapped(self) -> Caret:
        """Return the same selection with the other end moving."""
        return Caret(self.at, self.anchor)


class Motions:
    """The places one text can be moved to.

    Args:
        text: The article's text.
        sentences: Its sentences, from the analysis; without one, paragraphs serve.
        paragraphs: Its paragraphs or lines.
    """

    def __init__(self, text: str, sentences: Sequence[Span], paragraphs: Sequence[Span]) -> None:
        self._last = max(0, len(text) - 1)
        words = [match.span() for match in _word_pattern(text).finditer(text)]
        self._word_starts = [start for start, _ in words]
        self._word_ends = [end - 1 for _, end in words]
        sentences = sentences or paragraphs
        self._sentence_starts = [s.start for s in sentences]
        self._sentence_ends = [s.end - 1 for s in sentences]
        self._paragraph_starts = [p.start for p in paragraphs]
        self._paragraph_ends = [p.end - 1 for p in paragraphs]

    def move(self, at: int, motion: Motion) -> int:
        """Return where `motion` leads from the character at offset `at`.

        `sentence` and `paragraph` lead to the last character of one: a selection that is extended
        by sentences holds whole sentences.
        """
        match motion:
            case "left":
                return max(0, at - 1)
            case "right":
                return min(self._last, at + 1)
            case "word":
                return self._after(self._word_starts, at)
            case "back":
                return self._before(self._word_starts, at)
            case "word-end":
                return self._after(self._word_ends, at)
            case "sentence":
                return self._after(self._sentence_ends, at)
            case "sentence-back":
                return self._before(self._sentence_starts, at)
            case "paragraph":
                return self._after(self._paragraph_ends, at)
            case "paragraph-back":
                return self._before(self._paragraph_starts, at)

    def border(self, at: int, *, end: bool, forward: bool) -> int:
        """Return where a span's border goes when it is moved by a word.

        Args:
            at: The border, as the start or the half-open end of a span.
            end: Whether it is the span's end.
            forward: Whether it moves towards the end of the text.
        """
        places = [place + 1 for place in self._word_ends] if end else self._word_starts
        if forward:
            index = bisect_right(places, at)
            return places[index] if index < len(places) else at
        index = bisect_left(places, at) - 1
        return places[index] if index >= 0 else at

    def _after(self, places: Sequence[int], at: int) -> int:
        index = bisect_right(places, at)
        return places[index] if index < len(places) else self._last

    def _before(self, places: Sequence[int], at: int) -> int:
        index = bisect_left(places, at) - 1
        return places[index] if index >= 0 else 0
