"""The articles at some paths, as a command reads them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tui.formats.articles.found import ArticleFile, ArticleReader, Found
from tui.formats.problem import Problem
from tui.model.article import Article
from tui.services.corpus import Corpus
from tui.settings import Reading


class Contents(NamedTuple):
    """What is at some paths: the articles, and what could not be read."""

    articles: Sequence[Article]
    problems: Sequence[Problem]


def read_at(
    reader: ArticleReader, path: ArticleFile, where: str, reading: Reading
) -> Found | Problem | None:
    """Read again what is at a place in a file, as `Found` tells it."""
    return next(iter(reader.read(path, reading, where)), None)


def contents_of(*paths: Path, reading: Reading | None = None) -> Contents:
    """Read all articles at `paths`, each as it is by its number, too."""
    with (
        TemporaryDirectory() as catalogs,
        closing(Corpus(paths, Path(catalogs), reading=reading or Reading())) as corpus,
    ):
        corpus.update()
        articles = list(corpus.articles())
        # From the last to the first: the other way round than before.
        assert [corpus.article(number) for number in reversed(corpus.order)] == articles[::-1]
        return Contents(articles, corpus.problems)
