"""Writing brat's standoff: a folder for each annotator, with a `.txt` and an `.ann` an article.

A folder an annotator, because that is how brat compares them, side by side.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from tui.formats.annotated import by_annotator
from tui.formats.details import details_of
from tui.formats.exchange.brat import lines as brat
from tui.formats.exchange.brat.settings import annotation_conf, visual_conf
from tui.formats.folder import Folder
from tui.formats.format import Options, Split
from tui.formats.jsonl import json_line, line_of
from tui.formats.origin import origin_of
from tui.formats.tally import labels_of
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.label import Label, Target
from tui.model.safe_name import safe_name
from tui.model.span import Span

_TOLD_OTHERWISE = {"decision", "labels", "kind", "attitude", "name", "annotator"}
_UNMARKABLE = "nothing but ends of lines, which brat cannot mark"


def write_brat(splits: Sequence[Split], folder: Folder, options: Options) -> None:
    """Write the documents of all splits, what brat has to know of them, and which is which."""
    words = brat.Words(options.scheme)
    for name, made in (("annotation", annotation_conf), ("visual", visual_conf)):
        with folder.open(f"{name}.conf") as file:
            file.write(made(options.scheme, words).encode("utf-8"))
    with folder.open(brat.INDEX) as index:
        for split in splits:
            for annotated in split.articles:
                for annotator, group in by_annotator(annotated.annotations):
                    name = _document_name(split.name, annotator, annotated.article)
                    told = {"document": name, "annotator": annotator}
                    index.write(json_line(told | origin_of(annotated.article)))
                    standoff = _Standoff(annotated.article.text, words)
                    for annotation in group:
                        _write(standoff, annotation, split)
                    with folder.open(name + ".txt") as file:
                        file.write(annotated.article.text.encode("utf-8"))
                    with folder.open(name + ".ann") as file:
                        file.write("".join(standoff.lines).encode("utf-8"))


def _document_name(split: str, annotator: str, article: Article) -> str:
    parts = [split, safe_name(annotator), safe_name(article.id)]
    return "/".join(part for part in parts if part)


def _write(standoff: _Standoff, annotation: Annotation, split: Split) -> None:
    if standoff.attribution(annotation):
        split.tally.record(*labels_of(annotation))
    else:
        split.tally.leave_out(_UNMARKABLE)


class _Standoff:
    """The lines of one `.ann` file."""

    def __init__(self, text: str, words: brat.Words) -> None:
        self.lines: list[str] = []
        self._text = text
        self._words = words
        self._count = dict.fromkeys("TEA#", 0)
        self._places: dict[tuple[Span, ...], tuple[str, str]] = {}

    def attribution(self, annotation: Annotation) -> bool:
        """Write an annotation, as the event that PolNeAR makes of one; tell whether that can be."""
        parts = [part.span for part in annotation.parts]
        content = self._mark(brat.CONTENT, parts)
        if content is None:
            return False
        places = [(brat.CONTENT, content)]
        mention = annotation.speaker and annotation.speaker.mention
        for role, excerpt in ((brat.CUE, annotation.cue), (brat.SOURCE, mention)):
            mark = self._mark(role, [excerpt.span]) if excerpt else None
            places += [(role, mark)] if mark else []
        kind = brat.ATTRIBUTION if places[-1][0] == brat.SOURCE else brat.NO_SOURCE
        trigger = self._mark(kind, [annotation.cue.span] if annotation.cue else parts)
        event = self._event(kind, trigger or self._marked(kind, parts), places)
        self._tell(event, annotation)
        for label in annotation.labels:
            self._label(event, parts, label)
        return True

    def _tell(self, event: str, annotation: Annotation) -> None:
        if annotation.decision:
            self._add("A", f"{brat.DECISION} {event} {annotation.decision}")
        self._add("A", f"{brat.KIND} {event} {annotation.kind}")
        if annotation.attitude:
            self._add("A", f"{brat.ATTITUDE} {event}")
        name = annotation.speaker.name if annotation.speaker else ""
        if name:
            self._add("#", f"{brat.NAME} {event}\t{brat.line_text(name)}")
        note = brat.readable(annotation.note)
        if note:
            self._add("#", f"{brat.NOTE} {event}\t{note}")
        ours = {k: v for k, v in details_of(annotation).items() if k not in _TOLD_OTHERWISE}
        if note == annotation.note:
            ours.pop("note", None)  # it stands there as it is
        line = line_of(json.dumps(ours, ensure_ascii=False)).decode("utf-8")
        self._add("#", f"{brat.OURS} {event}\t{line.rstrip()}")

    def _label(self, quote: str, parts: Sequence[Span], label: Label) -> None:
        kind = self._words.label(label.name)
        places, told = [(brat.ATTRIBUTION, quote)], []
        for name, value in label.values:
            called = self._words.attribute(name)
            if not isinstance(value, Target):
                told.append(("A", f"{called} %s {self._words.value(value)}"))
            elif value.span and (mark := self._mark(brat.TARGET, [value.span])):
                places.append((called, mark))
            else:
                told.append(("#", f"{called} %s\t{brat.line_text(value.text)}"))
        event = self._event(kind, self._marked(kind, parts), places)
        for sign, line in told:
            self._add(sign, line.replace("%s", event, 1))

    def _event(self, kind: str, trigger: str, places: Iterable[tuple[str, str]]) -> str:
        told = "".join(f" {role}:{mark}" for role, mark in places)
        return self._add("E", f"{kind}:{trigger}{told}")

    def _marked(self, kind: str, spans: Sequence[Span]) -> str:
        """Return the mark of a place of which it is known that brat can mark it."""
        mark = self._mark(kind, spans)
        assert mark is not None  # noqa: S101 - its content was marked before
        return mark

    def _mark(self, kind: str, spans: Sequence[Span]) -> str | None:
        """Write a text-bound annotation; None where nothing but ends of lines stands there."""
        key = tuple(spans)
        place = self._places.get(key)
        if place is None:  # a quote's own is that of its labels, too
            place = self._places[key] = self._place(key)
        line, exact = place
        if not line:
            return None
        mark = self._add("T", f"{kind} {line}")
        if exact:
            self._add("#", f"{brat.SPAN} {mark}\t{exact}")
        return mark

    def _place(self, spans: tuple[Span, ...]) -> tuple[str, str]:
        """Return a place as a line has it with its text, and exactly where that is not the same."""
        pieces = brat.cut(self._text, spans)
        said = " ".join([self._text[start:end] for start, end in pieces])
        line = f"{_joined(pieces)}\t{said}" if pieces else ""
        is_exact = pieces == spans or brat.joined(self._text, pieces) == spans
        return line, "" if is_exact else _joined(spans)

    def _add(self, sign: str, line: str) -> str:
        self._count[sign] += 1
        number = f"{sign}{self._count[sign]}"
        self.lines.append(f"{number}\t{line}\n")
        return number


def _joined(spans: Iterable[Span]) -> str:
    return ";".join([f"{start} {end}" for start, end in spans])
