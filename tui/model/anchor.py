"""Finding a span again when its article changed.

By the text-quote selector of the W3C Web Annotation Data Model: prefix, exact text, suffix.
"""

from __future__ import annotations

from tui.model.annotation import CONTEXT, Excerpt
from tui.model.span import Span


def context(text: str, span: Span) -> tuple[str, str]:
    """Return the prefix and the suffix of `span`: up to CONTEXT code points each."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def find_again(text: str, exact: Excerpt, prefix: str, suffix: str) -> Span | None:
    """Return where `exact` stands in `text` now, or None when that is not unambiguous.

    With its prefix and suffix first, then with one of them, then alone; at each step it has to be
    the only place.
    """
    attempts = ((prefix, suffix), (prefix, ""), ("", suffix), ("", ""))
    for before, after in attempts:
        places = _places(text, before + exact.text + after)
        if len(places) == 1:
            start = places[0] + len(before)
            return Span(start, start + len(exact.text))
        if len(places) > 1:
            return None
    return None


def _places(text: str, needle: str, most: int = 2) -> list[int]:
    """Return up to `most` places of `needle` in `text`, overlapping ones too."""
    places: list[int] = []
    at = text.find(needle) if needle else -1
    while at >= 0 and len(places) < most:
        places.append(at)
        at = text.find(needle, at + 1)
    return places
