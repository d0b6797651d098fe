"""Deciding on quotes: keys in, the decision on the screen and in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prepared import BRIDGE_TEXT
from tests.screens.desk import Desk
from tui.model.label import Label, Target
from tui.model.span import Span


def signs(rows: list[str]) -> list[str]:
    """The letters in the margin, from the top."""
    margins = [row[:6].replace("▶", " ") for row in rows[1:-4]]
    return [m.split()[0] for m in margins if m.strip(" │┃")]


async def test_neither_is_one_key(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("x")
        await person.saved("1/3")
        assert "quote 2/3" in person.header, "the focus goes on to the next open quote"
        (kept,) = desk.kept("bridge")
        assert (kept.decision, kept.labels, kept.origin) == ("neither", (), "auto")
        assert kept.content.text == "We will build the bridge next year,"
        assert kept.seconds >= 0
        assert signs(person.rows) == ["–", "·", "·"]


async def test_claim_is_two_keys(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        for key, value in (("c", "CFS"), ("u", "UFS"), ("n", "NFS")):
            await person.press("c", key)
            await person.until(lambda: "saved ✓" in person.header)
            assert value in [a.labels[0].get("check_worthiness") for a in desk.kept("bridge")]
        await person.saved("3/3")
        assert signs(person.rows) == ["C", "C", "C"]


async def test_stance_is_three_keys(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        for key, polarity in (("f", "FAVOR"), ("a", "AGAINST"), ("n", "NONE")):
            await person.press("s")
            first = next(row for row in person.rows if row.startswith(" 1 "))[3:]
            await person.press("1", key)
            await person.until(lambda: "saved ✓" in person.header)
            label = next(
                a.labels[0] for a in desk.kept("bridge") if a.labels[0].get("polarity") == polarity
            )
            target = label.get("target")
            assert isinstance(target, Target)
            assert target.text == first.strip()
            assert target.span
            assert target.span.of(BRIDGE_TEXT) == target.text
        await person.saved("3/3")
        assert signs(person.rows) == ["S", "S", "S"]


async def test_both_labels_and_two_stances_on_one_quote(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge, size=(88, 30)) as person:
        await person.press("s", "1", "f", "p", "c", "c", "p", "s", "2", "a", "p")
        await person.saved("1/3")
        (kept,) = desk.kept("bridge")
        assert [label.name for label in kept.labels] == ["stance", "claim", "stance"]
        assert signs(person.rows)[0] == "SC"
        decision = person.rows[-2]
        assert decision.count("stance") == 2
        assert "FAVOR" in decision
        assert "AGAINST" in decision
        assert "claim CFS" in decision


async def test_the_same_target_again_changes_the_stance(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("A", "s", "1", "f", "c", "c", "s", "1", "a", "c", "n")
        await person.saved("1/3")
        (kept,) = desk.kept("bridge")
        assert [label.values[-1][1] for label in kept.labels] == ["AGAINST", "NFS"]


async def test_neither_takes_the_labels_away_and_undo_brings_them_back(
    desk: Desk, bridge: Path
) -> None:
    async with desk.reading(bridge) as person:
        await person.press("A", "c", "c", "x")
        await person.until("neither")
        await person.press("u")
        await person.until(lambda: desk.kept("bridge")[0].decision == "labelled")
        assert desk.kept("bridge")[0].labels == (Label("claim", (("check_worthiness", "CFS"),)),)
        assert signs(person.rows) == ["C", "·", "·"]


async def test_unsure_is_a_decision_of_its_own(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("m")
        await person.saved("1/3")
        assert signs(person.rows) == ["?", "·", "·"]
        assert [a.decision for a in desk.kept("bridge")] == ["unsure"]


async def test_a_note_is_kept_edited_and_left(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("t")
        await person.type("who, it's unclear")
        await person.press("enter")
        await person.saved("0/3")
        assert "note: who, it's unclear" in person.text
        assert "quote 1/3" in person.header, "a note is no decision"
        await person.press("t")
        assert "who, it's unclear" in person.text, "it can be edited"
        await person.type("xsu")
        await person.press("escape")
        assert "note: who, it's unclear" in person.text
        await person.press("x", "p", "t", *["backspace"] * 20)
        await person.press("enter")
        await person.until(lambda: [a.note for a in desk.kept("bridge")] == [""])
        assert [a.decision for a in desk.kept("bridge")] == ["neither"]


async def test_a_note_is_never_markup(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("t", *("left_square_bracket", "b", "right_square_bracket", "enter"))
        await person.until("note: [b]")


async def test_drop_and_that_there_is_nothing_to_drop(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("d")
        await person.until("nothing to drop")
        await person.press("x", "p", "d")
        await person.saved("0/3")
        assert desk.kept("bridge") == ()
        assert "quote 1/3" in person.header
        await person.press("u")
        await person.saved("1/3")
        assert [a.decision for a in desk.kept("bridge")] == ["neither"]


async def test_undo_and_redo_to_the_ends(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("x", "c", "c", "m")
        await person.saved("3/3")
        after = desk.kept("bridge")
        await person.press("u")
        assert "quote 3/3" in person.header, "one sees what was undone"
        await person.press("u", "u")
        assert "quote 1/3" in person.header
        await person.saved("0/3")
        assert desk.kept("bridge") == ()
        await person.press("u")
        await person.until("There is nothing to undo")
        await person.press("ctrl+r", "ctrl+r", "ctrl+r")
        await person.saved("3/3")
        assert desk.kept("bridge") == after
        await person.press("ctrl+r")
        await person.until("There is nothing to redo")


async def test_undo_and_redo_after_a_restart(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("x", "c", "c", "u")
        await person.saved("1/3")
    async with desk.reading(bridge) as person:
        assert "1/3 decided" in person.header
        assert "quote 2/3" in person.header, "one is where one was"
        assert signs(person.rows) == ["–", "·", "·"]
        await person.press("ctrl+r")
        await person.saved("2/3")
        await person.press("u", "u")
        await person.saved("0/3")
    actions = [edit.action for edit in desk.log("bridge")]
    assert actions == ["decide", "decide", "undo", "redo", "undo", "undo"]


@pytest.mark.parametrize("advance", [True, False])
async def test_going_on_by_itself_can_be_switched(desk: Desk, bridge: Path, advance: bool) -> None:
    async with desk.reading(bridge) as person:
        if not advance:
            await person.press("A")
            await person.until("the focus stays")
        await person.press("n", "x", "c", "c")
        expected = {"1/3": "quote 1/3", "2/3": "quote 1/3"} if advance else {"1/3": "quote 2/3"}
        decided = "2/3" if advance else "1/3"
        await person.saved(decided)
        assert expected[decided] in person.header


async def test_going_on_skips_what_is_decided_and_stays_at_the_end(
    desk: Desk, bridge: Path
) -> None:
    async with desk.reading(bridge) as person:
        await person.press("n", "x", "p", "p", "x")
        assert "quote 3/3" in person.header
        await person.press("x")
        await person.saved("3/3")
        assert "quote 3/3" in person.header


async def test_borders_move_by_words_and_keep_the_detectors(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("less_than_sign", "less_than_sign")
        await person.until(lambda: "edited" in person.text and "saved ✓" in person.header)
        (kept,) = desk.kept("bridge")
        start = BRIDGE_TEXT.index("We will")
        assert kept.content.text == "We will build the bridge next"
        assert kept.detected is not None
        assert kept.detected.span == Span(start, start + len("We will build the bridge next year,"))
        assert (kept.origin, kept.decision) == ("edited", None)
        assert "0/3 decided" in person.header
        await person.press("o")
        await person.until("start now")
        await person.press("greater_than_sign", "x")
        await person.saved("1/3")
        (kept,) = desk.kept("bridge")
        assert kept.content.text == "will build the bridge next"
        assert kept.detected is not None
        assert kept.detected.span == Span(start, start + len("We will build the bridge next year,"))
        await person.press("p", "d", "d")
        await person.until(lambda: desk.kept("bridge") == ())
        assert "quote 1/3" in person.header


async def test_borders_stop_at_the_ends_of_the_quote_and_the_text(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press(*["less_than_sign"] * 9)
        assert "quote 1/3" in person.header
        await person.press("o", *["less_than_sign"] * 12, *["greater_than_sign"] * 15, "x")
        await person.saved("1/3")
        (kept,) = desk.kept("bridge")
        assert kept.content.text.strip()
        assert kept.content.span.of(BRIDGE_TEXT) == kept.content.text


async def test_keys_typed_in_one_go(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.pilot.press(*"s1fccx")
        await person.saved("3/3")
        names = [[label.name for label in a.labels] for a in desk.kept("bridge")]
        assert names == [["stance"], ["claim"], []]
