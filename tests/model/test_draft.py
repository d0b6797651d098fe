"""A label while it is being given: one question after the other, and back."""

from __future__ import annotations

from tui.model.draft import LabelDraft
from tui.model.label import Label, Target
from tui.model.scheme import DEFAULT_SCHEME, LabelType
from tui.model.span import Span

STANCE, CLAIM = DEFAULT_SCHEME.labels
JAPAN = Target("Japan", Span(3, 8))


def asked(draft: LabelDraft | None) -> str | None:
    return draft.asked.name if draft and draft.asked else None


def test_the_attributes_are_asked_in_the_schemes_order() -> None:
    draft = LabelDraft(STANCE)
    assert (asked(draft), draft.path) == ("target", "stance")
    draft = draft.answered(JAPAN)
    assert (asked(draft), draft.path) == ("polarity", "stance › Japan")
    draft = draft.answered("AGAINST")
    assert (draft.asked, draft.path) == (None, "stance › Japan › AGAINST")


def test_the_answers_make_the_label() -> None:
    draft = LabelDraft(STANCE).answered(JAPAN).answered("AGAINST")
    assert draft.label == Label("stance", (("target", JAPAN), ("polarity", "AGAINST")))
    assert list(DEFAULT_SCHEME.problems(draft.label)) == []


def test_an_unfinished_label_says_what_it_has() -> None:
    assert LabelDraft(STANCE).answered(JAPAN).label == Label("stance", (("target", JAPAN),))
    assert LabelDraft(CLAIM).label == Label("claim")


def test_back_takes_one_answer_at_a_time() -> None:
    draft = LabelDraft(STANCE).answered(JAPAN).answered("FAVOR")
    one = draft.back()
    assert one is not None
    assert (asked(one), one.path) == ("polarity", "stance › Japan")
    two = one.back()
    assert asked(two) == "target"
    assert two is not None
    assert two.back() is None
    assert draft.path == "stance › Japan › FAVOR", "a draft is not changed by going back"


def test_a_label_without_attributes_is_complete_at_once() -> None:
    draft = LabelDraft(LabelType("joke", "j", "J"))
    assert (draft.asked, draft.back(), draft.label) == (None, None, Label("joke"))
