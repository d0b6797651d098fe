"""The moments of the screens that are worth a picture, and how one gets there.

The pictures (`tests.screenshots`) and the snapshots (`tests.snapshots`) are of the same scenes.
They are the same on any machine and on any day: what the detector finds is made by hand, each key
takes a second, and it is always the same morning.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT, SAMPLE, SAMPLE_TEXT
from tests.screens import hand_made
from tests.screens.changing import decide_before_the_change
from tests.screens.desk import Desk, Person, put_into
from tests.screens.suggested_before import suggest_before
from tui.app import PullquoteApp
from tui.model.article import Article
from tui.model.dealing import Terms
from tui.screens.reader import ReaderScreen
from tui.services.corpus import opened_corpus
from tui.services.session import Session
from tui.services.stopwatch import Stopwatch
from tui.services.workspace import Workspace
from tui.settings import ReaderSettings, Settings
from tui.store.assignments import AssignmentFile, Dealt
from tui.themes import PULLQUOTE_DARK as DARK

Stage = Literal["sample", "analysed", "every sort", "changed", "suggested", "list", "assigned"]
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment worth a picture.

    Attributes:
        name: Begins the names of its files.
        keys: What is pressed, from a fresh start, as Textual names keys.
        shows: What is on the screen then, and not before all is there.
        stage: What is read: the sample article, the same as the model and the detector see it, one
            with every sort of quote, the same after it has changed or after an import that
            suggests decisions, or several, of which some may be assigned.
    """

    name: str
    keys: tuple[str, ...] = ()
    shows: str = ""
    stage: Stage = "sample"


_DECIDED = ("x", "c", "c", "s", "1", "f")
_OF_LIST = ("enter", "x", "c", "c", "x", "L", "j", "enter", "m", "x", "x", "L")

SCENES = (
    Scene("reader", (), "0/9 decided"),
    Scene("next", ("n", "n"), "quote 3/9"),
    Scene("decided", _DECIDED, "3/9 decided  saved ✓"),
    Scene("shown", ("i", "a", "n"), "quote 2/4", stage="every sort"),
    Scene("stance", ("s",), "For or against what?"),
    Scene("polarity", ("s", "1"), "FAVOR"),
    Scene("claim", ("c",), "Is it worth checking?"),
    Scene("note", ("t", "h", "i"), "Enter keep"),
    Scene("speaker", ("n", "r"), "Who said it?"),
    Scene("guided", ("s", "1", "f2"), "FAVOR"),
    Scene("guideline", ("f2",), "Esc close"),
    Scene("outline", ("O", "n", "x"), "1/9 decided  saved ✓"),
    Scene(
        "inspector", ("c", "c", "p", "s", "1", "f", "p", "greater_than_sign", "I"), "quote 1 of 9"
    ),
    Scene("panels", ("x", "O", "I", "p", "m", "p", "n"), "saved ✓"),
    Scene("filter", ("F", *"kind:ind", "comma", "d"), "kind:ind", stage="every sort"),
    Scene("finding", ("slash", *"japan"), "japan"),
    Scene("found", ("slash", *"japan", "enter", "n"), "japan"),
    Scene("jumping", ("f",)),
    Scene("jumping-far", ("O", "f")),
    Scene("selecting", ("v", "w", "w", "w"), "selecting"),
    Scene("entity", ("semicolon", "semicolon"), "ENTITY"),
    Scene("type-of-entity", ("semicolon", "enter"), "What is it?"),
    Scene("like-entity", ("semicolon", "enter", "3", "equals_sign")),
    Scene("entity-types", ("E",), "GPE"),
    Scene("moved", ("M", "M"), "2 moved", stage="changed"),
    Scene("orphans", ("W",), "Nothing else was decided", stage="changed"),
    Scene("suggested", ("n", "n", "n", "n"), "4 suggested", stage="suggested"),
    Scene(
        "suggested-panels",
        ("n", "n", "equals_sign", "n", "O", "I"),
        "3 suggested",
        stage="suggested",
    ),
    Scene("help", ("question_mark",), "Next quote"),
    Scene("library", _OF_LIST, "◐ started", stage="list"),
    Scene("library-sorted", (*_OF_LIST, "s", "s", "S", "j"), "▼", stage="list"),
    Scene("library-filter", (*_OF_LIST, "slash", *"source:gl"), "source:gl", stage="list"),
    Scene("search", ("ctrl+f",), "All words have to occur", stage="list"),
    Scene("searching", ("ctrl+f", *"bridg", "down"), "articles: bridg*", stage="list"),
    Scene(
        "search-kept", ("ctrl+f", *"said", "space", "enter", "n"), "articles: said", stage="list"
    ),
    Scene(
        "search-opened",
        ("ctrl+f", *"bridge", "space", "enter", "j", "enter"),
        "search: bridge",
        stage="list",
    ),
    Scene("library-assigned", ("j",), "◆ 0 of 2", stage="assigned"),
    Scene("library-jump", (*_OF_LIST, "f"), stage="list"),
)
SIZES: tuple[Size, ...] = ((60, 15), (80, 24), (160, 50))

_MORNING = datetime(2026, 1, 5, 9, 30)  # noqa: DTZ001 - wherever the test runs: clocks there show it


class TimelessWorkspace(Workspace):
    """A workspace in which it is always the same minute."""

    def open(self, article: Article) -> Session:
        """Begin to work on an article."""
        session = super().open(article)
        session._now = lambda: _utc(_MORNING)
        return session


def _utc(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@contextmanager
def plain_environment(**variables: str) -> Iterator[None]:
    """Take out what would change how the app looks, and put in `variables`, for a while."""
    looks = ("NO_COLOR", "COLORTERM", "TERM", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS")
    before = dict(environ)
    for name in (*looks, *(name for name in before if name.startswith("PULLQUOTE_"))):
        environ.pop(name, None)
    environ.update(TERM="xterm-256color", COLORTERM="truecolor", **variables)
    try:
        yield
    finally:
        environ.clear()
        environ.update(before)


class Theatre:
    """Where scenes are played: what was found in the articles is written once.

    Args:
        folder: An empty folder; it is left as it is.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._analyses = folder / "analyses.sqlite"
        put_into(self._analyses, hand_made.found())

    @asynccontextmanager
    async def played(
        self, scene: Scene, size: Size, *, theme: str = DARK.name, **variables: str
    ) -> AsyncIterator[Person]:
        """Play a scene on files of its own, and give the stage to who looks at it.

        Args:
            scene: The scene.
            size: Columns and rows.
            theme: The theme from the start.
            variables: Of the environment, while it is played.
        """
        with TemporaryDirectory(dir=self._folder) as folder, plain_environment(**variables):
            desk = Desk(Path(folder))
            desk.cache.mkdir()
            if scene.stage != "analysed":
                (desk.cache / self._analyses.name).write_bytes(self._analyses.read_bytes())
            settings = Settings(
                "ada",
                annotations=desk.annotations,
                cache=desk.cache,
                state=desk.state,
                reader=ReaderSettings(theme=theme),
            )
            corpus = opened_corpus([_written(desk, scene.stage)], settings)
            app = PullquoteApp(TimelessWorkspace(settings, corpus))
            app.animation_level = "none"
            async with app.run_test(size=size) as pilot:
                person = Person(app, pilot)
                await _play(person, scene)
                yield person
                await app._leave()


def _written(desk: Desk, stage: Stage) -> Path:
    """Write what is read; what is told of a file is its name, and never where it is."""
    if stage in ("sample", "analysed"):
        return desk.write(SAMPLE.name, SAMPLE_TEXT)
    if stage == "changed":
        decide_before_the_change(desk, "bridges")
    if stage == "suggested":
        suggest_before(desk, "bridges", now=_utc(_MORNING))
    if stage in ("every sort", "changed", "suggested"):
        return desk.write("bridges.txt", hand_made.TEXT)
    if stage == "assigned":
        readers = {"c": ("ada",), "s": ("ada", "bob"), "p": ("bob",)}
        terms = Terms(("ada", "bob"))
        AssignmentFile(desk.annotations).change(lambda _: Dealt(readers, terms))
    names = ("id", "title", "source", "date", "text")
    lines = (json.dumps(dict(zip(names, article, strict=True))) for article in _LISTED)
    return desk.write("wire.jsonl", "\n".join(lines))


_LISTED = (
    ("b", "Bridge to be built", "The Globe", "2024-01-31", BRIDGE_TEXT),
    ("c", "Council meets to talk about the bridge", "The Globe", "2024-02-02", hand_made.TEXT),
    ("p", "A quiet day", "Daily Planet", "2023-12-01", PLAIN_TEXT),
    ("s", "State Department approves contract", "", "2025-10-30", SAMPLE_TEXT),
)


async def _play(person: Person, scene: Scene) -> None:
    if scene.stage in ("list", "assigned"):
        # One's own articles are first as soon as the assignments are read: a key before that would
        # move the cursor in another order.
        await person.until("▶◆ Council" if scene.stage == "assigned" else "· new")
    else:
        await person.reading()
    for screen in person.app.screen_stack:
        if isinstance(screen, ReaderScreen):
            screen.clock = Stopwatch(map(float, count()).__next__)
    await rest(person)
    for key in scene.keys:
        await person.press(key)
        await rest(person)
    await person.until(scene.shows)


async def rest(person: Person) -> None:
    """Wait until the app has nothing to do."""
    await person.pilot.pause(0)
    await person.app.workers.wait_for_complete()
    await person.pilot.pause(0)
