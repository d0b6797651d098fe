"""Where in an article the places of a record are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.formats.found import Found, Piece
from tui.model.article import Article
from tui.model.offsets import Claim, Meant, as_given, cuts, meanings, wrong_of
from tui.model.printable import beginning
from tui.model.span import Span

_LONGEST = 40
_MANY_CUTS = 2
"""Borders within words: one may be meant so."""


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
    spans, mistake = found_in(article.text if own is None else own, claims, mends=mends)
    mistakes = [mistake] if mistake else []
    if own is not None and own != article.text:
        # The words that stand there in the file's own text are to stand in the article's, too.
        copied = [(*span, span.of(own)) for span in spans]
        try:
            spans, mistake = found_in(article.text, copied, mends=mends)
        except MisplacedError as error:
            reason = f"article {article.id!r} has another text than the file: {error}"
            raise MisplacedError(reason, can_mend=error.can_mend) from error
        mistakes += [mistake] if mistake else []
    return Placed(spans, tuple(mistakes))


def found_in(text: str, claims: Sequence[Claim], *, mends: bool) -> tuple[tuple[Span, ...], str]:
    """Return where places are in a text, and in what they were wrong.

    Places without words are right as long as they do not cut words, or there is no way of counting
    in which they cut none.

    Raises:
        MisplacedError: See `placed`.
    """
    given = as_given(text, claims)
    have_words = any(words for _, _, words in claims)
    if given is not None and (have_words or cuts(text, given) < _MANY_CUTS):
        return given, ""
    found = meanings(text, claims)
    if given is not None and not found:
        return given, ""
    if len(found) == 1 and mends:
        return found[0].spans, found[0].mistake
    raise MisplacedError(_wrong(text, claims, found), can_mend=len(found) == 1)


def _wrong(text: str, claims: Sequence[Claim], found: Sequence[Meant]) -> str:
    number = wrong_of(text, claims)
    if number is None:  # they are somewhere, but not at words
        number = next(n for n, (s, e, _) in enumerate(claims) if cuts(text, [Span(s, e)]))
    start, end, words = claims[number]
    if words:
        there, said = _apart(text[max(0, start) : max(0, end)], words)
        reason = f"at {start}-{end} stands “{there}”, not “{said}”"
    elif not 0 <= start < end <= len(text):
        reason = f"at {start}-{end} there is nothing in a text of {len(text)} characters"
    else:
        there = beginning(text[start:end], _LONGEST)
        reason = f"at {start}-{end} stands “{there}”, which begins or ends within a word"
    ways = " or ".join(f"its places {one.mistake}" for one in found[:3])
    return f"{reason}: it seems that {ways}" if found else reason


def _apart(one: str, other: str) -> tuple[str, str]:
    """Return two texts cut so that one sees in what they differ."""
    pairs = zip(one, other, strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    first = max(0, same - _LONGEST // 2)
    dots = "…" if first else ""
    return dots + beginning(one[first:], _LONGEST), dots + beginning(other[first:], _LONGEST)
