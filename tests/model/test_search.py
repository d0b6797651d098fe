"""Finding words: what is a hit, and that hits found in slices are those of the whole text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model import search
from tui.model.search import Hits, Query, compiled, next_hit, regex_hits, slices
from tui.model.span import Span


def found(text: str, words: str) -> list[str]:
    return [hit.of(text) for part in slices(Query(words), text) for hit in part]


def matched(text: str, words: str) -> list[str]:
    return [hit.of(text) for hit in regex_hits(Query(words, is_regex=True), text)]


def test_small_letters_match_any_case_and_a_capital_makes_it_exact() -> None:
    text = "The deal. the DEAL. The Deal."
    assert found(text, "deal") == ["deal", "DEAL", "Deal"]
    assert found(text, "Deal") == ["Deal"]
    assert matched(text, r"\bd\w+") == ["deal", "DEAL", "Deal"]
    assert matched(text, r"\bD\w+") == ["DEAL", "Deal"]
    assert matched(text, r"\W+deal\S") == [" deal.", " DEAL.", " Deal."], "an escape is no capital"


def test_words_are_literal() -> None:
    assert found("a.c abc (x) [x]", "a.c") == ["a.c"]
    assert found("a.c abc (x) [x]", "(x") == ["(x"]
    assert found("a\\b", "a\\b") == ["a\\b"]


@pytest.mark.parametrize("white", [" ", "\n", "\r\n", "\n\n", " \t", "\u2028", "\xa0"])
def test_a_break_counts_as_a_space(white: str) -> None:
    text = f"the U.S.{white}State Department"
    assert found(text, "u.s. state") == [f"U.S.{white}State"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_wrap_is_one_space_to_a_regex_and_a_paragraph_has_ends(line_end: str) -> None:
    text = line_end.join(["He praised the", "deal and so on.", "", "They left in", "silence."])
    assert matched(text, "the deal") == [f"the{line_end}deal"]
    assert matched(text, r"^\w+") == ["He", "They"]
    assert matched(text, r"\w+\.$") == ["on.", "silence."]


def test_an_empty_match_is_no_hit() -> None:
    assert matched("baab", "a*") == ["aa"]
    assert next_hit(compiled(Query("a*", is_regex=True)), "baab", 0, 4) == Span(1, 3)
    assert next_hit(compiled(Query("x")), "baab", 0, 4) is None


@pytest.mark.parametrize("words", ["(", "a{2,1}", "[z-a]", "*", "(?P<x", "a{99999999999}", "\\"])
def test_a_wrong_regex_says_what_is_wrong(words: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        compiled(Query(words, is_regex=True))


def test_an_odd_regex_warns_nobody() -> None:
    assert matched("a[", "[[a]") == ["a", "["]


_words = st.text("ab “\n.", min_size=1, max_size=4)
_texts = st.text("abAB “\n\r.", max_size=200)


@given(_texts, _words)
def test_hits_in_slices_are_the_whole_texts(text: str, words: str) -> None:
    whole = [m.span() for m in compiled(Query(words)).finditer(text)]
    patch = pytest.MonkeyPatch()
    with patch.context() as patched:
        patched.setattr(search, "_SLICE", 7)
        assert [hit for part in slices(Query(words), text) for hit in part] == whole


@given(_texts, st.sampled_from(["a", "a+", "^b", r"b\s", ". .", "a$"]))
def test_a_regex_hit_is_a_part_of_the_text(text: str, words: str) -> None:
    hits = list(regex_hits(Query(words, is_regex=True), text))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert hits == sorted(hits)
    if words == "a":
        assert hits == [match.span() for match in re.finditer("a", text, re.IGNORECASE)]


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5))), st.integers(0, 60))
def test_hits_are_found_by_place(gaps: list[tuple[int, int]], at: int) -> None:
    spans, end = [], 0
    for gap, length in gaps:
        spans.append(Span(end + gap, end + gap + length))
        end += gap + length
    hits = Hits()
    hits.add(spans)
    assert [hits[number] for number in range(len(hits))] == spans
    assert hits.touching(at, at + 4) == [s for s in spans if s.overlaps(Span(at, at + 4))]
    assert hits.first_from(at) == sum(span.start < at for span in spans)
