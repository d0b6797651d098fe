"""Records against the articles that they were made on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from tui.errors import PullquoteError
from tui.formats.annotated import prove
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.entity_mark import EntityMark
from tui.model.printable import brief
from tui.model.scheme import Scheme
from tui.services.reanchor import reanchor, reanchor_marks
from tui.store.examine import Kept
from tui.store.fault import Fault

MOVES = "moves it along, and logs that"
"""What a repair does about a record that is found again."""


class Articles(Protocol):
    """The articles that there are."""

    def find(self, article_id: str) -> Article | None:
        """Return an article; None when it is not among them.

        Raises:
            PullquoteError: It was, and cannot be read any more.
        """


def without_article(kept: Iterable[Kept], scheme: Scheme) -> Iterator[Fault]:
    """Yield what can be said of records whose article is not at hand."""
    for line, _, made in kept:
        if isinstance(made, Annotation):
            for label in made.labels:
                for reason in scheme.problems(label):
                    yield Fault("warning", line, f"annotation {brief(made.id)}: {reason}")
            yield from _suggestion(made, line, scheme)


def against_article(article: Article, kept: Iterable[Kept], scheme: Scheme) -> Iterator[Fault]:
    """Yield the records that are not true to their article, or not to the scheme."""
    for line, _, made in kept:
        if isinstance(made, Annotation):
            yield from _annotation(article, made, line, scheme)
            yield from _suggestion(made, line, scheme)
        elif isinstance(made, EntityMark):
            yield from _mark(article, made, line)


def _annotation(article: Article, made: Annotation, line: int, scheme: Scheme) -> Iterator[Fault]:
    named = f"annotation {brief(made.id)}"
    if made.article_sha256 != article.sha256:
        moved = reanchor(article, (made,)).moved
        start, end = moved[0].after.span if moved else (0, 0)
        where = f"found again at {start}-{end}" if moved else "its words are not found again"
        reason = f"{named}: made on another text of its article; {where}"
        yield Fault("warning", line, reason, MOVES if moved else "")
        return
    try:
        prove(article, made, scheme)
    except PullquoteError as error:
        reason = error.message.partition(f"annotation {made.id}: ")[2]
        yield Fault("error", line, f"{named}: {reason or error.message}")


def _suggestion(made: Annotation, line: int, scheme: Scheme) -> Iterator[Fault]:
    """Yield why an open suggestion cannot be accepted; once decided, it does not matter."""
    if made.suggested is None or not made.is_suggested:
        return
    said = made.suggested
    for reason in scheme.decision_problems(said.decision, said.labels, name="what is suggested"):
        named = f"annotation {brief(made.id)}: it cannot be accepted as suggested"
        yield Fault("warning", line, f"{named}: {reason}")


def _mark(article: Article, made: EntityMark, line: int) -> Iterator[Fault]:
    named = f"entity {brief(made.id)}"
    text, (start, end) = article.text, made.span
    if made.article_sha256 != article.sha256:
        is_found = bool(reanchor_marks(article, (made,)))
        where = "found again" if is_found else "its words are not found again"
        reason = f"{named}: made on another text of its article; {where}"
        yield Fault("warning", line, reason, MOVES if is_found else "")
    elif made.span.of(text) != made.content.text:
        yield Fault("error", line, f"{named}: its text is not what stands at {start}-{end}")
    elif not text[:start].endswith(made.prefix) or not text.startswith(made.suffix, end):
        yield Fault("error", line, f"{named}: not what it says stands around it")
