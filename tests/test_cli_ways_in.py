"""Ways in on the command line: standard input, encodings, columns, the web."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.test_cli import run, surroundings

STORY = "“It is good,” she said. He left."


def fed(folder: Path, data: bytes, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run `pullquote` with `data` on its standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *words],
        cwd=folder,
        env=surroundings(folder),
        input=data,
        capture_output=True,
        check=False,
        timeout=60,
    )
    result = subprocess.CompletedProcess[str](
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )
    assert "Traceback" not in result.stderr
    assert result.returncode == code, result.stderr
    return result


def test_a_text_on_standard_input_is_kept_under_the_same_id(tmp_path: Path) -> None:
    results = [fed(tmp_path, STORY.encode(), "quotes", "-") for _ in range(2)]
    ids = [json.loads(result.stdout)["id"] for result in results]
    assert ids[0] == ids[1]
    (kept,) = (tmp_path / "state" / "stdin").iterdir()
    assert kept.stem == ids[0]
    assert kept.read_text("utf-8") == STORY
    assert f"standard input is read as one text and kept as {kept}" in results[0].stderr


def test_json_lines_on_standard_input(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": STORY, "id": name}) + "\n" for name in "ab")
    result = fed(tmp_path, lines.encode(), "quotes", "-")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert "standard input is read as JSON Lines" in result.stderr


def test_nothing_on_standard_input(tmp_path: Path) -> None:
    assert "nothing came over standard input" in fed(tmp_path, b"", "quotes", "-", code=2).stderr
    assert not list((tmp_path / "state" / "stdin").iterdir())
    assert "the reader needs a terminal" in fed(tmp_path, b"x", "-", code=2).stderr


@pytest.mark.parametrize("words", ["-", "read -", "--annotator ada -"])
def test_the_reader_takes_a_text_from_a_pipe_and_keys_from_the_terminal(
    tmp_path: Path, words: str
) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    line = f"cat {tmp_path}/story.txt | {sys.executable} -m tui {words}"
    with Terminal(
        ["sh", "-c", line],
        env=surroundings(tmp_path) | {"PULLQUOTE_ANNOTATIONS": str(tmp_path / "kept")},
    ) as terminal:
        terminal.wait_for("quote 1/1")
        terminal.wait_for("It is good")
        terminal.send("x")
        terminal.wait_for("saved")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert len(list((tmp_path / "state" / "stdin").iterdir())) == 1


def test_encodings_and_columns_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_bytes(f"Story;Nr\n{STORY};7\n".encode("cp1252"))
    flags = ("--encoding", "cp1252", "--columns", "text=Story,id=Nr")
    assert json.loads(run(tmp_path, "quotes", *flags, "n.csv").stdout)["id"] == "7"
    said = run(tmp_path, "quotes", "--columns", "text=Story", "n.csv", code=2).stderr
    assert "not UTF-8: byte 0x93" in said
    said = run(tmp_path, "quotes", "--encoding", "rot13", "n.csv", code=2).stderr
    assert "there is no encoding 'rot13' of text" in said


def test_an_archive_is_not_written_over(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "n.zip", "w") as archive:
        archive.writestr("a/n.jsonl", json.dumps({"text": STORY}))
    said = run(tmp_path, "quotes", "-o", "n.zip", "n.zip", code=2).stderr
    assert "n.zip is one of the articles: it would be lost" in said


def test_add_names_each_address_that_cannot_be_had(tmp_path: Path) -> None:
    result = run(tmp_path, "add", "http://127.0.0.1:9/", "ftp://x/", code=2)
    first, second = result.stderr.splitlines()
    assert first.startswith(
        "http://127.0.0.1:9/: 127.0.0.1 is at 127.0.0.1, which is no address of the public internet"
    )
    assert second.startswith("ftp://x/: only http and https are fetched")
    assert not (tmp_path / "seeds").exists()
