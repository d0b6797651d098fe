"""All that NLP found in an article. Rebuildable, so it may be cached and thrown away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from tui.model.packed import Packed, Spans
from tui.model.span import Span

Kind = Literal["direct", "indirect", "mixed"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Entity(NamedTuple):
    """A name in the text and its type (`PERSON`, `ORG`, ...)."""

    span: Span
    label: str


class Entities(Packed[Entity]):
    """Entities in text order that do not overlap; made when they are looked at.

    Attributes:
        spans: Where they are.
        labels: The type of each.
    """

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self.spans: Spans
        self.labels: tuple[str, ...]
        if isinstance(entities, Entities):
            self.spans, self.labels = entities.spans, entities.labels
        else:
            listed = tuple(entities)
            self.spans = Spans(entity.span for entity in listed)
            self.labels = tuple(entity.label for entity in listed)

    def packed(self) -> list[Any]:
        """Return a compact form of plain lists: spans, the types there are, the type of each."""
        known = list(dict.fromkeys(self.labels))
        number = {label: n for n, label in enumerate(known)}
        return [self.spans.steps(), known, [number[label] for label in self.labels]]

    @classmethod
    def unpacked(cls, steps: Sequence[int], known: Sequence[str], which: Sequence[int]) -> Entities:
        """Read what `packed` wrote.

        Raises:
            LookupError, TypeError, ValueError: It is not such a form.
        """
        names = [str(name) for name in known]
        entities = cls()
        entities.spans = Spans.of_steps(steps)
        entities.labels = tuple(map(names.__getitem__, which))
        if len(entities.spans) != len(entities.labels):
            raise ValueError(f"{len(entities.spans)} entities with {len(entities.labels)} types")
        return entities

    def __len__(self) -> int:
        return len(self.labels)

    def _at(self, number: int) -> Entity:
        return Entity(self.spans[number], self.labels[number])

    def __iter__(self) -> Iterator[Entity]:
        return map(Entity, self.spans, self.labels)

    def replaced(self, gone: Iterable[int], new: Iterable[Entity]) -> Entities:
        """Return these less those with the numbers `gone`, and with the `new` ones in their places.

        Both are in order. What stays is copied as a whole: it does not count how many that are.
        """
        changes: list[tuple[int, int, Entity | None]] = [(number, 1, None) for number in gone]
        changes += [(self.spans.first_from(one.span.start), 0, one) for one in new]
        borders: list[Iterable[int]] = []
        labels: list[str] = []
        at = 0
        for number, is_gone, entity in sorted(changes, key=lambda change: change[:2]):
            borders.append(self.spans.borders(at, number))
            labels += self.labels[at:number]
            if entity:
                borders.append(entity.span)
                labels.append(entity.label)
            at = number + is_gone
        borders.append(self.spans.borders(at, len(self)))
        made = Entities()
        made.spans, made.labels = Spans.of_borders(borders), (*labels, *self.labels[at:])
        return made

    def touching(self, start: int, end: int) -> range:
        """Return the numbers of the entities that share a code point with `start` to `end`."""
        return self.spans.touching(start, end)


def entity_places(entities: Sequence[Entity]) -> Iterable[tuple[int, int, str]]:
    """Return start, end and type of each, without making packed ones."""
    if isinstance(entities, Entities):
        return zip(entities.spans.starts, entities.spans.ends, entities.labels, strict=True)
    return ((start, end, label) for (start, end), label in entities)


def type_counts(entities: Sequence[Entity]) -> Counter[str]:
    """Count the entities of each type."""
    if isinstance(entities, Entities):
        return Counter(entities.labels)  # without making them
    return Counter(entity.label for entity in entities)


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
            Spans(self.fragments).steps(),
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
            Span(start, end),
            kind,
            Span(*cue) if cue else None,
            _unpack_speaker(*speaker) if speaker else None,
            tuple(Spans.of_steps(fragments)) if fragments else (),
            float(confidence),
            bool(attitude),
        )


class Analysis(NamedTuple):
    """Sentences, tokens, entities and quotes of one text, each in text order.

    Attributes:
        sentences: Non-overlapping; a gap holds only white space.
        tokens: The model's tokens that are not white space; none where they were not asked for.
        entities: Non-overlapping, consistent over the whole article.
        quotes: Sorted by start; a quote inside a quote follows it.
    """

    sentences: Sequence[Span] = ()
    tokens: Sequence[Span] = ()
    entities: Sequence[Entity] = ()
    quotes: tuple[Quote, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return a compact form for the cache and the wire: spans as gap and length."""
        return {
            "sentences": Spans(self.sentences).steps(),
            "tokens": Spans(self.tokens).steps(),
            "entities": Entities(self.entities).packed(),
            "quotes": [q.packed() for q in self.quotes],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Analysis:
        """Read what `as_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: It is not such a form.
        """
        return cls(
            sentences=Spans.of_steps(data["sentences"]),
            tokens=Spans.of_steps(data["tokens"]),
            entities=Entities.unpacked(*data["entities"]),
            quotes=tuple(map(Quote.unpacked, data["quotes"])),
        )


def _unpack_speaker(span: list[int] | None, name: str) -> Speaker:
    return Speaker(Span(*span) if span else None, str(name))
