"""Quick or plain, what is offered is the same, in the same order; and it is quick."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import annotation
from tests.services.suggesting import plain_speakers, plain_targets
from tui.model.analysis import Analysis, Entities, Entity, Quote, Speaker
from tui.model.annotation import Detected, Excerpt, SpeakerExcerpt
from tui.model.span import Span
from tui.model.worklist import Item
from tui.services.suggestions import Suggestions

# Few names, so that they are surnames of one another, speakers and targets, and as near.
NAMES = ("Ada", "Lopez", "Ada Lopez", "Tom Lopez", "NATO", "Oslo", "to  Oslo", "x", "said")
LABELS = ("PERSON", "ORG", "GPE", "NORP", "DATE")
_names = st.sampled_from(NAMES)


class Made:
    """A text of names, where each stands, and quotes on it."""

    def __init__(self, names: list[str], labels: list[str | None], breaks: set[int]) -> None:
        self.text = " ".join(names)
        starts = [0, *accumulate(len(name) + 1 for name in names)]
        self.places = [Span(a, b - 1) for a, b in pairwise(starts)]
        entities = [Entity(p, x) for p, x in zip(self.places, labels, strict=False) if x]
        cuts = [0, *sorted(n for n in breaks if 0 < n < len(names)), len(names)]
        self.sentences = tuple(
            Span(self.places[a].start, self.places[b - 1].end) for a, b in pairwise(cuts)
        )
        self.analysis = Analysis(self.sentences, (), Entities(entities))

    def span(self, first: int, last: int) -> Span:
        numbers = sorted((first % len(self.places), last % len(self.places)))
        return Span(self.places[numbers[0]].start, self.places[numbers[1]].end)


_texts = st.builds(
    Made,
    st.lists(_names, min_size=1, max_size=20),
    st.lists(st.none() | st.sampled_from(LABELS), max_size=20),
    st.sets(st.integers(1, 19), max_size=5),
)
_at = st.integers(0, 19)
_speakers = st.none() | st.tuples(_names, st.none() | _at)
_items = st.lists(st.tuples(_at, _at, st.booleans(), _speakers, _speakers), min_size=1, max_size=5)


def _speaker(made: Made, told: tuple[str, int | None] | None) -> Speaker | None:
    if told is None:
        return None
    name, at = told
    return Speaker(None if at is None else made.span(at, at), name)


def _item(
    made: Made,
    first: int,
    last: int,
    in_pieces: bool,
    now: tuple[str, int | None] | None,
    then: tuple[str, int | None] | None,
) -> Item:
    span, before = made.span(first, last), _speaker(made, then)
    ends = (made.span(first, first), made.span(last, last))
    pieces = tuple(sorted(ends)) if in_pieces and ends[0] != ends[1] else ()
    quote = Quote(span, "direct", None, _speaker(made, now), pieces)
    if before is None:
        return Item(quote)
    mention = Excerpt(before.span, before.span.of(made.text)) if before.span else None
    detected = Detected(span, speaker=SpeakerExcerpt(mention, before.name))
    return Item(quote, replace(annotation(), detected=detected))


@settings(max_examples=300)
@given(_texts, _items, st.dictionaries(_names, st.integers(1, 5), max_size=5))
def test_what_is_offered_is_what_looking_at_everything_finds(
    made: Made,
    told: list[tuple[int, int, bool, tuple[str, int | None] | None, tuple[str, int | None] | None]],
    used: dict[str, int],
) -> None:
    items = tuple(_item(made, *one) for one in told)
    offered = Suggestions(made.text, made.analysis)
    for item in items:  # the same object for all of them, as in the reader
        found = offered.targets.suggested(item, used)
        assert found == plain_targets(made.text, made.analysis, item, used)
        speakers = offered.speakers.suggested(item, items)
        assert speakers == plain_speakers(made.text, made.analysis, item, items)
    fewer = items[1:]
    again = offered.speakers.suggested(items[0], fewer)
    assert again == plain_speakers(made.text, made.analysis, items[0], fewer)
