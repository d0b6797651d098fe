"""How far somebody is with an article: counted the same way wherever it is told."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.model.analysis import Quote
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.worklist import Shown, worklist
from tui.services.reanchor import reanchor


class Progress(NamedTuple):
    """How far an annotator is with an article.

    Attributes:
        quotes: How many there are; None while the article is not analysed.
        decided: How many are decided.
        unsure: How many of those are marked for later.
        problem: Why it is not known, or an empty string.
        labels: The names of the labels that were given, sorted.
        annotators: Who has decided on a quote of it, sorted, as far as it was asked for.
    """

    quotes: int | None
    decided: int = 0
    unsure: int = 0
    problem: str = ""
    labels: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """How the list calls it; "unsure" is all decided, and some of it for later."""
        if self.problem:
            return "unreadable"
        if self.quotes == 0:
            return "no quotes"
        if not self.decided:
            return "new"
        if self.quotes is None or self.decided < self.quotes:
            return "started"
        return "unsure" if self.unsure else "done"


class Found(NamedTuple):
    """Annotations as the reader will find them: moved along with a text that changed.

    Attributes:
        annotations: Those that stand in the text as it is now.
        moved: How many of these were made on another text.
        orphans: How many were not found again and are left out.
    """

    annotations: tuple[Annotation, ...]
    moved: int = 0
    orphans: int = 0


def found_again(article: Article, annotations: Iterable[Annotation]) -> Found:
    """Return the annotations as they stand in the article's text now."""
    annotations = tuple(annotations)
    found = reanchor(article, annotations)
    left = {m.before.id: m.after for m in found.moved} | {a.id: None for a in found.orphans}
    now = tuple(b for a in annotations if (b := left.get(a.id, a)) is not None)
    return Found(now, len(found.moved), len(found.orphans))


def progress_of(
    annotations: Sequence[Annotation], quotes: Sequence[Quote] | None, shown: Shown
) -> Progress:
    """Return how far somebody is with what is shown, as the reader will count it.

    Args:
        annotations: Theirs, all standing in the text; see `found_again`.
        quotes: The detector's; None while the article is not analysed.
        shown: Which of these are shown.
    """
    total = None
    if quotes is not None:
        # All of them stand in the text, so none is left out for reaching beyond it.
        total = len(worklist(quotes, annotations, length=sys.maxsize, shown=shown))
    decisions = Counter(one.decision for one in annotations if one.decision)
    return Progress(
        quotes=total,
        decided=decisions.total(),
        unsure=decisions["unsure"],
        labels=tuple(sorted({label.name for one in annotations for label in one.labels})),
    )
