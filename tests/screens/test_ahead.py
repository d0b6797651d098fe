"""While an article is read, the next ones are made ready; the open one never waits for them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT
from tests.screens.desk import Desk, Person
from tui.model.article import text_sha256
from tui.model.cue_words import CueWords
from tui.nlp import detector_version
from tui.nlp.models import find_model
from tui.services.workspace import Workspace
from tui.store.cache import AnalysisCache


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.analysing._BEFORE_AHEAD", 0)


def is_ready(desk: Desk, text: str) -> Callable[[], bool]:
    """Return what tells whether an article would open with its quotes."""

    def asked() -> bool:
        with closing(AnalysisCache(desk.cache / "analyses.sqlite")) as cache:
            made_by = find_model().key, detector_version(CueWords())
            return bool(cache.known([text_sha256(text)], *made_by))

    return asked


def is_working(workspace: Workspace) -> bool:
    """Tell whether the NLP process has loaded its model and has something to do."""
    running = workspace._nlp._running if workspace._nlp else None
    return running is not None and running.is_ready and bool(running._waiting)


def write(desk: Desk, *texts: str) -> list[Path]:
    return [desk.write(f"{number}.txt", text) for number, text in enumerate(texts)]


def groups_of_the_list(person: Person) -> set[str]:
    """Return what the list does beside the keys."""
    app = person.app
    return {one.group for one in app.workers if one.node in app.screen_stack[:-1]}


def new(number: int) -> str:
    return f"“It rains for {number} days,” said Maria Lopez."


async def test_the_next_articles_are_ready_before_one_goes_there(desk: Desk) -> None:
    write(desk, BRIDGE_TEXT, new(1), PLAIN_TEXT, new(3), new(4))
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        await person.until(is_ready(desk, new(1)))
        await person.until(is_ready(desk, new(3)))
        await person.press("right_square_bracket")
        await person.until("article 2/5")
        assert "quote 1/1" in person.header
        await person.until(is_ready(desk, new(4)))


async def test_they_follow_one_that_had_to_be_analysed_itself(desk: Desk) -> None:
    write(desk, new(0), new(1))
    async with desk.opened() as person:
        await person.press("enter")
        await person.until("quote 1/1")
        await person.until(is_ready(desk, new(1)))


async def test_an_article_that_is_opened_does_not_wait_for_one_ahead(desk: Desk) -> None:
    long = BRIDGE_TEXT * 800
    write(desk, BRIDGE_TEXT, long, new(2))
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        await person.until(lambda: is_working(person.app.workspace))
        await person.press("right_square_bracket", "right_square_bracket")
        await person.until("quote 1/1")
        assert not is_ready(desk, long)()


async def test_one_so_long_that_it_could_not_give_way_is_left_until_it_is_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.services.ahead.LONGEST", len(BRIDGE_TEXT) * 2)
    long = BRIDGE_TEXT * 3
    write(desk, BRIDGE_TEXT, long, new(2))
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        await person.until(is_ready(desk, new(2)))
        assert not is_ready(desk, long)()


async def test_nothing_is_told_when_they_cannot_be(desk: Desk) -> None:
    write(desk, BRIDGE_TEXT, new(1))
    async with desk.opened(model="no_such_model") as person:
        await person.press("enter")
        await person.until("The city council")
        await person.pilot.pause(0.2)
        assert "no_such_model" in person.text  # of the article itself
        assert not is_ready(desk, new(1))()


async def test_the_list_does_not_begin_beneath_an_article_that_was_opened_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.analysing._BEFORE_AHEAD", 60)
    may_end = Event()
    count = Workspace.count

    def slowly(workspace: Workspace, **how: Any) -> None:
        may_end.wait(10)
        count(workspace, **how)

    monkeypatch.setattr(Workspace, "count", slowly)
    write(desk, BRIDGE_TEXT, new(1))
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        may_end.set()
        await person.until(lambda: "progress" not in groups_of_the_list(person))
        assert "ahead" not in groups_of_the_list(person)
        await person.press("q")
        await person.until(is_ready(desk, new(1)))
