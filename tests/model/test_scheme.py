"""What a label has to be like under a scheme."""

from __future__ import annotations

import pytest

from tests.builders import CLAIM, STANCE
from tui.model.label import Label, Target, Value
from tui.model.scheme import DEFAULT_SCHEME, Attribute, Choice, LabelType, Scheme


def stance(target: Value = Target("the deal"), polarity: Value = "FAVOR") -> Label:  # noqa: B008
    return Label("stance", (("target", target), ("polarity", polarity)))


def test_the_default_scheme_is_in_the_fields_own_strings() -> None:
    stance_type, claim = DEFAULT_SCHEME.labels
    assert (stance_type.name, stance_type.key, stance_type.sign) == ("stance", "s", "S")
    assert [a.name for a in stance_type.attributes] == ["target", "polarity"]
    polarity = {c.key: c.value for c in stance_type.attributes[1].choices}
    assert polarity == {"f": "FAVOR", "a": "AGAINST", "n": "NONE"}
    assert (claim.name, claim.key, claim.sign) == ("claim", "c", "C")
    (worth,) = claim.attributes
    assert worth.name == "check_worthiness"
    assert {c.key: c.value for c in worth.choices} == {"c": "CFS", "u": "UFS", "n": "NFS"}
    assert (DEFAULT_SCHEME.neither_key, DEFAULT_SCHEME.unsure_key) == ("x", "m")


def test_keys_that_are_pressed_at_one_time_are_apart() -> None:
    keys = [kind.key for kind in DEFAULT_SCHEME.labels]
    keys += [DEFAULT_SCHEME.neither_key, DEFAULT_SCHEME.unsure_key]
    assert len(set(keys)) == len(keys)
    for kind in DEFAULT_SCHEME.labels:
        for attribute in kind.attributes:
            choices = [choice.key for choice in attribute.choices]
            assert len(set(choices)) == len(choices)


def test_a_quote_may_carry_several_stances_and_one_claim() -> None:
    assert [kind.multiple for kind in DEFAULT_SCHEME.labels] == [True, False]


def test_labels_are_found_by_name() -> None:
    kind = DEFAULT_SCHEME.label_type("claim")
    assert kind is not None
    assert kind.key == "c"
    assert DEFAULT_SCHEME.label_type("frame") is None


def test_what_fits_has_no_problems() -> None:
    for label in (STANCE, CLAIM, stance()):
        assert list(DEFAULT_SCHEME.problems(label)) == []


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        (Label("frame"), "the scheme has no label 'frame'"),
        (Label("claim"), "claim needs check_worthiness"),
        (Label("claim", (("check_worthiness", "cfs"),)), "must be one of CFS, UFS, NFS, not 'cfs'"),
        (Label("claim", (*CLAIM.values, ("tone", "x"))), "claim has no attribute 'tone'"),
        (stance(polarity="PRO"), "polarity of stance must be one of FAVOR, AGAINST, NONE"),
        (stance(polarity=Target("FAVOR")), "polarity of stance must be one of"),
        (stance(target="the deal"), "target of stance must be a target with a text"),
        (stance(target=Target(" \n")), "target of stance must be a target with a text"),
        (Label("stance", (("polarity", "NONE"),)), "stance needs target"),
    ],
)
def test_each_problem_is_named(label: Label, problem: str) -> None:
    (found,) = DEFAULT_SCHEME.problems(label)
    assert problem in found


def test_all_problems_are_told_at_once() -> None:
    label = Label("stance", (("tone", "x"),))
    assert list(DEFAULT_SCHEME.problems(label)) == [
        "stance has no attribute 'tone'",
        "stance needs target",
        "stance needs polarity",
    ]


def test_another_project_has_labels_of_its_own() -> None:
    tone = Attribute("tone", "choice", (Choice("GOOD", "g"), Choice("BAD", "b")))
    scheme = Scheme((LabelType("frame", "f", "F", attributes=(tone,)), LabelType("joke", "j", "J")))
    assert list(scheme.problems(Label("frame", (("tone", "BAD"),)))) == []
    assert list(scheme.problems(Label("joke"))) == []
    assert list(scheme.problems(CLAIM)) == ["the scheme has no label 'claim'"]
