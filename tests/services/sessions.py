"""An article with three quotes, and sessions on it in a real store."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from tui.model.analysis import Analysis, Entity, Quote, Speaker
from tui.model.article import Article
from tui.model.label import Label, Target
from tui.model.scheme import DEFAULT_SCHEME, Scheme
from tui.model.span import Span
from tui.model.worklist import Item
from tui.services.rulebook import Rulebook
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

TEXT = (
    "Ada met the board in Paris on Monday.\n"
    "She said: “The deal is fair.” Nobody spoke.\n"
    "“It will cost\na million,” Abe answered.\n"
    "“No.” That was all.\n"
)


def span_of(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


FAIR, COST, NO = span_of("The deal is fair."), span_of("It will cost\na million,"), span_of("No.")
ANALYSIS = Analysis(
    sentences=(
        span_of("Ada met the board in Paris on Monday."),
        span_of("She said: “The deal is fair.”"),
        span_of("Nobody spoke."),
        span_of("“It will cost\na million,” Abe answered."),
        span_of("“No.”"),
        span_of("That was all."),
    ),
    entities=(Entity(span_of("Ada"), "PERSON"), Entity(span_of("Paris"), "GPE")),
    quotes=(
        Quote(FAIR, "direct", span_of("said"), Speaker(span_of("She"), "Ada")),
        Quote(COST, "direct", span_of("answered"), Speaker(span_of("Abe"), "Abe")),
        Quote(NO, "direct"),
    ),
)
CHECKED = Label("claim", (("check_worthiness", "CFS"),))
UNIMPORTANT = Label("claim", (("check_worthiness", "UFS"),))


def stance(target: str | Target, polarity: str = "FAVOR") -> Label:
    value = Target(target) if isinstance(target, str) else target
    return Label("stance", (("target", value), ("polarity", polarity)))


def article(text: str = TEXT, article_id: str = "seed") -> Article:
    return Article(id=article_id, text=text, title="A seed")


def open_session(
    folder: Path,
    text: str = TEXT,
    *,
    annotator: str = "ada",
    analysis: Analysis = ANALYSIS,
    scheme: Scheme = DEFAULT_SCHEME,
    article_id: str = "seed",
) -> Session:
    """Open a session as a start of the program does; its clock ticks a second a question."""
    ticks = count()
    store = AnnotationStore(folder)

    def now() -> str:
        return f"2026-01-02T03:{next(ticks) // 60 % 60:02}:{next(ticks) % 60:02}Z"

    session = Session(
        article(text, article_id),
        annotator,
        scheme,
        store.open(annotator, article_id),
        Rulebook(store.open_corpus(annotator)),
        now=now,
    )
    session.set_analysis(analysis)
    return session


def item_at(session: Session, span: Span) -> Item:
    """Return the one item at `span`."""
    (item,) = (item for item in session.items if item.span == span)
    return item


def labels_at(session: Session, span: Span) -> tuple[Label, ...]:
    annotation = item_at(session, span).annotation
    return annotation.labels if annotation else ()


def state(session: Session) -> list[tuple[Span, str | None, tuple[Label, ...], str]]:
    """Return what a reader is shown of each quote, in order."""
    return [
        (item.span, a.decision, a.labels, a.note) if a else (item.span, None, (), "")
        for item in session.items
        for a in (item.annotation,)
    ]
