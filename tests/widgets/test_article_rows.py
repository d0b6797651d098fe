"""From offsets to rows and columns, and back."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import nasty_text
from tui.model.reflow import read_breaks
from tui.model.wrap import Row
from tui.widgets.article_rows import MARGIN, SMALLEST, Layout, lay_out
from tui.widgets.cells import clusters


def rows_in(layout: Layout) -> list[Row]:
    return [layout.rows.row(place) for place in layout.rows.down_from(layout.rows.first)]


widths = st.integers(1, 200)
measures = st.integers(40, 120)


def laid_out(text: str, width: int = 80, measure: int = 80) -> Layout:
    return lay_out(text, read_breaks(text), width=width, measure=measure)


@given(nasty_text, widths, measures)
@example("a\r\nb", 80, 80)
@example("one.\nか\u3099👩\u200d👩。\ntwo.", 30, 40)
def test_a_sign_is_found_again_at_its_place(text: str, width: int, measure: int) -> None:
    layout = laid_out(text, width, measure)
    for place in layout.rows.down_from(layout.rows.first):
        row = layout.rows.row(place)
        for start, _, cells in clusters(text[row.start : row.end]):
            offset = row.start + start
            if cells:
                assert layout.rows.place_of(offset) == place
                for cell in range(cells):
                    column = layout.column_of(offset) + cell
                    assert layout.offset_at(place, column) == offset


@given(nasty_text, widths, st.integers(0, 300), st.data())
@example("end of\r\n a line.\r\n", 80, 300, None)
@example("cafe\u0301", 80, 300, None)
def test_any_place_of_the_window_is_the_start_of_a_sign(
    text: str, width: int, column: int, data: st.DataObject | None
) -> None:
    layout = laid_out(text, width)
    places = list(layout.rows.down_from(layout.rows.first))
    if not places:
        return
    at = layout.offset_at(data.draw(st.sampled_from(places)) if data else places[0], column)
    rows = [row for row in rows_in(layout) if row.start <= at < row.end]
    assert rows, "it is in a row of text"
    assert at - rows[0].start in {a for a, _, _ in clusters(text[rows[0].start : rows[0].end])}


@given(nasty_text, widths)
def test_columns_grow_within_a_row(text: str, width: int) -> None:
    layout = laid_out(text, width)
    for row in rows_in(layout):
        columns = [layout.column_of(at) for at in range(row.start, row.end)]
        assert columns == sorted(columns)
        assert columns[:1] in ([], [row.indent])


@pytest.mark.parametrize(
    ("width", "measure", "left", "columns"),
    [
        (80, 80, 0, 73),  # a column less: where the scrollbar comes it covers nothing
        (87, 80, 0, 80),
        (200, 80, 57, 80),
        (200, 72, 61, 72),
        (27, 80, 0, SMALLEST),
        (10, 80, 0, SMALLEST),
        (1, 80, 0, SMALLEST),
    ],
)
def test_the_measure_is_centred(width: int, measure: int, left: int, columns: int) -> None:
    layout = laid_out("Some text.", width, measure)
    assert (layout.left, layout.columns) == (left, columns)


@given(st.integers(MARGIN + 1 + SMALLEST, 300), measures)
def test_nothing_stands_outside_the_window(width: int, measure: int) -> None:
    text = "Here is it.\n" + "x" * 400 + ".\n日本語の文です。\n" * 30
    layout = laid_out(text, width, measure)
    for row in rows_in(layout):
        *_, end = accumulate(
            (cells for *_, cells in clusters(text[row.start : row.end])), initial=0
        )
        assert layout.left + MARGIN + row.indent + end <= width


def test_two_rows_share_no_offset() -> None:
    layout = laid_out("One two three four five. " * 20, 60)
    for one, two in pairwise(rows_in(layout)):
        assert one.end <= two.start
