"""Correcting entities: what is shown, what is kept, what undo takes back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.services.sessions import item_at, open_session
from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Entity, Quote
from tui.model.entity_change import Change
from tui.model.span import Span
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

TEXT = (
    "Japan will buy jets, Prime Minister Kishi said.\n"
    "The Bank of Japan disagreed. Minister Kishi praised Japan.\n"
    "In New\nYork, Lockheed Martin thanked Prime Minister Kishi and Kishi thanked Japan.\n"
    "Stratton spoke too. So said Stratton.\n"
)


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


JAPAN, JAPAN_2, JAPAN_3 = at("Japan"), at("Japan", 2), at("Japan", 3)
BANK = at("Bank of Japan")
KISHI, KISHI_2, KISHI_3, KISHI_4 = (at("Kishi", n) for n in range(4))
YORK = at("New\nYork")
FOUND = Analysis(
    entities=tuple(
        sorted(
            [
                *(Entity(span, "GPE") for span in (JAPAN, JAPAN_2, JAPAN_3, YORK)),
                Entity(BANK, "ORG"),
                *(Entity(span, "PERSON") for span in (KISHI, KISHI_2, KISHI_3, KISHI_4)),
            ]
        )
    ),
    quotes=(Quote(at("jets"), "indirect"),),
)


def opened(folder: Path, text: str = TEXT, analysis: Analysis = FOUND) -> Session:
    return open_session(folder, text, analysis=analysis)


def shown(session: Session) -> dict[Span, str]:
    entities = session.entities
    assert list(entities) == sorted(entities)
    assert all(a.span.end <= b.span.start for a, b in pairwise(entities))
    return {entity.span: entity.label for entity in entities}


def test_nothing_corrected_is_what_was_found(tmp_path: Path) -> None:
    session = opened(tmp_path)
    assert session.entities is FOUND.entities
    assert session.corrected is session.analysis
    told = session.corrections.tell(JAPAN_2)
    assert told is not None
    assert told == ("detected", "Japan", 2, 3)


def test_another_type(tmp_path: Path) -> None:
    session = opened(tmp_path)
    assert session.corrections.relabel(JAPAN, "ORG") == Entity(JAPAN, "ORG")
    assert shown(session)[JAPAN] == "ORG"
    assert shown(session)[JAPAN_2] == "GPE"
    assert session.corrected.entities[0] == Entity(JAPAN, "ORG")
    assert session.corrections.tell(JAPAN) == ("corrected", "Japan", 1, 3)
    session.save()
    (mark,) = AnnotationStore(tmp_path).read("ada", "seed").entities
    assert (mark.span, mark.content.text, mark.label) == (JAPAN, "Japan", "ORG")
    assert (mark.detected, mark.origin) == (Entity(JAPAN, "GPE"), "edited")
    assert (mark.prefix, mark.suffix) == ("", TEXT[5:37])
    assert mark.article_sha256 == session.article.sha256
    again = opened(tmp_path)
    assert shown(again) == shown(session)
    assert again.undo() is not None
    assert again.entities is FOUND.entities
    assert again.redo() is not None
    assert shown(again)[JAPAN] == "ORG"


def test_the_same_type_again_changes_nothing(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.relabel(JAPAN, "GPE")
    assert list(session.edits) == []
    session.corrections.relabel(JAPAN, "ORG")
    session.corrections.relabel(JAPAN, "GPE")
    assert len(session.edits) == 2
    assert session.entities is FOUND.entities, "it is as it was found: nothing is kept of it"
    assert session.undo() is not None
    assert shown(session)[JAPAN] == "ORG"


def test_borders(tmp_path: Path) -> None:
    session = opened(tmp_path)
    wide = at("Minister Kishi")
    assert session.corrections.move_borders(KISHI, wide) == Entity(wide, "PERSON")
    assert wide in shown(session)
    assert KISHI not in shown(session)
    assert session.corrections.move_borders(wide, KISHI) == Entity(KISHI, "PERSON")
    assert session.entities is FOUND.entities
    with pytest.raises(ValueError, match="no part"):
        session.corrections.move_borders(KISHI, Span(0, 10_000))


def test_what_a_person_made_goes_before_what_was_found(tmp_path: Path) -> None:
    session = opened(tmp_path)
    over = Span(at("The Bank").start, JAPAN_2.end)
    session.corrections.move_borders(BANK, over)
    assert [span for span in shown(session) if over.overlaps(span)] == [over]
    session.corrections.move_borders(over, BANK)
    assert session.entities is FOUND.entities
    # Two by hand: the later is shown; the other is there again when there is room for it.
    jets = session.corrections.add(at("jets"), "PRODUCT")
    assert jets is not None
    session.corrections.add(at("buy jets"), "EVENT")
    assert at("jets") not in shown(session)
    session.undo()
    assert shown(session)[at("jets")] == "PRODUCT"


def test_removing(tmp_path: Path) -> None:
    session = opened(tmp_path)
    corrections = session.corrections
    assert corrections.remove(JAPAN)
    assert JAPAN not in shown(session)
    assert corrections.tell(JAPAN) == ("removed", "Japan", 0, 2)
    assert not corrections.remove(JAPAN)
    assert corrections.move_borders(JAPAN, at("Japan will")) is None
    session.save()
    (mark,) = AnnotationStore(tmp_path).read("ada", "seed").entities
    assert (mark.label, mark.origin, mark.span) == (None, "removed", JAPAN)
    assert opened(tmp_path).entities == session.entities
    # It is there again when it gets a type.
    assert corrections.relabel(JAPAN, "GPE") == Entity(JAPAN, "GPE")
    assert session.entities is FOUND.entities
    assert corrections.tell(at("jets")) is None


def test_marking_by_hand(tmp_path: Path) -> None:
    session = opened(tmp_path)
    corrections = session.corrections
    assert corrections.add(at("Stratton"), "PERSON") == Entity(at("Stratton"), "PERSON")
    assert corrections.tell(at("Stratton")) == ("by hand", "Stratton", 1, 1)
    assert corrections.labels == ("PERSON",)
    session.save()
    (mark,) = AnnotationStore(tmp_path).read("ada", "seed").entities
    assert (mark.detected, mark.origin) == (None, "manual")
    assert corrections.remove(at("Stratton"))
    session.save()
    assert AnnotationStore(tmp_path).read("ada", "seed").entities == ()
    # Over one that was found: it is there again when the one by hand goes.
    whole = at("Minister Kishi")
    corrections.add(whole, "PERSON")
    assert KISHI not in shown(session)
    corrections.remove(whole)
    assert session.entities is FOUND.entities
    # With just its borders: it gets the type.
    corrections.add(JAPAN, "ORG")
    assert corrections.tell(JAPAN) == ("corrected", "Japan", 1, 3)


def all_like(session: Session, span: Span) -> int:
    change = session.corrections.change_at(span)
    assert change is not None
    return session.corrections.change_all(change)


def test_the_same_type_for_all_like_it(tmp_path: Path) -> None:
    session = opened(tmp_path)
    assert session.corrections.change_at(JAPAN) is None, "nothing was corrected yet"
    session.corrections.relabel(JAPAN_2, "ORG")
    before = shown(session)
    assert all_like(session, JAPAN_2) == 2
    assert [shown(session)[span] for span in (JAPAN, JAPAN_2, JAPAN_3)] == ["ORG"] * 3
    assert shown(session)[BANK] == "ORG"
    assert all_like(session, JAPAN_2) == 0
    session.save()
    again = opened(tmp_path)
    again.undo()
    assert shown(again) == before, "one undo takes back all of them, and no more"
    again.redo()
    assert shown(again) == shown(session)
    again.undo()
    again.undo()
    assert again.entities is FOUND.entities
    again.save()
    assert opened(tmp_path).entities is FOUND.entities


def test_none_of_all_like_it(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.remove(JAPAN)
    assert all_like(session, JAPAN) == 2
    assert {JAPAN, JAPAN_2, JAPAN_3}.isdisjoint(shown(session))
    assert BANK in shown(session)


def test_borders_of_all_like_it_where_the_same_words_are_around(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.move_borders(KISHI, at("Prime Minister Kishi"))
    assert all_like(session, at("Prime Minister Kishi")) == 1
    assert at("Prime Minister Kishi", 1) in shown(session)
    assert {KISHI_2, KISHI_4} <= shown(session).keys()
    assert session.corrections.change_at(at("Prime Minister Kishi")) == Change(
        "borders", "Kishi", "Prime Minister Kishi", -15
    )


def test_words_marked_everywhere(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.add(at("Stratton"), "PERSON")
    assert all_like(session, at("Stratton")) == 1
    assert shown(session)[at("Stratton", 1)] == "PERSON"
    # Over smaller ones, but not inside of a greater one.
    session.corrections.add(at("Minister Kishi", 1), "PERSON")
    assert all_like(session, at("Minister Kishi", 1)) == 2
    spans = shown(session)
    assert {at("Minister Kishi"), at("Minister Kishi", 1), at("Minister Kishi", 2)} <= spans.keys()


def test_a_rule_for_the_corpus(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.remove(JAPAN_3)  # decided by hand, and so it stays
    session.corrections.relabel(JAPAN, "ORG")
    change = session.corrections.change_at(JAPAN)
    assert change is not None
    session.corrections.make_rule(change)
    assert shown(session)[JAPAN_2] == "ORG"
    assert JAPAN_3 not in shown(session)
    assert session.corrections.tell(JAPAN_2) == ("by a rule", "Japan", 2, 2)
    assert session.unsaved
    session.save()
    assert not session.unsaved
    other = open_elsewhere(tmp_path, "Japan and Bank of Japan.", [Span(0, 5)])
    assert other.entities == (Entity(Span(0, 5), "ORG"),)
    # By hand, against the rule; and as it was found is something said by hand, then.
    other.corrections.relabel(Span(0, 5), "GPE")
    assert other.entities == (Entity(Span(0, 5), "GPE"),)
    other.save()
    assert open_elsewhere(tmp_path, "Japan and Bank of Japan.", [Span(0, 5)]).entities == (
        Entity(Span(0, 5), "GPE"),
    )
    # The undo of the command takes back the rule, after a restart too.
    again = opened(tmp_path)
    assert shown(again) == shown(session)
    again.undo()
    assert shown(again)[JAPAN_2] == "GPE"
    again.save()
    assert open_elsewhere(tmp_path, "So Japan.", [Span(3, 8)]).entities == (
        Entity(Span(3, 8), "GPE"),
    )
    again.redo()
    again.save()
    assert open_elsewhere(tmp_path, "So Japan.", [Span(3, 8)]).entities == (
        Entity(Span(3, 8), "ORG"),
    )


def open_elsewhere(folder: Path, text: str, found: list[Span]) -> Session:
    """Open another article of the same corpus."""
    analysis = Analysis(entities=tuple(Entity(span, "GPE") for span in found))
    return open_session(folder, text, analysis=analysis, article_id=f"other-{len(text)}")


RELABEL = Change("relabel", "Japan", "Japan", label="ORG")


def test_a_rule_that_a_crash_kept_from_being_saved(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.make_rule(RELABEL)
    session.save()
    # As if the program had ended between the two files.
    (tmp_path / "ada" / "corpus" / "entity-rules.json").unlink()
    again = opened(tmp_path)
    assert shown(again)[JAPAN] == "ORG"
    again.save()
    rules = AnnotationStore(tmp_path).read_corpus("ada").rules
    assert [rule.change for rule in rules] == [RELABEL]
    once_more = opened(tmp_path)
    assert not once_more.unsaved
    once_more.undo()
    assert shown(once_more)[JAPAN] == "GPE"


def test_no_rule_is_saved_without_its_undo(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.make_rule(RELABEL)
    lock = tmp_path / "ada" / ".seed.json.lock"
    lock.mkdir(parents=True)
    with pytest.raises(PullquoteError):
        session.save()
    assert session.unsaved
    assert AnnotationStore(tmp_path).read_corpus("ada").rules == ()
    lock.rmdir()
    session.save()
    assert not session.unsaved
    opened(tmp_path).undo()
    assert len(AnnotationStore(tmp_path).read_corpus("ada").rules) == 1


def test_a_rule_that_another_program_takes_back(tmp_path: Path) -> None:
    one = opened(tmp_path)
    one.corrections.make_rule(RELABEL)
    one.save()
    other = opened(tmp_path)
    other.undo()
    other.save()
    one.decide(item_at(one, at("jets")), "neither")
    assert one.save()
    one.absorb()
    assert shown(one)[JAPAN] == "GPE"
    one.save()
    assert AnnotationStore(tmp_path).read_corpus("ada").rules == ()


def test_rules_that_remove_add_and_move(tmp_path: Path) -> None:
    session = opened(tmp_path)
    corrections = session.corrections
    corrections.remove(JAPAN)
    corrections.add(at("Stratton"), "PERSON")
    corrections.move_borders(KISHI, at("Minister Kishi"))
    for span in (JAPAN, at("Stratton"), at("Minister Kishi")):
        change = corrections.change_at(span)
        assert change is not None
        corrections.make_rule(change)
    session.save()
    text = "Japan: Minister\nKishi met Stratton; Kishi left."
    kishi = text.index("Kishi")
    last = text.rindex("Kishi")
    other = open_elsewhere(
        tmp_path, text, [Span(0, 5), Span(kishi, kishi + 5), Span(last, last + 5)]
    )
    assert [(e.span.of(text), e.label) for e in other.entities] == [
        ("Minister\nKishi", "GPE"),
        ("Stratton", "PERSON"),
        ("Kishi", "GPE"),
    ]
    # One that a rule has made can be removed, and corrected, by hand.
    made = other.entities[1].span
    other.corrections.remove(made)
    assert len(other.entities) == 2
    other.corrections.relabel(other.entities[0].span, "PERSON")
    assert other.entities[0] == Entity(Span(7, 21), "PERSON")
    other.undo()
    other.undo()
    assert len(other.entities) == 3


def test_the_later_rule_holds(tmp_path: Path) -> None:
    session = opened(tmp_path)
    for label in ("ORG", "NORP"):
        session.corrections.make_rule(Change("relabel", "Japan", "Japan", label=label))
    assert shown(session)[JAPAN] == "NORP"
    session.undo()
    assert shown(session)[JAPAN] == "ORG"


def test_entities_and_quotes_share_one_undo(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.relabel(JAPAN, "ORG")
    session.decide(item_at(session, at("jets")), "neither")
    session.corrections.remove(JAPAN_2)
    session.undo()
    assert (JAPAN_2 in shown(session), session.decided) == (True, 1)
    session.undo()
    assert (shown(session)[JAPAN], session.decided) == ("ORG", 0)
    session.undo()
    assert session.entities is FOUND.entities
    assert session.undo() is None


def test_corrections_follow_a_text_that_changed(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.relabel(JAPAN_3, "ORG")
    session.corrections.add(at("So said Stratton"), "PERSON")
    session.save()
    text = "Tokyo.\n" + TEXT.replace("So said Stratton.", "")
    moved = opened(tmp_path, text, Analysis(entities=(Entity(JAPAN_3.shifted(7), "GPE"),)))
    assert moved.entities == (Entity(JAPAN_3.shifted(7), "ORG"),)
    assert [mark.content.text for mark in moved.corrections.orphans] == ["So said Stratton"]
    assert len(moved.corrections.moved) == 1
    moved.save()
    again = opened(tmp_path, text, Analysis())
    assert again.entities == moved.entities
    assert not again.corrections.moved
    again.undo()
    again.save()
    assert opened(tmp_path, text, Analysis()).entities == (), "an undone move is not made again"


def test_another_program_corrects_too(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    one.corrections.relabel(JAPAN, "ORG")
    one.corrections.make_rule(Change("remove", "Kishi", "Kishi"))
    one.save()
    other.corrections.relabel(JAPAN_2, "NORP")
    other.corrections.make_rule(Change("add", "jets", "jets", label="PRODUCT"))
    assert other.save()
    other.absorb()
    both = shown(other)
    assert (both[JAPAN], both[JAPAN_2], both[at("jets")]) == ("ORG", "NORP", "PRODUCT")
    assert KISHI not in both
