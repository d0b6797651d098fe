"""`pullquote quotes`, with the real detector, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT
from tests.terminal import Terminal
from tests.test_cli import records, run, surroundings

linux = pytest.mark.skipif(sys.platform != "linux", reason="the terminal needs pidfd")


def articles(folder: Path, **texts: str) -> Path:
    place = folder / "articles"
    place.mkdir()
    for name, text in texts.items():
        (place / f"{name}.txt").write_bytes(text.encode())
    return place


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder with one article with quotes and one without, and nothing else beside it."""
    articles(tmp_path, bridge=BRIDGE_TEXT, plain=PLAIN_TEXT)
    return tmp_path


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "tui", *words]


def test_found_quotes_are_written_an_article_a_line(two: Path) -> None:
    result = run(two, "quotes", "articles")
    bridge, plain = records(result.stdout)
    assert (bridge["id"], plain) == ("bridge", {"id": "plain", "quotes": []})
    first = bridge["quotes"][0]
    assert BRIDGE_TEXT[first["start"] : first["end"]] == "We will build the bridge next year,"
    assert (first["kind"], first["name"]) == ("direct", "Maria Lopez")
    assert BRIDGE_TEXT[slice(*first["cue"])] == "said"
    assert BRIDGE_TEXT[slice(*first["speaker"])].startswith("Maria Lopez")
    assert result.stderr == f"{len(bridge['quotes'])} quotes in 2 articles\n"


def test_a_file_and_a_pipe_get_the_same_and_the_second_run_needs_no_model(two: Path) -> None:
    shown = run(two, "quotes", "articles")
    run(two, "quotes", "-o", "out.jsonl", "articles")
    assert (two / "out.jsonl").read_bytes() == shown.stdout.encode()
    # Nothing that could load a model: what was found before is in the cache.
    code = f"import sys; sys.executable = '/nowhere'; sys.argv[1:] = {['quotes', 'articles']!r}\n"
    again = subprocess.run(
        [sys.executable, "-c", code + "from tui.__main__ import main; main()"],
        cwd=two,
        env=surroundings(two),
        capture_output=True,
        text=True,
        check=True,
    )
    assert again.stdout == shown.stdout


def test_the_list_for_people(two: Path) -> None:
    text = run(two, "quotes", "--text", "articles").stdout
    assert text.startswith("bridge: The city council met in Boston on Monday.\n\n  1. direct · ")
    assert "Maria Lopez · said · " in text
    assert text.endswith("\n\n     no quotes\n\n")


def test_quotes_can_be_left_out(two: Path) -> None:
    (everything,) = records(run(two, "quotes", "articles/bridge.txt").stdout)
    wanted = [q for q in everything["quotes"] if q["kind"] != "indirect" and not q["attitude"]]
    options = ["--no-indirect", "--no-attitudes", "--min-confidence", "0"]
    (fewer,) = records(run(two, "quotes", *options, "articles/bridge.txt").stdout)
    assert fewer["quotes"] == wanted
    for wrong in ("1.5", "-1", "high"):
        assert (
            "--min-confidence"
            in run(two, "quotes", "--min-confidence", wrong, "articles", code=2).stderr
        )


def test_the_readers_settings_do_not_matter(two: Path) -> None:
    plain = run(two, "quotes", "articles").stdout
    (two / "pullquote.toml").write_text("[reader]\nindirect = false\nmin_confidence = 1\n")
    assert run(two, "quotes", "articles").stdout == plain


def test_what_cannot_be_read_is_told_and_the_rest_is_written(two: Path) -> None:
    (two / "articles" / "half.jsonl").write_text('{"text": "a \\ud800 b"}\n{"text": "Fine."}\n')
    (two / "articles" / "bad.txt").write_bytes(b"\xed\xa0\x80 is no text")
    result = run(two, "quotes", "articles", code=1)
    assert len(records(result.stdout)) == 3
    assert "half.jsonl:1: half of a surrogate pair" in result.stderr
    assert "bad.txt:1: not UTF-8" in result.stderr
    assert result.stderr.endswith("quotes in 3 articles\n")


def test_when_nothing_can_be_read_nothing_is_written(two: Path) -> None:
    (two / "out.jsonl").write_text("old")
    for words in (["nothing"], ["--model", "no_such_model", "articles"]):
        result = run(two, "quotes", "-o", "out.jsonl", *words, code=2)
        assert result.stderr.startswith("pullquote: ")
    assert (two / "out.jsonl").read_text() == "old"
    assert "cannot write" in run(two, "quotes", "-o", "no/out", "articles", code=2).stderr


@pytest.mark.parametrize("word", ["quotes", "export"])
def test_an_article_is_not_overwritten(two: Path, word: str) -> None:
    path = next((two / "articles").glob("*.txt"))
    before = path.read_bytes()
    result = run(two, word, "-o", str(path), "articles", code=2)
    assert "is one of the articles" in result.stderr
    assert path.read_bytes() == before


def test_a_reader_that_has_seen_enough_is_no_error(two: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        command("quotes", "articles"),
        cwd=two,
        env=surroundings(two),
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write_end)
    assert done.stderr == b""
    assert done.returncode != 0


def test_a_cache_that_cannot_be_used_is_told_and_no_obstacle(two: Path) -> None:
    (two / "cache").write_text("no folder")
    result = run(two, "quotes", "articles")
    assert len(records(result.stdout)) == 2
    assert "nothing is kept for the next time: no cache of analyses at" in result.stderr


# At a terminal


@linux
def test_the_progress_is_shown_on_a_terminal_and_gone_at_the_end(two: Path) -> None:
    words = ["quotes", "-o", str(two / "out.jsonl"), str(two / "articles")]
    with Terminal(command(*words), env=surroundings(two)) as terminal:
        terminal.wait_for("article 1 of 2", timeout=60)
        terminal.wait_for("quotes in 2 articles", timeout=60)
        assert terminal.wait_exit() == 0
        assert terminal.text.count("article") == 1
    assert len((two / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2


@linux
def test_the_progress_leaves_no_trace_in_output_on_the_same_terminal(two: Path) -> None:
    words = ["quotes", "--text", str(two / "articles")]
    piped = run(two, *words)
    with Terminal(command(*words), rows=60, env=surroundings(two)) as terminal:
        terminal.wait_for("quotes in 2 articles", timeout=60)
        assert terminal.wait_exit() == 0
        assert terminal.text.strip() == (piped.stdout + piped.stderr).strip()


@linux
def test_interrupted_it_ends_and_leaves_no_half_file(tmp_path: Path) -> None:
    place = articles(tmp_path, a=BRIDGE_TEXT, b=BRIDGE_TEXT * 3000)
    output = tmp_path / "out" / "quotes.jsonl"
    output.parent.mkdir()
    words = ["quotes", "-o", str(output), str(place)]
    with Terminal(command(*words), env=surroundings(tmp_path)) as terminal:
        terminal.wait_for("article 2 of 2", timeout=60)
        terminal.send("ctrl+c")
        assert terminal.wait_exit() == 130
        assert "Traceback" not in terminal.text
    assert list(output.parent.iterdir()) == []
