"""Scrolling, other window sizes, and the mouse in the article."""

from __future__ import annotations

import pytest

from tests.widgets.articles import (
    DEAL,
    END,
    MARKS,
    NEVER,
    TEXT,
    clicked,
    span_of,
    view_of,
)
from tests.widgets.harness import rows, strips
from tui.model.span import Span
from tui.widgets.article_rows import MARGIN
from tui.widgets.article_view import ArticleView
from tui.widgets.quote_marks import QuoteMark

# Scrolling and size


async def test_scroll_to_a_quote_shows_it_whole_with_rows_around_it() -> None:
    async with view_of(size=(80, 12)) as (view, pilot):
        view.show_marks(MARKS, 3)
        view.scroll_to_parts([END])
        await pilot.pause()
        assert "the end of all that was" in "\n".join(rows(view))
        view.scroll_to_parts([DEAL])
        await pilot.pause()
        assert view.top_offset() == 0
        assert "a fair deal" in rows(view)[1]


async def test_scrolling_moves_no_more_than_needed() -> None:
    async with view_of(size=(80, 12)) as (view, _):
        view.scroll_to_parts([NEVER])
        assert view.top_offset() == 0


async def test_a_quote_longer_than_the_window_is_shown_from_its_start() -> None:
    text = "Yes.\n\n" * 9 + "“" + "so it goes on and on " * 99 + "”"
    async with view_of(text, (80, 10)) as (view, _):
        view.scroll_to_parts([Span(text.index("so"), len(text) - 1)])
        assert any("“so it goes" in row for row in rows(view))


async def test_pages_keep_two_rows_in_view() -> None:
    async with view_of(size=(80, 12)) as (view, _):
        last = rows(view)[-2:]
        view.scroll_pages(1)
        assert rows(view)[:2] == last
        view.scroll_pages(-1)
        assert view.top_offset() == 0


async def test_another_size_keeps_the_place_one_is_reading_at() -> None:
    async with view_of(size=(80, 12)) as (view, pilot):
        view.scroll_rows(14)
        place = view.top_offset()
        word = TEXT[place:].split()[0]
        for width in (60, 40, 120, 33, 200, 80):
            await pilot.resize_terminal(width, 12)
            assert word in rows(view)[0]
            assert {strip.cell_length for strip in strips(view)} == {width}
        assert view.top_offset() == place


async def test_dragging_a_windows_border_does_not_make_the_text_creep() -> None:
    async with view_of(size=(80, 12)) as (view, pilot):
        view.scroll_rows(20)
        place = view.top_offset()
        for width in [*range(79, 60, -3), *range(61, 81)]:
            await pilot.resize_terminal(width, 12)
        assert view.top_offset() == place
        view.scroll_rows(1)
        moved = view.top_offset()
        assert moved > place
        await pilot.resize_terminal(50, 12)
        await pilot.resize_terminal(80, 12)
        assert view.top_offset() == moved


async def test_an_offset_can_be_made_the_first_row() -> None:
    async with view_of(size=(80, 12)) as (view, _):
        view.scroll_to_offset(1000)
        row = rows(view)[0][MARGIN:].strip()
        start = view.top_offset()
        assert start <= 1000 < start + len(row) + 1
        assert TEXT[start:].startswith(row)


# The mouse


@pytest.mark.parametrize(
    ("x", "y", "numbers"),
    [
        (MARGIN + 16, 1, [0]),
        (MARGIN + 11, 2, []),
        (MARGIN + 12, 2, [1]),
        (MARGIN + 21, 2, [2]),
        (MARGIN + 3, 1, []),
        (1, 1, [0]),
        (1, 0, []),
        (70, 2, []),
        (40, 3, []),
    ],
)
async def test_a_click_tells_the_quote_under_it(x: int, y: int, numbers: list[int]) -> None:
    async with view_of() as (view, pilot):
        view.show_marks(MARKS, None)
        await pilot.click(ArticleView, offset=(x, y))
        await pilot.pause()
        assert clicked(pilot) == numbers


async def test_a_click_on_a_quote_in_a_quote_tells_the_inner_one() -> None:
    async with view_of() as (view, pilot):
        view.show_marks([QuoteMark(DEAL), QuoteMark(span_of("fair"))], None)
        column = rows(view)[1].index("fair")
        await pilot.click(ArticleView, offset=(column, 1))
        await pilot.click(ArticleView, offset=(column - 2, 1))
        await pilot.pause()
        assert clicked(pilot) == [1, 0]


async def test_a_click_below_a_short_article_tells_nothing() -> None:
    async with view_of("") as (_, pilot):
        await pilot.click(ArticleView, offset=(3, 3))
        assert clicked(pilot) == []
    async with view_of("“Yes.”") as (view, pilot):
        view.show_marks([QuoteMark(Span(1, 5))], None)
        await pilot.click(ArticleView, offset=(MARGIN + 2, 0))
        await pilot.pause()
        assert clicked(pilot) == [0]
