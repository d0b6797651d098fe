"""An `.ann` file, line by line: text-bound annotations, events, attributes and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tui.formats.exchange.brat.lines import SPAN, cut, joined
from tui.formats.found import Piece
from tui.model.printable import brief
from tui.model.span import Span

_LINE = re.compile(r"(?:[TERAMNW][0-9]+\S*|#[0-9]*\S*|\*)\t")
_PLACES = re.compile(r"(\S+) ([0-9]{1,15} [0-9]{1,15}(?:;[0-9]{1,15} [0-9]{1,15})*) *")
_EVENT = re.compile(r"([^\s:]+):(T\S+)((?: [^\s:]+:[TE][^\s:]+)*)\s*")
_OTHERS = {"R": "relation", "*": "equivalence", "N": "normalization"}
_ABOUT = re.compile(r"(\S+) (\S+)(?: (.*?))?\s*")


class Mark(NamedTuple):
    """A text-bound annotation: its type and where it is, in order."""

    kind: str
    pieces: tuple[Piece, ...]


class Event(NamedTuple):
    """An event: its type, its trigger, and what takes which part in it."""

    kind: str
    trigger: str
    places: tuple[tuple[str, str], ...]

    def all_of(self, role: str) -> list[str]:
        """Return what has a part: `Content` and, numbered by brat, `Content2`."""
        return [mark for name, mark in self.places if name.rstrip("0123456789") == role]


class Note(NamedTuple):
    """An attribute or a note: its type, of what, and its value or text."""

    kind: str
    of: str
    said: str


class WrongLineError(Exception):
    """A line that is not as brat has it: which, from 1 on, and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


class Standoff:
    """What an `.ann` file says.

    Relations, equivalences and normalisations are no part of a quote, and only counted.

    Args:
        ann: The file's text.
        text: What it is about.

    Attributes:
        marks: The text-bound annotations by id; likewise `events`.
        attributes: Those of each event or mark, by its id; likewise `notes`.
        others: What is only counted, by its sort.

    Raises:
        WrongLineError: A line is broken, or tells of what is not there.
    """

    def __init__(self, ann: str, text: str) -> None:
        self._text = text
        self._line_of: dict[str, int] = {}
        self.marks: dict[str, Mark] = {}
        self.events: dict[str, Event] = {}
        self.attributes: dict[str, list[Note]] = {}
        self.notes: dict[str, list[Note]] = {}
        self.others: Counter[str] = Counter()
        for number, line in _lines(ann):
            self._read(number, line)
        self._check()

    def pieces(self, mark: str) -> tuple[Piece, ...]:
        """Return where a mark is: a piece for each that is not only parted by a line's end."""
        pieces = self.marks[mark].pieces
        if not all(self._is_true(piece) for piece in pieces):
            return pieces
        cut_at = tuple(Span(piece.start, piece.end) for piece in pieces)
        spans = joined(self._text, cut_at)
        for note in self.notes.get(mark, ()):
            if note.kind == SPAN and (exact := _spans(note.said)):
                # Somebody may have moved the mark since, and not the note.
                spans = exact if self._is_cut(exact, cut_at) else spans
        return tuple(Piece(*span, span.of(self._text)) for span in spans)

    def whole(self, mark: str) -> Piece:
        """Return a mark as one piece, from its start to its end."""
        pieces = self.pieces(mark)
        if len(pieces) == 1:
            return pieces[0]
        whole = Span(pieces[0].start, pieces[-1].end)
        is_true = all(self._is_true(one) for one in pieces)
        said = whole.of(self._text) if is_true else " ".join(one.text or "" for one in pieces)
        return Piece(*whole, said)

    def _is_true(self, piece: Piece) -> bool:
        return self._text[piece.start : piece.end] == piece.text

    def line_of(self, mark: str) -> int:
        """Return in which line something stands, from 1 on."""
        return self._line_of[mark]

    def _is_cut(self, spans: tuple[Span, ...], pieces: tuple[Span, ...]) -> bool:
        return cut(self._text, spans) == pieces

    def _read(self, number: int, line: str) -> None:
        name, rest = line.split("\t", 1)
        if name[0] in "TE" and name in self._line_of:
            raise WrongLineError(number, f"{name} is there twice")
        self._line_of[name] = number
        if name[0] == "T":
            self.marks[name] = _mark(number, rest)
        elif name[0] == "E":
            self.events[name] = _event(number, rest)
        elif name[0] in "AM":
            note = _about(number, rest.partition("\t")[0])
            self.attributes.setdefault(note.of, []).append(note)
        elif name[0] == "#":
            about, _, said = rest.partition("\t")
            note = _about(number, about)._replace(said=said)
            self.notes.setdefault(note.of, []).append(note)
        else:
            kind = rest.strip().partition(" ")[0]
            self.others[f"{_OTHERS.get(name[0], name[0])} {kind}".rstrip()] += 1

    def _check(self) -> None:
        for name, event in self.events.items():
            for mark in (event.trigger, *(mark for _, mark in event.places)):
                if mark not in self.marks and mark not in self.events:
                    raise WrongLineError(self._line_of[name], f"{name} is of {mark}: there is none")


def _lines(ann: str) -> Iterator[tuple[int, str]]:
    r"""Yield lines with their numbers; only `\n` ends one.

    The text of a mark may have gone on in the next line: brat before 1.3 wrote such.
    """
    first, held = 0, ""
    for number, line in enumerate(ann.split("\n"), 1):
        if _LINE.match(line):
            if held:
                yield first, held
            first, held = number, line.removesuffix("\r")
        elif held.startswith("T"):
            held += "\n" + line
        elif line.strip():
            raise WrongLineError(number, f"no line of brat's: {brief(line)}")
    if held:
        yield first, held


def _mark(number: int, line: str) -> Mark:
    places, _, said = line.partition("\t")
    match = _PLACES.fullmatch(places)
    if not match:
        raise WrongLineError(number, f"no type with a place: {brief(places)}")
    spans = _spans(match[2])
    if not spans:
        raise WrongLineError(number, f"its pieces are empty or overlap: {match[2][:60]}")
    length = sum(end - start + 1 for start, end in spans) - 1
    # Empty lines behind it belong to nothing; what is longer is kept, and does not fit.
    said = said if len(said) == length else said.rstrip("\n")
    if len(spans) == 1:
        return Mark(match[1], (Piece(*spans[0], said),))
    pieces = (Piece(*span, part) for span, part in zip(spans, _parts(said, spans), strict=True))
    return Mark(match[1], tuple(sorted(pieces)))


def _spans(places: str) -> tuple[Span, ...]:
    """Read `12 15;20 30`, in any order; nothing where they are empty or overlap."""
    try:
        pairs = [place.split(" ") for place in places.strip().split(";")]
        spans = tuple(Span(int(start), int(end)) for start, end in pairs)
    except ValueError:
        return ()
    at = 0
    for start, end in sorted(spans):
        if not at <= start < end:
            return ()
        at = end
    return spans


def _event(number: int, line: str) -> Event:
    match = _EVENT.fullmatch(line)
    if not match:
        raise WrongLineError(number, f"no event with a trigger: {brief(line)}")
    places = [place.split(":") for place in match[3].split()]
    return Event(match[1], match[2], tuple((role, mark) for role, mark in places))


def _about(number: int, line: str) -> Note:
    match = _ABOUT.fullmatch(line)
    if not match:
        raise WrongLineError(number, f"it does not say of what it is: {brief(line)}")
    return Note(match[1], match[2], match[3] or "")


def _parts(said: str, spans: tuple[Span, ...]) -> Iterator[str]:
    """Yield what a mark's text says of each of its pieces, which a blank parts."""
    at = 0
    for start, end in spans:
        yield said[at : at + end - start]
        at += end - start + 1
