"""Records that were made on another text of their article, moved along as the reader does it."""

from __future__ import annotations

from pathlib import Path

from tui.model.article import Article
from tui.model.scheme import Scheme
from tui.services.rulebook import Rulebook
from tui.services.session import Session
from tui.store.annotations import AnnotationStore


def move_along(root: Path, annotator: str, article: Article, scheme: Scheme) -> int:
    """Find the records of an article again, log that and save it; return how many moved.

    What is not found, or in more than one place, stays as it is.

    Raises:
        PullquoteError: A database cannot be read, or not saved.
    """
    store = AnnotationStore(root)
    store.read_corpus(annotator)  # a broken one is not to be set aside by this
    rulebook = Rulebook(store.open_corpus(annotator))
    session = Session(article, annotator, scheme, store.open(annotator, article.id), rulebook)
    before = _standing(store, annotator, article)
    session.save()
    return _standing(store, annotator, article) - before


def _standing(store: AnnotationStore, annotator: str, article: Article) -> int:
    """Return how many records were made on the text as it is now, or have been moved along."""
    contents = store.read(annotator, article.id)
    hashes = [one.article_sha256 for one in contents.annotations]
    return [*hashes, *(mark.article_sha256 for mark in contents.entities)].count(article.sha256)
