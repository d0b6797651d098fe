"""The inspector: its rows at any width, and what is drawn again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.builders import any_text, nasty_text
from tests.widgets.harness import OneWidgetApp, rows, strips
from tests.widgets.test_cells import BIDI
from tui.widgets.cells import cells_of, shown
from tui.widgets.folding import folded
from tui.widgets.inspector import Detail, Inspector

DETAILS = [
    Detail("quote 1 of 3", look="heading"),
    Detail("We will build the bridge next year, whatever it costs", look="strong"),
    Detail("Maria Lopez", "speaker", "speaker"),
    Detail("stance", "label", "good"),
    Detail("the bridge over the river", "target", depth=1),
    Detail("CFS", "check_worthiness", depth=1),
]


@given(nasty_text | any_text, st.integers(2, 40))
def test_folding_loses_nothing_and_fits(text: str, cells: int) -> None:
    found = folded(text, cells)
    assert found
    assert "".join("".join(found).split()) == "".join(shown(text).split())
    assert all(cells_of(row) <= cells for row in found)


def test_folding_breaks_at_white_space() -> None:
    assert folded("one two\nthree  four", 9) == ["one two", "three", "four"]
    assert folded("extraordinary", 5) == ["extra", "ordin", "ary"]
    assert folded("  ", 5) == [""]


async def test_names_stand_before_their_texts_and_long_ones_above() -> None:
    inspector = Inspector()
    async with OneWidgetApp(inspector).run_test(size=(36, 14)) as pilot:
        inspector.show(DETAILS, from_top=True)
        await pilot.pause()
        assert [row.rstrip() for row in rows(inspector)[:10]] == [
            " quote 1 of 3",
            " We will build the bridge next",
            " year, whatever it costs",
            " speaker    Maria Lopez",
            " label      stance",
            "   target   the bridge over the",
            "            river",
            "   check_worthiness",
            "     CFS",
            "",
        ]
        inspector.stand_beside(beside=True)
        assert {row[0] for row in rows(inspector)} == {"│"}


async def test_it_is_scrolled_and_begins_at_the_top_for_another_quote() -> None:
    inspector = Inspector()
    long = [Detail(f"row {number}") for number in range(30)]
    async with OneWidgetApp(inspector).run_test(size=(36, 10)) as pilot:
        inspector.show(long, from_top=True)
        await pilot.pause()
        inspector.scroll_rows(5)
        assert rows(inspector)[0].strip() == "row 5"
        inspector.show([*long, Detail("more")], from_top=False)
        await pilot.pause()
        assert rows(inspector)[0].strip() == "row 5", "one reads on"
        inspector.scroll_rows(100)
        assert rows(inspector)[-1].strip() == "more"
        inspector.show(DETAILS, from_top=True)
        await pilot.pause()
        assert rows(inspector)[0].strip() == "quote 1 of 3"


async def test_any_text_fills_its_rows_and_sends_no_codes() -> None:
    inspector = Inspector()
    async with OneWidgetApp(inspector).run_test(size=(31, 8)):

        @given(nasty_text, any_text)
        def check(text: str, name: str) -> None:
            inspector.show([Detail(text, name), Detail(name, text, depth=1)], from_top=True)
            for strip in strips(inspector):
                assert strip.cell_length == cell_len(strip.text) == 31
                codes = [c for c in strip.text if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in BIDI]
                assert not codes

        check()
