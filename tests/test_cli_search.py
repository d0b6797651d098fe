"""`pullquote search`: articles by their words, for people and for other programs."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

WIRE = (
    {
        "id": "bridge",
        "title": "On the bridge",
        "source": "The Globe",
        "date": "2024-01-31",
        "text": "The new bridge is open.\n\nNobody came to the bridge.",
    },
    {"id": "rain", "title": "Rain", "date": "2024-02-01", "text": "It rained on a bridge."},
    {"id": "sun", "title": "Sun", "text": "The sun \x1b[31mrose\u202e over Paris."},
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "wire.jsonl"
    path.write_text("\n".join(map(json.dumps, WIRE)))
    return path


def environment(folder: Path) -> dict[str, str]:
    places = {f"PULLQUOTE_{name}": str(folder / name) for name in ("CACHE", "ANNOTATIONS", "STATE")}
    paths = [place or str(Path.cwd()) for place in sys.path]
    return {**os.environ, **places, "PYTHONPATH": os.pathsep.join(paths), "NO_COLOR": "1"}


def search(articles: Path, *words: str) -> tuple[int, str, str]:
    """Return the exit status, what was written, and what was told."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", "search", *words, "-C", str(articles)],
        env=environment(articles.parent),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_each_passage_is_a_line_for_other_programs(articles: Path) -> None:
    status, out, err = search(articles, "bridge")
    assert status == 0
    assert sorted(out.splitlines()) == [
        "bridge:44: Nobody came to the bridge.",
        "bridge:8: The new bridge is open.",
        "rain:15: It rained on a bridge.",
    ]
    assert err == "2 articles\n"


def test_offsets_and_texts_are_json(articles: Path) -> None:
    _, out, _ = search(articles, "bridge -rained", "--json", "--context", "4")
    (line,) = out.splitlines()
    data = json.loads(line)
    assert (data["article"], data["hits"], data["source"]) == ("bridge", 2, "The Globe")
    text = WIRE[0]["text"]
    for passage in data["passages"]:
        assert text[passage["start"] : passage["end"]] == passage["text"]
        for hit in passage["hits"]:
            assert text[hit["start"] : hit["end"]] == hit["text"] == "bridge"


def test_the_exit_status_is_that_of_grep(articles: Path) -> None:
    assert search(articles, "nowhere") == (1, "", "0 articles\n")
    status, out, err = search(articles, "title:x*")
    assert (status, out) == (2, "")
    assert "x* is too short" in err
    status, _, err = search(articles, "…")
    assert status == 2
    assert "no word" in err
    status, _, err = search(articles, "bridge", "--sort", "size")
    assert status == 2
    assert "choose one of rank, date, title" in err


def test_some_are_shown_in_the_order_that_is_asked_for(articles: Path) -> None:
    status, out, err = search(articles, "bridge", "--limit", "1", "--sort", "date")
    assert status == 0
    assert out.startswith("rain:")
    assert err == "2 articles, the first 1 shown\n"


def test_nothing_in_a_text_is_obeyed_by_the_terminal(articles: Path) -> None:
    status, out, _ = search(articles, "paris")
    assert status == 0
    assert out == "sun:24: The sun \\x1b[31mrose\\u202e over Paris.\n"


def test_people_see_hits_between_signs(articles: Path) -> None:
    read, write = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "tui", "search", "new OR paris", "-C", str(articles)],
        env={**environment(articles.parent), "TERM": "xterm"},
        stdout=write,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    os.close(write)
    shown = os.read(read, 100_000).decode()
    os.close(read)
    assert "The «" in shown.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert "«new»" in shown
    assert "2024-01-31 · The Globe · bridge · 1 hit" in shown
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown


def test_a_single_article_and_one_that_changed_are_searched(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A bridge.")
    assert search(path, "bridge")[1] == "a:2: A bridge.\n"
    path.write_text("A tunnel now.")
    assert search(path, "bridge")[0] == 1
    assert search(path, "tunnel")[1] == "a:2: A tunnel now.\n"
