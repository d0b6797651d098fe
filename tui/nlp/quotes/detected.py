"""A quote as the rules find it, before the article's other mentions tell the speaker's name."""

from __future__ import annotations

from typing import NamedTuple

from tui.model.analysis import Quote
from tui.model.span import Span


class Detected(NamedTuple):
    """A quote whose speaker has the mention's own words for a name.

    Attributes:
        quote: The quote.
        named_by: What names the speaker where that is not the mention itself: the noun phrase
            that "who" stands for; None elsewhere.
    """

    quote: Quote
    named_by: Span | None = None
