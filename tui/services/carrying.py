"""What belongs to a quote, carried along when the quote is found again in a changed text."""

from __future__ import annotations

from tui.model.anchoring import Anchoring
from tui.model.annotation import Detected, Excerpt, SpeakerExcerpt
from tui.model.fragments import are_pieces
from tui.model.label import Label, Target, Value
from tui.model.span import Span

_NEAR = 128
"""Code points to both sides of where something is expected, in which it may stand instead."""


class Carrying:
    """Carries along what stood in a quote or around it, if its words still stand there.

    Args:
        text: The text as it is now.
        anchoring: Finds words in it.
        was: Where the quote stood.
        now: Where it stands.
    """

    def __init__(self, text: str, anchoring: Anchoring, was: Span, now: Span) -> None:
        self._text = text
        self._anchoring = anchoring
        self._was, self._now = was, now

    def excerpt(self, old: Excerpt, *, anywhere: bool = False) -> Excerpt | None:
        """Return where the words of `old` stand now; None where that is not unambiguous.

        Args:
            old: Where they stood.
            anywhere: Whether they may stand far from the quote, too.
        """
        span = self._near(old) or (self._far(old) if anywhere else None)
        return Excerpt.of(self._text, span) if span else None

    def fragments(self, old: tuple[Excerpt, ...]) -> tuple[Excerpt, ...]:
        """Return a quote's pieces: all of them, or none where one cannot be told."""
        if not old or not are_pieces([one.span for one in old], self._was):
            return ()
        found = [self._near(one, within=self._now) for one in old]
        spans = [span for span in found if span]
        if len(spans) < len(old):
            return ()
        # The outer borders are the quote's, white space or a sign more.
        spans[0] = Span(self._now.start, spans[0].end)
        spans[-1] = Span(spans[-1].start, self._now.end)
        is_whole = are_pieces(spans, self._now)
        return tuple(Excerpt.of(self._text, one) for one in spans) if is_whole else ()

    def speaker(self, old: SpeakerExcerpt | None) -> SpeakerExcerpt | None:
        """Return the speaker with the mention where it stands now, or with the name only."""
        if old is None or old.mention is None:
            return old
        return SpeakerExcerpt(self.excerpt(old.mention, anywhere=True), old.name)

    def detected(self, old: Detected | None) -> Detected | None:
        """Return what was detected, or None when it would reach outside the text."""
        if old is None:
            return None
        was, now = self._was, self._now
        start = now.start + old.span.start - was.start
        span = Span(start, now.end + old.span.end - was.end)
        if not 0 <= span.start < span.end <= len(self._text):
            return None
        fragments = tuple(self._shifted(one) for one in old.fragments)
        pieces = fragments if are_pieces(fragments, span) else ()
        return Detected(span, pieces, self.speaker(old.speaker))

    def labels(self, old: tuple[Label, ...]) -> tuple[Label, ...]:
        """Return the labels, each target where it stands now, or with its text only."""
        return tuple(
            Label(label.name, tuple((name, self._value(value)) for name, value in label.values))
            for label in old
        )

    def _value(self, value: Value) -> Value:
        if isinstance(value, str) or value.span is None:
            return value
        found = self.excerpt(Excerpt(value.span, value.text), anywhere=True)
        return Target(found.text, found.span) if found else Target(value.text)

    def _shifted(self, span: Span) -> Span:
        """Return `span` moved along with that end of the quote that it is nearer to."""
        by_start, by_end = self._now.start - self._was.start, self._now.end - self._was.end
        return Span(*(
            at + (by_start if at - self._was.start <= self._was.end - at else by_end)
            for at in span
        ))  # fmt: skip

    def _near(self, old: Excerpt, within: Span | None = None) -> Span | None:
        expected = self._shifted(old.span)
        by_start = old.span.start + self._now.start - self._was.start
        by_end = old.span.start + self._now.end - self._was.end
        for start in dict.fromkeys((expected.start, by_start, by_end)):
            span = self._anchoring.stands_at(old.text, start)
            if span and (within is None or within.contains(span)):
                return span
        around = Span(expected.start - _NEAR, expected.end + _NEAR)
        return self._anchoring.only(old.text, within or around)

    def _far(self, old: Excerpt) -> Span | None:
        """Return where words stand that need not be near: where they stood, or the only place."""
        same = self._anchoring.stands_at(old.text, old.span.start)
        return same or self._anchoring.only(old.text)
