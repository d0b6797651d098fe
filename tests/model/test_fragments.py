"""The pieces of a quote, and what becomes of them when its borders move."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import spans
from tui.model.fragments import are_pieces, fitted
from tui.model.span import Span

PIECES = (Span(10, 20), Span(30, 40), Span(50, 60))


def _pieces(steps: list[int]) -> tuple[Span, ...]:
    borders = list(accumulate(steps))
    return tuple(Span(*pair) for pair in zip(borders[::2], borders[1::2], strict=True))


# A step of 0 between two pieces: they touch.
any_pieces = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=2, max_size=6).map(
    lambda pairs: _pieces([step for pair in pairs for step in pair])
)


@pytest.mark.parametrize(
    ("whole", "left"),
    [
        (Span(10, 60), PIECES),
        (Span(5, 65), (Span(5, 20), Span(30, 40), Span(50, 65))),
        (Span(12, 55), (Span(12, 20), Span(30, 40), Span(50, 55))),
        (Span(10, 50), (Span(10, 20), Span(30, 50))),
        (Span(10, 45), (Span(10, 20), Span(30, 45))),
        (Span(20, 60), (Span(20, 40), Span(50, 60))),
        (Span(35, 52), (Span(35, 40), Span(50, 52))),
        (Span(10, 30), ()),
        (Span(32, 38), ()),
        (Span(41, 49), ()),
        (Span(70, 80), ()),
    ],
)
def test_the_outer_borders_move_and_what_is_outside_is_dropped(
    whole: Span, left: tuple[Span, ...]
) -> None:
    assert fitted(PIECES, whole) == left


def test_a_whole_has_no_pieces() -> None:
    assert fitted((), Span(10, 60)) == ()


@given(any_pieces, spans(most=70))
def test_what_is_left_are_pieces_of_the_new_whole(pieces: tuple[Span, ...], whole: Span) -> None:
    left = fitted(pieces, whole)
    assert left == () or are_pieces(left, whole)


@given(any_pieces, spans(most=70))
def test_a_gap_between_two_that_stay_is_the_gap_it_was(
    pieces: tuple[Span, ...], whole: Span
) -> None:
    gaps = {Span(one.end, other.start) for one, other in pairwise(pieces)}
    left = fitted(pieces, whole)
    assert {Span(one.end, other.start) for one, other in pairwise(left)} <= gaps
    inside = [one for one in pieces if one.overlaps(whole)]
    assert len(left) == (len(inside) if len(inside) > 1 else 0)


@given(any_pieces)
def test_borders_that_stay_change_nothing(pieces: tuple[Span, ...]) -> None:
    whole = Span(pieces[0].start, pieces[-1].end)
    assert are_pieces(pieces, whole)
    assert fitted(pieces, whole) == pieces


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        (Span(10, 60),),
        (Span(50, 60), Span(10, 20)),
        (Span(10, 35), Span(30, 60)),
        (Span(11, 20), Span(30, 60)),
        (Span(10, 20), Span(30, 59)),
        (Span(10, 20), Span(30, 30), Span(40, 60)),
        (Span(10, 20), Span(5, 70), Span(30, 60)),
    ],
)
def test_what_are_no_pieces(wrong: tuple[Span, ...]) -> None:
    assert not are_pieces(wrong, Span(10, 60))
