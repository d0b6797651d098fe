"""Writing CoNLL-U Plus."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import IO, Any

from tui.formats.annotated import Annotated
from tui.formats.details import details_of
from tui.formats.exchange.conll.columns import (
    COLUMNS,
    CONTENT,
    CUE,
    DOCUMENT,
    EMPTY,
    GLOBAL,
    QUOTE,
    SOURCE,
    escaped_label,
    escaped_space,
)
from tui.formats.format import Options, Split
from tui.formats.jsonl import json_line
from tui.formats.origin import origin_of
from tui.formats.places import Words, mention_of, spans_of
from tui.formats.tally import Tally, labels_of
from tui.model.annotation import Annotation
from tui.model.printable import flat
from tui.model.span import Span

_OUTSIDE = "O"


def write_conll(split: Split, file: IO[bytes], options: Options) -> None:
    """Write a document for each article."""
    file.write(f"{GLOBAL} {' '.join(COLUMNS)}\n".encode())
    for number, annotated in enumerate(split.articles, 1):
        file.write(_document(annotated, number, split.tally))


def _document(annotated: Annotated, number: int, tally: Tally) -> bytes:
    text = annotated.article.text
    words = Words(annotated, spans_of(annotated))
    tags = _Tags(annotated, words)
    lines = [_about(annotated)]
    for quote, annotation in enumerate(annotated.annotations, 1):
        if not tags.has(annotation):
            tally.leave_out("of white space only")
            continue
        lines.append(_comment(f"{QUOTE}{quote}", details_of(annotation)))
        tally.record(*labels_of(annotation))
    rows = _rows(text, words, tags)
    for place, sentence in enumerate(words.sentences, 1):
        told = flat(text[words.starts[sentence.start] : words.ends[sentence.stop - 1]])
        head = f"# sent_id = {number}-{place}\n# text = {told}\n"
        lines.append((head + "".join(rows[sentence.start : sentence.stop]) + "\n").encode())
    return b"".join(lines)


def _about(annotated: Annotated) -> bytes:
    """Return the comments at the beginning of a document."""
    article = annotated.article
    return f"# newdoc id = {flat(article.id)}\n".encode() + _comment(DOCUMENT, origin_of(article))


def _comment(key: str, data: dict[str, Any]) -> bytes:
    return f"# {key} = ".encode() + json_line(data)


def _rows(text: str, words: Words, tags: _Tags) -> list[str]:
    """Return the row of each word."""
    starts, ends = words.starts, words.ends
    spaces = [text[end:start] for end, start in zip(ends, [*starts[1:], len(text)], strict=True)]
    misc = ["" if space == " " else _misc(space) for space in spaces]
    if starts and starts[0]:
        misc[0] = f"SpacesBefore={escaped_space(text[: starts[0]])}|{misc[0]}"
    numbers = [n for sentence in words.sentences for n in range(1, len(sentence) + 1)]
    every = zip(numbers, starts, ends, tags.rows(), misc, strict=True)
    return [f"{n}\t{text[s:e]}\t{row}\t{more}TokenRange={s}:{e}\n" for n, s, e, row, more in every]


def _misc(space: str) -> str:
    return f"SpacesAfter={escaped_space(space)}|" if space else "SpaceAfter=No|"


class _Tags:
    """The tags of the words of an article, a list for each column between the word and MISC."""

    def __init__(self, annotated: Annotated, words: Words) -> None:
        self._words = words
        self._begins = [sentence.start for sentence in words.sentences]
        self._columns = [[_OUTSIDE] * len(words) for _ in COLUMNS[2:-2]]
        self._spans = [EMPTY] * len(words)
        ner, *_, labels = self._columns
        for span, label in annotated.entities:
            self._tag(ner, words.of(span), escaped_label(label))
        for number, annotation in enumerate(annotated.annotations, 1):
            for column, name, span in self._parts(annotation):
                if found := words.of(span):
                    self._tag(column, found, name)
                    self._stack(found, f"{number}:{name}")
            told = "+".join(map(escaped_label, dict.fromkeys(labels_of(annotation))))
            for part in annotation.parts:
                self._tag(labels, words.of(part.span), told)

    def has(self, annotation: Annotation) -> bool:
        """Tell whether a quote has words."""
        return any(self._words.of(part.span) for part in annotation.parts)

    def rows(self) -> list[str]:
        """Return the columns of each word."""
        return list(map("\t".join, zip(*self._columns, self._spans, strict=True)))

    def _parts(self, annotation: Annotation) -> Iterable[tuple[list[str], str, Span]]:
        _, source, cue, content, _ = self._columns
        for part in annotation.parts:
            yield content, CONTENT, part.span
        if annotation.cue:
            yield cue, CUE, annotation.cue.span
        if mention := mention_of(annotation):
            yield source, SOURCE, mention.span

    def _tag(self, column: list[str], found: range, name: str) -> None:
        """Tag words in a column, unless one of them has a tag; a sentence begins anew."""
        first, last = found.start, found.stop
        if not found or column[first:last] != [_OUTSIDE] * len(found):
            return
        column[first:last] = [f"I-{name}"] * len(found)
        column[first] = f"B-{name}"
        inside = slice(bisect_right(self._begins, first), bisect_left(self._begins, last))
        for begin in self._begins[inside]:
            column[begin] = f"B-{name}"

    def _stack(self, found: range, name: str) -> None:
        """Add a part of a quote to what its words belong to."""
        told = [f"B-{name}", *[f"I-{name}"] * (len(found) - 1)]
        there = self._spans[found.start : found.stop]
        if there != [EMPTY] * len(found):
            both = zip(there, told, strict=True)
            told = [one if old == EMPTY else f"{old}|{one}" for old, one in both]
        self._spans[found.start : found.stop] = told
