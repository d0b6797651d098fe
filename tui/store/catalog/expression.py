"""Queries as SQLite's FTS5 has them: nothing that was typed is ever taken for a sign of its own."""

from __future__ import annotations

from collections.abc import Iterable

from tui.model.full_text import FullTextQuery, Term

TOKENS = "unicode61 remove_diacritics 2"
"""How words are told from a text: letters and digits, in any case, with any accents or none."""


def expression(query: FullTextQuery) -> str:
    """Return what finds the articles."""
    wanted = " AND ".join(f"({_either(group)})" for group in query.all_of)
    return f"({wanted}) NOT ({_either(query.none_of)})" if query.none_of else wanted


def text_expression(query: FullTextQuery) -> str:
    """Return what finds the hits in a text; empty when all of it is looked for in titles."""
    return _either(query.in_text)


def _either(terms: Iterable[Term]) -> str:
    return " OR ".join(map(_term, terms))


def _term(term: Term) -> str:
    words = term.words.replace('"', " ")
    column = "title : " if term.in_title else ""
    return f'{column}"{words}"{" *" if term.is_begun else ""}'
