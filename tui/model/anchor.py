"""What tells where something stood, when its article has changed since.

The text-quote selector of the W3C Web Annotation Data Model: prefix, exact text, suffix.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.model.annotation import CONTEXT, Excerpt
from tui.model.span import Span


class Anchor(NamedTuple):
    """What tells where something stood: its words, and what stood before and after them."""

    exact: Excerpt
    prefix: str = ""
    suffix: str = ""


def context(text: str, span: Span) -> tuple[str, str]:
    """Return the prefix and the suffix of `span`: up to CONTEXT code points each."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
