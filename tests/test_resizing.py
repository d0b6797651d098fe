"""Windows that change their size at any moment, and what goes over the line."""

from __future__ import annotations

import random
import shutil
import statistics
import sys
from pathlib import Path

import pytest

from tests.prepared import BRIDGE_TEXT, SAMPLE
from tests.reader import Place, assert_restored, wait_for_quotes
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the driver needs pidfd")

NARROWEST, WIDEST = (15, 60), (100, 300)
MOST_BYTES = 3000
"""For the next quote, mostly."""

MOST_BYTES_SCROLLED = 5000
LONG = 40.0
"""Seconds for forty layouts on a machine that has much else to do."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("resizing"))


def storm(terminal: Terminal, seed: int) -> None:
    """Resize as fast as a dragged window does, without waiting for any frame; end at 80x24."""
    sizes = random.Random(seed)
    for _ in range(40):
        rows = sizes.randint(NARROWEST[0], WIDEST[0])
        cols = sizes.randint(NARROWEST[1], WIDEST[1])
        terminal.resize(rows, cols)
        terminal.drain(sizes.choice((0.0, 0.0, 0.002, 0.03)))
    terminal.resize(24, 80)


ASKED = {
    "the article": (),
    "a label's target": ("s",),
    "a label's choice": ("s", "1"),
    "a claim": ("c",),
    "a note": ("t",),
    "the speaker": ("r",),
    "help": ("?",),
    "entity types": ("E",),
    "a selection": ("v", "w", "w"),
    "the palette": ("ctrl+p",),
    "the list": ("L",),
}


@pytest.mark.parametrize("where", list(ASKED))
def test_a_storm_of_sizes_leaves_the_right_picture(place: Place, where: str) -> None:
    shutil.rmtree(place.state, ignore_errors=True)
    with place.opened() as terminal:
        wait_for_quotes(terminal)
        if ASKED[where]:
            terminal.send(*ASKED[where])
        terminal.settle(quiet=0.4)
        before = terminal.screen
        storm(terminal, seed=len(where))
        terminal.wait_for(lambda t: t.screen == before, timeout=LONG)
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)
    assert not list(place.state.glob("crash-*"))


def test_news_of_an_older_size_that_comes_last_is_not_believed(place: Place) -> None:
    overtaken = """
from textual.drivers.linux_driver import LinuxDriver
own, sizes = LinuxDriver._get_terminal_size, []
def late(driver):
    sizes.append(own(driver))
    return sizes[-2 if len(sizes) == 3 else -1]
LinuxDriver._get_terminal_size = late
"""
    with place.opened(before=overtaken) as terminal:
        wait_for_quotes(terminal)
        terminal.settle(quiet=0.4)
        before = terminal.screen
        terminal.resize(40, 140)
        terminal.wait_for(lambda t: t.screen != before)
        terminal.settle(quiet=0.4)
        terminal.resize(24, 80)
        terminal.wait_for(lambda t: t.screen == before)
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0


def test_an_outline_over_the_article_is_gone_once_there_was_room_beside_it(place: Place) -> None:
    with place.opened() as terminal:
        wait_for_quotes(terminal)
        terminal.settle(quiet=0.4)
        before = terminal.screen
        terminal.send("O")
        terminal.settle(quiet=0.4)
        storm(terminal, seed=11)
        terminal.wait_for(lambda t: t.screen == before, timeout=LONG)
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0


def test_the_header_tells_how_much_is_in_view_now(place: Place) -> None:
    with place.opened() as terminal:
        wait_for_quotes(terminal)
        terminal.resize(100, 120)
        terminal.wait_for(lambda t: "  all   quote" in t.screen[0])
        terminal.resize(24, 80)
        terminal.wait_for(lambda t: "  all   quote" not in t.screen[0])
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0


def test_a_storm_over_what_is_not_saved(place: Place) -> None:
    broken = """
from tui.errors import PullquoteError
from tui.services.session import Session
def full(self):
    raise PullquoteError("the disk is full")
Session.save = full
"""
    with place.opened(before=broken) as terminal:
        wait_for_quotes(terminal)
        terminal.send("x", "ctrl+q")
        terminal.wait_for("quit and lose them")
        storm(terminal, seed=1)
        terminal.wait_for(lambda t: "quit and lose them" in t.text and "the disk is full" in t.text)
        terminal.send("ctrl+x")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)


def test_a_storm_over_the_list(tmp_path: Path) -> None:
    place = Place(tmp_path)
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(30):
        (articles / f"{number:02}.txt").write_text(f"Number {number}.\n\n{BRIDGE_TEXT}")
    shutil.copy(SAMPLE, articles)
    with place.opened(articles) as terminal:
        terminal.wait_for("31 articles")
        terminal.send("j", "j")
        storm(terminal, seed=3)
        terminal.wait_for(
            lambda t: "31 articles" in t.screen[0] and "quit" in t.screen[23], timeout=LONG
        )
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert not list(place.state.glob("crash-*"))


@pytest.mark.parametrize(("rows", "cols"), [NARROWEST, (24, 80), WIDEST])
def test_every_size_has_its_picture(place: Place, rows: int, cols: int) -> None:
    with place.opened(rows=rows, cols=cols) as terminal:
        wait_for_quotes(terminal)
        for keys in (("n",), ("s",), ("esc",), ("?",), ("esc",), ("O",), ("esc",), ("t",)):
            terminal.send(*keys)
            terminal.settle(quiet=0.2)
            assert any(row.strip() for row in terminal.screen)
            assert "quote" in terminal.screen[0]
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0


def test_the_next_quote_is_few_bytes(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with place.opened() as terminal:
        wait_for_quotes(terminal)
        terminal.settle(quiet=0.4)
        sizes = []
        for number in range(2, 12):
            terminal.written = 0
            terminal.send("n")
            terminal.wait_for(f"quote {number}/")
            sizes.append(terminal.written)
        assert statistics.median(sizes) <= MOST_BYTES
        # Now and then all rows scroll, and each of them is sent again.
        assert max(sizes) <= MOST_BYTES_SCROLLED
        terminal.send("ctrl+q")
        terminal.wait_exit()
