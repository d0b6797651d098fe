"""Writing Label Studio's tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from tui.formats.annotated import Annotated, by_annotator
from tui.formats.details import details_of
from tui.formats.exchange.label_studio.settings import (
    CONFIG,
    CUE,
    LABEL,
    NEXT,
    OURS,
    SPEAKER,
    TEXT,
    control_of,
    labelling_config,
)
from tui.formats.folder import Folder
from tui.formats.format import Options, Split
from tui.formats.jsonl import json_line
from tui.formats.origin import origin_of
from tui.formats.spans import NEITHER, UNSURE
from tui.formats.tally import labels_of
from tui.model.annotation import Annotation, Excerpt, Origin
from tui.model.label import Label, Target

_ORIGINS: dict[Origin, str] = {
    "auto": "prediction",
    "edited": "prediction-changed",
    "manual": "manual",
}
_NATIVE = frozenset({"decision", "labels", "note"})
"""What Label Studio has a place for."""


def write_label_studio(splits: Sequence[Split], folder: Folder, options: Options) -> None:
    """Write the labelling config, and a file of tasks for each split."""
    with folder.open(CONFIG) as file:
        file.write(labelling_config(options.scheme).encode("utf-8"))
    for split in splits:
        with folder.open(f"{split.name or 'tasks'}.json") as file:
            _write_tasks(split, file)


def _write_tasks(split: Split, file: IO[bytes]) -> None:
    before = b"[\n"
    for annotated in split.articles:
        if annotated.annotations:
            file.write(before + json_line(_task(annotated)).rstrip(b"\n"))
            before = b",\n"
            split.tally.record(*(name for one in annotated.annotations for name in labels_of(one)))
    file.write((before if before == b"[\n" else b"\n") + b"]\n")


def _task(annotated: Annotated) -> dict[str, Any]:
    article = annotated.article
    return {
        "annotations": [_of_one(group) for _, group in by_annotator(annotated.annotations)],
        "predictions": [],
        "data": origin_of(article) | {TEXT: article.text},
    }


def _of_one(annotations: Sequence[Annotation]) -> dict[str, Any]:
    """Return all that one annotator decided on an article."""
    regions = _Regions()
    for annotation in annotations:
        regions.add(annotation)
    return {
        "result": regions.result,
        "was_cancelled": False,
        "ground_truth": False,
        "created_at": min(one.created for one in annotations),
        "updated_at": max(one.updated for one in annotations),
        "lead_time": round(sum(one.seconds for one in annotations), 3),
    }


class _Regions:
    """The result of one annotation: regions, what is said of them, and relations."""

    def __init__(self) -> None:
        self.result: list[dict[str, Any]] = []
        self._count = 0

    def add(self, annotation: Annotation) -> None:
        names = [label.name for label in annotation.labels]
        firsts = [self._quote(name, annotation) for name in names]
        if annotation.decision == UNSURE:
            firsts.append(self._quote(UNSURE, annotation))
        head = (firsts or [self._quote(NEITHER, annotation)])[0]
        details = {k: v for k, v in details_of(annotation).items() if k not in _NATIVE}
        head["origin"] = _ORIGINS[annotation.origin]
        head["meta"] = ({"text": [annotation.note]} if annotation.note else {}) | {OURS: details}
        if annotation.cue:
            self._relate(head, self._region(annotation.cue, CUE), CUE)
        if annotation.speaker and annotation.speaker.mention:
            self._relate(head, self._region(annotation.speaker.mention, SPEAKER), SPEAKER)
        for region, label in zip(firsts, annotation.labels, strict=False):
            self._say(region, label)

    def _quote(self, name: str, annotation: Annotation) -> dict[str, Any]:
        """Add a label's region for each fragment; return the first."""
        first, *others = (self._region(part, name) for part in annotation.parts)
        before = first
        for region in others:
            self._relate(before, region, NEXT)
            before = region
        return first

    def _say(self, region: dict[str, Any], label: Label) -> None:
        place = {key: region["value"][key] for key in ("start", "end", "text")}
        for name, value in label.values:
            control = control_of(label.name, name)
            if not isinstance(value, Target):
                said = place | {"choices": [value]}
                self.result.append(_result(region["id"], control, "choices", said))
            elif value.span:
                excerpt = Excerpt(value.span, value.text)
                self._relate(region, self._region(excerpt, name), name)
            else:
                said = place | {"text": [value.text]}
                self.result.append(_result(region["id"], control, "textarea", said))

    def _region(self, excerpt: Excerpt, label: str) -> dict[str, Any]:
        self._count += 1
        (start, end), text = excerpt
        value = {"start": start, "end": end, "text": text, "labels": [label]}
        region = _result(f"r{self._count}", LABEL, "labels", value)
        self.result.append(region)
        return region

    def _relate(self, one: dict[str, Any], other: dict[str, Any], kind: str) -> None:
        ends = {"from_id": one["id"], "to_id": other["id"]}
        self.result.append({"type": "relation", "direction": "right", "labels": [kind], **ends})


def _result(region: str, control: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": region, "from_name": control, "to_name": TEXT, "type": kind, "value": value}
