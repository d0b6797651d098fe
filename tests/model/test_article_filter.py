"""What is typed to filter a list of articles."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.builders import any_text
from tui.model.article_filter import ArticleFilter


@pytest.mark.parametrize(
    ("typed", "words", "fields"),
    [
        ("", [], []),
        ("  BRIDGE council ", ["bridge", "council"], []),
        ('"the bridge" x', ["the bridge", "x"], []),
        ("source:Globe x", ["x"], [("source", "globe")]),
        ('source:"Boston Globe"', [], [("source", "boston globe")]),
        ('source:"boston', [], [("source", "boston")]),
        ("source: has:", [], []),
        ("re:bridge", ["re:bridge"], []),
        ("re: bridge", ["re:", "bridge"], []),
    ],
)
def test_terms(typed: str, words: list[str], fields: list[tuple[str, str]]) -> None:
    found = ArticleFilter(typed)
    assert (found.words, found.fields) == (words, fields)


@given(any_text)
def test_anything_can_be_typed(typed: str) -> None:
    ArticleFilter(typed)


def test_an_empty_filter_says_so() -> None:
    assert ArticleFilter("  ").is_empty
    assert ArticleFilter("source:").is_empty
    assert not ArticleFilter("x").is_empty
