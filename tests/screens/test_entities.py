"""Walking from entity to entity, and correcting them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.screens.desk import Desk, Person
from tui.model.analysis import Analysis, Entity, Quote
from tui.model.entity_mark import EntityMark
from tui.model.span import Span
from tui.settings import ReaderSettings
from tui.widgets.bar import Bar

TEXT = """\
“Japan is ready,” said Prime Minister Kishi.
The Bank of Japan disagreed with Japan, and Minister Kishi left for Paris.

Kishi told Stratton in New
York that Stratton was late. “No,” he said.
"""
WHAT = "What is it?"


def span_of(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


_FOUND = {
    ("Japan", 0): "GPE",
    ("Kishi", 0): "PERSON",
    ("Bank of Japan", 0): "ORG",
    ("Japan", 2): "GPE",
    ("Kishi", 1): "PERSON",
    ("Paris", 0): "GPE",
    ("Kishi", 2): "PERSON",
    ("New\nYork", 0): "GPE",
}
FOUND = Analysis(
    sentences=(Span(0, len(TEXT) - 1),),
    tokens=(Span(0, len(TEXT) - 1),),
    entities=tuple(sorted(Entity(span_of(*one), label) for one, label in _FOUND.items())),
    quotes=(
        Quote(span_of("Japan is ready,"), "direct", span_of("said")),
        Quote(span_of("No,"), "direct"),
    ),
)


@pytest.fixture
def story(desk: Desk) -> Path:
    return desk.analysed("story.txt", TEXT, FOUND)


def line(person: Person) -> str:
    """What the bar under the article says of what is in focus: a notification may lie over it."""
    return " ".join(person.app.screen.query_one("#quote", Bar).text.split())


def marks(desk: Desk) -> tuple[EntityMark, ...]:
    return desk.contents("story").entities


async def saved(person: Person) -> None:
    await person.until(lambda: "saved ✓" in person.header)


async def walk_to(person: Person, words: str) -> None:
    """Press ; until these words are in focus."""
    for _ in range(len(FOUND.entities) + 1):
        await person.press("semicolon")
        if line(person).startswith(f"ENTITY {words} "):
            return
    raise AssertionError(f"never at {words!r}\n{person.text}")


async def test_from_entity_to_entity(desk: Desk, story: Path) -> None:
    async with desk.reading(story) as person:
        assert line(person).startswith("direct")
        await person.press("semicolon")
        assert line(person) == "ENTITY Japan GPE (1 of 2 like it) detected"
        await person.press("semicolon")
        assert line(person) == "ENTITY Kishi PERSON (1 of 3 like it) detected"
        await person.press("apostrophe")
        assert line(person) == "ENTITY Kishi PERSON (2 of 3 like it) detected"
        await person.press("comma")
        assert line(person) == "ENTITY Japan GPE (2 of 2 like it) detected"
        await person.press("quotation_mark")
        assert line(person) == "ENTITY Japan GPE (1 of 2 like it) detected"
        await person.press("quotation_mark")
        assert line(person) == "ENTITY New York GPE detected", "around the end"
        assert "On from the end." in person.text
        await person.press("escape")
        assert line(person).startswith("direct")
        assert "quote 1/2" in person.header
        assert list(desk.log("story")) == []


async def test_the_next_quote_leaves_the_entity(desk: Desk, story: Path) -> None:
    async with desk.reading(story) as person:
        await person.press("semicolon", "n")
        assert "quote 2/2" in person.header
        assert line(person).startswith("direct")
        await person.press("comma")
        assert line(person) == "ENTITY New York GPE detected", "from the quote backwards"


async def test_types_that_are_hidden_are_passed_by(desk: Desk, story: Path) -> None:
    async with desk.reading(
        story, reader=ReaderSettings(hidden_entities=("PERSON", "ORG"))
    ) as person:
        await person.press("semicolon", "semicolon")
        assert line(person) == "ENTITY Japan GPE (2 of 2 like it) detected"
        await person.press("escape", "e", "semicolon")
        assert "Entities are off" in person.text
        assert line(person).startswith("direct")


async def test_a_click_on_an_entity_in_no_quote(desk: Desk, story: Path) -> None:
    async with desk.reading(story) as person:
        await person.click("Paris")
        assert line(person) == "ENTITY Paris GPE detected"
        await person.click("No,”")
        assert line(person).startswith("direct")
        assert "quote 2/2" in person.header
        await person.click("disagreed")
        assert line(person).startswith("direct")


async def test_another_type(desk: Desk, story: Path) -> None:
    async with desk.reading(story, size=(80, 30)) as person:
        await walk_to(person, "Paris")
        await person.press("enter")
        assert WHAT in person.text
        assert "PERSON  (people" in person.rows[person.row_of(WHAT) + 2]
        await person.press("1")
        assert line(person) == "ENTITY Paris PERSON corrected"
        await saved(person)
        (mark,) = marks(desk)
        assert (mark.content.text, mark.label, mark.origin) == ("Paris", "PERSON", "edited")
        assert mark.detected == Entity(span_of("Paris"), "GPE")
        assert "PERSON 4" in person.text, "the legend counts what is shown"
        await person.press("u")
        assert line(person) == "ENTITY Paris GPE detected"
        await person.press("ctrl+r")
        assert line(person) == "ENTITY Paris PERSON corrected"
        await saved(person)
    async with desk.reading(story) as person:
        await walk_to(person, "Paris")
        assert line(person) == "ENTITY Paris PERSON corrected", "after a restart too"
        await person.press("u")
        assert line(person) == "ENTITY Paris GPE detected"


async def test_a_type_that_is_typed(desk: Desk, story: Path) -> None:
    async with desk.reading(story) as person:
        await walk_to(person, "Paris")
        await person.press("enter")
        await person.type("Ship")
        await person.press("enter")
        assert line(person) == "ENTITY Paris Ship corrected"
        await person.press("semicolon", "enter")
        rows = person.rows[person.row_of(WHAT) :]
        assert "1  Ship" in rows[2], "what was given last comes first"
        await person.press("escape")
        assert line(person).startswith("ENTITY Kishi PERSON")
        assert "Ship 1" in person.text


async def test_borders(desk: Desk, story: Path) -> None:
    async with desk.reading(story) as person:
        await walk_to(person, "Kishi")
        await person.press("o", "less_than_sign")
        assert line(person) == "ENTITY Minister Kishi PERSON corrected"
        await person.press("less_than_sign", "less_than_sign", "greater_than_sign")
        assert line(person) == "ENTITY Prime Minister Kishi PERSON corrected"
        await person.press("o", "greater_than_sign")
        assert line(person).startswith("ENTITY Prime Minister Kishi. PERSON")
        await saved(person)
        (mark,) = marks(desk)
        assert mark.content.text == "Prime Minister Kishi."
        assert [edit.action for edit in desk.log("story")] == ["entity-borders"] * 5
        assert "direct" in person.text or "quote 1/2" in person.header


async def test_it_is_no_entity(desk: Desk, story: Path) -> None:
    async with desk.reading(story) as person:
        await walk_to(person, "Kishi")
        await person.press("d")
        assert line(person).startswith("ENTITY Kishi no entity here any more (2 like it left)")
        await saved(person)
        assert [(mark.label, mark.origin) for mark in marks(desk)] == [(None, "removed")]
        await person.press("d")
        assert "removed already" in person.text
        assert len(marks(desk)) == 1
        await person.press("equals_sign")
        assert "2 entities more" in person.text
        await person.press("a")
        assert "(0 like it left)" in line(person)
        assert "PERSON" not in person.rows[-4]
        await person.press("u")
        assert "PERSON 2" in person.rows[-4], "all at once"


async def test_a_selection_becomes_an_entity(desk: Desk, story: Path) -> None:
    async with desk.reading(story, size=(80, 30)) as person:
        await person.press("g", "v", "w", "w", "E")
        await person.press("escape")
        assert not marks(desk)
        await person.click("Stratton", times=2)
        assert "E an entity" in person.keys
        await person.press("E")
        assert "Stratton" in person.rows[person.row_of(WHAT)]
        await person.press("1")
        assert line(person) == "ENTITY Stratton PERSON by hand"
        await saved(person)
        (mark,) = marks(desk)
        assert (mark.origin, mark.detected, mark.span) == ("manual", None, span_of("Stratton"))
        await person.press("equals_sign")
        assert "PERSON wherever these words stand?" in person.text
        await person.press("a")
        assert line(person) == "ENTITY Stratton PERSON (1 of 2 like it) by hand"
        await person.press("d")
        assert line(person).startswith("ENTITY Stratton no entity here any more")
        await person.press("d")
        assert line(person).startswith("ENTITY Stratton"), "the quote beneath is left alone"
        await person.press("u")
        assert line(person) == "ENTITY Stratton PERSON (1 of 2 like it) by hand"


async def test_the_same_in_the_corpus(desk: Desk, story: Path) -> None:
    other = desk.analysed(
        "other.txt",
        "Kishi came. Japan too.",
        Analysis(
            tokens=(Span(0, 5),),
            entities=(Entity(Span(0, 5), "PERSON"), Entity(Span(12, 17), "GPE")),
            quotes=(Quote(Span(6, 10), "indirect"),),
        ),
    )
    async with desk.reading(story) as person:
        await walk_to(person, "Kishi")
        await person.press("equals_sign")
        assert "Correct it first" in person.text
        await person.press("enter")
        await person.type("NORP")
        await person.press("enter", "equals_sign", "c")
        assert line(person) == "ENTITY Kishi NORP (1 of 3 like it) corrected"
        await person.press("apostrophe")
        assert line(person) == "ENTITY Kishi NORP (2 of 3 like it) by a rule"
        await saved(person)
    async with desk.reading(other) as person:
        await person.press("comma")
        assert line(person) == "ENTITY Kishi NORP by a rule"
        assert not (desk.annotations / "ada" / "other.json").exists(), "nothing is written for that"
    async with desk.reading(story) as person:
        await person.press("u")
        await person.until("The rule for all")
        await saved(person)
    async with desk.reading(other) as person:
        await person.press("comma")
        assert line(person) == "ENTITY Kishi PERSON detected"


async def test_a_rule_that_was_not_saved_is_saved_at_the_next_opening(
    desk: Desk, story: Path
) -> None:
    async with desk.reading(story) as person:
        await walk_to(person, "Kishi")
        await person.press("enter")
        await person.type("NORP")
        await person.press("enter", "equals_sign", "c")
        await saved(person)
    rules = desk.annotations / "ada" / "corpus" / "entity-rules.json"
    kept = json.loads(rules.read_bytes())["rules"]
    rules.unlink()  # as if the program had ended between the two files
    async with desk.reading(story) as person:
        await person.until(rules.exists)
    assert json.loads(rules.read_bytes())["rules"] == kept


async def test_the_keys_mean_the_quote_again_after_escape(desk: Desk, story: Path) -> None:
    async with desk.reading(story) as person:
        await person.press("semicolon")
        assert "Enter type" in person.keys
        await person.press("escape", "x", "p", "d")
        await person.saved("0/2")
        assert [edit.action for edit in desk.log("story")] == ["decide", "drop"]
        await person.press("greater_than_sign")
        await saved(person)
        assert desk.log("story")[-1].action == "borders"


async def test_what_is_typed_in_one_go(desk: Desk, story: Path) -> None:
    async with desk.reading(story) as person:
        await person.pilot.press(
            "semicolon", "semicolon", "enter", *"norp", "enter", "equals_sign", "a"
        )
        await person.until("(1 of 3 like it)")
        assert "NORP 3" in person.text
        await saved(person)
        assert {mark.label for mark in marks(desk)} == {"NORP"}
        assert len(marks(desk)) == 3


async def test_suggestions_know_what_was_corrected(desk: Desk, story: Path) -> None:
    async with desk.reading(story, size=(80, 30)) as person:
        await person.click("Stratton", times=2)
        await person.press("E", "1", "escape", "r")
        assert "Stratton" in person.text[person.text.index("Who said it?") :]
        await person.press("escape", "s")
        assert "Stratton" in person.text[person.text.index("stance") :]
        await person.press("escape")


async def test_a_text_that_changed(desk: Desk, story: Path) -> None:
    async with desk.reading(story) as person:
        await walk_to(person, "Paris")
        await person.press("enter", "1", "semicolon", "enter", "2")
        await saved(person)
    text = "Today.\n" + TEXT.replace("\nKishi told", "\nHe told")
    changed = desk.analysed("story.txt", text, Analysis(tokens=(Span(0, 5),)))
    async with desk.reading(changed) as person:
        await person.until("1 corrected entity moved")
        await person.until("“Kishi”")
        await person.press("semicolon")
        assert line(person) == "ENTITY Paris PERSON corrected"
        await saved(person)
    assert len(marks(desk)) == 2, "what is lost is kept"
