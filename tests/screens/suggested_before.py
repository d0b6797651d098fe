"""Suggestions that an earlier import has put into the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tests.screens.desk import Desk
from tests.screens.hand_made import GIFT, HALF, OUTER, PUT_OFF, TEXT, span_of
from tui.model.analysis import Quote
from tui.model.annotation import Annotation, Suggested
from tui.model.article import Article
from tui.model.label import Label, Target
from tui.services.making import new_annotation, new_edit

NOW = "2026-01-02T03:04:05Z"
SOURCE = "bob in tasks.jsonl"
PLAN = Target("the plan", span_of("the plan"))
AGAINST = Label("stance", (("target", PLAN), ("polarity", "AGAINST")))
UNIMPORTANT = Label("claim", (("check_worthiness", "UFS"),))
# Of the seven quotes that are shown, the third, the fifth, the sixth and the seventh.
SUGGESTIONS: Mapping[Quote, Suggested] = {
    OUTER: Suggested(SOURCE, "labelled", (AGAINST, UNIMPORTANT)),
    GIFT: Suggested(SOURCE, "labelled", (AGAINST,)),
    HALF: Suggested(SOURCE, "neither"),
    PUT_OFF: Suggested(SOURCE, "unsure"),
}


def suggest_before(
    desk: Desk,
    name: str,
    text: str = TEXT,
    suggestions: Mapping[Quote, Suggested] = SUGGESTIONS,
    *,
    now: str = NOW,
) -> None:
    """Suggest how to decide on quotes of an article, as an import would that was run before."""
    article = Article(name, text, name)
    made = [suggestion(article, quote, said) for quote, said in suggestions.items()]
    imported(desk, name, made, now)


def suggestion(article: Article, quote: Quote, said: Suggested) -> Annotation:
    """Return an open annotation of ada's on a quote, with what is suggested for it."""
    made = new_annotation(article, quote, annotator="ada", origin="auto", now=NOW)
    return replace(made, suggested=said)


def imported(desk: Desk, name: str, made: Sequence[Annotation], now: str = NOW) -> None:
    """Put annotations into ada's database of an article, by one command."""
    edits = [new_edit("ada", now, "import", None, one, group="one") for one in made]
    desk.store.open("ada", name).append(edits)
