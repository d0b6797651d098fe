"""Any order of corrections, undo, redo, saves and restarts, against a model."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.services.given import Given
from tests.services.sessions import article
from tests.services.test_entities import FOUND, TEXT, opened
from tui.model.analysis import Entity
from tui.model.span import Span
from tui.services.exporting.entities import EntityGathering
from tui.store.annotations import AnnotationStore

numbers = st.integers(0, 30)
labels = st.sampled_from(["GPE", "PERSON", "ORG"])


class EntitiesMachine(RuleBasedStateMachine):
    """The model of undo is the list of what was shown after each command."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.session = opened(self.folder)
        self.shown = [self.seen()]
        self.at = 0
        self.commands = 0
        self.edits = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def seen(self) -> list[Entity]:
        return list(self.session.entities)

    def entity(self, number: int) -> Entity | None:
        entities = self.session.entities
        return entities[number % len(entities)] if len(entities) else None

    def changed(self) -> None:
        """Follow a command, which may have changed nothing: then there is no edit either."""
        if len(self.session.edits) == self.edits:
            assert self.seen() == self.shown[self.at]
            return
        self.edits = len(self.session.edits)
        self.shown[self.at + 1 :] = [self.seen()]
        self.at += 1

    @rule(number=numbers, label=labels)
    def relabel(self, number: int, label: str) -> None:
        entity = self.entity(number)
        if entity:
            assert self.session.corrections.relabel(entity.span, label) == (entity.span, label)
            self.changed()

    @rule(number=numbers, start=st.integers(-9, 9), end=st.integers(-9, 9))
    def move(self, number: int, start: int, end: int) -> None:
        entity = self.entity(number)
        if entity:
            to = Span(max(0, entity.span.start + start), min(len(TEXT), entity.span.end + end))
            if to.start < to.end:
                moved = self.session.corrections.move_borders(entity.span, to)
                assert moved == (to, entity.label)
                self.changed()

    @rule(number=numbers)
    def remove(self, number: int) -> None:
        entity = self.entity(number)
        if entity:
            assert self.session.corrections.remove(entity.span)
            assert self.session.corrections.at(entity.span) != entity
            self.changed()

    @rule(start=st.integers(0, len(TEXT) - 1), length=st.integers(1, 12), label=labels)
    def add(self, start: int, length: int, label: str) -> None:
        span = Span(start, min(start + length, len(TEXT)))
        assert self.session.corrections.add(span, label) == (span, label)
        self.changed()

    @rule(number=numbers, corpus=st.booleans())
    def all_like(self, number: int, corpus: bool) -> None:
        entity = self.entity(number)
        change = self.session.corrections.change_at(entity.span) if entity else None
        if change and corpus:
            self.session.corrections.make_rule(change)
            self.changed()
        elif change:
            count = self.session.corrections.change_all(change)
            assert (count > 0) == (len(self.session.edits) > self.edits)
            self.changed()

    @rule()
    def undo(self) -> None:
        assert (self.session.undo() is not None) == (self.at > 0)
        self.at = max(0, self.at - 1)
        self.edits = len(self.session.edits)

    @rule()
    def redo(self) -> None:
        is_there = self.at < len(self.shown) - 1
        assert (self.session.redo() is not None) == is_there
        self.at += is_there
        self.edits = len(self.session.edits)

    @rule()
    def save(self) -> None:
        assert self.session.save() is False, "nobody else writes here"
        assert not self.session.unsaved
        kept = AnnotationStore(self.folder).read("ada", "seed")
        assert kept.edits == self.session.edits
        self.exported_is_what_is_shown()

    def exported_is_what_is_shown(self) -> None:
        listed = Given(article(TEXT))
        store = AnnotationStore(self.folder)
        marks = list(EntityGathering(listed, store, lambda _: FOUND.entities))
        labelled = [Entity(mark.span, mark.label) for mark in marks if mark.label]
        shown, found = set(self.session.entities), set(FOUND.entities)
        assert len(labelled) == len(set(labelled))
        assert shown - found <= set(labelled) <= shown
        removed = {mark.span for mark in marks if mark.label is None}
        assert not removed & {entity.span for entity in shown}

    @precondition(lambda self: not self.session.unsaved)
    @rule()
    def reopen(self) -> None:
        self.session = opened(self.folder)

    @invariant()
    def what_is_shown_is_what_was_done(self) -> None:
        assert self.seen() == self.shown[self.at]
        spans = [entity.span for entity in self.session.entities]
        assert all(a.end <= b.start for a, b in pairwise(spans))
        if self.at == 0:
            assert self.session.entities == FOUND.entities

    @invariant()
    def every_entity_can_be_told_of(self) -> None:
        told = [self.session.corrections.tell(entity.span) for entity in self.session.entities]
        assert all(one and 0 < one.place <= one.like for one in told)


TestEntities = EntitiesMachine.TestCase
TestEntities.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
