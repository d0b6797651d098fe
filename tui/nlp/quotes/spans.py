"""From tokens to spans: the quote as it is shown, without the punctuation around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tui.model.analysis import Kind, Quote, Speaker
from tui.model.span import Span, trimmed
from tui.nlp.quotes.detected import Detected
from tui.nlp.quotes.parse import Range
from tui.nlp.quotes.phrases import mention_of
from tui.nlp.quotes.reading import PUNCTUATION, QUOTE_MARKS, Reading
from tui.nlp.quotes.rules.candidate import Candidate
from tui.nlp.quotes.subjects import Subject


def as_quote(reading: Reading, candidate: Candidate) -> Detected | None:
    """Return the quote that the candidate is; None when nothing but punctuation is left of it."""
    fragments = _fragments(reading, candidate.pieces)
    if not fragments or _only_points(reading, candidate.pieces):
        return None
    tokens = candidate.cue_tokens
    speaker, named_by = _speaker(reading, candidate.subject)
    quote = Quote(
        span=Span(fragments[0].start, fragments[-1].end),
        kind=_kind(reading, candidate.pieces),
        cue=reading.parse.span(tokens) if tokens else None,
        speaker=speaker,
        fragments=fragments if len(fragments) > 1 else (),
        confidence=round(candidate.confidence, 2),
        attitude=candidate.attitude,
    )
    return Detected(quote, named_by)


def _only_points(reading: Reading, pieces: Sequence[Range]) -> bool:
    """Tell whether the content is nothing but a pronoun: "announced this", "called it that"."""
    tokens = [token for piece in pieces for token in range(*_trimmed(reading, piece))]
    pointers = reading.language.pointers
    return len(tokens) == 1 and reading.parse.lower[tokens[0]] in pointers


def _speaker(reading: Reading, subject: Subject | None) -> tuple[Speaker | None, Span | None]:
    parse = reading.parse
    if subject is None or parse.lower[subject.head] in reading.language.no_speakers:
        return None, None
    mention = parse.span(mention_of(reading, subject.head))
    words = mention.of(parse.text)
    if not re.search(r"\w", words):
        return None, None
    named_by = None
    if subject.named_by != subject.head:
        named_by = parse.span(mention_of(reading, subject.named_by))
    return Speaker(mention, words), named_by


def _fragments(reading: Reading, pieces: Iterable[Range]) -> tuple[Span, ...]:
    """Return the pieces as spans, in order, those that only punctuation parts joined."""
    joined: list[Range] = []
    for piece in sorted(pieces):
        first, last = _trimmed(reading, piece)
        if first >= last:
            continue
        if joined and not _are_apart(reading, joined[-1], (first, last)):
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return tuple(_span(reading, piece) for piece in joined)


def _are_apart(reading: Reading, before: Range, after: Range) -> bool:
    """Tell whether words part two pieces, or each stands in marks of its own."""
    between = reading.parse.words[before[1] : after[0]]
    if any(any(c.isalnum() for c in word) for word in between):
        return True
    return (
        before[1] <= after[0] and _is_all_quoted(reading, before) and _is_all_quoted(reading, after)
    )


def _trimmed(reading: Reading, piece: Range) -> Range:
    """Cut punctuation off both ends, but not the marks of a quote that is there."""
    first, last = piece
    while first < last and _is_edge(reading, first):
        first += 1
    while first < last and _is_edge(reading, last - 1):
        last -= 1
    return first, last


def _is_edge(reading: Reading, token: int) -> bool:
    word = reading.parse.words[token]
    is_mark = word.isspace() or word in PUNCTUATION or word in QUOTE_MARKS
    return is_mark and not reading.is_quoted(token)


def _span(reading: Reading, piece: Range) -> Span:
    """Return the piece's span: what is all in marks without the outer ones, all else with them."""
    start, end = reading.region_at(piece[0]), reading.region_at(piece[1] - 1)
    span = reading.parse.span(piece)
    if start is None and end is None:
        return span
    if start is not None and end is not None and _is_all_quoted(reading, piece):
        return Span(start.mark.content.start, end.mark.content.end)
    first = start.mark.outer.start if start else span.start
    whole = Span(first, end.mark.outer.end if end else span.end)
    return trimmed(reading.parse.text, whole)


def _is_all_quoted(reading: Reading, piece: Range) -> bool:
    return all(region >= 0 for region in reading.region_of[slice(*piece)])


def _kind(reading: Reading, pieces: Iterable[Range]) -> Kind:
    """Return `direct` when all words are in marks, `mixed` when some are."""
    words = reading.parse.words
    are_quoted = {
        reading.is_quoted(token)
        for piece in pieces
        for token in range(*piece)
        if words[token][0].isalnum()
    }
    if are_quoted == {True}:
        return "direct"
    return "mixed" if True in are_quoted else "indirect"
