"""What a verb attributes, frame by frame: each looks for its own sort of content."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tui.model.cue_words import Frame
from tui.nlp.quotes.languages.language import Cue
from tui.nlp.quotes.parse import Range
from tui.nlp.quotes.phrases import cue_of
from tui.nlp.quotes.reading import Reading
from tui.nlp.quotes.rules.candidate import Candidate
from tui.nlp.quotes.rules.clauses import Pieces, own_words, said_clause
from tui.nlp.quotes.subjects import is_passive, subject_of

_CHAIN = 20
"""Infinitives in a row that are looked through."""
_LESS_SURE = 0.15
"""How much an attitude is less sure than what is said."""


def verbs_of_cues(reading: Reading) -> Iterator[int]:
    """Yield the verbs that may attribute something, those in quote marks left out."""
    language = reading.language
    for token, form in reading.cue_forms:
        if form in language.verbs or form in language.phrasal_heads:
            yield token


def verb_candidate(reading: Reading, verb: int) -> Candidate | None:
    """Return what the verb attributes by the first of its frames that fits, or None."""
    cue = reading.verb_cue(verb)
    return _candidate(reading, verb, cue) if cue is not None else None


def _candidate(reading: Reading, verb: int, cue: Cue) -> Candidate | None:
    if _is_reduced(reading, verb):
        return None
    for frame, find, confidence in _FINDERS:
        pieces = find(reading, verb, cue) if frame in cue.frames else ()
        if not pieces:
            continue
        subject = subject_of(reading, verb)
        if subject is None and frame != "clause" and not is_passive(reading, verb):
            return None
        tokens = _cue_tokens(reading, verb, frame, pieces)
        confidence -= _LESS_SURE * cue.is_attitude + _LESS_SURE * (subject is None)
        return Candidate(verb, tokens, pieces, subject, frame, cue.is_attitude, confidence)
    return None


def _is_reduced(reading: Reading, verb: int) -> bool:
    """Tell whether a participle only says of a noun what was done: "the man accused of it"."""
    parse, language = reading.parse, reading.language
    is_own = parse.deps[verb] in language.relations.adnominal
    return is_own and parse.tags[verb].startswith(language.tags.participle)


def _cue_tokens(reading: Reading, verb: int, frame: Frame, pieces: Pieces) -> Range:
    """Return the cue's tokens; a preposition beside it that leads to the content belongs to it."""
    first, last = cue_of(reading, verb)
    leads_on = frame == "about" and any(piece[0] == last + 1 for piece in pieces)
    if leads_on and reading.parse.deps[last] in reading.language.relations.preposition:
        last += 1
    return first, last


def _clause(reading: Reading, verb: int, cue: Cue) -> Pieces:
    """A clause; what "declared the plan dead" says is no clause, but a predicate."""
    if "predicate" in cue.frames and _has_small_clause(reading, verb):
        return ()
    return said_clause(reading, verb)


def _has_small_clause(reading: Reading, verb: int) -> bool:
    parse, language = reading.parse, reading.language
    clause = parse.child(verb, language.relations.clause)
    if clause is None or clause < verb:
        return False
    helpers = parse.children_as(clause, language.relations.auxiliary)
    verbs = [clause, *helpers]
    return not any(parse.tags[v].startswith(language.tags.finite) for v in verbs)


def _to(reading: Reading, verb: int, cue: Cue) -> Pieces:
    """An infinitive; one that attributes something itself takes an attitude into its cue.

    "vowed | to defend the palace", but "wants to ask | why".
    """
    parse, relations = reading.parse, reading.language.relations
    for child in parse.children_as(verb, relations.infinitive | relations.adverbial):
        if not reading.is_infinitive(child) or not _follows(reading, verb, child):
            continue
        own = reading.verb_cue(child) if cue.is_attitude and not _is_long(reading, verb) else None
        if own is not None and _candidate(reading, child, own) is not None:
            return ()
        subject = parse.child(verb, relations.subject)
        if cue.lemma in reading.language.seeming and subject is not None:
            return parse.subtree(subject), parse.subtree(child)
        first, last = parse.subtree(child)
        for other in parse.children_as(verb, relations.adverbial):
            if parse.subtree(other)[0] == last:  # "to fight on | until they were free"
                last = parse.subtree(other)[1]
        return ((first, last),)
    return ()


def _is_long(reading: Reading, verb: int) -> bool:
    """Tell whether too many infinitives hang on one another: "wants to want to want to..."."""
    parse, infinitive = reading.parse, reading.language.relations.infinitive
    at = verb
    for _ in range(_CHAIN):
        if parse.deps[at] not in infinitive or parse.heads[at] == at:
            return False
        at = parse.heads[at]
    return True


def _follows(reading: Reading, verb: int, infinitive: int) -> bool:
    """Tell an infinitive that a verb needs from one of purpose: the parser mixes them up."""
    parse, relations = reading.parse, reading.language.relations
    if parse.deps[infinitive] in relations.infinitive:
        return True
    between = range(verb + 1, parse.subtree(infinitive)[0])
    return infinitive > verb and all(
        reading.is_time(token) or parse.lower[token] in reading.language.settings
        for token in between
    )


def _told(reading: Reading, verb: int, _: Cue) -> Pieces:
    """What somebody shall do, with the one who shall: "Congress to act"."""
    parse, relations = reading.parse, reading.language.relations
    for child in parse.children_as(verb, relations.clause | relations.infinitive):
        if not reading.is_infinitive(child):
            continue
        if parse.child(child, relations.subject) is not None:
            return (parse.subtree(child),)
        return _with_thing(reading, verb, parse.subtree(child))
    return ()


def _predicate(reading: Reading, verb: int, _: Cue) -> Pieces:
    """What something is called, with the thing: "it a smart move"."""
    parse, language = reading.parse, reading.language
    called = parse.child(verb, language.relations.predicate)
    if called is not None:
        return _with_thing(reading, verb, parse.subtree(called))
    small = parse.child(verb, language.relations.clause)
    if small is None or small < verb or parse.tags[small].startswith(language.tags.finite):
        return ()
    return (own_words(reading, small, verb),)


def _as(reading: Reading, verb: int, cue: Cue) -> Pieces:
    """What something is taken for, with the thing: "the claims as unfounded"."""
    parse, language = reading.parse, reading.language
    relations = language.relations
    if _is_quoted_as(reading, verb, cue):
        return ()
    for head in (verb, parse.child(verb, relations.object)):
        if head is None:
            continue
        for child in parse.children_as(head, relations.preposition | relations.adverbial):
            if parse.lower[child] in language.as_words and child > verb:
                return _with_thing(reading, verb, (child, parse.subtree(child)[1]))
    return ()


def _with_thing(reading: Reading, verb: int, said: Range) -> Pieces:
    """Return what is said of something with the thing: the object, or a passive's subject."""
    parse, relations = reading.parse, reading.language.relations
    thing = parse.child(verb, relations.object)
    if thing is not None and thing < said[1]:
        # "which she called a farce": the thing is what the sentence goes on about.
        return ((parse.subtree(thing)[0], said[1]),) if thing > verb else (said,)
    passive = parse.child(verb, relations.passive_subject)
    return (parse.subtree(passive), said) if passive is not None else ()


def _about(reading: Reading, verb: int, cue: Cue) -> Pieces:
    """What is spoken of; what somebody is accused of, with the accused."""
    parse, language = reading.parse, reading.language
    relations = language.relations
    leads_to = relations.prepositional_object | relations.prepositional_clause
    accused = parse.child(verb, relations.object)
    for child in parse.children_as(verb, relations.preposition):
        thing = parse.child(child, leads_to)
        if child < verb or thing is None or not _is_topic(reading, thing):
            continue
        end = parse.subtree(child)[1]
        if accused is not None and verb < accused < child:
            if parse.lower[child] in language.blamed_for:
                return ((parse.subtree(accused)[0], end),)
        elif _leads_on(reading, child, cue):
            return ((child + 1, max(end, _end_of_purpose(reading, verb, child))),)
    return ()


def _is_topic(reading: Reading, thing: int) -> bool:
    word = reading.parse.lower[thing]
    return not reading.is_time(thing) and word not in reading.language.no_topics


def _leads_on(reading: Reading, preposition: int, cue: Cue) -> bool:
    word, language = reading.parse.lower[preposition], reading.language
    return word in language.about or (word in language.infinitive and cue.lemma in language.toward)


def _end_of_purpose(reading: Reading, verb: int, preposition: int) -> int:
    """Return the end of what somebody is called on to do: "called on Congress to act"."""
    parse, relations = reading.parse, reading.language.relations
    shall = parse.children_as(verb, relations.infinitive | relations.adverbial)
    ends = [parse.subtree(s)[1] for s in shall if s > preposition and reading.is_infinitive(s)]
    return max(ends, default=0)


def _is_quoted_as(reading: Reading, verb: int, cue: Cue) -> bool:
    """Tell whether the object speaks: "quoted the general as saying"."""
    parse, language = reading.parse, reading.language
    if cue.lemma not in language.quoted_as:
        return False
    first, last = verb + 1, parse.subtree(verb)[1]
    return any(
        parse.lower[token] in language.as_words and reading.verb_cue(token + 1) is not None
        for token in range(first, last - 1)
    )


def _object(reading: Reading, verb: int, cue: Cue) -> Pieces:
    """What is criticised, announced, supported."""
    parse, relations = reading.parse, reading.language.relations
    thing = parse.child(verb, relations.object)
    if thing is not None and thing > verb:
        if _is_quoted_as(reading, verb, cue) or _is_inverted(reading, verb, thing, cue):
            return ()
        first, last = parse.subtree(thing)
        return ((first, _end_of_complements(reading, verb, last)),)
    passive = parse.child(verb, relations.passive_subject)
    if passive is not None and parse.child(verb, relations.agent) is not None:
        return (parse.subtree(passive),)
    return ()


def _is_inverted(reading: Reading, verb: int, thing: int, cue: Cue) -> bool:
    """Tell whether the object is who speaks: "It is over, reported the ministry"."""
    parse = reading.parse
    if "clause" not in cue.frames or verb < 1 or parse.words[verb - 1] != ",":
        return False
    is_finite = parse.tags[verb].startswith(reading.language.tags.finite)
    return is_finite and reading.may_speak(thing)


def _end_of_complements(reading: Reading, verb: int, last: int) -> int:
    """Return where the phrases are over that follow an object side by side."""
    parse, language = reading.parse, reading.language
    for child in parse.children_as(verb, language.relations.preposition):
        if child != last:
            continue
        thing = parse.child(child, language.relations.prepositional_object)
        if thing is None or reading.is_time(thing) or parse.lower[child] in language.settings:
            break
        if reading.is_occasion(child):
            break
        last = parse.subtree(child)[1]
    return last


Finder = Callable[[Reading, int, Cue], Pieces]

_FINDERS: tuple[tuple[Frame, Finder, float], ...] = (
    ("clause", _clause, 0.9),
    ("told", _told, 0.8),
    ("predicate", _predicate, 0.8),
    ("as", _as, 0.8),
    ("to", _to, 0.8),
    ("about", _about, 0.7),
    ("object", _object, 0.7),
)
"""The frames in the order in which they are tried, with how sure what they find is."""
