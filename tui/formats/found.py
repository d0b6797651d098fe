"""What a file of another tool says, before it is known to be true of any article.

All places count code points of the text as the file has it. Where a format counts in another way
(UTF-16, tokens, bytes), its reader counts them over; what is wrong then is found by whoever
compares it with the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tui.formats.problem import Problem
from tui.model.analysis import Kind
from tui.model.annotation import Annotation, Decision, Origin
from tui.model.entity_mark import EntityMark


class Piece(NamedTuple):
    """A place in a text: half-open, in code points.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        text: What the file says stands there; None where it does not say.
    """

    start: int
    end: int
    text: str | None = None


class FoundLabel(NamedTuple):
    """A label; of an attribute that is a target a `Piece`, or its text where it has no place."""

    name: str
    values: tuple[tuple[str, Piece | str], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote with a decision. What a format does not carry is None, or empty.

    Attributes:
        parts: Where it is: one piece, or several in order.
        decision: What was decided; None of a quote that is only marked.
        labels: Its labels, when it is `labelled`.
        cue: The words that attribute it.
        speaker: The mention of who says it.
        name: The speaker's name.
        kind: As `Annotation.kind`; likewise `attitude`, `note`, `id`, `origin`, `confidence`,
            `detector`, `created`, `updated` and `seconds`.
        annotator: Who decided it, as the file has it.
        place: Where it stands in the file, when not all of the record's stand at one line.
    """

    parts: tuple[Piece, ...]
    decision: Decision | None = None
    labels: tuple[FoundLabel, ...] = ()
    cue: Piece | None = None
    speaker: Piece | None = None
    name: str = ""
    kind: Kind | None = None
    attitude: bool = False
    note: str = ""
    id: str | None = None
    origin: Origin | None = None
    confidence: float | None = None
    detector: str | None = None
    annotator: str | None = None
    created: str | None = None
    updated: str | None = None
    seconds: float | None = None
    place: str = ""


class FoundEntity(NamedTuple):
    """An entity and its type.

    Attributes:
        piece: Where it is.
        label: Its type.
        annotator: Who marked it, as the file has it; None where it does not say.
    """

    piece: Piece
    label: str
    annotator: str | None = None


class Whose(NamedTuple):
    """Which text a record is about; one of `id`, `sha256` and `text` is there.

    Attributes:
        id: The article's id.
        sha256: The text's hash.
        text: All of the text.
        title: The article's title, or an empty string; likewise `date`, `source` and `url`.
    """

    id: str | None = None
    sha256: str | None = None
    text: str | None = None
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""


class File(NamedTuple):
    """A file that a record is by itself, or a part of one, to be read again.

    Attributes:
        name: Its name in a folder, with `/`. Parts with one name go one behind the other.
        data: What is in it.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """One record of a file: what is said of one text, and taken or left as a whole.

    Attributes:
        place: Where it stands: the file, or the file in the folder.
        line: In which line, from 1 on; None where there are none.
        raw: It as it stands there, for the file of what is left out.
        whose: Which text it is about; empty when it is left out.
        quotes: The quotes.
        entities: The entities.
        annotations: Whole annotations, where the format is our own; no quotes then.
        marks: Whole corrections of entities, likewise.
        passed_over: What else it has, of which no annotation of ours can be made: how many of each
            sort, as the tool calls it ("relation Coref").
        left_out: What it is, where nobody decided on anything in it ("rejected task"): there is
            nothing to bring in then, and nothing else of it is looked at. Empty of all others.
        files: Gives the files that it is by itself, where `raw` is nothing that could be read.
        annotator: Who decided all of it, where that is told even of a record without a quote.
        find: Gives the quotes, where the file tells places by their words and not by offsets: they
            are found in the article's text, or a ValueError tells why not. No `quotes` then.
    """

    place: str
    line: int | None
    raw: bytes
    whose: Whose
    quotes: tuple[FoundQuote, ...] = ()
    entities: tuple[FoundEntity, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    marks: tuple[EntityMark, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    left_out: str = ""
    files: Callable[[], tuple[File, ...]] = field(default=tuple, compare=False)
    annotator: str | None = None
    find: Callable[[str], tuple[FoundQuote, ...]] | None = field(default=None, compare=False)


class Bad(NamedTuple):
    """A record that is not as the format has it.

    Attributes:
        problem: What is wrong, and where.
        raw: It as it stands in the file.
        files: As of `Found`.
    """

    problem: Problem
    raw: bytes
    files: tuple[File, ...] = ()
