"""The parts of brat's standoff that writing and reading have to agree on.

A text-bound annotation stands on one line with its text, so none of its pieces may hold the end of
a line: it is cut there. That is whatever Python takes for a line's end, because brat reads lines
with Python.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from tui.model.printable import flat
from tui.model.scheme import Scheme
from tui.model.span import Span

SOURCE, CUE, CONTENT, ATTRIBUTION = "Source", "Cue", "Content", "Attribution"
"""What PolNeAR calls who says it, the words that attribute it, what is said, and all of it."""
NO_SOURCE = "Attribution-no-source"
"""What it calls an attribution to nobody."""
TARGET = "Target"
"""What a stance is about, where that stands in the text."""

DECISION, KIND, ATTITUDE = "Decision", "Kind", "Attitude"
"""Attributes of an attribution."""
NOTE, NAME, SPAN, OURS = "AnnotatorNotes", "Name", "Span", "Pullquote"
"""Notes: what people read; the speaker's name; a place that is not as it was cut; all else."""

INDEX = "documents.jsonl"
"""Which document of the folder is which article by whom."""

_TYPES = frozenset({SOURCE, CUE, CONTENT, ATTRIBUTION, NO_SOURCE, TARGET})
_ATTRIBUTES = frozenset({DECISION, KIND, ATTITUDE})
_NOTES = frozenset({NOTE, NAME, SPAN, OURS})
_BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NO_VALUE = re.compile(r"[^A-Za-z0-9_.+-]")
_NOT_IN_A_LINE = re.compile("[\\\\\0-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPE = re.compile(r"\\(\\|u[0-9a-f]{4})")


def cut(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return `spans` without the ends of lines in them: brat's pieces."""
    return tuple(piece for span in spans for piece in _without_breaks(text, span))


def _without_breaks(text: str, span: Span) -> list[Span]:
    if not _BREAKS.search(text, span.start, span.end):
        return [span]  # most are on one line
    starts, ends = [span.start], []
    for match in _BREAKS.finditer(text, span.start, span.end):
        ends.append(match.start())
        starts.append(match.end())
    pieces = [Span(*pair) for pair in zip(starts, [*ends, span.end], strict=True)]
    return [piece for piece in pieces if piece.start < piece.end]


def joined(text: str, pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Return pieces, those with nothing but a line's end between them as one."""
    spans = list(pieces[:1])
    for piece in pieces[1:]:
        if _BREAKS.fullmatch(text, spans[-1].end, piece.start):
            spans[-1] = Span(spans[-1].start, piece.end)
        else:
            spans.append(piece)
    return tuple(spans)


def line_text(text: str) -> str:
    r"""Return a text on one line: a backslash as two, control characters as `\u000a`."""
    return _NOT_IN_A_LINE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return "\\\\" if match[0] == "\\" else f"\\u{ord(match[0]):04x}"


def text_of(line: str) -> str:
    """Return the text that `line_text` made a line of."""
    return _ESCAPE.sub(lambda m: "\\" if m[1] == "\\" else chr(int(m[1][1:], 16)), line)


def readable(text: str) -> str:
    """Return a text on one line for people; what is not to be seen is a space."""
    return flat(_CONTROLS.sub(" ", text))


class Words:
    """What labels, attributes and values of a scheme are called in brat: identifiers.

    One that is none already gets a hash behind it, and so does one that we use ourselves.

    Attributes:
        labels: The names of the scheme's labels, by what they are called; likewise `attributes`
            and `values`.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        kinds = [attribute for label in scheme.labels for attribute in label.attributes]
        names = [choice.value for attribute in kinds for choice in attribute.choices]
        self.labels = {self.label(label.name): label.name for label in scheme.labels}
        self.attributes = {self.attribute(kind.name): kind.name for kind in kinds}
        self.values = {self.value(name): name for name in names}

    def order_of(self, label: str) -> list[str]:
        """Return the names of a label's attributes as the scheme has them; none of an unknown."""
        kind = self._scheme.label_type(label)
        return [attribute.name for attribute in kind.attributes] if kind else []

    def label(self, name: str) -> str:
        """Return what the label of a name is called."""
        return _identifier(name, _TYPES)

    def attribute(self, name: str) -> str:
        """Return what the attribute of a name is called."""
        return _identifier(name, _ATTRIBUTES | _NOTES | _TYPES)

    def value(self, name: str) -> str:
        """Return what a value is called; it may begin with any sign."""
        return _hashed(name) if not name or _NO_VALUE.search(name) else name


def _identifier(name: str, taken: frozenset[str]) -> str:
    return name if _IDENTIFIER.fullmatch(name) and name not in taken else _hashed(name)


def _hashed(name: str) -> str:
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    letters = re.sub("[^A-Za-z0-9]+", "-", name).strip("-")
    return f"X{letters[:24]}-{digest[:8]}"
