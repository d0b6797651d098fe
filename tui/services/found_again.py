"""Annotations as the reader will find them, for those who only count them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.services.reanchor import reanchor


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
