"""Bringing in what is suggested, until somebody decides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.importing import (
    POLARITY,
    Importing,
    found,
    of,
    quote,
    session_of,
)
from tui.formats.found import FoundLabel
from tui.services.importing.importing import RejectedError, Wanted
from tui.services.importing.summary import lines


def test_a_suggestion_for_what_is_marked_comes_in(importing: Importing) -> None:
    importing(found(quote(decision=None, labels=(), annotator="ada")))
    verified = importing(found(quote()), annotator="ada", suggests=True)
    assert (verified.annotations, verified.added) == (1, {})
    (made,) = of(importing, "ada")
    assert made.is_suggested


def test_a_suggestion_that_was_decided_on_elsewhere_is_a_decision(importing: Importing) -> None:
    importing(found(quote()), annotator="ada", suggests=True)
    (waiting,) = of(importing, "ada")
    decided = replace(waiting, decision="neither", labels=())
    verified = importing(found(annotations=(decided,)))
    assert (verified.annotations, verified.added) == (0, {"decision": 1})
    (made,) = of(importing, "ada")
    assert (made.decision, made.suggested) == ("neither", waiting.suggested)
    other = replace(decided, decision="unsure")
    with pytest.raises(RejectedError) as caught:
        importing(found(annotations=(other,)))
    assert "not the same decision (" in str(caught.value.verified.problems[0])


def test_suggestions_wait_for_a_decision(importing: Importing) -> None:
    importing(found(quote()), annotator="ada", suggests=True)
    (made,) = of(importing, "ada")
    assert (made.decision, made.labels) == (None, ())
    assert made.suggested is not None
    assert (made.suggested.source, made.suggested.decision) == ("bob in in.jsonl", "labelled")
    again = importing(found(quote()), annotator="ada", suggests=True)
    assert again.known == 1


def test_no_suggestion_for_what_is_decided(importing: Importing) -> None:
    importing(found(quote(annotator="ada")))
    verified = importing(found(quote()), annotator="ada", suggests=True)
    assert (verified.annotations, verified.decided) == (0, 1)
    (made,) = of(importing, "ada")
    assert made.suggested is None


def turn_down_all(importing: Importing) -> None:
    """Turn down what is suggested to ada, as the reader does."""
    session = session_of(importing, "ada")
    session.turn_down_all(session.items)
    session.save()


def test_what_was_turned_down_is_not_suggested_again(importing: Importing) -> None:
    importing(found(quote()), annotator="ada", suggests=True)
    turn_down_all(importing)
    assert of(importing, "ada") == []
    again = importing(found(quote()), annotator="ada", suggests=True)
    assert (again.annotations, again.known, again.turned_down) == (0, 0, 1)
    assert of(importing, "ada") == []
    other = importing(found(quote(decision="neither", labels=())), annotator="ada", suggests=True)
    assert (other.annotations, other.turned_down) == (1, 0), "it says something else"
    assert importing(found(quote()), annotator="ada", suggests=True).turned_down == 1


def test_suggestions_in_the_place_of_others_are_counted(importing: Importing) -> None:
    importing(found(quote()), annotator="ada", suggests=True)
    other = importing(found(quote(decision="neither", labels=())), annotator="ada", suggests=True)
    assert (other.annotations, other.replacing) == (1, 1)
    (made,) = of(importing, "ada")
    assert made.suggested is not None
    assert made.suggested.decision == "neither"


def test_suggestions_that_cannot_be_accepted_are_counted(importing: Importing) -> None:
    no_target = FoundLabel("stance", POLARITY)
    several = (
        quote(labels=(no_target, FoundLabel("claim"))),
        quote("We\nwill see,", labels=(no_target,)),
        quote("a spokesperson"),
    )
    verified = importing(found(*several), annotator="ada", suggests=True)
    assert (verified.annotations, verified.unacceptable) == (3, 2)
    told = list(lines(verified, Wanted(), "suggestion"))
    assert (
        "not whole (= in the reader asks for what is missing): 2 suggestions "
        "(stance needs target 2, claim needs check_worthiness 1)"
    ) in told
    session = session_of(importing, "ada")
    assert session.accept_all(session.items) == 1
