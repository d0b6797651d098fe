"""A person at the screens: presses keys, reads what is on the screen, finds the files after it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual import events
from textual.geometry import Offset
from textual.keys import key_to_character
from textual.pilot import Pilot

from tui.app import PullquoteApp
from tui.model.analysis import Analysis
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.cue_words import CueWords
from tui.model.edit import Edit
from tui.nlp import detector_version
from tui.nlp.models import find_model
from tui.screens.reading import ReadingScreen
from tui.services.corpus import opened_corpus
from tui.services.workspace import Workspace
from tui.settings import Settings
from tui.store.annotations import AnnotationStore, Contents
from tui.store.cache import AnalysisCache

PATIENCE = 90.0
"""Seconds to wait for what takes some milliseconds on a machine that does nothing else."""


def put_into(file: Path, analyses: Mapping[str, Analysis]) -> None:
    """Put analyses into a cache, as an earlier run of the program would."""
    cache = AnalysisCache(file)
    for text, analysis in analyses.items():
        sha256 = Article("any", text, "any").sha256
        cache.put(sha256, find_model().key, detector_version(CueWords()), analysis)
    cache.close()
    assert not cache.problem


class Person:
    """Somebody in front of a running app."""

    def __init__(self, app: PullquoteApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    # -- eyes ------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[str]:
        """The rows of the screen."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows)

    @property
    def header(self) -> str:
        """The first row."""
        return self.rows[0]

    @property
    def keys(self) -> str:
        """The bar of keys at the bottom."""
        return self.rows[-1]

    def row_of(self, text: str) -> int:
        """Return the first row that shows `text`."""
        for number, row in enumerate(self.rows):
            if text in row:
                return number
        raise AssertionError(f"no row shows {text!r}\n{self.text}")

    def place_of(self, text: str) -> Offset:
        """Return where `text` begins on the screen."""
        row = self.row_of(text)
        return Offset(self.rows[row].index(text), row)

    async def until(self, condition: str | Callable[[], Any]) -> None:
        """Wait for a text on the screen, or until something holds."""
        deadline = time.monotonic() + PATIENCE
        while not (condition in self.text if isinstance(condition, str) else condition()):
            if time.monotonic() > deadline:
                raise AssertionError(f"never: {condition!r}\n{self.text}")
            await self.pilot.pause(0.005)

    async def gone(self, text: str) -> None:
        """Wait until `text` is not on the screen any more."""
        await self.until(lambda: text not in self.text)

    # -- hands -----------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys as fast as the screen takes them, and let the app come to rest.

        The pilot would sleep 40 ms after each.
        """
        *first, last = keys
        for key in first:
            self.app.post_message(events.Key(key, key_to_character(key)))
            await self.pilot.pause(0)
        await self.pilot.press(last)

    async def type(self, text: str) -> None:
        """Type a text."""
        names = {" ": "space", "'": "apostrophe", ",": "comma", ".": "full_stop"}
        await self.press(*(names.get(character, character) for character in text))

    async def click(self, text: str, *, times: int = 1) -> None:
        """Click where `text` begins."""
        await self.pilot.click(offset=self.place_of(text), times=times)
        await self.pilot.pause()

    async def saved(self, decided: str) -> None:
        """Wait until the header says that so much is decided, and that it is saved."""
        await self.until(lambda: f"{decided} decided" in self.header and "saved ✓" in self.header)

    async def reading(self) -> None:
        """Wait until an article is there."""

        def is_there() -> bool:
            return isinstance(self.app.screen, ReadingScreen) and "decided" in self.header

        await self.until(is_there)
        await self.pilot.pause()


@dataclass
class Desk:
    """Real files: articles, annotations and cache of one test."""

    folder: Path

    @property
    def articles(self) -> Path:
        """The folder of the articles."""
        return self.folder / "articles"

    @property
    def annotations(self) -> Path:
        """The folder of the stores."""
        return self.folder / "annotations"

    @property
    def cache(self) -> Path:
        """The folder of the cache."""
        return self.folder / "cache"

    @property
    def state(self) -> Path:
        """The folder of what is remembered."""
        return self.folder / "state"

    @property
    def store(self) -> AnnotationStore:
        """The store as another program would open it."""
        return AnnotationStore(self.annotations)

    def write(self, name: str, text: str) -> Path:
        """Write an article."""
        path = self.articles / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    def analysed(self, name: str, text: str, analysis: Analysis) -> Path:
        """Write an article of which an earlier run has found just this."""
        put_into(self.cache / "analyses.sqlite", {text: analysis})
        return self.write(name, text)

    def app(self, *paths: Path, annotator: str = "ada", **settings: Any) -> PullquoteApp:
        """Make the app as a start on `paths` does; on all articles without any."""
        made = Settings(
            annotator,
            annotations=self.annotations,
            cache=self.cache,
            state=self.state,
            **settings,
        )
        return PullquoteApp(Workspace(made, opened_corpus(list(paths) or [self.articles], made)))

    @asynccontextmanager
    async def opened(
        self, *paths: Path, size: tuple[int, int] = (80, 24), **settings: Any
    ) -> AsyncIterator[Person]:
        """Start the app and quit it in the end, if nobody did before."""
        app = self.app(*paths, **settings)
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Person(app, pilot)
            await pilot.pause()
            yield person
            if app.is_running and not app._exit:
                await app._leave()

    @asynccontextmanager
    async def reading(self, *paths: Path, **settings: Any) -> AsyncIterator[Person]:
        """Start the app on one article and wait until it can be decided on."""
        async with self.opened(*paths, **settings) as person:
            await person.reading()
            yield person

    def contents(self, article: str, annotator: str = "ada") -> Contents:
        """Return what another program finds in the store."""
        return self.store.read(annotator, article)

    def kept(self, article: str, annotator: str = "ada") -> tuple[Annotation, ...]:
        """Return the annotations that another program finds in the store."""
        return self.contents(article, annotator).annotations

    def log(self, article: str, annotator: str = "ada") -> tuple[Edit, ...]:
        """Return the edits that another program finds in the store."""
        return self.contents(article, annotator).edits
