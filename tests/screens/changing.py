"""Decisions on what an article was before it changed."""

from __future__ import annotations

from tests.screens.desk import Desk
from tests.screens.hand_made import TEXT
from tui.model.article import Article
from tui.model.label import Label
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.span import Span
from tui.services.rulebook import Rulebook
from tui.services.session import Session

SAME, WAS, LOST = "the sum would double", "a gift to all New York", "Nothing else was decided"
"""Quotes of then: one that only moved, one that has other words now, and one that is gone."""
NOW = "a gift to New York"


def decide_before_the_change(desk: Desk, name: str, text: str = TEXT) -> None:
    """Decide on three quotes in what `text` was before, as an earlier run would have."""
    before = f"An older first line.\n{text.replace(NOW, WAS)}\n{LOST} in that week.\n"
    store = desk.store
    session = Session(
        Article(name, before, name),
        "ada",
        DEFAULT_SCHEME,
        store.open("ada", name),
        Rulebook(store.open_corpus("ada")),
    )
    for words in (SAME, WAS, LOST):
        start = before.index(words)
        item = session.mark(Span(start, start + len(words)))
        if words == LOST:
            item = session.add_label(item, Label("claim", (("check_worthiness", "CFS"),)))
            session.set_note(item, "look here again")
        else:
            session.decide(item, "neither")
    session.save()
