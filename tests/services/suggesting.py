"""What the panels offer, asked for as the reader asks; and the same found in the plainest way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tui.model.analysis import Analysis, Speaker
from tui.model.label import Target
from tui.model.printable import flat
from tui.model.span import Span
from tui.model.worklist import Item
from tui.services.suggestions import Suggestions

_NO_TARGETS = {"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY"}


def suggested_targets(
    text: str, analysis: Analysis, item: Item, used: Mapping[str, int]
) -> tuple[Target, ...]:
    return Suggestions(text, analysis).targets.suggested(item, used)


def suggested_speakers(
    text: str, analysis: Analysis, item: Item, items: Iterable[Item]
) -> tuple[Speaker, ...]:
    return Suggestions(text, analysis).speakers.suggested(item, items)


def plain_targets(
    text: str, analysis: Analysis, item: Item, used: Mapping[str, int]
) -> tuple[Target, ...]:
    """Return the same targets, by looking at every mention of every name."""
    mentions: dict[str, list[Span]] = {}
    for entity in analysis.entities:
        if entity.label not in _NO_TARGETS:
            mentions.setdefault(flat(entity.span.of(text)), []).append(entity.span)
    around = _around(analysis, item.span)
    speaker = item.quote.speaker
    own = {flat(speaker.name)} if speaker else set()
    if speaker and speaker.span:
        own.add(flat(speaker.span.of(text)))
    counts: Counter[str] = Counter()
    for name, count in used.items():
        counts[flat(name)] += count

    def nearness(mention: Span) -> int:
        if any(part.contains(mention) for part in item.quote.parts):
            return 2
        return int(around.contains(mention))

    def rank(name: str) -> tuple[bool, int, int, int]:
        places = mentions[name]
        often = len(places) + (2 if name in counts else 0)
        return (name in own, -max(map(nearness, places)), -often, places[0].start)

    best = [max(mentions[name], key=nearness) for name in sorted(mentions, key=rank)]
    before = sorted(counts.keys() - mentions.keys(), key=lambda name: (-counts[name], name))
    return (*(Target(span.of(text), span) for span in best), *map(Target, before))


def plain_speakers(  # noqa: C901 - as plain as can be
    text: str, analysis: Analysis, item: Item, items: Iterable[Item]
) -> tuple[Speaker, ...]:
    """Return the same speakers, by looking at every mention of every name."""
    own = [speaker for speaker in (_detected(item), item.quote.speaker) if speaker]
    quotes = [other.quote for other in items]
    others = [quote.speaker for quote in quotes if quote.speaker]
    around = _around(analysis, item.span)
    spans: dict[str, list[Span]] = {}
    quoted: dict[str, list[Span]] = {}
    stands_for: dict[str, str] = {}
    for speaker in (*own, *others):
        if speaker.span:
            stands_for[flat(speaker.span.of(text))] = flat(speaker.name)
            spans.setdefault(flat(speaker.name), []).append(speaker.span)
    for quote in quotes:
        if quote.speaker and not quote.speaker.span:
            quoted.setdefault(flat(quote.speaker.name), []).append(quote.span)

    def names_of(labels: tuple[str, ...], *, by_surname: bool) -> list[str]:
        named = [entity.span for entity in analysis.entities if entity.label in labels]
        written = [flat(span.of(text)) for span in named]
        longer: dict[str, set[str]] = {}
        for name in (*stands_for.values(), *written) if by_surname else ():
            *before, last = name.split(" ")
            if before:
                longer.setdefault(last, set()).add(name)
        names = []
        for span, words in zip(named, written, strict=True):
            full = longer.get(words, set())
            name = stands_for.get(words) or (next(iter(full)) if len(full) == 1 else words)
            spans.setdefault(name, []).append(span)
            names.append(name)
        return names

    def place(span: Span) -> tuple[bool, bool, int]:
        parts = item.quote.parts
        away = (max(part.start - span.end, span.start - part.end, 0) for part in parts)
        return any(p.overlaps(span) for p in parts), not around.contains(span), min(away)

    def nearest(name: str) -> tuple[bool, bool, int]:
        there = spans.get(name) or quoted.get(name) or []
        return min(map(place, there), default=(True, True, len(text)))

    named = (
        names_of(("PERSON", "ORG"), by_surname=True),
        names_of(("NORP", "GPE"), by_surname=False),
    )
    names = [flat(speaker.name) for speaker in own]
    for group in ([flat(speaker.name) for speaker in others], *named):
        names += sorted(dict.fromkeys(group), key=nearest)
    kept = {flat(speaker.name): speaker for speaker in reversed(own)}
    return tuple(
        kept.get(name) or Speaker(min(spans.get(name, ()), key=place, default=None), name)
        for name in dict.fromkeys(names)
        if name
    )


def _around(analysis: Analysis, span: Span) -> Span:
    touched = [s for s in analysis.sentences if s.overlaps(span)]
    return Span(touched[0].start, touched[-1].end) if touched else span


def _detected(item: Item) -> Speaker | None:
    if item.annotation is None:
        return item.quote.speaker
    speaker = item.annotation.detected.speaker if item.annotation.detected else None
    return (
        Speaker(speaker.mention.span if speaker.mention else None, speaker.name)
        if speaker
        else None
    )
