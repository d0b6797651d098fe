"""What the detector finds in a text, and what it should find, in words instead of offsets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from tui.model.analysis import Kind, Quote
from tui.nlp.pipeline import Pipeline


class Told(NamedTuple):
    """A quote: its fragments, its kind, the words of its cue and of its speaker's mention."""

    parts: tuple[str, ...]
    kind: Kind
    cue: str | None
    by: str | None
    attitude: bool = False


class Reading(NamedTuple):
    """A text, and all quotes that a person finds in it, in order."""

    text: str
    quotes: tuple[Told, ...]


def direct(*parts: str, cue: str | None = None, by: str | None = None) -> Told:
    return Told(parts, "direct", cue, by)


def mixed(*parts: str, cue: str | None = None, by: str | None = None) -> Told:
    return Told(parts, "mixed", cue, by)


def indirect(*parts: str, cue: str | None = None, by: str | None = None) -> Told:
    return Told(parts, "indirect", cue, by)


def attitude(*parts: str, cue: str | None = None, by: str | None = None) -> Told:
    return Told(parts, "indirect", cue, by, attitude=True)


def read(text: str, *quotes: Told) -> Reading:
    return Reading(text, quotes)


def told(pipeline: Pipeline, text: str) -> list[Told]:
    return [in_words(quote, text) for quote in pipeline.analyse(text).quotes]


def in_words(quote: Quote, text: str) -> Told:
    mention = quote.speaker.span if quote.speaker else None
    return Told(
        parts=tuple(part.of(text) for part in quote.parts),
        kind=quote.kind,
        cue=quote.cue.of(text) if quote.cue else None,
        by=mention.of(text) if mention else None,
        attitude=quote.attitude,
    )


def each(readings: Mapping[str, Reading]) -> pytest.MarkDecorator:
    """Run a test over readings, named by what each is about."""
    return pytest.mark.parametrize(
        ("text", "expected"),
        [pytest.param(r.text, list(r.quotes), id=name) for name, r in readings.items()],
    )
