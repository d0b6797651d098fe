"""Where in an article the places of a record are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.formats.found import Found, Piece
from tui.model.article import Article
from tui.model.offsets import Claim, Meant, as_given, meanings, wrong_of
from tui.model.printable import beginning
from tui.model.span import Span

_LONGEST = 40


class MisplacedError(Exception):
    """Places are wrong; the text says which, and how they may have been meant.

    Args:
        reason: What is wrong.
        can_mend: Whether there is one way only in which they are right.
    """

    def __init__(self, reason: str, *, can_mend: bool = False) -> None:
        super().__init__(reason)
        self.can_mend = can_mend


class Placed(NamedTuple):
    """The places of a record in the article's text.

    Attributes:
        spans: Each, in the order of `pieces_of`.
        mistakes: In what they were wrong, and are no more.
    """

    spans: tuple[Span, ...]
    mistakes: tuple[str, ...] = ()


def pieces_of(found: Found) -> Iterator[Piece]:
    """Yield all places that a record tells."""
    for quote in found.quotes:
        yield from quote.parts
        if quote.cue:
            yield quote.cue
        if quote.speaker:
            yield quote.speaker
        for label in quote.labels:
            yield from (value for _, value in label.values if isinstance(value, Piece))
    for entity in found.entities:
        yield entity.piece


def placed(found: Found, article: Article, *, mends: bool) -> Placed:
    """Return where the places of a record are in its article.

    Args:
        found: The record.
        article: What it is about.
        mends: Whether to count places over, where they were meant in one way only.

    Raises:
        MisplacedError: They are wrong, and it is not known how they were meant or not to be mended.
    """
    own = found.whose.text
    claims: Sequence[Claim] = list(pieces_of(found))
    spans, mistake = _in(article.text if own is None else own, claims, mends=mends)
    mistakes = [mistake] if mistake else []
    if own is not None and own != article.text:
        # The words that stand there in the file's own text are to stand in the article's, too.
        copied = [(*span, span.of(own)) for span in spans]
        spans, mistake = _in(article.text, copied, mends=mends)
        mistakes += [mistake] if mistake else []
    return Placed(spans, tuple(mistakes))


def _in(text: str, claims: Sequence[Claim], *, mends: bool) -> tuple[tuple[Span, ...], str]:
    given = as_given(text, claims)
    if given is not None:
        return given, ""
    found = meanings(text, claims)
    if len(found) == 1 and mends:
        return found[0].spans, found[0].mistake
    raise MisplacedError(_wrong(text, claims, found), can_mend=len(found) == 1)


def _wrong(text: str, claims: Sequence[Claim], found: Sequence[Meant]) -> str:
    number = wrong_of(text, claims)
    assert number is not None  # noqa: S101 - one of them is wrong
    start, end, words = claims[number]
    reason = f"at {start}-{end} {_there(text, start, end)}"
    if words:
        reason += f", not “{beginning(words, _LONGEST)}”"
    if not found:
        return reason
    ways = " or ".join(f"its places {one.mistake}" for one in found[:3])
    return f"{reason}: it seems that {ways}"


def _there(text: str, start: int, end: int) -> str:
    if not 0 <= start < end <= len(text):
        return f"there is nothing in a text of {len(text)} characters"
    return f"stands “{beginning(text[start:end], _LONGEST)}”"
