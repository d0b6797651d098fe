"""Which articles a filter lets pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import any_text
from tui.model.article_filter import ArticleFilter, Listed

BRIDGE = Listed(
    "Council votes on the bridge 2024/01", "The Boston Globe", "2024-01-31", "started",
    ("ada", "bob"), ("stance", "claim"), unsure=True,
)  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "", "  ", "bridge", "BRIDGE council", "2024/01", "source:globe", 'source:"boston globe"',
        'source:"boston', "date:2024-01", "state:started", "state:st", "annotator:ADA",
        "label:claim", "has:unsure", "has:", "source:", "bridge source:boston has:unsure",
    ],
)  # fmt: skip
def test_what_passes(typed: str) -> None:
    assert ArticleFilter(typed).fits(BRIDGE)


@pytest.mark.parametrize(
    "typed",
    [
        "tunnel", "bridge tunnel", "source:times", "date:2023", "state:new", "state:done",
        "annotator:eve", "label:promise", "has:note", "no:field", "globe",
    ],
)  # fmt: skip
def test_what_does_not_pass(typed: str) -> None:
    assert not ArticleFilter(typed).fits(BRIDGE)


def test_what_is_not_known_yet_does_not_pass() -> None:
    fresh = Listed("A title")
    assert ArticleFilter("title").fits(fresh)
    assert not any(ArticleFilter(f).fits(fresh) for f in ("state:new", "has:unsure", "label:x"))


def test_a_word_with_a_colon_that_is_no_field_is_a_word() -> None:
    assert ArticleFilter("re:bridge").fits(Listed("Re:bridge"))
    assert ArticleFilter("re: bridge").fits(Listed("Re: the bridge"))


@given(any_text, any_text)
def test_anything_can_be_typed(typed: str, words: str) -> None:
    ArticleFilter(typed).fits(Listed(words))


@given(st.text('ab: "', max_size=12), st.text('ab: "', max_size=12))
def test_more_terms_let_fewer_pass(one: str, other: str) -> None:
    one = one.replace('"', "")
    listed = Listed("ab a:b")
    if ArticleFilter(f"{one} {other}").fits(listed):
        assert ArticleFilter(one).fits(listed)


def test_an_empty_filter_says_so() -> None:
    assert ArticleFilter("  ").is_empty
    assert ArticleFilter("source:").is_empty
    assert not ArticleFilter("x").is_empty
