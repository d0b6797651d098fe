from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.nlp.marks import find_marks


def contents(text: str, *, nested: bool | None = None, closed: bool = True) -> list[str]:
    return [
        m.content.of(text)
        for m in find_marks(text)
        if m.closed is closed and (nested is None or m.nested is nested)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” he said.", ["Yes,"]),
        ('"Yes," he said, "it is."', ["Yes,", "it is."]),
        ("‘Yes,’ he said.", ["Yes,"]),
        ("'Yes,' he said.", ["Yes,"]),
        ("« Oui », dit-il.", ["Oui"]),
        ("„Ja“, sagte er, »nein«.", ["Ja", "nein"]),
        ("``Yes,'' he said.", ["Yes,"]),
        ('“Mixed up," he said.', ["Mixed up,"]),
        ("He said “\n yes \n” to it.", ["yes"]),
        ('(“A”)—“B”—and "C".', ["A", "B", "C"]),
        ("“I—” he said.", ["I—"]),
    ],
)
def test_sorts_of_marks(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Japan’s navy isn’t the voters’ choice.",
        "In the ’90s and the '80s, rock 'n' roll.",
        'He is 6\'2" and the pipe is 5" wide.',
        "‘Tis the season, O‘Brien.",
        '“” and "" and “ ”',
        "",
    ],
)
def test_what_is_no_quote(text: str) -> None:
    assert find_marks(text) == ()


def test_an_inch_mark_does_not_close_a_quote() -> None:
    assert contents('"It is 6" wide," he said. "Good."') == ['It is 6" wide,', "Good."]


def test_a_plural_possessive_does_not_close_a_single_quote() -> None:
    assert contents("‘The voters’ choice is clear,’ he said.") == ["The voters’ choice is clear,"]


def test_nested_ones_are_told() -> None:
    text = "“He said ‘no way’ and “yes” too,” she said."
    assert contents(text, nested=False) == ["He said ‘no way’ and “yes” too,"]
    assert contents(text, nested=True) == ["no way", "yes"]


def test_an_unclosed_one_ends_with_its_paragraph() -> None:
    text = "“The first, he said.\n\n“The second,” she said.\n\nThe third."
    assert contents(text, closed=False) == ["The first, he said."]
    assert contents(text) == ["The second,"]


def test_an_unclosed_one_ends_with_its_line_when_lines_are_paragraphs() -> None:
    text = "A line.\n“An open one.\n“A closed one,” he said.\nThe end.\n"
    assert contents(text, closed=False) == ["An open one."]
    assert contents(text) == ["A closed one,"]


def test_a_quote_goes_over_hard_breaks_and_finished_lines() -> None:
    assert contents("One line.\nHe said: “It\nis so.\nIt is.” Then\nhe left.\n") == [
        "It\nis so.\nIt is."
    ]


@given(st.text(alphabet=st.sampled_from("“”„\"‘’'«»` s5aA.,—\n\r\u2028\x00é😀"), max_size=60))
def test_marks_are_sound(text: str) -> None:
    _check(text)


@given(st.text(max_size=200))
def test_marks_are_sound_on_any_text(text: str) -> None:
    _check(text)


def _check(text: str) -> None:
    marks = find_marks(text)
    assert list(marks) == sorted(marks, key=lambda m: (m.outer.start, -m.outer.end))
    end = 0
    for mark in marks:
        assert mark.content.checked(len(text))
        assert mark.outer.checked(len(text)).contains(mark.content)
        assert mark.content.of(text) == mark.content.of(text).strip()
        assert mark.nested == (mark.outer.start < end)
        if not mark.nested:
            end = mark.outer.end


def test_a_mark_many_lines_away_closes_nothing() -> None:
    text = "“It begins here.\n" + "A line of its own.\n" * 20 + "So it ends.” Or not.\n"
    assert contents(text) == []
    assert contents(text, closed=False) == ["It begins here."]
