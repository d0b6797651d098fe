"""Reading Label Studio's tasks: ours, and its own exports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tui.errors import PullquoteError
from tui.formats.details import quote_of
from tui.formats.exchange.label_studio.settings import (
    CONFIG,
    CUE,
    NEXT,
    OURS,
    SPEAKER,
    TEXT,
    control_of,
)
from tui.formats.format import Head
from tui.formats.found import Bad, Found, FoundEntity, FoundLabel, FoundQuote, Piece
from tui.formats.json_records import JsonRecord, each_found, first_keys, json_items
from tui.formats.origin import whose_of
from tui.formats.problem import writable
from tui.formats.spans import NEITHER, UNSURE, decided, piece_at
from tui.model.printable import brief
from tui.model.record import RecordReader
from tui.model.scheme import Scheme

_SAID = ("choices", "textarea")
_LABELS = ("labels", "hypertextlabels")
_ROLES = {SPEAKER, CUE}
_MANIFEST = "pullquote-export.json"


def fits(head: Head) -> bool:
    """Tell whether a file begins with a task, or a folder has our labelling config."""
    if head.path.is_dir():
        return (head.path / CONFIG).is_file()
    keys = first_keys(head.data)
    has_results = "annotations" in keys or "predictions" in keys
    # A long annotation may hide what stands behind it.
    return has_results and ("data" in keys or b'"from_name"' in head.data)


def read_label_studio(path: Path, scheme: Scheme) -> Iterator[Found | Bad]:
    """Read a file of tasks, or all that are in a folder.

    Raises:
        OSError: It cannot be read.
        PullquoteError: There is no file of tasks in the folder.
    """
    files = [path]
    if path.is_dir():
        names = (file for file in path.glob("*.json") if file.name != _MANIFEST)
        files = sorted(file for file in names if file.is_file())
        if not files:
            reason = f"there is no .json file in {writable(path)}"
            raise PullquoteError(reason, "name the file that has the tasks")
    for file in files:
        yield from each_found(json_items(file), lambda record: _found(record, scheme))


@dataclass(slots=True)
class _Region:
    """A region: where it is, its labels, what is said of it, and where relations go from it."""

    piece: Piece
    labels: list[str]
    meta: dict[str, Any]
    said: dict[str, str] = field(default_factory=dict)
    to: list[tuple[str, str]] = field(default_factory=list)


def _found(record: JsonRecord, scheme: Scheme) -> Found:
    read = RecordReader(record.data)
    data = _object(read.value("data"))
    text = _text(data)
    given = () if read.is_absent("annotations") else read.listed("annotations", _object)
    done = [one for one in given if one.get("was_cancelled") is not True]
    told = Counter({"cancelled annotation": len(given) - len(done)})
    predicted = record.data.get("predictions")
    if done:
        told["prediction"] = len(predicted) if isinstance(predicted, list) else 0
    elif predicted is not None:
        done = list(read.listed("predictions", _object))
    quotes: list[FoundQuote] = []
    entities: list[FoundEntity] = []
    for one in done:
        result = list(RecordReader(one).listed("result", _object))
        regions = _regions(result, text)
        is_label = _labels(regions, scheme)
        annotator = _annotator_of_ours(regions) or _annotator(one)
        quotes += _quotes(regions, is_label, annotator, scheme)
        entities += _entities(regions, is_label, annotator)
        told.update(_passed_over(regions, is_label))
        told.update(_of_no_region(result, regions))
    whose = whose_of(data, text)
    return Found(
        record.place, record.line, record.raw, whose, tuple(quotes), tuple(entities),
        passed_over=+told,
    )  # fmt: skip


def _of_no_region(
    result: Iterable[dict[str, Any]], regions: Mapping[str, _Region]
) -> Iterator[str]:
    """Yield what there is of the task as a whole, and of kinds that are not read."""
    for one in result:
        kind = one.get("type")
        at = one.get("id")
        is_said = kind in _SAID and isinstance(at, str) and at in regions
        if not (kind in _LABELS or kind == "relation" or is_said):
            yield f"result {kind}" if isinstance(kind, str) else "result"


def _passed_over(regions: Mapping[str, _Region], is_label: set[str]) -> Iterator[str]:
    """Yield regions that are no part of a quote and no entity, and what is said of such alone."""
    ends = {end for one in regions.values() for kind, end in one.to if kind != NEXT}
    passed = {end for one in regions.values() for kind, end in one.to if kind == NEXT}
    quotes = {
        name
        for name, one in regions.items()
        if name in passed or (name not in ends and is_label.intersection(one.labels))
    }
    known = quotes | _told(regions, quotes)
    for name, one in regions.items():
        is_entity = name not in ends | passed and not is_label.union(_ROLES).intersection(
            one.labels
        )
        if name not in known and not (is_entity and one.labels):
            yield from (f"region {label}" for label in one.labels or ("without a label",))
        if name not in quotes:
            yield from (f"result {control}" for control in one.said)
            yield from (f"relation {kind}".rstrip() for kind, _ in one.to)


def _told(regions: Mapping[str, _Region], quotes: Iterable[str]) -> set[str]:
    """Return the regions that a quote's relations lead to."""
    return {end for name in quotes for kind, end in regions[name].to if kind}


def _text(data: dict[str, Any]) -> str:
    texts = [value for value in data.values() if isinstance(value, str)]
    text = data.get(TEXT, texts[0] if len(texts) == 1 else None)
    if not isinstance(text, str):
        raise ValueError("it is not clear which of its data is the text: call that text")
    return text


def _annotator_of_ours(regions: Mapping[str, _Region]) -> str | None:
    """Return whose annotation all of it is, as its regions that are ours say.

    What was added there belongs to it, too: Label Studio names whoever brought the file in.
    """
    ours = (one.meta.get(OURS) for one in regions.values())
    told = {one.get("annotator") for one in ours if isinstance(one, dict)}
    named = told.pop() if len(told) == 1 else None
    return named if isinstance(named, str) else None


def _annotator(annotation: dict[str, Any]) -> str | None:
    """Return who made an annotation, or what made a prediction."""
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        names = " ".join(str(by.get(key) or "") for key in ("first_name", "last_name"))
        by = by.get("email") or by.get("username") or names.strip() or by.get("id")
    if type(by) is int:
        return f"user-{by}"
    named = by or annotation.get("model_version")
    return named if isinstance(named, str) else None


def _regions(result: Iterable[dict[str, Any]], text: str) -> dict[str, _Region]:
    """Return the regions by their ids, with all that is told of each."""
    found: dict[str, _Region] = {}
    told: list[dict[str, Any]] = []
    for one in result:
        if one.get("type") not in _LABELS:
            told.append(one)
            continue
        name, region = _region(one, text)
        if name in found:
            raise ValueError(f"two of its regions have the id {brief(name)}")
        found[name] = region
    for one in told:
        at = one.get("id")
        if one.get("type") == "relation":
            _relate(one, found)
        # What is said of all of the text, and not of a region, is nothing of a quote.
        elif one.get("type") in _SAID and isinstance(at, str) and at in found:
            found[at].said[RecordReader(one).text("from_name")] = _said(one)
    return found


def _relate(relation: dict[str, Any], regions: dict[str, _Region]) -> None:
    read = RecordReader(relation)
    start, end = read.text("from_id"), read.text("to_id")
    if start not in regions or end not in regions:
        ends = f"{brief(start)} to {brief(end)}"
        raise ValueError(f"a relation goes from {ends}: there is no such region")
    names = relation.get("labels") or [""]
    if not isinstance(names, list) or not isinstance(names[0], str):
        raise ValueError(f"the labels of a relation must be texts, not {brief(names)}")
    regions[start].to.append((names[0], end))


def _region(data: dict[str, Any], text: str) -> tuple[str, _Region]:
    read = RecordReader(data)
    value = _object(read.value("value"))
    place = value.get("globalOffsets")  # of web pages, start and end are XPaths
    place = place if isinstance(place, dict) else value
    piece = piece_at(place.get("start"), place.get("end"), value.get("text"))
    stands = text[piece.start : piece.end]
    # Some versions write the end of a line as two signs.
    if piece.text == stands.replace("\r", "\\n").replace("\n", "\\n"):
        piece = piece._replace(text=stands)
    labels = value.get("labels", value.get("hypertextlabels"))
    if not isinstance(labels, list) or not all(isinstance(one, str) for one in labels):
        raise ValueError(f"the labels of a region must be texts, not {brief(labels)}")
    meta = data.get("meta")
    return read.text("id"), _Region(piece, labels, meta if isinstance(meta, dict) else {})


def _said(data: dict[str, Any]) -> str:
    value = _object(RecordReader(data).value("value"))
    said = value.get("choices" if data["type"] == "choices" else "text")
    said = said if isinstance(said, list) else [said]
    if len(said) != 1 or not isinstance(said[0], str):
        raise ValueError(f"what is said of a region must be one text, not {brief(said)}")
    return str(said[0])


def _labels(regions: dict[str, _Region], scheme: Scheme) -> set[str]:
    """Return the labels that make a region a quote."""
    known = {label.name for label in scheme.labels} | {NEITHER, UNSURE}
    ours = (one.labels for one in regions.values() if OURS in one.meta)
    return known | {name for names in ours for name in names}


def _quotes(
    regions: dict[str, _Region], is_label: set[str], annotator: str | None, scheme: Scheme
) -> Iterator[FoundQuote]:
    after = _next_ones(regions)
    ends = {end for one in regions.values() for kind, end in one.to if kind != NEXT}
    passed = set(after.values())
    places: dict[tuple[tuple[int, int], ...], list[_Region]] = {}
    pieces: dict[tuple[tuple[int, int], ...], tuple[Piece, ...]] = {}
    for name, region in regions.items():
        if name in passed or name in ends or not is_label.intersection(region.labels):
            continue
        parts = [region.piece]
        while name in after:
            name = after.pop(name)
            parts.append(regions[name].piece)
        key = tuple((part.start, part.end) for part in parts)
        places.setdefault(key, []).append(region)
        pieces.setdefault(key, tuple(parts))
    if any(is_label.intersection(regions[name].labels) for name in after if name in passed):
        raise ValueError("the fragments of a quote go round in a circle")
    for key, there in places.items():
        yield _quote(pieces[key], there, regions, annotator, scheme)


def _next_ones(regions: dict[str, _Region]) -> dict[str, str]:
    """Return which fragment comes after which."""
    pairs = [(name, end) for name, one in regions.items() for kind, end in one.to if kind == NEXT]
    after = dict(pairs)
    if len(after) < len(pairs) or len(set(after.values())) < len(pairs):
        raise ValueError("a fragment of a quote has two that come next, or before it")
    return after


def _quote(
    parts: tuple[Piece, ...],
    there: list[_Region],
    regions: dict[str, _Region],
    annotator: str | None,
    scheme: Scheme,
) -> FoundQuote:
    decision, labels = decided(
        _label(region, name, regions, scheme) for region in there for name in region.labels
    )
    ends = [(kind, regions[end].piece) for one in there for kind, end in one.to]
    metas = [one.meta for one in there]
    ours = next((_object(meta[OURS]) for meta in metas if OURS in meta), {})
    notes: list[object] = next(
        (meta["text"] for meta in metas if isinstance(meta.get("text"), list)), []
    )
    quote = quote_of(
        {"annotator": annotator} | ours | {"decision": decision, "labels": []},
        parts,
        cue=next((piece for kind, piece in ends if kind == CUE), None),
        speaker=next((piece for kind, piece in ends if kind == SPEAKER), None),
    )
    return replace(quote, labels=labels, note="\n".join(map(str, notes)))


def _label(region: _Region, name: str, regions: dict[str, _Region], scheme: Scheme) -> FoundLabel:
    kind = scheme.label_type(name)
    before = control_of(name, "")
    values: dict[str, Piece | str] = {
        control.removeprefix(before): said
        for control, said in region.said.items()
        if control.startswith(before)
    }
    values |= {
        relation: regions[end].piece
        for relation, end in region.to
        if relation and relation not in _ROLES and relation != NEXT
    }
    order = [attribute.name for attribute in kind.attributes] if kind else []
    for attribute in order:
        # In projects that others set up, a control is called as what it gives.
        if attribute not in values and attribute in region.said:
            values[attribute] = region.said[attribute]
    known = sorted(values, key=lambda one: order.index(one) if one in order else len(order))
    return FoundLabel(name, tuple((one, values[one]) for one in known))


def _entities(
    regions: dict[str, _Region], is_label: set[str], annotator: str | None
) -> Iterator[FoundEntity]:
    ends = {end for one in regions.values() for _, end in one.to}
    for name, region in regions.items():
        for label in region.labels:
            if label not in is_label and label not in _ROLES and name not in ends:
                yield FoundEntity(region.piece, label, annotator)


def _object(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"there should be an object, and there is {brief(data)}")
    return data
