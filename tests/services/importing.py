"""Records as a reader yields them, and what comes of bringing them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.formats.builders import TEXT, article
from tui.formats.fields import Field
from tui.formats.format import Format
from tui.formats.found import Bad, Found, FoundEntity, FoundLabel, FoundQuote, Piece, Whose
from tui.model.analysis import Analysis
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.scheme import DEFAULT_SCHEME, Scheme
from tui.services.importing.importing import Progress, RejectedError, Wanted, import_records
from tui.services.importing.making import Maker
from tui.services.importing.outcome import Verified
from tui.services.rulebook import Rulebook
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

NOW = "2026-02-03T04:05:06.789Z"
ONE = article("one")
CLAIM = FoundLabel("claim", (("check_worthiness", "CFS"),))
POLARITY = (("polarity", "FAVOR"),)
PIECES = ("The deal  is fair,", "We\nwill see,")


class Corpus:
    """Articles that are given."""

    def __init__(self, *articles: Article) -> None:
        self.given = articles

    def ids(self) -> Iterator[tuple[str, str]]:
        return ((one.id, one.sha256) for one in self.given)

    def articles(self) -> Iterator[Article]:
        return iter(self.given)

    def find(self, article_id: str) -> Article | None:
        return next((one for one in self.given if one.id == article_id), None)


def piece(part: str, text: str = TEXT, by: int = 0, *, told: bool = True) -> Piece:
    """Return where a part of a text is, `by` characters off."""
    start = text.index(part) + by
    return Piece(start, start + len(part), part if told else None)


def quote(part: str = "The deal  is fair,", **changes: Any) -> FoundQuote:
    """Return a quote of the article that is a claim."""
    plain = FoundQuote((piece(part),), "labelled", (CLAIM,), cue=piece("said"), annotator="bob")
    return replace(plain, **changes)


def found(*quotes: FoundQuote, line: int = 1, **changes: Any) -> Found:
    """Return a record about the article."""
    raw = f"record {line}\n".encode()
    return replace(Found("in.jsonl", line, raw, Whose(id="one"), quotes), **changes)


def entity(part: str, label: str) -> FoundEntity:
    return FoundEntity(piece(part), label)


class Importing:
    """Brings records into a store.

    Args:
        folder: Where all is.
        articles: What there is to read.
        scheme: The labels.
    """

    def __init__(self, folder: Path, *articles: Article, scheme: Scheme = DEFAULT_SCHEME) -> None:
        self.folder = folder
        self.file = folder / "in.jsonl"
        self.texts = folder / "articles" / "imported.jsonl"
        self.bad = folder / "bad.jsonl"
        self.store = AnnotationStore(folder / "annotations")
        self.now = NOW
        self.corpus = Corpus(*(articles or (ONE,)))
        self.scheme = scheme

    def __call__(
        self,
        *records: Found | Bad,
        annotator: str = "",
        suggests: bool = False,
        mends: bool = False,
        skips: bool = False,
        dry_run: bool = False,
        carries: frozenset[Field] = frozenset(),
    ) -> Verified:
        form = Format(
            "given", "records that are given", "tests", "", ".x", "record", carries,
            read=lambda _, __: iter(records),
        )  # fmt: skip
        wanted = Wanted(mends, self.bad if skips else None, self.texts, dry_run)
        return self.take(form, annotator, wanted, suggests=suggests)

    def take(
        self,
        form: Format,
        annotator: str = "",
        wanted: Wanted = Wanted(),  # noqa: B008 - it cannot be changed
        *,
        suggests: bool = False,
    ) -> Verified:
        """Bring in what a format's reader finds in `file`."""
        maker = Maker(annotator, self.now, "in.jsonl", self.scheme, suggests)
        progress = Progress(lambda _: None, lambda _: None)
        return import_records(self.file, form, self.corpus, self.store, maker, wanted, progress)

    @property
    def files(self) -> list[Path]:
        """All that was written."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file())


def of(importing: Importing, name: str = "bob") -> list[Annotation]:
    """Return what somebody has on the article."""
    return list(importing.store.read_annotations(name, "one"))


def problem_of(importing: Importing, *records: object, **how: Any) -> str:
    """Bring in records that are refused; return what is said of the first that is wrong."""
    with pytest.raises(RejectedError) as caught:
        importing(*records, **how)  # type: ignore[arg-type]
    assert importing.files == [], "nothing is there"
    return str(caught.value.verified.problems[0])


def session_of(importing: Importing, name: str) -> Session:
    """Return what somebody has open in the reader."""
    store = importing.store
    rules = Rulebook(store.open_corpus(name))
    session = Session(ONE, name, DEFAULT_SCHEME, store.open(name, ONE.id), rules)
    session.set_analysis(Analysis())
    return session
