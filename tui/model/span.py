"""Half-open ranges of code points in an article's unchanged text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """The code points `start <= i < end` of `article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """Return the span moved by `by` code points."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: Span) -> int:
        """Return how many code points the two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def checked(self, length: int) -> Span:
        """Return the span itself when it is a non-empty part of a text of `length` code points.

        Raises:
            ValueError: It is empty, reversed or reaches outside the text.
        """
        if not 0 <= self.start < self.end <= length:
            raise ValueError(
                f"span {self.start}-{self.end} is no part of a text of {length} characters"
            )
        return self


def trimmed(text: str, span: Span) -> Span:
    """Return `span` without the white space at its two ends; empty at its start if all is white."""
    inside = span.of(text)
    left = len(inside) - len(inside.lstrip())
    return Span(span.start + left, max(span.start + left, span.start + len(inside.rstrip())))
