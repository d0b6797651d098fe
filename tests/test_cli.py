"""The command line, each command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.formats.builders import annotation, article
from tui import __version__, launch
from tui.cli import app
from tui.config import Flags
from tui.formats.articles import text
from tui.formats.articles.found import Found, Reading
from tui.launch import COMMANDS
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.edit import Edit
from tui.store.annotations import AnnotationStore

ROOT = Path(__file__).parent.parent


def surroundings(folder: Path) -> dict[str, str]:
    """Return an environment in which everything is kept in `folder`."""
    return {
        "PYTHONPATH": str(ROOT),
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PULLQUOTE_CACHE": str(folder / "cache"),
        "PULLQUOTE_STATE": str(folder / "state"),
        "PULLQUOTE_ANNOTATOR": "ada",
    }


def run(
    folder: Path, *words: str, code: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `pullquote` in `folder` and check its exit status, and that it shows no traceback."""
    result = subprocess.run(
        [sys.executable, "-m", "tui", *words],
        cwd=folder,
        env=surroundings(folder) | environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert "Traceback" not in result.stderr
    assert result.returncode == code, result.stderr
    return result


def keep(folder: Path, *annotations: Annotation) -> None:
    store = AnnotationStore(folder / "annotations")
    for number, one in enumerate(annotations):
        edit = Edit(f"{one.id}-{number}", one.updated, one.annotator, "decide", None, one)
        store.open(one.annotator, one.article).append([edit])


def seeded(folder: Path) -> Article:
    """Put an article into `seeds/` and return it as it is read."""
    seeds = folder / "seeds"
    seeds.mkdir()
    (seeds / "a1.txt").write_bytes(article().text.encode())
    (found,) = text.read(seeds / "a1.txt", Reading())
    assert isinstance(found, Found)
    return found.article


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_the_version(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout == f"pullquote {__version__}\n"


@pytest.mark.parametrize("words", [["-h"], ["--help"], *([c, "-h"] for c in sorted(COMMANDS))])
def test_every_help_has_examples(tmp_path: Path, words: list[str]) -> None:
    help_text = run(tmp_path, *words).stdout
    assert help_text.startswith("Usage: pullquote")
    assert "Examples:\n    pullquote " in help_text


def test_the_commands_are_those_that_are_told_from_paths(tmp_path: Path) -> None:
    shown = run(tmp_path, "--help").stdout
    listed = {line.split()[0] for line in shown.split("Commands:")[1].splitlines() if line.strip()}
    assert listed >= COMMANDS


@pytest.mark.parametrize(
    "words",
    [
        *([], ["seeds"], ["read"], ["read", "seeds"], ["--annotator", "bob", "seeds"]),
        ["seeds", "--annotator", "bob"],
    ],
)
def test_reading_needs_a_terminal(tmp_path: Path, words: list[str]) -> None:
    seeded(tmp_path)
    result = run(tmp_path, *words, code=2)
    assert result.stderr == (
        "pullquote: the reader needs a terminal, and this is none\n"
        "  for the annotations as data use pullquote export\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            "a b",
            "read",
            "read a",
            "read read",
            "./export",
            "--annotator ada a",
            "a --model m b",
        ),
        *("--config=x.toml --annotations=d=e a", "--annotator= a", "read --model m --model n"),
        *("-", "read - a", "--encoding cp1252 a", "--columns=text=Body,id=Nr a"),
    ],
)
def test_the_short_way_reads_a_line_as_typer_does(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[list[Path], Flags]] = []
    monkeypatch.setattr(launch, "open_reader", lambda *found: opened.append(found))
    result = CliRunner().invoke(app, line.split())
    assert result.exception is None
    assert [launch.plain_line(line.split())] == opened


@pytest.mark.parametrize(
    "line",
    [
        "export",
        "quotes a",
        "schema",
        "doctor",
        "-h",
        "read -h",
        "--version",
        "a --annotator",
        "--x a",
        "-- a",
    ],
)
def test_what_is_not_plain_is_left_to_typer(line: str) -> None:
    assert launch.plain_line(line.split()) is None


def test_a_path_called_like_a_command_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    assert "needs a terminal" in run(tmp_path, "./export", code=2).stderr
    assert "needs a terminal" in run(tmp_path, "read", "export", code=2).stderr


def test_a_word_that_is_neither_path_nor_command(tmp_path: Path) -> None:
    result = run(tmp_path, "exprot", code=2)
    assert result.stderr == (
        "pullquote: there is no file or folder exprot\n  did you mean pullquote export?\n"
    )


def test_without_paths_and_seeds(tmp_path: Path) -> None:
    for words in ([], ["export"]):
        result = run(tmp_path, *words, code=2)
        assert "pullquote: no articles were named, and there is no folder seeds/" in result.stderr


def test_a_wrong_option(tmp_path: Path) -> None:
    result = run(tmp_path, "export", "--formt", "x", code=2)
    assert "No such option" in result.stderr
    result = run(tmp_path, "export", "--format", "xml", code=2)
    assert "there is no format 'xml'" in result.stderr


def test_an_error_shows_no_control_characters(tmp_path: Path) -> None:
    result = run(tmp_path, "a\x1b[31mb", code=2)
    assert "\x1b" not in result.stderr
    assert "a\\x1b[31mb" in result.stderr


def test_schema_follows_the_config(tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('[[labels]]\nname = "frame"\nkey = "f"\n')
    schema = json.loads(run(tmp_path, "schema", "--config", "my.toml").stdout)
    labels = schema["properties"]["labels"]["items"]["oneOf"]
    assert [label["properties"]["label"]["const"] for label in labels] == ["frame"]
    (tmp_path / "pullquote.toml").write_text("labels = 3\n")
    result = run(tmp_path, "schema", code=2)
    assert result.stderr.startswith(f"pullquote: {tmp_path / 'pullquote.toml'}: labels: ")


def test_the_doctor(tmp_path: Path) -> None:
    seeded(tmp_path)
    result = run(tmp_path, "doctor")
    assert "problem" not in result.stdout
    data = json.loads(run(tmp_path, "doctor", "--json").stdout)
    assert data["ok"] is True
    assert {"section", "name", "status", "detail", "fix"} == set(data["checks"][0])
    result = run(tmp_path, "doctor", "--model", "no_such_model", code=1)
    assert "mend it: pip install" in result.stdout


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    result = subprocess.run(
        [sys.executable, "-m", "tui", "schema"],
        cwd=ROOT,
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write_end)
    assert result.stderr == b""
    assert result.returncode != 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("command", ["export", "quotes", "schema", "doctor"])
def test_an_output_that_is_full_is_told(tmp_path: Path, command: str) -> None:
    keep(tmp_path, annotation(seeded(tmp_path)))
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "tui", command],
            cwd=tmp_path,
            env=surroundings(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.stderr.startswith("pullquote: cannot write the output: No space left on device")
    assert "Exception" not in result.stderr
    assert result.returncode == 2


@pytest.mark.parametrize(
    ("words", "kept_out"),
    [
        (["export"], {"textual", "rich", "spacy", "numpy"}),
        (["export", "--format", "prodigy"], {"textual", "rich", "spacy", "numpy"}),
        (["export", "--format", "csv"], {"textual", "rich", "spacy", "numpy", "pyarrow"}),
        (["formats"], {"textual", "spacy", "numpy", "tinydb", "pyarrow"}),
        (["quotes"], {"textual", "rich", "spacy", "numpy", "tinydb"}),
        (["quotes", "--text"], {"textual", "rich", "spacy", "numpy", "tinydb"}),
        (["check"], {"textual", "rich", "spacy", "numpy"}),
        (["assign", "--annotators", "ada"], {"textual", "rich", "spacy", "numpy"}),
        (["status"], {"textual", "spacy", "numpy"}),
        (["schema"], {"textual", "rich", "spacy", "numpy", "tinydb"}),
        (["--help"], {"textual", "rich", "spacy", "numpy", "tinydb"}),
        # Typer itself imports pydantic, so the reader goes without both.
        (["seeds"], {"typer", "spacy", "numpy", "pydantic", "tinydb"}),
        (["--annotator", "bob", "seeds"], {"typer", "spacy", "numpy", "pydantic", "tinydb"}),
        (["read", "seeds"], {"typer", "spacy", "numpy", "pydantic", "tinydb"}),
    ],
)
def test_no_command_imports_what_it_does_not_need(
    tmp_path: Path, words: list[str], kept_out: set[str]
) -> None:
    keep(tmp_path, annotation(seeded(tmp_path)))
    code = (
        f"import sys; sys.argv[1:] = {words!r}\n"
        "from tui.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('MODULES', *sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    modules = set(result.stdout.rsplit("MODULES", 1)[1].split())
    assert "tui.__main__" in modules
    assert not modules & kept_out


def test_an_article_is_shown_without_what_the_list_or_a_merge_needs() -> None:
    code = "import sys, tui.app; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    modules = set(result.stdout.split())
    assert "tui.screens.reader" in modules
    rarely = {"tui.services.counting", "tui.services.reanchor", "tui.model.merging"}
    assert not modules & (rarely | {"typer", "spacy", "numpy", "pydantic", "tinydb"})


KEYS = '[keys]\n"reader.note" = "f5"\nreader.drop = ["Z", "alt+d"]\n"library.open" = []\n'


def test_keys_prints_those_in_use(tmp_path: Path) -> None:
    (tmp_path / "pullquote.toml").write_text(KEYS)
    told = run(tmp_path, "keys").stdout
    lines = {line.split()[-1]: line for line in told.splitlines() if line.startswith("  ")}
    assert lines["reader.next-quote"].split()[:4] == ["n", "Tab", "Next", "quote"]
    assert lines["reader.note"].split()[0] == "F5"
    assert lines["reader.drop"].split()[:2] == ["Z", "alt+d"]
    assert lines["library.open"].split()[0] == "–"
    assert lines["label.stance"].split()[0] == "s"
    markdown = run(tmp_path, "keys", "--markdown").stdout
    assert "| `F5` | A note on the quote | `reader.note` |" in markdown


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('"reader.nite" = "f5"', ['keys."reader.nite"', "did you mean reader.note?"]),
        ('"reader.note" = "n"', ["reader.note", "reader.next-quote", "Next quote"]),
        ('"reader.note" = "f99"', ["'f99'", 'keys."reader.note"']),
        ('"reader.note" = 5', ["keys", "reader.note"]),
        ('"library.down" = "k"', ["library.up", "library.down"]),
        ('"app.quit" = "j"', ["app.quit", "reader.down"]),
    ],
)
def test_wrong_keys_are_told_with_their_place(tmp_path: Path, toml: str, told: list[str]) -> None:
    (tmp_path / "pullquote.toml").write_text(f"[keys]\n{toml}\n")
    stderr = run(tmp_path, "keys", code=2).stderr
    for part in ("pullquote.toml", *told):
        assert part in stderr


def test_the_doctor_tells_of_keys_and_themes(tmp_path: Path) -> None:
    def found(toml: str, code: int) -> dict[str, Any]:
        (tmp_path / "pullquote.toml").write_text(toml)
        checks = json.loads(run(tmp_path, "doctor", "--json", code=code).stdout)["checks"]
        return {check["name"]: check for check in checks}

    good = found(KEYS, 0)
    assert good["keys"]["status"] == "ok"
    assert "3 of them your own" in good["keys"]["detail"]
    assert good["theme"]["detail"] == "pullquote-dark"
    bad = found('[keys]\n"reader.note" = "n"\n[reader]\ntheme = "neon"\n', 1)
    assert bad["keys"]["status"] == "problem"
    assert "reader.next-quote" in bad["keys"]["detail"]
    assert bad["theme"]["status"] == "warning"
    assert "neon" in bad["theme"]["detail"]
    assert "nord" in bad["theme"]["fix"]
