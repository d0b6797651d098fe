"""Documents of CoNLL-U Plus: our own with all that is in them, others' with their entities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tui.formats.details import quote_of
from tui.formats.exchange.conll.bio import tagged
from tui.formats.exchange.conll.columns import (
    CONTENT,
    CUE,
    DOCUMENT,
    EMPTY,
    QUOTE,
    SOURCE,
    SPANS,
    label_from,
    space_from,
)
from tui.formats.exchange.conll.lines import Line, WrongLine
from tui.formats.exchange.conll.passed import others_at
from tui.formats.found import Found, FoundEntity, FoundQuote, Piece, Whose
from tui.formats.strict_json import NoObjectError, json_object

_COMMENT = re.compile(r"# *(.*?) *= *(.*)")
_SPAN = re.compile(rf"([BI])-([0-9]{{1,9}}):({SOURCE}|{CUE}|{CONTENT})")
_RANGE = re.compile(r"([0-9]{1,15}):([0-9]{1,15})")
_NAMES = ("article", "article_sha256", "title", "date", "source", "url")


class _Word(NamedTuple):
    """A word: its line, its columns by name, and where it stands."""

    line: Line
    columns: dict[str, str]
    start: int
    end: int


def found_in_plus(
    lines: Sequence[Line], raw: bytes, place: str, columns: Sequence[str]
) -> Found | None:
    """Return what is said of a document; None where there is nothing.

    Raises:
        WrongLine: A line is not as the format has it.
    """
    comments = {key: (line, value) for line, key, value in _comments(lines)}
    sentences, text = _words(lines, columns)
    words = [word for sentence in sentences for word in sentence]
    if not words:
        if DOCUMENT in comments:
            raise WrongLine(lines[0].number, "the document has no words")
        return None
    quotes = tuple(_quotes(words, comments, text))
    # In our own file they are what the model found, mostly: it finds that again, and it would come
    # in as if somebody had marked it all by hand.
    is_ours = DOCUMENT in comments
    ner = next((name for name in columns if name.split(":")[-1].upper() == "NER"), None)
    entities = tuple(_entities(sentences, ner, text))
    others = others_at((word.columns for word in words), ner)
    if is_ours:
        others.update(f"entity {one.label}" for one in entities)
        entities = ()
    whose = _whose(comments, text)
    return Found(place, lines[0].number, raw, whose, quotes, entities, passed_over=others)


def _comments(lines: Sequence[Line]) -> Iterator[tuple[Line, str, str]]:
    for line in lines:
        if line.text.startswith("#") and (match := _COMMENT.fullmatch(line.text)):
            yield line, match[1], match[2]


def _words(lines: Sequence[Line], columns: Sequence[str]) -> tuple[list[list[_Word]], str]:
    """Return the words of each sentence, and the text."""
    if "FORM" not in columns:
        raise WrongLine(lines[0].number, "global.columns names no column FORM")
    sentences: list[list[_Word]] = [[]]
    text: list[str] = []
    at = 0
    for line in lines:
        if line.is_blank:
            sentences.append([])
        if line.is_blank or line.text.startswith("#"):
            continue
        fields = line.text.split("\t")
        if len(fields) != len(columns):
            told = f"it has {len(fields)} columns, where {len(columns)} are named"
            raise WrongLine(line.number, told)
        named = dict(zip(columns, fields, strict=True))
        if not named.get("ID", "1").isdecimal():  # what a word was made of, or an empty node
            continue
        before, after = _spaces(named.get("MISC", EMPTY))
        start = at + len(before)
        at = start + len(named["FORM"])
        _check_range(line, named.get("MISC", EMPTY), start, at)
        sentences[-1].append(_Word(line, named, start, at))
        text += (before, named["FORM"], after)
        at += len(after)
    return [sentence for sentence in sentences if sentence], "".join(text)


def _misc(misc: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in misc.split("|") if "=" in part)


def _spaces(misc: str) -> tuple[str, str]:
    """Return the white space before and after a word."""
    known = _misc(misc)
    before = space_from(known.get("SpacesBefore", ""))
    if "SpacesAfter" in known:
        return before, space_from(known["SpacesAfter"])
    return before, "" if known.get("SpaceAfter") == "No" else " "


def _check_range(line: Line, misc: str, start: int, end: int) -> None:
    told = _misc(misc).get("TokenRange")
    match = _RANGE.fullmatch(told) if told else None
    if told and not match:
        raise WrongLine(line.number, f"TokenRange={told[:40]} is no place")
    if match and (int(match[1]), int(match[2])) != (start, end):
        reason = f"the word stands at {start}-{end}, where TokenRange is {match[1]}-{match[2]}"
        raise WrongLine(line.number, reason)


def _whose(comments: dict[str, tuple[Line, str]], text: str) -> Whose:
    about = _json(*comments[DOCUMENT]) if DOCUMENT in comments else {}
    told = [about.get(name) for name in _NAMES]
    known = [value if isinstance(value, str) else None for value in told]
    article, sha256, *rest = known
    if article is None and "newdoc id" in comments:
        article = comments["newdoc id"][1]
    return Whose(article, sha256, text, *(value or "" for value in rest))


def _json(line: Line, value: str) -> dict[str, Any]:
    try:
        return json_object(value.encode())
    except NoObjectError as error:
        raise WrongLine(line.number, error.reason) from error


def _quotes(
    words: Sequence[_Word], comments: dict[str, tuple[Line, str]], text: str
) -> Iterator[FoundQuote]:
    runs = _runs(words)
    numbers = {number: None for number, _ in runs}
    for key, (line, _) in comments.items():
        if key.startswith(QUOTE) and key.removeprefix(QUOTE) not in numbers:
            raise WrongLine(line.number, "no word belongs to this quote")
    for number in numbers:
        pieces = {
            name: [
                Piece(start, end, text[start:end]) for start, end in runs.get((number, name), [])
            ]
            for name in (CONTENT, CUE, SOURCE)
        }
        key = QUOTE + number
        line, value = comments.get(key, (words[0].line, "{}"))
        if not pieces[CONTENT]:
            raise WrongLine(line.number, f"quote {number} has no content")
        try:
            yield quote_of(
                _json(line, value),
                tuple(pieces[CONTENT]),
                cue=next(iter(pieces[CUE]), None),
                speaker=next(iter(pieces[SOURCE]), None),
                place=str(line.number),
            )
        except WrongLine:
            raise
        except ValueError as error:
            raise WrongLine(line.number, str(error)) from error


def _runs(words: Sequence[_Word]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return the runs of words of each part of each quote, as places in the text."""
    runs: dict[tuple[str, str], list[tuple[int, int]]] = {}
    last: dict[tuple[str, str], int] = {}
    for at, word in enumerate(words):
        told = word.columns.get(SPANS, EMPTY)
        for one in [] if told == EMPTY else told.split("|"):
            match = _SPAN.fullmatch(one)
            if not match:
                raise WrongLine(word.line.number, f"{one[:40]!r} is no part of a quote")
            key = (str(int(match[2])), match[3])
            found = runs.setdefault(key, [])
            if match[1] == "I" and last.get(key) == at - 1:
                found[-1] = (found[-1][0], word.end)
            else:
                found.append((word.start, word.end))
            last[key] = at
    return runs


def _entities(
    sentences: Sequence[Sequence[_Word]], ner: str | None, text: str
) -> Iterator[FoundEntity]:
    for sentence in sentences:
        if ner is None:
            return
        try:
            for first, last, label in tagged(word.columns[ner] for word in sentence):
                start, end = sentence[first].start, sentence[last - 1].end
                yield FoundEntity(Piece(start, end, text[start:end]), label_from(label))
        except ValueError as error:
            raise WrongLine(sentence[0].line.number, str(error)) from error
