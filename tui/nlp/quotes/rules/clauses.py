"""The clause that a verb of saying attributes: after it, before it, or around it."""

from __future__ import annotations

from tui.nlp.quotes.parse import Range
from tui.nlp.quotes.reading import Reading

Pieces = tuple[Range, ...]

_STRAY = 14
"""Tokens after a verb in which a "that" is looked for that the parse has hung elsewhere."""
_INSERTED = 6
"""Tokens that "he told reporters" may take before the sentence goes on."""


def said_clause(reading: Reading, verb: int) -> Pieces:
    """Return the clause that the verb attributes; in two pieces when it stands in the middle."""
    parse, language = reading.parse, reading.language
    relations = language.relations
    clauses = [
        child
        for child in parse.children_as(verb, relations.clause)
        if not _is_told(reading, child)
        and not _is_apart(reading, child, verb)
        and not _is_participle(reading, child, verb)
    ]
    clauses += [
        child
        for child in parse.children_as(verb, relations.infinitive)
        if parse.tags[child].startswith(language.tags.gerund)  # "he denied knowing"
    ]
    if clauses:
        pieces = tuple(own_words(reading, clause, verb) for clause in clauses)
        return _with_other_side(reading, verb, pieces)
    other = _stray_clause(reading, verb) or _question(reading, verb) or _passive(reading, verb)
    if other:
        return other
    if parse.deps[verb] in relations.inserted or _is_as_clause(reading, verb):
        return _with_other_side(reading, verb, _around(reading, parse.heads[verb], verb))
    return ()


def own_words(reading: Reading, clause: int, verb: int) -> Range:
    """Return the clause without what the parser took into it: "said this week | that..."."""
    parse, language = reading.parse, reading.language
    first, last = parse.subtree(clause)
    if clause < verb:
        return first, min(last, verb)
    first = max(first, verb + 1)
    for child in parse.children_as(clause, language.relations.marker):
        if parse.lower[child] in language.complementizers and child > first:
            return child, last
    first = _after_time(reading, first, clause)
    return first, _end_of_clause(reading, clause, last, verb)


def _after_time(reading: Reading, first: int, clause: int) -> int:
    """Return where a clause begins behind when it was said: "said | on Monday | it would"."""
    is_setting = reading.parse.lower[first] in reading.language.settings
    if is_setting and first + 1 < clause and reading.is_time(first + 1):
        first += 1
    while first < clause and reading.is_time(first):
        first += 1
    return first


def _is_apart(reading: Reading, clause: int, verb: int) -> bool:
    """Tell whether a semicolon parts a clause from the verb that the parser hung it on."""
    return clause < verb and ";" in reading.parse.words[clause:verb]


def _is_participle(reading: Reading, clause: int, verb: int) -> bool:
    """Tell whether words before the verb only lead up to it: "Asked about it, she said"."""
    parse, language = reading.parse, reading.language
    tags = language.tags.past + language.tags.gerund
    if clause > verb or not parse.tags[clause].startswith(tags):
        return False
    relations = language.relations
    has_own = relations.subject | relations.passive_subject | relations.auxiliary
    return parse.child(clause, has_own) is None


def _question(reading: Reading, verb: int) -> Pieces:
    """Return what is asked with "if", which the parser takes for a condition."""
    parse, language = reading.parse, reading.language
    cue = reading.verb_cue(verb)
    if cue is None or cue.lemma not in language.asking:
        return ()
    for child in parse.children_as(verb, language.relations.adverbial):
        first, last = parse.subtree(child)
        if first > verb and parse.lower[first] in language.questions:
            return ((first, last),)
    return ()


def _passive(reading: Reading, verb: int) -> Pieces:
    """Return what somebody is said to do: "the minister is said | to have fled"."""
    parse, relations = reading.parse, reading.language.relations
    who = parse.child(verb, relations.passive_subject)
    if who is None:
        return ()
    for child in parse.children_as(verb, relations.infinitive):
        if reading.is_infinitive(child) and child > verb:
            return parse.subtree(who), parse.subtree(child)
    return ()


def _is_told(reading: Reading, clause: int) -> bool:
    """Tell whether it says what somebody shall do: "urged them to go"."""
    subject = reading.language.relations.subject
    return reading.is_infinitive(clause) and reading.parse.child(clause, subject) is not None


def _end_of_clause(reading: Reading, clause: int, last: int, verb: int) -> int:
    """Return where the clause is over when the speaker goes on.

    "he would stay, | adding that...", "it was opposed | and warned...".
    """
    parse, language = reading.parse, reading.language
    relations = language.relations
    for token in range(clause + 1, last):
        dep = parse.deps[token]
        if dep in relations.adverbial and _adds(reading, token, clause):
            return parse.subtree(token)[0] - 1
        if dep in relations.conjunct and _joins(reading, token, verb):
            start = token
            while start > clause and parse.deps[start - 1] not in relations.coordinator:
                start -= 1
            return start - 1 if start > clause + 1 else last
    return last


def _adds(reading: Reading, token: int, clause: int) -> bool:
    """Tell whether a participle after a comma says something itself: ", adding that..."."""
    parse = reading.parse
    if reading.is_quoted(token) or parse.heads[token] != clause:
        return False
    is_gerund = parse.tags[token].startswith(reading.language.tags.gerund)
    start = parse.subtree(token)[0]
    after_comma = start > clause and parse.words[start - 1] == ","
    return is_gerund and after_comma and reading.verb_cue(token) is not None


def _joins(reading: Reading, token: int, verb: int) -> bool:
    """Tell whether a verb goes on with what the speaker of `verb` says, not with what is said.

    "He said it was wrong and added that...": both are cues, in one tense, with one subject.
    """
    parse, relations = reading.parse, reading.language.relations
    if reading.is_quoted(token) or parse.tags[token] != parse.tags[verb]:
        return False
    if parse.child(token, relations.subject | relations.passive_subject) is not None:
        return False
    cue = reading.verb_cue(token)
    if cue is None or cue.is_attitude or not cue.frames & {"clause", "told"}:
        return False
    wanted = relations.clause | relations.infinitive | relations.object
    if "about" in cue.frames:
        wanted |= relations.preposition
    return parse.child(token, wanted) is not None


def _with_other_side(reading: Reading, verb: int, pieces: Pieces) -> Pieces:
    """Add the rest of a sentence that "he said" stands in the middle of, between two commas."""
    parse, tags = reading.parse, reading.language.tags
    if len(pieces) != 1:
        return pieces
    start, end = parse.sentence(verb)
    if pieces[0][1] > verb:
        before = _before_inserted(reading, start, verb)
        return (before, *pieces) if before else pieces
    after = verb + 1
    while after < min(end, verb + _INSERTED) and parse.words[after] != ",":
        after += 1
    first = after + 1
    if first >= end or parse.words[after] != "," or reading.is_quoted(first):
        return pieces
    opens = parse.tags[first]
    goes_on = opens.startswith(tags.finite) or _is_no_sentence(reading, pieces[0])
    return (*pieces, (first, end)) if goes_on and not opens.startswith(tags.gerund) else pieces


def _before_inserted(reading: Reading, start: int, verb: int) -> Range | None:
    """Return what stands before ", he said," when that is no sentence by itself."""
    parse, relations = reading.parse, reading.language.relations
    subject = parse.child(verb, relations.subject)
    first = min(verb, parse.subtree(subject)[0]) if subject is not None else verb
    after = max(verb, subject if subject is not None else verb) + 1
    limit = min(parse.sentence(verb)[1], after + _INSERTED)
    goes_on = any(word == "," for word in parse.words[after:limit])
    if subject is not None and parse.lower[subject] in reading.language.relatives:
        return None
    if first - start < 1 or parse.words[first - 1] != "," or not goes_on:
        return None
    piece = (start, first - 1)
    is_quoted = any(reading.is_quoted(token) for token in range(*piece))
    return piece if not is_quoted and _is_no_sentence(reading, piece) else None


def _is_no_sentence(reading: Reading, piece: Range) -> bool:
    """Tell whether a piece has no finite verb, or is only a subordinate clause."""
    parse, language = reading.parse, reading.language
    first, last = piece
    is_marked = parse.deps[first] in language.relations.marker
    if is_marked and parse.tags[first].startswith(language.tags.subordinator):
        return "," not in parse.words[first : last - 1]
    return not any(tag.startswith(language.tags.finite) for tag in parse.tags[first:last])


def _stray_clause(reading: Reading, verb: int) -> Pieces:
    """Return a clause with "that" after the verb, which the parser hung on something between."""
    parse, language = reading.parse, reading.language
    for token in range(verb + 1, min(parse.sentence(verb)[1], verb + _STRAY)):
        if parse.tags[token].startswith(language.tags.verb) or reading.is_quoted(token):
            return ()
        is_marker = parse.deps[token] in language.relations.marker
        if is_marker and parse.lower[token] in language.complementizers:
            clause = parse.heads[token]
            is_noun_s = parse.lower[token - 1] in language.nouns
            is_noun_s = is_noun_s and not reading.is_occasion(parse.heads[token - 1])
            return () if is_noun_s or clause < token else ((token, parse.subtree(clause)[1]),)
    return ()


def _is_as_clause(reading: Reading, verb: int) -> bool:
    """Tell "as she said" from "as he left"."""
    parse, language = reading.parse, reading.language
    relations = language.relations
    first = parse.subtree(verb)[0]
    if parse.deps[verb] not in relations.adverbial or parse.heads[first] != verb:
        return False
    if parse.lower[first] not in language.as_words:
        return False
    said = parse.child(verb, relations.object | relations.infinitive | relations.clause)
    return said is None or parse.lower[said] in language.as_complements


def _around(reading: Reading, head: int, inserted: int) -> Pieces:
    """Return the clause of `head` without what is put into it."""
    (first, last), (start, end) = reading.parse.subtree(head), reading.parse.subtree(inserted)
    return tuple(piece for piece in ((first, start), (end, last)) if piece[0] < piece[1])
