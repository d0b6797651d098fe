"""Where keys work: the program, led from its start to where each context is."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from tests.screens import hand_made
from tests.screens.changing import LOST, decide_before_the_change
from tests.screens.desk import Desk, put_into
from tests.screens.every_key.checks import Hands
from tests.screens.suggested_before import suggest_before
from tui.model.analysis import Analysis
from tui.model.span import Span

DAYS, ARTICLES = 40, 60
TEXT = hand_made.TEXT + "".join(
    f"\nDay {day} passed. Nobody of the council said a word about it on that day, or any other.\n"
    for day in range(DAYS)
)
LAST_WORDS = f"Day {DAYS - 1} passed."
ANALYSIS = hand_made.ANALYSIS._replace(
    sentences=tuple(Span(*found.span()) for found in re.finditer(r"\S[^\n]*?\.”?(?=\s)", TEXT))
)
RAIN = "It rained all day.\n"

Lead = Callable[[Hands], Awaitable[None]]
Write = Callable[[Desk], Path]


def one_article(desk: Desk) -> Path:
    """Write one long article: the program begins in it."""
    return desk.analysed("bridges.txt", TEXT, ANALYSIS)


def changed_article(desk: Desk) -> Path:
    """Write the article after three quotes of what it was before are decided: see `changing`."""
    decide_before_the_change(desk, "bridges", TEXT)
    return one_article(desk)


def suggested_article(desk: Desk) -> Path:
    """Write the article after an import that suggests how to decide: see `suggested_before`."""
    suggest_before(desk, "bridges", TEXT)
    return one_article(desk)


def two_articles(desk: Desk) -> Path:
    """Write two articles, so that there is a list of them."""
    desk.analysed("later.txt", RAIN, Analysis(tokens=(Span(0, 2),)))
    return one_article(desk).parent


def many_articles(desk: Desk) -> Path:
    """Write more short articles than a window has rows."""
    put_into(desk.cache / "analyses.sqlite", {RAIN: Analysis(tokens=(Span(0, 2),))})
    lines = [
        json.dumps({"id": f"r{n}", "text": RAIN, "title": f"Rain {n:02}", "date": f"{1999 - n}"})
        for n in range(ARTICLES)
    ]
    return desk.write("rain.jsonl", "\n".join(lines))


def many_and_a_broken_one(desk: Desk) -> Path:
    """Write many articles, and something that cannot be read."""
    desk.write("broken.txt", "\x00" * 50)
    return many_articles(desk).parent


# -- the way there -----------------------------------------------------------------------------


async def to_the_reader(at: Hands) -> None:
    """Wait for the article."""
    await at.until(lambda: "/7 " in at.header and "▶" in at.text)


async def to_the_changed_article(at: Hands) -> None:
    """Wait for the article, and for what has become of it."""
    await to_the_reader(at)
    await at.until("1 orphan ")


async def to_the_orphans(at: Hands) -> None:
    """List the orphans of a changed article."""
    await to_the_changed_article(at)
    await at.press("W")
    await at.until(LOST)


async def to_the_second_article(at: Hands) -> None:
    """Open the second of two."""
    await at.until("▶")
    await at.press("G", "enter")
    await at.until("article 2/2")


async def to_the_list(at: Hands) -> None:
    """Wait for the list of articles."""
    await at.until("▶Rain 00")


async def to_the_search(at: Hands) -> None:
    """Search all articles for a word that each has."""
    await to_the_list(at)
    await at.press("ctrl+f", *"rained", "space", "enter")
    await at.until(f"{ARTICLES} articles: rained ")
    await at.until("▶")


async def to_what_was_found(at: Hands) -> None:
    """Open what was found, and close the bar of the hits."""
    await to_the_search(at)
    await at.press("enter")
    await at.until("search: rained  1/1")
    await at.press("escape")
    await at.gone("search: rained")


async def to_the_problems(at: Hands) -> None:
    """Ask what could not be read."""
    await to_the_list_beside_problems(at)
    await at.press("exclamation_mark")
    await at.until("Not read; everything else is open.")


async def to_the_list_beside_problems(at: Hands) -> None:
    """Wait for the list that says that something could not be read."""
    await at.until("1 not read: !")


async def to_unsaved_decisions(at: Hands) -> None:
    """Decide something that cannot be saved, and quit."""
    await to_the_reader(at)
    at.desk.annotations.write_text("a file where the folder should be")
    await at.press("x")
    await at.until("NOT SAVED: 1")
    await at.press("q")
    await at.until("1 change is not saved.")


def after(*keys: str, sees: str) -> Lead:
    """Return the way that leads from the reader over some keys to where this is seen."""

    async def lead(at: Hands) -> None:
        await to_the_reader(at)
        await at.press(*keys)
        await at.until(sees)

    return lead


class Place(NamedTuple):
    """Where a key is tried.

    Attributes:
        lead: Goes there from the start of the program.
        write: Writes the articles.
        size: Columns and rows of the window.
    """

    lead: Lead
    write: Write = one_article
    size: tuple[int, int] = (80, 24)


WIDE, SMALL = (120, 30), (60, 15)
_FIND = ("slash", *"boston", "enter")
_FILTER = ("F", *"kind:direct", "enter")
PLACES = {
    # Each context of the table of keys has a place of its name.
    "reader": Place(to_the_reader),
    "entity": Place(after("semicolon", sees="ENTITY  Maria Lopez")),
    "selecting": Place(after("v", sees="selecting: ")),
    "hits": Place(after(*_FIND, sees="find: boston  1/3")),
    "covered": Place(after("O", sees="1 ·   Maria Lopez")),
    "filtered": Place(after(*_FILTER, sees="filter: 3 of 7"), size=WIDE),
    "entity panel": Place(after("semicolon", "enter", sees="What is it?")),
    "label panel": Place(after("s", sees="For or against what?")),
    "note panel": Place(after("t", *"hm", sees="\n hm")),
    "speaker panel": Place(after("r", sees="Who said it?")),
    "library": Place(to_the_list, many_articles),
    "search": Place(to_the_search, many_articles),
    "searched": Place(to_what_was_found, many_articles),
    "jump": Place(after("f", sees="jump: Esc leaves")),
    "guideline": Place(after("f2", sees="[about]"), size=SMALL),
    "help": Place(after("question_mark", sees="Next quote"), size=SMALL),
    "types": Place(after("E", sees="[x] DATE")),
    "orphans": Place(to_the_orphans, changed_article, (120, 30)),
    "problems": Place(to_the_problems, many_and_a_broken_one),
    "unsaved": Place(to_unsaved_decisions),
    # Others, for keys that need more than their context.
    "wide reader": Place(to_the_reader, size=WIDE),
    "wide help": Place(after("question_mark", sees="Next quote"), size=WIDE),
    "low reader": Place(to_the_reader, size=(120, 12)),
    "changed reader": Place(to_the_changed_article, changed_article, (120, 30)),
    "suggested reader": Place(to_the_reader, suggested_article),
    "reader of two": Place(to_the_second_article, two_articles),
    "library with problems": Place(to_the_list_beside_problems, many_and_a_broken_one),
    "wide library": Place(to_the_list, many_articles, size=WIDE),
    "high library": Place(to_the_list, many_articles, size=(80, 50)),
}


@asynccontextmanager
async def led_to(name: str, desk: Desk, key: str) -> AsyncIterator[Hands]:
    """Start the program, and go to a place in it; `key` is what is tried there."""
    place = PLACES[name]
    async with desk.opened(place.write(desk), size=place.size) as person:
        hands = Hands(person, desk, key)
        await place.lead(hands)
        yield hands
