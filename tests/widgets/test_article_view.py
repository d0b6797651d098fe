"""The article on the screen: its text, its marks, and what is drawn again when."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.strip import Strip

from tests.builders import nasty_text
from tests.widgets.articles import (
    DEAL,
    MARKS,
    NEVER,
    NO,
    TEXT,
    WatchedView,
    span_of,
    texts,
    view_of,
)
from tests.widgets.harness import rows, strips, style_of
from tests.widgets.test_cells import BIDI
from tui.model.analysis import Entity
from tui.model.span import Span
from tui.widgets.article_rows import MARGIN
from tui.widgets.quote_marks import QuoteMark

# The text


async def test_the_rows_say_what_the_article_says() -> None:
    async with view_of() as (view, _):
        assert texts(view)[:4] == [
            "Ada met Abe.",
            "  She said: “It is a fair deal.”",
            "  Abe said “no” and “never.”",
            "",
        ]
        said = []
        while view.place != "end":
            said.append(texts(view)[0])
            view.scroll_rows(1)
        said += texts(view)
        assert " ".join(said).split() == TEXT.split()
        assert said[-1] == "At last he called it “the end of all that was” and left."


async def test_below_a_short_article_is_nothing() -> None:
    async with view_of("Only this.") as (view, _):
        assert texts(view) == ["Only this."] + [""] * 23
        view.show_article("")
        assert texts(view) == [""] * 24
        assert view.top_offset() == 0


async def test_a_wide_window_has_the_text_in_its_middle() -> None:
    async with view_of(size=(200, 10)) as (view, _):
        columns = [len(row) - len(row.lstrip()) for row in rows(view) if row.strip()]
        assert min(columns) == 57 + MARGIN
        assert max(len(row.rstrip()) for row in rows(view)) <= 57 + MARGIN + 80


async def test_text_from_outside_is_no_code_and_no_markup() -> None:
    text = "[bold]x[/bold] \x1b[31mred\x1b[0m \x1b]0;t\x07 \x9b2J \u202eabc \0 [@click=quit]q[/]"
    async with view_of(text) as (view, _):
        assert texts(view)[0] == "[bold]x[/bold] ␛[31mred␛[0m ␛]0;t␇ �2J �abc ␀ [@click=quit]q[/]"


async def test_any_text_marked_anywhere_fills_its_rows_and_sends_no_codes() -> None:
    """Marks change colours only: what is read stays in its place."""
    async with view_of("", (41, 30)) as (view, _):

        @given(nasty_text, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=4))
        @example(
            "a word\r\nand more ❤\ufe0f\u200d🔥 cafe\u0301", [(6, 1), (16, 1), (17, 1), (24, 1)]
        )
        @example("日本か\u3099語 👩\u200d👩\u200d👧", [(3, 1), (6, 1), (8, 1)])
        def check(text: str, places: list[tuple[int, int]]) -> None:
            view.show_article(text)
            plain = texts(view)
            for strip in strips(view):
                assert strip.cell_length == cell_len(strip.text) == 41
                assert not [c for c in strip.text if ord(c) < 32 or 0x7F <= ord(c) < 0xA0]
                assert not set(strip.text) & {*BIDI, "\u2028", "\u2029"}
            spans = [Span(a, min(a + n, len(text))) for a, n in places if a < len(text)]
            marks = [QuoteMark(span, "日S!", cue=span, speaker=span) for span in spans]
            view.show_marks(marks, len(marks) - 1 if marks else None)
            entities = sorted(Entity(span, "ORG") for span in spans)
            view.show_entities(entities[:1])
            assert texts(view) == plain
            assert {strip.cell_length for strip in strips(view)} == {41}

        check()


# The marks


async def test_the_margin_tells_each_quotes_decision() -> None:
    async with view_of() as (view, _):
        signs = ("SC", "–", "?", "·")
        states = ("labelled", "neither", "unsure", "open")
        view.show_marks(
            [
                QuoteMark(m.span, *both)
                for m, both in zip(MARKS, zip(signs, states, strict=True), strict=True)
            ],
            focused=None,
        )
        margin = [row[:MARGIN] for row in rows(view)]
        assert margin[:4] == [" " * 6, " SC │ ", " –? │ ", " " * 6]
        view.scroll_rows(999)
        assert rows(view)[-1][:MARGIN] == " ·  │ "


async def test_the_focused_quote_has_an_arrow_and_a_thick_bar_and_its_colour() -> None:
    async with view_of() as (view, _):
        view.show_marks(MARKS, 0)
        margin = [row[:MARGIN] for row in rows(view)]
        assert margin[:3] == [" " * 6, "▶·  ┃ ", " ·· │ "]
        focus, quote = style_of(view, "It is a fair deal."), style_of(view, "never.")
        assert focus.bold
        assert not quote.bold
        plain = style_of(view, "Ada met")
        assert len({style.bgcolor for style in (focus, quote, plain)}) == 3


async def test_of_two_quotes_in_a_row_the_focused_one_has_its_sign_first() -> None:
    async with view_of() as (view, _):
        marks = [QuoteMark(NO, "SC", "labelled"), QuoteMark(NEVER, "?!", "unsure")]
        view.show_marks(marks, 1)
        assert rows(view)[2][:MARGIN] == "▶?!S┃ "
        view.show_marks(marks, 0)
        assert rows(view)[2][:MARGIN] == "▶SC?┃ "


async def test_without_room_for_all_signs_those_of_open_quotes_give_way() -> None:
    async with view_of() as (view, _):
        marks = [QuoteMark(NO), QuoteMark(NEVER, "=SC", "suggested")]
        view.show_marks(marks, None)
        assert rows(view)[2][:MARGIN] == " =SC│ "
        view.show_marks(marks, 0)
        assert rows(view)[2][:MARGIN] == "▶·=S┃ ", "the one in focus stays"
        view.show_marks([QuoteMark(NO), QuoteMark(NEVER, "=S", "suggested")], None)
        assert rows(view)[2][:MARGIN] == " ·=S│ "


async def test_a_quote_over_rows_has_a_bar_in_each_and_one_sign() -> None:
    text = "He said “" + "so it went on " * 20 + "to the end.” Then he left. " + "Yes. " * 30
    async with view_of(text) as (view, _):
        span = Span(9, text.index("”"))
        view.show_marks([QuoteMark(span, "S", "labelled")], 0)
        margin = [row[:MARGIN] for row in rows(view) if row.strip()]
        assert margin == ["▶S  ┃ ", *["    ┃ "] * 4, *[" " * 6] * 2]
        view.show_marks([QuoteMark(span, "S", "labelled")], None)
        assert [row[:MARGIN] for row in rows(view)][:2] == [" S  │ ", "    │ "]


async def test_speaker_and_cue_are_underlined_while_the_quote_is_focused() -> None:
    async with view_of() as (view, _):
        mark = QuoteMark(DEAL, cue=span_of("said:"), speaker=span_of("She"))
        view.show_marks([mark], 0)
        assert style_of(view, "She").underline
        assert style_of(view, "said").underline
        view.show_marks([mark], None)
        assert not style_of(view, "She").underline
        assert not style_of(view, "said").underline


async def test_another_article_has_no_marks_and_begins_at_its_top() -> None:
    async with view_of() as (view, _):
        view.show_marks(MARKS, 1)
        view.show_entities([Entity(span_of("Ada"), "PERSON")])
        view.scroll_rows(20)
        view.show_article(TEXT)
        assert view.top_offset() == 0
        assert {row[:MARGIN] for row in rows(view)} == {" " * 6}
        assert style_of(view, "Ada") == style_of(view, "met")


async def test_entities_have_their_colours_until_they_are_switched_off() -> None:
    async with view_of() as (view, _):
        ada, abe = Entity(span_of("Ada"), "PERSON"), Entity(span_of("Abe"), "GPE")
        unknown = Entity(span_of("fair"), "SOMETHING_NEW")
        view.show_entities([ada, abe, unknown])
        plain = style_of(view, "met")
        colours = {style_of(view, words).color for words in ("Ada", "Abe", "fair")}
        assert len({*colours, plain.color}) == 4
        view.show_entities([abe])
        assert style_of(view, "Ada") == plain
        assert style_of(view, "Abe").color in colours
        view.show_entities(())
        assert style_of(view, "Abe") == plain


async def test_without_colours_entities_are_underlined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with view_of() as (view, _):
        view.show_entities([Entity(span_of("Ada"), "PERSON")])
        assert style_of(view, "Ada").underline
        assert not style_of(view, "met").underline


async def test_without_colours_entities_have_brackets_in_place_of_blanks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with view_of() as (view, _):
        entities = [Entity(span_of("Ada"), "PERSON"), Entity(span_of("met"), "EVENT")]
        view.show_entities([*entities, Entity(span_of("Abe"), "PERSON")])
        assert texts(view)[0] == "Ada[met]Abe."
        view.show_entities(entities, ["EVENT"])
        assert texts(view)[0] == "Ada met Abe."


@pytest.mark.parametrize("theme", ["pullquote-light", "textual-light", "nord"])
async def test_another_theme_restyles_what_is_shown(theme: str) -> None:
    async with view_of() as (view, pilot):
        view.show_marks(MARKS, 0)
        view.show_entities([Entity(span_of("Ada"), "PERSON")])
        words = ("met", "Ada", "It is", "never.")
        before = [style_of(view, one) for one in words]
        said = rows(view)
        pilot.app.theme = theme
        await pilot.pause()
        after = [style_of(view, one) for one in words]
        assert rows(view) == said
        for old, new in zip(before, after, strict=True):
            assert old != new
            assert new.color != new.bgcolor


# What is drawn again


async def redrawn(view: WatchedView, before: list[Strip], pilot: Pilot[None]) -> set[int]:
    """Return the rows drawn since `before`; they have to be those that the screen is asked for."""
    await pilot.pause()
    drawn = {y for y, strip in enumerate(strips(view)) if strip is not before[y]}
    assert view.asked == drawn
    return drawn


async def test_moving_the_focus_draws_only_the_rows_of_both_quotes() -> None:
    async with view_of() as (view, pilot):
        view.show_marks(MARKS, 0)
        before = strips(view)
        view.asked.clear()
        view.show_marks(MARKS, 1)
        assert await redrawn(view, before, pilot) == {1, 2}
        before = strips(view)
        view.asked.clear()
        view.show_marks(MARKS, 1)
        assert await redrawn(view, before, pilot) == set()


async def test_a_decision_draws_the_rows_of_its_quote() -> None:
    async with view_of() as (view, pilot):
        view.show_marks(MARKS, None)
        before = strips(view)
        view.asked.clear()
        view.show_marks([MARKS[0], QuoteMark(NO, "S", "labelled"), *MARKS[2:]], None)
        assert await redrawn(view, before, pilot) == {2}
        assert rows(view)[2].startswith(" S· │ ")


async def test_entities_that_come_late_draw_their_rows() -> None:
    async with view_of() as (view, pilot):
        before = strips(view)
        view.asked.clear()
        view.show_entities([Entity(span_of("Ada"), "PERSON")])
        assert await redrawn(view, before, pilot) == {0}


async def test_a_mark_that_is_gone_leaves_nothing() -> None:
    async with view_of() as (view, _):
        before = strips(view)
        view.show_marks(MARKS, 2)
        view.show_marks([], None)
        assert strips(view) == before
