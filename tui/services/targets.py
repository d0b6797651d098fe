"""What a stance may be about, the likeliest first."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping

from tui.model.analysis import Analysis, Speaker, entity_places
from tui.model.annotation import Annotation, Suggested
from tui.model.entity_index import entity_index
from tui.model.label import Target
from tui.model.printable import flat
from tui.model.span import Span
from tui.model.worklist import Item
from tui.services.mentions import around
from tui.services.words import Words

# Nobody is for or against a date or a number.
_NO_TARGETS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY"})
_ELSEWHERE, _IN_SENTENCE, _IN_QUOTE = range(3)
_Rank = tuple[int, int, str]
"""How often it is named, negative; where first; the name."""
_USED = 2
"""How many mentions it counts for that a target was used before in this corpus."""


def used_targets(annotations: Iterable[Annotation]) -> Counter[str]:
    """Count the targets of the labels on `annotations` by their text."""
    return Counter(
        value.text
        for annotation in annotations
        for label in annotation.labels
        for _, value in label.values
        if isinstance(value, Target)
    )


class Targets:
    """The targets that one article offers.

    Args:
        words: The words of its text.
        analysis: What was found in it.
    """

    def __init__(self, words: Words, analysis: Analysis) -> None:
        self._words = words
        self._analysis = analysis
        self._index = entity_index(analysis.entities)
        named = [
            (words.between(start, end), start, end)
            for start, end, label in entity_places(analysis.entities)
            if label not in _NO_TARGETS
        ]
        self._count = Counter(name for name, _, _ in named)
        self._first = {name: Span(start, end) for name, start, end in reversed(named)}
        self._by_count = sorted(self._rank(name) for name in self._first)

    def suggested(self, item: Item, used: Mapping[str, int]) -> tuple[Target, ...]:
        """Return the targets to offer for one quote.

        First what this article names: inside the quote before in its sentence before elsewhere, the
        often named before the seldom, the speaker last. Then what was used before in this corpus,
        by how often. A target from the article carries the span of its best mention.
        """
        own = self._own(item.quote.speaker)
        counts: Counter[str] = Counter()
        for name, count in used.items():
            counts[flat(name)] += count
        near = self._near(item)
        # All others stand as they always do, but for the few that were used before.
        apart = own | near.keys() | counts.keys()
        elsewhere = [one for one in self._by_count if one[2] not in apart]
        for name in counts.keys() & self._first.keys() - own - near.keys():
            insort(elsewhere, self._rank(name, _USED))

        def rank(name: str) -> tuple[int, _Rank]:
            nearness = near[name][0] if name in near else _ELSEWHERE
            return -nearness, self._rank(name, _USED if name in counts else 0)

        names = [
            *sorted(near.keys() - own, key=rank),
            *(name for _, _, name in elsewhere),
            *sorted(own & self._first.keys(), key=rank),
        ]
        best = [near[name][1] if name in near else self._first[name] for name in names]
        before = sorted(counts.keys() - self._first.keys(), key=lambda n: (-counts[n], n))
        here = (Target(span.of(self._words.text), span) for span in best)
        return (*here, *map(Target, before))

    def _rank(self, name: str, more: int = 0) -> _Rank:
        return -(self._count[name] + more), self._first[name].start, name

    def _own(self, speaker: Speaker | None) -> set[str]:
        """Return what the speaker is called."""
        if speaker is None:
            return set()
        named = {flat(speaker.name)}
        return named | {self._words.of(speaker.span)} if speaker.span else named

    def _near(self, item: Item) -> dict[str, tuple[int, Span]]:
        """Return the names in the quote and its sentences: how near each, and its best mention."""
        parts = item.quote.parts
        sentences = around(self._analysis.sentences, item.span)
        start = min(sentences.start, *(part.start for part in parts))
        end = max(sentences.end, *(part.end for part in parts))
        found: dict[str, tuple[int, Span]] = {}
        for number in self._index.touching(start, end):
            span, label = self._analysis.entities[number]
            nearness = _nearness(span, parts, sentences)
            if label not in _NO_TARGETS and nearness != _ELSEWHERE:
                name = self._words.of(span)
                if name not in found or found[name][0] < nearness:
                    found[name] = nearness, span
        return found


def suggested_first(
    suggested: Suggested | None, label: str, targets: tuple[Target, ...]
) -> tuple[Target, ...]:
    """Return `targets` with those before them that an imported file suggests for a label."""
    labels = suggested.labels if suggested else ()
    values = [value for one in labels if one.name == label for _, value in one.values]
    first = {flat(value.text): value for value in values if isinstance(value, Target)}
    if not first:
        return targets
    return (*first.values(), *(one for one in targets if flat(one.text) not in first))


def _nearness(mention: Span, parts: Iterable[Span], around: Span) -> int:
    if any(part.contains(mention) for part in parts):
        return _IN_QUOTE
    return _IN_SENTENCE if around.contains(mention) else _ELSEWHERE
