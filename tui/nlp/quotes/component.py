"""The detector as a spaCy component: `nlp.add_pipe("pullquote_quotes")`.

It wants a tagger, a parser and, for the speakers' names, an entity recogniser before it. Programs
with pullquote installed need not import it: spaCy finds it by its entry point.

```python
nlp = spacy.load("en_core_web_sm")
nlp.add_pipe("pullquote_quotes")
doc = nlp("“It rains,” said Ada Lovelace. She added that she was tired.")
for span in doc.spans["quotes"]:
    print(span.text, span.label_, span._.speaker, span._.speaker_name, span._.cue)
```
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from tui.errors import PullquoteError
from tui.model.analysis import Quote
from tui.model.cue_words import FRAMES, CueWords, Frame
from tui.model.span import Span
from tui.nlp.marks import Mark, find_marks
from tui.nlp.quotes.detected import Detected
from tui.nlp.quotes.detector import detect_quotes
from tui.nlp.quotes.languages import LANGUAGES
from tui.nlp.quotes.languages.language import QuoteLanguage
from tui.nlp.quotes.names.naming import name_speakers
from tui.nlp.quotes.parse import Parse, entities_of

COMPONENT = "pullquote_quotes"
MARKS = "pullquote_marks"
"""Where in `doc.user_data` the runs in quote marks may be put, when they are known already."""
DETECTED = "pullquote_detected"
"""Where the component leaves what it detected when it does not name speakers: `Detected`s."""
PARSE = "pullquote_parse"
"""Where it leaves its `Parse` then, for the same."""
_QUOTES = "pullquote_quotes"

_NO_CUES: dict[str, dict[str, list[Frame]]] = {"verbs": {}, "nouns": {}}


@Language.factory(
    COMPONENT,
    default_config={"cues": _NO_CUES, "spans_key": "quotes", "names": True},
    requires=["token.tag", "token.dep", "token.head"],
    assigns=["doc.spans", "doc._.quotes", "span._.quote"],
)
def make_quotes(
    nlp: Language,
    name: str,
    cues: Mapping[str, Mapping[str, list[Frame]]],
    spans_key: str,
    names: bool,
) -> QuoteFinder:
    """Make the component for the language of `nlp`.

    Args:
        nlp: The pipeline it is for.
        name: The component's name there.
        cues: Words to add to the language's cues: {"verbs": {"tut": ["clause"]}, "nouns": {}}.
        spans_key: Under which key of `doc.spans` the quotes are put.
        names: Whether the speakers are named: "he" -> "Donald Trump". If not, what was detected
            is left in `doc.user_data` too, for somebody who does it.

    Raises:
        PullquoteError: Nothing is known of that language, or the cues are not of that form.
    """
    language = LANGUAGES.get(nlp.lang or "")
    if language is None:
        known = ", ".join(sorted(LANGUAGES))
        raise PullquoteError(
            f"quotes cannot be found in the language {nlp.lang!r}", f"the languages are {known}"
        )
    return QuoteFinder(language.extended(_cue_words(cues)), spans_key, names=names)


def _cue_words(cues: Mapping[str, Mapping[str, list[Frame]]]) -> CueWords:
    """Read the words of the component's config.

    Raises:
        PullquoteError: A key is none of ours, or a frame is not known.
    """
    unknown = [key for key in cues if key not in _NO_CUES]
    frames = {frame for words in cues.values() for one in words.values() for frame in one}
    unknown += sorted(frames - set(FRAMES))
    if unknown:
        raise PullquoteError(
            f"{unknown[0]!r} is no part of the cues of {COMPONENT}",
            f"they are {{'verbs': {{}}, 'nouns': {{}}}} with the frames {', '.join(FRAMES)}",
        )
    return CueWords.from_json({**_NO_CUES, **cues})


class QuoteFinder:
    """Finds quotes in a parsed `Doc` and leaves them there.

    `doc._.quotes` are `tui.model.analysis.Quote`s; `doc.spans[spans_key]` the same as spans from
    the first fragment to the last, labelled with their kind, each with `span._.quote`, `.cue`,
    `.speaker`, `.speaker_name`, `.fragments`, `.confidence` and `.is_attitude`.
    """

    def __init__(self, language: QuoteLanguage, spans_key: str, *, names: bool) -> None:
        self._language = language
        self._spans_key = spans_key
        self._names = names

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of `doc`."""
        parse = Parse(doc)
        marks: Sequence[Mark] | None = doc.user_data.get(MARKS)
        if marks is None:
            marks = find_marks(parse.text)
        found = detect_quotes(parse, marks, self._language)
        if self._names:
            quotes = self._named(parse, found)
        else:  # they wait for the rest of the article
            doc.user_data[DETECTED] = found
            doc.user_data[PARSE] = parse
            quotes = [detected.quote for detected in found]
        # Plain lists, so that a `Doc` can be stored and sent to another process.
        doc.user_data[_QUOTES] = [quote.packed() for quote in quotes]
        doc.spans[self._spans_key] = [_as_span(doc, quote) for quote in quotes]
        return doc

    def _named(self, parse: Parse, found: Sequence[Detected]) -> Sequence[Quote]:
        words = parse.as_words(self._language)
        return name_speakers(found, words, entities_of(parse), self._language.names)


def _as_span(doc: Doc, quote: Quote) -> DocSpan:
    span = _char_span(doc, quote.span, quote.kind)
    doc.user_data[_key(span)] = quote.packed()
    return span


def _char_span(doc: Doc, span: Span, label: str = "") -> DocSpan:
    """Return the tokens that `span` touches."""
    found = doc.char_span(span.start, span.end, label=label, alignment_mode="expand")
    return found if found is not None else doc[0:0]


def _key(span: DocSpan) -> str:
    return f"{_QUOTES}:{span.start_char}-{span.end_char}"


def _quotes(doc: Doc) -> tuple[Quote, ...]:
    return tuple(Quote.unpacked(data) for data in doc.user_data.get(_QUOTES, ()))


def _quote(span: DocSpan) -> Quote | None:
    data = span.doc.user_data.get(_key(span))
    return Quote.unpacked(data) if data else None


def _cue(span: DocSpan) -> DocSpan | None:
    quote = _quote(span)
    return _char_span(span.doc, quote.cue) if quote and quote.cue else None


def _speaker(span: DocSpan) -> DocSpan | None:
    quote = _quote(span)
    speaker = quote.speaker if quote else None
    return _char_span(span.doc, speaker.span) if speaker and speaker.span else None


def _speaker_name(span: DocSpan) -> str | None:
    quote = _quote(span)
    return quote.speaker.name if quote and quote.speaker else None


def _fragments(span: DocSpan) -> list[DocSpan]:
    quote = _quote(span)
    return [_char_span(span.doc, part) for part in quote.parts] if quote else []


def _confidence(span: DocSpan) -> float | None:
    quote = _quote(span)
    return quote.confidence if quote else None


def _is_attitude(span: DocSpan) -> bool:
    quote = _quote(span)
    return quote is not None and quote.attitude


Doc.set_extension("quotes", getter=_quotes, force=True)
for _name, _getter in (
    ("quote", _quote),
    ("cue", _cue),
    ("speaker", _speaker),
    ("speaker_name", _speaker_name),
    ("fragments", _fragments),
    ("confidence", _confidence),
    ("is_attitude", _is_attitude),
):
    DocSpan.set_extension(_name, getter=_getter, force=True)
