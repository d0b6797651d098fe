"""Whom a pronoun means: the likeliest of those who spoke or were mentioned shortly before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from typing import NamedTuple

from tui.nlp.quotes.names.figures import Figure
from tui.nlp.quotes.names.text import NameText

REACH = 1500
"""Code points before a pronoun in which its person is looked for."""
_LOOKED_AT = 60
"""So many mentions in reach are looked at; there are no more in that much prose."""
SPEAKS = 3.0
"""The weight of one who says something. A mention weighs one less for each sentence it is off."""
ACTS = 2.5
"""The weight of the subject of a verb."""
IS_MENTIONED = 1.0
OWNS = 0.5
"""The weight of one whose something is mentioned ("Trump's")."""
_SURE = 0.3
"""How much more one weighs whose gender is known to fit."""


class Mention(NamedTuple):
    """Somebody mentioned in the article.

    Attributes:
        at: Where the mention ends.
        sentence: The number of its sentence.
        speech: The direct speech that it stands in, if in any.
        figure: Who.
        weight: How much it stands out.
    """

    at: int
    sentence: int
    speech: int | None
    figure: Figure
    weight: float


class Scene:
    """Who was mentioned so far, in the order of the article."""

    def __init__(self, text: NameText) -> None:
        self._text = text
        self._mentions: list[Mention] = []

    def add(self, figure: Figure, at: int, weight: float, *, aloud: bool = False) -> None:
        """Take down a mention that ends at `at`; the calls come in the order of the text.

        Args:
            figure: Who is mentioned.
            at: Where that ends.
            weight: How much it stands out.
            aloud: Whether it counts outside of direct speech even if it is inside.
        """
        speech = None if aloud else self._text.speech_at(at - 1)
        self._mentions.append(Mention(at, self._text.sentence_at(at), speech, figure, weight))

    def who(self, pronoun: str, at: int, others: Collection[Figure]) -> Figure | None:
        """Return whom a pronoun at `at` means, none of `others`; None if that cannot be told."""
        first = bisect_left(self._mentions, at - REACH, key=lambda m: m.at)
        near = self._mentions[max(first, len(self._mentions) - _LOOKED_AT) :]
        speech = self._text.speech_at(at)
        sentence = self._text.sentence_at(at)
        best, found = (-1e9, 0, 0), None
        for mention in near:
            is_heard = mention.speech is None or mention.speech == speech
            if not is_heard or mention.figure in others or not _may_be(pronoun, mention):
                continue
            weight = mention.weight - (sentence - mention.sentence)
            weight += _SURE if mention.figure.gender == pronoun else 0
            # Of the subjects of one sentence the first is what it is about.
            rank = (weight, mention.sentence, mention.at if mention.weight == SPEAKS else 0)
            if rank > best:
                best, found = rank, mention.figure
        return found

    def last(self, since: int) -> Figure | None:
        """Return who was mentioned last, if that ended at `since` or later."""
        last = self._mentions[-1] if self._mentions else None
        return last.figure if last is not None and last.at >= since else None


def _may_be(pronoun: str, mention: Mention) -> bool:
    """Tell whether a pronoun can mean the one who is mentioned."""
    figure = mention.figure
    if pronoun == "it":
        return figure.sort == "body" and not figure.plural
    if pronoun == "they":
        return figure.plural or (figure.sort == "body" and mention.weight == SPEAKS)
    return figure.sort == "person" and not figure.plural and figure.may_be(pronoun)
