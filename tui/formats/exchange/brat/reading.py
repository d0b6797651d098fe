"""Reading brat's standoff: our own folders, PolNeAR's, and what people made with brat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from tui.errors import PullquoteError
from tui.formats.articles.bounded import lines_from, too_long, whole
from tui.formats.articles.encoding import not_utf8
from tui.formats.below import names_below
from tui.formats.details import quote_of
from tui.formats.exchange.brat import lines as brat
from tui.formats.exchange.brat.passed import is_quote, passed_over
from tui.formats.exchange.brat.standoff import Event, Standoff, WrongLineError
from tui.formats.format import Head
from tui.formats.found import Bad, File, Found, FoundLabel, FoundQuote, Piece
from tui.formats.jsonl import json_line
from tui.formats.origin import whose_of
from tui.formats.problem import Problem, writable
from tui.formats.strict_json import NoObjectError, json_object
from tui.model.annotation import DECISIONS
from tui.model.safe_name import is_plain
from tui.model.scheme import Scheme

_FIRST_LINE = re.compile(rb"\s*[TEARMN#]\d+\t[^\t\r\n ]+[ :]")
_ENDING = ".ann"


def fits(head: Head) -> bool:
    """Tell whether a file is an `.ann` with a text, or a folder has such files."""
    if head.path.is_dir():
        first = next(names_below(head.path, _ENDING), None)
        return first is not None and _text_of(head.path / first) is not None
    return head.path.suffix == _ENDING and _FIRST_LINE.match(head.data) is not None


def read_brat(path: Path, scheme: Scheme) -> Iterator[Found | Bad]:
    """Read an `.ann` file with its text, or all of a folder: a record a document.

    Its quotes are the events called `Attribution`. Other marks are only counted.

    Raises:
        OSError: It cannot be read.
        PullquoteError: There is no `.ann` file in the folder.
    """
    words = brat.Words(scheme)
    if not path.is_dir():
        yield _document(path, path.name, {}, words)
        return
    seen: set[str] = set()
    count = 0
    if (path / brat.INDEX).is_file():
        for about in _index(path / brat.INDEX):
            count += 1
            if isinstance(about, Bad):
                yield about
                continue
            name = f"{about['document']}{_ENDING}"
            seen.add(name)
            yield _document(path / name, name, about, words)
    for name in names_below(path, _ENDING):
        if name not in seen:
            count += 1
            yield _document(path / name, name, {}, words)
    if not count:
        reason = f"there is no .ann file in {writable(path)}"
        raise PullquoteError(reason, "name the folder that has them, or another format")


def _index(path: Path) -> Iterator[dict[str, str] | Bad]:
    """Yield what our own index tells of each document, as texts."""
    with path.open("rb") as file:
        for line in lines_from(file):
            if line.data is None:
                yield Bad(too_long(path, line.number), b"")
                continue
            try:
                yield _about(json_object(line.data, line.offset))
            except NoObjectError as error:
                problem = Problem(writable(path), line.number, error.reason, error.hint)
                yield Bad(problem, line.data, (File(brat.INDEX, line.data.rstrip() + b"\n"),))


def _about(data: dict[str, Any]) -> dict[str, str]:
    known = {key: value for key, value in data.items() if isinstance(value, str)}
    parts = PurePosixPath(known.get("document", "/")).parts
    if not parts or ".." in parts or parts[0] == "/" or "\0" in known["document"]:
        raise NoObjectError("it names no document in this folder")
    return known


class _Text(NamedTuple):
    """The text that an `.ann` is about, and by whom that is where its name tells."""

    path: Path
    annotator: str | None


def _text_of(path: Path) -> _Text | None:
    """Return the text of an `.ann`: beside it, or as PolNeAR has it.

    There it is in the folder `text` beside its own, and the `.ann` has the annotator behind its
    name: `text/a1.txt`, `attributions/a1_4b22.ann`.
    """
    stem, _, annotator = path.stem.rpartition("_")
    names = [(path.stem, None), (stem, annotator)] if stem else [(path.stem, None)]
    for folder in (path.parent, path.parent.parent / "text"):
        for name, by in names:
            if (folder / f"{name}.txt").is_file():
                return _Text(folder / f"{name}.txt", by)
    return None


def _document(path: Path, name: str, about: dict[str, str], words: brat.Words) -> Found | Bad:
    try:
        return _read_document(path, name, about, words)
    except OSError as error:  # one of many: the others can be read
        reason = f"cannot read it: {error.strerror or error}"
        return Bad(Problem(writable(path), None, reason), b"")


def _read_document(path: Path, name: str, about: dict[str, str], words: brat.Words) -> Found | Bad:
    place = writable(path)
    if not path.is_file():
        return Bad(Problem(place, None, "there is no such file"), b"")
    ann, raw = _read(path)
    beside = _text_of(path)
    files: tuple[File, ...] = (File(name, raw),) if raw else ()
    files += (File(brat.INDEX, json_line(about)),) if files and about else ()
    if beside is None:
        wanted = writable(path.with_suffix(".txt").name)
        hint = "put it beside the .ann, where brat has it"
        reason = f"there is no {wanted} that it is about"
        return Bad(Problem(place, None, reason, hint), raw, files)
    text, raw_text = _read(beside.path)
    # There it is found beside the .ann, wherever it was.
    beside_it = str(PurePosixPath(name).with_name(beside.path.name))
    files += (File(beside_it, raw_text),) if files else ()
    for one in (ann, text):
        if isinstance(one, Problem):
            return Bad(one, raw, files)
    assert isinstance(ann, str)  # noqa: S101 - the loop above saw to it
    assert isinstance(text, str)  # noqa: S101
    annotator = about.get("annotator", beside.annotator)
    stem = beside.path.stem
    try:
        standoff = Standoff(ann, text)
        quotes = tuple(_quotes(standoff, words, annotator))
    except WrongLineError as error:
        return Bad(Problem(place, error.line, error.reason), raw, files)
    # Without an index, documents are called as the articles are.
    whose = whose_of({"article": stem if is_plain(stem) else None} | about, text)
    others = passed_over(standoff, words)
    return Found(
        place, None, raw, whose, quotes,
        passed_over=others, files=lambda: files, annotator=annotator,
    )  # fmt: skip


def _read(path: Path) -> tuple[str | Problem, bytes]:
    data = whole(path)
    if isinstance(data, Problem):
        return data, b""
    try:
        return data.decode("utf-8"), data
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(writable(path), line, not_utf8(data, error), "save it as UTF-8"), data


def _quotes(standoff: Standoff, words: brat.Words, annotator: str | None) -> Iterator[FoundQuote]:
    labels: dict[str, list[FoundLabel]] = {}
    for name, event in standoff.events.items():
        for quote in event.all_of(brat.ATTRIBUTION):
            labels.setdefault(quote, []).append(_label(standoff, words, name, event))
    for name, event in standoff.events.items():
        if is_quote(event):
            of = tuple(labels.get(name, ()))
            yield _quote(standoff, name, event, of, annotator)


def _label(standoff: Standoff, words: brat.Words, name: str, event: Event) -> FoundLabel:
    values: list[tuple[str, Piece | str]] = []
    for role, mark in event.places:
        if role in words.attributes and mark in standoff.marks:
            values.append((words.attributes[role], standoff.whole(mark)))
    for note in standoff.attributes.get(name, ()):
        value = words.values.get(note.said, note.said)
        values.append((words.attributes.get(note.kind, note.kind), value))
    values += [
        (words.attributes[note.kind], brat.text_of(note.said))
        for note in standoff.notes.get(name, ())
        if note.kind in words.attributes
    ]
    label = words.labels.get(event.kind, event.kind)
    order = words.order_of(label)
    values.sort(key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
    return FoundLabel(label, tuple(values))


def _quote(
    standoff: Standoff,
    name: str,
    event: Event,
    labels: tuple[FoundLabel, ...],
    annotator: str | None,
) -> FoundQuote:
    line = standoff.line_of(name)
    parts = [piece for mark in event.all_of(brat.CONTENT) for piece in standoff.pieces(mark)]
    cues, sources = event.all_of(brat.CUE), event.all_of(brat.SOURCE)
    told = {note.kind: note.said for note in standoff.attributes.get(name, ())}
    notes = {note.kind: note.said for note in standoff.notes.get(name, ())}
    decision = told.get(brat.DECISION, "labelled" if labels else None)
    if decision is not None and decision not in DECISIONS:
        raise WrongLineError(line, f"{name} is decided to be {decision!r}, which is no decision")
    ours = _ours(notes, line) | {"kind": told.get(brat.KIND), "attitude": brat.ATTITUDE in told}
    ours |= {"annotator": annotator, "labels": [], "decision": None}
    ours["name"] = brat.text_of(notes[brat.NAME]) if brat.NAME in notes else None
    note = notes.get(brat.NOTE, "")
    if note != brat.readable(str(ours.get("note") or "")):
        ours["note"] = note  # somebody changed it in brat
    try:
        quote = quote_of(
            ours,
            tuple(sorted(parts)),
            cue=standoff.whole(cues[0]) if cues else None,
            speaker=standoff.whole(sources[0]) if sources else None,
            place=f"line {line}",
        )
    except ValueError as error:
        raise WrongLineError(line, f"{name}: {error}") from error
    return replace(quote, decision=decision, labels=labels)


def _ours(notes: dict[str, str], line: int) -> dict[str, Any]:
    if brat.OURS not in notes:
        return {}
    try:
        return json_object(notes[brat.OURS].encode("utf-8"))
    except NoObjectError as error:
        raise WrongLineError(line, f"its note {brat.OURS}: {error.reason}") from error
