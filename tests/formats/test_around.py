"""What stands around a quote: whole sentences, or its paragraph."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.builders import article
from tui.formats.annotated import Annotated
from tui.formats.around import Around
from tui.model.span import Span

TEXT = "One a. Two b. Three c.\r\n\r\nFour d. Five e.\n  \nSix f."


def sentences(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(r"\w[^.]*\.", text))


def around(text: str, part: str, count: int, *, known: bool = True) -> str:
    start = text.index(part)
    annotated = Annotated(article(text=text), (), sentences=sentences(text) if known else ())
    return Around(annotated, count).of(Span(start, start + len(part))).of(text)


@pytest.mark.parametrize(
    ("part", "count", "expected"),
    [
        ("b", 0, "b"),
        ("b", 1, "One a. Two b. Three c."),
        ("a", 1, "One a. Two b."),
        ("f", 1, "Five e.\n  \nSix f."),
        ("c.\r\n\r\nFour", 1, "Two b. Three c.\r\n\r\nFour d. Five e."),
        ("b", 9, TEXT),
    ],
)
def test_sentences_before_and_after_its_own(part: str, count: int, expected: str) -> None:
    assert around(TEXT, part, count) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("b", "One a. Two b. Three c."),
        ("One", "One a. Two b. Three c."),
        ("Five", "Four d. Five e."),
        ("f.", "Six f."),
        ("c.\r\n\r\nFour", "One a. Two b. Three c.\r\n\r\nFour d. Five e."),
    ],
)
def test_its_paragraph_where_nobody_knows_of_sentences(part: str, expected: str) -> None:
    assert around(TEXT, part, 1, known=False) == expected


@given(st.text("ab. \r\n\u2028", min_size=1, max_size=40), st.data(), st.integers(0, 3))
def test_the_quote_is_always_in_it(text: str, data: st.DataObject, count: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    for known in (sentences(text), ()):
        found = Around(Annotated(article(text=text), (), sentences=known), count).of(span)
        assert found.contains(span)
        assert found.checked(len(text))
        assert count or found == span


@pytest.mark.parametrize("sign", ["👍🏽", "👩\u200d🔬", "e\u0301"])
def test_no_sign_is_cut_where_a_sentence_is_said_to_begin_inside_of_it(sign: str) -> None:
    text = f"One {sign}Two b{sign}Three c."
    place = text.index("b")
    of = Span(text.index(sign) + 1, text.rindex(sign) + 1)
    annotated = Annotated(article(text=text), (), sentences=(of,))
    assert Around(annotated, 1).of(Span(place, place + 1)).of(text) == f"{sign}Two b{sign}"
