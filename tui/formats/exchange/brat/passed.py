"""What of a document is no part of any quote, and has no place in an annotation of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator

from tui.formats.exchange.brat import lines as brat
from tui.formats.exchange.brat.standoff import Event, Note, Standoff

_ATTRIBUTES = frozenset({brat.DECISION, brat.KIND, brat.ATTITUDE})
_NOTES = frozenset({brat.NOTE, brat.NAME, brat.OURS})
_ROLES = (brat.CUE, brat.SOURCE)


def is_quote(event: Event) -> bool:
    """Tell whether an event is a quote: PolNeAR has attributions that attribute nothing."""
    return event.kind in (brat.ATTRIBUTION, brat.NO_SOURCE) and bool(event.all_of(brat.CONTENT))


def passed_over(standoff: Standoff, words: brat.Words) -> Counter[str]:
    """Return how many of each sort there are."""
    events = standoff.events
    quotes = {name for name, event in events.items() if is_quote(event)}
    labels = {
        name
        for name, event in events.items()
        if quotes.intersection(event.all_of(brat.ATTRIBUTION))
    }
    own = {name: events[name] for name in quotes | labels}
    marks = {mark for event in own.values() for mark in _marks(event, words)}
    told = Counter(standoff.others)
    told.update(f"event {one.kind}" for name, one in events.items() if name not in own)
    # The mark that an event hangs on is told with it.
    marks |= (triggers := {event.trigger for event in events.values()})
    told.update(f"mark {one.kind}" for name, one in standoff.marks.items() if name not in marks)
    for name, given in standoff.attributes.items():
        known = _ATTRIBUTES if name in quotes else None if name in labels else frozenset()
        told.update(f"attribute {one.kind}" for one in _unknown(given, known))
    marks -= triggers - {event.trigger for event in own.values()}
    for name, given in standoff.notes.items():
        read = _NOTES if name in quotes else {*words.attributes} if name in labels else set()
        read = {brat.SPAN} if name in marks else read
        told.update(f"note {one.kind}" for one in _unknown(given, read))
    return told


def _marks(event: Event, words: brat.Words) -> Iterator[str]:
    """Yield the marks that are read of a quote, or of a label of one."""
    yield event.trigger
    for role in _ROLES:
        yield from event.all_of(role)[:1]
    yield from event.all_of(brat.CONTENT)
    yield from (mark for role, mark in event.places if role in words.attributes)


def _unknown(given: Iterable[Note], known: Container[str] | None) -> Iterator[Note]:
    """Yield those of other kinds, and those of one kind but the last, which holds."""
    if known is None:
        return
    last = {one.kind: one for one in given}
    yield from (one for one in given if one.kind not in known or one is not last[one.kind])
