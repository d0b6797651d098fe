"""Bringing in the same again, after something was changed there or here: nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.builders import edit
from tests.services.importing import (
    ONE,
    PIECES,
    Importing,
    entity,
    found,
    of,
    piece,
    quote,
    session_of,
)
from tui.formats.annotated import prove
from tui.formats.fields import Field
from tui.formats.found import Bad, Found
from tui.formats.problem import Problem
from tui.model.entity_mark import EntityMark
from tui.model.scheme import DEFAULT_SCHEME
from tui.services.importing.importing import RejectedError, Wanted
from tui.services.importing.summary import lines


def test_the_same_again_changes_nothing(importing: Importing) -> None:
    record = found(quote(), entities=(entity("The deal", "PRODUCT"),))
    importing(record, annotator="bob")
    before = {path: path.read_bytes() for path in importing.files}
    importing.now = "2026-02-04T00:00:00.000Z"
    again = importing(record, annotator="bob")
    assert (again.annotations, again.entities.total(), again.known) == (0, 0, 2)
    assert {path: path.read_bytes() for path in importing.files} == before


def test_what_was_changed_since_is_not_the_same(importing: Importing) -> None:
    importing(found(quote(note="so")))
    importing.now = "2026-02-04T00:00:00.000Z"
    with pytest.raises(RejectedError):
        importing(found(quote(note="other", id=of(importing)[0].id)))


def test_what_was_added_in_another_tool_comes_in(importing: Importing) -> None:
    importing(found(quote(cue=None)))
    before = of(importing)
    more = quote(id=before[0].id, note="see page 3", speaker=piece("a spokesperson"))
    verified = importing(found(more))
    assert (verified.annotations, verified.known) == (0, 0)
    told = list(lines(verified, Wanted(), "annotation"))
    assert "added to annotations that were there without: cue 1, note 1, speaker 1" in told
    (made,) = of(importing)
    prove(ONE, made, DEFAULT_SCHEME)
    assert made.cue is not None
    assert made.speaker is not None
    assert (made.cue.text, made.speaker.name, made.note) == ("said", "a spokesperson", "see page 3")
    assert importing(found(more)).known == 1, "and that is there now"
    last = importing.store.open("bob", "one").load().edits[-1]
    assert (last.action, last.before, last.after) == ("import", before[0], made)


def test_what_was_changed_in_another_tool_is_not_passed_over(importing: Importing) -> None:
    had = quote(note="so", speaker=piece("a spokesperson"), name="J. Doe")
    importing(found(had))
    for other, what in (
        ({"note": "see page 3"}, "note"),
        ({"speaker": piece("The deal")}, "speaker"),
        ({"name": "A Spokesperson"}, "speaker's name"),
        ({"cue": piece("The deal")}, "cue"),
        ({"attitude": True}, "attitude"),
    ):
        with pytest.raises(RejectedError) as caught:
            importing(found(replace(had, id=of(importing)[0].id, **other)))
        told = str(caught.value.verified.problems[0])
        assert f"in another way: not the same {what} (" in told


PARTS = frozenset({Field.NOTE, Field.CUE, Field.SPEAKER, Field.NAME, Field.ATTITUDE})


@pytest.mark.parametrize(
    ("field", "gone", "what"),
    [
        (Field.NOTE, {"note": ""}, "note"),
        (Field.CUE, {"cue": None}, "cue"),
        (Field.SPEAKER, {"speaker": None}, "speaker"),
        (Field.NAME, {"name": ""}, "speaker's name"),
        (Field.ATTITUDE, {"attitude": False}, "attitude"),
    ],
)
def test_what_only_the_annotation_has_stays_and_is_told(
    importing: Importing, field: Field, gone: dict[str, Any], what: str
) -> None:
    mention = piece("a spokesperson")
    had = quote(id="q", note="so", speaker=mention, name="J. Doe", attitude=True)
    importing(found(had))
    less = replace(had, **gone)
    before = of(importing)
    again = importing(found(less), carries=PARTS)
    assert (again.known, again.missing) == (1, {what: 1})
    told = f"kept, as it is only missing in the file: {what} 1"
    assert told in list(lines(again, Wanted(), "annotation"))
    assert of(importing) == before
    told_not = {
        "it could not be in it": (less, PARTS - {field}),
        "that never had it": (replace(less, id="another"), PARTS),
        "that is no decision": (replace(less, decision=None, labels=()), PARTS),
    }
    for why, (other, carries) in told_not.items():
        again = importing(found(other), carries=carries)
        assert (again.known, again.missing) == (1, {}), why


@pytest.mark.parametrize("own", [None, "r1"])
def test_what_is_added_here_stops_no_file_that_came_in_before(
    importing: Importing, own: str | None
) -> None:
    importing(found(quote(id=own)))
    (made,) = of(importing)
    noted = edit("e-noted", before=made, after=replace(made, note="see page 3"))
    importing.store.open("bob", "one").append([noted])
    new = found(quote("We\nwill see,", cue=None), line=2)
    again = importing(found(quote(id=own)), new, carries=PARTS)
    assert (again.annotations, again.known) == (1, 1)
    assert sorted(one.note for one in of(importing)) == ["", "see page 3"]


def test_our_own_records_without_a_note_stop_nothing_either(importing: Importing) -> None:
    importing(found(quote()))
    (made,) = of(importing)
    noted = edit("e-noted", before=made, after=replace(made, note="see page 3"))
    importing.store.open("bob", "one").append([noted])
    again = importing(found(annotations=(made,)))
    assert (again.known, again.missing) == (1, {"note": 1})
    other = replace(made, note="see page 4")
    with pytest.raises(RejectedError) as caught:
        importing(found(annotations=(other,)))
    assert "not the same note (" in str(caught.value.verified.problems[0])


def test_what_is_only_marked_is_decided_by_what_comes_in(importing: Importing) -> None:
    importing(found(quote(decision=None, labels=(), note="look again")))
    (marked,) = of(importing)
    verified = importing(found(quote()))
    assert (verified.annotations, verified.added) == (0, {"decision": 1})
    (made,) = of(importing)
    prove(ONE, made, DEFAULT_SCHEME)
    assert (made.id, made.decision, made.note) == (marked.id, "labelled", "look again")


def test_what_a_bad_record_has_besides_is_not_counted(importing: Importing) -> None:
    importing(found(quote()))
    both = found(quote(), quote("We\nwill see,", labels=()), line=2)
    verified = importing(both, skips=True)
    assert (verified.bad, verified.known) == (1, 0)


def test_an_entity_that_was_corrected_here_just_so_is_known(importing: Importing) -> None:
    record = found(entities=(entity("U.S.", "GPE"),))
    importing(record, annotator="ada")
    (mark,) = importing.store.read_entities("ada", "one").entities
    assert isinstance(mark, EntityMark)
    edits = [edit("e1", before=mark, after=None), edit("e2", after=mark._replace(id="by-hand"))]
    importing.store.open("ada", "one").append(edits)
    assert importing(record, annotator="ada").known == 1
    with pytest.raises(RejectedError):
        importing(found(entities=(entity("U.S.", "ORG"),)), annotator="ada")


ROUND_TRIP = frozenset({Field.ID})


def absent(importing: Importing, *records: Found | Bad, **how: Any) -> int:
    """Return how many decisions are told not to be in a file."""
    return importing(*records, dry_run=True, carries=ROUND_TRIP, **how).absent


def test_what_was_deleted_in_the_other_tool_is_kept_and_told(importing: Importing) -> None:
    first, second = (found(quote(part), line=n) for n, part in enumerate(PIECES, 1))
    importing(first, second, found(quote(annotator="ada"), line=3))
    before = of(importing)
    verified = importing(second, carries=ROUND_TRIP)
    assert (verified.known, verified.absent) == (1, 1)
    told = list(lines(verified, Wanted(), "annotation"))
    assert (
        "not in the file, and kept: 1 quote (d in the reader drops what was deleted there)" in told
    )
    assert of(importing) == before
    assert absent(importing, second, first) == 0, "records of an article may be apart"
    assert absent(importing, second, annotator="bob") == 1
    assert absent(importing, second, annotator="bob", suggests=True) == 0
    assert importing(second).absent == 0, "not every decision is in such a format"
    other = found(quote("a spokesperson", annotator="ada"), line=4)
    assert absent(importing, other) == 0, "nothing in it is from here"


def test_where_all_was_deleted_that_is_told_too(importing: Importing) -> None:
    importing(found(*map(quote, PIECES)))
    assert absent(importing, found(annotator="bob")) == 2
    assert absent(importing, found(annotator="bob"), annotator="bob") == 2
    assert absent(importing, found(annotator="bob"), annotator="eve") == 0
    assert absent(importing, found(annotator="../bob")) == 0
    assert absent(importing, found()) == 0


def test_what_may_stand_in_a_bad_record_is_not_told_to_be_absent(importing: Importing) -> None:
    first, second = (found(quote(part), line=n) for n, part in enumerate(PIECES, 1))
    importing(first, second)
    bad = Bad(Problem("in.jsonl", 2, "broken JSON"), b"{")
    assert absent(importing, first, bad, skips=True) == 0
    otherwise = found(quote(PIECES[1], decision="neither", labels=()))
    assert absent(importing, first, otherwise, skips=True) == 0, "it is there, decided otherwise"
    assert absent(importing, otherwise, skips=True) == 1


def test_what_was_dropped_comes_in_again_decided_otherwise(importing: Importing) -> None:
    importing(found(quote(note="so")))
    session = session_of(importing, "bob")
    (item,) = [one for one in session.items if one.annotation]
    session.drop(item)
    session.save()
    assert importing(found(quote(decision="neither", labels=()))).added == {"decision": 1}
    (made,) = of(importing)
    assert (made.decision, made.note) == ("neither", "so")


def test_quotes_and_entities_that_came_in_before_are_called_so(importing: Importing) -> None:
    record = found(quote(), quote("We\nwill see,"), entities=(entity("U.S.", "GPE"),))
    importing(record, annotator="bob")
    told = list(lines(importing(record, annotator="bob"), Wanted(), "annotation"))
    assert "left as they are: 2 quotes and 1 entity that came in before" in told


def test_a_quote_that_is_decided_on_stays(importing: Importing) -> None:
    importing(found(quote()))
    before = {path: path.read_bytes() for path in importing.files}
    with pytest.raises(RejectedError) as caught:
        importing(found(quote(decision="neither", labels=())))
    assert "bob has decided on the quote at" in str(caught.value.verified.problems[0])
    assert {path: path.read_bytes() for path in importing.files} == before


def test_a_decision_that_says_the_same_stays_as_it_is(importing: Importing) -> None:
    importing(found(quote(note="so")))
    again = importing(found(quote(id="another", cue=None)))
    assert (again.annotations, again.known) == (0, 1)
    (kept,) = of(importing)
    assert kept.note == "so"
