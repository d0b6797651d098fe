"""Articles without files, for what takes them from a corpus."""

from __future__ import annotations

from collections.abc import Iterator

from tui.model.article import Article


class Given:
    """Articles that are given, and which of them were read."""

    def __init__(self, *articles: Article) -> None:
        self.articles = articles
        self.read: list[str] = []

    def number_of(self, article_id: str) -> int | None:
        ids = [article.id for article in self.articles]
        return ids.index(article_id) if article_id in ids else None

    def article(self, number: int) -> Article:
        self.read.append(self.articles[number].id)
        return self.articles[number]

    def ids(self) -> Iterator[tuple[str, str]]:
        return ((article.id, article.sha256) for article in self.articles)
