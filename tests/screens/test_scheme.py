"""Labels of a project's own, from its pullquote.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.screens.desk import Desk
from tui.config import Flags, load_settings
from tui.errors import PullquoteError
from tui.model.label import Target

FRAMES = """
[scheme]
neither_key = "0"
unsure_key = "9"

[[labels]]
name = "frame's [kind]"
key = "z"
sign = "Fr"
attributes = [
  { name = "tone", kind = "choice", prompt = "Which tone?", choices = [
    { value = "warm", key = "w", description = "friendly" },
    { value = "cold", key = "c" } ] },
  { name = "about", kind = "target", prompt = "About whom?" },
  { name = "against", kind = "target", prompt = "Against whom?" } ]

[[labels]]
name = "promise"
key = "P"
sign = "P"
description = "Something will be done."
"""


def settings_of(desk: Desk, toml: str) -> dict[str, Any]:
    """Return what a start with this pullquote.toml has for its settings."""
    file = desk.folder / "pullquote.toml"
    file.write_text(toml, encoding="utf-8")
    settings = load_settings(Flags(config=file, annotator="ada"), environment={})
    return {"scheme": settings.scheme, "reader": settings.reader}


async def test_keys_panel_and_records_follow_the_scheme(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge, size=(120, 30), **settings_of(desk, FRAMES)) as person:
        for shown in ("z frame's [kind]", "P promise", "0 neither", "9 unsure"):
            assert shown in person.keys
        assert "stance" not in person.keys
        await person.press("s", "c", "x", "m")
        assert "0/3 decided" in person.header
        await person.press("P")
        await person.saved("1/3")
        await person.press("p", "z")
        await person.until("Which tone?")
        assert "w  warm  friendly" in person.text
        await person.press("c")
        await person.until("About whom?")
        assert "frame's [kind] › cold" in person.text
        await person.press("1")
        await person.until("Against whom?")
        await person.type("nobody")
        await person.press("escape")
        assert "Against whom?" in person.text, "first back to the whole list"
        await person.press("escape")
        await person.until("About whom?")
        await person.press("escape")
        await person.until("Which tone?")
        await person.press("w", "2")
        await person.type("nobody")
        await person.press("enter")
        await person.until(lambda: len(desk.log("bridge")) == 2)
        await person.press("0")
        await person.saved("2/3")
        await person.press("9")
        await person.saved("3/3")
        first, *others = desk.kept("bridge")
        assert [label.name for label in first.labels] == ["promise", "frame's [kind]"]
        assert first.labels[1].get("tone") == "warm"
        assert first.labels[1].get("against") == Target("nobody")
        assert [a.decision for a in others] == ["neither", "unsure"]
        assert any("FrP" in row[:45] for row in person.rows)


@pytest.mark.parametrize("key", [".", "é", "!", "1", "S", "_", "\\\\"])
async def test_any_sign_on_the_keyboard_may_be_a_key(desk: Desk, bridge: Path, key: str) -> None:
    toml = f'[[labels]]\nname = "odd"\nkey = "{key}"\n'
    async with desk.reading(bridge, size=(120, 30), **settings_of(desk, toml)) as person:
        typed = key[-1]
        assert f"{typed} odd" in person.keys
        await person.press(typed)
        await person.saved("1/3")
        assert [label.name for a in desk.kept("bridge") for label in a.labels] == ["odd"]


@pytest.mark.parametrize(
    "key", ["n", "N", "q", "?", "[", "]", "<", ">", " ", "G", "v", "r", "i", "+", "-"]
)
def test_a_key_that_is_taken_is_an_error(desk: Desk, bridge: Path, key: str) -> None:
    toml = f'[[labels]]\nname = "odd"\nkey = "{key}"\n'
    with pytest.raises(PullquoteError) as error:
        desk.app(bridge, **settings_of(desk, toml))
    assert error.value.hint


async def test_labels_of_another_scheme_stay_on_the_quote(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("c", "c")
        await person.saved("1/3")
    toml = '[[labels]]\nname = "odd"\nkey = "z"\n'
    async with desk.reading(bridge, **settings_of(desk, toml)) as person:
        await person.press("p")
        assert "claim CFS" in person.text
        await person.press("z")
        await person.until("odd")
        await person.until("saved ✓")
        names = [label.name for label in desk.kept("bridge")[0].labels]
        assert names == ["claim", "odd"]


async def test_the_readers_settings_hold(desk: Desk, bridge: Path) -> None:
    toml = '[reader]\nmeasure = 40\nadvance = false\nentities = false\ntheme = "pullquote-light"\n'
    async with desk.reading(bridge, **settings_of(desk, toml)) as person:
        assert "entities off" in person.text
        assert person.app.theme == "pullquote-light"
        assert all(len(row.strip()) <= 48 for row in person.rows[1:-4])
        await person.press("x")
        await person.saved("1/3")
        assert "quote 1/3" in person.header
        await person.press("e")
        await person.until("PERSON")
