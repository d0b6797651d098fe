"""Borders: the noun phrase that names a speaker, and the words that go with a cue."""

from __future__ import annotations

from tui.nlp.quotes.parse import Range
from tui.nlp.quotes.reading import Reading

_LONGEST = 14
"""Words a mention may go on after its head."""
_FAR = 4
"""Tokens after a mention at which a second one may be joined to it."""
_NAMED = ("PERSON", "ORG", "GPE", "NORP")
_JOINTS = frozenset(("’", "'", ".", "’s", "'s", "&", "$", "%", "#"))
_BREAKS = frozenset((",", "(", ":", ";", "—", "–", ".", "-", "―"))


def mention_of(reading: Reading, head: int) -> Range:
    """Return the noun phrase of `head`: without what is said of it after a comma.

    "a DSCA spokesperson", "a spokesman for the ministry", "a Moscow-based analyst, Igor Petrov".
    """
    return _first(reading, head), _last(reading, head) + 1


def name_around(reading: Reading, token: int) -> Range:
    """Return the tokens of the name that `token` is in, of itself if in none."""
    parse = reading.parse
    kind = parse.entities[token]
    first = last = token
    if kind not in _NAMED:
        return first, last + 1
    while first > 0 and not parse.begins_entity[first] and parse.entities[first - 1] == kind:
        first -= 1
    while last + 1 < len(parse) and parse.entities[last + 1] == kind:
        if parse.begins_entity[last + 1]:
            break
        last += 1
    return first, last + 1


def _first(reading: Reading, head: int) -> int:
    parse, language = reading.parse, reading.language
    first = head
    for token in range(head - 1, parse.subtree(head)[0] - 1, -1):
        word = parse.words[token]
        is_mark = not any(c.isalnum() for c in word) and not _is_joint(reading, token)
        if is_mark or not reading.is_beside(token, head):
            break
        if parse.lower[token] in language.breaks_mention:
            break
        if parse.deps[token] in language.relations.prepositional_object:
            break  # "among them the fund"
        first = token
    while first < head and parse.tags[first].startswith(language.tags.adverb):
        first += 1
    return min(first, name_around(reading, head)[0])


def _is_joint(reading: Reading, token: int) -> bool:
    """Tell whether a sign belongs to the words beside it: a hyphen, "a small, poor country"."""
    parse = reading.parse
    word = parse.words[token]
    if word == "-":
        return parse.ends[token - 1] == parse.starts[token]
    if word == ",":
        return parse.deps[token - 1] in reading.language.relations.modifier
    return word in _JOINTS


def _last(reading: Reading, head: int) -> int:
    parse, relations = reading.parse, reading.language.relations
    last = name_around(reading, head)[1] - 1
    if parse.tags[last].startswith(reading.language.tags.possessive):
        last -= 1
    last = _end_of_compound(reading, last)
    is_person = parse.entities[head] == "PERSON"
    for child in parse.children[head]:
        if child <= last or not reading.is_beside(child, head):
            continue
        if parse.deps[child] in relations.conjunct:
            if child <= last + _FAR and not parse.tags[child].startswith(
                reading.language.tags.verb
            ):
                last = max(last, _until_break(reading, child))
        elif is_person and parse.lower[child] not in reading.language.genitive:
            continue
        elif parse.deps[child] in relations.apposition and _is_named(reading, head, child):
            return name_around(reading, child)[1] - 1
        elif child > last and parse.deps[child] in relations.relative:
            last = _end_of_relative(reading, child, last)
        elif child == last + 1 and _goes_on(reading, child):
            last = _until_break(reading, child)
    return last


def _end_of_compound(reading: Reading, last: int) -> int:
    """Return the last word of "co-host Ada Lovelace", whose head the parser took to be "co"."""
    parse = reading.parse
    hyphen = last + 1
    if hyphen + 1 >= len(parse) or parse.words[hyphen] != "-":
        return last
    if parse.ends[last] < parse.starts[hyphen] or parse.ends[hyphen] < parse.starts[hyphen + 1]:
        return last
    last = hyphen + 1
    if last + 1 < len(parse) and parse.begins_entity[last + 1]:
        last = name_around(reading, last + 1)[1] - 1
    return last


def _is_named(reading: Reading, head: int, apposition: int) -> bool:
    """Tell whether an apposition names what a common noun is: "an analyst, Igor Petrov"."""
    parse = reading.parse
    is_name = parse.tags[apposition].startswith(reading.language.tags.proper)
    return is_name and parse.entities[head] not in _NAMED


def _end_of_relative(reading: Reading, clause: int, last: int) -> int:
    """Return the last word of "the surgeons who treated them"; none is after a comma, or long."""
    parse = reading.parse
    first, end = parse.subtree(clause)
    words = parse.words[first:end]
    is_short = first == last + 1 and len(words) <= _LONGEST and _BREAKS.isdisjoint(words)
    is_plain = all(reading.is_beside(token, last) for token in range(first, end))
    return end - 1 if is_short and is_plain else last


def _goes_on(reading: Reading, token: int) -> bool:
    """Tell whether a noun phrase goes on: "for the ministry", "filed by the agency"."""
    parse, language = reading.parse, reading.language
    if parse.deps[token] in language.relations.preposition:
        thing = parse.child(token, language.relations.prepositional_object)
        if thing is not None and parse.lower[thing] in language.no_topics:
            return False  # "a waiter on condition of anonymity"
        if reading.is_occasion(token) or reading.is_time(min(token + 1, len(parse) - 1)):
            return False
        return parse.lower[token] in language.mention_prepositions
    is_participle = parse.tags[token].startswith(language.tags.participle + language.tags.gerund)
    if parse.deps[token] in language.relations.modifier:  # "two people familiar with the matter"
        return True
    is_own = parse.deps[token] in language.relations.adnominal
    is_passive = parse.tags[token].startswith(language.tags.participle)
    return is_own and is_participle and (is_passive or reading.verb_cue(token) is None)


def _until_break(reading: Reading, token: int) -> int:
    """Return the last word under `token` before a comma, a clause or a quote mark."""
    parse = reading.parse
    last = token
    for following in range(token + 1, min(parse.subtree(token)[1], token + 1 + _LONGEST)):
        is_break = parse.is_break[following] or parse.words[following] in _BREAKS
        if is_break or not reading.is_beside(following, token):
            break
        last = following
    return last


def cue_of(reading: Reading, verb: int) -> Range:
    """Return the verb with its auxiliaries, negation, adverbs, particle, and the verb it hangs on.

    "has repeatedly said", "did not deny", "went on to say", "pointed out", "was praised by".
    """
    parse, relations = reading.parse, reading.language.relations
    last = verb
    particle = parse.child(verb, relations.particle)
    if particle == last + 1:
        last = particle
    following = last + 1
    if following < len(parse) and parse.heads[following] == verb:
        is_adverb = parse.deps[following] in relations.adverb
        is_adverb = is_adverb and parse.tags[following].startswith(reading.language.tags.adverb)
        is_alone = parse.subtree(following) == (following, following + 1)
        if is_adverb and is_alone and not _tells_time(reading, following):
            last = following
    return _cue_start(reading, verb), last + 1


def _tells_time(reading: Reading, adverb: int) -> bool:
    """Tell whether an adverb begins a time, as in "said late on Monday"."""
    parse = reading.parse
    after = adverb + 1
    if reading.is_time(adverb) or after >= len(parse):
        return reading.is_time(adverb)
    return reading.is_time(after) or parse.deps[after] in reading.language.relations.preposition


def _cue_start(reading: Reading, verb: int) -> int:
    parse, relations = reading.parse, reading.language.relations
    first = verb
    with_it = relations.auxiliary | relations.negation | relations.adverb
    for token in range(verb - 1, -1, -1):
        own = parse.heads[token] == verb and parse.deps[token] in with_it
        own = own and parse.words[token][-1].isalnum()
        if not own or parse.subtree(token) != (token, token + 1) or reading.is_quoted(token):
            break
        first = token
    quoted = _quoted_as(reading, verb)
    if quoted is not None:
        return _cue_start(reading, quoted)
    matrix = parse.heads[verb]
    if parse.deps[verb] not in relations.infinitive or matrix >= first:
        return first
    is_verb = parse.tags[matrix].startswith(reading.language.tags.verb)
    return _cue_start(reading, matrix) if is_verb and _is_chain(reading, matrix, first) else first


def _quoted_as(reading: Reading, verb: int) -> int | None:
    """Return "quoted" in "was quoted as saying"."""
    parse, language = reading.parse, reading.language
    above = parse.heads[verb]
    if above != verb - 1 or parse.lower[above] not in language.as_words or above < 1:
        return None
    cue = language.verbs.get(parse.lower[above - 1])
    return above - 1 if cue is not None and cue.lemma in language.quoted_as else None


def _is_chain(reading: Reading, matrix: int, first: int) -> bool:
    """Tell whether only small words stand between two verbs: "went on to"."""
    parse, relations = reading.parse, reading.language.relations
    small = relations.particle | relations.negation | relations.adverb
    return all(
        parse.lower[token] in reading.language.infinitive or parse.deps[token] in small
        for token in range(matrix + 1, first)
    )
