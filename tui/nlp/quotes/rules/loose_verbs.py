"""Verbs of saying whose content the parse has not joined to them, found by where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tui.nlp.quotes.phrases import cue_of
from tui.nlp.quotes.reading import Reading
from tui.nlp.quotes.rules.candidate import Candidate
from tui.nlp.quotes.subjects import Subject, subject_of

_LOOK = 40
"""Tokens in which words are counted."""
_AFTER = 4
"""Words that may follow ", experts say" in its sentence."""


def trailing_candidates(reading: Reading, taken: Collection[int]) -> Iterator[Candidate]:
    """Yield the sentence before ", experts say"; verbs in `taken` have their content already."""
    for token in _sayings(reading, taken):
        candidate = _trailing(reading, token)
        if candidate is not None:
            yield candidate


def _sayings(reading: Reading, taken: Collection[int]) -> Iterator[int]:
    """Yield the verbs that can attribute both a clause and what is in quote marks."""
    for token, form in reading.cue_forms:
        if form not in reading.language.verbs or token in taken:
            continue
        cue = reading.verb_cue(token)
        if cue is not None and cue.frames >= {"clause", "quote"} and not cue.is_attitude:
            yield token


def _trailing(reading: Reading, verb: int) -> Candidate | None:
    parse = reading.parse
    subject = _inverted(reading, verb) or subject_of(reading, verb)
    if subject is None or not subject.is_own:
        return None
    cue = cue_of(reading, verb)
    start, end = parse.sentence(verb)
    first = _first(reading, subject, cue[0])
    if first <= start or parse.words[first - 1] != ",":
        return None
    last = max(verb + 1, parse.subtree(subject.head)[1])
    if last < len(parse) and (parse.words[last] == ":" or reading.is_quoted(last)):
        return None  # what is said comes after it
    piece = (start, first - 1)
    rest, beginning = (last, min(end, last + _LOOK)), (start, min(first - 1, start + _LOOK))
    if reading.count_words(rest) > _AFTER or reading.count_words(beginning) < 2:
        return None
    return Candidate(verb, cue, (piece,), subject, "clause", False, 0.8)


def _inverted(reading: Reading, verb: int) -> Subject | None:
    """Return who speaks in ", reported the ministry", which the parser took for an object."""
    if verb < 1 or reading.parse.words[verb - 1] != ",":
        return None
    found = reading.parse.child(verb, reading.language.relations.object)
    return Subject(found, found) if found is not None and reading.may_speak(found) else None


def _first(reading: Reading, subject: Subject, cue: int) -> int:
    return min(cue, reading.parse.subtree(subject.head)[0])


def leading_candidates(reading: Reading, taken: Collection[int]) -> Iterator[Candidate]:
    """Yield the block after a line that ends with a saying and a colon: "She added:"."""
    parse = reading.parse
    for token, is_break in enumerate(parse.is_break):
        if not is_break or token < 2 or token + 1 >= len(parse) or parse.words[token - 1] != ":":
            continue
        verb = _last_verb(reading, *parse.sentence(token - 1))
        cue = reading.verb_cue(verb) if verb is not None else None
        if verb is None or cue is None or verb in taken or reading.is_quoted(token + 1):
            continue
        last = token + 1
        while last < len(parse) and not parse.is_break[last]:
            last += 1
        if "quote" in cue.frames and last > token + 1:
            piece, subject = (token + 1, last), subject_of(reading, verb)
            tokens = cue_of(reading, verb)
            yield Candidate(verb, tokens, (piece,), subject, "clause", False, 0.6)


def _last_verb(reading: Reading, first: int, last: int) -> int | None:
    for token in range(last - 1, first - 1, -1):
        if not reading.is_quoted(token) and reading.verb_cue(token) is not None:
            return token
    return None
