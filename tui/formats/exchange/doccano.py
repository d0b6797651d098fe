"""doccano's JSONL for sequence labeling with relations: one example an article and annotator.

A span of each label of each quote (in fragments: of each), `neither` or `unsure` where there is
none; the fragments are joined by relations `next`. A quote has relations to the spans of its
speaker, its cue and, from the label that has one, its target.

All else of ours stands in `pullquote`: doccano keeps what it does not know of an example, and gives
it back. It belongs to a quote by its place, because doccano numbers spans anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, pairwise
from pathlib import Path
from typing import IO, Any

from tui.formats.annotated import by_annotator
from tui.formats.details import details_of, quote_of
from tui.formats.fields import ALL, Field
from tui.formats.format import Format, Head, Options, Split
from tui.formats.found import Bad, Found, FoundEntity, FoundLabel, FoundQuote, Piece, Whose
from tui.formats.json_records import JsonRecord, each_found, first_keys, first_line, json_items
from tui.formats.jsonl import json_line
from tui.formats.origin import origin_of, whose_of
from tui.formats.spans import NEITHER, UNSURE, decided, piece_at
from tui.formats.tally import labels_of
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.label import Target
from tui.model.printable import brief
from tui.model.record import RecordReader
from tui.model.scheme import Scheme
from tui.model.span import Span

_SPEAKER, _CUE, _NEXT = "speaker", "cue", "next"
_ROLES = {_SPEAKER, _CUE}
_OURS = "pullquote"
_PAIRS = re.compile(rb'"labels?"\s*:\s*\[\s*\[')


def write_doccano(split: Split, file: IO[bytes], options: Options) -> None:
    """Write one example for each article and annotator."""
    numbers = count(1)
    for number, (article, annotator, group) in enumerate(_examples(split), 1):
        example = _Example(numbers)
        for annotation in group:
            example.add(annotation)
        ours = {"annotator": annotator, "quotes": [_ours(one) for one in group]}
        file.write(
            json_line(
                {
                    "id": number,
                    "entities": example.entities,
                    "relations": example.relations,
                    _OURS: origin_of(article) | ours,
                    "text": article.text,
                }
            )
        )
        split.tally.record(*(label for one in group for label in labels_of(one)))


def _examples(split: Split) -> Iterator[tuple[Article, str, tuple[Annotation, ...]]]:
    for annotated in split.articles:
        for annotator, group in by_annotator(annotated.annotations):
            yield annotated.article, annotator, group


def _ours(annotation: Annotation) -> dict[str, Any]:
    details = details_of(annotation)
    details.pop("annotator", None)
    return {"spans": [list(part.span) for part in annotation.parts]} | details


class _Example:
    """The spans and relations of one example."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self.entities: list[dict[str, Any]] = []
        self.relations: list[dict[str, Any]] = []
        self._numbers = numbers
        self._known: dict[tuple[Span, str], int] = {}

    def add(self, annotation: Annotation) -> None:
        names = list(dict.fromkeys(label.name for label in annotation.labels))
        if annotation.decision == UNSURE:
            names.append(UNSURE)
        names = names or [NEITHER]
        first = {name: self._parts(name, annotation) for name in names}
        head = first[names[0]]
        if annotation.cue:
            self._relate(head, self._entity(annotation.cue.span, _CUE), _CUE)
        if annotation.speaker and annotation.speaker.mention:
            speaker = self._entity(annotation.speaker.mention.span, _SPEAKER)
            self._relate(head, speaker, _SPEAKER)
        for label in annotation.labels:
            for name, value in label.values:
                if isinstance(value, Target) and value.span:
                    self._relate(first[label.name], self._entity(value.span, name), name)

    def _parts(self, name: str, annotation: Annotation) -> int:
        """Add a label's span for each fragment; return the first."""
        parts = [self._entity(part.span, name) for part in annotation.parts]
        for one, other in pairwise(parts):
            self._relate(one, other, _NEXT)
        return parts[0]

    def _entity(self, span: Span, label: str) -> int:
        known = self._known.get((span, label))
        if known is not None:
            return known
        number = next(self._numbers)
        self._known[span, label] = number
        start, end = span
        self.entities.append(
            {"id": number, "label": label, "start_offset": start, "end_offset": end}
        )
        return number

    def _relate(self, one: int, other: int, kind: str) -> None:
        found = {"id": next(self._numbers), "from_id": one, "to_id": other, "type": kind}
        self.relations.append(found)


def read_doccano(path: Path, scheme: Scheme) -> Iterator[Found | Bad]:
    """Read examples, with relations or in the older form without.

    Raises:
        OSError: The file cannot be read.
    """
    return each_found(json_items(path), lambda record: _found(record, scheme))


def fits(head: Head) -> bool:
    """Tell whether a file begins with an example that has labels."""
    line = first_line(head)
    keys = first_keys(line)
    if "entities" in keys and b'"start_offset"' in line:
        return True
    return ("label" in keys or "labels" in keys) and "text" in keys and bool(_PAIRS.search(line))


@dataclass(slots=True)
class _Entity:
    """A span of doccano's, and what relations go out from it."""

    piece: Piece
    label: str
    to: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """What stands at the place of one quote: of its fragments, at the first."""

    labels: list[str]
    entities: list[_Entity]
    numbers: set[int]


def _found(record: JsonRecord, scheme: Scheme) -> Found:
    read = RecordReader(record.data)
    text = read.text("text")
    ours = _kept(record.data)
    told = RecordReader(ours)
    entities = _entities(record.data)
    if not (entities or text.strip()):
        left_out = "example without a text"
        return Found(record.place, record.line, record.raw, Whose(), left_out=left_out)
    annotator = None if told.is_absent("annotator") else told.text("annotator")
    details = {} if told.is_absent("quotes") else dict(map(_placed, told.listed("quotes", dict)))
    known = {str(one.get("label")) for each in details.values() for one in _labels(each)}
    is_label = known | {NEITHER, UNSURE} | {label.name for label in scheme.labels}
    places = _places(entities, is_label)
    quotes = tuple(
        _quote(parts, place, entities, details.get(_key(parts), {}), annotator, scheme)
        for parts, place in places.items()
    )
    roles = {number for one in entities.values() for _, number in one.to}
    others = {
        number: FoundEntity(one.piece, one.label, annotator)
        for number, one in entities.items()
        if one.label not in is_label and one.label not in _ROLES and number not in roles
    }
    told_with = {key for each in details.values() for one in _labels(each) for key in one}
    told_with |= {kind.name for label in scheme.labels for kind in label.attributes}
    passed = _passed_over(entities, places.values(), set(others), told_with)
    for key, name in (("cats", "category"), ("Comments", "comment")):
        given = record.data.get(key)
        passed[name] += len(given) if isinstance(given, list) else 0
    return Found(
        record.place, record.line, record.raw, whose_of(ours, text), quotes,
        tuple(others.values()), passed_over=+passed, annotator=annotator,
    )  # fmt: skip


def _passed_over(
    entities: dict[int, _Entity], places: Iterable[_Place], known: set[int], attributes: set[str]
) -> Counter[str]:
    """Return what is no part of a quote and no entity (`known`): spans, and relations."""
    told: Counter[str] = Counter()
    heads: set[int] = set()
    for place in places:
        known |= place.numbers
        of_place: set[str] = set()
        for number in place.numbers:
            is_head = any(entities[number] is one for one in place.entities)
            for kind, end in entities[number].to:
                is_one = kind in _ROLES and kind not in of_place
                if is_head and (is_one or kind in attributes):
                    known.add(end)
                    of_place.add(kind)
                elif kind != _NEXT:
                    told[f"relation {kind}"] += 1
        heads |= place.numbers
    for number, one in entities.items():
        if number not in known:
            told[f"span {one.label}"] += 1
        if number not in heads:
            told.update(f"relation {kind}" for kind, _ in one.to)
    return told


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    """Return what is ours in an example: doccano gives it back beside the rest, or in `meta`."""
    meta = data.get("meta")
    for where in (data, meta if isinstance(meta, dict) else {}):
        if isinstance(ours := where.get(_OURS), dict):
            return ours
    return {}


def _labels(details: dict[str, Any]) -> list[dict[str, Any]]:
    labels = details.get("labels")
    return [one for one in labels if isinstance(one, dict)] if isinstance(labels, list) else []


def _placed(details: dict[str, Any]) -> tuple[tuple[tuple[int, ...], ...], dict[str, Any]]:
    """Return what is known of a quote, by its place."""
    spans = details.get("spans")
    if not isinstance(spans, list):
        raise ValueError(f"the spans of a quote must be a list, not {brief(spans)}")
    pieces = (piece_at(*one) for one in spans if isinstance(one, list) and len(one) == 2)
    return _key(tuple(pieces)), details


def _key(parts: tuple[Piece, ...]) -> tuple[tuple[int, ...], ...]:
    return tuple((part.start, part.end) for part in parts)


def _entities(data: dict[str, Any]) -> dict[int, _Entity]:
    """Return the spans by their numbers, each with its relations."""
    if "entities" not in data:
        older = data.get("label", data.get("labels"))
        if not isinstance(older, list):
            raise ValueError("it has neither entities nor labels")
        return {-number: _older(one) for number, one in enumerate(older)}
    found: dict[int, _Entity] = {}
    read = RecordReader(data)
    for one in read.listed("entities", dict):
        number = RecordReader(one).whole("id")
        if number in found:
            raise ValueError(f"two of its entities have the id {number}")
        piece = piece_at(one.get("start_offset"), one.get("end_offset"))
        found[number] = _Entity(piece, RecordReader(one).text("label"))
    for one in () if read.is_absent("relations") else read.listed("relations", dict):
        relation = RecordReader(one)
        start, end = relation.whole("from_id"), relation.whole("to_id")
        if start not in found or end not in found:
            raise ValueError(f"a relation goes from {start} to {end}: there is no such entity")
        found[start].to.append((relation.text("type"), end))
    return found


def _older(data: object) -> _Entity:
    if not isinstance(data, list | tuple) or len(data) != 3 or not isinstance(data[2], str):
        raise ValueError(f"a label must be a list of start, end and name, not {brief(data)}")
    return _Entity(piece_at(data[0], data[1]), data[2])


def _places(entities: dict[int, _Entity], is_label: set[str]) -> dict[tuple[Piece, ...], _Place]:
    """Return where quotes are, with the labels there: fragments are followed to the last."""
    after = _next_ones(entities, is_label)
    targets = {end for one in entities.values() for kind, end in one.to if kind != _NEXT}
    passed = set(after.values())
    places: dict[tuple[Piece, ...], _Place] = {}
    for number, entity in entities.items():
        if entity.label in is_label and number not in passed and number not in targets:
            parts = [entity.piece]
            numbers = {number}
            while number in after:
                number = after.pop(number)
                parts.append(entities[number].piece)
                numbers.add(number)
            place = places.setdefault(tuple(parts), _Place([], [], set()))
            place.numbers |= numbers
            place.labels.append(entity.label)
            place.entities.append(entity)
    if after:
        raise ValueError("the fragments of a quote go round in a circle")
    return places


def _next_ones(entities: dict[int, _Entity], is_label: set[str]) -> dict[int, int]:
    """Return which fragment comes after which."""
    pairs = [
        (number, end)
        for number, one in entities.items()
        for kind, end in one.to
        if kind == _NEXT and one.label in is_label and entities[end].label == one.label
    ]
    after = dict(pairs)
    if len(after) < len(pairs) or len(set(after.values())) < len(pairs):
        raise ValueError("a fragment of a quote has two that come next, or before it")
    return after


def _quote(
    parts: tuple[Piece, ...],
    place: _Place,
    entities: dict[int, _Entity],
    details: dict[str, Any],
    annotator: str | None,
    scheme: Scheme,
) -> FoundQuote:
    ends = [(kind, entities[end].piece) for one in place.entities for kind, end in one.to]
    decision, there = decided(FoundLabel(name) for name in place.labels)
    names = [label.name for label in there]
    kept = [one for one in _labels(details) if one.get("label") in names]
    new = [name for name in names if name not in {one.get("label") for one in kept}]
    ours = details | {"labels": kept, "decision": decision, "annotator": annotator}
    quote = quote_of(
        ours,
        parts,
        cue=next((piece for kind, piece in ends if kind == _CUE), None),
        speaker=next((piece for kind, piece in ends if kind == _SPEAKER), None),
    )
    added = tuple(
        _label(entity, entities, scheme) for entity in place.entities if entity.label in new
    )
    return replace(quote, labels=quote.labels + added)


def _label(entity: _Entity, entities: dict[int, _Entity], scheme: Scheme) -> FoundLabel:
    """Return a label that was given in doccano: what it has of attributes are relations."""
    kind = scheme.label_type(entity.label)
    known = {attribute.name for attribute in kind.attributes} if kind else set()
    values = tuple((name, entities[end].piece) for name, end in entity.to if name in known)
    return FoundLabel(entity.label, values)


FORMAT = Format(
    name="doccano",
    about="doccano's sequence labeling with relations: an example an article and annotator",
    purpose="annotating in doccano",
    source="https://doccano.github.io/doccano/tutorial/",
    ending=".jsonl",
    unit="example",
    carries=ALL - {Field.DETECTED, Field.MOVED, Field.SUGGESTED, Field.ENTITIES},
    write=write_doccano,
    read=read_doccano,
    fits=fits,
    notes=(
        "Quotes overlap: allow overlapping spans and relations in doccano's project.",
        "What doccano has no place for stands in pullquote, which it keeps and gives back.",
    ),
)
