"""The spaCy side: a text in, an analysis out, a piece at a time. No `Doc` leaves this module."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Entity, Quote, Speaker
from tui.model.cue_words import CueWords
from tui.model.reflow import reflow, sentence_starts
from tui.model.span import Span, trimmed
from tui.nlp.entities import consistent_entities
from tui.nlp.marks import Mark, find_marks
from tui.nlp.models import Model
from tui.nlp.pieces import PIECE, Squeezed, cut, model_text
from tui.nlp.protocol import Part
from tui.nlp.quotes.component import COMPONENT, DETECTED, MARKS
from tui.nlp.quotes.detected import Detected
from tui.nlp.quotes.languages import LANGUAGES
from tui.nlp.quotes.names.naming import name_speakers
from tui.nlp.words import Word

_NEEDED = frozenset(("transformer", "curated_transformer", "tok2vec", "tagger", "parser", "ner"))
_STARTS = "tui_sentence_starts"
_CLOSER = re.compile("[”’»)\\]]+$")


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
    """What the model found in one piece, in the whole text's offsets."""

    words: list[Word]
    sentences: list[Span]
    entities: list[Entity]
    quotes: list[Detected]


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
        words: list[Word] = []
        sentences: list[Span] = []
        entities: list[Entity] = []
        quotes: list[Detected] = []
        for piece, found in self._pieces(text):
            words += found.words
            sentences += found.sentences
            entities += found.entities
            quotes += found.quotes
            if piece.end < len(text):
                yield Part(piece.end, len(text), self._analysis(found), complete=False)
        whole = self._analysis(_Found(words, sentences, entities, quotes))
        yield Part(len(text), len(text), whole, complete=True)

    def analyse(self, text: str) -> Analysis:
        """Return the complete analysis of `text`."""
        *_, last = self.parts(text)
        return last.analysis

    def _pieces(self, text: str) -> Iterator[tuple[Span, _Found]]:
        view = reflow(text)
        marks = find_marks(text, view)
        fed = model_text(view)
        starts = sentence_starts(text)
        mark_starts = [m.outer.start for m in marks]
        for piece in cut(view, marks, size=self._piece):
            inside = slice(bisect_left(starts, piece.start), bisect_left(starts, piece.end))
            own = slice(bisect_left(mark_starts, piece.start), bisect_left(mark_starts, piece.end))
            place = _Place(piece.start, Squeezed(piece.of(fed)))
            # The strings of one article are forgotten with it: the process lives for long.
            with self._nlp.memory_zone():
                doc = self._nlp.make_doc(place.squeezed.text)
                doc.user_data[_STARTS] = frozenset(
                    place.squeezed.inner_offset(s - piece.start) for s in starts[inside]
                )
                doc.user_data[MARKS] = [place.mark_in(mark) for mark in marks[own]]
                found = self._found(text, self._nlp(doc), place)
            yield piece, found

    def _found(self, text: str, doc: Doc, place: _Place) -> _Found:
        """Take out of `doc` all that is needed of it."""
        sentences = (trimmed(text, place.out(s.start_char, s.end_char)) for s in doc.sents)
        subjects = self._language.subjects
        return _Found(
            words=[_word(token, place, subjects) for token in doc if not token.is_space],
            sentences=[s for s in sentences if s.start < s.end],
            entities=[Entity(place.out(e.start_char, e.end_char), e.label_) for e in doc.ents],
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


def _word(token: Token, place: _Place, subjects: frozenset[str]) -> Word:
    span = place.out(token.idx, token.idx + len(token))
    return Word(span, token.text, token.tag_, subject=token.dep_ in subjects)
