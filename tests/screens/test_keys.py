"""The keys are the user's: the registry of them, other ones in their place, and clashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.binding import Binding

from tests.cheat_sheet import with_cheat_sheet
from tests.screens.desk import Desk, Person
from tui.app import PullquoteApp
from tui.errors import PullquoteError
from tui.model.scheme import DEFAULT_SCHEME
from tui.screens.keys.group import all_bindings
from tui.screens.keys.keymap import Keymap, clashes
from tui.screens.keys.names import binding_key, character_of
from tui.screens.keys.registry import all_groups
from tui.screens.reader import reader_for

ROOT = Path(__file__).parents[2]
GROUPS = all_groups(DEFAULT_SCHEME)

Keys = Mapping[str, tuple[str, ...]]


def test_every_binding_has_a_name_of_its_own_and_says_what_it_does() -> None:
    bindings = [binding for _, binding in all_bindings(GROUPS)]
    assert bindings
    assert all(binding.id and "." in binding.id for binding in bindings)
    assert all(binding.tooltip for binding in bindings)
    assert [name for name, count in Counter(b.id for b in bindings).items() if count > 1] == []
    for group in GROUPS:
        assert len(list(all_bindings([group]))) == len(group.bindings), group.title


def test_help_and_the_checks_know_all_keys_of_the_reader() -> None:
    known = {binding.id for _, binding in all_bindings(GROUPS)}
    bound = reader_for(DEFAULT_SCHEME, Keymap({})).BINDINGS
    assert {one.id for one in bound if isinstance(one, Binding) and one.id} <= known


def test_no_key_does_two_things() -> None:
    assert clashes(GROUPS) == []


def test_the_cheat_sheet_in_the_readme_is_up_to_date() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme == with_cheat_sheet(readme), "make cheat-sheet writes it anew"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("x", "x"),
        ("?", "?"),
        (",", "comma"),
        ("+", "plus"),
        ("X", "X,shift+x"),
        ("Ä", "Ä,shift+ä"),
        ("f5", "f5"),
        ("ctrl+n", "ctrl+n"),
        ("alt+shift+left", "alt+shift+left"),
        ("pageup", "pageup"),
        ("question_mark", "question_mark"),
        ("space", "space"),
    ],
)
def test_keys_as_a_person_writes_them(written: str, key: str) -> None:
    assert binding_key(written) == key


@pytest.mark.parametrize("written", ["", "ctrl+", "strg+n", "page up", "f99", "ctrl+i", "nn", "\t"])
def test_a_key_that_no_keyboard_has(written: str) -> None:
    with pytest.raises(PullquoteError) as error:
        binding_key(written)
    assert error.value.hint


def test_two_names_of_one_key_are_one_key() -> None:
    assert character_of("question_mark") == character_of("?") == "?"
    assert character_of("shift+g") == character_of("G") == "G"
    assert character_of("plus") == character_of("+")


def keys_told(keys: Keys) -> PullquoteError:
    with pytest.raises(PullquoteError) as error:
        Keymap(keys, "my/pullquote.toml").check(GROUPS)
    assert "my/pullquote.toml" in error.value.message
    return error.value


def test_a_clash_names_both() -> None:
    error = keys_told({"reader.note": ("n",)})
    for part in ("'n'", "reader.next-quote", "Next quote", "reader.note", "A note on the quote"):
        assert part in error.message


def test_a_label_may_clash_too() -> None:
    error = keys_told({"label.stance": ("T",)})
    assert "label.stance" in error.message
    assert "app.next-theme" in error.message


def test_a_name_that_does_not_exist_gets_a_near_one() -> None:
    error = keys_told({"reader.next-qoute": ("x",)})
    assert 'keys."reader.next-qoute"' in error.message
    assert "reader.next-quote" in error.hint


def test_keys_may_be_swapped() -> None:
    Keymap({"reader.note": ("d",), "reader.drop": ("t",)}).check(GROUPS)


def test_an_inner_context_may_take_a_key_of_the_readers() -> None:
    Keymap({"select.swap": ("x",)}).check(GROUPS)


async def helped(person: Person) -> str:
    await person.press("f1")
    await person.until("Reading")
    text = person.text
    await person.press("escape")
    return text


async def test_keys_follow_in_the_reader(desk: Desk, bridge: Path) -> None:
    keys: Keys = {
        "reader.next-quote": ("ctrl+n", "é"),
        "reader.note": ("d",),
        "reader.drop": ("t",),
        "decide.neither": (",",),
        "entity.previous": ("!",),
        "reader.outline": (),
        "reader.entities": ("f7",),
    }
    async with desk.reading(bridge, size=(120, 100), keys=keys) as person:
        assert "quote 1/3" in person.header
        await person.press("n", "tab")
        assert "quote 1/3" in person.header, "the old keys do nothing"
        await person.press("ctrl+n")
        assert "quote 2/3" in person.header
        await person.press("é")
        assert "quote 3/3" in person.header
        await person.press("d")
        await person.until("Enter keep")
        await person.press("escape", "comma")
        await person.saved("1/3")
        await person.press("p", "t")
        await person.until("0/3 decided")
        for shown in ("é next", ", neither", "d note", "t drop"):
            assert shown in person.keys
        assert "outline" not in person.keys
        assert person.rows[-4].startswith(" F7 MONEY")
        await person.press("O")
        assert "▶1" not in person.text
        help_ = await helped(person)
        assert "é  " in help_
        assert "ctrl+n" in help_


async def test_keys_follow_in_a_selection_and_in_the_list(desk: Desk, bridge: Path) -> None:
    keys: Keys = {
        "select.finish": ("f5",),
        "select.word": ("W",),
        "library.down": ("n",),
        "leaving.help": ("f6", "?"),
        "app.next-theme": ("f9",),
    }
    desk.write("other.txt", "Nothing.")
    async with desk.opened(size=(120, 60), keys=keys) as person:
        await person.until("Nothing.")
        await person.press("f6")
        await person.until("List of articles")
        assert person.text.index("List of articles") < person.text.index("Reading")
        await person.press("escape", "n", "enter")
        await person.until("article 2/2")
        await person.press("L")
        await person.until("2 articles")
        await person.press("g", "enter")
        await person.reading()
        await person.press("v", "W", "W", "enter")
        assert "selecting" in person.text
        assert "F5 make it a quote" in person.keys
        await person.press("f5")
        await person.until("/4")
        await person.press("f9")
        assert person.app.theme == "pullquote-light"
        await person.press("f6", "T", "f9")
        assert person.app.theme == "pullquote-mono", "in a dialog, too"
        await person.press("escape")


async def test_the_palette_names_the_key_that_holds(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge, size=(100, 40), keys={"reader.note": ("f5",)}) as person:
        await person.press("ctrl+p")
        await person.until("Search")
        await person.type("A note on")
        await person.until("key F5")
        await person.press("escape")


def test_a_clash_stops_the_start(desk: Desk, bridge: Path) -> None:
    with pytest.raises(PullquoteError, match=r"reader\.note"):
        desk.app(bridge, keys={"reader.note": ("n",)})


async def test_themes_one_after_the_other(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        app = person.app
        assert isinstance(app, PullquoteApp)
        seen = [app.theme]
        while True:
            await person.press("T")
            if app.theme == seen[0]:
                break
            assert app.theme not in seen
            seen.append(app.theme)
        assert seen[1] == "pullquote-light"
        assert set(seen) == set(app.available_themes)


async def test_what_is_told_names_the_keys_in_use(desk: Desk, bridges: Path) -> None:
    keys: Keys = {
        "hits.next": ("f5",),
        "hits.close": ("f6",),
        "reader.filter": ("f8",),
        "reader.clear-filter": ("f9",),
        "entity.border-left": ("f10",),
        "jump.leave": ("f12",),
        "reader.entities": (),
    }
    async with desk.reading(bridges, size=(140, 30), keys=keys) as person:
        await person.press("slash", *"bridge", "enter")
        await person.until("F5 next  N previous  F6 close")
        await person.press("f6", "O")
        await person.until("F8 filter")
        await person.press("f8", *"nothing", "enter")
        await person.until("F8 change  F9 all")
        await person.press("n")
        await person.until("F9 takes it away.")
        await person.press("f9", "semicolon", "o")
        await person.until("F10 and > move the entity's start now.")
        await person.press("f")
        await person.until("F12 leaves")
        await person.press("f12")
        await person.gone("F12 leaves")


async def test_a_panel_that_asks_names_the_key_that_leads_back(desk: Desk, bridges: Path) -> None:
    asked = {"labelling.back": ("s",), "note.back": ("t",), "speaker.back": ("r",),
             "entity.back": ("semicolon", "enter")}  # fmt: skip
    keys: Keys = {name: (f"f{number}",) for number, name in enumerate(asked, start=5)}
    async with desk.reading(bridges, size=(100, 30), keys=keys) as person:
        for (_, opens), (key,) in zip(asked.items(), keys.values(), strict=True):
            await person.press(*opens)
            await person.until(f"{key.upper()} back ")
            assert "Esc back" not in person.text
            await person.press(key)
            await person.gone(f"{key.upper()} back")
            await person.press(opens[-1])
            await person.until(f"{key.upper()} back")
            await person.click(f"{key.upper()} back")
            await person.gone(f"{key.upper()} back")
