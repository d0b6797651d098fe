"""Joining the detector's quotes with what was made of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import annotation, spans
from tui.model.analysis import KINDS, Quote, Speaker
from tui.model.annotation import Annotation, Detected, Excerpt, SpeakerExcerpt
from tui.model.span import Span
from tui.model.worklist import (
    ALL,
    Item,
    Shown,
    Worklist,
    counted_worklist,
    nearest,
    number_of,
    worklist,
)

LENGTH = 1000


# “A said B claimed C” as two quotes, one in the other.
OUTER, INNER = Span(0, 100), Span(30, 100)
PIECES, OTHER_PIECES = (Span(0, 40), Span(60, 100)), (Span(0, 20), Span(80, 100))


def _quotes(*spans: Span) -> list[Quote]:
    return [Quote(span, "direct") for span in spans]


def on(span: Span, id: str = "a", **changes: Any) -> Annotation:  # noqa: A002
    """Return an annotation on a quote that was detected at `span`."""
    return annotation(id, content=Excerpt(span, ""), **({"detected": span} | changes))


def in_pieces(pieces: tuple[Span, ...], id: str = "a") -> Annotation:  # noqa: A002
    """Return an annotation on a quote that was detected in pieces."""
    whole = Span(pieces[0].start, pieces[-1].end)
    fragments = tuple(Excerpt(one, "") for one in pieces)
    return on(whole, id, fragments=fragments, detected=Detected(whole, pieces))


def listed(quotes: list[Quote], *annotations: Annotation) -> list[tuple[Span, str | None]]:
    """Return the spans of the list, each with the id of what was made of it."""
    items = worklist(quotes, annotations, length=LENGTH)
    return [(item.span, item.annotation.id if item.annotation else None) for item in items]


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


def test_all_that_is_known_of_a_quote_is_shown_when_it_is_decided() -> None:
    found = Quote(
        *(OUTER, "indirect", Span(110, 114), Speaker(Span(120, 123), "Ada")),
        *(PIECES, 0.5, True),
    )
    made = annotation(
        content=Excerpt(OUTER, ""),
        kind="indirect",
        cue=Excerpt(Span(110, 114), ""),
        speaker=SpeakerExcerpt(Excerpt(Span(120, 123), ""), "Ada"),
        fragments=tuple(Excerpt(one, "") for one in PIECES),
        detected=Detected(OUTER, PIECES),
        confidence=0.5,
        attitude=True,
    )
    assert worklist([found], [made], length=LENGTH) == (Item(found, made),)


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


# Quotes in one another


def test_a_decision_takes_one_of_two_quotes_in_one_another() -> None:
    both = _quotes(OUTER, INNER)
    assert listed(both, on(OUTER)) == [(OUTER, "a"), (INNER, None)]
    assert listed(both, on(INNER)) == [(OUTER, None), (INNER, "a")]
    assert listed(both, on(OUTER), on(INNER, "b")) == [(OUTER, "a"), (INNER, "b")]


def test_borders_moved_onto_another_quote_take_their_own() -> None:
    moved = on(INNER, detected=OUTER)
    assert listed(_quotes(OUTER, INNER), moved) == [(INNER, "a"), (INNER, None)]
    assert listed(_quotes(INNER), moved) == [(INNER, "a")]


def test_two_decisions_on_one_quote_take_no_second() -> None:
    twice = on(OUTER), on(OUTER, "b")
    assert listed(_quotes(OUTER, INNER), *twice) == [(OUTER, "a"), (OUTER, "b"), (INNER, None)]
    a_little_less = _quotes(Span(0, 98), Span(30, 98))
    assert listed(a_little_less, *twice) == [(OUTER, "a"), (OUTER, "b"), (Span(30, 98), None)]


def test_another_detector_of_quotes_in_one_another() -> None:
    outer, inner = Span(0, 98), Span(30, 98)
    assert listed(_quotes(outer, inner), on(OUTER)) == [(OUTER, "a"), (inner, None)]
    assert listed(_quotes(outer, inner), on(INNER)) == [(outer, None), (INNER, "a")]
    both = on(OUTER), on(INNER, "b")
    assert listed(_quotes(outer, inner), *both) == [(OUTER, "a"), (INNER, "b")]


def test_the_most_alike_is_taken_that_is_nobody_elses() -> None:
    longer = Span(0, 102)
    assert listed(_quotes(OUTER, INNER), on(longer)) == [(longer, "a"), (INNER, None)]
    others = on(longer), on(OUTER, "b")
    assert listed(_quotes(OUTER, INNER), *others) == [(longer, "a"), (OUTER, "b")]


def test_what_was_detected_counts_before_where_it_was_moved_to() -> None:
    moved = on(Span(31, 100), detected=OUTER)
    left = listed(_quotes(Span(0, 90), INNER), moved)
    assert left == [(INNER, None), (Span(31, 100), "a")]


@pytest.mark.parametrize("most", [Span(0, 50), Span(50, 100)])
def test_half_is_not_enough(most: Span) -> None:
    assert (most, None) in listed(_quotes(most), on(OUTER))


def test_of_quotes_with_the_same_ends_the_one_in_the_same_pieces_is_taken() -> None:
    whole, halves, quarters = (
        Quote(OUTER, "direct", fragments=p) for p in ((), PIECES, OTHER_PIECES)
    )
    for mine, others in (
        (on(OUTER), (quarters, halves)),
        (in_pieces(PIECES), (whole, quarters)),
        (in_pieces(OTHER_PIECES), (whole, halves)),
    ):
        items = worklist([quarters, whole, halves], [mine], length=LENGTH)
        assert {item.quote for item in items if not item.annotation} == set(others)


def test_a_decision_of_before_there_were_pieces_takes_the_quote_in_pieces() -> None:
    halves, quarters = (Quote(OUTER, "direct", fragments=p) for p in (PIECES, OTHER_PIECES))
    assert listed([halves], on(OUTER)) == [(OUTER, "a")]
    items = worklist([halves, quarters], [on(OUTER), in_pieces(PIECES, "b")], length=LENGTH)
    assert [item.annotation for item in items if not item.annotation] == []


def test_a_decision_does_not_change_the_order() -> None:
    quotes = [Quote(OUTER, "direct", fragments=p) for p in ((), OTHER_PIECES, PIECES)]
    fragments = [i.quote.fragments for i in worklist(quotes, [], length=LENGTH)]
    for made in (on(OUTER), in_pieces(PIECES), in_pieces(OTHER_PIECES)):
        items = worklist(quotes, [made], length=LENGTH)
        assert [item.quote.fragments for item in items] == fragments


# What is shown


def test_by_default_reported_speech_is_shown() -> None:
    assert Shown().shows(Quote(OUTER, "indirect", confidence=0.0))
    assert not Shown().shows(Quote(OUTER, "indirect", attitude=True))


def test_what_an_annotator_touched_is_always_shown() -> None:
    unsure = Quote(OUTER, "indirect", confidence=0.2, attitude=True)
    nothing = Shown(indirect=False, min_confidence=0.9)
    made = on(OUTER, decision=None, kind="indirect", attitude=True, confidence=0.2)
    assert counted_worklist([unsure], [], length=LENGTH, shown=nothing) == Worklist((), 1)
    items, hidden = counted_worklist([unsure], [made], length=LENGTH, shown=nothing)
    assert ([item.annotation for item in items], hidden) == ([made], 0)


def test_a_quote_that_is_not_shown_is_the_one_that_was_decided_on() -> None:
    """Or else its decision would take the one it stands in."""
    inner = Quote(INNER, "indirect", attitude=True)
    items = worklist([*_quotes(OUTER), inner], [on(INNER)], length=LENGTH, shown=Shown())
    assert [item.span for item in items] == [OUTER, INNER]


any_quotes = st.lists(
    st.builds(
        Quote, spans(), st.sampled_from(KINDS), confidence=st.floats(0, 1), attitude=st.booleans()
    ),
    unique_by=lambda quote: quote.span,
)
any_shown = st.builds(Shown, st.booleans(), st.booleans(), st.floats(0, 1))


@given(any_quotes, st.lists(spans(), max_size=5), any_shown)
def test_hidden_quotes_are_those_that_are_shown_with_all(
    found: list[Quote], decided: list[Span], shown: Shown
) -> None:
    made = [on(span, str(number)) for number, span in enumerate(decided)]
    items, hidden = counted_worklist(found, made, length=LENGTH, shown=shown)
    everything = worklist(found, made, length=LENGTH, shown=ALL)
    left = [item for item in everything if item.annotation or shown.shows(item.quote)]
    assert list(items) == left
    assert hidden == len(everything) - len(items)


# Finding


def test_an_item_is_found_again_after_its_quote_was_decided_moved_or_given_back() -> None:
    quotes = [*_quotes(OUTER, INNER), Quote(OUTER, "direct", fragments=PIECES)]
    open_ones = worklist(quotes, [], length=LENGTH)
    decided, moved = in_pieces(PIECES), on(Span(90, 95), "b", detected=INNER)
    later = worklist(quotes, [decided, moved], length=LENGTH)
    assert [number_of(later, item) for item in open_ones] == [0, 1, 2]
    assert [number_of(open_ones, item) for item in later] == [0, 1, 2]
    assert [number_of(open_ones, one) for one in (decided, moved)] == [1, 2]
    assert [number_of(later, one) for one in (decided, moved)] == [1, 2]


def test_what_is_not_there_is_not_found() -> None:
    items = worklist(_quotes(OUTER), [], length=LENGTH)
    assert number_of(items, Item(Quote(INNER, "direct"))) is None
    assert number_of(items, on(INNER)) is None
    assert number_of((), on(INNER)) is None
    assert nearest((), INNER) is None
    assert nearest(items, INNER) == 0


def test_of_two_decisions_with_the_same_borders_each_is_found() -> None:
    one, two = on(OUTER), on(OUTER, "b")
    items = worklist(_quotes(OUTER), [one, two], length=LENGTH)
    assert [number_of(items, made) for made in (one, two)] == [0, 1]


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
    taken = {quote.span for quote in _quotes(*found)} - {item.span for item in items}
    assert len(taken) <= len(made)
