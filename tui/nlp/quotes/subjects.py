"""From a verb outside of quote marks to the head of what speaks by it."""

from __future__ import annotations

from typing import NamedTuple

from tui.nlp.quotes.reading import DASHES, Reading

_CLIMBS = 5
"""Verbs above one without a subject that are asked for theirs."""
_DATELINE = 16
"""Tokens that the place and the agency before an article's first sentence may take."""
_FAR = 60
"""Tokens back to what an insertion between two commas belongs to."""
_NEAR = 8
"""Tokens after a verb that its subject may take, where the parse has none."""


class Subject(NamedTuple):
    """Who speaks.

    Attributes:
        head: The token that heads the mention.
        named_by: The head of what a relative pronoun stands for; else `head` itself.
        is_own: Whether the verb itself has it, and does not inherit it from another one.
    """

    head: int
    named_by: int
    is_own: bool = True


def subject_of(reading: Reading, verb: int) -> Subject | None:
    """Return who speaks by `verb`, or None where nobody is said to."""
    own = _own(reading, verb)
    if own is not None:
        return _after_dateline(reading, own, verb) or own
    if _is_passive(reading, verb):
        return None
    return _noun_before_gerund(reading, verb) or _inherited(reading, verb)


def _after_dateline(reading: Reading, found: Subject, verb: int) -> Subject | None:
    """Return who speaks in "BRUSSELS (AP) – The minister said", which is not the place."""
    parse = reading.parse
    start = parse.sentence(verb)[0]
    if found.head >= start + 2 or not parse.words[found.head].isupper():
        return None
    dashes = [t for t in range(start, min(verb, start + _DATELINE)) if parse.words[t] in DASHES]
    nouns = [t for t in range(dashes[-1] + 1, verb) if reading.is_noun(t)] if dashes else []
    return Subject(nouns[-1], nouns[-1]) if nouns else None


def is_passive(reading: Reading, verb: int) -> bool:
    """Tell whether the verb has the auxiliary of a passive."""
    return reading.parse.child(verb, reading.language.relations.passive_auxiliary) is not None


def _is_passive(reading: Reading, verb: int) -> bool:
    relations = reading.language.relations
    signs = relations.passive_subject | relations.passive_auxiliary
    return reading.parse.child(verb, signs) is not None


def _own(reading: Reading, verb: int) -> Subject | None:
    """Return the verb's own subject, or the agent of a passive."""
    parse, language = reading.parse, reading.language
    relations = language.relations
    # A relative pronoun is looked at last: the parser takes "reasons that Trump refuses" for one.
    for child in sorted(parse.children[verb], key=lambda c: parse.lower[c] in language.relatives):
        dep = parse.deps[child]
        if reading.is_quoted(child):
            continue
        if dep in relations.subject and not reading.is_time(child):
            return _resolved(reading, child, verb)
        if dep in relations.agent:
            doer = parse.child(child, relations.prepositional_object)
            if doer is not None and not reading.is_quoted(doer):
                return Subject(doer, doer)
    cue = language.verbs.get(parse.lower[verb])
    if cue is not None and cue.lemma in language.quoted_as:
        return _passive_subject(reading, verb)
    return None


def _passive_subject(reading: Reading, verb: int) -> Subject | None:
    found = reading.parse.child(verb, reading.language.relations.passive_subject)
    return _resolved(reading, found, verb) if found is not None else None


def _resolved(reading: Reading, subject: int, verb: int) -> Subject:
    """Return the subject, with what it stands for when it is a relative pronoun."""
    parse, language = reading.parse, reading.language
    form = parse.lower[subject]
    if form not in language.relatives or parse.deps[verb] not in language.relations.relative:
        return Subject(subject, subject)
    noun = parse.heads[verb]
    return Subject(noun if form in language.bare_relative else subject, noun)


def _noun_before_gerund(reading: Reading, verb: int) -> Subject | None:
    """Return who speaks in "footage of Trump saying": the noun beside the verb."""
    parse = reading.parse
    before = verb - 1
    if not parse.tags[verb].startswith(reading.language.tags.gerund) or before < 0:
        return None
    if not reading.is_noun(before) or reading.is_quoted(before) or reading.is_time(before):
        return None
    if parse.is_under(before, verb) or _giver(reading, before) is not None:
        return None
    return Subject(before, before, is_own=False)


def _giver(reading: Reading, noun: int) -> int | None:
    """Return the verb by which somebody gives out what the noun is: "issued a statement"."""
    parse = reading.parse
    verb = parse.heads[noun]
    is_given = parse.deps[noun] in reading.language.relations.object
    return verb if is_given and parse.lower[verb] in reading.language.light_verbs else None


def _inherited(reading: Reading, verb: int) -> Subject | None:
    """Return the subject of a verb above, or the noun that a participle belongs to."""
    parse, relations = reading.parse, reading.language.relations
    at = verb
    for _ in range(_CLIMBS):
        dep, head = parse.deps[at], parse.heads[at]
        outer = _outer_cue(reading, verb, at)
        if outer is not None:
            return _passed_on(subject_of(reading, outer))
        if dep in relations.adnominal and reading.is_noun(head):
            return _of_noun(reading, head)
        if dep not in relations.climbs or head == at:
            break
        found = _controller(reading, at) or _source(reading, head)
        if found is not None:
            return _passed_on(found)
        at = head
    return _beside(reading, verb)


def _passed_on(found: Subject | None) -> Subject | None:
    return found._replace(is_own=False) if found is not None else None


def _of_noun(reading: Reading, noun: int) -> Subject | None:
    """Return who speaks in "an analysis saying": the noun, or who gives it out."""
    giver = _giver(reading, noun)
    found = subject_of(reading, giver) if giver is not None else None
    if found is None and not reading.is_quoted(noun):
        found = Subject(noun, noun)
    return _passed_on(found)


def _outer_cue(reading: Reading, verb: int, at: int) -> int | None:
    """Return the verb of saying that `verb` goes on with: "he said it was wrong and added"."""
    parse, relations = reading.parse, reading.language.relations
    head = parse.heads[at]
    if parse.deps[at] not in relations.conjunct or parse.deps[head] not in relations.clause:
        return None
    outer = parse.heads[head]
    if parse.tags[outer] != parse.tags[verb] or outer > head:
        return None
    cue = reading.verb_cue(outer)
    return outer if cue is not None and not cue.is_attitude else None


def _controller(reading: Reading, verb: int) -> Subject | None:
    """Return the object that does what the verb says: "prompted him to say", "for saying"."""
    parse, language = reading.parse, reading.language
    relations = language.relations
    above = parse.heads[verb]
    if parse.deps[verb] in relations.prepositional_clause:
        if parse.lower[above] not in language.does:
            return None
        above = parse.heads[above]
    elif parse.deps[verb] not in relations.infinitive:
        return None
    found = parse.child(above, relations.object)
    return Subject(found, found) if found is not None and not reading.is_quoted(found) else None


def _source(reading: Reading, verb: int) -> Subject | None:
    """Return who speaks by a verb above: "TASS quoted Peskov as saying" is Peskov."""
    parse, language = reading.parse, reading.language
    if reading.is_quoted(verb):
        return None
    cue = language.verbs.get(parse.lower[verb])
    if cue is not None and cue.lemma in language.quoted_as:
        quoted = parse.child(verb, language.relations.object)
        if quoted is not None:
            return Subject(quoted, quoted)
    return _own(reading, verb) or _passive_subject(reading, verb)


def _beside(reading: Reading, verb: int) -> Subject | None:
    """Return the noun phrase next to the verb, for when the parse has no subject."""
    if reading.parse.tags[verb] in reading.language.tags.bare:
        return None
    before = _word_before(reading, verb)
    if before is not None and _may_speak(reading, before):
        return Subject(before, before)
    if before is not None and reading.parse.words[before][0].isalnum():
        return None
    head = None
    for token in range(verb + 1, min(len(reading.parse), verb + 1 + _NEAR)):
        is_phrase = reading.parse.tags[token].startswith(reading.language.tags.phrase)
        if not is_phrase or reading.is_quoted(token) or reading.is_time(token):
            break
        if reading.is_noun(token):
            head = token
    return Subject(head, head) if head is not None else None


def _may_speak(reading: Reading, token: int) -> bool:
    return reading.is_noun(token) or reading.parse.lower[token] in reading.language.quantifiers


def _word_before(reading: Reading, verb: int) -> int | None:
    """Return what stands before the verb: dates and what is between two commas passed by."""
    parse = reading.parse
    start = parse.sentence(verb)[0]
    before = verb - 1
    while before > start and reading.is_time(before):
        before -= 1
    while before > start and parse.words[before] == ",":
        first = max(start, before - _FAR)
        commas = [token for token in range(first, before) if parse.words[token] == ","]
        before = (commas[-1] if commas else before) - 1
    return before if before >= start and not reading.is_quoted(before) else None
