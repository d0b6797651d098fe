"""The borders of what a candidate attributes: whole quotes, and nothing of the reporter's."""

from __future__ import annotations

from tui.nlp.quotes.parse import Range
from tui.nlp.quotes.reading import DASHES, Reading, Region
from tui.nlp.quotes.rules.candidate import Candidate

_APART = 5
"""Tokens that may stand between two runs in marks of one series: “a” and a “b”."""
_PHRASES = frozenset(("object", "about", "as", "predicate", "told"))
"""Frames whose content is a phrase, over at a dash."""


def with_borders(reading: Reading, candidate: Candidate) -> Candidate:
    """Return the candidate with its pieces as they should be.

    A run in quote marks that is touched is content from mark to mark.
    """
    pieces = []
    for piece in candidate.pieces:
        first, last = _without_breaks(reading, piece, candidate)
        if first >= last:
            continue
        first, last = _beside_cue(candidate, first, last)
        last = _of_direct_speech(reading, first, last, candidate)
        last = _without_aside(reading, (first, last), candidate)
        if first >= last:
            continue
        start, end = reading.region_at(first), reading.region_at(last - 1)
        first = min(first, start.outer[0]) if start else first
        last = end_of_series(reading, max(last, end.outer[1])) if end else last
        pieces.append((first, last))
    return candidate._replace(pieces=tuple(_around_cue(reading, candidate, pieces)))


def _beside_cue(candidate: Candidate, first: int, last: int) -> Range:
    """Return a piece without its own cue: "a war that he vowed | to win"."""
    cue, tokens = candidate.cue, candidate.cue_tokens
    if cue is None or tokens is None or not first <= cue < last:
        return first, last
    return tokens[1], last


def _of_direct_speech(reading: Reading, first: int, last: int, candidate: Candidate) -> int:
    """Return where direct speech is over: He said: “A,” | and left."""
    words = reading.parse.words
    while first < last and not reading.is_quoted(first) and not words[first][0].isalnum():
        first += 1
    region = reading.region_at(first) if first < last else None
    if region is None or candidate.cue is None or candidate.cue > first:
        return last
    leads_in = words[region.outer[0] - 1] in (",", ":") if region.outer[0] else False
    is_own = first == region.outer[0] or first == region.inner[0]
    return min(last, region.outer[1]) if leads_in and is_own else last


def end_of_series(reading: Reading, last: int) -> int:
    """Return where the last of some runs in marks ends that stand in a row: “a” and a “b”.

    Args:
        reading: The text.
        last: The token after the first of them.
    """
    while (following := _next_in_series(reading, last)) is not None:
        last = following.outer[1]
    return last


def _next_in_series(reading: Reading, last: int) -> Region | None:
    parse, language = reading.parse, reading.language
    joins = False
    for token in range(last, min(len(parse), last + _APART + 1)):
        if reading.is_quoted(token):
            return reading.region_at(token) if joins else None
        is_finite = parse.tags[token].startswith(language.tags.finite)
        if is_finite or reading.ends_sentence(token):
            return None
        is_and = parse.deps[token] in language.relations.coordinator
        joins = joins or is_and or parse.words[token] == ","
    return None


def _without_breaks(reading: Reading, piece: Range, candidate: Candidate) -> Range:
    """Cut a piece at line breaks outside of quotes, on the side away from the cue."""
    first, last = piece
    is_break = reading.parse.is_break
    follows = candidate.cue is None or first > candidate.cue
    if candidate.cue is not None and follows:
        last = _before_bracket(reading, candidate.cue, last)
    breaks = [t for t in range(first, last) if is_break[t] and not reading.is_quoted(t)]
    if not breaks:
        return first, last
    return (first, breaks[0]) if follows else (breaks[-1] + 1, last)


def _before_bracket(reading: Reading, first: int, last: int) -> int:
    """Return where a bracket closes that was open at `first`, else `last`."""
    depth = 0
    for token in range(first, last):
        word = reading.parse.words[token]
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
            if depth < 0:
                return token
    return last


def _without_aside(reading: Reading, piece: Range, candidate: Candidate) -> int:
    """Return where a piece after the cue ends when the reporter adds to it: ", which...", " - "."""
    first, last = piece
    if candidate.cue is None or first < candidate.cue:
        return last
    aside = _last_relative(reading, first, last)
    if aside is not None and candidate.frame in _PHRASES:
        return aside
    last = _without_comment(reading, first, last)
    if candidate.frame in ("predicate", "as"):
        last = _end_of_name(reading, first, last)
    last = _without_occasion(reading, (first, last), candidate)
    if candidate.frame in _PHRASES:
        for token in range(first + 1, last):
            if not reading.is_quoted(token) and _is_dash(reading, token):
                return token
    return last


def _without_occasion(reading: Reading, piece: Range, candidate: Candidate) -> int:
    """Return where the piece ends before when and where it was said: "on Friday", "in a speech"."""
    parse, language = reading.parse, reading.language
    first, last = piece
    if candidate.frame not in _PHRASES or candidate.frame == "told":
        return last
    for token in range(first + 1, last):
        leads = parse.deps[token] in language.relations.preposition
        if not leads or parse.subtree(token)[1] < last or reading.is_quoted(token):
            continue
        is_time = token + 1 < last and reading.is_time(token + 1)
        if (is_time and parse.lower[token] in language.settings) or reading.is_occasion(token):
            return token
    return last


def _end_of_name(reading: Reading, first: int, last: int) -> int:
    """Return where what a thing is called ends: with the marks, before when it was said."""
    end = next((t + 1 for t in range(last - 1, first - 1, -1) if reading.is_quoted(t)), last)
    if end >= last:
        return last
    is_setting = reading.parse.lower[end] in reading.language.settings
    return end if is_setting or reading.is_time(end) else last


def _without_comment(reading: Reading, first: int, last: int) -> int:
    """Return where the piece ends before what the reporter calls it: ", a claim that..."."""
    parse, language = reading.parse, reading.language
    for token in range(first + 2, last):
        if parse.lower[token] not in language.nouns or reading.is_quoted(token):
            continue
        start, end = parse.subtree(token)
        is_new = parse.lower[start] in language.names.introducing
        if is_new and end >= last and start > first and parse.words[start - 1] == ",":
            return start - 1
    return last


def _last_relative(reading: Reading, first: int, last: int) -> int | None:
    """Return the comma before a ", which..." that the piece ends with."""
    parse, language = reading.parse, reading.language
    for token in range(last - 1, first + 1, -1):
        if reading.is_quoted(token) or parse.words[token] in (";", ":"):
            return None
        is_relative = parse.tags[token].startswith(language.tags.question)
        if is_relative and parse.words[token - 1] == ",":
            verb = parse.heads[token]
            reaches_end = parse.subtree(verb)[1] >= last - 1
            if parse.deps[verb] in language.relations.relative and reaches_end:
                return token - 1
    return None


def _is_dash(reading: Reading, token: int) -> bool:
    """Tell a dash from the hyphen in a word."""
    parse = reading.parse
    if parse.words[token] not in DASHES:
        return False
    return parse.words[token] != "-" or parse.ends[token - 1] < parse.starts[token]


def _around_cue(reading: Reading, candidate: Candidate, pieces: list[Range]) -> list[Range]:
    """Keep to what is in marks when that is what the cue follows: “A,” he said, after leaving."""
    if candidate.cue is None:
        return pieces
    kept: list[Range] = []
    follows_quote = False
    for first, last in sorted(pieces):
        region = reading.region_at(last - 1) or reading.region_at(max(first, last - 2))
        if last <= candidate.cue and region is not None:
            follows_quote = True
            first = _after_lead(reading, first, region)
        elif follows_quote and first > candidate.cue and not _begins_quote(reading, first):
            continue
        kept.append((first, last))
    return kept


def _after_lead(reading: Reading, first: int, region: Region) -> int:
    """Return where the quote that ends with `region` begins: not with what leads to the marks.

    That is all before a colon, and before a comma what is no sentence: "In a letter, | “A,” he..."
    """
    parse, start = reading.parse, region.outer[0]
    if start <= first:
        return first
    is_sentence = False
    for token in range(start - 1, first - 1, -1):
        if parse.words[token] == ":" and not reading.is_quoted(token):
            return start
        is_finite = parse.tags[token].startswith(reading.language.tags.finite)
        is_sentence = is_sentence or is_finite or reading.is_quoted(token)
    leads_in = parse.words[start - 1] == "," and not is_sentence
    begins = parse.deps[first] in reading.language.relations.preposition
    return start if leads_in and begins else first


def _begins_quote(reading: Reading, token: int) -> bool:
    """Tell whether marks open at the token, or words that are coordinated: but “B,” he said."""
    parse = reading.parse
    while token < len(parse) and not reading.is_quoted(token):
        if parse.words[token][0].isalnum():
            return parse.deps[token] in reading.language.relations.coordinator
        token += 1
    return token < len(parse)
