"""What stands around a quote, for records in which it stands alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from operator import attrgetter

from tui.formats.annotated import Annotated
from tui.model.sign import whole_signs
from tui.model.span import Span

_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n])[^\S\r\n]*(?:\r\n|[\r\n])\s*")
_start, _end = attrgetter("start"), attrgetter("end")


class Around:
    """Tells the surroundings of the quotes of an article.

    Args:
        annotated: The article.
        count: How many sentences before and after those that a quote is in, which come whole.
            None: the quote alone.
    """

    def __init__(self, annotated: Annotated, count: int) -> None:
        self._text = annotated.article.text
        self._sentences = annotated.sentences
        self._count = count

    def of(self, span: Span) -> Span:
        """Return the place of a quote with what is around it, blanks at the ends left out.

        It is the quote's paragraph, whatever the count, where nobody knows of sentences.
        """
        if self._count <= 0:
            return span
        start, end = self._in_sentences(span) if self._sentences else self._in_paragraph(span)
        before, after = self._text[start : span.start], self._text[span.end : end]
        start += len(before) - len(before.lstrip())
        return whole_signs(self._text, Span(start, span.end + len(after.rstrip())))

    def _in_sentences(self, span: Span) -> Span:
        sentences = self._sentences
        # A quote may begin before the first sentence does: that one is the first around it then.
        begun = bisect_right(sentences, span.start, key=_start)
        begun_at_end = bisect_right(sentences, span.end - 1, key=_start)
        first = max(0, begun - 1 - self._count)
        last = max(0, min(len(sentences), begun_at_end + self._count) - 1)
        return Span(min(sentences[first].start, span.start), max(sentences[last].end, span.end))

    def _in_paragraph(self, span: Span) -> Span:
        breaks = self._breaks
        before = bisect_right(breaks, span.start, key=_end) - 1
        after = bisect_right(breaks, span.end - 1, key=_start)
        start = breaks[before].end if before >= 0 else 0
        end = breaks[after].start if after < len(breaks) else len(self._text)
        return Span(start, max(end, span.end))

    @cached_property
    def _breaks(self) -> list[Span]:
        """Where there are blank lines."""
        return [Span(*match.span()) for match in _BLANK_LINE.finditer(self._text)]
