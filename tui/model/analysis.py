"""All that NLP found in an article. Rebuildable, so it may be cached and thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from tui.model.span import Span

Kind = Literal["direct", "indirect", "mixed"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Entity(NamedTuple):
    """A name in the text and its type (`PERSON`, `ORG`, ...)."""

    span: Span
    label: str


class Speaker(NamedTuple):
    """The mention next to a quote and the name it stands for ("he" -> "Donald Trump").

    Attributes:
        span: The mention; None where an analyst typed a name that stands nowhere.
        name: The name.
    """

    span: Span | None
    name: str


class Quote(NamedTuple):
    """A quote as the detector found it.

    Attributes:
        span: Its content, without the quote marks; from the first fragment to the last.
        kind: `direct` (all in marks), `mixed` (a clause with a part in marks) or `indirect`.
        cue: The words that attribute it ("said"), where there are any.
        speaker: Who said it, where that was found.
        fragments: Its pieces in order, where there is more than one: “A,” said X. “B.”
        confidence: How sure the detector is that it is one, from 0 to 1.
        attitude: Whether it tells what somebody thinks or wants, and nothing that was said.
    """

    span: Span
    kind: Kind
    cue: Span | None = None
    speaker: Speaker | None = None
    fragments: tuple[Span, ...] = ()
    confidence: float = 1.0
    attitude: bool = False

    @property
    def parts(self) -> tuple[Span, ...]:
        """Its fragments, or the whole as the only one."""
        return self.fragments or (self.span,)

    def packed(self) -> list[Any]:
        """Return a compact form of plain lists, for JSON and the like."""
        return [
            *self.span,
            self.kind,
            list(self.cue) if self.cue else None,
            [self.speaker.span, self.speaker.name] if self.speaker else None,
            _pack(self.fragments),
            self.confidence,
            self.attitude,
        ]

    @classmethod
    def unpacked(cls, data: Sequence[Any]) -> Quote:
        """Read what `packed` wrote.

        Raises:
            KeyError, TypeError, ValueError: It is not such a form.
        """
        start, end, kind, cue, speaker, fragments, confidence, attitude = data
        if kind not in KINDS:
            raise ValueError(f"unknown kind of quote: {kind!r}")
        return cls(
            span=Span(start, end),
            kind=kind,
            cue=Span(*cue) if cue else None,
            speaker=_unpack_speaker(*speaker) if speaker else None,
            fragments=_unpack(fragments),
            confidence=float(confidence),
            attitude=bool(attitude),
        )


class Analysis(NamedTuple):
    """Sentences, tokens, entities and quotes of one text, each in text order.

    Attributes:
        sentences: Non-overlapping; a gap holds only white space.
        tokens: The model's tokens that are not white space.
        entities: Non-overlapping, consistent over the whole article.
        quotes: Sorted by start; a quote inside a quote follows it.
    """

    sentences: tuple[Span, ...] = ()
    tokens: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return a compact form for the cache and the wire: spans as gap and length."""
        return {
            "sentences": _pack(self.sentences),
            "tokens": _pack(self.tokens),
            "entities": [[*e.span, e.label] for e in self.entities],
            "quotes": [q.packed() for q in self.quotes],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Analysis:
        """Read what `as_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: It is not such a form.
        """
        return cls(
            sentences=_unpack(data["sentences"]),
            tokens=_unpack(data["tokens"]),
            entities=tuple(Entity(Span(s, e), str(label)) for s, e, label in data["entities"]),
            quotes=tuple(Quote.unpacked(q) for q in data["quotes"]),
        )


def _pack(spans: Iterable[Span]) -> list[int]:
    packed: list[int] = []
    at = 0
    for start, end in spans:
        packed += (start - at, end - start)
        at = end
    return packed


def _unpack(packed: list[int]) -> tuple[Span, ...]:
    spans = []
    at = 0
    for gap, length in zip(packed[::2], packed[1::2], strict=True):
        start = at + gap
        at = start + length
        spans.append(Span(start, at))
    return tuple(spans)


def _unpack_speaker(span: list[int] | None, name: str) -> Speaker:
    return Speaker(Span(*span) if span else None, str(name))
