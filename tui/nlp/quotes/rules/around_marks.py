"""Who said what stands in quote marks, and by which verb: looked for around the marks.

For what the parse does not tell: a model reads a text in quote marks as sentences of their own.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.nlp.quotes.parse import Range
from tui.nlp.quotes.phrases import cue_of, name_around
from tui.nlp.quotes.reading import DASHES, END, Reading, Region
from tui.nlp.quotes.subjects import Subject, subject_of

_FARTHEST = 60
"""Tokens to look at on each side of a quote."""
_NEAR = 14
"""Tokens between the quote and a cue that follows it."""
_BESIDE = 3
"""So few tokens away, a cue is beside the quote."""
_SIGNED = 8
"""Tokens of "Igor Petrov:" before a quote, or of "— Igor Petrov" after it."""
_GOES_ON = (",", "!", "?", "…")
"""With these a quote ends when its sentence goes on behind the marks."""


class Attribution(NamedTuple):
    """Who said a quote, by which words.

    Attributes:
        cue: The verb; None where a colon or a dash attributes.
        cue_tokens: The cue with what belongs to it.
        subject: Who.
        is_adjacent: Whether the cue stands beside the marks.
    """

    cue: int | None
    cue_tokens: Range
    subject: Subject | None
    is_adjacent: bool = True


def attribute(reading: Reading, region: Region) -> Attribution | None:
    """Return who said `region` by the words of its own sentence, or None."""
    before = _before(reading, region)
    earlier = _from_before(reading, region, before)
    leads_in = bool(before) and reading.parse.words[before[-1]] in (",", ":")
    if earlier is not None and leads_in:
        return earlier
    later = _from_after(reading, region, _after(reading, region))
    if earlier is None or (later is not None and later.is_adjacent and not earlier.is_adjacent):
        return later
    return earlier


def goes_on(reading: Reading, last: Region, cue: Range | None, region: Region) -> bool:
    """Tell whether `region` goes on with what was said in `last`, by the cue at `cue`.

    “A,” he said. “B.” But also “A. (new paragraph, the first one not closed) “B.”
    """
    gap = reading.parse.text[last.mark.outer.end : region.mark.outer.start]
    if not gap.strip():
        return "\n" not in gap or not last.mark.closed
    if cue is None or cue[0] < last.outer[1]:
        return False
    between = reading.parse.words[last.outer[1] : region.outer[0]]
    words = [word for word in between if not word.isspace()]
    return words[-1] in END and sum(word in END for word in words) == 1


def _before(reading: Reading, region: Region) -> range:
    """Return the tokens of the sentence before the region, up to an earlier quote.

    The line above belongs to it when it ends with a colon.
    """
    parse = reading.parse
    end = region.outer[0]
    while end > 1 and parse.is_break[end - 1]:
        end -= 1
    if end < region.outer[0] and parse.words[end - 1] != ":":
        return range(0)
    start = end
    while start > max(0, end - _FARTHEST) and not reading.ends_sentence(start - 1):
        start -= 1
    return range(start, end)


def _after(reading: Reading, region: Region) -> range:
    """Return the tokens after the region to the end of the sentence or to the next quote."""
    start = end = region.outer[1]
    limit = min(len(reading.parse), start + _FARTHEST)
    while end < limit and not reading.ends_sentence(end):
        end += 1
    return range(start, end)


def _cues(reading: Reading, tokens: range) -> list[int]:
    """Return the verbs that may attribute what stands in marks."""
    wanted = {"quote", "clause", "as", "predicate"}
    found = ((token, reading.verb_cue(token)) for token in tokens)
    return [token for token, cue in found if cue is not None and cue.frames & wanted]


def _from_before(reading: Reading, region: Region, before: range) -> Attribution | None:
    cues = _cues(reading, before)
    if not cues:
        return _script(reading, before)
    cue = _governing(reading, region, cues)
    return _by(reading, cue, is_adjacent=before[-1] - cue < _BESIDE)


def _by(reading: Reading, cue: int, *, is_adjacent: bool) -> Attribution:
    return Attribution(cue, cue_of(reading, cue), subject_of(reading, cue), is_adjacent)


def _governing(reading: Reading, region: Region, cues: list[int]) -> int:
    """Return the nearest cue that the quote's words hang on in the parse, else the last one."""
    heads = reading.parse.heads
    first, last = region.outer
    for token in range(first, min(last, first + _FARTHEST)):
        head = heads[token]
        if first <= head < last:
            continue
        for _ in range(_FARTHEST):
            if head in cues:
                return head
            head = heads[head]
    return cues[-1]


def _script(reading: Reading, before: range) -> Attribution | None:
    """Read "Igor Petrov, a baker: “...”" and "The minister left no doubt: “...”"."""
    parse = reading.parse
    if len(before) < 2 or parse.words[before[-1]] != ":":
        return None
    colon = (before[-1], before[-1] + 1)
    head = before[-2]
    if len(before) <= _SIGNED and parse.entities[head] == "PERSON":
        return Attribution(None, colon, Subject(head, head))
    if parse.entities[before[0]] == "PERSON" and parse.begins_entity[before[0]]:
        last = name_around(reading, before[0])[1] - 1
        return Attribution(None, colon, Subject(last, last))
    found = _main_subject(reading, before)
    return Attribution(None, colon, found) if found else None


def _main_subject(reading: Reading, tokens: range) -> Subject | None:
    """Return the one who acts in a sentence, where it is a person or a body."""
    parse, relations = reading.parse, reading.language.relations
    for token in tokens:
        if parse.deps[token] in relations.subject and parse.heads[token] in tokens:
            return Subject(token, token) if reading.may_speak(token) else None
    return None


def speaker_before(reading: Reading, region: Region) -> Subject | None:
    """Return who acts in the sentence before a quote that stands alone ("She sighed.")."""
    end = region.outer[0]
    if end < 1 or reading.parse.words[end - 1] not in END:
        return None
    start = end - 1
    while start > max(0, end - _FARTHEST) and not reading.ends_sentence(start - 1):
        start -= 1
    return _main_subject(reading, range(start, end))


def _from_after(reading: Reading, region: Region, after: range) -> Attribution | None:
    words = reading.parse.words
    ends_with = region.mark.content.of(reading.parse.text)[-1:]
    signature = _signature(reading, after)
    if signature is not None or not after or ends_with == "." or not region.mark.closed:
        return signature
    if words[after[0]] in DASHES or words[after[0]] == ",":
        after = after[1:]
    for cue in _cues(reading, after[:_NEAR]):
        subject = subject_of(reading, cue)
        if subject is None or subject.head not in after:
            continue
        if ends_with in END and _has_own_content(reading, cue):
            return None
        if ends_with in _GOES_ON or _frames_sentence(reading, after, cue, subject.head):
            return _by(reading, cue, is_adjacent=cue - after[0] <= _BESIDE)
    return None


def _frames_sentence(reading: Reading, after: range, cue: int, head: int) -> bool:
    """Tell whether the words after the quote begin, or end after a comma, with its attribution."""
    start = reading.parse.subtree(head)[0]
    if cue == after[0] or start <= after[0] <= head < cue:
        return True
    at = min(start, cue)
    return reading.parse.words[at - 1] == "," and after[-1] - max(cue, head) <= 1


def _signature(reading: Reading, after: range) -> Attribution | None:
    """Read "“...” — Igor Petrov": a dash and a name."""
    parse = reading.parse
    words = [token for token in after if not parse.words[token].isspace()]
    if not 2 <= len(words) <= _SIGNED or parse.words[words[0]] not in DASHES:
        return None
    is_name = all(parse.words[token][0].isupper() for token in words[1:])
    if not (is_name or parse.entities[words[1]] == "PERSON") or _cues(reading, after):
        return None
    head = words[-1] if is_name else name_around(reading, words[1])[1] - 1
    return Attribution(None, (words[0], words[0] + 1), Subject(head, head))


def _has_own_content(reading: Reading, cue: int) -> bool:
    clauses = reading.parse.children_as(cue, reading.language.relations.clause)
    return any(clause > cue for clause in clauses)
