"""An article's file that is changed while it is open: told, and read again with nothing lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.broken import break_catalog
from tests.screens.desk import Desk
from tests.screens.hand_made import TEXT
from tui.errors import PullquoteError
from tui.screens.rereading import RereadScreen

TOLD = "changed on disk"


def _put_a_file_at(folder: Path) -> None:
    folder.write_text("a file where the folder should be")


def _touch(file: Path) -> int:
    """Write nothing to the file; return when that was."""
    os.utime(file)
    return file.stat().st_mtime_ns


async def test_a_file_that_changes_is_told_and_read_again(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=(120, 30)) as person:
        await person.press("x", "x")
        desk.write("bridges.txt", "A new line before.\n" + TEXT)
        await person.until(TOLD)
        assert "A new line before." not in person.text
        await person.press("x", "R")
        await person.until("A new line before.")
        await person.until(" 3 moved ")
        await person.until(lambda: TOLD not in person.header)
        assert {one.decision for one in desk.kept("bridges")} == {"neither"}
        assert len(desk.kept("bridges")) == 3


async def test_a_file_that_is_only_touched_is_not_told(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=(120, 30)) as person:
        written = _touch(bridges)
        screen = person.app.screen
        assert isinstance(screen, RereadScreen)
        await person.until(lambda: (s := screen._state) and s.mtime_ns == written)
        assert TOLD not in person.header


async def test_another_line_of_its_file_is_not_told_but_its_own_is(desk: Desk) -> None:
    lines = [{"id": f"a{n}", "text": f"Article {n} said nothing."} for n in range(2)]
    file = desk.write("some.jsonl", "\n".join(map(json.dumps, lines)))
    async with desk.opened(file, size=(120, 30)) as person:
        await person.press("enter")
        await person.until("Article 0 said")
        lines[1]["text"] = "Another."
        desk.write("some.jsonl", "\n".join(map(json.dumps, lines)))
        lines[0]["text"] = "Article 0 said a word."
        desk.write("some.jsonl", "\n".join(map(json.dumps, lines)))
        await person.until(TOLD)
        await person.press("R")
        await person.until("said a word")
        await person.press("right_square_bracket")
        await person.until("article 2/2")
        assert "Another." in person.text  # it is read when it is opened
        assert TOLD not in person.header


async def test_a_file_that_is_gone_is_still_read(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=(120, 30)) as person:
        desk.write("bridges.txt", "Another.\n")
        await person.until(TOLD)
        os.unlink(bridges)  # noqa: PTH108 - nobody else waits
        await person.press("R")
        await person.until("Not read again")
        await person.press("x")
        await person.saved("1/7")


async def test_what_cannot_be_saved_keeps_the_text_it_was_decided_on(
    desk: Desk, bridges: Path
) -> None:
    async with desk.reading(bridges, size=(120, 30)) as person:
        _put_a_file_at(desk.annotations)
        await person.press("x")
        await person.until("NOT SAVED: 1")
        desk.write("bridges.txt", "Another.\n")
        await person.until(TOLD)
        await person.press("R")
        await person.until("Not read again")
        assert "1/7 decided" in person.header
        os.unlink(desk.annotations)  # noqa: PTH108
        await person.saved("1/7")
        await person.press("R")
        await person.until("Another.")
        await person.until(" 1 orphan ")


async def test_a_catalog_that_breaks_meanwhile_does_not_end_the_reader(desk: Desk) -> None:
    for name in ("a", "b"):
        desk.write(f"{name}.txt", TEXT)
    async with desk.opened() as person:
        await person.press("enter")
        await person.until("article 1/2")
        corpus = person.app.workspace.corpus
        corpus.close()
        break_catalog(corpus.file.path)
        with pytest.raises(PullquoteError):
            corpus.number_of("a")
        screen = person.app.screen
        assert isinstance(screen, RereadScreen)
        await screen._look()
        assert "article 1/2" in person.header
