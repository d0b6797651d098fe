"""Finding what stood in a text again in the text it has become.

In steps, the surest first: where it was, or as far along as what stood before it; then the same
words elsewhere, told apart by what stands around them and by the order of all; then words that are
like them, but only where pieces of them or of their surroundings still stand. What fits two places
about as well is found in none. How long it may take is bounded, whatever the texts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.model.anchor import Anchor
from tui.model.approximate import effort, nearest_match, similarity
from tui.model.folded import Folded, fold
from tui.model.needle import GRAM, Needle
from tui.model.order import between
from tui.model.span import Span

SIMILAR = 0.8
"""How much words must be alike to be taken for the same: see `similarity`."""
EFFORT = 2_000_000
"""Steps that may be spent on one text, each about a microsecond; what is left then is not found."""
_NEAR = 4096
"""Code points to both sides of where something is expected, in which it is looked for first."""
_COMMON = 32
"""Places from which on a piece of text tells nothing."""
_REGIONS = 4
"""Places that are looked at for words that changed."""
_MANY = 64
"""Pieces from which on to go once through the text is faster than to look for each."""
_SCANNED = 500
"""Code points that are scanned in a step."""
_IN_VAIN = 32
"""Searches of the whole text after which what comes next is looked for with all others at once."""
_FOR_WORDS = 4
"""The part of the steps, one in so many, that is taken besides to find words by themselves."""
_SAME_WORDS = 64
"""What the same words weigh; each code point of the same surroundings weighs one."""
_CLEAR = 8
"""How much better than all others a place must fit."""
_SHORTEST = 8
"""Code points of words that may have changed: shorter ones would be others."""


class Found(NamedTuple):
    """Where something stands now.

    Attributes:
        span: The place, in the text as it is.
        similarity: How much its words are alike to those of then, white space and line ends apart.
        weight: How well it fits; to compare two.
    """

    span: Span
    similarity: float
    weight: float


class _Place(NamedTuple):
    """A place in the folded text, and how well it fits."""

    start: int
    end: int
    similarity: float
    weight: float


class Anchoring:
    """Finds again what stood in another text.

    Args:
        text: The text as it is now.
        steps: How many may be spent on it: see EFFORT.

    Attributes:
        folded: The text folded, in which all is looked for.
        left: How many steps are left.
    """

    def __init__(self, text: str, *, steps: int = EFFORT) -> None:
        self.folded = Folded(text)
        self.left = steps
        self._left_for_words = steps // _FOR_WORDS
        self._text = self.folded.text

    def find_all(self, anchors: Sequence[Anchor], *, changed: bool = True) -> list[Found | None]:
        """Return where each of `anchors` stands now; None where that is not unambiguous.

        Args:
            anchors: What is looked for.
            changed: Whether words that changed a little are found, too.
        """
        needles = [Needle.of(anchor) for anchor in anchors]
        places: list[_Place | None] = [None] * len(needles)
        lost = self._carried_along(needles, places)
        open_ones = {}
        for number, starts in self._pointed_at(needles, lost):
            candidates = list(self._candidates(needles[number], starts, changed=changed))
            places[number] = _clear(candidates)
            if candidates and places[number] is None:
                open_ones[number] = candidates
        self._tell_by_order(needles, places, open_ones)
        _keep_apart(needles, places)
        return [place and self._found(place) for place in places]

    def _found(self, place: _Place) -> Found:
        return Found(self.folded.to_raw(place.start, place.end), place.similarity, place.weight)

    def stands_at(self, words: str, start: int) -> Span | None:
        """Return where `words` stand when they begin at `start`, or None."""
        folded, at = fold(words), self.folded.of_raw(start)
        if start < 0 or not folded or not self._text.startswith(folded, at):
            return None
        return self.folded.to_raw(at, at + len(folded))

    def only(self, words: str, within: Span | None = None) -> Span | None:
        """Return the only place of `words`, in the whole text or within a part of it; else None."""
        first, last = 0, len(self._text)
        if within:
            first, last = (self.folded.of_raw(at) for at in (max(0, within.start), within.end))
        folded = fold(words)
        if within is None:
            self._left_for_words -= len(self._text) // _SCANNED + 1
        if not folded or self._left_for_words < 0:
            return None
        at = self._text.find(folded, first, last)
        if at < 0 or self._text.find(folded, at + 1, last) >= 0:
            return None
        return self.folded.to_raw(at, at + len(folded))

    def _spend(self, steps: int) -> bool:
        """Tell whether so many steps may be taken, and count them."""
        if steps > self.left:
            return False
        self.left -= steps
        return True

    # -- where it was ----------------------------------------------------------------------------

    def _carried_along(self, needles: Sequence[Needle], places: list[_Place | None]) -> list[int]:
        """Find what stands with all that was around it; return the numbers of what does not."""
        lost: list[int] = []
        was = now = in_vain = 0
        for number in sorted(range(len(needles)), key=lambda one: needles[one].start):
            needle = needles[number]
            if not needle.words.strip():
                continue
            expected = now + needle.start - was - needle.begin
            same = self.folded.of_raw(needle.start) - needle.begin
            at = self._near(needle.whole, expected, same)
            if at is None and in_vain < _IN_VAIN:
                at = self._only_whole(needle.whole)
                in_vain += at is None
            if at is None:
                lost.append(number)
                continue
            was, now = needle.start, at + needle.begin
            size = needle.end - needle.begin
            around = needle.begin + len(needle.whole) - needle.end
            places[number] = _Place(now, now + size, 1.0, _SAME_WORDS + around)
        return lost

    def _near(self, whole: str, *expected: int) -> int | None:
        """Return where `whole` begins: just where it is expected, or the only place near it."""
        text = self._text
        for at in expected:
            if at >= 0 and text.startswith(whole, at):
                return at
        first, last = max(0, expected[0] - _NEAR), max(0, expected[0] + len(whole) + _NEAR)
        at = text.find(whole, first, last)
        return at if at >= 0 and text.find(whole, at + 1, last) < 0 else None

    def _only_whole(self, whole: str) -> int | None:
        if not self._spend(len(self._text) // _SCANNED + 1):
            return None
        at = self._text.find(whole)
        return at if at >= 0 and self._text.find(whole, at + 1) < 0 else None

    # -- elsewhere -------------------------------------------------------------------------------

    def _pointed_at(
        self, needles: Sequence[Needle], lost: Iterable[int]
    ) -> Iterator[tuple[int, dict[int, int]]]:
        """Yield each lost one with the places it may begin at, and how much speaks for each."""
        grams = {number: list(needles[number].grams()) for number in lost}
        known = self._places_of({gram for pairs in grams.values() for gram, _ in pairs})
        for number, pairs in grams.items():
            starts: dict[int, int] = {}
            for gram, offset in pairs:
                for at in known[gram]:
                    starts[at - offset] = starts.get(at - offset, 0) + 1
            words = needles[number].words
            if len(words) < GRAM:
                for at in self._few_places(words):
                    starts.setdefault(at, 0)
            yield number, starts

    def _places_of(self, grams: set[str]) -> dict[str, Sequence[int]]:
        """Return where each of `grams` stands; nothing for those that stand in many places."""
        if len(grams) < _MANY:
            return {gram: self._few_places(gram) for gram in grams}
        places: dict[str, list[int]] = {gram: [] for gram in grams}
        text = self._text
        for at in range(len(text) - GRAM + 1):
            there = places.get(text[at : at + GRAM])
            if there is not None and len(there) <= _COMMON:
                there.append(at)
        return {gram: there if len(there) <= _COMMON else () for gram, there in places.items()}

    def _few_places(self, words: str) -> Sequence[int]:
        """Return where `words` stand; nothing where that is in many places, or takes too long."""
        places: list[int] = []
        if not self._spend(len(self._text) // _SCANNED + 1):
            return places
        at = self._text.find(words)
        while at >= 0:
            places.append(at)
            if len(places) > _COMMON:
                return ()
            at = self._text.find(words, at + 1)
        return places

    def _candidates(
        self, needle: Needle, starts: dict[int, int], *, changed: bool
    ) -> Iterator[_Place]:
        """Yield where the same words stand; nowhere, where words like them do, if wanted."""
        words, text = needle.words, self._text
        size = len(words)
        same = [
            at
            for at in starts
            if at >= 0 and text.startswith(words, at) and not needle.is_torn(text, at, at + size)
        ]
        for at in same:
            around = needle.surroundings(text, at, at + size)
            yield _Place(at, at + size, 1.0, _SAME_WORDS + around)
        if changed and not same and size >= _SHORTEST:
            yield from self._like(needle, starts)

    def _like(self, needle: Needle, starts: dict[int, int]) -> Iterator[_Place]:
        """Yield where words stand that are like those of `needle`."""
        words, text = needle.words, self._text
        size = len(words)
        most = int(size * (1 - SIMILAR) / SIMILAR)  # where so many come in, the longer is longer
        seen: set[Span] = set()
        for expected in _regions(starts, apart=most + GRAM):
            first = max(0, expected - most - GRAM)
            region = text[first : max(0, expected + size + most + GRAM)]
            if not self._spend(effort(size, len(region)) + effort(size, size + most)):
                return
            match = nearest_match(words, region, most)
            if match is None:
                continue
            span = _whole_words(needle, text, Span(first + match.start, first + match.end))
            alike = similarity(words, span.of(text))
            if alike >= SIMILAR and span not in seen:
                seen.add(span)
                around = needle.surroundings(text, *span)
                yield _Place(*span, alike, alike * _SAME_WORDS + around)

    def _tell_by_order(
        self,
        needles: Sequence[Needle],
        places: list[_Place | None],
        open_ones: dict[int, list[_Place]],
    ) -> None:
        """Of several places take the one that stands as it stood among the others, if one does."""
        known = sorted((n.start, p.start) for n, p in zip(needles, places, strict=True) if p)
        for number, candidates in open_ones.items():
            first, last = between(known, needles[number].start)
            best = max(one.weight for one in candidates)
            near = [one for one in candidates if one.weight > best - _CLEAR]
            fitting = [one for one in near if first <= one.start <= last]
            if len(fitting) == 1 and len(near) > 1:
                places[number] = fitting[0]


def _regions(starts: dict[int, int], *, apart: int) -> list[int]:
    """Return the places with the most that speaks for them, so far apart that they do not meet."""
    chosen: list[int] = []
    for at in sorted(starts, key=lambda one: (-starts[one], one)):
        if all(abs(at - one) > apart for one in chosen):
            chosen.append(at)
            if len(chosen) == _REGIONS:
                break
    return chosen


def _whole_words(needle: Needle, text: str, span: Span) -> Span:
    """Return `span` up to where those words end that it would cut in two."""
    start, end = span
    furthest = (end - start) // 2
    while start > span.start - furthest and needle.is_torn(text, start, len(text)):
        start -= 1
    while end < span.end + furthest and needle.is_torn(text, 0, end):
        end += 1
    return Span(start, end)


def _clear(candidates: Sequence[_Place]) -> _Place | None:
    """Return the place that fits clearly better than all others, or None."""
    best = sorted(candidates, key=lambda one: -one.weight)[:2]
    if not best or (len(best) > 1 and best[0].weight < best[1].weight + _CLEAR):
        return None
    return best[0]


def _keep_apart(needles: Sequence[Needle], places: list[_Place | None]) -> None:
    """Let go of what would come to stand where something else does that fits better there."""
    there: dict[tuple[int, int], list[int]] = {}
    for number, place in enumerate(places):
        if place:
            there.setdefault(place[:2], []).append(number)
    for numbers in there.values():
        if len({needles[number].start for number in numbers}) < 2:
            continue  # two annotations on one quote
        weights = {number: place.weight for number in numbers if (place := places[number])}
        best = max(weights.values())
        is_clear = sum(weight > best - _CLEAR for weight in weights.values()) == 1
        for number, weight in weights.items():
            if weight < best or not is_clear:
                places[number] = None
