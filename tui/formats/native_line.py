"""An annotation as a line of the program's own format, in half the time that JSON takes.

An export writes a million of them. Their form is fixed, so no dictionary is made of each and given
to an encoder that has to find out what is in it. A test holds this to `Annotation.as_record`.
"""

from __future__ import annotations

import math
from json.encoder import encode_basestring as _text

from tui.formats.jsonl import line_of
from tui.model.annotation import SCHEMA, Annotation, Excerpt, Move, SpeakerExcerpt, Suggested
from tui.model.label import Label, Value
from tui.model.span import Span


def native_line(a: Annotation) -> bytes:
    """Return what `json_line` makes of the annotation's record.

    Raises:
        ValueError: There is a number in it that JSON does not know, or half a character.
    """
    speaker = _speaker(a.speaker)
    return line_of(
        f'{{"schema": "{SCHEMA}", "id": {_text(a.id)}, "article": {_text(a.article)}, '
        f'"article_sha256": {_text(a.article_sha256)}, {_excerpt_keys(a.content)}, '
        f'"fragments": {_fragments(a.fragments)}, '
        f'"prefix": {_text(a.prefix)}, "suffix": {_text(a.suffix)}, '
        f'"kind": "{a.kind}", "attitude": {"true" if a.attitude else "false"}, '
        f'"cue": {_excerpt(a.cue) if a.cue else "null"}, "speaker": {speaker}, '
        f'"decision": {_text_or_null(a.decision)}, '
        f'"labels": [{", ".join([_label(label) for label in a.labels])}], '
        f'"note": {_text(a.note)}, "origin": "{a.origin}", "detected": {_detected(a, speaker)}, '
        f'"confidence": {"null" if a.confidence is None else _number(a.confidence)}, '
        f'"detector": {_text_or_null(a.detector)}, "annotator": {_text(a.annotator)}, '
        f'"created": {_text(a.created)}, "updated": {_text(a.updated)}, '
        f'"seconds": {_number(a.seconds)}{_moved(a.moved) if a.moved else ""}'
        f"{_suggested(a.suggested) if a.suggested else ''}}}"
    )


def _text_or_null(text: str | None) -> str:
    return "null" if text is None else _text(text)


def _number(number: float) -> str:
    if not math.isfinite(number):
        raise ValueError(f"{number} is not JSON")
    return repr(number)


def _span_keys(span: Span) -> str:
    return f'"start": {span.start}, "end": {span.end}'


def _excerpt_keys(excerpt: Excerpt) -> str:
    return f'{_span_keys(excerpt.span)}, "text": {_text(excerpt.text)}'


def _excerpt(excerpt: Excerpt) -> str:
    return f"{{{_excerpt_keys(excerpt)}}}"


def _fragments(fragments: tuple[Excerpt, ...]) -> str:
    return f"[{', '.join(map(_excerpt, fragments))}]" if fragments else "null"


def _speaker(speaker: SpeakerExcerpt | None) -> str:
    if speaker is None:
        return "null"
    mention, name = speaker
    keys = _excerpt_keys(mention) if mention else '"start": null, "end": null, "text": null'
    return f'{{{keys}, "name": {_text(name)}}}'


def _detected(annotation: Annotation, speaker: str) -> str:
    """Return what was detected; `speaker` is the annotation's, who mostly is the same."""
    detected = annotation.detected
    if detected is None:
        return "null"
    if detected.speaker is not annotation.speaker:
        speaker = _speaker(detected.speaker)
    pieces = ", ".join([f"{{{_span_keys(span)}}}" for span in detected.fragments])
    return (
        f'{{{_span_keys(detected.span)}, "fragments": {f"[{pieces}]" if pieces else "null"}, '
        f'"speaker": {speaker}}}'
    )


def _moved(moved: Move) -> str:
    lost = ", ".join(map(_text, moved.lost))
    keys = f'"sha256": {_text(moved.sha256)}, {_excerpt_keys(moved.content)}, "lost": [{lost}]'
    return f', "moved": {{{keys}}}'


def _suggested(suggested: Suggested) -> str:
    labels = ", ".join(map(_label, suggested.labels))
    keys = f'"source": {_text(suggested.source)}, "decision": "{suggested.decision}"'
    return f', "suggested": {{{keys}, "labels": [{labels}]}}'


def _label(label: Label) -> str:
    values = [f", {_text(name)}: {_value(value)}" for name, value in label.values]
    return f'{{"label": {_text(label.name)}{"".join(values)}}}'


def _value(value: Value) -> str:
    if isinstance(value, str):
        return _text(value)
    keys = _span_keys(value.span) if value.span else '"start": null, "end": null'
    return f'{{"text": {_text(value.text)}, {keys}}}'
