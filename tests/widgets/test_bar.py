"""A bar: parts at the left and at the right in one row, some of them buttons."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import on
from textual.pilot import Pilot
from textual.strip import Strip

from tests.builders import nasty_text
from tests.widgets.harness import OneWidgetApp, rows, style_of
from tests.widgets.test_cells import BIDI
from tui.widgets.bar import Bar, Part

LOOKS = (
    *("plain", "strong", "dim", "key", "good", "bad", "warning", "off"),
    *("person", "org", "place", "group", "time", "number", "thing"),
)
TITLE = Part(" A title", "strong")
RIGHT = [Part("quote 1/9 "), Part("saved ✓ ", "good")]


class CountingBar(Bar):
    """Counts how often it is drawn."""

    drawn = 0

    def render_line(self, y: int) -> Strip:
        self.drawn += 1
        return super().render_line(y)


class BarApp(OneWidgetApp):
    @on(Bar.Pressed)
    def _pressed(self, event: Bar.Pressed) -> None:
        self.posted.append(event)


@asynccontextmanager
async def bar_of(
    left: Sequence[Part], right: Sequence[Part] = (), *, width: int = 40
) -> AsyncIterator[tuple[CountingBar, Pilot[None]]]:
    bar = CountingBar()
    async with BarApp(bar).run_test(size=(width, 5)) as pilot:
        bar.show(left, right)
        await pilot.pause()
        yield bar, pilot


def pressed(pilot: Pilot[None]) -> list[str]:
    app = pilot.app
    assert isinstance(app, BarApp)
    return [m.action for m in app.posted if isinstance(m, Bar.Pressed)]


async def test_left_and_right_stand_at_the_two_ends_of_one_row() -> None:
    async with bar_of([TITLE], RIGHT) as (bar, _):
        assert rows(bar) == [" A title" + " " * 14 + "quote 1/9 saved ✓ "]
        assert bar.text == " A titlequote 1/9 saved ✓ "


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (26, " A titlequote 1/9 saved ✓ "),
        (25, " A tit…quote 1/9 saved ✓ "),
        (20, " …quote 1/9 saved ✓ "),
        (19, "…quote 1/9 saved ✓ "),
        (18, "quote 1/9 saved ✓ "),
        (9, "quote 1/9"),
    ],
)
async def test_what_does_not_fit_is_cut_at_the_left_parts_end(width: int, row: str) -> None:
    async with bar_of([TITLE], RIGHT, width=width) as (bar, _):
        assert rows(bar) == [row]


async def test_the_ellipsis_stands_where_the_cut_is() -> None:
    async with bar_of([Part("one "), Part("two "), Part("three ")], width=9) as (bar, _):
        assert rows(bar) == ["one two …"]
    async with bar_of([Part("日本語"), Part("です")], width=6) as (bar, _):
        assert rows(bar) == ["日本 …"]


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (62, "direct the mayor of the old city = Maria Lopez said   2 pieces"),
        (57, "direct the mayor of the old c… = Maria Lopez said2 pieces"),
        (46, "direct the mayor of… = Maria Lop… said2 pieces"),
        (30, "direct the mayor o… =…2 pieces"),
    ],
)
async def test_parts_that_shrink_give_way_the_longest_first(width: int, row: str) -> None:
    left = [
        Part("direct "),
        Part("the mayor of the old city", "person", shrinks=True),
        Part(" = Maria Lopez", "dim", shrinks=True),
        Part(" said", action="say"),
    ]
    async with bar_of(left, [Part("2 pieces")], width=width) as (bar, pilot):
        assert rows(bar) == [row]
        at = rows(bar)[0].find("said")
        if at > 0:
            await pilot.click(Bar, offset=(at, 0))
            assert pressed(pilot) == ["say"], "a click hits what is seen there"


async def test_nothing_to_say_is_an_empty_row() -> None:
    async with bar_of([]) as (bar, _):
        assert rows(bar) == [" " * 40]


async def test_any_text_is_one_row_without_codes() -> None:
    bar = Bar()
    async with OneWidgetApp(bar).run_test(size=(30, 3)):

        @given(st.lists(nasty_text, max_size=4), st.lists(nasty_text, max_size=2))
        def check(left: list[str], right: list[str]) -> None:
            bar.show([Part(text) for text in left], [Part(text) for text in right])
            (row,) = rows(bar)
            assert cell_len(row) == 30
            assert not [c for c in row if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in BIDI]

        check()


async def test_every_look_is_to_be_told_apart_from_the_bar() -> None:
    async with bar_of([Part(f"{look} ", look) for look in LOOKS], width=120) as (bar, pilot):
        for theme in ("pullquote-dark", "pullquote-light", "textual-dark", "textual-light"):
            pilot.app.theme = theme
            await pilot.pause()
            for look in LOOKS:
                style = style_of(bar, look)
                assert style.color is not None, (theme, look)
                assert style.color != style.bgcolor, (theme, look)
        assert style_of(bar, "strong").bold
        assert style_of(bar, "off").strike


async def test_the_same_parts_again_draw_nothing() -> None:
    async with bar_of([TITLE], RIGHT) as (bar, pilot):
        before = bar.drawn
        bar.show([TITLE], RIGHT)
        await pilot.pause()
        assert bar.drawn == before
        bar.show([TITLE], RIGHT[:1])
        await pilot.pause()
        assert bar.drawn > before


@pytest.mark.parametrize(
    ("x", "action"),
    [(0, []), (1, []), (2, ["one"]), (4, ["one"]), (5, ["two"]), (9, []), (30, []), (36, ["go"])],
)
async def test_a_click_runs_the_action_of_the_part_under_it(x: int, action: list[str]) -> None:
    left = [Part("日"), Part("one", "key", "one"), Part("two ", "key", "two")]
    right = [Part("x"), Part("go\x1b ", "key", "go")]
    async with bar_of(left, right) as (_, pilot):
        await pilot.click(Bar, offset=(x, 0))
        await pilot.pause()
        assert pressed(pilot) == action


async def test_a_click_hits_what_is_seen_in_a_window_too_narrow() -> None:
    right = [Part("first ", "key", "first"), Part("second ", "key", "second"), Part("third")]
    async with bar_of([], right, width=10) as (bar, pilot):
        assert rows(bar) == ["first seco"]
        await pilot.click(Bar, offset=(1, 0))
        await pilot.click(Bar, offset=(7, 0))
        await pilot.pause()
        assert pressed(pilot) == ["first", "second"]


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (31, " … top  4 suggested (+1) saved"),
        (30, " A t… top  4 suggested  saved"),
        (26, " A ti… 4 suggested  saved"),
        (20, " A title      saved"),
        (6, " saved"),
    ],
)
async def test_what_can_be_spared_is_left_out_whole_where_there_is_no_room(
    width: int, row: str
) -> None:
    asked = Part(" 4 suggested ", "warning", "go", spare=1)
    hidden = Part("(+1", spare=3), Part(")", spare=3)
    right = [Part(" top ", spare=2), asked, *hidden, Part(" saved ")]
    async with bar_of([TITLE], right, width=width) as (bar, pilot):
        assert rows(bar)[0].rstrip() == row
        at = row.find("suggested")
        if at > 0:
            await pilot.click(bar, offset=(at, 0))
            assert pressed(pilot) == ["go"], "what is left out moves the buttons, too"
