"""A corpus of thousands of files in a real terminal: nobody waits for it, and nothing is lost."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.reader import Place
from tui.services.corpus import Corpus
from tui.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the driver needs pidfd")

FILES = 6_000


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:04}.txt").write_text(f"Rain {number:04}. It rains.\n")
    return folder


def corpus(place: Place, articles: Path) -> closing[Corpus]:
    """Return the articles as the catalog has them, without a look at the disk."""
    settings = Settings("ada", place.folder / "annotations", place.folder / "cache", place.state)
    return closing(Corpus([articles], settings.catalogs, "ada"))


def test_ctrl_c_keeps_what_was_read(tmp_path: Path, articles: Path) -> None:
    place = Place(tmp_path, is_prepared=False)
    with place.opened(articles) as terminal:
        terminal.wait_for("reading articles: ")
        terminal.send("ctrl+c")
        assert terminal.wait_exit() == 130
        assert "Traceback" not in terminal.text
    with corpus(place, articles) as known:
        assert 0 < len(known) < FILES
        ids = [one for one, _ in known.ids()]
        assert ids == [f"{number:04}" for number in range(len(known))]
    with place.opened(articles) as terminal:
        terminal.wait_for(f"{FILES:,} articles", timeout=30)
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_a_look_at_the_disk_keeps_nobody(tmp_path: Path, articles: Path) -> None:
    place = Place(tmp_path, is_prepared=False)
    with corpus(place, articles) as known:
        known.update()
    new = "All of them have another text now."
    for file in articles.iterdir():
        file.write_text(new)
    with place.opened(articles) as terminal:
        terminal.wait_for("Rain 0000")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert not list(place.state.glob("crash-*"))
        log = place.state / "pullquote.log"
        assert not log.exists() or "failed" not in log.read_text()
    with corpus(place, articles) as known:
        lengths = [length for _, length in known.lengths()]
        assert len(lengths) == FILES
        assert lengths[-1] != len(new), "it was all read before it ended"
    with place.opened(articles) as terminal:
        terminal.wait_for("All of them have another text now")
        terminal.send("G")
        terminal.wait_for(lambda t: "Rain" not in t.text, timeout=30)
        terminal.send("q")
        assert terminal.wait_exit() == 0
