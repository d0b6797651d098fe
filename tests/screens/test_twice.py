"""Two readers on one article: what one decides, the other shows; and no undo goes wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

from textual.events import AppFocus

from tests.screens.desk import Desk, Person


async def elsewhere(desk: Desk, bridge: Path, *keys: str) -> None:
    """Press keys in another window, wait until all is saved, and close it."""
    async with desk.reading(bridge) as other:
        await other.press(*keys)
        await other.until(lambda: not other.app._saver.unsaved)


async def looked(person: Person) -> None:
    """Come back to a window."""
    person.app.post_message(AppFocus())
    await person.pilot.pause()


async def test_an_idle_reader_shows_what_another_decides(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await elsewhere(desk, bridge, "x")
        await person.until("1/3 decided")  # without a key, and without the focus
        await person.until("Decisions came in")
        await person.press("n", "x")
        await person.saved("2/3")


async def test_it_is_seen_at_once_when_one_comes_back(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await elsewhere(desk, bridge, "x")
        await looked(person)
        await person.until("1/3 decided")


async def test_both_decide_on_one_quote(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await elsewhere(desk, bridge, "m")
        await person.press("x")
        await person.saved("1/3")
        assert [a.decision for a in desk.kept("bridge")] == ["neither"]
        await person.until("Changed twice")
        await person.press("u")
        await person.until(lambda: [a.decision for a in desk.kept("bridge")] == ["unsure"])
        assert "1/3 decided" in person.header


async def test_undo_leaves_what_another_has_changed_since(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("x")
        await person.saved("1/3")
        await elsewhere(desk, bridge, "p", "m")
        await looked(person)
        await person.until("Decisions came in")
        await person.press("u")
        await person.until("has changed")
        assert [a.decision for a in desk.kept("bridge")] == ["unsure"]


async def test_a_question_that_is_open_goes_on(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("c")
        await elsewhere(desk, bridge, "x")
        await looked(person)
        await person.until("Decisions came in")
        await person.press("c")
        await person.saved("1/3")
        (kept,) = desk.kept("bridge")
        assert [label.name for label in kept.labels] == ["claim"]
        assert len(desk.log("bridge")) == 2


async def test_a_file_that_is_gone_is_told_and_written_again(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("x")
        await person.saved("1/3")
        shutil.rmtree(desk.annotations)
        await person.until("The file was gone")
        await person.until(lambda: len(desk.kept("bridge")) == 1)  # without a key
        await person.press("x")
        await person.saved("2/3")
        assert len(desk.kept("bridge")) == 2
