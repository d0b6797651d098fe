"""What a character looks like and how wide it is: nothing from outside steers the terminal."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.builders import nasty_text
from tui.widgets.cells import TAB_CELLS, cells_of, clusters, shown

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HARMFUL = ("Cc", "Cs", "Zl", "Zp")
any_text = nasty_text | st.text(st.characters(categories=["C", "Z", "M"]), max_size=40)


# What reaches the terminal


@given(any_text)
@example("\x1b[31mred\x1b[0m")
@example("\x1b]52;c;ZXZpbA==\x07")
@example("\x9b31m")
@example("\u202egnp.exe")
@example("\ud83d")
def test_nothing_that_steers_the_terminal_is_shown(text: str) -> None:
    out = shown(text)
    assert not [c for c in out if unicodedata.category(c) in HARMFUL]
    assert not set(out) & set(BIDI)
    assert not set(out) & set("\u200b\u2060\u2063\ufeff\ufff9\xad"), "nor is it hidden"
    assert not [c for c in out if 0xE0000 <= ord(c) < 0xE0080], "tag characters hide a text"
    out.encode("utf-8")


@given(any_text)
def test_what_is_printable_is_shown_as_it_is(text: str) -> None:
    printable = "".join(c for c in text if c.isprintable())
    assert shown(printable) == printable


@given(any_text)
def test_showing_twice_changes_nothing_more(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\0\x07\x7f", "␀␇␡"),
        ("\x9b2J", "�2J"),
        ("\u202e\u2066\u200f\ufeff", "���"),
        ("\ud800", "�"),
        ("a\tb", "a" + " " * TAB_CELLS + "b"),
        ("a\nb\rc\r\nd\n\re", "a b c d  e"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a b c d e f"),
        ("“nbsp\u00a0stays”", "“nbsp\u00a0stays”"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"),
        ("क्\u200dष", "क्ष"),
    ],
)
def test_pictures(text: str, picture: str) -> None:
    assert shown(text) == picture
    assert cells_of(text) == cell_len(picture)


# Widths and signs


@given(any_text)
@example("\u200da")
@example("a\u200db\u200dc")
@example("\x01\u200da")
@example("❤\u200d\ufe0f")
@example("\r\u200d\n")
@example("👩\u200d\u200d👩")
@example("\x01\u0301")
def test_the_signs_are_as_wide_as_what_is_shown(text: str) -> None:
    assert sum(cells for _, _, cells in clusters(text)) == cells_of(text) == cell_len(shown(text))


@given(any_text)
@example("\u200d")
@example("\u0301")
@example("\n\u0301")
def test_the_signs_cover_the_text_without_a_gap(text: str) -> None:
    signs = clusters(text)
    edges = [0, *(end for _, end, _ in signs)]
    assert [(start, end) for start, end, _ in signs] == list(pairwise(edges))
    assert edges[-1] == len(text)
    assert all(start < end for start, end, _ in signs)


@given(any_text)
def test_only_the_first_sign_may_have_no_width(text: str) -> None:
    assert all(cells for _, _, cells in clusters(text)[1:])


@given(any_text)
def test_signs_drawn_apart_are_as_wide_as_together(text: str) -> None:
    assert sum(cells_of(text[a:b]) for a, b, _ in clusters(text)) == cells_of(text)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("", []),
        ("ab", [(0, 1, 1), (1, 2, 1)]),
        ("e\u0301x", [(0, 2, 1), (2, 3, 1)]),
        ("日本", [(0, 1, 2), (1, 2, 2)]),
        ("か\u3099", [(0, 2, 2)]),
        ("👩\u200d👩\u200d👧!", [(0, 5, 2), (5, 6, 1)]),
        ("❤\ufe0f", [(0, 2, 2)]),
        ("a\r\nb", [(0, 1, 1), (1, 3, 1), (3, 4, 1)]),
        ("\t", [(0, 1, TAB_CELLS)]),
        ("\x1b\u0301", [(0, 2, 1)]),
        ("a\u200db", [(0, 2, 1), (2, 3, 1)]),
    ],
)
def test_signs(text: str, signs: list[tuple[int, int, int]]) -> None:
    assert clusters(text) == signs
