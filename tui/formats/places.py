"""The words of a text in their sentences, for formats that have a line a word.

All of a text but white space is in a word, and none is cut by what an export tells of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from tui.formats.annotated import Annotated
from tui.formats.tokens import Cover, pairs_of, plain_tokens
from tui.model.annotation import Annotation, Excerpt
from tui.model.span import Span

_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"\S+")


class Words:
    """The words of an article, cut where one of `spans` begins or ends.

    Attributes:
        starts: Where each begins, as lists because there are many.
        ends: Where it ends.
        sentences: The numbers of the words of each sentence: the model's, and lines where no model
            has seen the text. None begins inside of an entity.
    """

    def __init__(self, annotated: Annotated, spans: Sequence[Span]) -> None:
        text = annotated.article.text
        self.starts: list[int] = []
        self.ends: list[int] = []
        tokens = annotated.tokens or plain_tokens(text)
        if not self._take(text, tokens, spans):
            self._cover(text, tokens, spans)
        self.sentences = list(self._parted(sentence_starts(annotated)))

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, span: Span) -> range:
        """Return the numbers of the words in `span`: white space at its ends is no part of it."""
        return range(bisect_left(self.starts, span.start), bisect_right(self.ends, span.end))

    def _take(self, text: str, tokens: Iterable[Span], spans: Iterable[Span]) -> bool:
        """Take the tokens for the words, as nearly all are; tell whether they are all there is."""
        pairs = list(pairs_of(tokens))
        told = "".join([text[start:end] for start, end in pairs])
        if told != "".join(text.split()):  # some have white space in them, or are missing
            return False
        starts = [start for start, _ in pairs]
        ends = [end for _, end in pairs]
        borders = {border for span in spans for border in span}
        cuts = [one for one in borders if _is_inside(one, starts, ends)]
        self.starts, self.ends = sorted(starts + cuts), sorted(ends + cuts)
        return True

    def _cover(self, text: str, tokens: Iterable[Span], spans: Iterable[Span]) -> None:
        """Take for the words what of the whole text is no white space."""
        cover = Cover(text, tokens, spans)
        for token in zip(cover.starts, cover.ends, strict=True):
            for match in _WORD.finditer(text, *token):
                self.starts.append(match.start())
                self.ends.append(match.end())

    def _parted(self, starts: Iterable[int]) -> Iterator[range]:
        """Yield the words from each start to the next; those before the first go with its."""
        at = 0
        for start in starts:
            border = bisect_left(self.starts, start)
            if border > at:
                yield range(at, border)
                at = border
        if at < len(self):
            yield range(at, len(self))


def mention_of(annotation: Annotation) -> Excerpt | None:
    """Return the speaker's mention."""
    return annotation.speaker.mention if annotation.speaker else None


def spans_of(annotated: Annotated) -> list[Span]:
    """Return what is to be told of an article: its quotes, cues, speakers and entities."""
    spans = [entity.span for entity in annotated.entities]
    for annotation in annotated.annotations:
        spans += [part.span for part in annotation.parts]
        spans += [one.span for one in (annotation.cue, mention_of(annotation)) if one]
    return spans


def sentence_starts(annotated: Annotated) -> Iterator[int]:
    """Yield where sentences begin, but for the first, with which goes what is before it."""
    sentences: Sequence[Span] = annotated.sentences
    if not sentences:
        sentences = [Span(*match.span()) for match in _LINE.finditer(annotated.article.text)]
    entities = iter(annotated.entities)
    entity = next(entities, None)
    for start, _ in sentences[1:]:
        while entity and entity.span.end <= start:
            entity = next(entities, None)
        if not (entity and entity.span.start < start):
            yield start


def _is_inside(border: int, starts: Sequence[int], ends: Sequence[int]) -> bool:
    number = bisect_left(starts, border) - 1
    return number >= 0 and border < ends[number]
