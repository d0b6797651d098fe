"""Saving behind the keys, with real sessions on real files."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.services.sessions import CHECKED, open_session
from tui.errors import PullquoteError
from tui.model.annotation import Decision
from tui.services import saver as saver_module
from tui.services.saver import Saver
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

Told = asyncio.Queue[tuple[Session, PullquoteError | None]]
PATIENCE = 20.0


class Desk:
    """A saver and what it tells."""

    def __init__(self) -> None:
        self.told: Told = asyncio.Queue()
        self.saver = Saver(lambda session, error: self.told.put_nowait((session, error)))

    async def next_told(self) -> tuple[Session, PullquoteError | None]:
        async with asyncio.timeout(PATIENCE):
            return await self.told.get()


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    yield desk
    desk.saver.close()


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """Return a folder that cannot be made: a file stands there."""
    folder = tmp_path / "blocked"
    folder.write_text("in the way")
    return folder


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saver_module, "_FIRST_WAIT", 0.001)
    monkeypatch.setattr(saver_module, "_LONGEST_WAIT", 0.01)


def decided(folder: Path, decision: Decision = "neither", annotator: str = "ada") -> Session:
    session = open_session(folder, annotator=annotator)
    session.decide(session.items[0], decision)
    return session


def free(blocked: Path) -> None:
    blocked.unlink()


def on_disk(folder: Path, annotator: str = "ada") -> int:
    return len(AnnotationStore(folder).read(annotator, "seed").edits)


async def test_a_change_is_saved_and_told(desk: Desk, tmp_path: Path) -> None:
    session = decided(tmp_path)
    desk.saver.submit(session)
    assert desk.saver.unsaved == 1
    assert await desk.next_told() == (session, None)
    assert (desk.saver.unsaved, session.unsaved, on_disk(tmp_path)) == (0, 0, 1)


async def test_it_is_never_told_before_it_is_on_the_disk(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    saver = Saver(lambda session, _: seen.append((len(session.edits), on_disk(tmp_path))))
    session = open_session(tmp_path)
    for number in range(6):
        session.decide(session.items[number % 3], "neither" if number % 2 else "unsure")
        saver.submit(session)
        await asyncio.sleep(0)
    await saver.flush()
    saver.close()
    assert seen[-1] == (6, 6)
    assert all(session_edits >= disk > 0 for session_edits, disk in seen)


async def test_several_articles_are_saved_in_their_order(desk: Desk, tmp_path: Path) -> None:
    sessions = [decided(tmp_path, annotator=name) for name in ("ada", "grace", "mary")]
    for session in sessions:
        desk.saver.submit(session)
    assert desk.saver.unsaved == 3
    assert [(await desk.next_told())[0] for _ in sessions] == sessions


async def test_submitting_again_saves_what_is_new(desk: Desk, tmp_path: Path) -> None:
    session = decided(tmp_path)
    desk.saver.submit(session)
    await desk.next_told()
    session.add_label(session.items[1], CHECKED)
    desk.saver.submit(session)
    desk.saver.submit(session)
    await desk.next_told()
    assert (desk.saver.unsaved, on_disk(tmp_path)) == (0, 2)


@pytest.mark.usefixtures("impatient")
async def test_a_failed_save_is_tried_until_it_works(desk: Desk, blocked: Path) -> None:
    session = decided(blocked)
    desk.saver.submit(session)
    for _ in range(3):
        told, error = await desk.next_told()
        assert told is session
        assert "folder" in str(error)
        assert desk.saver.unsaved == 1
    free(blocked)
    while (await desk.next_told())[1] is not None:
        continue
    assert (desk.saver.unsaved, session.save_error, on_disk(blocked)) == (0, "", 1)


async def test_the_next_change_tries_at_once(desk: Desk, blocked: Path) -> None:
    """Without waiting for the time at which it would be tried again."""
    session = decided(blocked)
    desk.saver.submit(session)
    assert (await desk.next_told())[1] is not None
    free(blocked)
    session.add_label(session.items[1], CHECKED)
    desk.saver.submit(session)
    async with asyncio.timeout(saver_module._FIRST_WAIT):
        assert await desk.told.get() == (session, None)
    assert on_disk(blocked) == 2


async def test_one_that_fails_does_not_keep_the_others_back(
    desk: Desk, blocked: Path, tmp_path: Path
) -> None:
    bad, good = decided(blocked), decided(tmp_path / "good")
    desk.saver.submit(bad)
    desk.saver.submit(good)
    told = dict([await desk.next_told(), await desk.next_told()])
    assert isinstance(told[bad], PullquoteError)
    assert told[good] is None
    assert (desk.saver.unsaved, on_disk(tmp_path / "good")) == (1, 1)


async def test_flush_saves_now_and_returns_why_it_could_not(desk: Desk, blocked: Path) -> None:
    session = decided(blocked)
    desk.saver.submit(session)
    error = await desk.saver.flush()
    assert error is not None
    assert "folder" in str(error)
    assert desk.saver.unsaved == 1
    free(blocked)
    assert await desk.saver.flush() is None
    assert (desk.saver.unsaved, on_disk(blocked)) == (0, 1)


async def test_flush_without_anything_to_save_is_quiet(desk: Desk) -> None:
    assert await desk.saver.flush() is None
    assert desk.saver.unsaved == 0
    assert desk.told.empty()


async def test_flush_while_it_saves_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    """Quitting right after a key, while another program writes to the same file."""
    other, session = decided(tmp_path, "unsure"), open_session(tmp_path)
    other.save()
    for number in range(9):
        session.decide(session.items[number % 3], "neither" if number % 2 else "unsure")
        desk.saver.submit(session)
        await asyncio.gather(desk.saver.flush(), desk.saver.flush())
    assert (desk.saver.unsaved, session.unsaved, on_disk(tmp_path)) == (0, 0, 10)
    assert len(session.edits) == 10


async def test_what_another_program_wrote_is_taken_over(desk: Desk, tmp_path: Path) -> None:
    session, other = open_session(tmp_path), open_session(tmp_path)
    other.decide(other.items[2], "unsure")
    other.save()
    session.decide(session.items[0], "neither")
    desk.saver.submit(session)
    await desk.next_told()
    assert session.decided == 2


async def test_closed_it_tries_no_more(desk: Desk, blocked: Path) -> None:
    desk.saver.submit(decided(blocked))
    await desk.next_told()
    desk.saver.close()
    free(blocked)
    await asyncio.sleep(0)
    assert on_disk(blocked) == 0
    assert desk.saver.unsaved == 1
