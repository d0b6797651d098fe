"""The guideline: one key away from anywhere, and in short beside the choice being made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.desk import Desk, Person
from tests.screens.test_looks import faint
from tests.screens.test_scheme import settings_of
from tests.widgets.test_cells import BIDI
from tui.errors import PullquoteError

SIZES = [(60, 15), (80, 24), (120, 40), (200, 60)]
ASKS = "Is the speaker for or against it?"


def section(person: Person) -> str:
    """The section that is shown: the one in brackets."""
    row = person.rows[person.row_of(" guideline  ")]
    return row.partition("[")[2].partition("]")[0]


@pytest.mark.parametrize("size", SIZES)
async def test_it_opens_at_the_label_being_given_and_leads_back(
    desk: Desk, bridge: Path, size: tuple[int, int]
) -> None:
    async with desk.reading(bridge, size=size) as person:
        await person.press("s", "2", "down")
        before = person.rows
        for leave in ("f2", "escape", "q"):
            await person.press("f2")
            await person.until("Esc close")
            assert section(person) == "stance"
            await person.until("The speaker is for or against a target")
            await person.press("space", "n")
            await person.until(lambda: section(person) == "claim")
            await person.press(leave)
            await person.gone("Esc close")
            assert person.rows == before, "just where one was"
        await person.press("enter")
        await person.saved("1/3")
        assert desk.kept("bridge")[0].labels[0].get("polarity") == "AGAINST"


async def test_what_was_typed_stays(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("s")
        await person.type("the new ta")
        await person.press("f2")
        await person.until("Esc close")
        await person.press("f2")
        await person.type("x")
        await person.press("enter")
        await person.until("stance › the new tax")
        await person.press("escape", "escape", "escape", "t")
        await person.type("hm")
        await person.press("f2", "f2")
        await person.type("m")
        await person.press("enter")
        await person.until("note: hmm")


async def test_it_opens_at_the_focused_quotes_label(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("f2")
        await person.until(lambda: section(person) == "about")
        await person.press("escape", "c", "c", "m", "p", "p")
        for wanted in ("claim", "unsure"):
            await person.press("f2")
            await person.until("Esc close")
            assert section(person) == wanted
            await person.press("escape", "n")
        await person.press("v", "w", "f2")
        await person.until("Esc close")
        await person.press("escape")
        assert "selecting" in person.text
        assert len(desk.log("bridge")) <= 2


async def test_sections_by_key_and_by_click(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge, size=(100, 30)) as person:
        await person.press("f2", "p")
        await person.until(lambda: section(person) == "unsure")
        await person.press("n", "n")
        await person.until(lambda: section(person) == "stance")
        await person.click("neither")
        await person.until("No side is taken and nothing is asserted")
        await person.click("Esc close")
        await person.gone("Esc close")


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (100, 30), (200, 60)])
async def test_beside_the_choice_it_says_what_it_means(
    desk: Desk, bridge: Path, size: tuple[int, int]
) -> None:
    async with desk.reading(bridge, size=size) as person:
        await person.press("c")
        for part in ("CFS", "UFS", "NFS", "Is it worth checking?", "Esc back"):
            assert part in person.text, "no choice is pushed out"
        assert "We will build" in person.text
        assert "A check-worthy factual statement: a fact" in person.text
        if size[0] < 100:
            assert person.row_of("A check-worthy") > person.row_of("NFS")
        else:
            assert person.row_of("A check-worthy") == person.row_of("CFS")
        rows = len(person.text.splitlines())
        top = person.row_of("Is it worth checking?")
        await person.press("down")
        await person.until("An unimportant factual statement: a fact,")
        assert (person.row_of("Is it worth checking?"), len(person.rows)) == (top, rows)
        if size == (60, 15):
            assert "… F2 more" in person.text


async def test_it_follows_the_window(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge, size=(120, 40)) as person:
        await person.press("c")
        for size in ((60, 15), (200, 60), (80, 24), (100, 30), (60, 10)):
            await person.pilot.resize_terminal(*size)
            await person.pilot.pause()
            for part in ("CFS", "UFS", "NFS"):
                assert part in person.text
        await person.press("f2")
        for size in ((200, 60), (60, 15)):
            await person.pilot.resize_terminal(*size)
            await person.until("Esc close")
        await person.press("f2", "u")
        await person.saved("1/3")


NASTY = """\
[[labels]]
name = "odd"
key = "z"
description = "What is odd."
guideline = '''
See [here](http://example.org) and [red]not red[/red] <b>bold</b> \u202eevil &#x202e; &#27;[2J.

![an image](file:///etc/passwd)

```
\u200fcode
```
'''
attributes = [{ name = "how", kind = "choice", choices = [
  { value = "VERY", key = "v", description = "quite so" } ] }]
"""


async def test_it_is_no_markup_and_steers_no_terminal(desk: Desk, bridge: Path) -> None:
    opened: list[str] = []
    async with desk.reading(bridge, size=(100, 30), **settings_of(desk, NASTY)) as person:
        person.app.open_url = lambda url, **_: opened.append(url)  # type: ignore[method-assign]
        await person.press("z", "f2")
        await person.until("[red]not red[/red] <b>bold</b>")
        assert not [c for c in person.text if c in BIDI or ord(c) in range(0x0A)]
        assert "\x1b" not in person.text
        await person.click("here")
        assert not opened
        assert "code" in person.text
        await person.press("escape", "v")
        await person.saved("1/3")


async def test_a_projects_own_guideline(desk: Desk, bridge: Path) -> None:
    (desk.folder / "ours.md").write_text(
        "Be fair.\n\n# odd\n\nOdd is odd.\n\n## NO\n\nNever mind.\n", encoding="utf-8"
    )
    toml = (
        '[scheme]\nguideline = "ours.md"\n[[labels]]\nname = "odd"\nkey = "z"\n'
        'attributes = [{ name = "how", kind = "choice", choices = [ { value = "NO", key = "n" },'
        '{ value = "YES", key = "z" } ] }]\n'
    )
    async with desk.reading(bridge, **settings_of(desk, toml)) as person:
        await person.press("z")
        assert "Never mind." in person.text
        await person.press("down")
        await person.until("Odd is odd.")
        await person.press("f2")
        await person.until(lambda: section(person) == "odd")
        await person.press("p")
        await person.until("Be fair.")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xfa"])
def test_a_guideline_that_cannot_be_read_is_told(desk: Desk, content: bytes | None) -> None:
    if content is not None:
        (desk.folder / "ours.md").write_bytes(content)
    with pytest.raises(PullquoteError, match=r"pullquote\.toml: scheme\.guideline: .*ours\.md"):
        settings_of(desk, '[scheme]\nguideline = "ours.md"\n')


@pytest.mark.parametrize("theme", ["pullquote-dark", "pullquote-light"])
async def test_it_can_be_read(desk: Desk, bridge: Path, theme: str) -> None:
    async with desk.reading(bridge, size=(100, 30)) as person:
        person.app.theme = theme
        await person.press("c")
        await person.until("A check-worthy factual statement")
        assert not faint(person)
        await person.press("down", "f2")
        await person.until("The speaker asserts something")
        told = {"stance", "neither", "The speaker", "Borderline"}
        assert not [text for text in faint(person) if any(one in text for one in told)]
