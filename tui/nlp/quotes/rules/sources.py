"""Sources that no verb tells: "according to", and a headline's colon."""

from __future__ import annotations

from collections.abc import Iterator

from tui.nlp.quotes.parse import Range
from tui.nlp.quotes.reading import Reading
from tui.nlp.quotes.rules.candidate import Candidate
from tui.nlp.quotes.subjects import Subject

_TITLED = 8
"""Tokens that may stand before the colon of "Pence: ..."."""
_NAME = 3
"""Tokens that are taken for a name there when all are written as one."""
_NEAR = 8
"""Tokens in which the source is looked for where the parse has none."""


def according_candidates(reading: Reading) -> Iterator[Candidate]:
    """Yield what is said "according to" somebody: the rest of the clause that this belongs to."""
    lower = reading.parse.lower
    for token, form in reading.cue_forms:
        for words in reading.language.according:
            last = token + len(words)
            if form == words[0] and tuple(lower[token:last]) == words:
                candidate = _according(reading, token, last)
                if candidate is not None:
                    yield candidate


def _according(reading: Reading, first: int, last: int) -> Candidate | None:
    parse, relations = reading.parse, reading.language.relations
    source = parse.child(last - 1, relations.prepositional_object)
    source = _next_noun(reading, last) if source is None else source
    if source is None or reading.is_quoted(source):
        return None
    start, end = parse.sentence(first)
    over = max(parse.subtree(source)[1], parse.subtree(first)[1])
    over = _until_comma(reading, source, min(over, end))
    pieces = _clause_beside(reading, (start, first), (over, end))
    if not pieces:
        return None
    return Candidate(first, (first, last), pieces, Subject(source, source), "clause", False, 0.85)


def _next_noun(reading: Reading, first: int) -> int | None:
    """Return the head of the noun phrase that begins at `first`."""
    head = None
    for token in range(first, min(len(reading.parse), first + _NEAR)):
        if not reading.parse.tags[token].startswith(reading.language.tags.phrase):
            break
        if reading.is_noun(token):
            head = token
    return head


def _until_comma(reading: Reading, source: int, last: int) -> int:
    """Return where the source's phrase is over: at the comma before the clause goes on."""
    parse = reading.parse
    for token in range(source + 1, last):
        if parse.words[token] in (",", ";") and not parse.is_under(token + 1, source):
            return token
    return last


def _clause_beside(reading: Reading, before: Range, after: Range) -> tuple[Range, ...]:
    """Return the sentence without the phrase: what is before it, what is after, or both."""
    parse, tags = reading.parse, reading.language.tags
    start = before[0]
    while start < before[1] and parse.deps[start] in reading.language.relations.coordinator:
        start += 1
    before = start, before[1]
    is_sentence = any(tag.startswith(tags.finite) for tag in parse.tags[slice(*before)])
    if reading.count_words(before) > 2 and (is_sentence or reading.count_words(after) < 2):
        return (before,)
    words = reading.count_words(after)
    if words > 1 or (words and reading.is_quoted(after[1] - 1)):
        opens = parse.tags[min(after[0] + 1, after[1] - 1)]
        in_the_middle = opens.startswith((*tags.finite, *tags.adverb))
        return (before, after) if in_the_middle and reading.count_words(before) else (after,)
    following = after[1]
    is_quote = following < len(parse) and reading.is_quoted(following)
    return ((following, following + 1),) if is_quote else ()


def colon_candidates(reading: Reading) -> Iterator[Candidate]:
    """Yield what a line attributes with its first colon: "Pence: ..."."""
    parse = reading.parse
    if ":" not in parse.words:
        return
    first = 0
    for token, word in enumerate(parse.words):
        if parse.is_break[token]:
            first = token + 1
        elif word == ":" and 0 < token - first <= _TITLED and not reading.is_quoted(token):
            candidate = _titled(reading, first, token)
            first = len(parse)  # no other colon of the line
            if candidate is not None:
                yield candidate


def _titled(reading: Reading, first: int, colon: int) -> Candidate | None:
    parse, language = reading.parse, reading.language
    if any(tag.startswith(language.tags.finite) for tag in parse.tags[first:colon]):
        return None
    head = colon - 1
    is_speaker = reading.may_speak(head) or _is_name(reading, (first, colon))
    if not is_speaker and parse.lower[head] not in language.headline_speakers:
        return None
    last = colon + 1
    while last < len(parse) and not parse.is_break[last]:
        last += 1
    if reading.count_words((colon, last)) < 2:
        return None
    piece, cue = (colon + 1, last), (colon, colon + 1)
    return Candidate(colon, cue, (piece,), Subject(head, head), "clause", False, 0.6)


def _is_name(reading: Reading, tokens: Range) -> bool:
    tags = reading.parse.tags[slice(*tokens)]
    return len(tags) <= _NAME and all(t.startswith(reading.language.tags.proper) for t in tags)
