"""What takes its time says how far it is, and can be stopped."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.reader import Place, assert_restored
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the driver needs pidfd")

SLOW_DISK = """
import time
import tui.services.scan as scan
read = scan.articles_in
def slow(*file):
    time.sleep(0.02)
    yield from read(*file)
scan.articles_in = slow
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"Article {number}.\n")
    return Place(tmp_path, is_prepared=False)


def test_reading_many_articles_is_counted_before_the_list_is_there(place: Place) -> None:
    with place.opened(place.folder / "articles", before=SLOW_DISK) as terminal:
        terminal.wait_for("reading articles: 2")
        terminal.wait_for("60 articles")
        assert "reading articles" not in terminal.text
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)
        assert terminal.text.strip() == ""


def test_reading_is_stopped_by_ctrl_c(place: Place) -> None:
    with place.opened(place.folder / "articles", before=SLOW_DISK) as terminal:
        terminal.wait_for("reading articles: 2")
        terminal.send("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_restored(terminal)
        assert "Traceback" not in terminal.text
        assert "reading articles" not in terminal.text


@pytest.mark.parametrize("word", ["quotes", "export"])
def test_commands_are_stopped_by_ctrl_c_and_write_nothing(place: Place, word: str) -> None:
    output = place.folder / "out" / "out.jsonl"
    output.parent.mkdir()
    code = f"import sys\n{SLOW_DISK}\nfrom tui.__main__ import main\nmain()"
    words = [word, "-o", str(output), str(place.folder / "articles")]
    with Terminal([sys.executable, "-c", code, *words], env=place.env) as terminal:
        terminal.wait_for("reading articles: 2")
        terminal.send("ctrl+c")
        assert terminal.wait_exit() == 130
        assert "Traceback" not in terminal.text
    assert list(output.parent.iterdir()) == []
