"""What is sent in fewer bytes shows the same picture."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from tui.sgr import SgrCompactor

COLS, ROWS = 20, 4
colours = st.sampled_from(["red", "#102030", "#aabbcc", "color(130)", "default", "bright_blue"])
rendered = st.builds(
    lambda text, colour, back, bold, line, turned: Style(
        color=colour, bgcolor=back, bold=bold, underline=line, reverse=turned
    ).render(text, color_system=ColorSystem.TRUECOLOR),
    st.sampled_from(["a", "some words", "   ", " ", "日本", "é x"]),
    colours,
    colours,
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
moves = st.sampled_from(
    ["\r\n", "\x1b[1;1H", "\x1b[2;7H", "\x1b[?2026h", "\x1b]52;c;YWJj\x07", "\t"]
)
loose = st.sampled_from(
    ["\x1b[1m", "\x1b[22m", "\x1b[39;4m", "\x1b[0m", "\x1b[m", "\x1b[7;48;5;9mx"]
)
writes = st.lists(
    st.lists(rendered | moves | loose, max_size=8).map(lambda parts: "".join(parts) + "\x1b[0m"),
    max_size=4,
)

Cell = tuple[object, ...]


def picture(sent: list[str]) -> list[Cell]:
    """Return what a terminal shows; the colour of a blank's ink is nothing to be seen."""
    screen = pyte.Screen(COLS, ROWS)
    stream = pyte.Stream(screen)
    for data in sent:
        stream.feed(data)
    cells: list[Cell] = []
    for y in range(ROWS):
        for x in range(COLS):
            one = screen.buffer[y][x]
            is_blank = one.data == " " and not (one.underscore or one.reverse)
            ink = () if is_blank else (one.fg, one.bold, one.italics)
            cells.append((one.data, one.bg, one.underscore, one.reverse, ink))
    return cells


@given(writes)
def test_the_picture_is_the_same(sent: list[str]) -> None:
    compactor = SgrCompactor()
    compact = [compactor.compacted(data) for data in sent]
    assert picture(compact) == picture(sent)


def test_colours_are_not_sent_again_and_again() -> None:
    style = Style(color="#d9dde5", bgcolor="#16181d")
    words = [style.render(f"{n} ", color_system=ColorSystem.TRUECOLOR) for n in range(9)]
    compact = SgrCompactor().compacted("".join(words))
    assert compact == "\x1b[38;2;217;221;229;48;2;22;24;29m0 1 2 3 4 5 6 7 8 \x1b[m"


def test_what_is_no_colour_passes_as_it_is() -> None:
    data = "\x1b[?1049h\x1b[2J\x1b]0;a title\x07\x1bP+q\x1b\\\x1b[>4;1m\x1b(B plain\x08\x1b"
    assert SgrCompactor().compacted(data) == data
