"""Text from outside, where a terminal could take it for a command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.printable import printable

JOINER = "\u200d"


@pytest.mark.parametrize(
    "text", ["👩\u200d👩\u200d👧 and 👩🏽\u200d🔬", "❤\ufe0f\u200d🔥", "line\nline", "e\u0301"]
)
def test_what_is_harmless_is_as_it_was(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\x1b[31m\x07", "\\x1b[31m\\x07"),
        ("a\u200db", "a\\u200db"),
        ("👩\u200d", "👩\\u200d"),
        ("\u200d👩", "\\u200d👩"),
        ("👩\u200d\u200d👧", "👩\\u200d\\u200d👧"),
        ("👩\u200d\x1b", "👩\\u200d\\x1b"),
        ("\u202e\ud800", "\\u202e\\ud800"),
    ],
)
def test_all_else_is_an_escape(text: str, told: str) -> None:
    assert printable(text) == told


@given(st.text(st.one_of(st.sampled_from("👩👧❤\ufe0f\u200d\x1b"), st.characters())))
def test_nothing_that_is_not_printable_is_left_but_joiners_and_line_ends(text: str) -> None:
    assert all(c.isprintable() or c in ("\n", JOINER) for c in printable(text))
