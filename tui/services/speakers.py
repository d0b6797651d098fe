"""Who may have said a quote, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.model.analysis import Analysis, Speaker, entity_places
from tui.model.printable import flat
from tui.model.span import Span
from tui.model.worklist import Item
from tui.services.mentions import Mentions, Place, View, around
from tui.services.words import Words

_PEOPLE = ("PERSON", "ORG")
_PLACES = ("NORP", "GPE")
"""Nations and parties speak too, but less often than they are spoken of."""
_Named = tuple[str, Span]
"""What stands there, on one line, and where."""
_Spoken = tuple[Speaker, Span]
"""A speaker, and the span of the quote."""


class Speakers:
    """The speakers that one article offers.

    Args:
        words: The words of its text.
        analysis: What was found in it.
    """

    def __init__(self, words: Words, analysis: Analysis) -> None:
        self._words = words
        self._sentences = analysis.sentences
        self._people, self._places = (
            [
                (words.between(start, end), Span(start, end))
                for start, end, label in entity_places(analysis.entities)
                if label in labels
            ]
            for labels in (_PEOPLE, _PLACES)
        )
        self._known: _Known | None = None

    def suggested(self, item: Item, items: Iterable[Item]) -> tuple[Speaker, ...]:
        """Return the speakers to offer for one quote, each name once.

        First the detector's, as it found it, then the one the quote has now. Then who else speaks
        in this article (`items`), the persons and bodies it names, its nations: of each, those
        named in the quote's sentence before those elsewhere, the near before the far. They carry
        their nearest mention, which is outside of the quote where there is one: nobody is named in
        his own words.
        """
        own = [speaker for speaker in (_detected(item), item.quote.speaker) if speaker]
        others = [
            (one.quote.speaker, one.quote.span) for one in items if one.quote.speaker is not None
        ]
        known = self._known_with(others)
        if not known.knows(own):
            known = self._made([*((speaker, item.span) for speaker in own), *others])
        view = View(item.quote.parts, around(self._sentences, item.span))
        found = known.nearest(view)
        names = [flat(speaker.name) for speaker in own]
        for group in (dict.fromkeys(flat(one.name) for one, _ in others), *known.groups):
            names += sorted(group, key=lambda name: found[name][0])
        kept = {flat(speaker.name): speaker for speaker in reversed(own)}
        return tuple(
            kept.get(name) or Speaker(found[name][1], name) for name in dict.fromkeys(names) if name
        )

    def _known_with(self, speakers: list[_Spoken]) -> _Known:
        """Return what is known with these speakers; made anew only when they are others."""
        if self._known is None or self._known.speakers != speakers:
            self._known = self._made(speakers)
        return self._known

    def _made(self, speakers: list[_Spoken]) -> _Known:
        return _Known(self._words, speakers, self._people, self._places)


def _detected(item: Item) -> Speaker | None:
    """Return the speaker as the detector had found it, whatever became of it since."""
    if item.annotation is None:
        return item.quote.speaker
    speaker = item.annotation.detected.speaker if item.annotation.detected else None
    if speaker is None:
        return None
    return Speaker(speaker.mention.span if speaker.mention else None, speaker.name)


class _Known:
    """Whom the names in an article stand for, and where each is mentioned.

    Args:
        words: The words of the text.
        speakers: Those that are known, each with its quote: what stands for whom.
        people: The persons and bodies that are named; `places` the nations.

    Attributes:
        groups: Whom people stand for, and places, in text order.
    """

    def __init__(
        self,
        words: Words,
        speakers: list[_Spoken],
        people: Sequence[_Named],
        places: Sequence[_Named],
    ) -> None:
        self.speakers = speakers
        self._stands_for: dict[str, str] = {}
        self._spoken: set[_Named] = set()
        self._spans: dict[str, list[Span]] = {}
        for speaker, _ in speakers:
            if speaker.span:
                name = flat(speaker.name)
                self._stands_for[words.of(speaker.span)] = name
                self._spoken.add((name, speaker.span))
                self._add(name, speaker.span)
        # Those who are mentioned nowhere are where their quotes are.
        quotes: dict[str, list[Span]] = {}
        for speaker, quote in speakers:
            if not speaker.span:
                quotes.setdefault(flat(speaker.name), []).append(quote)
        self.groups = (self._add_names(people, by_surname=True), self._add_names(places))
        self._mentions = {name: Mentions(spans) for name, spans in self._spans.items()}
        self._quotes = {
            name: Mentions(spans) for name, spans in quotes.items() if name not in self._spans
        }

    def knows(self, speakers: Iterable[Speaker]) -> bool:
        """Tell whether there is nothing new in these."""
        return all((flat(one.name), one.span) in self._spoken for one in speakers if one.span)

    def _add(self, name: str, span: Span) -> None:
        self._spans.setdefault(name, []).append(span)

    def _add_names(self, named: Sequence[_Named], *, by_surname: bool = False) -> dict[str, None]:
        """Take these as mentions of those they stand for; returns whom they name, each once.

        With `by_surname` the last word of one longer name stands for it: "Lopez" for "Maria Lopez".
        """
        longer: dict[str, set[str]] = {}
        written = dict.fromkeys(words for words, _ in named)
        for name in {*self._stands_for.values(), *written} if by_surname else ():
            *before, last = name.split(" ")
            if before:
                longer.setdefault(last, set()).add(name)
        stands_for = {}
        for words in written:
            full = longer.get(words, set())
            only = next(iter(full)) if len(full) == 1 else words
            stands_for[words] = self._stands_for.get(words) or only
        for words, span in named:
            self._add(stands_for[words], span)
        return dict.fromkeys(stands_for.values())

    def nearest(self, view: View) -> dict[str, tuple[Place, Span | None]]:
        """Return for each name how near it is, and its nearest mention, where it has any."""
        found: dict[str, tuple[Place, Span | None]] = {}
        for name, mentions in self._mentions.items():
            found[name] = mentions.nearest(view)
        for name, quotes in self._quotes.items():
            found[name] = quotes.nearest(view)[0], None
        return found
