"""What stands in quote marks and no other rule has: given to its cue, or a quote of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.nlp.quotes.content import end_of_series
from tui.nlp.quotes.reading import Reading, Region
from tui.nlp.quotes.rules.around_marks import Attribution, attribute, goes_on, speaker_before
from tui.nlp.quotes.rules.candidate import Candidate

_WORD = re.compile(r"\w[\w’'-]*")
_FEW = 2
"""So many words in marks are irony or a title, unless somebody says them."""
_ENOUGH = 5
"""So many words in marks are a quote, even when nobody is said to say them."""
_LONG = 3
"""Shorter words are small in a title too."""
_LEAD = 14
"""Tokens between a cue and the marks that may belong to what is said."""
_LEADS_IN = frozenset((",", ":", "—", "–", "-", "("))


def with_marked(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with all that is quoted: joined to the same cue, or as new ones."""
    found = list(candidates)
    by_cue = {candidate.cue: number for number, candidate in enumerate(found)}
    claimed = _claimed(reading, candidates)
    previous: tuple[Region, int] | None = None  # the region before, and its candidate's number
    for region in reading.regions:
        number = claimed.get(region.number)
        if number is None:
            number = _place(reading, region, found, by_cue, previous)
        previous = (region, number) if number is not None else None
    return found


def _claimed(reading: Reading, candidates: Sequence[Candidate]) -> dict[int, int]:
    """Return the number of the candidate that has each region already."""
    claimed: dict[int, int] = {}
    for number, candidate in enumerate(candidates):
        for first, last in candidate.pieces:
            for region in {r for r in reading.region_of[first:last] if r >= 0}:
                claimed.setdefault(region, number)
    return claimed


def _place(
    reading: Reading,
    region: Region,
    found: list[Candidate],
    by_cue: dict[int | None, int],
    previous: tuple[Region, int] | None,
) -> int | None:
    """Put a region where it belongs; return the number of its candidate, None for no quote."""
    attribution = attribute(reading, region)
    if attribution is None and previous is not None:
        last, number = previous
        if goes_on(reading, last, found[number].cue_tokens, region):
            found[number] = _joined(found[number], region)
            return number
    if not _is_quote(reading, region, attribution):
        return None
    if attribution is not None and attribution.cue is not None and attribution.cue in by_cue:
        number = by_cue[attribution.cue]
        found[number] = _joined(found[number], region)
        return number
    found.append(_quoted(reading, region, attribution))
    if attribution is not None and attribution.cue is not None:
        by_cue[attribution.cue] = len(found) - 1
    return len(found) - 1


def _joined(candidate: Candidate, region: Region) -> Candidate:
    return candidate._replace(pieces=(*candidate.pieces, region.outer))


def _quoted(reading: Reading, region: Region, attribution: Attribution | None) -> Candidate:
    if attribution is None:
        speaker = speaker_before(reading, region)
        return Candidate(None, None, (region.outer,), speaker, "quote", confidence=0.4)
    piece = region.outer
    cue = attribution.cue
    if cue is not None and cue < piece[0] and _is_embedded(reading, region):
        start = _start_of_lead(reading, cue, attribution.cue_tokens[1], region)
        piece = start, end_of_series(reading, piece[1])
    confidence = 0.95 if attribution.is_adjacent else 0.75
    return Candidate(
        cue,
        attribution.cue_tokens,
        (piece,),
        attribution.subject,
        "quote",
        confidence=confidence if attribution.subject else confidence - 0.15,
    )


def _start_of_lead(reading: Reading, cue: int, first: int, region: Region) -> int:
    """Return where the content begins that ends with `region`: “called them | “wolves””."""
    parse, language = reading.parse, reading.language
    start = region.outer[0]
    if start - first > _LEAD:
        return start
    for token in range(first, start):
        is_verb_s = parse.deps[token] in language.relations.marker | language.relations.auxiliary
        if is_verb_s and parse.lower[token] in language.complementizers | language.infinitive:
            return token
    known = reading.verb_cue(cue)
    return first if known and known.frames & {"predicate", "as"} else start


def _is_quote(reading: Reading, region: Region, attribution: Attribution | None) -> bool:
    """Tell a quote from irony and from the title of a book."""
    text = region.mark.content.of(reading.parse.text)
    words = _WORD.findall(text)
    if not words:
        return False
    is_said = attribution is not None and attribution.cue is not None
    if is_said and attribution is not None and attribution.is_adjacent:
        return not (_is_title(words) and _is_embedded(reading, region))
    if _is_title(words):
        return False
    if is_said or (attribution is not None and attribution.is_adjacent):
        return True
    if attribution is None and text[0].islower():
        return False
    is_sentence = text[-1] in ".!?" and len(words) > _FEW
    return is_sentence or len(words) >= _ENOUGH


def _is_title(words: list[str]) -> bool:
    """Tell whether all the longer words are capitalised."""
    long = [word for word in words if len(word) > _LONG or word == words[0]]
    return all(word[0].isupper() or word[0].isdigit() for word in long)


def _is_embedded(reading: Reading, region: Region) -> bool:
    """Tell whether words of the same sentence lead into the marks without a comma or a colon."""
    before = region.outer[0] - 1
    if before < 0 or reading.ends_sentence(before):
        return False
    return reading.parse.words[before] not in _LEADS_IN
