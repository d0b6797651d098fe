"""A store of any size, made by copying one article's database: quickly, and as we write it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.builders import edit
from tests.formats.builders import stance
from tests.screens.desk import put_into
from tui.formats.tokens import plain_tokens
from tui.model.analysis import Analysis, Entity
from tui.model.anchor import context
from tui.model.annotation import Annotation, Detected, Excerpt, SpeakerExcerpt
from tui.model.article import Article, text_sha256
from tui.model.span import Span
from tui.store.annotations import AnnotationStore

ANNOTATOR = "ada"
PER_ARTICLE = 10
_QUOTE = "“This is a necessary investment in our alliances, and we will stand by it,”"
_REST = (
    " a DSCA spokesperson said in answer to a question of the State Department’s own reporters. "
    "Nobody else who was asked about the deal wanted to say anything in the days before.\n"
)
_PATTERN = "article-pattern"
"""As long as an article's id, so that no offset changes."""


class BigStore(NamedTuple):
    """A store and its articles, which are read when they are asked for."""

    folder: Path
    articles: Path
    annotations: Path
    size: int

    @classmethod
    def at(cls, folder: Path, size: int) -> BigStore:
        return cls(folder, folder / "articles", folder / "annotations", size)

    def ids(self) -> Iterator[tuple[str, str]]:
        for number in range(self.size):
            yield _name(number), ""

    def number_of(self, article_id: str) -> int | None:
        return int(article_id.removeprefix("article"))

    def article(self, number: int) -> Article:
        path = self.articles / f"{_name(number)}.txt"
        return Article(path.stem, path.read_bytes().decode("utf-8"), "A title", str(path))


def big_store(folder: Path, count: int) -> BigStore:
    """Write `count` articles of `PER_ARTICLE` decisions each below `folder`."""
    made = BigStore.at(folder, count)
    made.articles.mkdir(parents=True)
    text = _text(_PATTERN)
    database = AnnotationStore(folder / "pattern").open(ANNOTATOR, _PATTERN)
    database.append([edit(f"of-{one.id}", after=one) for one in _annotations(text)])
    pattern = database.path.read_bytes()
    into = made.annotations / ANNOTATOR
    into.mkdir(parents=True)
    sha256 = text_sha256(text).encode()
    for number in range(count):
        name = _name(number)
        own = _text(name)
        data = pattern.replace(_PATTERN.encode(), name.encode())
        data = data.replace(sha256, text_sha256(own).encode())
        (made.articles / f"{name}.txt").write_bytes(own.encode())
        (into / f"{name}.json").write_bytes(data)
    # What the filling left to be written must not be written by what is measured.
    os.sync()
    return made


def analysed(store: BigStore, env: Mapping[str, str]) -> None:
    """Put into the cache what a model would find in the articles: of all only words and lines."""
    found = {}
    for number in range(store.size):
        text = store.article(number).text
        lines = tuple(Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text))
        names = tuple(
            Entity(Span(*match.span()), "ORG") for match in re.finditer("State Department", text)
        )
        found[text] = Analysis(lines, plain_tokens(text), names, ())
    put_into(Path(env["PULLQUOTE_CACHE"]) / "analyses.sqlite", found)


def _name(number: int) -> str:
    return f"article{number:08}"


def _text(name: str) -> str:
    return f"Of {name}.\n" + PER_ARTICLE * (_QUOTE + _REST)


def _annotations(text: str) -> Iterator[Annotation]:
    at = 0
    for number in range(PER_ARTICLE):
        content = _excerpt(text, _QUOTE, at)
        after = content.span.end
        speaker = SpeakerExcerpt(_excerpt(text, "a DSCA spokesperson", after), "DSCA spokesperson")
        prefix, suffix = context(text, content.span)
        yield Annotation(
            id=f"{_PATTERN}-{number:02}",
            article=_PATTERN,
            article_sha256=text_sha256(text),
            content=content,
            prefix=prefix,
            suffix=suffix,
            kind="direct",
            origin="auto",
            annotator=ANNOTATOR,
            created="2025-01-02T03:04:05.678Z",
            updated="2025-01-02T03:04:06.789Z",
            cue=_excerpt(text, "said", after),
            speaker=speaker,
            decision="labelled",
            labels=(stance(text, "the deal"),),
            detected=Detected(content.span, speaker=speaker),
            confidence=0.75,
            detector="rules-1",
            seconds=3.25,
        )
        at = after


def _excerpt(text: str, part: str, at: int) -> Excerpt:
    start = text.index(part, at)
    return Excerpt(Span(start, start + len(part)), part)
