from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.model.span import Span
from tui.model.span_index import SpanIndex

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1]))
)


@given(SPANS, st.integers(0, 50), st.integers(1, 10))
def test_it_finds_what_a_look_at_all_finds(spans: list[Span], start: int, length: int) -> None:
    part = Span(start, start + length)
    found = SpanIndex(spans).touching(*part)
    assert found == [number for number, span in enumerate(spans) if span.overlaps(part)]


def test_nothing_is_found_in_nothing() -> None:
    assert SpanIndex().touching(0, 5) == []
