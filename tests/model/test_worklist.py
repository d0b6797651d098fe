"""Joining the detector's quotes with what was made of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import annotation, spans
from tui.model.analysis import Quote, Speaker
from tui.model.annotation import Excerpt, SpeakerExcerpt
from tui.model.span import Span
from tui.model.worklist import Item, worklist

LENGTH = 1000


def _quotes(*spans: Span) -> list[Quote]:
    return [Quote(span, "direct") for span in spans]


def test_undecided_quotes_are_open() -> None:
    (item,) = worklist(_quotes(Span(10, 30)), [], length=LENGTH)
    assert item == Item(Quote(Span(10, 30), "direct"))
    assert item.is_open


def test_a_decision_takes_its_quote() -> None:
    made = annotation(start=10, length=20)
    (item,) = worklist(_quotes(Span(10, 30)), [made], length=LENGTH)
    assert item.annotation == made
    assert item.is_decided
    assert item.quote.speaker == Speaker(Span(0, 3), "Ada Lovelace")
    assert item.quote.cue == Span(4, 8)


def test_a_speaker_without_mention_has_a_name_only() -> None:
    made = annotation(speaker=SpeakerExcerpt(None, "Ada"), cue=None)
    (item,) = worklist([], [made], length=LENGTH)
    assert item.quote.speaker == Speaker(None, "Ada")
    assert item.quote.cue is None


def test_unsure_is_a_decision_and_none_is_not() -> None:
    unsure, marked = annotation("a", 0, decision="unsure"), annotation("b", 50, decision=None)
    one, two = worklist([], [unsure, marked], length=LENGTH)
    assert (one.is_open, two.is_open) == (False, True)


def test_moved_borders_still_take_the_quote() -> None:
    moved = annotation(content=Excerpt(Span(10, 15), "q" * 5), detected=Span(10, 100))
    (item,) = worklist(_quotes(Span(10, 100)), [moved], length=LENGTH)
    assert item.span == Span(10, 15)


def test_another_detector_may_see_a_little_more() -> None:
    (item,) = worklist(_quotes(Span(9, 31)), [annotation(start=10, length=20)], length=LENGTH)
    assert item.span == Span(10, 30)


def test_another_detector_after_moved_borders() -> None:
    moved = annotation(content=Excerpt(Span(10, 15), "q" * 5), detected=Span(10, 100))
    assert len(worklist(_quotes(Span(9, 101)), [moved], length=LENGTH)) == 1


def test_a_quote_beside_it_is_another() -> None:
    items = worklist(_quotes(Span(40, 60)), [annotation(start=10, length=20)], length=LENGTH)
    assert [item.span for item in items] == [Span(10, 30), Span(40, 60)]


def test_a_quote_marked_by_hand_takes_only_its_equal() -> None:
    manual = annotation(start=10, length=20, origin="manual", detected=None)
    assert len(worklist(_quotes(Span(10, 30)), [manual], length=LENGTH)) == 1
    assert len(worklist(_quotes(Span(9, 31)), [manual], length=LENGTH)) == 2


def test_what_reaches_outside_the_text_is_left_out() -> None:
    assert worklist([], [annotation(start=LENGTH - 5, length=20)], length=LENGTH) == ()


@given(st.lists(spans()), st.lists(spans()))
def test_in_text_order_and_nothing_decided_is_lost(found: list[Span], decided: list[Span]) -> None:
    made = [
        annotation(str(n), content=Excerpt(span, ""), detected=span)
        for n, span in enumerate(decided)
    ]
    items = worklist(_quotes(*found), made, length=LENGTH)
    order = [(item.span.start, -item.span.end) for item in items]
    assert order == sorted(order)
    assert [i.annotation for i in items if i.annotation] == sorted(
        made, key=lambda a: (a.span.start, -a.span.end)
    )
    covered = {a.span for a in made}
    assert covered.isdisjoint(item.span for item in items if item.annotation is None)
