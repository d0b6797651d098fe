"""What is looked for: words and signs as people type them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.model.full_text import Field, FullTextQuery, Term, full_text_query, left_open
from tui.store.catalog.expression import TOKENS, expression, text_expression


def groups(typed: str) -> list[list[str]]:
    """The words that are looked for, `*` after what may go on, `title:` where it is to stand."""
    return [[written(term) for term in group] for group in full_text_query(typed).all_of]


def written(term: Term) -> str:
    return f"{'title:' * term.in_title}{term.words}{'*' * term.is_begun}"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("trade deal", [["trade"], ["deal"]]),
        ('"trade deal" now', [["trade deal"], ["now"]]),
        ("“trade deal”", [["trade deal"]]),
        ('"trade de', [["trade de"]]),
        ('"trade de"*', [["trade de*"]]),
        ("sanction*", [["sanction*"]]),
        ("tariff OR duty tax", [["tariff", "duty"], ["tax"]]),
        ("tariff OR duty OR tax", [["tariff", "duty", "tax"]]),
        ("tariff AND duty", [["tariff"], ["duty"]]),
        ("tariff or duty", [["tariff"], ["or"], ["duty"]]),
        ("OR tariff OR", [["tariff"]]),
        ("title:treasury bonds", [["title:treasury"], ["bonds"]]),
        ('TITLE:"the treasury"', [["title:the treasury"]]),
        ("title: bonds", [["bonds"]]),
        ("https://example.org", [["https://example.org"]]),
        ("it's", [["it's"]]),
        ("U.S. & Japan —", [["U.S."], ["Japan"]]),
        ("well-known", [["well-known"]]),
        ("", []),
        ("… —", []),
    ],
)
def test_words_and_signs(typed: str, found: list[list[str]]) -> None:
    assert groups(typed) == found
    assert not full_text_query(typed).problem


def test_what_leaves_articles_out() -> None:
    query = full_text_query('deal -trade NOT "a tariff" -title:tax source:Globe -date:2024')
    assert [written(term) for term in query.none_of] == ["trade", "a tariff", "title:tax"]
    assert query.fields == (Field("source", "globe"), Field("date", "2024", is_excluded=True))
    assert [written(term) for term in query.in_text] == ["deal"]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("-deal", "add a word"),
        ("source:globe", "add a word"),
        ("a*", "a* is too short"),
        ('"in a"*', "a* is too short"),
        ("deal OR -tax", "OR stands between"),
        ("x" * 3000, "too long"),
        ("word " * 60, "too many words"),
    ],
)
def test_what_cannot_be_looked_for_is_said(typed: str, problem: str) -> None:
    query = full_text_query(typed)
    assert problem in query.problem
    assert not query.all_of


@pytest.mark.parametrize(
    ("typed", "open_"),
    [
        ("sanct", "sanct*"),
        ("trade sanct", "trade sanct*"),
        ("-sanct", "-sanct*"),
        ("title:trea", "title:trea*"),
        ("sanct ", "sanct "),
        ("sanct*", "sanct*"),
        ("sanct.", "sanct."),
        ("in", "in"),
        ('"trade sanct', '"trade sanct'),
        ("source:glo", "source:glo"),
        ("tariff AND", "tariff AND"),
        ("", ""),
        ("x" * 3000, "x" * 3000),
    ],
)
def test_the_last_word_may_be_a_beginning(typed: str, open_: str) -> None:
    assert left_open(typed) == open_


_TYPED = st.text(
    st.sampled_from("ab \"*-:()^{}+,.OR“”'’\0é中 \n_") | st.characters(exclude_categories=()),
    max_size=40,
) | st.lists(
    st.sampled_from(
        ["OR", "AND", "NOT", "NEAR(", "title:", "source:", '"', "-", "*", "a b", "text:", "{title}"]
    ),
    max_size=12,
).map(" ".join)


@given(_TYPED)
@example('"')
@example('title:"')
@example("a OR -b")
@example("\ud800x")
def test_whatever_is_typed_is_looked_for_or_refused_with_one_message(typed: str) -> None:
    for words in (typed, left_open(typed)):
        query = full_text_query(words)
        assert not (query.problem and query.all_of)
        assert "\n" not in query.problem
        if query.all_of:
            searches(query)


def searches(query: FullTextQuery) -> None:
    """Let SQLite itself have it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(title, text, tokenize='{TOKENS}')")
        connection.execute("INSERT INTO t VALUES ('a b', 'a b ab é')")
        connection.execute("SELECT 1 FROM t WHERE t MATCH ?", (expression(query),)).fetchall()
        if of_text := text_expression(query):
            connection.execute("SELECT 1 FROM t WHERE t MATCH ?", (of_text,)).fetchall()
