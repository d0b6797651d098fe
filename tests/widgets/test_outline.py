"""The outline: what its rows say, what is drawn again, and how much is looked at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

import pytest
from hypothesis import given
from rich.cells import cell_len
from textual import on
from textual.geometry import Region
from textual.pilot import Pilot

from tests.builders import any_text, nasty_text
from tests.widgets.harness import OneWidgetApp, rows, strips, style_of
from tests.widgets.test_cells import BIDI
from tui.widgets.outline import Outline, OutlineEntry

ENTRIES = [
    OutlineEntry("We will build it,", "Maria Lopez", "direct"),
    OutlineEntry("the sum would double", "John Smith", "indirect", "SC", "labelled", "#d97706"),
    OutlineEntry("trust the numbers", "", "direct", "–", "neither"),
    OutlineEntry("the plan", "The governor", "attitude", "?!", "unsaved"),
]


class WatchedOutline(Outline):
    """Keeps which entries it asks for, and which rows it asks the screen to show anew."""

    def __init__(self) -> None:
        super().__init__()
        self.looked_at: list[int] = []
        self.asked: set[int] = set()

    def show(self, entries: list[OutlineEntry], focused: int | None = None) -> None:
        def entry(number: int) -> OutlineEntry:
            self.looked_at.append(number)
            return entries[number]

        self.looked_at.clear()
        self.asked.clear()
        self.list_quotes(range(len(entries)), entry, focused, total=len(entries))

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        if repaint:
            self.asked.update(y for region in regions for y in region.line_range)
            if not regions:
                self.asked.update(range(self.size.height))
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class OutlineApp(OneWidgetApp):
    @on(Outline.QuoteClicked)
    def _clicked(self, event: Outline.QuoteClicked) -> None:
        self.posted.append(event)


@asynccontextmanager
async def outline_of(
    entries: list[OutlineEntry], focused: int | None = None, size: tuple[int, int] = (80, 10)
) -> AsyncIterator[tuple[WatchedOutline, Pilot[None]]]:
    outline = WatchedOutline()
    async with OutlineApp(outline).run_test(size=size) as pilot:
        outline.show(entries, focused)
        await pilot.pause()
        yield outline, pilot


def many(count: int) -> list[OutlineEntry]:
    return [OutlineEntry(f"words {number}", f"Speaker {number}") for number in range(1, count + 1)]


async def test_with_room_a_quote_has_one_row() -> None:
    async with outline_of(ENTRIES, 1) as (outline, _):
        assert [row.rstrip() for row in rows(outline)[:5]] == [
            " 1 ·   Maria Lopez         direct    We will build it,",
            "▶2 SC  John Smith          indirect  the sum would double",
            " 3 –   no speaker          direct    trust the numbers",
            " 4 ?!  The governor        attitude  the plan",
            "",
        ]


async def test_with_little_room_it_has_two() -> None:
    async with outline_of(ENTRIES, 3, (30, 10)) as (outline, _):
        assert [row.rstrip() for row in rows(outline)[:4]] == [
            " 1 ·   Maria Lopez     direct",
            "       We will build it,",
            " 2 SC  John Smith    indirect",
            "       the sum would double",
        ]
        assert rows(outline)[6].startswith("▶4 ?!  The governor")
        outline.stand_beside(beside=True)
        assert {row[0] for row in rows(outline)} == {"│"}
        assert rows(outline)[0].rstrip() == "│ 1 ·   Maria Lopez    direct"


async def test_the_focused_one_stands_out() -> None:
    async with outline_of(ENTRIES, 0) as (outline, pilot):
        for theme in ("pullquote-dark", "pullquote-light", "textual-light", "nord"):
            pilot.app.theme = theme
            await pilot.pause()
            focus, other = style_of(outline, "We will build it,"), style_of(outline, "the plan")
            assert focus.bold
            assert focus.bgcolor != other.bgcolor
            assert style_of(outline, "SC").color != style_of(outline, "John Smith").color


async def test_moving_the_focus_draws_two_quotes() -> None:
    async with outline_of(ENTRIES, 0) as (outline, pilot):
        before = strips(outline)
        outline.asked.clear()
        outline.focus_quote(2)
        await pilot.pause()
        drawn = {y for y, strip in enumerate(strips(outline)) if strip is not before[y]}
        assert drawn == outline.asked == {0, 2}


async def test_a_decision_draws_its_quote_and_looks_at_those_in_view_only() -> None:
    entries = many(5000)
    async with outline_of(entries, 2500) as (outline, pilot):
        assert "▶2501" in "\n".join(rows(outline))
        assert len(set(outline.looked_at)) < 40
        strips(outline)
        entries[2500] = entries[2500]._replace(sign="S")
        outline.show(entries, 2500)
        await pilot.pause()
        assert len(outline.asked) == 1
        assert "▶2501 S " in "\n".join(rows(outline))
        assert len(outline.looked_at) < 40
        outline.scroll_pages(-1)
        assert any("Speaker 2490" in row for row in rows(outline))


@pytest.mark.parametrize("size", [(80, 10), (30, 10), (30, 3), (8, 2)])
async def test_the_focused_one_is_in_view_at_any_size(size: tuple[int, int]) -> None:
    async with outline_of(many(300), 0, (80, 24)) as (outline, pilot):
        await pilot.resize_terminal(*size)
        await pilot.pause()
        for number in (150, 299, 0):
            outline.focus_quote(number)
            assert any(f"▶{number + 1:>3}" in row for row in rows(outline)), rows(outline)
        assert {strip.cell_length for strip in strips(outline)} == {size[0]}


async def test_fewer_and_more_quotes() -> None:
    async with outline_of(many(100), 99) as (outline, pilot):
        outline.show(many(3), 0)
        await pilot.pause()
        assert rows(outline)[0].startswith("▶1 ·   Speaker 1")
        assert [row.strip() for row in rows(outline)[3:]] == [""] * 7
        outline.show([], None)
        await pilot.pause()
        assert rows(outline)[0].strip() == "no quotes"
        outline.show(many(12), 11)
        await pilot.pause()
        assert any(row.startswith("▶12 ·") for row in rows(outline))


async def test_a_click_tells_the_quote() -> None:
    async with outline_of(ENTRIES, 0, (30, 10)) as (outline, pilot):
        for y in (0, 3, 7, 9):
            await pilot.click(Outline, offset=(9, y))
        await pilot.pause()
        app = pilot.app
        assert isinstance(app, OutlineApp)
        told = [m.number for m in app.posted if isinstance(m, Outline.QuoteClicked)]
        assert told == [0, 1, 3]
        assert pilot.app.focused is None, "the keys stay with the article"
        assert outline.size.height == 10


async def test_any_text_fills_its_rows_and_sends_no_codes() -> None:
    async with outline_of([], None, (41, 4)) as (outline, _):

        @given(nasty_text, any_text, any_text)
        def check(words: str, speaker: str, sign: str) -> None:
            outline.show([])
            outline.show([OutlineEntry(words, speaker, "direct", sign)], 0)
            for strip in strips(outline):
                assert strip.cell_length == cell_len(strip.text) == 41
                codes = [c for c in strip.text if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in BIDI]
                assert not codes

        check()
