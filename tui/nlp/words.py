"""Words as the passes over a whole article see them: plain data, no `Doc`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tui.model.span import Span


class Word(NamedTuple):
    """One token that is not white space.

    Attributes:
        span: Its place in the article.
        text: Its characters.
        tag: Its part of speech in the Penn Treebank's terms ("NNP").
        subject: Whether it heads the subject of a verb.
    """

    span: Span
    text: str
    tag: str
    subject: bool = False


def word_range(words: Sequence[Word], span: Span) -> tuple[int, int]:
    """Return the half-open range of the words that `span` touches."""
    first = bisect_left(words, span.start + 1, key=lambda w: w.span.end)
    last = bisect_left(words, span.end, key=lambda w: w.span.start)
    return first, max(first, last)
