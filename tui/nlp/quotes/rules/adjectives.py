"""What somebody is sure of, afraid of, willing to do; what is clear to all."""

from __future__ import annotations

from collections.abc import Iterator

from tui.model.cue_words import Frame
from tui.nlp.quotes.languages.language import Cue
from tui.nlp.quotes.parse import Range
from tui.nlp.quotes.phrases import cue_of
from tui.nlp.quotes.reading import Reading
from tui.nlp.quotes.rules.candidate import Candidate
from tui.nlp.quotes.subjects import Subject, subject_of

_FRAMES: tuple[Frame, ...] = ("clause", "to", "about")
_SURE = 0.5


def adjective_candidates(reading: Reading) -> Iterator[Candidate]:
    """Yield what the adjectives of a text attribute, those in quote marks left out."""
    for token, form in reading.cue_forms:
        cue = reading.language.adjectives.get(form)
        verb = _verb_of(reading, token) if cue else None
        if cue is None or verb is None:
            continue
        candidate = _adjective_candidate(reading, token, verb, cue)
        if candidate is not None:
            yield candidate


def _verb_of(reading: Reading, adjective: int) -> int | None:
    """Return the "to be" that says it of somebody; itself, where it is read as a participle."""
    parse, relations = reading.parse, reading.language.relations
    verb = parse.heads[adjective]
    if parse.deps[adjective] in relations.complement and verb < adjective:
        return verb
    return adjective if parse.child(adjective, relations.auxiliary) is not None else None


def _adjective_candidate(reading: Reading, adjective: int, verb: int, cue: Cue) -> Candidate | None:
    subject = _subject(reading, adjective, verb)
    first = cue_of(reading, verb)[0]
    for frame in _FRAMES:
        found = _content(reading, adjective, verb, frame) if frame in cue.frames else None
        if found is None:
            continue
        piece, last = found
        return Candidate(adjective, (first, last), (piece,), subject, frame, True, _SURE)
    return None


def _subject(reading: Reading, adjective: int, verb: int) -> Subject | None:
    """Return who is sure; nobody in "it is clear that"."""
    subject = subject_of(reading, verb)
    if subject is None and verb == adjective:
        passive = reading.parse.child(verb, reading.language.relations.passive_subject)
        subject = Subject(passive, passive) if passive is not None else None
    if subject and reading.parse.lower[subject.head] in reading.language.expletives:
        return None
    return subject


def _content(reading: Reading, adjective: int, verb: int, frame: Frame) -> tuple[Range, int] | None:
    """Return the content, and where the cue is over."""
    parse, language = reading.parse, reading.language
    relations = language.relations
    if frame == "about":
        leads_to = relations.prepositional_object | relations.prepositional_clause
        for child in parse.children_as(adjective, relations.preposition):
            if (
                parse.child(child, leads_to) is None
                or parse.lower[child] not in language.felt_about
            ):
                continue
            last = child + 1 if child == adjective + 1 else adjective + 1
            return (child + 1, parse.subtree(child)[1]), last
        return None
    for owner in (adjective, verb):
        for child in parse.children_as(owner, relations.clause | relations.infinitive):
            if child > adjective and reading.is_infinitive(child) == (frame == "to"):
                return parse.subtree(child), adjective + 1
    return None
