"""Any order of changes, undo, redo, saves that fail or work, and restarts, against a model."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.services.sessions import (
    ANALYSIS,
    CHECKED,
    COST,
    NO,
    TEXT,
    UNIMPORTANT,
    open_session,
    span_of,
    stance,
    state,
)
from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Quote, Speaker
from tui.model.label import Label
from tui.model.span import Span
from tui.model.worklist import Item
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

Shown = list[tuple[Quote, str | None, tuple[Label, ...], str]]
SPEAKERS = (
    None,
    Speaker(span_of("She"), "Ada"),
    Speaker(span_of("the board"), "the board"),
    Speaker(None, "Grace Hopper"),
)
# One quote after the other, one in pieces, one in another, two with the same ends.
QUOTES = Analysis(
    quotes=(
        *ANALYSIS.quotes[:2],
        Quote(Span(COST.start, NO.end), "direct", fragments=(COST, NO)),
        Quote(Span(COST.start, NO.end), "mixed"),
        Quote(span_of("a million"), "indirect", confidence=0.5),
        ANALYSIS.quotes[2],
    )
)
LABELS = (CHECKED, UNIMPORTANT, stance("the deal"), stance("the deal", "NONE"), stance("Abe"))
numbers = st.integers(0, 9)


def seen(session: Session) -> Shown:
    """Return what a reader is shown of each quote, in order."""
    made = state(session)
    return [(i.quote, *one[1:]) for i, one in zip(session.items, made, strict=True)]


class SessionMachine(RuleBasedStateMachine):
    """The model of undo is the list of what was shown after each change; of the disk, the last."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.store = self.folder / "annotations"
        self.session = open_session(self.store, analysis=QUOTES)
        self.shown: list[Shown] = [seen(self.session)]
        self.at = 0
        self.edits = 0
        self.on_disk = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def item(self, number: int) -> Item:
        return self.session.items[number % len(self.session.items)]

    def changed(self) -> None:
        """Follow a change, which may have been none: then there is no edit either."""
        if len(self.session.edits) == self.edits:
            assert seen(self.session) == self.shown[self.at]
            return
        self.edits += 1
        self.shown[self.at + 1 :] = [seen(self.session)]
        self.at += 1

    @rule(number=numbers, decision=st.sampled_from(["neither", "unsure"]))
    def decide(self, number: int, decision: str) -> None:
        item = self.session.decide(self.item(number), "neither" if decision < "o" else "unsure")
        assert item.is_decided
        assert item.annotation is not None
        assert item.annotation.labels == ()
        self.changed()

    @rule(number=numbers, label=st.sampled_from(LABELS))
    def label(self, number: int, label: Label) -> None:
        item = self.session.add_label(self.item(number), label)
        assert item.annotation is not None
        assert item.annotation.labels[-1] == label
        assert sum(one.name == "claim" for one in item.annotation.labels) <= 1
        targets = [one.get("target") for one in item.annotation.labels if one.name == "stance"]
        assert len(set(targets)) == len(targets)
        self.changed()

    @rule(number=numbers, note=st.sampled_from(["", "why?", "look again"]))
    def note(self, number: int, note: str) -> None:
        item = self.session.set_note(self.item(number), note)
        assert item is not None
        assert (item.annotation.note if item.annotation else "") == note
        self.changed()

    @rule(number=numbers)
    def drop(self, number: int) -> None:
        before = self.item(number)
        after = self.session.drop(before)
        if before.is_decided:
            assert after is not None
            assert after.is_open
            assert after.span == before.span
        self.changed()

    @rule(start=st.integers(0, len(TEXT) - 1), length=st.integers(1, 30))
    def mark(self, start: int, length: int) -> None:
        span = Span(start, min(start + length, len(TEXT)))
        assert self.session.mark(span).span == span
        self.changed()

    @rule(number=numbers, start=st.integers(-5, 5), end=st.integers(-5, 5))
    def borders(self, number: int, start: int, end: int) -> None:
        old = self.item(number).span
        span = Span(max(0, old.start + start), min(len(TEXT), old.end + end))
        if span.start < span.end:
            item = self.session.move_borders(self.item(number), span)
            assert item is not None
            assert item.span == span
            assert (item.quote.parts[0].start, item.quote.parts[-1].end) == span
            self.changed()

    @rule(number=numbers, speaker=st.sampled_from(SPEAKERS))
    def speaker(self, number: int, speaker: Speaker | None) -> None:
        item = self.session.set_speaker(self.item(number), speaker)
        assert item is not None
        assert item.quote.speaker == speaker
        self.changed()

    @rule()
    def undo(self) -> None:
        done = self.session.undo()
        assert (done is not None) == (self.at > 0)
        if done:
            self.at -= 1
            self.edits += 1

    @rule()
    def redo(self) -> None:
        done = self.session.redo()
        assert (done is not None) == (self.at < len(self.shown) - 1)
        if done:
            self.at += 1
            self.edits += 1

    @rule()
    def save(self) -> None:
        assert self.session.save() is False, "nobody else writes here"
        self.on_disk = self.edits

    @precondition(lambda self: self.session.unsaved)
    @rule()
    def fail_to_save(self) -> None:
        away = self.folder / "away"
        if self.store.exists():
            self.store.rename(away)
        self.store.write_text("in the way")
        try:
            self.session.save()
        except PullquoteError:
            assert self.session.save_error
        else:
            raise AssertionError("a save into a file was a success")
        self.store.unlink()
        if away.exists():
            away.rename(self.store)

    @precondition(lambda self: not self.session.unsaved)
    @rule()
    def reopen(self) -> None:
        self.session = open_session(self.store, analysis=QUOTES)

    @invariant()
    def what_is_shown_is_what_was_done(self) -> None:
        assert seen(self.session) == self.shown[self.at]
        assert self.session.decided == sum(one[1] is not None for one in self.shown[self.at])

    @invariant()
    def the_log_only_grows(self) -> None:
        assert len(self.session.edits) == self.edits
        assert self.session.unsaved == self.edits - self.on_disk

    @invariant()
    def every_record_proves_itself(self) -> None:
        for annotation in self.session.annotations.values():
            assert annotation.span.of(TEXT) == annotation.content.text
            assert all(one.span.of(TEXT) == one.text for one in annotation.fragments)
            assert annotation.decision != "labelled" or annotation.labels

    @invariant()
    def an_origin_tells_whether_it_is_as_detected(self) -> None:
        found = {(quote.span, quote.fragments, quote.speaker) for quote in QUOTES.quotes}
        for annotation in self.session.annotations.values():
            if annotation.origin == "manual":
                assert annotation.detected is None
        for item in self.session.items:
            if item.annotation and item.annotation.origin == "auto":
                assert (item.span, item.quote.fragments, item.quote.speaker) in found

    @invariant()
    def each_quote_is_there_once(self) -> None:
        detected = [item.annotation.detected for item in self.session.items if item.annotation]
        of_detector = len(detected) - detected.count(None)
        untouched = sum(item.annotation is None for item in self.session.items)
        # One marked by hand may have come to stand where the detector has one.
        assert untouched + of_detector <= len(QUOTES.quotes) <= len(self.session.items)

    @invariant()
    def the_disk_has_what_was_saved(self) -> None:
        contents = AnnotationStore(self.store).read("ada", "seed")
        assert contents.edits == self.session.edits[: self.on_disk]


TestSession = SessionMachine.TestCase
TestSession.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
