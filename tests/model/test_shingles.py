"""How alike texts are."""

from __future__ import annotations

from hypothesis import given

from tests.builders import nasty_text
from tui.model.shingles import jaccard, shingles


def test_signs_and_line_ends_make_no_difference() -> None:
    one = "“The deal is fair,” she said.\r\nWe’ll see."
    other = '"the DEAL is fair" she said\nWe\'ll   see'
    assert shingles(one) == shingles(other)
    assert "the deal is" in shingles(one)


def test_short_texts_are_their_words() -> None:
    assert shingles("Two words.") == {"two words"}
    assert shingles("…!") == set()
    assert jaccard(shingles(""), shingles("")) == 0


def test_signs_without_blanks_between_them_are_words() -> None:
    assert shingles("税は公平だ") == {"税 は 公", "は 公 平", "公 平 だ"}


def test_composed_letters_are_the_same() -> None:
    assert shingles("caf\u00e9 au lait") == shingles("cafe\u0301 au lait")


def test_what_is_shared_is_counted() -> None:
    assert jaccard({"a", "b", "c"}, {"b", "c", "d"}) == 0.5
    assert jaccard({"a"}, {"a"}) == 1


@given(nasty_text)
def test_any_text_is_like_itself(text: str) -> None:
    found = shingles(text)
    assert jaccard(found, found) == (1 if found else 0)
