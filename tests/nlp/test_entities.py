"""The passes over a whole article, on words and entities made by hand."""

from __future__ import annotations

from tui.model.analysis import Entity
from tui.model.span import Span
from tui.nlp.entities import consistent_entities
from tui.nlp.words import Word


def run(tagged: str, *raw: tuple[str, str] | tuple[str, str, int]) -> list[tuple[str, str]]:
    """Run the passes on "word/TAG word/TAG" with raw entities (text, label, which place)."""
    words: list[Word] = []
    text = ""
    for item in tagged.split():
        token, _, tag = item.rpartition("/")
        text += " " if words else ""
        words.append(Word(Span(len(text), len(text) + len(token)), token, tag))
        text += token
    entities = []
    for name, label, *place in raw:
        start = -1
        for _ in range(place[0] + 1 if place else 1):
            start = text.index(name, start + 1)
        entities.append(Entity(Span(start, start + len(name)), label))
    found = consistent_entities(words, sorted(entities))
    return [(e.span.of(text), e.label) for e in found]


def test_a_surname_is_a_person_where_it_was_another_thing_or_missed() -> None:
    found = run(
        "Donald/NNP Trump/NNP spoke/VBD ./. Trump/NNP ’s/POS plan/NN and/CC Trump/NNP won/VBD",
        ("Donald Trump", "PERSON"),
        ("Trump", "ORG", 1),
    )
    assert found == [("Donald Trump", "PERSON"), ("Trump", "PERSON"), ("Trump", "PERSON")]


def test_a_surname_inside_a_longer_name_is_left_alone() -> None:
    found = run(
        "Donald/NNP Trump/NNP left/VBD Trump/NNP Tower/NNP and/CC Trump/NNP Plaza/NNP ./.",
        ("Donald Trump", "PERSON"),
        ("Trump Tower", "FAC"),
    )
    assert found == [("Donald Trump", "PERSON"), ("Trump Tower", "FAC")]


def test_a_place_stays_a_place_for_a_person_of_its_name() -> None:
    found = run(
        "Jack/NNP London/NNP lived/VBD in/IN London/NNP ./. London/NNP and/CC London/NNP",
        ("Jack London", "PERSON"),
        ("London", "GPE", 1),
        ("London", "GPE", 2),
        ("London", "GPE", 3),
    )
    assert [label for _, label in found] == ["PERSON", "GPE", "GPE", "GPE"]


def test_a_company_stays_one_for_a_founder_of_its_name() -> None:
    found = run(
        "Bill/NNP Ford/NNP ./. Ford/NNP rose/VBD ./. Ford/NNP fell/VBD ./. Ford/NNP sold/VBD ./. "
        "Ford/NNP left/VBD",
        ("Bill Ford", "PERSON"),
        *(("Ford", "ORG", n) for n in range(1, 5)),
    )
    assert [label for _, label in found] == ["PERSON", "ORG", "ORG", "ORG", "ORG"]


def test_an_acronym_in_brackets_is_what_it_is_short_for() -> None:
    found = run(
        "The/DT World/NNP Health/NNP Body/NNP (/-LRB- WHB/NNP )/-RRB- met/VBD ./. "
        "a/DT WHB/NNP man/NN",
        ("The World Health Body", "ORG"),
    )
    assert found == [("World Health Body", "ORG"), ("WHB", "ORG"), ("WHB", "ORG")]


def test_a_place_in_brackets_after_an_organisation_is_a_place() -> None:
    found = run(
        "Reuters/NNP (/-LRB- NATAL/NNP )/-RRB- reported/VBD", ("Reuters", "ORG"), ("NATAL", "GPE")
    )
    assert found == [("Reuters", "ORG"), ("NATAL", "GPE")]


def test_an_acronym_beside_a_noun_for_a_body_is_an_organisation() -> None:
    for tagged in (
        "a/DT news/NN outlet/NN ,/, QZ/NNP ,/, said/VBD ./. QZ/NNP left/VBD",
        "QZ/NNP ,/, a/DT state/NN news/NN agency/NN ,/, said/VBD ./. QZ/NNP left/VBD",
        "the/DT broadcaster/NN QZ/NNP said/VBD ./. QZ/NNP left/VBD",
    ):
        assert run(tagged, ("QZ", "GPE")) == [("QZ", "ORG"), ("QZ", "ORG")], tagged


def test_a_country_beside_such_a_noun_stays_a_country() -> None:
    tagged = "the/DT company/NN ,/, US/NNP officials/NNS said/VBD"
    assert run(tagged, ("US", "GPE")) == [("US", "GPE")]


def test_articles_possessives_and_participles_are_cut_off() -> None:
    found = run(
        "Boosting/NNP Japan/NNP ’s/POS navy/NN ,/, Japan/NNP helps/VBZ "
        "the/DT United/NNP States/NNP",
        ("Boosting Japan ’s", "WORK_OF_ART"),
        ("Japan", "GPE", 1),
        ("the United States", "GPE"),
    )
    assert found == [("Japan", "GPE"), ("Japan", "GPE"), ("United States", "GPE")]


def test_a_date_keeps_its_article() -> None:
    assert run("a/DT year/NN ago/RB", ("a year ago", "DATE")) == [("a year ago", "DATE")]


def test_a_title_and_an_owner_are_no_part_of_a_person() -> None:
    assert run("Sen./NNP Ann/NNP Lee/NNP", ("Sen. Ann Lee", "PERSON")) == [("Ann Lee", "PERSON")]
    tagged = "Acme/NNP ’s/POS Ann/NNP Lee/NNP"
    assert run(tagged, ("Acme ’s Ann Lee", "PERSON")) == [("Ann Lee", "PERSON")]


def test_the_majority_decides_and_missed_places_are_found() -> None:
    found = run(
        "New/NNP York/NNP ./. New/NNP York/NNP ./. New/NNP York/NNP ./. New/NNP York/NNP",
        ("New York", "GPE", 0),
        ("New York", "GPE", 1),
        ("New York", "PERSON", 2),
    )
    assert found == [("New York", "GPE")] * 4


def test_nothing_in_nothing_out() -> None:
    assert consistent_entities([], []) == ()
    assert run("“/`` ”/''", ("“ ”", "ORG")) == []


def test_a_first_name_and_a_surname_found_apart_are_one() -> None:
    found = run(
        "Donald/NNP Trump/NNP and/CC Ivanka/NNP Trump/NNP left/VBD",
        ("Donald Trump", "PERSON"),
        ("Ivanka", "PERSON"),
        ("Trump", "ORG", 1),
    )
    assert found == [("Donald Trump", "PERSON"), ("Ivanka Trump", "PERSON")]
