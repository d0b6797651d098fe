"""Whether what an annotator made was made on the text as it is now."""

from __future__ import annotations

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.entity_mark import EntityMark
from tui.model.fragments import are_pieces


def stands(article: Article, annotation: Annotation) -> bool:
    """Tell whether the annotation was made on the article's text as it is now, and proves it."""
    is_same = annotation.article_sha256 == article.sha256
    if not is_same or annotation.span.of(article.text) != annotation.content.text:
        return False
    pieces = annotation.fragments
    if not pieces:
        return True
    is_proved = all(one.span.of(article.text) == one.text for one in pieces)
    return is_proved and are_pieces([one.span for one in pieces], annotation.span)


def mark_stands(article: Article, mark: EntityMark) -> bool:
    """Tell whether a correction was made on the article's text as it is now, and proves it."""
    is_same = mark.article_sha256 == article.sha256
    return is_same and mark.span.of(article.text) == mark.content.text
