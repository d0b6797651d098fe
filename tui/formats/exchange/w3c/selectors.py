"""Where in a text a target is: its selectors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.formats.exchange.w3c.terms import POSITION, QUOTE
from tui.formats.found import Piece
from tui.formats.spans import piece_at
from tui.model.printable import beginning, brief
from tui.model.text_quote import MOST_PLACES, TextQuote, places_of

_DEEPEST = 10
"""Selectors that refine each other; nobody needs more than two."""
_LONGEST = 40


class TextNeededError(Exception):
    """A place is told by its words only, so the text is needed to know where that is."""


def piece_of(target: object, text: str | None) -> Piece:
    """Return the place of a target, or of a body that is one.

    Args:
        target: What the annotation has there.
        text: The text it is in, if that is known yet.

    Raises:
        ValueError: It has no place, or one that fits nowhere or in several places.
        TextNeededError: It is told by its words, and there is no text.
    """
    selectors = list(_selectors(as_object(target).get("selector")))
    place = next((one for one in selectors if one.get("type") == POSITION), None)
    quote = next((one for one in selectors if one.get("type") == QUOTE), None)
    said = quote.get("exact") if quote else None
    if place is not None:
        return piece_at(place.get("start"), place.get("end"), said)
    if quote is None:
        reason = f"a target has neither a {POSITION} nor a {QUOTE}"
        raise ValueError(f"{reason}, so it is not known where it is")
    if not isinstance(said, str) or not said.strip():
        raise ValueError(f"a {QUOTE} is of no words: {brief(said)}")
    if text is None:
        raise TextNeededError
    around = [quote.get(key) for key in ("prefix", "suffix")]
    return _found(text, TextQuote(said, *(one if isinstance(one, str) else "" for one in around)))


def _found(text: str, quote: TextQuote) -> Piece:
    places = places_of(text, quote)
    if len(places) == 1:
        return Piece(*places[0], places[0].of(text))
    words = f"“{beginning(quote.exact, _LONGEST)}”"
    if places:
        hint = " with what is told of before and after" if quote.prefix or quote.suffix else ""
        raise ValueError(f"{words} fits in {_many(len(places))} of the text{hint}: which is meant?")
    alone = len(places_of(text, TextQuote(quote.exact)))
    if not alone:
        raise ValueError(f"{words} stands nowhere in the text")
    reason = f"{words} stands in {_many(alone)} of the text, but not with what is told of"
    raise ValueError(f"{reason} before and after")


def _many(count: int) -> str:
    if count == MOST_PLACES:
        return f"{count} places or more"
    return f"{count} place{'s' * (count != 1)}"


def _selectors(data: object) -> Iterator[dict[str, Any]]:
    """Yield selectors, and those that refine them."""
    for one in listed(data):
        for _ in range(_DEEPEST):
            if not isinstance(one, dict):
                break
            yield one
            one = one.get("refinedBy")


def listed(data: object) -> list[Any]:
    """Return what stands at a key: one or several."""
    return data if isinstance(data, list) else [] if data is None else [data]


def as_object(data: object) -> dict[str, Any]:
    """Return what has to be an object.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(data, dict):
        raise ValueError(f"there should be an object, and there is {brief(data)}")
    return data
