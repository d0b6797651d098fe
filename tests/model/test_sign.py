"""What is cut out of a text has whole signs, of however many code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.sign import whole_signs
from tui.model.span import Span

SCOTLAND = "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbsct") + "\U000e007f"
JOINED = ("👩\u200d👩\u200d👧", "👩🏽\u200d🔬")
MARKED = ("👍🏽", "⚠\ufe0f", "1\ufe0f\u20e3", "e\u0301\u0323")


@pytest.mark.parametrize("sign", [*JOINED, *MARKED, "x", "🇩🇪", SCOTLAND, "\u1112\u1161\u11ab"])
@pytest.mark.parametrize("before", ["", "a", " ", "🇫🇷", "👍🏽"])
def test_a_place_inside_of_a_sign_is_moved_out_of_it(sign: str, before: str) -> None:
    text = f"{before}{sign}b"
    begun, ended = len(before), len(before) + len(sign)
    for at in range(begun + 1, ended):
        assert whole_signs(text, Span(at, len(text))) == Span(begun, len(text))
        assert whole_signs(text, Span(0, at)) == Span(0, ended)
    assert whole_signs(text, Span(begun, ended)) == Span(begun, ended)


def test_a_mark_on_a_blank_is_cut_off_from_it() -> None:
    assert whole_signs("a \u0301b", Span(2, 4)) == Span(2, 4)


@given(st.text("a \n\u0301\u200d👍🏽🇩🇪", min_size=1, max_size=20), st.data())
def test_it_has_all_that_it_had_and_is_whole_then(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = whole_signs(text, span)
    assert found.contains(span)
    assert found.checked(len(text))
    assert whole_signs(text, found) == found
