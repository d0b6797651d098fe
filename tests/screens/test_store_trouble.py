"""Decisions that cannot be saved, and stores that cannot be read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT
from tests.screens.desk import Desk
from tui.errors import PullquoteError
from tui.services.session import Session


async def test_what_cannot_be_saved_is_shown_and_saved_once_it_can(
    desk: Desk, bridge: Path
) -> None:
    async with desk.reading(bridge) as person:
        desk.annotations.write_text("a file where the folder should be")
        await person.press("x")
        await person.until("NOT SAVED: 1")
        assert "1/3 decided" in person.header, "the decision is kept"
        assert "–!" in person.text, "and marked in the margin"
        await person.until("Not saved")
        await person.press("x")
        await person.until("NOT SAVED: 2")
        assert person.text.count("is tried again") == 1, "it is told once, not at each attempt"
        await person.press("u")
        await person.press("p")
        await person.until("NOT SAVED: 3")
        assert "not saved yet" in person.text
        desk.annotations.unlink()
        await person.saved("1/3")  # tried again, without a key
        assert "not saved yet" not in person.text
        assert "–!" not in person.text
        assert [a.decision for a in desk.kept("bridge")] == ["neither"]


async def test_a_failed_save_waits_before_it_is_tried_again(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        desk.annotations.write_text("a file where the folder should be")
        saver, attempts = person.app._saver, []
        told = saver._told

        def count(session: Session, error: PullquoteError | None) -> None:
            attempts.append(error)
            told(session, error)

        saver._told = count
        await person.press("x")
        await person.until("NOT SAVED: 1")
        for _ in range(20):
            await person.press("j", "k")
        assert len(attempts) < 3, "a disk that is full is not asked a thousand times a second"


async def test_a_folder_that_is_gone_is_made_again_with_all_decisions(
    desk: Desk, bridge: Path
) -> None:
    async with desk.reading(bridge) as person:
        await person.press("x")
        await person.saved("1/3")
        shutil.rmtree(desk.annotations)
        await person.press("x")
        await person.saved("2/3")
        assert len(desk.kept("bridge")) == 2


async def test_quitting_with_unsaved_decisions_asks(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        desk.annotations.write_text("a file where the folder should be")
        await person.press("x", "x")
        await person.until("NOT SAVED: 2")
        await person.press("q")
        await person.until("2 changes are not saved.")
        await person.press("ctrl+q", "ctrl+q")
        await person.press("escape")
        await person.gone("changes are not saved.")
        await person.press("m")
        await person.until("NOT SAVED: 3")
        await person.press("q")
        await person.until("3 changes are not saved.")
        await person.press("r")
        await person.until("3 changes are not saved.")
        desk.annotations.unlink()
        await person.press("r")
        await person.until(lambda: person.app._exit)
    assert len(desk.kept("bridge")) == 3


async def test_unsaved_decisions_are_lost_only_on_demand(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        desk.annotations.write_text("a file where the folder should be")
        await person.press("x")
        await person.until("NOT SAVED: 1")
        await person.press("q")
        await person.until("1 change is not saved.")
        assert "annotations/ada/bridge.json" in "".join(person.text.split())
        await person.press("x", "y", "enter", "n")
        assert "1 change is not saved." in person.text
        await person.press("ctrl+x")
        await person.until(lambda: person.app._exit)


async def test_other_articles_keep_what_is_unsaved(desk: Desk, bridge: Path) -> None:
    other = desk.write("plain.txt", PLAIN_TEXT)
    async with desk.opened(bridge, other) as person:
        await person.press("enter")
        await person.reading()
        desk.annotations.write_text("a file where the folder should be")
        await person.press("x")
        await person.until("NOT SAVED: 1")
        await person.press("right_square_bracket", "left_square_bracket")
        await person.until("NOT SAVED: 1")
        assert "1/3 decided" in person.header
        await person.press("q", "q")
        await person.until("1 change is not saved.")
        desk.annotations.unlink()
        await person.press("r")
        await person.until(lambda: person.app._exit)
    assert len(desk.kept("bridge")) == 1


async def test_a_broken_database_is_set_aside(desk: Desk, bridge: Path) -> None:
    path = desk.store.path_of("ada", "bridge")
    path.parent.mkdir(parents=True)
    path.write_text('{"half": ')
    async with desk.reading(bridge) as person:
        await person.until("Decisions set aside")
        await person.press("x")
        await person.saved("1/3")
    kept = [other for other in path.parent.iterdir() if other != path and other.is_file()]
    assert '{"half": ' in [other.read_text() for other in kept]
    assert len(desk.kept("bridge")) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_read_only_folder(desk: Desk, bridge: Path) -> None:
    desk.annotations.mkdir()
    desk.annotations.chmod(0o500)
    async with desk.reading(bridge) as person:
        await person.press("x")
        await person.until("NOT SAVED: 1")
        desk.annotations.chmod(0o700)
        await person.saved("1/3")


async def test_a_store_that_cannot_be_opened_leaves_the_list(desk: Desk, bridge: Path) -> None:
    desk.write("plain.txt", PLAIN_TEXT)
    path = desk.store.path_of("ada", "bridge")
    path.mkdir(parents=True)
    async with desk.opened() as person:
        await person.until("! unreadable")
        await person.press("g", "enter")
        await person.until("Not opened")
        assert "2 articles" in person.header
        await person.press("j", "enter")
        await person.reading()
        await person.press("left_square_bracket")
        await person.until("Not opened")
        assert "article 2/2" in person.header, "the article before stays"
        assert "quiet day" in person.text
        path.rmdir()
        await person.press("left_square_bracket")
        await person.until("article 1/2")


async def test_annotations_move_along_with_a_changed_text(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("x", "c", "c", "m")
        await person.saved("3/3")
    changed = "A new first line.\n" + BRIDGE_TEXT.replace("“a gift to New York” after", "late in")
    desk.write("bridge.txt", changed)
    async with desk.reading(bridge) as person:
        await person.until("The article has changed")
        told = " ".join(person.text.split())
        assert "2 annotations moved" in told
        assert "1 annotation not found" in told, "the third is gone"
        assert "a gift to" in told.split("not found")[1], "the orphan's words are named"
        await person.until(lambda: "2/2 decided" in person.header)
        await person.until("saved ✓")
        kept = {str(a.decision): a for a in desk.kept("bridge")}
        for decision, text in (("neither", "We will"), ("labelled", "The bridge costs")):
            content = kept[decision].content
            assert content.span.of(changed) == content.text
            assert content.text.startswith(text)
        assert kept["unsure"].content.text == "a gift to New York", "the orphan is kept"
