"""Documents of CoNLL-2003's kind: the word in the first column, its tag in the last.

The text is not in such a file. It is made of the words with a blank between two and a line a
sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tui.formats.exchange.conll.bio import TAG, tagged
from tui.formats.exchange.conll.columns import label_from
from tui.formats.exchange.conll.lines import Line, WrongLine
from tui.formats.found import Found, FoundEntity, FoundLabel, FoundQuote, Piece, Whose
from tui.model.scheme import Scheme

_ID = re.compile(r"# (?:newdoc )?id = (.*\S)")


def found_in_plain(lines: Sequence[Line], raw: bytes, place: str, scheme: Scheme) -> Found | None:
    """Return what is said of a document; None where there are no words.

    Raises:
        WrongLine: A line is none of a word with a tag.
    """
    quotes: list[FoundQuote] = []
    entities: list[FoundEntity] = []
    texts: list[str] = []
    at = 0
    first: int | None = None
    others: Counter[str] = Counter()
    for sentence in _sentences(lines):
        words = [fields[0] for _, fields in sentence]
        starts = []
        for word in words:
            starts.append(at)
            at += len(word) + 1
        texts.append(" ".join(words))
        for _, fields in sentence:
            others.update(f"column {number}" for number in range(2, len(fields)))
        for start, last, tag in tagged(fields[-1] for _, fields in sentence):
            end = starts[last - 1] + len(words[last - 1])
            piece = Piece(starts[start], end, " ".join(words[start:last]))
            label = label_from(tag)
            if scheme.label_type(label):
                line = str(sentence[start][0].number)
                quotes.append(FoundQuote((piece,), "labelled", (FoundLabel(label),), place=line))
            else:
                entities.append(FoundEntity(piece, label))
        first = first or sentence[0][0].number
    if first is None:
        return None
    whose = Whose(_id(lines), text="\n".join(texts))
    return Found(place, first, raw, whose, tuple(quotes), tuple(entities), passed_over=others)


def _id(lines: Sequence[Line]) -> str | None:
    for line in lines:
        if match := _ID.fullmatch(line.text):
            return match[1]
    return None


def _sentences(lines: Sequence[Line]) -> Iterator[list[tuple[Line, list[str]]]]:
    sentence: list[tuple[Line, list[str]]] = []
    for line in lines:
        fields = line.text.split()
        if fields and len(fields) > 1 and TAG.fullmatch(fields[-1]):
            sentence.append((line, fields))
        elif fields and not line.is_comment:
            raise WrongLine(line.number, "there is no tag at its end: O, or B- or I- with a label")
        elif not fields and sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence
