"""Packed spans and entities: the same as the plain ones, and found by their places."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import spans
from tui.model.analysis import Entities, Entity, type_counts
from tui.model.entity_index import entity_index
from tui.model.packed import Spans
from tui.model.span import Span

any_spans = st.lists(spans(), max_size=20)


def _in_order(steps: list[tuple[int, int]]) -> list[Span]:
    borders = list(accumulate(step for gap, length in steps for step in (gap, length)))
    return [Span(*pair) for pair in zip(borders[::2], borders[1::2], strict=True)]


ordered = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), max_size=30).map(_in_order)
labels = st.sampled_from(["PERSON", "ORG", "x" * 20])
any_entities = st.lists(st.builds(Entity, spans(), labels), max_size=20)


@given(any_spans, any_spans)
def test_spans_are_a_sequence_like_any_other(one: list[Span], other: list[Span]) -> None:
    packed = Spans(one)
    assert packed == tuple(one)
    assert one == list(packed) == [packed[n] for n in range(len(one))]
    assert (packed == Spans(other)) == (one == other)
    assert hash(packed) == hash(tuple(one))
    assert packed + Spans(other) == packed + other == one + other
    assert (packed[1:-1], packed[::-1]) == (tuple(one[1:-1]), tuple(one[::-1]))
    assert all(type(span) is Span for span in packed)
    with pytest.raises(IndexError):
        packed[len(one)]


@given(any_spans)
def test_steps_are_spans_again(some: list[Span]) -> None:
    assert Spans.of_steps(Spans(some).steps()) == some


@given(any_spans, ordered, spans(300))
def test_entities_are_found_in_any_order(some: list[Span], tidy: list[Span], at: Span) -> None:
    assert Spans(tidy).are_in_order
    for listed in (some, tidy):
        entities = [Entity(span, "ORG") for span in listed]
        touching = [n for n, span in enumerate(listed) if span.overlaps(at)]
        for index in (entity_index(entities), entity_index(Entities(entities))):
            assert list(index.touching(*at)) == touching


@pytest.mark.parametrize("steps", [[1], ["a", 1], [None, 2], 5])
def test_what_are_no_steps_is_refused(steps: list[int]) -> None:
    with pytest.raises((TypeError, ValueError)):
        Spans.of_steps(steps)


@given(ordered, spans(300))
def test_touching_finds_what_shares_a_character(some: list[Span], place: Span) -> None:
    touching = [n for n, span in enumerate(some) if span.overlaps(place)]
    assert list(Spans(some).touching(*place)) == touching
    entities = Entities(Entity(span, "ORG") for span in some)
    assert [entities[n].span for n in entities.touching(*place)] == [some[n] for n in touching]


@given(any_entities)
def test_entities_are_a_sequence_like_any_other(some: list[Entity]) -> None:
    packed = Entities(some)
    assert packed == some == list(packed)
    assert Entities.unpacked(*packed.packed()) == packed == Entities(packed)
    assert packed[1:] == tuple(some[1:])
    assert type_counts(packed) == type_counts(some)


def test_entities_need_a_type_each() -> None:
    with pytest.raises(ValueError, match="1 entities with 2 types"):
        Entities.unpacked([0, 3], ["ORG"], [0, 0])
