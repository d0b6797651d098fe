"""Going from entity to entity, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from tui.model.analysis import Entities, Entity
from tui.model.printable import flat
from tui.model.span import Span

Index = dict[str, list[int]]


class EntityWalk:
    """The entities of one text by place, type and words; each looked up by bisection.

    Args:
        text: The article's text.
        entities: In text order, and not overlapping.
    """

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self._text = text
        self._entities = Entities(entities)

    def changed(
        self, entities: Sequence[Entity], gone: Iterable[Entity], new: Iterable[Entity]
    ) -> EntityWalk:
        """Return a walk through `entities`: these less those that are `gone`, with the `new` ones.

        It costs what the change does, however many there are.
        """
        return _ChangedWalk(self, entities, gone, new)

    @cached_property
    def _by_label(self) -> Index:
        """The starts of the entities of each type, in text order."""
        index: Index = {}
        for (start, _), label in zip(self._entities.spans, self._entities.labels, strict=True):
            index.setdefault(label, []).append(start)
        return index

    @cached_property
    def _by_words(self) -> Index:
        """The starts of the entities with the same words, in text order."""
        index: Index = {}
        known: dict[str, str] = {}
        text = self._text
        for start, end in self._entities.spans:
            written = text[start:end]
            words = known.get(written)
            if words is None:
                words = known[written] = flat(written)
            index.setdefault(words, []).append(start)
        return index

    def entity(self, number: int) -> Entity:
        """Return the entity with this number, counted from 0."""
        return self._entities[number]

    def touching(self, span: Span) -> range:
        """Return the numbers of the entities that share a code point with `span`."""
        return self._entities.touching(*span)

    @property
    def labels(self) -> Collection[str]:
        """The types there are."""
        return self._by_label.keys()

    def number_at(self, offset: int) -> int | None:
        """Return the number of the entity that covers a code point, or None."""
        return next(iter(self._entities.touching(offset, offset + 1)), None)

    def find(self, span: Span) -> Entity | None:
        """Return the entity with just these borders, or None."""
        found = self.covering(span.start)
        return found if found and found.span == span else None

    def after(self, offset: int, labels: Iterable[str]) -> Entity | None:
        """Return the first entity of these types that starts after `offset`; None at the end."""
        starts: list[int] = []
        for label in labels:
            places = self._by_label.get(label, ())
            index = bisect_right(places, offset)
            starts += places[index : index + 1]
        return self._at(min(starts, default=None))

    def before(self, offset: int, labels: Iterable[str]) -> Entity | None:
        """Return the last entity of these types that starts before `offset`, or None."""
        starts: list[int] = []
        for label in labels:
            places = self._by_label.get(label, ())
            index = bisect_left(places, offset)
            starts += places[max(0, index - 1) : index]
        return self._at(max(starts, default=None))

    def words_of(self, span: Span) -> str:
        """Return the words at `span`, as entities are compared by."""
        return flat(span.of(self._text))

    def like(self, words: str) -> Sequence[int]:
        """Return where the entities with these words start, white space aside, in text order."""
        return self._by_words.get(words, ())

    def covering(self, offset: int) -> Entity | None:
        """Return the entity that covers a code point, or None."""
        number = self.number_at(offset)
        return None if number is None else self._entities[number]

    def _at(self, start: int | None) -> Entity | None:
        return None if start is None else self.covering(start)


class _ChangedWalk(EntityWalk):
    """A walk that has what it knows from the one before."""

    def __init__(
        self,
        before: EntityWalk,
        entities: Sequence[Entity],
        gone: Iterable[Entity],
        new: Iterable[Entity],
    ) -> None:
        super().__init__(before._text, entities)  # noqa: SLF001 - one of ours
        self._before = before
        self._changes = [*((one, True) for one in gone), *((one, False) for one in new)]

    @cached_property
    def _by_label(self) -> Index:
        changes = ((one.label, one.span.start, is_gone) for one, is_gone in self._changes)
        return _changed(self._before._by_label, changes)  # noqa: SLF001

    @cached_property
    def _by_words(self) -> Index:
        changes = (
            (self.words_of(one.span), one.span.start, is_gone) for one, is_gone in self._changes
        )
        return _changed(self._before._by_words, changes)  # noqa: SLF001


def _changed(index: Index, changes: Iterable[tuple[str, int, bool]]) -> Index:
    """Return an index with some places gone and some new; what does not change is shared."""
    changed = dict(index)
    touched: set[str] = set()
    for key, start, is_gone in changes:
        if key not in touched:
            touched.add(key)
            changed[key] = list(index.get(key, ()))
        places = changed[key]
        at = bisect_left(places, start)
        if is_gone:
            del places[at]
        else:
            places.insert(at, start)
    for key in touched:
        if not changed[key]:
            del changed[key]
    return changed
