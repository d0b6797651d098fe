"""What became of one entity, said so that it can be done to all like it: by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args

from tui.model.analysis import Entity
from tui.model.entity_mark import EntityMark
from tui.model.entity_walk import EntityWalk
from tui.model.printable import brief, flat
from tui.model.record import RecordReader
from tui.model.span import Span

RULE_SCHEMA = "pullquote-entity-rule/1"

ChangeKind = Literal["add", "relabel", "borders", "remove"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

_GAP = r"(?:[^\S\n]*\n[^\S\n]*|[^\S\n]+)"
"""White space within a name: it may be broken over two lines, but not over two paragraphs."""


class Change(NamedTuple):
    """A correction, apart from the place where it was made.

    Words are compared with each run of white space as one space, and capitals as they are.

    Attributes:
        kind: `add` makes every place of the words an entity; the others change what is one:
            `relabel` its type (and its borders, when they were moved too), `borders` those only.
        words: Of the entities that are changed.
        becomes: The words they have then.
        lead: Code points from where `words` begin to where `becomes` begins: below zero when words
            before the entity come in.
        label: The type they get; None for `borders`, which keep theirs, and for `remove`.
    """

    kind: ChangeKind
    words: str
    becomes: str
    lead: int = 0
    label: str | None = None


class Place(NamedTuple):
    """Where a change applies: the entity that is there, and what it is to be.

    `label` None takes it away, from `span`.
    """

    entity: Entity | None
    span: Span
    label: str | None


class EntityRule(NamedTuple):
    """A change that an annotator wants in the whole corpus.

    Attributes:
        id: Unique over all stores.
        change: What is to be done.
        annotator: Who wants it.
        created: ISO 8601 in UTC, ending in Z. Of two rules for the same words the later holds.
    """

    id: str
    change: Change
    annotator: str
    created: str

    def as_record(self) -> dict[str, Any]:
        """Return the record: its keys always present, in this order."""
        return {
            "schema": RULE_SCHEMA,
            "id": self.id,
            **self.change._asdict(),
            "annotator": self.annotator,
            "created": self.created,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> EntityRule:
        """Read what `as_record` wrote.

        Raises:
            ValueError: It is not of that form; the message names the key.
        """
        read = RecordReader(record)
        if read.text("schema") != RULE_SCHEMA:
            raise ValueError(f"schema is {brief(record['schema'])}, not {RULE_SCHEMA!r}")
        change = Change(
            read.one_of("kind", CHANGE_KINDS),
            read.text("words"),
            read.text("becomes"),
            read.whole("lead"),
            read.text_or_null("label"),
        )
        needs_label = change.kind in {"add", "relabel"}
        if needs_label == (change.label is None) or not change.words or not change.becomes:
            raise ValueError(f"{change.kind} does not go with these words and this label")
        return cls(read.text("id"), change, read.text("annotator"), read.text("created"))


def change_of(text: str, mark: EntityMark) -> Change:
    """Return what `mark`, which stands in `text`, says of all entities like the one it is on."""
    becomes = flat(mark.span.of(text))
    found = mark.detected
    if mark.label is None:
        words = flat((found.span if found else mark.span).of(text))
        return Change("remove", words, words)
    # Moved right away from what was found, it has nothing to do with it any more.
    if found is None or not found.span.overlaps(mark.span):
        return Change("add", becomes, becomes, label=mark.label)
    words, lead = flat(found.span.of(text)), _lead(text, found.span, mark.span)
    if mark.label == found.label:
        return Change("borders", words, becomes, lead)
    return Change("relabel", words, becomes, lead, mark.label)


def places(text: str, walk: EntityWalk, change: Change) -> list[Place]:
    """Return where `change` would change something, in text order.

    Args:
        text: The article's text.
        walk: Its entities.
        change: What is wanted.
    """
    if change.kind == "add":
        return list(_added(text, walk, change))
    found = []
    for start in walk.like(change.words):
        entity = walk.covering(start)
        if entity is None:
            continue
        span = _moved(text, entity.span, change)
        label = entity.label if change.kind == "borders" else change.label
        if span and (span, label) != entity:
            found.append(Place(entity, span, label))
    return found


def find_words(text: str, words: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield where `words` stand in `text[start:end]` as whole words, over line breaks too."""
    pattern = _GAP.join(map(re.escape, words.split()))
    if not pattern:
        return
    # Looked for without what has to be around it: so a long text takes a tenth of the time.
    compiled, stop = re.compile(pattern), len(text) if end is None else end
    has_edges = words[:1].isalnum(), words[-1:].isalnum()
    while match := compiled.search(text, start, stop):
        span = Span(*match.span())
        is_whole = not _goes_on(text, span, *has_edges)
        if is_whole:
            yield span
        start = span.end if is_whole else span.start + 1


def _goes_on(text: str, span: Span, at_start: bool, at_end: bool) -> bool:
    """Tell whether a word goes on beyond the start or the end of `span`, where that matters."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return (at_start and _is_of_word(before)) or (at_end and _is_of_word(after))


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _added(text: str, walk: EntityWalk, change: Change) -> Iterator[Place]:
    """Yield the places of the words, less those where a longer entity has them already."""
    for span in find_words(text, change.becomes):
        there = [walk.entity(number) for number in walk.touching(span)]
        if there and there[0] == (span, change.label):
            continue
        if all(span.contains(one.span) for one in there):
            same = there[0] if there and there[0].span == span else None
            yield Place(same, span, change.label)


def _moved(text: str, span: Span, change: Change) -> Span | None:
    """Return the borders that an entity like the one changed is to have; None where it cannot."""
    if change.lead == 0 and change.becomes == change.words:
        return span
    whole, at, becomes_at = _together(change)
    room = 4 * len(whole) + 16  # white space may be wider than in the words
    for one in find_words(text, whole, max(0, span.start - room), span.end + room):
        if _onwards(text, one.start, at) == span.start:
            start = _onwards(text, one.start, becomes_at)
            return Span(start, _onwards(text, start, len(change.becomes)))
    return None


def _together(change: Change) -> tuple[str, int, int]:
    """Return both wordings as one, and where in it each of the two begins."""
    at, becomes_at = max(0, -change.lead), max(0, change.lead)
    first, rest, from_ = (
        (change.becomes, change.words, at) if at else (change.words, change.becomes, becomes_at)
    )
    return first + rest[max(0, len(first) - from_) :], at, becomes_at


def _lead(text: str, old: Span, new: Span) -> int:
    if new.start < old.start:
        return -_flat_length(text[new.start : old.start])
    return _flat_length(text[old.start : new.start])


def _flat_length(text: str) -> int:
    """Return how long `text`, from the start of one word to that of another, is on one line."""
    return len(flat(text)) + text[-1:].isspace()


def _onwards(text: str, at: int, count: int) -> int:
    """Return the offset `count` code points after `at`, white space counted as one space."""
    for _ in range(count):
        at += 1
        while at < len(text) and text[at].isspace() and text[at - 1].isspace():
            at += 1
    return at
