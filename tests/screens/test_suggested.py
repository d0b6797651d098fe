"""What an imported file suggests: told apart, accepted by a key, and remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile import STEERING
from tests.screens.desk import Desk, Person
from tests.screens.hand_made import GIFT, HALF, OUTER, TEXT, span_of
from tests.screens.suggested_before import (
    AGAINST,
    NOW,
    PLAN,
    SOURCE,
    SUGGESTIONS,
    UNIMPORTANT,
    imported,
    suggest_before,
    suggestion,
)
from tests.screens.test_inspector import inspected
from tests.screens.test_outline import listed
from tui.model.analysis import Quote
from tui.model.annotation import Annotation, Suggested
from tui.model.article import Article
from tui.model.label import Label, Target
from tui.services.making import new_annotation
from tui.settings import ReaderSettings

WIDE, NARROW = (120, 40), (80, 24)
GIFT_WORDS, HALF_WORDS = GIFT.span.of(TEXT), HALF.span.of(TEXT)
TO_GIFT = ("g", "n", "n", "n", "n")


def decision_row(person: Person) -> str:
    """The bar that tells the decision."""
    return " ".join(person.rows[-2].split())


def told(person: Person) -> str:
    """What was told last, whole: on the screen its lines are broken."""
    notes = list(person.app._notifications)
    return notes[-1].message if notes else ""


def kept(desk: Desk, words: str) -> Annotation:
    """Return what the store has on the quote with these words."""
    return next(one for one in desk.kept("bridges") if one.content.text == words)


async def test_margin_and_outline_tell_what_is_suggested_by_signs(
    desk: Desk, bridges: Path
) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=NARROW) as person:
        assert " 4 suggested " in person.header
        assert "0/7 decided" in person.header, "a suggestion is no decision"
        margins = [row[:5] for row in person.rows[1:-4]]
        for sign in ("=SC", "=S ", "=– ", "=? ", "· "):
            assert any(sign in margin for margin in margins), sign
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("O")
        await person.until(lambda: "=SC" in "".join(listed(person)))
        rows = "\n".join(listed(person))
        assert "3 =SC" in rows
        assert "5 =S" in rows
        assert "6 =–" in rows
        assert "1 · " in rows


async def test_the_bar_says_what_is_suggested_and_by_whom(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=NARROW) as person:
        assert decision_row(person) == "not decided"
        await person.press(*["n"] * 4)
        told = "suggested: stance the plan AGAINST by bob in tasks.jsonl"
        assert decision_row(person) == told
        await person.press("n")
        assert decision_row(person) == "suggested: neither by bob in tasks.jsonl"


async def test_a_key_accepts_it_and_goes_on(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=NARROW) as person:
        await person.press("n", "n", "n", "n", "equals_sign")
        assert "quote 6/7" in person.header, "on to the next open quote"
        await person.saved("1/7")
        assert " 3 suggested " in person.header
        one = kept(desk, GIFT_WORDS)
        assert (one.decision, one.labels) == ("labelled", (AGAINST,))
        assert one.suggested == SUGGESTIONS[GIFT], "what was suggested stays known"
        assert desk.log("bridges")[-1].action == "decide"
        await person.press("u")
        await person.until(" 4 suggested ")
        assert "quote 5/7" in person.header
        await person.until(lambda: person.keys.startswith(" = accept"))


async def test_an_entity_in_focus_has_the_key(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=NARROW) as person:
        await person.press(*["n"] * 4, "semicolon")
        await person.until("ENTITY")
        assert decision_row(person) == "suggested: stance the plan AGAINST by bob in tasks.jsonl"
        await person.press("equals_sign")
        assert "0/7 decided" in person.header
        await person.press("escape", "equals_sign")
        await person.saved("1/7")


async def test_the_guideline_opens_at_what_is_suggested(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=NARROW) as person:
        await person.press(*["n"] * 4, "f2")
        await person.until("[stance]")


async def test_the_mouse_accepts_it_too(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=NARROW) as person:
        await person.click("4 suggested")
        assert "quote 3/7" in person.header, "to the next with a suggestion"
        await person.click("accept")
        await person.saved("1/7")


async def test_one_decides_otherwise_as_always(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=NARROW) as person:
        await person.press(*["n"] * 4, "x")
        await person.saved("1/7")
        assert kept(desk, GIFT_WORDS).decision == "neither"
        await person.press("p", "d")
        await person.until(" 4 suggested ")
        await person.press("equals_sign")
        await person.saved("1/7")
        assert kept(desk, GIFT_WORDS).labels == (AGAINST,)


async def test_without_a_suggestion_the_key_says_so(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("equals_sign")
        await person.until("Nothing is suggested for this quote.")
        assert "0/7 decided" in person.header
        await person.press(*["n"] * 5, "equals_sign")
        await person.saved("1/7")
        await person.press("p", "equals_sign")
        await person.until("It is decided already; d drops that.")
        assert len(desk.log("bridges")) == len(SUGGESTIONS) + 1


async def test_all_of_the_article_at_once_and_one_undo(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("n", "n", "ampersand")
        await person.until("4 accepted; u takes it back.")
        await person.saved("4/7")
        assert " suggested " not in person.header
        assert "quote 4/7" in person.header, "the next open quote"
        assert {one.decision for one in desk.kept("bridges")} == {"labelled", "neither", "unsure"}
        await person.press("u")
        await person.until(" 4 suggested ")
        await person.until("Taken back: 4 decisions.")
        await person.gone("4 accepted")
        await person.saved("0/7")
        await person.press("ctrl+r")
        await person.saved("4/7")
        await person.until("Made again: 4 decisions.")
        await person.gone("Taken back")


async def test_all_that_a_filter_lists(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("F")
        await person.type("is:sugg")
        await person.until("4 of 7")
        await person.type(" suggested:stance")
        await person.until("2 of 7")
        for _ in "suggested:stance":
            await person.press("backspace")
        await person.type("speaker:officials")
        await person.until("1 of 7")
        await person.press("enter", "ampersand")
        await person.until("1 accepted; u takes it back.")
        assert " 3 suggested " in person.header
        assert "one by one" not in person.text, "they are not in the filter"
        await person.saved("1/7")
        assert kept(desk, HALF_WORDS).decision == "neither"
        await person.click("3 suggested")
        assert "quote 7/7" in person.header, "whether the filter lists it or not"


async def test_what_does_not_fit_the_scheme_is_not_accepted(desk: Desk, bridges: Path) -> None:
    odd = Suggested(SOURCE, "labelled", (Label("frame", (("name", "war"),)),))
    none = Suggested(SOURCE, "labelled", ())
    suggest_before(desk, "bridges", suggestions={**SUGGESTIONS, GIFT: odd, OUTER: none})
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press(*["n"] * 4)
        assert "▶=+ ┃" in person.text
        assert decision_row(person).startswith("suggested: frame war")
        await person.press("equals_sign")
        await person.until("the scheme has no label 'frame'")
        await person.press("p", "p", "equals_sign")
        await person.until("labelled without a label")
        await person.press("ampersand")
        await person.until("2 accepted; u takes it back. 2 more: to be looked at")
        await person.saved("2/7")
        assert kept(desk, GIFT_WORDS).decision is None


async def test_what_a_suggestion_lacks_is_asked(desk: Desk, bridges: Path) -> None:
    bare, half = Label("stance"), Label("stance", (("polarity", "AGAINST"),))
    two = Suggested(SOURCE, "labelled", (half, Label("claim")))
    one = Suggested(SOURCE, "labelled", (bare,))
    suggest_before(desk, "bridges", suggestions={OUTER: two, GIFT: one})
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("ampersand")
        await person.until(lambda: "2 of them lack answers: = asks for them." in told(person))
        await person.press(*["n"] * 4, "equals_sign")
        await person.until("For or against what?")
        await person.press("escape")
        await person.gone("For or against what?")
        assert "0/7 decided" in person.header
        await person.press("equals_sign", *"taxes", "enter", "f")
        await person.saved("1/7")
        stance = (("target", Target("taxes")), ("polarity", "FAVOR"))
        assert kept(desk, GIFT_WORDS).labels == (Label("stance", stance),)
        await person.press("p", "p", "p", "equals_sign", *"tolls", "enter")
        await person.until("Is it worth checking?")
        await person.press("u")
        await person.saved("2/7")
        against = Label("stance", (("target", Target("tolls")), ("polarity", "AGAINST")))
        assert kept(desk, OUTER.span.of(TEXT)).labels == (against, UNIMPORTANT)


async def test_what_has_other_words_now_is_looked_at_one_by_one(desk: Desk, bridges: Path) -> None:
    before = TEXT.replace("a gift to New York", "a gift to all New York")
    longer = GIFT._replace(span=GIFT.span._replace(end=GIFT.span.end + len("all ")))
    article = Article("bridges", before, "bridges")
    pairs = ((OUTER, SUGGESTIONS[OUTER]), (longer, SUGGESTIONS[GIFT]))
    imported(desk, "bridges", [suggestion(article, quote, said) for quote, said in pairs])
    async with desk.reading(bridges, size=WIDE) as person:
        await person.until("2 annotations moved along")
        assert " 2 suggested " in person.header
        await person.press("ampersand")
        await person.until("1 accepted; u takes it back. 1 more: to be looked at")
        await person.click("1 suggested")
        assert "moved, and changed" in decision_row(person)
        await person.press("equals_sign")
        await person.saved("2/7")
        assert kept(desk, GIFT_WORDS).labels[0].get("target") == PLAN


async def test_the_inspector_tells_it_before_and_after(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("I", *TO_GIFT)
        says = "suggested by bob in tasks.jsonl decision labelled label stance"
        attributes = "target the plan polarity AGAINST"
        await person.until(lambda: f"{says} {attributes} not accepted yet" in inspected(person))
        assert "imported suggested none → stance the plan AGAINST" in inspected(person)
        await person.press("equals_sign", "p")
        await person.until(lambda: "the decision follows it" in inspected(person))
        assert f"{says} {attributes}" in inspected(person)
        await person.press("u", "x", "p")
        await person.until(lambda: "decided otherwise" in inspected(person))
        assert f"{says} {attributes}" in inspected(person)


async def test_the_target_that_is_suggested_is_the_first_to_pick(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=NARROW) as person:
        await person.press(*["n"] * 4, "s")
        await person.until("For or against what?")
        assert " 1  the plan" in person.text
        assert person.text.count("  the plan\n") == 1, "it is offered once"
        await person.press("1", "f")
        await person.saved("1/7")
        one = kept(desk, GIFT_WORDS)
        assert one.labels == (Label("stance", (("target", PLAN), ("polarity", "FAVOR"))),)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (300, 100)])
async def test_text_from_outside_is_shown_as_pictures(
    desk: Desk, bridges: Path, size: tuple[int, int]
) -> None:
    odd = Target(STEERING)
    label = Label("stance", (("target", odd), ("polarity", "FAVOR")))
    hostile = {OUTER: Suggested(STEERING, "labelled", (label, UNIMPORTANT))}
    suggest_before(desk, "bridges", suggestions=hostile)
    async with desk.reading(bridges, size=size) as person:
        await person.press("n", "n", "I")
        await person.until("suggested: stance")
        for character in "\x1b\x9b\u202e\x07":
            assert character not in person.text


@pytest.mark.parametrize("theme", ["pullquote-mono", "pullquote-light"])
async def test_signs_do_not_need_colours(desk: Desk, bridges: Path, theme: str) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, reader=ReaderSettings(theme=theme)) as person:
        assert any(row.startswith(" =S │") for row in person.rows)


async def test_one_is_turned_down_and_undo_brings_it_back(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=NARROW) as person:
        await person.press(*["n"] * 4)
        await person.press("d")
        await person.until(" 3 suggested ")
        assert "quote 5/7" in person.header, "it waits for another decision"
        assert decision_row(person) == "not decided"
        await person.until("saved ✓")
        await person.until(lambda: desk.log("bridges")[-1].action == "turn-down")
        assert GIFT_WORDS not in {one.content.text for one in desk.kept("bridges")}
        await person.press("equals_sign")
        await person.until("Nothing is suggested for this quote.")
        await person.press("u")
        await person.until(" 4 suggested ")
        await person.until(lambda: person.keys.startswith(" = accept"))
        await person.press("ctrl+r")
        await person.until(" 3 suggested ")
    async with desk.reading(bridges, size=NARROW) as person:
        assert " 3 suggested " in person.header, "the next time, too"


async def test_the_mouse_turns_it_down_too(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("I", *["n"] * 4)
        await person.click("d drop")
        await person.until(" 3 suggested ")
        assert decision_row(person) == "not decided"
        await person.until("suggestion turned down")


async def test_what_came_with_its_suggestion_is_gone_with_it(desk: Desk, bridges: Path) -> None:
    article = Article("bridges", TEXT, "bridges")
    theirs = Quote(span_of("The governor supports the plan"), "indirect")
    made = new_annotation(article, theirs, annotator="ada", origin="manual", now=NOW)
    imported(desk, "bridges", [replace(made, suggested=SUGGESTIONS[HALF])])
    async with desk.reading(bridges, size=WIDE) as person:
        await person.click("1 suggested")
        assert "quote 6/8" in person.header
        await person.press("d")
        await person.until("what was suggested; u brings it")
        assert "/7" in person.header
        await person.press("u")
        await person.until("quote 6/8")


async def test_all_of_the_article_are_turned_down_at_once(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("n", "n", "equals_sign", "n", "underscore")
        await person.until("3 turned down; u takes it back.")
        assert " suggested " not in person.header
        await person.saved("1/7")
        assert [one.content.text for one in desk.kept("bridges")] == [OUTER.span.of(TEXT)]
        await person.press("u")
        await person.until(" 3 suggested ")
        await person.press("ctrl+r")
        await person.gone(" suggested ")


async def test_all_that_a_filter_lists_are_turned_down(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("F")
        await person.type("speaker:officials")
        await person.press("enter", "underscore")
        await person.until("1 turned down; u takes it back.")
        assert " 3 suggested " in person.header


async def test_undo_of_an_import_says_what_it_took_back(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("u")
        await person.until("Taken back: the import of 0")
        assert "in this article, 4 suggestions" in told(person)
        assert "Other articles keep theirs." in told(person)
        assert "ctrl+r brings it in again." in told(person)
        assert " suggested " not in person.header
        await person.until(lambda: desk.kept("bridges") == ())
        await person.press("u")
        await person.until("There is nothing to undo in this article.")
        await person.press("ctrl+r")
        await person.until("In again: the import of 0")
        await person.until(" 4 suggested ")
        await person.gone("Taken back")


async def test_what_is_undone_is_not_told_of_any_more(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges", suggestions={GIFT: SUGGESTIONS[GIFT]})
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("ampersand")
        await person.until("1 accepted; u takes it back.")
        await person.press("u")
        await person.gone("1 accepted")
        await person.press("underscore")
        await person.until("1 turned down; u takes it back.")
        await person.press("u")
        await person.gone("1 turned down")
        assert " 1 suggested " in person.header


@pytest.mark.parametrize("size", [(60, 15), (80, 24)])
async def test_the_keys_that_fit_a_suggestion_come_first(
    desk: Desk, bridges: Path, size: tuple[int, int]
) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=size) as person:
        assert person.keys.startswith(" n next N open")
        assert " = accept" not in person.keys
        await person.press(*["n"] * 4)
        await person.until(
            lambda: person.keys.startswith(" = accept & accept all d drop n next N open")
        )
        await person.press("semicolon")
        await person.until(lambda: " = accept" not in person.keys)
        await person.press("escape", "equals_sign")
        await person.until(
            lambda: person.keys.startswith(" = accept"),
        )
        await person.click("& accept all")
        await person.saved("4/7")
        await person.until(lambda: person.keys.startswith(" n next N open"))
        assert "& accept" not in person.keys


async def test_saved_is_told_beside_a_filter_in_a_narrow_window(desk: Desk, bridges: Path) -> None:
    suggest_before(desk, "bridges")
    async with desk.reading(bridges, size=NARROW) as person:
        await person.press("F")
        await person.type("is:suggested")
        await person.press("enter", "n", "equals_sign")
        await person.saved("1/7")
        assert " filter: 4  3 suggested  1/7 decided  saved ✓" in person.header
