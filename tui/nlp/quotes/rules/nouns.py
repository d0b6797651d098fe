"""What a noun attributes: "the claim that...", "his promise to...", "comments on..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui.model.cue_words import Frame
from tui.nlp.quotes.languages.language import Cue
from tui.nlp.quotes.parse import Range
from tui.nlp.quotes.reading import Reading
from tui.nlp.quotes.rules.candidate import Candidate
from tui.nlp.quotes.subjects import Subject, subject_of

_FRAMES: tuple[tuple[Frame, float], ...] = (("clause", 0.7), ("to", 0.5), ("about", 0.5))


class _Content(NamedTuple):
    """The content, and the preposition that leads to it (-1 without one)."""

    piece: Range
    preposition: int = -1


def noun_candidates(reading: Reading) -> Iterator[Candidate]:
    """Yield what the nouns of a text attribute, those in quote marks left out."""
    parse, tags = reading.parse, reading.language.tags
    for token, form in reading.cue_forms:
        cue = reading.language.nouns.get(form)
        if cue is None or not parse.tags[token].startswith(tags.noun):
            continue
        if _is_occasion_of_saying(reading, token):
            continue
        candidate = _noun_candidate(reading, token, cue)
        if candidate is not None:
            yield candidate


def _noun_candidate(reading: Reading, noun: int, cue: Cue) -> Candidate | None:
    source, first = _source(reading, noun)
    for frame, confidence in _FRAMES:
        content = _content(reading, noun, frame) if frame in cue.frames else None
        if content is None or (source is None and frame != "clause"):
            continue
        last = noun + 2 if content.preposition == noun + 1 else noun + 1
        pieces = (content.piece,)
        return Candidate(noun, (first, last), pieces, source, frame, cue.is_attitude, confidence)
    return None


def _is_occasion_of_saying(reading: Reading, noun: int) -> bool:
    """Tell whether a noun only tells where something was said: "said in a statement that"."""
    parse = reading.parse
    preposition = parse.heads[noun]
    is_occasion = reading.is_occasion(preposition) and preposition < noun
    return is_occasion and reading.verb_cue(parse.heads[preposition]) is not None


def _content(reading: Reading, noun: int, frame: Frame) -> _Content | None:
    return _thing(reading, noun) if frame == "about" else _clause(reading, noun, frame)


def _thing(reading: Reading, noun: int) -> _Content | None:
    """Find what "comments on" is about."""
    parse, language = reading.parse, reading.language
    relations = language.relations
    leads_to = relations.prepositional_object | relations.prepositional_clause
    for child in parse.children_as(noun, relations.preposition):
        thing = parse.child(child, leads_to)
        if thing is None or reading.is_time(thing) or parse.lower[child] not in language.about:
            continue
        return _Content((child + 1, parse.subtree(child)[1]), child)
    return None


def _clause(reading: Reading, noun: int, frame: Frame) -> _Content | None:
    """Find the clause with "that", or the infinitive."""
    parse, language = reading.parse, reading.language
    relations = language.relations
    words = language.complementizers if frame == "clause" else language.infinitive
    opener = relations.marker if frame == "clause" else relations.auxiliary
    owners = [noun, *_sources_of(reading, noun)]
    wanted = relations.adnominal | relations.clause
    if frame == "clause":  # a marker tells it from "the claim that he made"
        wanted |= relations.relative
    for child in (child for owner in owners for child in parse.children_as(owner, wanted)):
        opens = [c for c in parse.children_as(child, opener) if parse.lower[c] in words]
        if opens and opens[0] > noun:
            return _Content((opens[0], parse.subtree(child)[1]))
    return None


def _sources_of(reading: Reading, noun: int) -> list[int]:
    """Return who the claims are "from": the parser may hang the clause on them."""
    parse, relations = reading.parse, reading.language.relations
    leads = parse.children_as(noun, relations.preposition)
    found = [parse.child(lead, relations.prepositional_object) for lead in leads]
    return [source for source in found if source is not None]


def _source(reading: Reading, noun: int) -> tuple[Subject | None, int]:
    """Return whose it is, and where the cue begins: at the noun, or at its light verb."""
    parse, language = reading.parse, reading.language
    relations = language.relations
    owner = parse.child(noun, relations.possessor)
    if owner is not None:
        return Subject(owner, owner), noun
    for child in parse.children_as(noun, relations.preposition):
        doer = parse.child(child, relations.prepositional_object)
        if doer is not None and parse.lower[child] in language.sources:
            return Subject(doer, doer), noun
    verb = parse.heads[noun]
    if parse.deps[noun] in relations.object and parse.lower[verb] in language.light_verbs:
        return subject_of(reading, verb), verb
    return None, noun
