"""Hits in their context: short pieces of a text, as a list of what was found shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from tui.model.span import Span

_PARAGRAPH = "\n\n"


class Passage(NamedTuple):
    """A piece of a text with what was found in it.

    Attributes:
        span: Where it is in the text.
        text: Its characters.
        hits: Where in the text the hits are, from the first on; none in a mere beginning.
    """

    span: Span
    text: str
    hits: tuple[Span, ...]

    @property
    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Its text in pieces, each with whether it is a hit; none is empty."""
        at = self.span.start
        for hit in self.hits:
            yield from self._piece(at, hit.start, is_hit=False)
            yield from self._piece(hit.start, hit.end, is_hit=True)
            at = hit.end
        yield from self._piece(at, self.span.end, is_hit=False)

    def _piece(self, start: int, end: int, *, is_hit: bool) -> Iterator[tuple[str, bool]]:
        text = self.text[start - self.span.start : end - self.span.start]
        if text:
            yield text, is_hit


def passages(text: str, hits: Iterable[Span], context: int) -> Iterator[Passage]:
    """Yield the hits with what stands around them; those after the first one are in its passage.

    Args:
        text: All of the text.
        hits: In order, none of which overlap.
        context: How many code points before and after a hit there are at most. A passage does not
            go beyond its paragraph, begins and ends between words, and has no white space there.
    """
    group: list[Span] = []
    after = 0
    for hit in hits:
        if group and not _belongs(text, group, hit, context):
            yield _passage(text, group, context, after)
            after, group = group[-1].end, []
        group.append(hit)
    if group:
        yield _passage(text, group, context, after)


def _belongs(text: str, group: list[Span], hit: Span, context: int) -> bool:
    """Tell whether a hit is in the passage of those before it: near the first one.

    So it is in view where the first hit has a third of a row before it.
    """
    is_near = hit.end <= group[0].end + context * 2 // 3
    return is_near and text.find(_PARAGRAPH, group[-1].end, hit.start) < 0


def most_telling(found: tuple[Passage, ...], most: int) -> tuple[Passage, ...]:
    """Return the passages that tell most, in the order of the text.

    One with several of the words tells more than one that has the same word again, and a word that
    is rare in the text more than one that is everywhere.
    """
    if len(found) <= most:
        return found
    words = [{text.casefold() for text, is_hit in one.pieces if is_hit} for one in found]
    counts = Counter(chain.from_iterable(words))
    worth = [sum(1 / counts[word] for word in had) for had in words]
    best = sorted(range(len(found)), key=lambda number: -worth[number])[:most]
    return tuple(found[number] for number in sorted(best))


def beginning(text: str, context: int) -> Passage:
    """Return how a text begins: what is shown where nothing was found in it."""
    start = next((at for at, character in enumerate(text) if not character.isspace()), 0)
    return _passage(text, [Span(start, start)], context, 0)._replace(hits=())


def _passage(text: str, hits: list[Span], context: int, after: int) -> Passage:
    first, last = hits[0].start, hits[-1].end
    start, end = max(after, first - context), min(len(text), max(last, hits[0].end + context))
    break_before = text.rfind(_PARAGRAPH, start, first)
    break_after = text.find(_PARAGRAPH, last, end)
    start = break_before if break_before >= 0 else _word_start(text, start, first)
    end = break_after if break_after >= 0 else _word_end(text, last, end)
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return Passage(Span(start, end), text[start:end], tuple(hits))


def _word_start(text: str, start: int, before: int) -> int:
    """Return the first start of a word from `start` on; `start` itself within a very long one."""
    if start == 0 or text[start - 1].isspace():
        return start
    return next((at for at in range(start, before) if text[at].isspace()), start)


def _word_end(text: str, after: int, end: int) -> int:
    """Return the last end of a word up to `end`; `end` itself within a very long one."""
    if end == len(text) or text[end].isspace():
        return end
    return next((at for at in range(end - 1, after - 1, -1) if text[at].isspace()), end)
