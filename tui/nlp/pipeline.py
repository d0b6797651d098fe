"""The spaCy side: a text in, an analysis out, a piece at a time. No `Doc` leaves this module."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Entity, Quote, Speaker
from tui.model.cue_words import CueWords
from tui.model.reflow import reflow, sentence_starts
from tui.model.span import Span, trimmed
from tui.nlp.entities import consistent_entities
from tui.nlp.marks import Mark, find_marks
from tui.nlp.models import Model
from tui.nlp.ops import quick_ops
from tui.nlp.pieces import PIECE, Squeezed, cut, model_text
from tui.nlp.protocol import Part
from tui.nlp.quotes.component import COMPONENT, DETECTED, MARKS, PARSE
from tui.nlp.quotes.detected import Detected
from tui.nlp.quotes.languages import LANGUAGES
from tui.nlp.quotes.names.naming import name_speakers
from tui.nlp.quotes.parse import Parse, entities_of
from tui.nlp.words import Word

_NEEDED = frozenset(("transformer", "curated_transformer", "tok2vec", "tagger", "parser", "ner"))
_STARTS = "tui_sentence_starts"
_CLOSER = re.compile("[”’»)\\]]+$")
TOGETHER = 8
"""Pieces that go through the model together: more are no quicker, and take memory."""


@Language.component("tui_sentence_starts")
def set_sentence_starts(doc: Doc) -> Doc:
    """Tell the parser where a sentence begins for certain: after a finished line."""
    starts: frozenset[int] = doc.user_data.get(_STARTS, frozenset())
    for token in doc:
        if token.idx in starts and not token.is_space:
            token.is_sent_start = True
        elif token.i and _CLOSER.match(token.text):
            # A mark that closes is never the first of a sentence.
            token.is_sent_start = False
    return doc


@dataclass(frozen=True, slots=True)
class _Found:
    """What the model found in a text so far, in the whole text's offsets."""

    words: list[Word] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    quotes: list[Detected] = field(default_factory=list)

    def add(self, more: _Found) -> None:
        self.words.extend(more.words)
        self.sentences.extend(more.sentences)
        self.entities.extend(more.entities)
        self.quotes.extend(more.quotes)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a text as it is fed to the model.

    Attributes:
        text: The whole text.
        span: The piece of it.
        place: The way back from the model's offsets.
        starts: Where a sentence begins for certain, in the model's offsets.
        marks: The runs in quote marks, likewise.
    """

    text: str
    span: Span
    place: _Place
    starts: frozenset[int]
    marks: list[Mark]


class Pipeline:
    """A loaded model and the passes around it.

    Args:
        nlp: A spaCy pipeline with a tagger, a parser and an entity recogniser.
        cues: Words to add to the language's cues.
        piece: Code points that are fed to it at a time.
    """

    def __init__(self, nlp: Language, cues: CueWords | None = None, *, piece: int = PIECE) -> None:
        self._nlp = nlp
        self._piece = piece
        if COMPONENT not in nlp.pipe_names:
            words = (cues or CueWords()).as_json()
            # The names wait for the whole article.
            nlp.add_pipe(COMPONENT, config={"cues": words, "names": False})
        self._language = LANGUAGES[nlp.lang or ""]
        if "parser" in nlp.pipe_names and _STARTS not in nlp.pipe_names:
            nlp.add_pipe(_STARTS, before="parser")

    @classmethod
    def load(cls, model: Model, cues: CueWords | None = None, *, piece: int = PIECE) -> Pipeline:
        """Load `model` with only the components that are needed.

        Raises:
            PullquoteError: It cannot be loaded, it has no parser or no entity recogniser, or
                quotes cannot be found in its language.
        """
        hint = "see `pullquote doctor`, or name another model with --model"
        try:
            meta = spacy.util.get_model_meta(model.path)
            unneeded = [name for name in meta.get("pipeline", []) if name not in _NEEDED]
            unneeded += [name for name in meta.get("disabled", []) if name not in _NEEDED]
            with quick_ops():
                nlp = spacy.load(model.path, exclude=unneeded)
        except (OSError, ValueError, ImportError, KeyError) as error:
            raise PullquoteError(f"{model.name} cannot be loaded: {error}", hint) from error
        missing = [name for name in ("tagger", "parser", "ner") if name not in nlp.pipe_names]
        if missing:
            raise PullquoteError(f"{model.name} has no {' and no '.join(missing)}", hint)
        return cls(nlp, cues, piece=piece)

    def parts(self, text: str) -> Iterator[Part]:
        """Yield what each further piece of `text` brings, then the complete analysis.

        The last part alone is complete: its entities and quotes have seen the whole article.
        """
        whole = _Found()
        for piece in _pieces(text, self._piece):
            # The strings of one piece are forgotten with it: the process lives for long.
            with self._nlp.memory_zone():
                found = self._found(piece, self._nlp(self._doc(piece)))
            whole.add(found)
            if piece.span.end < len(text):
                yield Part(piece.span.end, len(text), self._analysis(found), complete=False)
        yield Part(len(text), len(text), self._analysis(whole), complete=True)

    def analyse(self, text: str) -> Analysis:
        """Return the complete analysis of `text`."""
        *_, last = self.parts(text)
        return last.analysis

    def analyse_all(
        self, texts: Sequence[str], *, told: Callable[[], None] = lambda: None
    ) -> list[Analysis]:
        """Return the complete analyses of texts that go through the model together.

        Several short ones take less time than one after the other.

        Args:
            texts: The texts.
            told: Called now and then, as a sign of life.
        """
        found = [_Found() for _ in texts]
        pieces = ((n, one) for n, text in enumerate(texts) for one in _pieces(text, self._piece))
        while some := list(islice(pieces, TOGETHER)):
            with self._nlp.memory_zone():
                docs = self._nlp.pipe([self._doc(piece) for _, piece in some], batch_size=len(some))
                for (number, piece), doc in zip(some, docs, strict=True):
                    found[number].add(self._found(piece, doc))
            told()
        return [self._analysis(one) for one in found]

    def _doc(self, piece: _Piece) -> Doc:
        doc = self._nlp.make_doc(piece.place.squeezed.text)
        doc.user_data[_STARTS] = piece.starts
        doc.user_data[MARKS] = piece.marks
        return doc

    def _found(self, piece: _Piece, doc: Doc) -> _Found:
        """Take out of `doc` all that is needed of it."""
        parse: Parse = doc.user_data[PARSE]
        place = piece.place
        sentences = (trimmed(piece.text, place.out(s.start_char, s.end_char)) for s in doc.sents)
        return _Found(
            words=place.words_out(parse.as_words(self._language)),
            sentences=[s for s in sentences if s.start < s.end],
            entities=[Entity(place.out(*e.span), e.label) for e in entities_of(parse)],
            quotes=[place.detected_out(found) for found in doc.user_data.get(DETECTED, ())],
        )

    def _analysis(self, found: _Found) -> Analysis:
        """Run the passes over all that was found."""
        entities = consistent_entities(found.words, found.entities)
        return Analysis(
            sentences=tuple(found.sentences),
            tokens=tuple(w.span for w in found.words),
            entities=entities,
            quotes=name_speakers(found.quotes, found.words, entities, self._language.names),
        )


def _pieces(text: str, size: int) -> Iterator[_Piece]:
    """Yield the pieces of a text, as they are to be fed."""
    view = reflow(text)
    marks = find_marks(text, view)
    fed = model_text(view)
    starts = sentence_starts(text)
    mark_starts = [m.outer.start for m in marks]
    for span in cut(view, marks, size=size):
        inside = slice(bisect_left(starts, span.start), bisect_left(starts, span.end))
        own = slice(bisect_left(mark_starts, span.start), bisect_left(mark_starts, span.end))
        place = _Place(span.start, Squeezed(span.of(fed)))
        inner = place.squeezed.inner_offset
        yield _Piece(
            text,
            span,
            place,
            frozenset(inner(start - span.start) for start in starts[inside]),
            [place.mark_in(mark) for mark in marks[own]],
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a squeezed piece stands in the whole text: offsets in and out."""

    start: int
    squeezed: Squeezed

    def mark_in(self, mark: Mark) -> Mark:
        content = self.squeezed.inner(mark.content.shifted(-self.start))
        outer = self.squeezed.inner(mark.outer.shifted(-self.start))
        return replace(mark, content=content, outer=outer)

    def out(self, start: int, end: int) -> Span:
        return self.squeezed.outer(Span(start, end)).shifted(self.start)

    def words_out(self, words: Iterable[Word]) -> list[Word]:
        """Return the words where they are in the text."""
        if not self.start and self.squeezed.is_same:
            return list(words)
        return [word._replace(span=self.out(*word.span)) for word in words]

    def detected_out(self, found: Detected) -> Detected:
        named_by = self.out(*found.named_by) if found.named_by else None
        return Detected(self._quote_out(found.quote), named_by)

    def _quote_out(self, quote: Quote) -> Quote:
        return quote._replace(
            span=self.out(*quote.span),
            cue=self.out(*quote.cue) if quote.cue else None,
            speaker=self._speaker_out(quote.speaker) if quote.speaker else None,
            fragments=tuple(self.out(*fragment) for fragment in quote.fragments),
        )

    def _speaker_out(self, speaker: Speaker) -> Speaker:
        return speaker._replace(span=self.out(*speaker.span) if speaker.span else None)
