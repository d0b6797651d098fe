"""Which article a record of another tool is about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Protocol

from tui.formats.articles.title import cleaned, first_sentence
from tui.formats.found import Whose
from tui.formats.problem import encodable, id_problem
from tui.model.article import Article, text_sha256


class Articles(Protocol):
    """The articles there are."""

    def ids(self) -> Iterator[tuple[str, str]]:
        """Yield the id of each, and the SHA-256 of its text."""

    def articles(self) -> Iterator[Article]:
        """Read all."""

    def find(self, article_id: str) -> Article | None:
        """Read the one with this id; None when there is none."""


class UnmatchedError(Exception):
    """There is no article that a record can be about; the text says why."""


class Matching:
    """Finds articles by their texts' hashes, by their ids, and by what they contain.

    Args:
        articles: The articles there are.
        stem: What ids of new articles begin with, where a file has none.

    Attributes:
        new: The texts that came along and that no article has, by their hashes.
    """

    def __init__(self, articles: Articles, stem: str) -> None:
        self.new: dict[str, Article] = {}
        self._new_ids: set[str] = set()
        self._articles = articles
        self._stem = stem
        self._by_hash: dict[str, str] | None = None
        self._by_content: dict[str, str] | None = None
        self._last: tuple[Whose, Article] | None = None

    def article_of(self, whose: Whose) -> Article:
        """Return the article that a record is about; one that came along is among `new` then.

        Raises:
            UnmatchedError: There is none.
        """
        # Records of one text mostly come one after the other.
        if self._last is None or self._last[0] != whose:
            self._last = whose, self._found(whose)
        return self._last[1]

    def _found(self, whose: Whose) -> Article:
        text = whose.text
        digest = whose.sha256
        if text is not None:
            if not text or text.isspace() or not encodable(text):
                raise UnmatchedError("its text is empty" if encodable(text) else "no valid Unicode")
            digest = text_sha256(text)
        if digest and (article := self._with_hash(digest, whose.id)):
            return article
        named = self._articles.find(whose.id) if whose.id else None
        if named and (text is None or _folded(named.text) == _folded(text)):
            return named
        if text is not None and (article := self._with_content(text)):
            return article
        if named:
            return named
        if text is None:
            what = f"id {whose.id!r}" if whose.id else f"a text of the hash {digest}"
            raise UnmatchedError(f"no article has the {what}")
        return self._added(whose, text)

    def _with_hash(self, digest: str, article_id: str | None) -> Article | None:
        if digest in self.new:
            return self.new[digest]
        if article_id and (named := self._articles.find(article_id)) and named.sha256 == digest:
            return named  # of several with one text
        if self._by_hash is None:
            self._by_hash = {}
            for known, its_digest in self._articles.ids():
                self._by_hash.setdefault(its_digest, known)
        known_id = self._by_hash.get(digest)
        return self._articles.find(known_id) if known_id is not None else None

    def _with_content(self, text: str) -> Article | None:
        """Return the article with the same words, whatever white space is between them."""
        if self._by_content is None:
            self._by_content = {}
            for article in self._articles.articles():
                self._by_content.setdefault(_folded(article.text), article.id)
        known = self._by_content.get(_folded(text))
        return self._articles.find(known) if known is not None else None

    def _added(self, whose: Whose, text: str) -> Article:
        digest = text_sha256(text)
        article_id = whose.id or ""
        taken = self._new_ids
        if id_problem(article_id) or article_id in taken or self._articles.find(article_id):
            article_id = f"{self._stem}-{digest[:12]}"
        title = cleaned(whose.title) or first_sentence(text)
        new = Article(article_id, text, title, date=whose.date, source=whose.source, url=whose.url)
        self.new[digest] = new
        self._new_ids.add(new.id)
        return new


def _folded(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()
