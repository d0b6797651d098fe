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
from tui.model.reflow import reflow, sentence_starts
from tui.model.span import Span, trimmed
from tui.nlp.entities import consistent_entities
from tui.nlp.marks import find_marks
from tui.nlp.models import Model
from tui.nlp.pieces import cut, model_text
from tui.nlp.protocol import Part
from tui.nlp.quotes import detect_quotes, name_speakers
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
    quotes: list[Quote]


class Pipeline:
    """A loaded model and the passes around it.

    Args:
        nlp: A spaCy pipeline with a tagger, a parser and an entity recogniser.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        if "parser" in nlp.pipe_names and _STARTS not in nlp.pipe_names:
            nlp.add_pipe(_STARTS, before="parser")

    @classmethod
    def load(cls, model: Model) -> Pipeline:
        """Load `model` with only the components that are needed.

        Raises:
            PullquoteError: It cannot be loaded, or it has no parser or no entity recogniser.
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
        return cls(nlp)

    def parts(self, text: str) -> Iterator[Part]:
        """Yield what each further piece of `text` brings, then the complete analysis.

        The last part alone is complete: its entities and quotes have seen the whole article.
        """
        words: list[Word] = []
        sentences: list[Span] = []
        entities: list[Entity] = []
        quotes: list[Quote] = []
        for piece, found in self._pieces(text):
            words += found.words
            sentences += found.sentences
            entities += found.entities
            quotes += found.quotes
            if piece.end < len(text):
                yield Part(piece.end, len(text), _analysis(found), complete=False)
        whole = _analysis(_Found(words, sentences, entities, quotes))
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
        for piece in cut(view, marks):
            inside = slice(bisect_left(starts, piece.start), bisect_left(starts, piece.end))
            own = slice(bisect_left(mark_starts, piece.start), bisect_left(mark_starts, piece.end))
            # The strings of one article are forgotten with it: the process lives for long.
            with self._nlp.memory_zone():
                doc = self._nlp.make_doc(piece.of(fed))
                doc.user_data[_STARTS] = frozenset(s - piece.start for s in starts[inside])
                doc = self._nlp(doc)
                quotes = detect_quotes(doc, [m.shifted(-piece.start) for m in marks[own]])
                found = _Found(
                    words=[_word(token, piece.start) for token in doc if not token.is_space],
                    sentences=list(_sentences(text, doc, piece.start)),
                    entities=[
                        Entity(Span(e.start_char, e.end_char).shifted(piece.start), e.label_)
                        for e in doc.ents
                    ],
                    quotes=[_shifted(quote, piece.start) for quote in quotes],
                )
            yield piece, found


def _analysis(found: _Found) -> Analysis:
    """Run the passes over all that was found."""
    entities = consistent_entities(found.words, found.entities)
    return Analysis(
        sentences=tuple(found.sentences),
        tokens=tuple(w.span for w in found.words),
        entities=entities,
        quotes=name_speakers(found.quotes, found.words, entities),
    )


def _word(token: Token, offset: int) -> Word:
    span = Span(token.idx, token.idx + len(token)).shifted(offset)
    return Word(span, token.text, token.tag_, subject=token.dep_ in ("nsubj", "nsubjpass"))


def _sentences(text: str, doc: Doc, offset: int) -> Iterator[Span]:
    for sentence in doc.sents:
        span = trimmed(text, Span(sentence.start_char, sentence.end_char).shifted(offset))
        if span.start < span.end:
            yield span


def _shifted(quote: Quote, by: int) -> Quote:
    speaker = quote.speaker
    return replace(
        quote,
        span=quote.span.shifted(by),
        cue=quote.cue.shifted(by) if quote.cue else None,
        speaker=Speaker(speaker.span.shifted(by), speaker.name) if speaker else None,
    )
