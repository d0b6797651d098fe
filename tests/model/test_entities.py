"""Entities: laid over by corrections, walked, and changed like one another."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import any_mark, any_rule, edit, mark
from tui.model.analysis import Entities, Entity
from tui.model.anchor import context
from tui.model.annotation import Excerpt
from tui.model.edit import Edit, History
from tui.model.entity_change import (
    Change,
    EntityRule,
    Place,
    change_of,
    find_words,
    places,
)
from tui.model.entity_mark import EntityMark
from tui.model.entity_overlay import Claim, overlaid
from tui.model.entity_walk import EntityWalk
from tui.model.printable import flat
from tui.model.span import Span

LENGTH = 40
_spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, LENGTH), st.integers(1, 6)
)
_labels = st.sampled_from("ABC")


def _apart(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


_found = (
    st.lists(_spans, max_size=8)
    .map(_apart)
    .flatmap(
        lambda spans: st.tuples(*(st.builds(Entity, st.just(span), _labels) for span in spans))
    )
)
_claims = st.lists(
    st.builds(
        Claim,
        _spans,
        st.none() | _labels,
        st.none() | _spans,
        st.tuples(st.integers(1, 2), st.text("abcdef", min_size=3, max_size=3)),
    ),
    max_size=6,
)


@given(any_mark)
def test_a_mark_survives_json(one: EntityMark) -> None:
    assert EntityMark.from_record(json.loads(json.dumps(one.as_record()))) == one


@given(any_rule)
def test_a_rule_survives_json(one: EntityRule) -> None:
    assert EntityRule.from_record(json.loads(json.dumps(one.as_record()))) == one


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "pullquote/1"},
        {"start": 5, "end": 5},
        {"label": 1},
        {"detected": {"start": 0, "end": 1}},
        {"origin": "auto"},
        {"detected": []},
    ],
)
def test_what_is_no_mark_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        EntityMark.from_record(mark().as_record() | changes)


@given(_found, _claims)
def test_corrections_go_before_what_was_found(
    found: tuple[Entity, ...], claims: list[Claim]
) -> None:
    over = overlaid(found, claims)
    shown = list(over.entities)
    assert shown == sorted(shown)
    assert all(a.span.end <= b.span.start for a, b in pairwise(shown))
    made = [claim for claim in claims if claim.label is not None]
    for claim in made:  # each is shown, or one that overlaps it and goes before it
        around = [one for one in over.placed.values() if one.span.overlaps(claim.span)]
        assert claim in around or any(one.rank >= claim.rank for one in around)
    instead = {claim.instead for claim in claims}
    gone = [claim.span for claim in claims if claim.label is None or claim.span in over.placed]
    stays = [
        entity
        for entity in found
        if entity.span not in instead and not any(entity.span.overlaps(one) for one in gone)
    ]
    assert set(stays) <= set(shown)
    assert set(shown) == {*stays, *(e for c in over.placed.values() if (e := c.entity))}


@given(_found, st.integers(-1, LENGTH + 2), st.sets(_labels))
def test_walking_finds_what_a_look_at_all_finds(
    found: tuple[Entity, ...], offset: int, labels: set[str]
) -> None:
    walk = EntityWalk("x" * (LENGTH + 10), found)
    of_these = [one for one in found if one.label in labels]
    after = [one for one in of_these if one.span.start > offset]
    before = [one for one in of_these if one.span.start < offset]
    assert walk.after(offset, labels) == (after[0] if after else None)
    assert walk.before(offset, labels) == (before[-1] if before else None)
    at = next((n for n, one in enumerate(found) if one.span.start <= offset < one.span.end), None)
    assert walk.number_at(offset) == at
    starts = [start for words in {"x" * n for n in range(9)} for start in walk.like(words)]
    assert sorted(starts) == [one.span.start for one in found]


@given(_found, _claims)
def test_a_walk_follows_corrections(found: tuple[Entity, ...], claims: list[Claim]) -> None:
    text = ("ab" * LENGTH)[: LENGTH + 10]
    over = overlaid(found, claims)
    followed = EntityWalk(text, found).changed(over.entities, over.gone, over.new)
    anew = EntityWalk(text, over.entities)
    assert followed.labels == anew.labels
    for entity in (*found, *over.entities):
        words = followed.words_of(entity.span)
        assert list(followed.like(words)) == list(anew.like(words))
        for offset in entity.span:
            assert followed.after(offset, "ABC") == anew.after(offset, "ABC")
            assert followed.before(offset, "AB") == anew.before(offset, "AB")


@given(_found, _found, st.sets(st.integers(0, 7)))
def test_entities_are_replaced_as_in_a_list(
    found: tuple[Entity, ...], new: tuple[Entity, ...], gone: set[int]
) -> None:
    gone = {number for number in gone if number < len(found)}
    kept = [one for number, one in enumerate(found) if number not in gone]
    fresh = [one for one in new if not any(one.span.overlaps(other.span) for other in kept)]
    made = Entities(found).replaced(gone, fresh)
    assert list(made) == sorted([*kept, *fresh])


TEXT = (
    "Bank of Japan and Japan's\tJapan. Prime  Minister\n  Kishi saw Minister Kishi in\nNew\n"
    "York.\n\nPrime\n\nMinister Kishi of Prime Minister Kishi Ltd"
)


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def test_words_are_found_over_a_line_break_and_as_words() -> None:
    assert [span.of(TEXT) for span in find_words(TEXT, "New York")] == ["New\nYork"]
    assert [span.of(TEXT) for span in find_words(TEXT, "Prime Minister")] == [
        "Prime  Minister",
        "Prime Minister",
    ], "not over two paragraphs"
    assert list(find_words(TEXT, "Jap")) == []
    assert list(find_words(TEXT, "")) == []
    assert len(list(find_words("a.b, a.b axb", "a.b"))) == 2


def _mark(found: Span | None, span: Span, label: str | None) -> EntityMark:
    prefix, suffix = context(TEXT, span)
    return mark(
        content=Excerpt.of(TEXT, span),
        prefix=prefix,
        suffix=suffix,
        detected=Entity(found, "PERSON") if found else None,
        label=label,
    )


@pytest.mark.parametrize(
    ("words", "becomes", "expected"),
    [
        ("Kishi", "Prime  Minister\n  Kishi", ["Prime Minister Kishi"]),
        ("Minister\n  Kishi saw", "Kishi", []),
        ("Prime  Minister\n  Kishi", "Kishi", ["Kishi"]),
        ("Prime  Minister\n  Kishi", "Minister\n  Kishi", ["Minister Kishi"]),
        ("Prime  Minister\n  Kishi", "Prime  Minister", ["Prime Minister"]),
    ],
)
def test_borders_are_moved_alike(words: str, becomes: str, expected: list[str]) -> None:
    change = change_of(TEXT, _mark(at(words), at(becomes), "PERSON"))
    assert change.kind == "borders"
    spans = [span for span in find_words(TEXT, flat(words)) if span != at(words)]
    walk = EntityWalk(TEXT, [Entity(span, "PERSON") for span in spans])
    made = [place.span.of(TEXT) for place in places(TEXT, walk, change)]
    assert made == expected


@given(st.data())
def test_a_change_leads_from_where_it_was_made_to_itself(data: st.DataObject) -> None:
    """Whatever words an entity is moved to: said by words, that is the same move."""
    words = list(find_all_words())
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first, min(first + 3, len(words) - 1)))
    found = Span(words[first].start, words[last].end)
    new_first = data.draw(st.integers(max(0, first - 2), last))
    new_last = data.draw(st.integers(max(first, new_first), min(len(words) - 1, last + 2)))
    moved = Span(words[new_first].start, words[new_last].end)
    whole = Span(min(found.start, moved.start), max(found.end, moved.end)).of(TEXT)
    if "\n\n" in whole or moved == found:
        return
    change = change_of(TEXT, _mark(found, moved, "ORG"))
    assert change.kind == "relabel"
    walk = EntityWalk(TEXT, [Entity(found, "PERSON")])
    assert places(TEXT, walk, change) == [Place(Entity(found, "PERSON"), moved, "ORG")]


def find_all_words() -> list[Span]:
    """Words with white space at both sides, so that every border is one of a word's."""
    spans, start = [], 0
    for word in TEXT.split():
        start = TEXT.index(word, start)
        spans.append(Span(start, start + len(word)))
        start += len(word)
    return spans


def test_a_removal_and_a_mark_by_hand() -> None:
    assert change_of(TEXT, _mark(at("Kishi"), at("Kishi"), None)) == Change(
        "remove", "Kishi", "Kishi"
    )
    assert change_of(TEXT, _mark(None, at("New\nYork"), "GPE")) == Change(
        "add", "New York", "New York", label="GPE"
    )
    away = change_of(TEXT, _mark(at("Kishi"), at("Ltd"), "ORG"))
    assert away == Change("add", "Ltd", "Ltd", label="ORG"), "it has left what was found"


def test_one_command_is_undone_at_once() -> None:
    edits = [
        edit("e1"),
        edit("e2", after=mark("m2"), group="g"),
        edit("e3", after=mark("m3"), group="g"),
    ]
    history = History(edits)
    assert [one.id for one in history.to_undo] == ["e3", "e2"]
    for number, one in enumerate(history.to_undo):
        history.add(Edit(f"u{number}", "", "ada", "undo", one.after, one.before, reverts=one.id))
    assert [one.id for one in history.to_undo] == ["e1"]
    assert [one.id for one in history.to_redo] == ["e2", "e3"]
    assert History().to_undo == ()
