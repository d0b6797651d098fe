"""Where words are in a text, as the index has it."""

from __future__ import annotations

import unicodedata
from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.model.full_text import full_text_query
from tui.model.span import Span
from tui.store import text_hits
from tui.store.text_hits import TextHits


def spans(words: str, text: str) -> list[Span]:
    return list(chain.from_iterable(TextHits(full_text_query(words)).slices(text)))


def hits(words: str, text: str) -> list[str]:
    return [span.of(text) for span in spans(words, text)]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("bridge", "A Bridge, BRIDGES; the bridge.", ["Bridge", "bridge"]),
        ("bridge*", "A Bridge, BRIDGES; abridged", ["Bridge", "BRIDGES"]),
        ("cafe", "Café, cafe\u0301, CAFÉ’s", ["Café", "cafe\u0301", "CAFÉ"]),
        ("Ölpreis", "Der Olpreis und der Ölpreis", ["Olpreis", "Ölpreis"]),
        ("it's", "It’s what it's; its", ["It’s", "it's"]),
        ('"new bridge"', "A new\nbridge; a new, old bridge", ["new\nbridge"]),
        ("old OR new", "old and new", ["old", "new"]),
        ("old -new title:x", "old and x", ["old"]),
        ("title:old", "old", []),
        ("U.S.", "the U.S. and US and u s", ["U.S", "u s"]),
        ("wide", "a\0wide\0text \x1b[31m wide", ["wide", "wide"]),
        ("100", "$100.2 million", ["100"]),
        ("日本", "日本 と 日本語", ["日本"]),
        ("a b c", "a b b c", ["a", "b", "b", "c"]),
        ('"a b" OR "b a"', "a b a", ["a b a"]),
    ],
)
def test_words_are_found_as_the_index_has_them(words: str, text: str, found: list[str]) -> None:
    assert hits(words, text) == found


def test_offsets_are_code_points() -> None:
    text = "🙂 日本語 e\u0301 bridge\r\n🙂 bridge"
    assert [span.of(text) for span in spans("bridge", text)] == ["bridge", "bridge"]
    assert spans("bridge", text)[0].start == text.index("bridge")


def test_the_marks_put_around_hits_are_none_of_the_text() -> None:
    marks = "".join(chain(map(chr, range(0xFDD0, 0xFDF0)), map(chr, range(0xF0000, 0xF0010))))
    text = f"{marks}. bridge. {marks} bridge"
    assert [span.start for span in spans("bridge", text)] == [
        len(marks) + 2,
        len(text) - len("bridge"),
    ]


def test_a_phrase_is_found_across_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_hits, "_SLICE", 10)
    text = "so new bridge " * 20
    assert hits('"new bridge"', text) == ["new bridge"] * 20
    assert hits('"new bridge so"', text) == ["new bridge so"] * 19
    assert hits("bridge", "bridge" * 40 + " bridge") == ["bridge"]


@given(
    st.text(st.sampled_from("ab é.’\n") | st.characters(exclude_categories=["Cs"]), max_size=80),
    st.integers(1, 20),
)
@example("a\u0301b", 1)
@settings(max_examples=200)
def test_the_hits_of_slices_are_those_of_the_whole(text: str, size: int) -> None:
    query = full_text_query('a OR ab OR "b a"')
    whole = list(chain.from_iterable(TextHits(query).slices(text)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_hits, "_SLICE", size)
        assert list(chain.from_iterable(TextHits(query).slices(text))) == whole
        for start, end in ((0, len(text)), (size, 2 * size), (len(text), len(text))):
            wanted = [hit for hit in whole if hit.start < end and hit.end > start]
            assert TextHits(query).between(text, start, end) == wanted


@given(st.text(st.sampled_from("aábB ,.-"), max_size=60))
def test_a_word_is_found_where_a_plain_search_of_folded_words_finds_it(text: str) -> None:
    found = [(span.start, span.end) for span in spans("ab", text)]
    assert found == list(_plainly("ab", text))


def _plainly(word: str, text: str) -> list[tuple[int, int]]:
    """Find a word by taking the text apart."""
    found, start = [], 0
    for at, character in enumerate(f"{text} "):
        if not character.isalnum():
            if _folded(text[start:at]) == word:
                found.append((start, at))
            start = at + 1
    return found


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def test_a_word_of_a_megabyte_is_no_trouble() -> None:
    text = "x" * 1_000_000 + " bridge"
    assert hits("bridge", text) == ["bridge"]
