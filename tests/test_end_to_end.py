"""The main job from start to end, by keys through a real terminal."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.prepared import SAMPLE, prepare
from tests.terminal import CellStyle, Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the driver needs pidfd")

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "tui"]
# The analysis loads a model on a machine that may be busy with other tests.
SLOW = 60.0


@pytest.fixture(scope="session")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("analysed")
    prepare(folder)
    return folder


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An environment with files of its own, where nothing was ever analysed."""
    return {
        "PULLQUOTE_CACHE": str(tmp_path / "cache"),
        "PULLQUOTE_STATE": str(tmp_path / "state"),
        "PULLQUOTE_ANNOTATIONS": str(tmp_path / "annotations"),
        "PULLQUOTE_ANNOTATOR": "ada",
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture
def prepared(env: dict[str, str], analysed: Path) -> dict[str, str]:
    """The same, but the sample is analysed."""
    shutil.copytree(analysed, env["PULLQUOTE_CACHE"])
    return env


def opened(env: dict[str, str], path: Path = SAMPLE, rows: int = 24, cols: int = 80) -> Terminal:
    return Terminal([*COMMAND, "read", str(path)], rows=rows, cols=cols, env=env)


def wait_for_quotes(terminal: Terminal) -> None:
    """Wait for the header to count quotes, and for the rest of that frame: the keys are last."""
    terminal.wait_for(lambda t: position(t) is not None and bool(t.screen[-1]), timeout=SLOW)


def position(terminal: Terminal) -> tuple[int, int] | None:
    """The `quote i/n` of the header, once there are quotes."""
    found = re.search(r"quote ([1-9]\d*)/(\d+)", terminal.text)
    return (int(found[1]), int(found[2])) if found else None


def decided(terminal: Terminal) -> int | None:
    """How many quotes the header says are decided."""
    found = re.search(r"(\d+)/\d+ decided", terminal.text)
    return int(found[1]) if found else None


def wait_for_decided(terminal: Terminal, count: int) -> None:
    terminal.wait_for(lambda t: decided(t) == count and "saved ✓" in t.text)


def quit_reader(terminal: Terminal) -> None:
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert 1049 not in terminal.modes, "the alternate screen is left"
    assert 25 in terminal.modes, "the cursor is shown again"


def export(env: dict[str, str]) -> list[dict[str, object]]:
    done = subprocess.run(
        [*COMMAND, "export", str(SAMPLE)],
        env=os.environ | env,
        capture_output=True,
        check=True,
        timeout=SLOW,
    )
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_read_decide_undo_quit_and_come_back(env: dict[str, str]) -> None:
    with opened(env) as terminal:
        wait_for_quotes(terminal)
        assert position(terminal) is not None
        terminal.send("n")
        terminal.wait_for(lambda t: (position(t) or (0,))[0] == 2)
        terminal.send("p")
        terminal.wait_for(lambda t: (position(t) or (0,))[0] == 1)

        terminal.send("x")
        wait_for_decided(terminal, 1)
        terminal.send("c", "c")
        wait_for_decided(terminal, 2)
        terminal.send("s", "1", "f")
        wait_for_decided(terminal, 3)
        records = export(env)  # saved means: another program finds it now
        assert [record["decision"] for record in records] == ["neither", "labelled", "labelled"]
        terminal.send("u")
        wait_for_decided(terminal, 2)
        quit_reader(terminal)

    with opened(env) as terminal:
        wait_for_quotes(terminal)
        terminal.wait_for(lambda t: decided(t) == 2)
        terminal.send("ctrl+r")  # what was undone before the restart comes back after it
        wait_for_decided(terminal, 3)
        terminal.send("u", "u")
        wait_for_decided(terminal, 1)
        quit_reader(terminal)

    (record,) = export(env)
    text = SAMPLE.read_bytes().decode("utf-8")
    start, end = record["start"], record["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert text[start:end] == record["text"]
    assert (record["decision"], record["annotator"]) == ("neither", "ada")


def records(env: dict[str, str]) -> list[dict[str, object]]:
    """What is in the file of the decisions on the sample, as any program may read it."""
    path = Path(env["PULLQUOTE_ANNOTATIONS"], "ada", f"{SAMPLE.stem}.json")
    return list(json.loads(path.read_bytes())["annotations"].values()) if path.exists() else []


def test_a_window_that_changes_its_size_keeps_the_article(prepared: dict[str, str]) -> None:
    with opened(prepared) as terminal:
        wait_for_quotes(terminal)
        for rows, cols in ((60, 200), (24, 80), (10, 40), (24, 80)):
            terminal.resize(rows, cols)
            terminal.settle()
        terminal.wait_for("testament to the enduring")
        quit_reader(terminal)


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (b"s1fp", " FAVOR"),
        (b"ccp", "claim CFS"),
        (b"xp", "neither"),
        (b"sJapan navy\rap", "stance Japan navy AGAINST"),
        (b"As1fccsJapan navy\ran", "not decided"),
        (b"tunsure of it\rxp", "neither  note: unsure of it"),
        (b"vwww\rxp", "neither"),
        (b"s\x1b[B\rfp", " FAVOR"),
    ],
)
def test_keys_that_come_in_one_write(prepared: dict[str, str], keys: bytes, shown: str) -> None:
    with opened(prepared) as terminal:
        wait_for_quotes(terminal)
        terminal.write(keys)
        terminal.wait_for(lambda t: decided(t) == 1 and shown in t.screen[-2])
        terminal.wait_for("saved ✓")
        quit_reader(terminal)
    (record,) = records(prepared)
    assert (record["origin"] == "manual") == keys.startswith(b"v")
    assert record["decision"] == ("neither" if b"x" in keys else "labelled")


def test_keys_typed_before_the_first_paint_do_no_harm(prepared: dict[str, str]) -> None:
    with opened(prepared) as terminal:
        terminal.wait_for(lambda t: 1049 in t.modes)
        terminal.write(b"s1fccx")
        wait_for_quotes(terminal)
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0


def test_a_kill_after_saved_is_shown_loses_nothing(prepared: dict[str, str]) -> None:
    for count in (1, 2, 3):
        with opened(prepared) as terminal:
            wait_for_quotes(terminal)
            terminal.wait_for(lambda t: decided(t) == count - 1)  # noqa: B023 - called at once
            terminal.send("x")
            wait_for_decided(terminal, count)
            terminal.signal(signal.SIGKILL)
            terminal.wait_exit()
        assert [record["decision"] for record in records(prepared)] == ["neither"] * count


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_session_that_is_ended_loses_nothing(
    prepared: dict[str, str], number: signal.Signals
) -> None:
    with opened(prepared) as terminal:
        wait_for_quotes(terminal)
        terminal.send("x")
        wait_for_decided(terminal, 1)
        terminal.signal(number)
        terminal.wait_exit()
    assert len(records(prepared)) == 1


def test_the_mouse_marks_a_quote_that_is_decided_and_exported(prepared: dict[str, str]) -> None:
    with opened(prepared) as terminal:
        wait_for_quotes(terminal)
        row = terminal.row_of("squadrons.")
        col = terminal.screen[row].index("squadrons.")
        terminal.drag((row, col), (row, col + 4), (row, col + len("squadrons") - 1))
        terminal.wait_for("selecting")
        terminal.send("enter", "c", "c")  # in one write: the keys are for the new quote
        wait_for_decided(terminal, 1)
        row = terminal.row_of("Modernizing")
        terminal.click(row, terminal.screen[row].index("Modernizing"))
        # The other piece of it stands out with the one that was clicked.
        terminal.wait_for(lambda t: look(t, "This agreement").bold)
        assert look(terminal, "Modernizing").bold
        assert not look(terminal, "in a press briefing").bold
        terminal.click(23, terminal.screen[23].index("neither"))
        wait_for_decided(terminal, 2)
        terminal.wheel(10, 20)
        quit_reader(terminal)
    first, second = export(prepared)
    assert (first["text"], first["origin"], first["detected"]) == ("squadrons", "manual", None)
    assert second["decision"] == "neither"
    pieces = second["fragments"]
    assert isinstance(pieces, list)
    assert [piece["text"][:11] for piece in pieces] == ["This agreem", "Modernizing"]


def test_two_at_one_article_lose_nothing(prepared: dict[str, str]) -> None:
    with opened(prepared) as one, opened(prepared) as other:
        wait_for_quotes(one)
        wait_for_quotes(other)
        one.send("x")
        wait_for_decided(one, 1)
        other.send("n", "n", "c", "c")
        wait_for_decided(other, 2)
        one.send("n", "n", "m")
        wait_for_decided(one, 3)
        quit_reader(one)
        quit_reader(other)
    decisions = [record["decision"] for record in export(prepared)]
    assert decisions == ["neither", "labelled", "unsure"]


def test_the_ui_imports_neither_spacy_nor_numpy(prepared: dict[str, str]) -> None:
    with opened(prepared) as terminal:
        wait_for_quotes(terminal)
        terminal.send("s", "1", "f", "c", "c", "?")
        terminal.wait_for("Esc close")
        terminal.send("esc")
        terminal.wait_for(lambda t: "Esc close" not in t.text)
        terminal.wait_for(lambda t: "saved ✓" in t.text)
        loaded = Path(f"/proc/{terminal.pid}/maps").read_text(encoding="utf-8")
        for name in ("spacy", "numpy", "thinc"):
            assert f"/{name}/" not in loaded
        children = Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children")
        assert not children.exists() or not children.read_text(encoding="utf-8").strip()
        quit_reader(terminal)


def test_quitting_while_it_analyses_leaves_nothing_behind(
    env: dict[str, str], tmp_path: Path
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(f"Part {n}.\n{text}" for n in range(30)), encoding="utf-8")
    with opened(env, long) as terminal:
        terminal.wait_for("analysing", timeout=SLOW)
        folder = Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children")
        terminal.wait_for(lambda t: bool(folder.read_text(encoding="utf-8").split()))
        children = [int(pid) for pid in folder.read_text(encoding="utf-8").split()]
        quit_reader(terminal)
        assert "Traceback" not in terminal.text
        assert not [pid for pid in children if is_alive(pid)]


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_a_key_that_clashes_stops_before_the_screen(prepared: dict[str, str]) -> None:
    config = Path(prepared["PULLQUOTE_ANNOTATIONS"]).with_name("pullquote.toml")
    config.write_text('[[labels]]\nname = "odd"\nkey = "?"\n', encoding="utf-8")
    with opened(prepared | {"PULLQUOTE_CONFIG": str(config)}) as terminal:
        assert terminal.wait_exit() == 2
        assert 1049 not in terminal.modes
        told = terminal.text.replace("\n", "")  # the row ends where it ends
        assert "the key '?' is wanted for" in told
        assert "choose another key" in told
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize("answer", ["lose", "stay"])
def test_a_folder_that_cannot_be_written(prepared: dict[str, str], answer: str) -> None:
    folder = Path(prepared["PULLQUOTE_ANNOTATIONS"])
    with opened(prepared) as terminal:
        wait_for_quotes(terminal)
        folder.write_text("in the way", encoding="utf-8")
        terminal.send("x")
        terminal.wait_for("NOT SAVED: 1")
        terminal.send("q")
        terminal.wait_for("1 change is not saved.")
        if answer == "lose":
            terminal.send("ctrl+x")
            assert terminal.wait_exit() == 0
            return
        terminal.send("esc")
        terminal.wait_for(lambda t: "1 change is not saved." not in t.text)
        folder.unlink()
        wait_for_decided(terminal, 1)
        quit_reader(terminal)
    assert len(records(prepared)) == 1


def look(terminal: Terminal, text: str) -> CellStyle:
    row = terminal.row_of(text)
    return terminal.style_at(row, terminal.screen[row].index(text))


def is_grey(colour: str) -> bool:
    return colour == "default" or len({colour[:2], colour[2:4], colour[4:]}) == 1


def test_without_colours_everything_is_told(prepared: dict[str, str]) -> None:
    with opened(prepared | {"NO_COLOR": "1"}) as terminal:
        wait_for_quotes(terminal)
        styles = [terminal.style_at(row, col) for row in range(24) for col in range(80)]
        assert all(is_grey(style.fg) and is_grey(style.bg) for style in styles)
        row = terminal.row_of("had earlier requested")
        assert "▶" in terminal.screen[row]
        assert "┃" in terminal.screen[row]
        assert look(terminal, "updating their software").bold, "the focused quote stands out"
        assert look(terminal, "$100.2 million").underline, "an entity is underlined"
        assert not look(terminal, "has approved").underline
        terminal.send("x", "c", "c")
        wait_for_decided(terminal, 2)
        assert re.search(r"–\s+│\s+Tokyo had", terminal.text)
        assert re.search(r"C\s+│\s+The.Pentagon", terminal.text)
        quit_reader(terminal)


def test_hostile_articles_send_no_escape_codes(prepared: dict[str, str], tmp_path: Path) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x1b[31mred \x9b31m\u202egnp.exe"
    article = {"id": "../../x", "title": evil, "text": f"He said: “{evil} is fine.”"}
    path = tmp_path / "evil.jsonl"
    path.write_text(json.dumps(article), encoding="utf-8")
    with opened(prepared, path) as terminal:
        terminal.wait_for("decided", timeout=SLOW)
        terminal.wait_for(lambda t: position(t) is not None or "no quote" in t.text, timeout=SLOW)
        terminal.send("v", "w", "w", "enter", "t")
        terminal.type("note")
        terminal.send("enter", "x")
        terminal.wait_for("saved ✓")
        assert "owned" in terminal.text
        assert look(terminal, "red").fg not in {"red", "cd0000"}
        quit_reader(terminal)
    assert len(list(Path(prepared["PULLQUOTE_ANNOTATIONS"], "ada").glob("*.json"))) == 1


def test_words_are_found_and_copied_through_the_terminals_clipboard(
    prepared: dict[str, str], tmp_path: Path
) -> None:
    article = tmp_path / "escapes.txt"
    article.write_bytes(b"Nobody knows \x1b[31mwhy\x1b[0m\r\nit rained.")
    with opened(prepared, article) as terminal:
        terminal.wait_for(lambda t: "Nobody knows" in t.text, timeout=SLOW)
        terminal.send("/")
        terminal.wait_for("find; a capital")
        terminal.type("why")
        terminal.wait_for("1/1")
        terminal.send("enter", "v", ")")
        terminal.settle()
        terminal.send("y")
        raw = b""
        while b"\x07" not in raw.partition(b"\x1b]52;c;")[2]:
            data = terminal.read(SLOW)
            assert data, "nothing was copied"
            raw += data
        copied = raw.partition(b"\x1b]52;c;")[2].partition(b"\x07")[0]
        text = base64.b64decode(copied).decode()
        assert text.startswith("why\x1b[0m")
        assert b"\x1b[0m" not in copied
        terminal.send("q")
        terminal.wait_exit()


def test_what_is_typed_after_the_end_does_nothing(env: dict[str, str], tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "news").mkdir(exist_ok=True)
        (tmp_path / "news" / f"{name}.txt").write_text(f"This is {name}.")
    for burst in ("q/", "qs/", "q!/f"):
        with opened(env, tmp_path / "news") as terminal:
            terminal.wait_for("2 articles")
            terminal.wait_for("Enter open")
            terminal.send(*burst)
            assert terminal.wait_exit() == 0
