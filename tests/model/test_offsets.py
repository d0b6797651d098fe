"""Places as others count them: what was meant is found out, and never made up."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.offsets import Claim, as_given, meanings, wrong_of
from tui.model.span import Span

TEXT = "Zoë 🇯🇵 said:\r\n“It is fair 👩‍👩‍👧.”\r\nBob said: “It is not.”\r\n"
LF = TEXT.replace("\r\n", "\n")
texts = st.text(st.sampled_from("ab é日🇯\n\r.“”"), min_size=1, max_size=60)


def claim(text: str, words: str) -> Claim:
    start = text.index(words)
    return start, start + len(words), words


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


COUNTINGS: dict[str, Callable[[str], int]] = {
    "count UTF-16 units": utf16,
    "count bytes": lambda before: len(before.encode()),
    "count the two signs of a line's end as one": lambda before: len(before.replace("\r\n", "\n")),
}


@pytest.mark.parametrize("mistake", COUNTINGS)
def test_what_was_counted_is_named_and_counted_over(mistake: str) -> None:
    count = COUNTINGS[mistake]
    right = [claim(TEXT, "It is fair 👩‍👩‍👧."), claim(TEXT, "Bob"), claim(TEXT, "It is not")]
    wrong = [(count(TEXT[:start]), count(TEXT[:end]), words) for start, end, words in right]
    assert as_given(TEXT, wrong) is None
    (meant,) = meanings(TEXT, wrong)
    assert meant.mistake == mistake
    assert meant.spans == as_given(TEXT, right)


def test_tokens_and_words_are_told_apart() -> None:
    text = "Bob: “It is fair,” he said. Bob left."
    spans = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    start = spans.index((text.index("It"), text.index("It") + 2))
    (meant,) = meanings(text, [(start, start + 4, "It is fair,")])
    assert meant.mistake == "count tokens"
    assert [span.of(text) for span in meant.spans] == ["It is fair,"]
    inside = meanings(text, [(start, start + 3, "It is fair,"), (0, 0, "Bob")])
    assert [one.mistake for one in inside] == ["count tokens, and end with the last one"]
    words = meanings(text, [(2, 4, "is fair,”"), (6, 7, "Bob")])
    assert [one.mistake for one in words] == ["count words"]


def test_something_that_stood_before_the_text() -> None:
    (meant,) = meanings("Bob said. Bob left.", [(6, 9, "Bob"), (20, 24, "left")])
    assert meant.mistake == "are 6 characters too far on"
    assert meant.spans == (Span(0, 3), Span(14, 18))


def test_what_may_be_in_two_places_is_told_as_both() -> None:
    assert len(meanings("Bob said. Bob left.", [(3, 6, "Bob")])) == 2


def test_a_way_of_counting_explains_more_than_a_distance() -> None:
    text = "🇯🇵 Bob said that Bob left."
    (meant,) = meanings(text, [(utf16(text[:3]), utf16(text[:6]), "Bob")])
    assert (meant.mistake, meant.spans) == ("count UTF-16 units", (Span(3, 6),))


def test_nothing_is_made_up() -> None:
    assert meanings("Bob said.", [(0, 3, None)]) == []
    assert meanings("Bob said.", [(0, 3, "Zoë")]) == []
    assert as_given("Bob", [(0, 4, None)]) is None
    assert as_given("Bob", [(2, 2, "")]) is None
    assert wrong_of("Bob said", [(0, 3, "Bob"), (4, 8, "left")]) == 1


def test_a_blank_stands_for_a_line_end() -> None:
    assert as_given("so\r\nit is", [(0, 6, "so it")]) == (Span(0, 6),)


@given(texts, st.data())
def test_right_places_are_right_and_wrong_ones_are_never_taken(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    assert as_given(text, [(start, end, words)]) == (Span(start, end),)
    for count in COUNTINGS.values():
        wrong = (count(text[:start]), count(text[:end]), words)
        for meant in meanings(text, [wrong]):
            (span,) = meant.spans
            assert as_given(text, [(*span, words)])
        if as_given(text, [wrong]) is None and count(words):
            assert any(
                meant.spans == (Span(start, end),) for meant in meanings(text, [wrong])
            ) or "\r\n" in (text[start - 1 : start + 1], text[end - 1 : end + 1])
