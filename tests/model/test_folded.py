"""Texts with other white space and other forms of the same letters: the same, and placed."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui.model.folded import Folded, fold
from tui.model.span import Span

# Signs that are composed of those before them: accents, Hangul, and an Indian vowel.
_texts = st.text("ab \r\n\u0301ée\u0327\u1100\u1161\u11a8가\u0958\u0915\u093c\xa0“", max_size=40)


@given(_texts)
def test_it_is_composed_with_single_spaces(text: str) -> None:
    assert fold(text) == re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)


@given(_texts)
def test_places_go_up_from_the_first_to_the_last(text: str) -> None:
    folded = Folded(text)
    length = len(folded.text)
    assert folded.to_raw(0, length) == (0, len(text))
    places = [folded.to_raw(at, at).start for at in range(length + 1)]
    assert places == sorted(places)
    back = [folded.of_raw(at) for at in range(len(text) + 1)]
    assert back == sorted(back)
    assert back[-1] == length


@given(_texts, _texts)
def test_a_word_is_found_where_it_stands(before: str, after: str) -> None:
    text = f"{before} word {after}"
    folded = Folded(text)
    at = folded.text.index("word")
    assert folded.to_raw(at, at + 4).of(text) == "word"
    assert folded.of_raw(len(before) + 1) == at


def test_accents_belong_to_their_letters() -> None:
    text = "a re\u0301sume\u0301 of it"
    folded = Folded(text)
    assert folded.text == "a résumé of it"
    assert folded.to_raw(2, 8) == Span(2, 10)
    assert folded.of_raw(10) == 8
