"""What a stance may be about, the likeliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tui.model.analysis import Analysis, Entity
from tui.model.annotation import Annotation
from tui.model.label import Target
from tui.model.span import Span
from tui.model.worklist import Item

# Nobody is for or against a date or a number.
_NO_TARGETS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY"})
_IN_QUOTE, _IN_SENTENCE, _USED = 8.0, 3.0, 2.0


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
    mentions: dict[str, list[Entity]] = {}
    for entity in analysis.entities:
        if entity.label not in _NO_TARGETS:
            mentions.setdefault(entity.span.of(text), []).append(entity)
    around = _sentences_around(analysis, item.span)
    speaker = item.quote.speaker
    own = {speaker.name, speaker.span.of(text)} if speaker else set()

    def score(name: str) -> tuple[bool, float, int]:
        points = float(len(mentions[name])) + (_USED if name in used else 0.0)
        points += max(_nearness(e.span, item.span, around) for e in mentions[name])
        return (name in own, -points, mentions[name][0].span.start)

    named = [
        Target(name, max(mentions[name], key=lambda e: _nearness(e.span, item.span, around)).span)
        for name in sorted(mentions, key=score)
    ]
    before = [
        Target(name)
        for name, _ in sorted(used.items(), key=lambda pair: (-pair[1], pair[0]))
        if name not in mentions
    ]
    return (*named, *before)


def _sentences_around(analysis: Analysis, span: Span) -> Span:
    touched = [s for s in analysis.sentences if s.overlaps(span)]
    return Span(touched[0].start, touched[-1].end) if touched else span


def _nearness(mention: Span, quote: Span, around: Span) -> float:
    if quote.contains(mention):
        return _IN_QUOTE
    return _IN_SENTENCE if around.contains(mention) else 0.0
