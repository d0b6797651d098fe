"""The NLP process is slow, dies, or has no model: reading and marking go on."""

from __future__ import annotations

import os
import re
import signal

import pytest

from tests.prepared import BRIDGE_TEXT, SAMPLE_TEXT
from tests.screens.desk import Desk, Person

LONG = "\n".join(f"Part {n} begins here.\n\n{SAMPLE_TEXT}" for n in range(20))
"""Some seconds of analysis."""


def nlp_pid(person: Person) -> int | None:
    """The number of the NLP process while it runs."""
    nlp = person.app.workspace._nlp
    return nlp.pid if nlp else None


async def killed(person: Person, before: int | None = None) -> int:
    """Kill the NLP process, another one than `before`, and return its number."""
    await person.until(lambda: nlp_pid(person) not in (None, before))
    pid = nlp_pid(person)
    assert pid
    os.kill(pid, signal.SIGKILL)
    return pid


async def test_an_article_is_there_before_its_analysis(desk: Desk) -> None:
    path = desk.write("new.txt", "Today.\n\n" + BRIDGE_TEXT)
    async with desk.reading(path) as person:
        assert "We will build the bridge" in person.text
        await person.until("quote 1/3")
        await person.gone("analysing")
        assert "PERSON" in person.text
    async with desk.reading(path) as person:
        assert "quote 1/3" in person.header, "the second time it is known"


async def test_a_process_that_is_killed_is_started_again(desk: Desk) -> None:
    path = desk.write("long.txt", LONG)
    async with desk.reading(path) as person:
        await person.until("analysing")
        await person.press("v", "e", "e", "enter", "x")
        await killed(person)
        await person.gone("analysing")
        assert "No analysis" not in person.text
        found = int(re.findall(r"quote \d+/(\d+)", person.header)[0])
        assert found > 9 * 20, "the quotes of each part, and the one made by hand"
        assert [a.decision for a in desk.kept("long")] == ["neither"]


async def test_a_process_that_dies_twice_is_reported(desk: Desk) -> None:
    path = desk.write("long.txt", LONG)
    async with desk.reading(path) as person:
        first = await killed(person)
        await killed(person, first)
        await person.until("not analysed")
        await person.until("No analysis")
        await person.until("died twice")
        await person.press("v", "e", "e", "enter", "c", "c")
        await person.until("saved ✓")
        (kept,) = desk.kept("long")
        assert kept.origin == "manual"
        await person.press("u", "u", "j", "q")
        await person.until(lambda: person.app._exit)


async def test_after_an_article_that_cannot_be_analysed_the_next_one_is(desk: Desk) -> None:
    desk.write("a-long.txt", LONG)
    desk.write("b-new.txt", "Today.\n\n" + BRIDGE_TEXT)
    async with desk.opened() as person:
        await killed(person, await killed(person))
        await person.until(lambda: "3        0         · new" in person.text)
        assert "–        0         · new" in person.text


async def test_decisions_made_while_it_works_stay(desk: Desk) -> None:
    path = desk.write("long.txt", LONG)
    async with desk.reading(path) as person:
        await person.until("quote 1/")
        before = person.header
        await person.press("x", "c", "c")
        await person.until(lambda: "2/" in person.header and "saved ✓" in person.header)
        await person.press("n", "n")
        await person.until(lambda: person.header.split("quote")[1][:5] != before.split("quote")[1])
        kept = desk.kept("long")
        assert {a.decision for a in kept} == {"neither", "labelled"}
        await person.press("q")
        await person.until(lambda: person.app._exit)


async def test_going_to_another_article_while_it_works(desk: Desk) -> None:
    desk.write("a-long.txt", LONG)
    desk.write("b-new.txt", "Today.\n\n" + BRIDGE_TEXT)
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        await person.until("analysing")
        await person.press("right_square_bracket")
        await person.until("quote 1/3")
        await person.gone("analysing")
        assert "article 2/2" in person.header


@pytest.mark.parametrize("prepared_text", [True, False])
async def test_without_a_model_one_can_mark_by_hand(desk: Desk, prepared_text: bool) -> None:
    path = desk.write("bridge.txt", BRIDGE_TEXT if prepared_text else "Today.\n" + BRIDGE_TEXT)
    async with desk.reading(path, model="nonsense") as person:
        await person.until("No analysis")
        await person.until("nonsense")
        assert "not analysed" in person.header
        assert "quote 0/0" in person.header
        await person.press("x", "s")
        await person.press("v", "e", "e", "enter", "s")
        await person.type("Boston")
        await person.press("enter", "f")
        await person.saved("1/1")
        (kept,) = desk.kept("bridge")
        assert kept.origin == "manual"


async def test_an_analysis_is_stopped_and_begun_again_from_the_palette(desk: Desk) -> None:
    path = desk.write("long.txt", LONG[: len(LONG) // 3])
    async with desk.reading(path) as person:
        await person.until("analysing ")
        await person.press("ctrl+p")
        await person.type("stop the analysis")
        await person.until("What it has found")
        await person.press("enter")
        await person.until("not analysed")
        assert "quote 1/" in person.header, "what was found stays"
        await person.press("x")
        await person.until("saved ✓")
        await person.click("not analysed")
        await person.until("analysing ")
        await person.gone("analysing")
        assert "not analysed" not in person.header
        assert "1/" in person.header.split("quote")[1].split("decided")[0]


async def test_an_analysis_is_stopped_with_the_mouse(desk: Desk) -> None:
    path = desk.write("long.txt", LONG)
    async with desk.reading(path) as person:
        await person.until("analysing ")
        await person.click("analysing ")
        await person.until("not analysed")
