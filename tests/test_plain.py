"""Plain signs, and terminals of little talent."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reader import Place, assert_restored, wait_for_quotes
from tui.plain import ERRORS, plain, register, why_plain
from tui.widgets.cells import cells_of, shown

linux = pytest.mark.skipif(sys.platform != "linux", reason="the driver needs pidfd")


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({}, ""),
        ({"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}, ""),
        ({"TERM": "screen", "LANG": "de_DE.utf8@euro"}, ""),
        ({"TERM": "xterm", "LANG": "C", "LC_ALL": "C.UTF-8"}, ""),
        ({"TERM": "linux", "LANG": "C.UTF-8"}, "TERM is linux"),
        ({"TERM": "vt100"}, "TERM is vt100"),
        ({"LANG": "en_US.ISO-8859-1"}, "the locale is en_US.ISO-8859-1"),
        ({"LC_CTYPE": "C", "LANG": "C.UTF-8"}, "the locale is C"),
    ],
)
def test_it_is_plain_where_it_has_to_be(environment: dict[str, str], reason: str) -> None:
    assert why_plain(None, environment) == reason
    assert why_plain(True, environment)
    assert not why_plain(False, environment)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_plain_text_is_as_wide(text: str) -> None:
    assert cells_of(plain(shown(text))) == cells_of(shown(text))


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["ascii", "latin-1"]))
def test_what_an_encoding_lacks_is_replaced(text: str, encoding: str) -> None:
    register()
    text.encode(encoding, ERRORS)


def test_replacements_are_as_wide() -> None:
    register()
    text = "▶· “Übung” – 日本… ✓ e\u0301"
    assert text.encode("latin-1", ERRORS).decode("latin-1") == '>· "Übung" - ????. + e'
    assert text.encode("ascii", ERRORS) == b'>. "?bung" - ????. + e'


BAD = "·│┃▶◀✓◐–…“”─━┌█▁▔▲↑␀"


@linux
@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "linux"},
        {"TERM": "vt100"},
        {"LC_ALL": "C"},
        {"TERM": "xterm-16color", "LC_ALL": "en_US.ISO-8859-1"},
    ],
)
def test_every_state_has_its_sign_in_ascii(tmp_path: Path, env: dict[str, str]) -> None:
    place = Place(tmp_path)
    with place.opened(env=env) as terminal:
        wait_for_quotes(terminal)
        terminal.wait_for(">.  #")
        texts = [terminal.text]
        terminal.send("x")
        terminal.wait_for("saved +")
        for keys in (
            ("s",),
            ("esc",),
            ("?",),
            ("esc",),
            ("O",),
            ("esc",),
            ("t",),
            ("esc",),
            ("ctrl+p",),
        ):
            terminal.send(*keys)
            terminal.settle(quiet=0.3)
            texts.append(terminal.text)
        for text in texts:
            assert not set(text) & set(BAD), text
        assert any(" -  |" in text for text in texts), "neither, in the margin"
        assert any("----------" in text for text in texts), "a border"
        terminal.send("esc")
        terminal.settle()
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)
    assert len(place.records()) == 1


@linux
def test_a_setting_makes_it_plain(tmp_path: Path) -> None:
    config = tmp_path / "pullquote.toml"
    config.write_text("[reader]\nplain = true\n")
    place = Place(tmp_path)
    with place.opened(env={"PULLQUOTE_CONFIG": str(config)}) as terminal:
        wait_for_quotes(terminal)
        assert not set(terminal.text) & set(BAD)
        terminal.send("q")
        terminal.wait_exit()


@linux
@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_draws_nothing_is_told(tmp_path: Path, term: str) -> None:
    place = Place(tmp_path, is_prepared=False)
    with place.opened(env={"TERM": term}) as terminal:
        assert terminal.wait_exit() == 2
        assert "export TERM=" in terminal.text
        assert "\x1b" not in terminal.text


@linux
@pytest.mark.parametrize("term", ["screen", "tmux-256color", "xterm", "xterm-256color", "linux"])
def test_text_is_to_be_seen_in_few_colours_too(tmp_path: Path, term: str) -> None:
    place = Place(tmp_path)
    with place.opened(env={"TERM": term, "COLORTERM": ""}) as terminal:
        wait_for_quotes(terminal)
        for row, line in enumerate(terminal.screen):
            for col, character in enumerate(line):
                style = terminal.style_at(row, col)
                seen = character.isspace() or style.fg != style.bg
                assert seen, (character, line)
