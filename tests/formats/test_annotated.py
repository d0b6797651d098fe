"""Proving an annotation by its article and the scheme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.formats.builders import TEXT, annotation, article, claim, excerpt, in_pieces, stance
from tui.errors import PullquoteError
from tui.formats.annotated import in_order, prove
from tui.model.annotation import Annotation, Detected, Excerpt, SpeakerExcerpt, Suggested
from tui.model.label import Label, Target
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.span import Span

WRONG = Excerpt(Span(0, 3), "Thy")
OUTSIDE = Excerpt(Span(len(TEXT) - 1, len(TEXT) + 1), ".")


def with_target(value: Target) -> tuple[Label, ...]:
    return (Label("stance", (("target", value), ("polarity", "FAVOR"))),)


WHOLE, (FIRST, SECOND) = in_pieces().span, in_pieces().fragments
MIDDLE = excerpt(TEXT, "a spokesperson")


GOOD: list[Callable[[], Annotation]] = [
    annotation,
    lambda: annotation(labels=(stance(), stance(target="NATO", polarity="AGAINST"), claim())),
    lambda: annotation(decision="neither", labels=()),
    lambda: annotation(decision="unsure", labels=()),
    lambda: annotation(decision="unsure", labels=(claim(),)),
    lambda: annotation(cue=None, speaker=SpeakerExcerpt(None, "Ada"), detected=None),
    lambda: annotation(confidence=None, detector=None, attitude=True),
    in_pieces,
    lambda: in_pieces(fragments=(FIRST, MIDDLE, SECOND)),
    lambda: in_pieces(fragments=()),
    lambda: annotation(suggested=Suggested("x", "labelled", (stance(),))),
    lambda: annotation(suggested=Suggested("x", "labelled", (Label("frame"),))),
]
BAD: list[tuple[Callable[[], Annotation], str]] = [
    (lambda: annotation(article_sha256="0" * 64), "made on another text"),
    (lambda: annotation(content=WRONG), "its text is not what stands at 0-3"),
    (lambda: annotation(content=OUTSIDE), "its text is not"),
    (lambda: annotation(cue=WRONG), "its cue is not"),
    (lambda: annotation(speaker=SpeakerExcerpt(WRONG, "x")), "its speaker is not"),
    (lambda: annotation(labels=with_target(Target("Thy", Span(0, 3)))), "its target of stance is"),
    (
        lambda: annotation(
            suggested=Suggested("x", "labelled", with_target(Target("T", Span(1, 2))))
        ),
        "its target of stance is",
    ),
    (lambda: annotation(suggested=Suggested("\ud800", "neither")), "half of a surrogate pair"),
    (lambda: annotation(prefix="nothing"), "its prefix"),
    (lambda: annotation(suffix="nothing"), "its suffix"),
    (lambda: annotation(detected=Detected(Span(0, 10_000))), "its detected borders"),
    (
        lambda: annotation(detected=Detected(WHOLE, speaker=SpeakerExcerpt(WRONG, "x"))),
        "its detected speaker is not what stands at 0-3",
    ),
    (lambda: in_pieces(detected=Detected(WHOLE, (SECOND.span, FIRST.span))), "its detected frag"),
    (lambda: in_pieces(detected=Detected(WHOLE, (FIRST.span, FIRST.span))), "its detected frag"),
    (lambda: in_pieces(fragments=(FIRST, WRONG)), "its fragment 2 is not what stands at 0-3"),
    (lambda: in_pieces(fragments=(SECOND, FIRST)), "its fragments do not go in order"),
    (lambda: in_pieces(fragments=(FIRST, MIDDLE)), "its fragments do not go in order"),
    (lambda: in_pieces(fragments=(MIDDLE, SECOND)), "its fragments do not go in order"),
    (lambda: in_pieces(fragments=(FIRST, FIRST, SECOND)), "its fragments do not go in order"),
    (lambda: annotation(fragments=(FIRST, SECOND)), "its fragments do not go in order"),
    (lambda: annotation(fragments=(annotation().content,)), "its fragments do not go in order"),
    (lambda: annotation(confidence=1.01), "its confidence is not between 0 and 1: 1.01"),
    (lambda: annotation(confidence=float("nan")), "its confidence is not between 0 and 1: nan"),
    (lambda: annotation(seconds=float("nan")), "nan seconds"),
    (lambda: annotation(seconds=-1.0), "-1.0 seconds"),
    (lambda: annotation(updated="yesterday"), "updated is no time"),
    (lambda: annotation(created="2025-13-02T03:04:05Z"), "created is no time"),
    (lambda: annotation(created="2025-01-02T03:04:05+01:00"), "created is no time"),
    (lambda: annotation(note="\ud800"), "half of a surrogate pair"),
    (lambda: annotation(annotator="\ud800"), "half of a surrogate pair"),
    (lambda: annotation(detector="\ud800"), "half of a surrogate pair"),
    (lambda: annotation(speaker=SpeakerExcerpt(None, "\ud800")), "half of a surrogate pair"),
    (
        lambda: annotation(
            detected=Detected(WHOLE, speaker=SpeakerExcerpt(None, "\udfff")),
        ),
        "half of a surrogate pair",
    ),
    (lambda: annotation(labels=with_target(Target("\udc00"))), "half of a surrogate pair"),
    (lambda: annotation(labels=()), "labelled without a label"),
    (lambda: annotation(decision="neither"), "neither, with a label"),
    (lambda: annotation(labels=(claim(), claim("NFS"))), "claim stands on it more than once"),
    (lambda: annotation(labels=(claim("XXX"),)), "must be one of CFS, UFS, NFS"),
    (lambda: annotation(labels=(Label("frame"),)), "the scheme has no label 'frame'"),
    (lambda: annotation(labels=with_target(Target(" "))), "must be a target with a text"),
]


@pytest.mark.parametrize("make", GOOD)
def test_good_annotations_pass(make: Callable[[], Annotation]) -> None:
    prove(article(), make(), DEFAULT_SCHEME)


@pytest.mark.parametrize(("make", "said"), BAD)
def test_each_lie_is_found_and_named(make: Callable[[], Annotation], said: str) -> None:
    with pytest.raises(PullquoteError) as caught:
        prove(article(), make(), DEFAULT_SCHEME)
    assert said in caught.value.message
    assert "article 'a1' (a1.txt), annotation id-" in caught.value.message
    assert caught.value.hint


def test_the_order_is_by_place_then_person_then_id() -> None:
    late = annotation(part="We\nwill see,")
    early = annotation()
    short = replace(early, content=excerpt(TEXT, "The deal"), id="short")
    bob = replace(early, annotator="bob", id="0")
    twin = replace(early, id="id-99")
    assert in_order([late, bob, twin, early, short]) == (short, early, twin, bob, late)
