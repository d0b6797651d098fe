"""Out, in again, and out: what a format loses on the way, measured on what is hard."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tests.builders import edit
from tests.formats.builders import excerpt
from tests.formats.exchange.hard import hard
from tests.services.given import Given
from tests.services.importing import NOW, Corpus
from tui.formats.annotated import Annotated, in_order
from tui.formats.articles.title import cleaned
from tui.formats.fields import Field
from tui.formats.format import Format
from tui.formats.registry import formats
from tui.model.anchor import context
from tui.model.annotation import Annotation, Excerpt, Move, Suggested
from tui.model.article import Article
from tui.model.entity_mark import EntityMark
from tui.model.label import Label, Target
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.span import Span
from tui.services.exporting.export import export
from tui.services.exporting.folder import MANIFEST
from tui.services.exporting.gathering import Gathering
from tui.services.importing.importing import Progress, Wanted, import_records
from tui.services.importing.making import Maker
from tui.store.annotations import AnnotationStore

OTHERS = "somebody"
"""Whose annotations come in where a format does not say whose they are."""
NOT_MEASURED = {Field.HASH}
_CLAIM = Label("claim", (("check_worthiness", "UFS"),))


def harder() -> list[Annotated]:
    """Return what is hard, with something in every field of the record that is not its default."""
    return [
        replace(
            one,
            # As all readers of articles give titles.
            article=replace(one.article, title=cleaned(one.article.title)),
            annotations=in_order(
                more for found in one.annotations for more in (_with_more(found), *_twin(found))
            ),
        )
        for one in hard()
    ]


def _twin(found: Annotation) -> Iterator[Annotation]:
    """Yield what somebody else decided on the same quote."""
    if found.id in {"id-5", "id-9"}:
        yield replace(
            found, id=f"{found.id}-too", annotator="eve", decision="neither", labels=(), note=""
        )


def _with_more(found: Annotation) -> Annotation:
    if found.id == "id-11":
        was = Excerpt(Span(3, 11), "it works")
        suggested = Suggested("bob in a.jsonl", "labelled", (_CLAIM,))
        return replace(found, moved=Move("0" * 64, was, ("cue",)), suggested=suggested)
    if found.id == "id-10":
        return replace(found, kind="mixed", origin="edited", seconds=0.0, note="so",
                       updated="2025-02-03T04:05:06.75Z")  # fmt: skip
    return found


def both_ways() -> list[Format]:
    """Return the formats that go out and come in."""
    return [one for one in formats() if one.read and (one.write or one.write_folder)]


class Store(NamedTuple):
    """A store of annotations with the articles they are on."""

    annotations: AnnotationStore
    articles: Mapping[str, Article]

    def written(self, form: Format, path: Path) -> dict[str, bytes]:
        """Export all; returns the files, but for the one that tells what was lost at first."""
        gathering = Gathering(Given(*self.articles.values()), self.annotations, DEFAULT_SCHEME)
        export(gathering, form, output=path, stream=io.BytesIO(), give=given_material)
        if path.is_file():
            return {"": path.read_bytes()}
        files = (one for one in path.rglob("*") if one.is_file() and one.name != MANIFEST)
        return {str(one.relative_to(path)): one.read_bytes() for one in files}

    def corrected(self) -> list[EntityMark]:
        """Return all corrected entities."""
        return [
            mark
            for name in self.annotations.annotators()
            for article in self.articles
            for mark in self.annotations.read_entities(name, article).entities
        ]

    def kept(self) -> list[Annotation]:
        """Return all annotations."""
        names = self.annotations.annotators()
        return [
            one
            for name in names
            for article in self.articles
            for one in self.annotations.read_annotations(name, article)
        ]


def given_material(articles: Iterable[Annotated]) -> Iterator[Annotated]:
    """Give articles what a model would find, by their texts."""
    known = {one.article.text: one for one in hard()}
    for one in articles:
        found = known[one.article.text]
        yield replace(one, tokens=found.tokens, sentences=found.sentences, entities=found.entities)


def store_of(folder: Path, found: Iterable[Annotated]) -> Store:
    """Keep annotations as they are."""
    store = AnnotationStore(folder)
    articles = {}
    for one in found:
        articles[one.article.id] = one.article
        for number, annotation in enumerate(one.annotations):
            made = edit(f"{one.article.id}-{number}", after=annotation)
            store.open(annotation.annotator, one.article.id).append([made])
        if "Senate" in one.article.text:
            made = edit("e-mark", after=_corrected(one.article), action="entity-add")
            store.open("ada", one.article.id).append([made])
    return Store(store, articles)


def _corrected(article: Article) -> EntityMark:
    content = excerpt(article.text, "Monday")
    prefix, suffix = context(article.text, content.span)
    return EntityMark(
        "id-mark", article.id, article.sha256, content, prefix, suffix, "DATE", None, "manual",
        "ada", NOW, NOW,
    )  # fmt: skip


def brought_in(form: Format, path: Path, store: Store, folder: Path) -> Store:
    """Bring in what was written; with no articles there, where the texts come along."""
    comes_along = Field.TEXT in form.carries
    there = [] if comes_along else list(store.articles.values())
    texts = folder / "articles" / "texts.jsonl"
    name = "" if Field.ANNOTATOR in form.carries else OTHERS
    into = AnnotationStore(folder / "annotations")
    import_records(
        path,
        form,
        Corpus(*there),
        into,
        Maker(name, NOW, path.name, DEFAULT_SCHEME),
        Wanted(texts=texts),
        Progress(lambda _: None, lambda _: None),
    )
    return Store(into, _articles(texts) if comes_along else store.articles)


def _articles(file: Path) -> dict[str, Article]:
    from tui.services.corpus import Corpus as Real

    with tempfile.TemporaryDirectory() as cache:
        corpus = Real([file], Path(cache))
        corpus.update()
        found = {one.id: one for one in corpus.articles()}
        corpus.close()
    return found


def measured(form: Format, folder: Path) -> frozenset[Field]:
    """Return what is lost on the way out and in; what is not measured is as the format says.

    A hash is how a text is found.
    """
    store = store_of(folder / "store", harder())
    path = folder / f"first{form.ending}"
    store.written(form, path)
    back = brought_in(form, path, store, folder / "back")
    return lost(form, store, back) - NOT_MEASURED | form.loses & NOT_MEASURED


def lost(form: Format, store: Store, back: Store) -> frozenset[Field]:
    """Return which fields are not as they were."""
    places = {_place(one, store): one for one in store.kept()}
    found = {_place(one, back): one for one in back.kept()}
    gone = {
        field
        for field, value in _VALUES.items()
        if any(
            _value(value, found.get(place)) != _value(value, one)
            for place, one in places.items()
            # What was decided without a label, and is not there, is lost as just that.
            if place in found or field in _decided_by(one)
        )
    }
    if store.corrected() != back.corrected():
        gone.add(Field.ENTITIES)
    if Field.TEXT in form.carries:
        gone |= _lost_of_articles(store, back)
    else:
        gone |= {Field.TEXT, Field.SOURCE}
    return frozenset(gone)


def _lost_of_articles(store: Store, back: Store) -> set[Field]:
    texts = {one.text: one for one in back.articles.values()}
    gone = set()
    for one in store.articles.values():
        there = texts[one.text]
        if there.id != one.id:
            gone.add(Field.ARTICLE)
        told = (there.title, there.date, there.source, there.url)
        if told != (one.title, one.date, one.source, one.url):
            gone.add(Field.SOURCE)
    return gone


def _place(one: Annotation, store: Store) -> tuple[object, ...]:
    """Return what tells an annotation from all others, whatever a format leaves of it."""
    return (store.articles[one.article].text, one.annotator, one.span)


def _value(value: Callable[[Annotation], object], one: Annotation | None) -> object:
    return None if one is None else value(one)


def _decided_by(one: Annotation) -> set[Field]:
    return {
        "neither": {Field.NEITHER},
        "unsure": {Field.UNSURE},
    }.get(str(one.decision), {Field.LABELS})


def _values(one: Annotation) -> list[tuple[str, object]]:
    """Return the attributes of all labels, a target by its words only."""
    return [
        (name, value.text if isinstance(value, Target) else value)
        for label in one.labels
        for name, value in label.values
    ]


_VALUES: Mapping[Field, Callable[[Annotation], object]] = {
    Field.ID: lambda a: a.id,
    Field.FRAGMENTS: lambda a: a.fragments,
    Field.KIND: lambda a: a.kind,
    Field.ATTITUDE: lambda a: a.attitude,
    Field.CUE: lambda a: a.cue,
    Field.SPEAKER: lambda a: a.speaker and a.speaker.mention,
    Field.NAME: lambda a: a.speaker and a.speaker.name,
    Field.LABELS: lambda a: sorted(label.name for label in a.labels),
    Field.ATTRIBUTES: lambda a: sorted(map(str, _values(a))),
    Field.TARGET_PLACE: lambda a: sorted(
        str(v.span) for label in a.labels for _, v in label.values if isinstance(v, Target)
    ),
    Field.NEITHER: lambda a: a.decision == "neither",
    Field.UNSURE: lambda a: a.decision == "unsure",
    Field.NOTE: lambda a: a.note,
    Field.ORIGIN: lambda a: a.origin,
    Field.DETECTED: lambda a: a.detected,
    Field.CONFIDENCE: lambda a: a.confidence,
    Field.DETECTOR: lambda a: a.detector,
    Field.ANNOTATOR: lambda a: a.annotator,
    Field.CREATED: lambda a: a.created,
    Field.UPDATED: lambda a: a.updated,
    Field.SECONDS: lambda a: a.seconds,
    Field.MOVED: lambda a: a.moved,
    Field.SUGGESTED: lambda a: a.suggested,
}
