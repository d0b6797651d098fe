"""What a stance may be about, the likeliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tui.model.analysis import Analysis
from tui.model.annotation import Annotation
from tui.model.label import Target
from tui.model.printable import flat
from tui.model.span import Span
from tui.model.worklist import Item

# Nobody is for or against a date or a number.
_NO_TARGETS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY"})
_ELSEWHERE, _IN_SENTENCE, _IN_QUOTE = range(3)
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


def suggested_targets(
    text: str, analysis: Analysis, item: Item, used: Mapping[str, int]
) -> tuple[Target, ...]:
    """Return the targets to offer for one quote.

    First what this article names: inside the quote before in its sentence before elsewhere, the
    often named before the seldom, the speaker last. Then what was used before in this corpus, by
    how often. A target from the article carries the span of its best mention.
    """
    mentions: dict[str, list[Span]] = {}
    for entity in analysis.entities:
        if entity.label not in _NO_TARGETS:
            mentions.setdefault(flat(entity.span.of(text)), []).append(entity.span)
    around = _sentences_around(analysis, item.span)
    speaker = item.quote.speaker
    own = {flat(speaker.name)} if speaker else set()
    if speaker and speaker.span:
        own.add(flat(speaker.span.of(text)))
    counts: Counter[str] = Counter()
    for name, count in used.items():
        counts[flat(name)] += count

    def nearness(mention: Span) -> int:
        return _nearness(mention, item.quote.parts, around)

    def rank(name: str) -> tuple[bool, int, int, int]:
        places = mentions[name]
        often = len(places) + (_USED if name in counts else 0)
        return (name in own, -max(map(nearness, places)), -often, places[0].start)

    best = [max(mentions[name], key=nearness) for name in sorted(mentions, key=rank)]
    before = sorted(counts.keys() - mentions.keys(), key=lambda name: (-counts[name], name))
    return (*(Target(span.of(text), span) for span in best), *map(Target, before))


def _sentences_around(analysis: Analysis, span: Span) -> Span:
    touched = [s for s in analysis.sentences if s.overlaps(span)]
    return Span(touched[0].start, touched[-1].end) if touched else span


def _nearness(mention: Span, parts: Iterable[Span], around: Span) -> int:
    if any(part.contains(mention) for part in parts):
        return _IN_QUOTE
    return _IN_SENTENCE if around.contains(mention) else _ELSEWHERE
