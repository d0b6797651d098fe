"""All quotes of one text: what the rules propose, joined, sifted and given its borders."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tui.model.span import Span
from tui.nlp.marks import Mark
from tui.nlp.quotes.content import with_borders
from tui.nlp.quotes.detected import Detected
from tui.nlp.quotes.languages.language import QuoteLanguage
from tui.nlp.quotes.parse import Parse
from tui.nlp.quotes.reading import Reading
from tui.nlp.quotes.rules.adjectives import adjective_candidates
from tui.nlp.quotes.rules.candidate import Candidate
from tui.nlp.quotes.rules.loose_verbs import leading_candidates, trailing_candidates
from tui.nlp.quotes.rules.marked import with_marked
from tui.nlp.quotes.rules.nouns import noun_candidates
from tui.nlp.quotes.rules.sources import according_candidates, colon_candidates
from tui.nlp.quotes.rules.verbs import verb_candidate, verbs_of_cues
from tui.nlp.quotes.spans import as_quote


def detect_quotes(parse: Parse, marks: Sequence[Mark], language: QuoteLanguage) -> list[Detected]:
    """Return the quotes of one text in its order, each content once.

    Args:
        parse: The text with its parse.
        marks: The marked runs that begin in it, in its own offsets; one may end after it.
        language: The words to look for.
    """
    reading = Reading(parse, marks, language)
    candidates = with_marked(reading, _outermost(reading, _proposed(reading)))
    found = (as_quote(reading, candidate) for candidate in _outermost(reading, candidates))
    return _unique(detected for detected in found if detected is not None)


def _proposed(reading: Reading) -> list[Candidate]:
    """Ask the rules in the order of their trust; a cue is used once."""
    found = _of_verbs(reading)
    for loose in (trailing_candidates, leading_candidates):
        taken = {candidate.cue for candidate in found if candidate.cue is not None}
        found += (with_borders(reading, candidate) for candidate in loose(reading, taken))
    taken = {candidate.cue for candidate in found if candidate.cue is not None}
    for rule in (according_candidates, colon_candidates, noun_candidates, adjective_candidates):
        proposed = (candidate for candidate in rule(reading) if candidate.cue not in taken)
        found += (with_borders(reading, candidate) for candidate in proposed)
    return found


def _of_verbs(reading: Reading) -> list[Candidate]:
    """Return what verbs attribute; one in the clause of another is not looked at.

    "She said that he said that..." would take the square of its length otherwise.
    """
    found: list[Candidate] = []
    covered = 0
    for verb in verbs_of_cues(reading):
        candidate = verb_candidate(reading, verb) if verb >= covered else None
        if candidate is None:
            continue
        found.append(with_borders(reading, candidate))
        covered = max([covered, *(last for first, last in found[-1].pieces if first > verb)])
    return found


def _outermost(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what is attributed inside of what somebody says: it is part of that.

    Where two are inside one another, the surer one is the outer.
    """
    cues = sorted((c.cue, number) for number, c in enumerate(candidates) if c.cue is not None)
    inside = [_numbers_in(cues, candidate) for candidate in candidates]
    left_out: set[int] = set()
    for outer, numbers in enumerate(inside):
        for inner in numbers:
            is_surer = candidates[outer].confidence > candidates[inner].confidence
            if is_surer or outer not in inside[inner]:
                left_out.add(inner)
    return [candidate for number, candidate in enumerate(candidates) if number not in left_out]


def _numbers_in(cues: list[tuple[int, int]], candidate: Candidate) -> set[int]:
    """Return the numbers of the candidates whose cue is in this one's content.

    Args:
        cues: Each cue's token and its candidate's number, in order.
        candidate: The one whose content it is.
    """
    found: set[int] = set()
    for first, last in candidate.pieces:
        within = cues[bisect_left(cues, (first, 0)) : bisect_left(cues, (last, 0))]
        found.update(number for token, number in within if token != candidate.cue)
    return found


def _unique(found: Iterable[Detected]) -> list[Detected]:
    """Return the surest quote of each content, in the order of the text."""
    best: dict[tuple[Span, ...], Detected] = {}
    for detected in found:
        known = best.get(detected.quote.parts)
        if known is None or known.quote.confidence < detected.quote.confidence:
            best[detected.quote.parts] = detected
    return sorted(best.values(), key=lambda d: (d.quote.span.start, -d.quote.span.end))
