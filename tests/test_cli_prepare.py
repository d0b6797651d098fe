"""`pullquote prepare` in a process of its own, at a terminal and without one."""

from __future__ import annotations

import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.bench.programs import children
from tests.nlp.trouble import DIES, make_trouble
from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT
from tests.terminal import Terminal
from tests.test_cli import records, run, surroundings
from tests.test_cli_quotes import articles, command

linux = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder with two articles."""
    articles(tmp_path, bridge=BRIDGE_TEXT, plain=PLAIN_TEXT)
    return tmp_path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder with more articles than are analysed in a moment."""
    articles(tmp_path, **{f"a{n:04}": f"{n}. {BRIDGE_TEXT}" * 4 for n in range(3000)})
    return tmp_path


def kept(folder: Path) -> int:
    """Return how many analyses the cache has; it is whole."""
    if not (folder / "cache" / "analyses.sqlite").exists():
        return 0
    with closing(sqlite3.connect(folder / "cache" / "analyses.sqlite")) as cache:
        assert cache.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not cache.execute("SELECT * FROM sqlite_master").fetchall():  # it is being made
            return 0
        return int(cache.execute("SELECT count(*) FROM analysis").fetchone()[0])


def test_prepared_articles_need_no_model_any_more(two: Path) -> None:
    result = run(two, "prepare", "articles")
    assert (result.stdout, result.stderr) == ("", "2 articles analysed\n")
    # Nothing that could load a model.
    code = f"import sys; sys.executable = '/nowhere'; sys.argv[1:] = {['quotes', 'articles']!r}\n"
    found = subprocess.run(
        [sys.executable, "-c", code + "from tui.__main__ import main; main()"],
        cwd=two,
        env=surroundings(two),
        capture_output=True,
        text=True,
        check=True,
    )
    assert [len(record["quotes"]) > 0 for record in records(found.stdout)] == [True, False]
    again = run(two, "prepare", "articles", "--jobs", "2")
    assert again.stderr == "nothing is left to do: 2 articles analysed before\n"


def test_what_cannot_be_read_or_analysed_is_told_and_the_rest_is_done(two: Path) -> None:
    (two / "articles" / "bad.txt").write_bytes(b"\xed\xa0\x80 is no text")
    (two / "articles" / "deadly.txt").write_text(f"This is {DIES}.")
    path = f"{make_trouble(two)}{os.pathsep}{surroundings(two)['PYTHONPATH']}"
    result = run(two, "prepare", "articles", code=1, PYTHONPATH=path)
    assert "bad.txt:1: not UTF-8" in result.stderr
    assert "deadly.txt: twice: the NLP process died (exit code -9)" in result.stderr
    assert result.stderr.endswith("2 articles analysed, 1 could not be\n")
    assert kept(two) == 2


@pytest.mark.parametrize(
    "words", [["nothing"], ["--model", "no_such_model", "articles"], ["--jobs", "0", "articles"]]
)
def test_when_nothing_can_be_done_it_is_said(two: Path, words: list[str]) -> None:
    assert run(two, "prepare", *words, code=2).stderr


def test_a_cache_that_cannot_be_used_is_said_at_once(two: Path) -> None:
    (two / "cache").write_text("no folder")
    assert "what is found cannot be kept" in run(two, "prepare", "articles", code=2).stderr


@linux
def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(many: Path) -> None:
    words = command("prepare", str(many / "articles"))
    with Terminal(words, cols=120, env=surroundings(many)) as terminal:
        terminal.wait_for("/s, ", timeout=60)
        assert "of 3000" in terminal.text
        assert "left ctrl+c stops" in " ".join(terminal.text.split())
        terminal.send("ctrl+c")
        assert terminal.wait_exit() == 130
        assert "Traceback" not in terminal.text
        assert "━" not in terminal.text
        assert "of 3,000 articles analysed and kept" in terminal.text
        assert "the same command goes on from there" in terminal.text
    done = kept(many)
    assert 0 < done < 3000
    with Terminal(words, cols=120, env=surroundings(many)) as terminal:
        terminal.wait_for(f"of {3000 - done}", timeout=60)
        terminal.send("ctrl+c")
        assert terminal.wait_exit() == 130


@linux
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_ended_from_outside_it_leaves_a_whole_cache_and_no_process(
    many: Path, number: signal.Signals
) -> None:
    program = subprocess.Popen(
        command("prepare", "articles", "--jobs", "2"),
        cwd=many,
        env=surroundings(many),
        stderr=subprocess.PIPE,
    )
    with program:
        wait(lambda: kept(many) > 0)
        workers = [os.pidfd_open(pid) for pid in children(program.pid)]
        program.send_signal(number)
        _, said = program.communicate(timeout=30)
    assert len(workers) == 2
    for worker in workers:
        wait(partial(has_ended, worker))
        os.close(worker)
    assert kept(many) > 0
    if number == signal.SIGTERM:
        assert program.returncode == 128 + signal.SIGTERM
        assert b"the same command goes on" in said


def has_ended(process: int) -> bool:

    return bool(select.select([process], [], [], 0)[0])


def wait(until: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds that takes a moment."""
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.01)
