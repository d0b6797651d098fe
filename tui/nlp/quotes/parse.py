"""What the model says of one text, as plain lists: looked at often, and quickly.

A `Doc` makes an object for every token that is touched; for the few percent of a pipeline's time
that finding quotes may take, everything is taken out of it once.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from tui.model.analysis import Entity
from tui.model.span import Span
from tui.nlp.quotes.languages.language import QuoteLanguage
from tui.nlp.words import Word

Range = tuple[int, int]
"""Half-open range of tokens."""

_ATTRIBUTES: list[int | str] = [
    "ORTH", "SPACY", "TAG", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "IDX", "LENGTH", "SENT_START",
]  # fmt: skip
_BEGINS_ENTITY = 3


class Parse:
    """The tokens of a text with their tags, heads and entities; all by the token's number.

    Attributes:
        text: The text.
        words: The tokens' characters.
        lower: Likewise in lower case, with typewriter's apostrophes.
        tags: Parts of speech, in the model's own terms ("VBD").
        deps: Relations to the head ("nsubj").
        heads: The head's number; a root is its own.
        entities: The type of the entity that the token is in, or an empty string.
        begins_entity: Whether an entity begins with it.
        starts: Offset of its first code point.
        ends: Offset after its last one.
        children: Numbers of the tokens whose head it is, in order.
        is_break: Whether it is a line break.
    """

    def __init__(self, doc: Doc) -> None:
        strings = doc.vocab.strings
        rows = doc.to_array(_ATTRIBUTES).astype("int64").T.tolist()
        columns: list[list[int]] = rows or [[] for _ in _ATTRIBUTES]
        orth, spaces, tags, deps, heads, types, iob, starts, lengths, sent_starts = columns
        names = {key: strings[key % (1 << 64)] for key in {*tags, *deps, *types}}
        forms = {key: strings[key % (1 << 64)] for key in set(orth)}
        lower = {key: form.lower().replace("’", "'") for key, form in forms.items()}
        self.words: list[str] = [forms[key] for key in orth]
        self.lower: list[str] = [lower[key] for key in orth]
        # Quicker than `doc.text`, which makes a token object for each word.
        self.text = "".join(
            [word + " " if space else word for word, space in zip(self.words, spaces, strict=True)]
        )
        self.tags: list[str] = [names[key] for key in tags]
        self.deps: list[str] = [names[key] for key in deps]
        self.heads: list[int] = [number + offset for number, offset in enumerate(heads)]
        self.entities: list[str] = [names[key] for key in types]
        self.begins_entity: list[bool] = [code == _BEGINS_ENTITY for code in iob]
        self.starts: list[int] = starts
        self.ends: list[int] = [
            start + length for start, length in zip(starts, lengths, strict=True)
        ]
        self.is_break: list[bool] = [word.isspace() and "\n" in word for word in self.words]
        self.children: list[list[int]] = [[] for _ in orth]
        for number, head in enumerate(self.heads):
            if head != number:
                self.children[head].append(number)
        self._firsts, self._lasts = _edges(self.heads)
        self._sentences = _sentences(sent_starts, self.is_break)

    def __len__(self) -> int:
        return len(self.words)

    def subtree(self, token: int) -> Range:
        """Return the range from the first to the last of the tokens that hang on `token`."""
        return self._firsts[token], self._lasts[token] + 1

    def child(self, token: int, deps: Iterable[str]) -> int | None:
        """Return the first child in one of these relations, or None."""
        return next((c for c in self.children[token] if self.deps[c] in deps), None)

    def children_as(self, token: int, deps: Iterable[str]) -> list[int]:
        """Return the children in one of these relations."""
        return [c for c in self.children[token] if self.deps[c] in deps]

    def is_under(self, token: int, above: int) -> bool:
        """Tell whether `token` hangs on `above`, or is it."""
        while token != above:
            head = self.heads[token]
            if head == token:
                return False
            token = head
        return True

    def span(self, tokens: Range) -> Span:
        """Return the span of a range that is not empty."""
        return Span(self.starts[tokens[0]], self.ends[tokens[1] - 1])

    def sentence(self, token: int) -> Range:
        """Return the tokens of the sentence around `token`, line breaks left out."""
        return self._sentences[token]

    def as_words(self, language: QuoteLanguage) -> list[Word]:
        """Return the tokens that are not white space, as the passes over an article want them."""
        subjects = language.subjects
        acts = [dep in subjects for dep in self.deps]
        spans = map(Span._make, zip(self.starts, self.ends, strict=True))
        words = map(Word._make, zip(spans, self.words, self.tags, acts, strict=True))
        return [word for word in words if not word.text.isspace()]


def entities_of(parse: Parse) -> list[Entity]:
    """Return the entities of a parse. Quicker than `doc.ents`, which makes an object for each."""
    found: list[Entity] = []
    for token, kind in enumerate(parse.entities):
        if kind and not parse.begins_entity[token] and found:
            start = found[-1].span.start
            found[-1] = Entity(Span(start, parse.ends[token]), kind)
        elif kind:
            found.append(Entity(Span(parse.starts[token], parse.ends[token]), kind))
    return found


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """Return the first and the last token of each token's subtree, both included.

    Who climbs to a token first, from the left, is its first one; each is climbed to once.
    """
    firsts, lasts = [-1] * len(heads), [-1] * len(heads)
    for edges, tokens in ((firsts, range(len(heads))), (lasts, range(len(heads) - 1, -1, -1))):
        for token in tokens:
            at = token
            while edges[at] < 0:
                edges[at] = token
                at = heads[at]
    return firsts, lasts


def _sentences(sent_starts: list[int], is_break: list[bool]) -> list[Range]:
    """Return each token's sentence; a line break is one by itself."""
    cuts = [
        number
        for number, code in enumerate(sent_starts)
        if code == 1 or is_break[number] or (number and is_break[number - 1])
    ]
    cuts = [0, *cuts] if cuts[:1] != [0] else cuts
    return [
        (first, last)
        for first, last in zip(cuts, [*cuts[1:], len(sent_starts)], strict=True)
        for _ in range(first, last)
    ]
