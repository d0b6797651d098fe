"""Annotations and corrected entities of what a record says, with all that proves them later."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tui.formats.found import Found, FoundLabel, FoundQuote, Piece
from tui.model.anchor import context
from tui.model.annotation import Annotation, Detected, Excerpt, SpeakerExcerpt, Suggested
from tui.model.article import Article
from tui.model.entity_mark import EntityMark
from tui.model.fragments import are_pieces
from tui.model.label import Label, Target
from tui.model.scheme import Scheme
from tui.model.span import Span
from tui.services.making import kind_by_marks


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes what is kept.

    Attributes:
        annotator: Whose all of it will be; empty when it is whoever the file names.
        now: The time, where the file tells none.
        source: What the file is called, for suggestions.
        scheme: The labels there are, with their attributes.
        suggests: Whether decisions are only suggested.
    """

    annotator: str
    now: str
    source: str
    scheme: Scheme
    suggests: bool = False

    def annotations(
        self, found: Found, article: Article, spans: Iterator[Span]
    ) -> Iterator[Annotation]:
        """Yield the annotations of a record.

        Args:
            found: The record.
            article: What it is about.
            spans: Its places in the article, in order; those of the quotes are taken.

        Raises:
            ValueError: A quote cannot be one, or nobody is named who decided on it.
        """
        for quote in found.quotes:
            yield self._whose(self._annotation(quote, article, spans))
        for annotation in found.annotations:
            yield self._whose(replace(annotation, article=article.id))

    def marks(self, found: Found, article: Article, spans: Iterator[Span]) -> Iterator[EntityMark]:
        """Yield the entities of a record; `spans` are their places.

        Raises:
            ValueError: Nobody is named whose they are.
        """
        for entity in found.entities:
            span = next(spans)
            prefix, suffix = context(article.text, span)
            name = self._name(entity.annotator)
            unique = _unique(article, name, span, entity.label)
            yield EntityMark(
                unique, article.id, article.sha256, Excerpt.of(article.text, span), prefix, suffix,
                entity.label, None, "manual", name, self.now, self.now,
            )  # fmt: skip
        for mark in found.marks:
            name = self._name(mark.annotator)
            new_id = mark.id if name == mark.annotator else _other_id(mark.id, name)
            yield mark._replace(id=new_id, annotator=name)

    def _name(self, named: str | None) -> str:
        name = self.annotator or named
        if not name:
            raise ValueError("it does not say who decided: name somebody with --annotator NAME")
        return name

    def _whose(self, annotation: Annotation) -> Annotation:
        """Return an annotation as its annotator's: decided, or suggested."""
        before = annotation.annotator
        name = self._name(before)
        # Of somebody else's the id is another: both may be in one store.
        new_id = annotation.id if name == before or not before else _other_id(annotation.id, name)
        annotation = replace(annotation, id=new_id, annotator=name)
        if not self.suggests:
            return annotation
        if annotation.decision is None:
            raise ValueError("there is no decision on it that could be suggested")
        by = f"{before} in " if before and before != name else ""
        suggested = Suggested(f"{by}{self.source}", annotation.decision, annotation.labels)
        return replace(
            annotation, id=_other_id(annotation.id, "suggested"), decision=None, labels=(),
            seconds=0.0, suggested=suggested,
        )  # fmt: skip

    def _annotation(self, quote: FoundQuote, article: Article, spans: Iterator[Span]) -> Annotation:
        text = article.text
        pieces = [next(spans) for _ in quote.parts]
        if not pieces:
            raise ValueError("a quote has no place")
        whole = Span(pieces[0].start, pieces[-1].end)
        if len(pieces) > 1 and not are_pieces(pieces, whole):
            raise ValueError("the pieces of a quote do not go in order")
        fragments = tuple(pieces) if len(pieces) > 1 else ()
        cue = Excerpt.of(text, next(spans)) if quote.cue else None
        mention = Excerpt.of(text, next(spans)) if quote.speaker else None
        labels = tuple(self._label(label, text, spans) for label in quote.labels)
        name = quote.name or (" ".join(mention.text.split()) if mention else "")
        speaker = SpeakerExcerpt(mention, name) if name else None
        prefix, suffix = context(text, whole)
        origin = quote.origin or "manual"
        is_found = origin != "manual"
        decided = [label.as_json() for label in labels]
        unique = _unique(article, quote.annotator, pieces, quote.decision, decided, quote.note)
        return Annotation(
            id=quote.id or unique,
            article=article.id,
            article_sha256=article.sha256,
            content=Excerpt.of(text, whole),
            fragments=tuple(Excerpt.of(text, one) for one in fragments),
            prefix=prefix,
            suffix=suffix,
            kind=quote.kind or kind_by_marks(text, whole),
            attitude=quote.attitude,
            cue=cue,
            speaker=speaker,
            decision=quote.decision,
            labels=labels,
            note=quote.note,
            origin=origin,
            detected=Detected(whole, fragments, speaker) if is_found else None,
            confidence=quote.confidence if is_found else None,
            detector=quote.detector if is_found else None,
            annotator=quote.annotator or "",
            created=quote.created or quote.updated or self.now,
            updated=quote.updated or quote.created or self.now,
            seconds=quote.seconds or 0.0,
        )

    def _label(self, label: FoundLabel, text: str, spans: Iterator[Span]) -> Label:
        kind = self.scheme.label_type(label.name)
        targets = [one.name for one in kind.attributes if one.kind == "target"] if kind else []
        values: list[tuple[str, Target | str]] = []
        for name, value in label.values:
            if isinstance(value, Piece):
                span = next(spans)
                values.append((name, Target(span.of(text), span)))
            else:
                values.append((name, Target(value) if name in targets else value))
        return Label(label.name, tuple(values))


def _unique(article: Article, *said: object) -> str:
    """Return an id: the same for the same, so that an import can be made again."""
    key = json.dumps([article.id, article.sha256, *said], default=str)
    return uuid.uuid5(uuid.NAMESPACE_OID, key).hex


def _other_id(known: str, name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([known, name])).hex
