"""How far an annotator is with an article."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tui.model.analysis import Quote
from tui.model.annotation import Annotation
from tui.model.worklist import Shown, worklist


class Progress(NamedTuple):
    """How far an annotator is with an article.

    Attributes:
        quotes: How many there are; None while the article is not analysed.
        decided: How many are decided.
        unsure: How many of those are marked for later.
        problem: Why it is not known, or an empty string.
        labels: The names of the labels that were given, sorted.
        suggested: How many are open, and an imported file says how to decide on them.
        suggestions: What is suggested for those: labels, or a decision without one, sorted.
    """

    quotes: int | None
    decided: int = 0
    unsure: int = 0
    problem: str = ""
    labels: tuple[str, ...] = ()
    suggested: int = 0
    suggestions: tuple[str, ...] = ()

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


def progress_of(
    annotations: Sequence[Annotation],
    quotes: Sequence[Quote] | None,
    *,
    shown: Shown,
    length: int = sys.maxsize,
) -> Progress:
    """Count how far the author of `annotations` is, as the reader counts it.

    Args:
        annotations: Those that stand in the article as it is now, without orphans.
        quotes: What the analysis found; None without one.
        shown: Which of the quotes the reader shows.
        length: Of the text, in code points: what reaches beyond it is not counted.
    """
    items = worklist(quotes or (), annotations, length=length, shown=shown)
    decisions = Counter(a.decision for a in annotations if a.decision)
    return Progress(
        quotes=None if quotes is None else len(items),
        decided=decisions.total(),
        unsure=decisions["unsure"],
        labels=tuple(sorted({label.name for a in annotations for label in a.labels})),
        suggested=sum(one.is_suggested for one in annotations),
        suggestions=tuple(sorted({name for a in annotations for name in a.suggested_names})),
    )
