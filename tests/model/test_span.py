"""Spans: half-open ranges of code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.span import Span, trimmed

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda t: Span(min(t), max(t)))
texts = st.text(max_size=60)


def covered(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(spans, spans)
def test_spans_are_sets_of_offsets(one: Span, other: Span) -> None:
    assert one.shared(other) == len(covered(one) & covered(other)) == other.shared(one)
    if covered(one) and covered(other):
        assert one.overlaps(other) == bool(covered(one) & covered(other))
        assert one.contains(other) == (covered(one) >= covered(other))


@given(spans, st.integers(-5, 5))
def test_shifting_keeps_the_length_and_can_be_taken_back(span: Span, by: int) -> None:
    moved = span.shifted(by)
    assert moved.end - moved.start == span.end - span.start
    assert moved.shifted(-by) == span


@given(texts, spans)
def test_of_slices_the_text(text: str, span: Span) -> None:
    assert span.of(text) == "".join(c for i, c in enumerate(text) if i in covered(span))


@given(texts, spans)
def test_trimmed_has_no_blanks_at_its_ends(text: str, span: Span) -> None:
    span = Span(min(span.start, len(text)), min(span.end, len(text)))
    inside = trimmed(text, span)
    assert inside.of(text) == span.of(text).strip()
    assert span.start <= inside.start <= inside.end <= span.end


@pytest.mark.parametrize("span", [Span(0, 1), Span(0, 5), Span(4, 5)])
def test_checked_lets_parts_of_a_text_pass(span: Span) -> None:
    assert span.checked(5) is span


@pytest.mark.parametrize("span", [Span(0, 0), Span(3, 2), Span(-1, 2), Span(4, 6), Span(5, 5)])
def test_checked_refuses_what_is_no_part(span: Span) -> None:
    with pytest.raises(ValueError, match="is no part of a text of 5 characters"):
        span.checked(5)


def test_offsets_are_code_points_not_bytes_or_clusters() -> None:
    text = "👩‍👩‍👧 “é” 日本"
    assert Span(text.index("日"), len(text)).of(text) == "日本"
    assert len("👩‍👩‍👧") == 5
