"""The articles that formats are tried on are what an export would give them."""

from __future__ import annotations

from tests.formats.exchange.hard import excerpts_of, hard
from tui.formats.registry import format_called, format_names


def test_the_hard_articles_are_true_to_their_texts() -> None:
    for one in hard():
        for annotation in one.annotations:
            for span, text in excerpts_of(annotation):
                assert span.of(one.article.text) == text


def test_our_own_format_comes_first() -> None:
    assert format_names()[0] == "native"
    assert [format_called(name).name for name in format_names()] == format_names()
