"""Moving a caret through a text by characters, words, sentences and paragraphs, as vi does."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
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
    """The places one text can be moved to. Nothing is looked up before it is asked for.

    Args:
        text: The article's text.
        sentences: Its sentences, from the analysis; without one, paragraphs serve.
        paragraphs: Its paragraphs or lines.
    """

    def __init__(self, text: str, sentences: Sequence[Span], paragraphs: Sequence[Span]) -> None:
        self._text = text
        self._last = max(0, len(text) - 1)
        self._sentences = sentences or paragraphs
        self._paragraphs = paragraphs

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
                return self._or_last(self._word_after(at, _start))
            case "back":
                return self._word_before(at, _start) or 0
            case "word-end":
                return self._or_last(self._word_after(at, _last_of))
            case "sentence":
                return self._or_last(_after(self._sentences, at, _last_of))
            case "sentence-back":
                return _before(self._sentences, at, _start) or 0
            case "paragraph":
                return self._or_last(_after(self._paragraphs, at, _last_of))
            case "paragraph-back":
                return _before(self._paragraphs, at, _start) or 0

    def border(self, at: int, *, end: bool, forward: bool) -> int:
        """Return where a span's border goes when it is moved by a word.

        Args:
            at: The border, as the start or the half-open end of a span.
            end: Whether it is the span's end.
            forward: Whether it moves towards the end of the text.
        """
        side = _end if end else _start
        found = self._word_after(at, side) if forward else self._word_before(at, side)
        return at if found is None else found

    def with_border_moved(self, span: Span, *, end: bool, forward: bool) -> Span | None:
        """Return `span` with one border moved by a word; None when nothing would be left of it."""
        start, stop = span
        if end:
            stop = self.border(stop, end=True, forward=forward)
        else:
            start = self.border(start, end=False, forward=forward)
        return Span(start, stop) if start < stop else None

    def _or_last(self, place: int | None) -> int:
        return self._last if place is None else place

    def _word_after(self, at: int, side: Side) -> int | None:
        """Return the first start or end of a word after `at`."""
        text = self._text
        start = _run_start(text, min(at, len(text)))
        while start < len(text):
            stop = _run_end(text, start + _STEP)
            for word in _words(text, start, stop):
                if side(word) > at:
                    return side(word)
            start = stop
        return None

    def _word_before(self, at: int, side: Side) -> int | None:
        """Return the last start or end of a word before `at`."""
        text = self._text
        stop = _run_end(text, at)
        while stop > 0:
            start = _run_start(text, max(0, min(stop, at) - _STEP))
            places = [side(word) for word in _words(text, start, stop)]
            found = bisect_left(places, at) - 1
            if found >= 0:
                return places[found]
            stop = start
        return None


Side = Callable[[Span], int]
_STEP = 400
"""Characters that are looked through at once."""
_LONGEST_RUN = 20_000
"""Characters without white space among them that are taken as they are: words hardly are longer."""


def _words(text: str, start: int, stop: int) -> list[Span]:
    """Return the words between two places; none of them reaches over white space."""
    pattern = _word_pattern(text[start:stop])
    return [Span(*match.span()) for match in pattern.finditer(text, start, stop)]


def _run_start(text: str, at: int) -> int:
    """Return the place after the last white space before `at`."""
    furthest = max(0, at - _LONGEST_RUN)
    while at > furthest and not text[at - 1].isspace():
        at -= 1
    return at


def _run_end(text: str, at: int) -> int:
    """Return the place of the first white space from `at` on."""
    furthest = min(len(text), at + _LONGEST_RUN)
    while at < furthest and not text[at].isspace():
        at += 1
    return min(at, len(text))


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


def _last_of(span: Span) -> int:
    return span.end - 1


def _after(spans: Sequence[Span], at: int, side: Side) -> int | None:
    index = bisect_right(spans, at, key=side)
    return side(spans[index]) if index < len(spans) else None


def _before(spans: Sequence[Span], at: int, side: Side) -> int | None:
    index = bisect_left(spans, at, key=side) - 1
    return side(spans[index]) if index >= 0 else None
