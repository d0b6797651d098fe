"""What stands at places of a text, on one line; the same few names again and again."""

from __future__ import annotations

from tui.model.printable import flat
from tui.model.span import Span


class Words:
    """The words of one text.

    Args:
        text: The article's text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, str] = {}

    def of(self, span: Span) -> str:
        """Return what stands at `span`, on one line."""
        return self.between(span.start, span.end)

    def between(self, start: int, end: int) -> str:
        """Return what stands from `start` to `end`, on one line."""
        raw = self.text[start:end]
        known = self._known.get(raw)
        if known is None:
            known = self._known[raw] = flat(raw)
        return known
