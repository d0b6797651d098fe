"""A store to look through, and what is found in it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.builders import NOW, annotation, edit
from tui.model.article import Article
from tui.model.scheme import DEFAULT_SCHEME
from tui.services.check import Check, Finding
from tui.store.annotations import AnnotationStore


class KnownArticles:
    """Articles that are in memory."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}

    def find(self, article_id: str) -> Article | None:
        """Return an article; None when it is not among them."""
        return self._articles.get(article_id)


def filled(root: Path, article: str = "seed", count: int = 3, annotator: str = "ada") -> Path:
    """Make a database with some annotations; return its file."""
    database = AnnotationStore(root).open(annotator, article)
    made = [
        annotation(f"{article}-{n}", start=10 + n, article=article, annotator=annotator)
        for n in range(count)
    ]
    database.append([edit(f"e-{one.id}", after=one, annotator=annotator) for one in made])
    return database.path


def checked(root: Path, *, repair: bool = False, articles: list[Article] | None = None) -> Check:
    """Return a check that is done."""
    check = looking(root, repair=repair, articles=articles)
    list(check.run())
    return check


def looking(root: Path, *, repair: bool = False, articles: list[Article] | None = None) -> Check:
    known = None if articles is None else KnownArticles(articles)
    return Check(root, scheme=DEFAULT_SCHEME, articles=known, repair=repair, now=lambda: NOW)


def found(root: Path, *, articles: list[Article] | None = None) -> list[Finding]:
    return list(looking(root, articles=articles).run())


def reasons(root: Path, *, articles: list[Article] | None = None) -> str:
    """Return what is found, as lines of place and reason."""
    return "\n".join(
        f"{one.path.name}:{one.line}: {one.reason}" for one in found(root, articles=articles)
    )


def repaired(root: Path) -> None:
    """Mend a store, and see that nothing is wrong with it after that."""
    checked(root, repair=True)
    left = [one for one in found(root) if one.severity != "note"]
    assert not left


def ids(root: Path, article: str = "seed", annotator: str = "ada") -> set[str]:
    return {one.id for one in AnnotationStore(root).read(annotator, article).annotations}


def kept(path: Path) -> list[bytes]:
    """Return what was set aside beside a database."""
    return [one.read_bytes() for one in path.parent.glob(f"{path.stem}.broken-*")]
