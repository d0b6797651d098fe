"""What several people together decided on a quote."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.builders import TEXT, annotation, article, claim, excerpt, stance
from tui.formats.annotated import prove
from tui.model.annotation import Annotation, Decision
from tui.model.consensus import RULES, Consensus, Rule, consensus
from tui.model.label import Label, Target
from tui.model.scheme import DEFAULT_SCHEME

ONE = article()


def by(name: str, *labels: Label, decision: Decision | None = None, **changes: Any) -> Annotation:
    decided = decision or ("labelled" if labels else "neither")
    return annotation(
        ONE, annotator=name, id=f"id-{name}", labels=labels, decision=decided, **changes
    )


def settled(rule: Rule, *found: Annotation, adjudicator: str = "") -> Consensus:
    return consensus(found, rule, DEFAULT_SCHEME, adjudicator)


def told(found: Consensus) -> tuple[str | None, list[str]]:
    """Return the decision, and the labels with what was chosen."""
    if found.annotation is None:
        return None, []
    labels = [
        " ".join([label.name, *(v if isinstance(v, str) else v.text for _, v in label.values)])
        for label in found.annotation.labels
    ]
    return found.annotation.decision, labels


def test_a_label_stands_that_more_than_half_gave() -> None:
    three = by("ada", claim()), by("bob", claim(), stance()), by("eve")
    assert told(settled("majority", *three)) == ("labelled", ["claim CFS"])
    assert settled("majority", *three).outvoted == 1
    assert told(settled("majority", *three, by("zoe"))) == (None, [])


def test_neither_and_unsure_are_votes() -> None:
    two = by("ada"), by("bob")
    assert told(settled("majority", *two, by("eve", claim()))) == ("neither", [])
    unsure = [by(name, decision="unsure") for name in ("eve", "yan", "zoe")]
    assert told(settled("majority", *two, *unsure)) == ("unsure", [])
    assert told(settled("majority", by("ada"), by("bob", claim()))) == (None, [])


def test_an_attribute_stands_that_more_than_half_of_those_gave_who_gave_the_label() -> None:
    votes = by("ada", claim("CFS")), by("bob", claim("UFS")), by("eve", claim("UFS"))
    assert told(settled("majority", *votes)) == ("labelled", ["claim UFS"])
    tied = settled("majority", by("ada", claim("CFS"), stance()), by("bob", claim("UFS"), stance()))
    assert told(tied) == ("labelled", ["stance The deal FAVOR"])
    assert tied.tied == 1


def test_stances_on_several_targets_are_several_labels() -> None:
    found = settled(
        "majority",
        by("ada", stance(), stance(target="NATO", polarity="AGAINST")),
        by("bob", stance(target="the  DEAL"), stance(target="tax", polarity="NONE")),
    )
    assert told(found) == ("labelled", ["stance The deal FAVOR"])
    assert found.annotation is not None
    target = found.annotation.labels[0].get("target")
    assert target == Target("The deal", excerpt(TEXT, "The deal").span), "the one with a place"


def test_the_union_has_all_labels_of_all() -> None:
    found = settled("union", by("ada", claim("CFS")), by("bob", claim("UFS"), stance()), by("eve"))
    assert told(found) == ("labelled", ["stance The deal FAVOR", "claim CFS"])
    assert found.tied == 1, "as the first by name has it"
    assert told(settled("union", by("ada"), by("bob"))) == ("neither", [])
    assert told(settled("union", by("ada"), by("bob", decision="unsure"))) == ("unsure", [])


def test_what_somebody_is_unsure_about_is_no_vote() -> None:
    doubt = by("bob", claim(), decision="unsure")
    assert told(settled("majority", by("ada", claim()), doubt)) == (None, [])
    assert told(settled("union", by("ada", stance()), doubt)) == (
        "labelled",
        ["stance The deal FAVOR"],
    )


def test_the_adjudicator_has_the_last_word_and_agreement_does_without() -> None:
    ada, bob, eve = by("ada", claim()), by("bob", claim()), by("eve")
    assert settled("adjudicated", ada, bob, eve, adjudicator="eve") == Consensus(eve, ("eve",))
    agreed = settled("adjudicated", ada, bob, adjudicator="eve")
    assert told(agreed) == ("labelled", ["claim CFS"])
    assert agreed.people == ("ada", "bob")
    assert settled("adjudicated", ada, by("bob"), adjudicator="eve").annotation is None
    other = by("bob", claim("UFS"))
    assert settled("adjudicated", ada, other, adjudicator="eve").annotation is None
    assert settled("adjudicated", ada, adjudicator="eve").annotation is ada


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "each"])
def test_one_person_decides_alone(rule: Rule) -> None:
    ada = by("ada", claim(), stance())
    assert settled(rule, ada) == Consensus(ada, ("ada",))


def test_borders_cue_and_speaker_are_those_of_most() -> None:
    shorter = excerpt(TEXT, "deal  is fair,")
    prefix = TEXT[: shorter.span.start][-32:]
    edited: dict[str, Any] = {"content": shorter, "prefix": prefix, "origin": "edited"}
    found = settled(
        "majority",
        by("ada", claim(), note="why", seconds=0.1),
        by("bob", claim(), speaker=None, cue=None, seconds=0.2, **edited),
        by("eve", claim(), speaker=None, note="why", created="2020-01-01T00:00:00Z", **edited),
    )
    made = found.annotation
    assert made is not None
    assert made.content == shorter
    assert (made.speaker, made.cue) == (None, excerpt(TEXT, "said"))
    assert made.annotator == "ada+bob+eve"
    assert made.note == "why"
    assert made.origin == "edited"
    assert (made.created, made.seconds) == ("2020-01-01T00:00:00Z", 3.5)
    prove(ONE, made, DEFAULT_SCHEME)
    tied = settled("union", by("ada", claim()), by("bob", claim(), **edited)).annotation
    assert tied is not None
    assert tied.content == annotation(ONE).content, "of the first by name"
    assert tied.origin == "auto"


def test_the_id_is_the_same_each_time_and_of_these() -> None:
    two = by("ada", claim()), by("bob", claim())
    first, again = settled("union", *two).annotation, settled("majority", *two).annotation
    other = settled("union", two[0], by("eve", claim())).annotation
    assert first is not None
    assert again is not None
    assert other is not None
    assert first.id == again.id != other.id
    assert first.id not in {one.id for one in two}


labels = st.lists(
    st.sampled_from([claim("CFS"), claim("UFS")])
    | st.builds(
        lambda text, polarity: Label(
            "stance",
            (
                ("target", Target(text, excerpt(TEXT, text).span if text in TEXT else None)),
                ("polarity", polarity),
            ),
        ),
        st.sampled_from(["The deal", "the deal", "NATO", "We\nwill"]),
        st.sampled_from(["FAVOR", "AGAINST", "NONE"]),
    ),
    max_size=4,
)


def _fitting(given_labels: list[Label]) -> tuple[Label, ...]:
    """Return labels as the program lets somebody give them."""
    kept: list[Label] = []
    for label in given_labels:
        kept = [one for one in kept if not DEFAULT_SCHEME.replaces(label, one)] + [label]
    return tuple(kept)


@given(
    st.lists(st.tuples(labels, st.sampled_from(["neither", "unsure"])), min_size=1, max_size=5),
    st.sampled_from([rule for rule in RULES if rule != "each"]),
    st.sampled_from(["a0", "a1", "nobody"]),
)
def test_whatever_people_decide_the_result_is_a_good_record(
    decided: list[tuple[list[Label], Decision]], rule: Rule, adjudicator: str
) -> None:
    found = [
        by(f"a{number}", *_fitting(given_labels), decision=None if given_labels else decision)
        for number, (given_labels, decision) in enumerate(decided)
    ]
    made = consensus(found, rule, DEFAULT_SCHEME, adjudicator)
    assert set(made.people) <= {one.annotator for one in found}
    if made.annotation is None:
        assert rule != "union"
        return
    prove(ONE, made.annotation, DEFAULT_SCHEME)
    assert Annotation.from_record(made.annotation.as_record()) == made.annotation
    names = {label.name for one in found for label in one.labels}
    assert {label.name for label in made.annotation.labels} <= names
    if rule == "union":
        assert {label.name for label in made.annotation.labels} == names
    if len({(one.decision, one.labels) for one in found}) == 1:
        assert made.annotation.decision == found[0].decision
        assert {one.name for one in made.annotation.labels} == {one.name for one in found[0].labels}


def test_the_span_of_a_target_is_never_made_up() -> None:
    found = settled("union", by("ada", stance(target="NATO")), by("bob", stance(target="nato")))
    assert found.annotation is not None
    target = found.annotation.labels[0].get("target")
    assert target == Target("NATO", None)
