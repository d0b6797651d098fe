"""Annotations and edits for the tests: by hand, and of any form by hypothesis."""

from __future__ import annotations

import string
from dataclasses import replace
from itertools import accumulate
from typing import Any, get_args

from hypothesis import strategies as st

from tui.model.analysis import KINDS, Analysis, Entity, Quote, Speaker
from tui.model.annotation import (
    DECISIONS,
    ORIGINS,
    Annotation,
    Detected,
    Excerpt,
    Move,
    SpeakerExcerpt,
    Suggested,
)
from tui.model.edit import Action, Changed, Edit
from tui.model.entity_change import Change, EntityRule
from tui.model.entity_mark import ENTITY_ORIGINS, EntityMark
from tui.model.label import Label, Target
from tui.model.span import Span

NOW = "2026-01-02T03:04:05Z"
CLAIM = Label("claim", (("check_worthiness", "CFS"),))
STANCE = Label("stance", (("target", Target("the deal", Span(8, 16))), ("polarity", "FAVOR")))


def annotation(id: str = "a1", start: int = 10, length: int = 20, **changes: Any) -> Annotation:  # noqa: A002
    """Return an annotation of a detected quote; any attribute can be given.

    Of what was detected the borders are enough: the speaker is the same then.
    """
    span = Span(start, start + length)
    speaker = SpeakerExcerpt(Excerpt(Span(0, 3), "she"), "Ada Lovelace")
    detected = changes.pop("detected", span)
    if isinstance(detected, Span):
        detected = Detected(detected, speaker=changes.get("speaker", speaker))
    plain = Annotation(
        id=id,
        article="seed",
        article_sha256="0" * 64,
        content=Excerpt(span, "q" * length),
        prefix="she said: “",
        suffix="”\nThen",
        kind="direct",
        origin="auto",
        annotator="ada",
        created=NOW,
        updated=NOW,
        cue=Excerpt(Span(4, 8), "said"),
        speaker=speaker,
        decision="labelled",
        labels=(STANCE, CLAIM),
        detected=detected,
        confidence=0.75,
        detector="rules-1",
        seconds=2.5,
    )
    return replace(plain, **changes)


def edit(
    id: str = "e1",  # noqa: A002
    before: Changed | None = None,
    after: Changed | None = None,
    action: Action = "decide",
    **changes: Any,
) -> Edit:
    """Return an edit; one that makes an annotation, unless told what."""
    if before is None and after is None:
        after = annotation(f"of-{id}")
    plain = Edit(id, NOW, "ada", action, before, after, 1.5)
    return replace(plain, **changes)


def spans(most: int = 500) -> st.SearchStrategy[Span]:
    """Return non-empty spans."""
    start = st.integers(0, most)
    return st.builds(lambda s, length: Span(s, s + length), start, st.integers(1, most))


# Lone surrogates too: a "\ud800" in somebody's JSON is one.
any_text = st.text(st.characters(), max_size=30)
_words = st.text(string.ascii_lowercase + "_", min_size=1, max_size=12)
_excerpts = st.builds(Excerpt, spans(), any_text)
_times = st.floats(0, 1e6, allow_nan=False)
_targets = st.builds(Target, any_text, st.none() | spans())
_labels = st.builds(
    Label,
    _words,
    st.dictionaries(_words.filter(lambda w: w != "label"), any_text | _targets, max_size=3).map(
        lambda values: tuple(values.items())
    ),
)
_speakers = st.builds(SpeakerExcerpt, st.none() | _excerpts, any_text)


def _unless_one(pieces: list[Any]) -> tuple[Any, ...]:
    return tuple(pieces) if len(pieces) > 1 else ()


any_annotation: st.SearchStrategy[Annotation] = st.builds(
    Annotation,
    id=any_text,
    article=any_text,
    article_sha256=any_text,
    content=_excerpts,
    prefix=any_text,
    suffix=any_text,
    kind=st.sampled_from(KINDS),
    origin=st.sampled_from(ORIGINS),
    annotator=any_text,
    created=any_text,
    updated=any_text,
    fragments=st.lists(_excerpts, max_size=3).map(_unless_one),
    attitude=st.booleans(),
    cue=st.none() | _excerpts,
    speaker=st.none() | _speakers,
    decision=st.none() | st.sampled_from(DECISIONS),
    labels=st.lists(_labels, max_size=3).map(tuple),
    note=any_text,
    detected=st.none()
    | st.builds(
        Detected, spans(), st.lists(spans(), max_size=3).map(_unless_one), st.none() | _speakers
    ),
    confidence=st.none() | st.floats(0, 1),
    detector=st.none() | any_text,
    seconds=_times,
    moved=st.none()
    | st.builds(Move, any_text, _excerpts, st.lists(any_text, max_size=3).map(tuple)),
    suggested=st.none()
    | st.builds(
        Suggested,
        any_text,
        st.sampled_from(DECISIONS),
        st.lists(_labels, max_size=3).map(tuple),
    ),
)
any_mark: st.SearchStrategy[EntityMark] = st.builds(
    EntityMark,
    id=any_text,
    article=any_text,
    article_sha256=any_text,
    content=_excerpts,
    prefix=any_text,
    suffix=any_text,
    label=st.none() | any_text,
    detected=st.none() | st.builds(Entity, spans(), any_text),
    origin=st.sampled_from(ENTITY_ORIGINS),
    annotator=any_text,
    created=any_text,
    updated=any_text,
)
_some_text = any_text.filter(bool)
any_rule: st.SearchStrategy[EntityRule] = st.builds(
    EntityRule,
    id=any_text,
    change=st.one_of(
        [
            st.builds(Change, st.just(kind), _some_text, _some_text, st.integers(-99, 99), label)
            for kind, label in (
                ("add", any_text),
                ("relabel", any_text),
                ("borders", st.none()),
                ("remove", st.none()),
            )
        ]
    ),
    annotator=any_text,
    created=any_text,
)
any_edit: st.SearchStrategy[Edit] = st.one_of(
    [
        st.builds(
            Edit,
            id=any_text,
            at=any_text,
            annotator=any_text,
            action=st.sampled_from(get_args(Action)),
            _before=st.none() | records,
            _after=records,
            seconds=_times,
            reverts=st.none() | any_text,
            group=st.none() | any_text,
        )
        for records in (any_annotation, any_mark, any_rule)
    ]
)


def mark(id: str = "m1", start: int = 10, length: int = 5, **changes: Any) -> EntityMark:  # noqa: A002
    """Return an entity that was given another type; any attribute can be given."""
    span = Span(start, start + length)
    plain = EntityMark(
        id=id,
        article="seed",
        article_sha256="0" * 64,
        content=Excerpt(span, "q" * length),
        prefix="in ",
        suffix=" and",
        label="ORG",
        detected=Entity(span, "GPE"),
        origin="edited",
        annotator="ada",
        created=NOW,
        updated=NOW,
    )
    return plain._replace(**changes)


def _fragments(steps: list[int]) -> tuple[Span, ...]:
    """Return spans in order, each as long as a gap, from the steps between their borders."""
    borders = list(accumulate(step + 1 for step in steps))
    return tuple(Span(*pair) for pair in zip(borders[::2], borders[1::2], strict=False))


_entities = st.builds(Entity, spans(), _words)
_quotes = st.builds(
    Quote,
    spans(),
    st.sampled_from(KINDS),
    st.none() | spans(),
    st.none() | st.builds(Speaker, st.none() | spans(), any_text),
    st.lists(st.integers(0, 9), max_size=8).map(_fragments),
    st.floats(0, 1),
    st.booleans(),
)
any_analysis: st.SearchStrategy[Analysis] = st.builds(
    Analysis,
    sentences=st.lists(spans(), max_size=5).map(tuple),
    tokens=st.lists(spans(), max_size=20).map(tuple),
    entities=st.lists(_entities, max_size=5).map(tuple),
    quotes=st.lists(_quotes, max_size=5).map(tuple),
)

# Everything that a text from outside may hold and that a terminal may stumble over.
_NASTY = (
    *("\n", "\r", "\r\n", "\n\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c"),
    *(" ", "   ", "\t", "\u00a0", "\u2007", "\u202f", "\u3000", "\u200b", "\u2060", "\ufeff"),
    *("\0", "\x07", "\x7f", "\x9b", "\x1b[31m", "\x1b]0;t\x07", "\x1b[2J", "\xad", "\ud800"),
    *("word", "it’s", "“Yes,”", "well-known", "--", "—", "U.S.", "a" * 45, "averylongword" * 12),
    *("e\u0301", "\u0301", "\u20dd", "か\u3099", "\u3099", "\u05b0", "\u0e49", "\ufe0f", "\ufe0e"),
    *(
        "👩\u200d👩\u200d👧",
        "❤\ufe0f",
        "❤",
        "👍🏽",
        "🏽",
        "🇯🇵",
        "1\ufe0f\u20e3",
        "\u200d",
        "\u200c",
    ),
    *("日本語", "。", "「はい」", "한국어", "ｶﾞ", "ﷺ", "𝔘", "שלום", "مرحبا", "क्\u200dष"),
    *("\u202eabc\u202c", "\u2066x\u2069", "\u200e", "\u061c", "\U000e0041", "[b]", "[/]"),
)
nasty_text: st.SearchStrategy[str] = st.lists(st.sampled_from(_NASTY), max_size=40).map(
    "".join
) | st.text(st.characters(), max_size=80)
