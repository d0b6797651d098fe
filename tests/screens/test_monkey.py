"""Five thousand random keys, and other sizes of the window: nothing breaks, and all agree."""

from __future__ import annotations

import random

import pytest
from textual import events
from textual.binding import Binding
from textual.keys import key_to_character

from tests.prepared import BRIDGE_TEXT
from tests.screens import hand_made
from tests.screens.desk import Desk, Person
from tui.screens.reader import ReaderScreen
from tui.services.session import Session
from tui.widgets.bar import Bar
from tui.widgets.selectable_article import SelectableArticle

KEYS, BURST = 5000, 12
SIZES = ((80, 24), (60, 15), (120, 40), (100, 30), (200, 60), (81, 24))
# They end the program, stop it, or run what the palette offers: that may be to quit, too.
_NOT_PRESSED = {"ctrl+q", "ctrl+c", "ctrl+z", "ctrl+p"}
_AT_WORK = frozenset({"reader", "selecting", "entity"})
_BACK_TO_WORK = 0.3
_TYPED = "abcxyz 0123 :“é日."
_MORE = ("enter", "escape", "tab", "shift+tab", "backspace", "up", "down", "left", "right")


def keys_of(person: Person, contexts: frozenset[str] = frozenset()) -> list[str]:
    """Return every key that is in the help, or those of some contexts."""
    groups = (g for g in person.app.help_groups() if not contexts or g.context in contexts)
    bindings = (b for group in groups for b in group.bindings)
    named = {key for b in bindings if isinstance(b, Binding) for key in b.key.split(",")}
    return sorted(named - _NOT_PRESSED)


def a_key(choice: random.Random, known: list[str]) -> str:
    kind = choice.random()
    if kind < 0.75:
        return choice.choice(known)
    return choice.choice(_MORE) if kind < 0.9 else choice.choice(_TYPED)


async def press_all(person: Person, keys: list[str]) -> None:
    """Press keys faster than the screen takes them."""
    for key in keys:
        if key == "q":  # what was pressed before may lead to the list
            await person.pilot.pause()
        if not (key == "q" and len(person.app.screen_stack) == 1):  # in the list it quits
            person.app.post_message(events.Key(key, key_to_character(key) or _character(key)))
        if key == "q":
            await person.pilot.pause(0)
    await person.pilot.pause()


def _character(key: str) -> str | None:
    return key if len(key) == 1 else None


async def check_screen(person: Person) -> None:
    """What is on the screen is what the session says, drawn anew."""
    screen = person.app.screen
    if not isinstance(screen, ReaderScreen):
        return
    await person.until(lambda: screen.query(SelectableArticle))
    session, view = screen.session, screen.article_view
    decided = sum(item.is_decided for item in session.items)
    assert session.decided == decided
    header = screen.query_one("#header", Bar).text  # on the screen a message may lie over it
    assert f"{decided}/{len(session.items)} decided" in header
    assert [mark.span for mark in view._marks] == [item.span for item in session.items]
    check_focus(screen)
    await person.until(lambda: is_painted(view))


def is_painted(view: SelectableArticle) -> bool:
    """Tell whether the screen shows each row as it looks when it is drawn anew."""
    view._strips.clear()
    if view.size != view._painted_size:
        return False
    return all(strip == view.render_line(y) for y, strip in view._painted.items())


def check_focus(screen: ReaderScreen) -> None:
    item = screen.focused_item
    assert (item is None) == (not screen.session.items or screen._focused is None)
    if item is not None:
        assert screen.session.items[screen._focused or 0] is item


def check_store(desk: Desk, session: Session) -> None:
    """What is saved is what the session has, and every record proves itself."""
    assert not session.unsaved
    kept = desk.contents(session.article.id)
    assert {a.id: a for a in kept.annotations} == session.annotations
    assert kept.edits == session.edits
    for annotation in kept.annotations:
        assert annotation.span.of(session.article.text) == annotation.content.text


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_monkey_at_the_keyboard(desk: Desk, seed: int) -> None:
    desk.write("bridge.txt", BRIDGE_TEXT)
    desk.analysed("bridges.txt", hand_made.TEXT, hand_made.ANALYSIS)
    choice, done, edits = random.Random(seed), list[str](), 0
    while len(done) < KEYS // 2:  # a button that it jumps to may be the one to quit
        async with desk.opened() as person:
            try:
                await play(person, choice, done)
            except BaseException as error:
                error.add_note(f"seed {seed}, after {len(done)} keys: … {' '.join(done[-40:])}")
                raise
            await person.app._saver.flush()
            sessions = list(person.app._sessions.values())
        for session in sessions:
            check_store(desk, session)
        edits = sum(len(desk.contents(one).edits) for one in desk.store.articles("ada"))
    assert edits > 50, "the monkey was lazy"


async def play(person: Person, choice: random.Random, done: list[str]) -> None:
    """Press keys until there were enough, or the program was left."""
    known = [*keys_of(person), *4 * keys_of(person, _AT_WORK)]
    while len(done) < KEYS // 2 and person.app.is_running:
        burst = [a_key(choice, known) for _ in range(choice.randint(1, BURST))]
        if choice.random() < _BACK_TO_WORK:
            burst = ["escape", "escape", "enter", choice.choice("xm"), *burst]
        done += burst
        await press_all(person, burst)
        if choice.random() < 0.1:
            await person.pilot.resize_terminal(*choice.choice(SIZES))
            await person.pilot.pause()
        if person.app.is_running:
            await check_screen(person)
