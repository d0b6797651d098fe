"""Reading Web Annotations: ours, and those of others that tell positions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from tui.formats.annotated import is_time
from tui.formats.details import quote_of
from tui.formats.exchange.w3c.selectors import TextNeededError, as_object, listed, piece_of
from tui.formats.exchange.w3c.terms import (
    MODEL,
    OURS,
    SPECIFIC,
    hash_of,
    id_of,
)
from tui.formats.format import Head
from tui.formats.found import Bad, Found, FoundLabel, FoundQuote, Piece, Whose
from tui.formats.json_records import JsonRecord, each_found, json_items
from tui.formats.origin import whose_of
from tui.formats.problem import Problem
from tui.formats.spans import NEITHER, UNSURE, decided
from tui.model.printable import brief
from tui.model.record import RecordReader
from tui.model.scheme import Scheme

Place = Callable[[object], Piece]
"""Gives the place of a target, or of a body that is one."""
_PAGES = "bring in the other pages each by itself, and this with --skip-bad"
_GIVES_LABELS = ("classifying", "tagging")
_SAYS = ("commenting", "replying", None)


def fits(head: Head) -> bool:
    """Tell whether a file begins with something that has the model's context."""
    return head.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{") and _CONTEXT in head.data


_CONTEXT = MODEL.removeprefix("http://").encode("ascii")


def read_w3c(path: Path, scheme: Scheme) -> Iterator[Found | Bad]:
    """Read annotations: of a list, a page or a collection with them, or one after the other.

    Raises:
        OSError: The file cannot be read.
    """
    return each_found(_single(json_items(path)), lambda record: _found(record, scheme))


def _single(records: Iterable[JsonRecord | Bad]) -> Iterator[JsonRecord | Bad]:
    """Yield annotations, those of pages one by one."""
    for record in records:
        items = None if isinstance(record, Bad) else _items(record.data)
        if isinstance(record, Bad) or items is None:
            yield record
            continue
        for item in items:
            data = item if isinstance(item, dict) else {}
            raw = json.dumps(item, ensure_ascii=False).encode("utf-8")
            yield record._replace(raw=raw, data=data)
        if more := _next_page(record.data):
            reason = f"of the collection only the first page is in it, and not {more}"
            yield Bad(Problem(record.place, record.line, reason, _PAGES), b"")


def _items(data: dict[str, Any]) -> list[Any] | None:
    """Return the annotations of a page, or of a collection's first page."""
    first = data.get("first")
    for page in (data, first if isinstance(first, dict) else {}):
        for key in ("items", "@graph"):
            if isinstance(items := page.get(key), list):
                return items
    return None


def _next_page(data: dict[str, Any]) -> str:
    """Return which page of a collection comes after the one that is in it, in words, or nothing."""
    first = data.get("first")
    more = first.get("next") if isinstance(first, dict) else None
    return brief(more) if more else ""


def _found(record: JsonRecord, scheme: Scheme) -> Found:
    read = RecordReader(record.data)
    if "Annotation" not in listed(record.data.get("type", record.data.get("@type"))):
        raise ValueError("its type is not Annotation")
    targets = listed(read.value("target"))
    if not targets:
        raise ValueError("it has no target")
    sources = [as_object(target).get("source") for target in targets]
    whose = _whose(sources[0])
    if any(_whose(source) != whose for source in sources):
        raise ValueError("its targets are in different texts")
    others = _passed_over(record.data, scheme)
    made = Found(record.place, record.line, record.raw, whose, passed_over=others)

    def quotes(text: str | None) -> tuple[FoundQuote, ...]:
        return (_quote(record.data, targets, partial(piece_of, text=text), scheme),)

    try:
        return replace(made, quotes=quotes(None))
    except TextNeededError:
        return replace(made, find=quotes)


def _whose(source: object) -> Whose:
    """Return which text a source is: by its hash, or by its IRI."""
    about = source if isinstance(source, dict) else {"id": source}
    iri = about.get("id", about.get("@id"))
    if not isinstance(iri, str):
        raise ValueError(f"the source of a target must be an IRI, not {brief(iri)}")
    ours = about.get(OURS)
    told: dict[str, Any] = ours if isinstance(ours, dict) else {}
    digest = hash_of(iri)
    return whose_of({"article": None if digest else iri} | told | {"article_sha256": digest}, None)


def _quote(
    data: dict[str, Any], targets: Iterable[object], place: Place, scheme: Scheme
) -> FoundQuote:
    parts = tuple(place(target) for target in targets)
    bodies = [one for one in _bodies(data) if isinstance(one, dict)]
    ours = data.get(OURS)
    told: dict[str, Any] = ours if isinstance(ours, dict) else {}
    names = list(_labels(bodies, place, scheme))
    decision, labels = decided(names) if names else (None, ())
    mentions = {_role(one): place(one) for one in bodies if _role(one) in ("cue", "speaker")}
    texts = {role: _value(one) for one in bodies if (role := _role(one)) in ("name", "note")}
    if not told and "note" not in texts:
        texts["note"] = "\n".join(one["value"] for one in bodies if _is_note(one))
    read = RecordReader(data)
    details = told | texts | {"decision": None, "labels": [], "annotator": _creator(data)}
    details["id"] = None if read.is_absent("id") else id_of(read.text("id"))
    details |= {"created": _time(data.get("created")), "updated": _time(data.get("modified"))}
    quote = quote_of(details, parts, cue=mentions.get("cue"), speaker=mentions.get("speaker"))
    return replace(quote, decision=decision, labels=labels)


def _labels(bodies: list[dict[str, Any]], place: Place, scheme: Scheme) -> Iterator[FoundLabel]:
    """Yield labels with their attributes, and what was decided in their place."""
    values: dict[int, list[tuple[str, Piece | str]]] = {}
    for body in bodies:
        if _role(body) == "attribute":
            ours = RecordReader(as_object(body[OURS]))
            is_place = body.get("type") == SPECIFIC
            given: Piece | str = place(body) if is_place else _value(body)
            values.setdefault(ours.whole("label"), []).append((ours.text("attribute"), given))
    for body in bodies:
        role = _role(body)
        if role == "label":
            number = RecordReader(as_object(body[OURS])).whole("label")
            yield FoundLabel(_value(body), tuple(values.get(number, ())))
        elif role == "decision" or _is_label(body, scheme):
            yield FoundLabel(_value(body))


def _is_label(body: dict[str, Any], scheme: Scheme) -> bool:
    """Tell whether a body of others is a label, or what is decided in its place."""
    known = [NEITHER, UNSURE, *(label.name for label in scheme.labels)]
    is_given = _role(body) is None and body.get("purpose") in _GIVES_LABELS
    return is_given and body.get("value") in known


def _is_note(body: dict[str, Any]) -> bool:
    """Tell whether a body of others says something in words of its own."""
    is_said = _role(body) is None and body.get("purpose") in _SAYS
    return is_said and isinstance(body.get("value"), str)


def _bodies(data: dict[str, Any]) -> list[Any]:
    """Return the bodies; one that is only a text is written in short."""
    text = data.get("bodyValue")
    return listed(data.get("body")) + ([{"value": text}] if isinstance(text, str) else [])


def _passed_over(data: dict[str, Any], scheme: Scheme) -> Counter[str]:
    """Return how many bodies are nothing of a quote, by what they are for."""
    bodies = _bodies(data)
    ours = [one for one in bodies if isinstance(one, dict) and _role(one)]
    says_note = not data.get(OURS) and all(_role(one) != "note" for one in ours)
    told: Counter[str] = Counter()
    for one in bodies:
        if not isinstance(one, dict):
            told["body without a text"] += 1
        elif not (_role(one) or _is_label(one, scheme) or (_is_note(one) and says_note)):
            told[f"body {one.get('purpose') or ''}".rstrip()] += 1
    return told


def _role(body: dict[str, Any]) -> object:
    ours = body.get(OURS)
    return ours.get("role") if isinstance(ours, dict) else None


def _value(body: dict[str, Any]) -> str:
    return RecordReader(body).text("value")


def _creator(data: dict[str, Any]) -> str | None:
    """Return who made an annotation: by name, or by IRI."""
    for one in listed(data.get("creator")):
        told = one if isinstance(one, dict) else {"name": one}
        for key in ("name", "nickname", "email", "id"):
            if isinstance(name := told.get(key), str) and name:
                return name
    return None


def _time(data: object) -> str | None:
    """Return a time in UTC; None of one that is not told in full."""
    if not isinstance(data, str) or is_time(data):
        return data if isinstance(data, str) else None
    try:
        time = datetime.fromisoformat(data)
        # Who does not tell the zone may have meant any; and a year of 1 has no hour before it.
        return time.astimezone(UTC).isoformat().replace("+00:00", "Z") if time.tzinfo else None
    except (ValueError, OverflowError):
        return None
