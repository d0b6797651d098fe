"""Articles and annotations that formats stumble over: signs, line ends, overlaps, several people.

`hard()` is what a store gives an export: proved, and in order. What is not the annotations' own
(tokens, sentences, entities) is made by simple rules, so that no model is needed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from tests.formats.builders import annotation, claim, excerpt
from tui.formats.annotated import Annotated, in_order, prove
from tui.formats.tokens import plain_tokens
from tui.model.analysis import Entity
from tui.model.annotation import Annotation, Excerpt, SpeakerExcerpt
from tui.model.article import Article
from tui.model.label import Label, Target
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.span import Span

NEWS = (
    "Zoë Ibáñez spoke in the U.S.\r\nSenate 🇯🇵 on Monday.\r\n\r\n"
    "“The deal 👩‍👩‍👧 is\r\nfair,” said Ms. Ibáñez, “and we will sign it.” She added that\ttaxes "
    "“are too high.”\r\n"
)
# Combining marks, Chinese and Japanese, a control character, a line's end that is Unicode's own.
ABROAD = (
    "東京で首相は「税は公平だ」と述べた。\n"
    "Cafe\u0301 owners\x1b[1m disagree:\u2028“It\u0308 is unfair,” one said. 𝔘nfair 𝟙𝟚𝟛!\n"
)
PLAIN = '"A\ttab; a, comma" she said.\n# no comment: "it is * | \\ <b>&amp;</b> _so_".\n'
EMPTY_LINES = "\n\n  \nHe said it works.\n\n\n"


def hard() -> list[Annotated]:
    """Return articles with annotations by several people, and with entities."""
    return [_annotated(*one) for one in (_news(), _abroad(), _plain(), _lines())]


def stance_on(text: str, target: str, polarity: str = "AGAINST") -> Label:
    """Return a stance; its target has a place where it stands in the text."""
    span = excerpt(text, target).span if target in text else None
    return Label("stance", (("target", Target(target, span)), ("polarity", polarity)))


def _news() -> tuple[Article, list[Annotation], list[Entity]]:
    one = Article(
        "news/1 “a”.txt", NEWS, 'A "title"\twith, signs; 🇯🇵', "news.txt", "2026-01-02", "The Globe",
        "https://news.example/1?a=b&c=d",
    )  # fmt: skip
    first, second = (
        excerpt(NEWS, "The deal 👩‍👩‍👧 is\r\nfair,"),
        excerpt(NEWS, "and we will sign it."),
    )
    whole = Span(first.span.start, second.span.end)
    by = _by(NEWS, "Ms. Ibáñez", "Zoë Ibáñez")
    stances = (stance_on(NEWS, "The deal"), stance_on(NEWS, "the senate", "FAVOR"), claim())
    return (
        one,
        [
            _note(one, whole.of(NEWS), "1", fragments=(first, second), labels=stances, speaker=by),
            _note(one, first.text, "2", annotator="bob", labels=(claim("UFS"),), speaker=by),
            _note(one, "that\ttaxes “are too high.”", "3", kind="mixed", cue=None, speaker=None,
                  decision="neither", labels=()),
            _note(one, "are too high.", "4", annotator="bob", decision="unsure", labels=(),
                  note="“Sarcasm”?\n\tMaybe; 100%"),
            _note(one, "too high", "5", annotator="Zoë B.", origin="manual", detected=None,
                  confidence=None, detector=None, attitude=True, kind="indirect",
                  labels=(stance_on(NEWS, "taxes"),)),
        ],
        [
            Entity(excerpt(NEWS, "Zoë Ibáñez").span, "PERSON"),
            Entity(excerpt(NEWS, "U.S.\r\nSenate").span, "ORG"),
            Entity(excerpt(NEWS, "🇯🇵").span, "GPE"),
        ],
    )  # fmt: skip


def _abroad() -> tuple[Article, list[Annotation], list[Entity]]:
    one = Article("海外-2", ABROAD, "東京", "abroad.jsonl:2")
    return (
        one,
        [
            _note(one, "税は公平だ", "6", cue=excerpt(ABROAD, "述べた"), labels=(claim("NFS"),),
                  speaker=_by(ABROAD, "首相", "首相")),
            _note(one, "It\u0308 is unfair,", "7", labels=(stance_on(ABROAD, "税", "FAVOR"),),
                  speaker=_by(ABROAD, "one", "Cafe\u0301 owners")),
            _note(one, "𝔘nfair 𝟙𝟚𝟛!", "8", annotator="bob", decision="neither", labels=(),
                  cue=None, speaker=SpeakerExcerpt(None, "a name that stands nowhere")),
        ],
        [
            Entity(excerpt(ABROAD, "東京").span, "GPE"),
            Entity(excerpt(ABROAD, "𝟙𝟚𝟛").span, "CARDINAL"),
        ],
    )  # fmt: skip


def _plain() -> tuple[Article, list[Annotation], list[Entity]]:
    one = Article("plain", PLAIN, "plain", "plain.txt")
    return (
        one,
        [
            _note(one, "A\ttab; a, comma", "9", speaker=_by(PLAIN, "she", "she"),
                  labels=(claim(),)),
            _note(one, "it is * | \\ <b>&amp;</b> _so_", "10", cue=None, speaker=None,
                  labels=(claim("UFS"), stance_on(PLAIN, "comma", "NONE"))),
        ],
        [],
    )  # fmt: skip


def _lines() -> tuple[Article, list[Annotation], list[Entity]]:
    one = Article("lines", EMPTY_LINES, "lines", "lines.txt")
    return one, [_note(one, "it works", "11", kind="indirect", labels=(claim(),))], []


def _by(text: str, mention: str, name: str) -> SpeakerExcerpt:
    return SpeakerExcerpt(excerpt(text, mention), name)


def _note(one: Article, part: str, number: str, **changes: Any) -> Annotation:
    made = annotation(one, part, id=f"id-{number}", **changes)
    if "cue" not in changes:
        made = replace(made, cue=excerpt(one.text, "said"))
    return made


def _annotated(one: Article, found: list[Annotation], entities: list[Entity]) -> Annotated:
    for each in found:
        prove(one, each, DEFAULT_SCHEME)
    sentences = tuple(Span(*match.span()) for match in re.finditer(r"\S[^\n\u2028]*", one.text))
    in_place = tuple(sorted(entities, key=lambda entity: entity.span))
    return Annotated(one, in_order(found), plain_tokens(one.text), sentences, in_place)


def excerpts_of(found: Annotation) -> list[Excerpt]:
    """Return all places in the text that an annotation tells."""
    places = [*found.parts, *([found.cue] if found.cue else [])]
    if found.speaker and found.speaker.mention:
        places.append(found.speaker.mention)
    for label in found.labels:
        for _, value in label.values:
            if isinstance(value, Target) and value.span:
                places.append(Excerpt(value.span, value.text))
    return places
