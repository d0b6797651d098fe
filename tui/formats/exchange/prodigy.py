"""Prodigy's format for its spans.manual interface: one task an article and annotator.

A span for each label of each quote, its attributes beside `label`; an explicit negative is a span
labelled `neither`; what the annotator was unsure about stands in `meta` and is no span.

`quote` is the annotation's id. A quote in several fragments (“A,” said X. “B.”) has these spans for
each fragment, with its number as `fragment`, counted from 1: a span over all of it would teach a
model that “said X” is quoted too. What tells an attitude and no speech has `attitude` beside it.

The hashes are stable and of Prodigy's form (signed 32-bit numbers) but not made by its own
function: the first four bytes of a SHA-256, `_input_hash` over the text, `_task_hash` over
`_input_hash` and the spans.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from json.encoder import encode_basestring as _string
from pathlib import Path
from typing import IO, Any

from tui.formats.annotated import by_annotator
from tui.formats.details import labels_from
from tui.formats.fields import Field
from tui.formats.format import Format, Head, Need, Options, Split
from tui.formats.found import Bad, Found, FoundLabel, FoundQuote, Piece, Whose
from tui.formats.json_records import JsonRecord, each_found, first_keys, first_line, json_lines
from tui.formats.jsonl import json_text, line_of
from tui.formats.origin import origin_of, whose_of
from tui.formats.spans import NEITHER, UNSURE, LabelledSpan, decided, piece_at, quotes_and_entities
from tui.formats.tally import labels_of
from tui.formats.tokens import Cover, plain_tokens
from tui.model.annotation import Annotation
from tui.model.article import Article, text_sha256
from tui.model.printable import brief
from tui.model.record import RecordReader, span_json
from tui.model.scheme import Scheme
from tui.model.span import Span

_RESERVED = {"label", "start", "end", "token_start", "token_end", "quote", "fragment", "attitude"}
"""What stands in a span beside its label's attributes."""
_UNDECIDED = {"reject": "rejected task", "ignore": "ignored task"}
"""Answers that decide on no quote."""
_KEYS = {"_task_hash", "_input_hash", "_view_id"}


def write_prodigy(split: Split, file: IO[bytes], options: Options) -> None:
    """Write one task for each article and annotator."""
    for annotated in split.articles:
        for annotator, group in by_annotator(annotated.annotations):
            file.write(_line(annotated.article, annotated.tokens, annotator, group))
            split.tally.record(*(label for one in group for label in labels_of(one)))


def _line(
    article: Article, tokens: Sequence[Span], annotator: str, annotations: tuple[Annotation, ...]
) -> bytes:
    """Return a task; its tokens are most of it, and no dictionaries are made of them."""
    text = article.text
    sure = [a for a in annotations if a.decision != UNSURE]
    borders = [part.span for a in sure for part in a.parts]
    cover = Cover(text, tokens or plain_tokens(text), borders)
    spans = json_text(list(_spans(sure, cover)))
    input_hash = _signed(article.sha256)
    told = {
        "_view_id": "spans_manual",
        "meta": _meta(article, annotations),
        "answer": "accept",
        "_timestamp": max(_seconds(a.updated) for a in annotations),
        "_annotator_id": annotator,
        "_session_id": f"pullquote-{annotator}",
    }
    view, _, rest = json_text(told)[1:].partition(", ")
    return line_of(
        f'{{"text": {_string(text)}, "_input_hash": {input_hash}, '
        f'"_task_hash": {_hash(f"[{input_hash}, {spans}]")}, "tokens": [{_tokens(text, cover)}], '
        f'{view}, "spans": {spans}, {rest}'
    )


def _tokens(text: str, cover: Cover) -> str:
    numbered = enumerate(zip(cover.starts, cover.ends, cover.ws, strict=True))
    return ", ".join(
        [
            f'{{"text": {_string(text[start:end])}, "start": {start}, "end": {end}, '
            f'"id": {number}, "ws": {"true" if ws else "false"}}}'
            for number, (start, end, ws) in numbered
        ]
    )


def _spans(annotations: Iterable[Annotation], cover: Cover) -> Iterator[dict[str, Any]]:
    for annotation in annotations:
        labels = [label.as_json() for label in annotation.labels] or [{"label": NEITHER}]
        for number, part in enumerate(annotation.parts, 1):
            start, end = part.span
            place = {
                "start": start,
                "end": end,
                "token_start": bisect_left(cover.starts, start),
                "token_end": bisect_left(cover.ends, end),
            }
            about = _about(annotation, number)
            yield from (place | about | label | {"quote": annotation.id} for label in labels)


def _about(annotation: Annotation, fragment: int) -> dict[str, Any]:
    """Return what is special about a span's quote; most have nothing."""
    told = {"fragment": fragment} if annotation.fragments else {}
    return told | ({"attitude": True} if annotation.attitude else {})


def _meta(article: Article, annotations: Iterable[Annotation]) -> dict[str, Any]:
    meta: dict[str, Any] = {**origin_of(article)}
    unsure = [_unsure(a) for a in annotations if a.decision == UNSURE]
    return meta | ({"unsure": unsure} if unsure else {})


def _unsure(annotation: Annotation) -> dict[str, Any]:
    told: dict[str, Any] = {**span_json(annotation.span), "quote": annotation.id}
    if annotation.fragments:
        told["fragments"] = [span_json(one.span) for one in annotation.fragments]
    if annotation.labels:
        told["labels"] = [label.as_json() for label in annotation.labels]
    return told | ({"attitude": True} if annotation.attitude else {})


def _seconds(timestamp: str) -> int:
    return int(datetime.fromisoformat(timestamp).timestamp())


def _hash(text: str) -> int:
    return _signed(text_sha256(text))


def _signed(sha256: str) -> int:
    """Return the first four bytes of a hash as Prodigy has one."""
    return int.from_bytes(bytes.fromhex(sha256[:8]), "big", signed=True)


def read_prodigy(path: Path, scheme: Scheme) -> Iterator[Found | Bad]:
    """Read tasks: ours, and those that Prodigy gives with `db-out`.

    Raises:
        OSError: The file cannot be read.
    """
    return each_found(json_lines(path), lambda record: _found(record, scheme))


def fits(head: Head) -> bool:
    """Tell whether a file begins with a task that Prodigy would know."""
    keys = set(first_keys(first_line(head)))
    return "text" in keys and bool(keys & _KEYS or "spans" in keys)


def _found(record: JsonRecord, scheme: Scheme) -> Found:
    read = RecordReader(record.data)
    answer = record.data.get("answer", "accept")
    if isinstance(answer, str) and (left_out := _UNDECIDED.get(answer)):
        return Found(record.place, record.line, record.raw, Whose(), left_out=left_out)
    if answer != "accept":
        raise ValueError(f"its answer is {brief(answer)}, which none of Prodigy's is")
    text = read.text("text")
    annotator = None if read.is_absent("_annotator_id") else read.text("_annotator_id")
    meta = record.data.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    spans = [] if read.is_absent("spans") else list(read.listed("spans", _checked_object))
    spans = [_checked_by_tokens(span, record.data.get("tokens"), text) for span in spans]
    ours: dict[str, list[dict[str, Any]]] = {}
    others = []
    for span in spans:
        if isinstance(quote := span.get("quote"), str):
            ours.setdefault(quote, []).append(span)
        else:
            others.append(LabelledSpan(_piece(span), _label(span, scheme)))
    quotes = [_quote(name, group, annotator) for name, group in ours.items()]
    unsure = meta.get("unsure") or ()
    quotes += [_unsure_quote(_checked_object(one), annotator) for one in unsure]
    plain, entities = quotes_and_entities(others, scheme, annotator)
    updated = None if read.is_absent("_timestamp") else _time(read.number("_timestamp"))
    found = tuple(replace(one, updated=updated) for one in (*quotes, *plain))
    whose = whose_of(meta, text)
    return Found(
        record.place, record.line, record.raw, whose, found, entities,
        passed_over=_passed_over(record.data),
    )  # fmt: skip


def _passed_over(task: dict[str, Any]) -> Counter[str]:
    """Return what of other interfaces of Prodigy's a task has: relations, and choices."""
    told: Counter[str] = Counter()
    for key, name in (("relations", "relation"), ("accept", "choice")):
        given = task.get(key)
        for one in given if isinstance(given, list) else ():
            label = one.get("label") if isinstance(one, dict) else one
            told[f"{name} {label}" if isinstance(label, str) else name] += 1
    return told


def _time(seconds: float) -> str:
    """Return the time of so many seconds since 1970, in UTC."""
    try:
        time = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"_timestamp is no time: {brief(seconds)}") from error
    return time.isoformat().replace("+00:00", "Z")


def _checked_by_tokens(span: dict[str, Any], tokens: object, text: str) -> dict[str, Any]:
    """Return a span, with its tokens' words where others stand in the text: those were meant.

    Raises:
        ValueError: It is not where its tokens are, and they do not say what their words are.
    """
    numbers = span.get("token_start"), span.get("token_end")
    if not isinstance(tokens, list) or numbers == (None, None):
        return span
    for number in numbers:
        if number is not None and (type(number) is not int or not 0 <= number < len(tokens)):
            raise ValueError(f"there is no token {brief(number)}")
    first, last = numbers
    words = None if first is None or last is None else _words(tokens[first : last + 1])
    start, end = span.get("start"), span.get("end")
    if words and type(start) is int and type(end) is int:
        stands = "".join(text[start:end].split()) == "".join(words.split())
        return span if stands or "text" in span else span | {"text": words}
    for number, border in zip(numbers, ("start", "end"), strict=True):
        if number is not None and _checked_object(tokens[number]).get(border) != span.get(border):
            raise ValueError(f"the span at {brief(start)}-{brief(end)} is not at token {number}")
    return span


def _words(tokens: list[object]) -> str | None:
    """Return the words of tokens as they would stand in a text; None where one has none."""
    words = []
    for token in map(_checked_object, tokens):
        if not isinstance(token.get("text"), str):
            return None
        words += [token["text"], " " if token.get("ws", True) else ""]
    return "".join(words[:-1])


def _quote(name: str, spans: list[dict[str, Any]], annotator: str | None) -> FoundQuote:
    """Return the quote of all spans with its id: a piece for each fragment."""
    fragments: dict[int, list[dict[str, Any]]] = {}
    for span in spans:
        number = span.get("fragment", 1)
        if type(number) is not int:
            raise ValueError(f"fragment must be a whole number, not {brief(number)}")
        fragments.setdefault(number, []).append(span)
    in_order = [group for _, group in sorted(fragments.items())]
    decision, labels = decided(_label(span, None) for span in in_order[0])
    is_attitude = any(span.get("attitude") is True for span in spans)
    parts = tuple(_piece(group[0]) for group in in_order)
    for group in in_order:
        if len({_piece(span) for span in group}) > 1:
            raise ValueError(f"the quote {brief(name)} is at two places: number its fragments")
    return FoundQuote(parts, decision, labels, attitude=is_attitude, id=name, annotator=annotator)


def _unsure_quote(told: dict[str, Any], annotator: str | None) -> FoundQuote:
    read = RecordReader(told)
    parts = (told,) if read.is_absent("fragments") else read.listed("fragments", _checked_object)
    return FoundQuote(
        tuple(_piece(part) for part in parts),
        UNSURE,
        labels_from(told.get("labels", [])),
        attitude=read.flag("attitude"),
        id=read.text("quote"),
        annotator=annotator,
    )


def _piece(span: dict[str, Any]) -> Piece:
    return piece_at(span.get("start"), span.get("end"), span.get("text"))


def _label(span: dict[str, Any], scheme: Scheme | None) -> FoundLabel:
    """Return a span's label; of one that is not ours, only what the scheme knows belongs to it."""
    name = RecordReader(span).text("label")
    kind = scheme.label_type(name) if scheme else None
    known = {attribute.name for attribute in kind.attributes} if kind else set()
    told = {
        key: value
        for key, value in span.items()
        if (key in known if scheme else key not in _RESERVED)
    }
    return labels_from([{"label": name} | told])[0]


def _checked_object(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"there should be an object, and there is {brief(data)}")
    return data


FORMAT = Format(
    name="prodigy",
    about="Prodigy's spans.manual: one task an article and annotator, a span a label",
    purpose="annotating in Prodigy",
    source="https://prodi.gy/docs/api-interfaces#spans_manual",
    ending=".jsonl",
    unit="task",
    carries=frozenset(
        {
            *(Field.ID, Field.ARTICLE, Field.HASH, Field.TEXT, Field.SOURCE, Field.FRAGMENTS),
            *(Field.ATTITUDE, Field.LABELS, Field.ATTRIBUTES, Field.TARGET_PLACE),
            *(Field.NEITHER, Field.UNSURE, Field.ANNOTATOR),
        }
    ),
    write=write_prodigy,
    read=read_prodigy,
    fits=fits,
    needs=frozenset({Need.TOKENS}),
    notes=("A task answered with reject or ignore decides on no quote, and is left out.",),
)
