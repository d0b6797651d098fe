"""Documents of spaCy, ours or anybody's, as what they say of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tui.errors import PullquoteError
from tui.formats.below import names_below
from tui.formats.details import quote_of
from tui.formats.exchange.spacy.document import Document, TokenSpan
from tui.formats.exchange.spacy.documents import CUES, OURS, SOURCES
from tui.formats.exchange.spacy.unpacking import LARGEST, Documents
from tui.formats.format import Head
from tui.formats.found import Bad, File, Found, FoundEntity, FoundQuote, Piece, Whose
from tui.formats.problem import Problem, encodable
from tui.formats.spans import NEITHER, UNSURE
from tui.model.scheme import Scheme

_ENDING = ".spacy"
_ZLIB = b"\x78"
_HINT = "a .spacy file is what DocBin.to_disk writes"


def read_spacy(path: Path, scheme: Scheme) -> Iterator[Found | Bad]:
    """Yield what is said of each text in a file, or in all of a folder.

    Raises:
        OSError: It cannot be read.
        PullquoteError: A file is none of spaCy's.
    """
    if not path.is_dir():
        yield from _read_file(path, path.name)
        return
    names = [name for name in names_below(path, _ENDING) if (path / name).is_file()]
    if not names:
        raise PullquoteError(f"there is no {_ENDING} file in {path}", _HINT)
    for name in names:
        yield from _read_file(path / name, name)


def fits_spacy(head: Head) -> bool:
    """Tell whether a file or folder is of spaCy's documents."""
    if head.path.is_dir():
        return any(names_below(head.path, _ENDING))
    return head.path.suffix == _ENDING and head.data.startswith(_ZLIB)


def _read_file(path: Path, name: str) -> Iterator[Found | Bad]:
    place = str(path)
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    try:
        documents = Documents(data)
    except ValueError as error:
        raise PullquoteError(f"{place}: {error}", _HINT) from error
    for number in range(len(documents)):
        where = f"{place}: document {number + 1}"
        alone = partial(_alone, documents, number, name)
        try:
            found = _found(documents.read(number), where, alone)
        except ValueError as error:
            yield Bad(Problem(where, None, str(error)), b"", alone())
            continue
        if found:
            yield found


def _alone(documents: Documents, number: int, name: str) -> tuple[File, ...]:
    """Return a document as a file of its own; nothing of one that is too broken for it."""
    own = f"{name.removesuffix(_ENDING)}-{number + 1}{_ENDING}"
    try:
        return (File(own, documents.alone(number)),)
    except ValueError:
        return ()


def _found(doc: Document, place: str, alone: Callable[[], tuple[File, ...]]) -> Found | None:
    """Return what is said of a text; None of one quote to be categorized, which stands elsewhere.

    Raises:
        ValueError: It cannot be.
    """
    ours = doc.user_data.get(OURS)
    about = ours if isinstance(ours, dict) else {}
    if "quote" in about:
        return None
    text = doc.text
    if not encodable(text):
        raise ValueError("its text holds half of a surrogate pair, which is no character")
    # In our own file they are what the model found, mostly: it finds that again, and it would come
    # in as if somebody had marked it all by hand.
    listed = () if "article" in about else doc.entities or ()
    entities = tuple(FoundEntity(_piece(span, text), span.label) for span in listed if span.label)
    quotes = tuple(_quotes(doc, about, text))
    others = _passed_over(doc, entities)
    return Found(
        place, None, b"", _whose(about, text), quotes, entities, passed_over=others, files=alone
    )


def _passed_over(doc: Document, entities: Collection[FoundEntity]) -> Counter[str]:
    """Return what is no quote nor entity: categories, cues of no quote, and our own entities."""
    told = Counter(f"category {name}" for name, number in doc.cats.items() if number)
    if not entities:
        told.update(f"entity {span.label}" for span in doc.entities or ())
    quotes = {span.id for _, group in _groups(doc) for span in group if span.id}
    for name in (CUES, SOURCES):
        known = set(quotes)
        for span in doc.spans.get(name, ()):
            if span.id not in known:
                told[f"span {span.label}".rstrip()] += 1
            known.discard(span.id)  # each has one
    return told


def _whose(about: Mapping[Any, Any], text: str) -> Whose:
    told = {key: value for key, value in about.items() if isinstance(value, str)}
    return Whose(
        told.get("article"),
        told.get("article_sha256"),
        text,
        told.get("title", ""),
        told.get("date", ""),
        told.get("source", ""),
        told.get("url", ""),
    )


def _quotes(doc: Document, about: Mapping[Any, Any], text: str) -> Iterator[FoundQuote]:
    """Yield the quotes: what has the same id, or else the same borders, is one."""
    details = _details(about)
    cues = {span.id: _piece(span, text) for span in doc.spans.get(CUES, ()) if span.id}
    sources = {span.id: _piece(span, text) for span in doc.spans.get(SOURCES, ()) if span.id}
    for spans in _together(doc):
        own = spans[0].id
        known = details.get(own) or {"id": own or None}
        labels = list(dict.fromkeys(span.label for span in spans))
        borders = dict.fromkeys(_piece(span, text) for span in spans)
        quote = quote_of(
            {**known, **_decided(known, labels)},
            tuple(sorted(borders)),
            cue=cues.get(own),
            speaker=sources.get(own),
        )
        yield quote


def _together(doc: Document) -> list[Sequence[TokenSpan]]:
    together: dict[object, list[TokenSpan]] = {}
    for name, group in _groups(doc):
        for span in group:
            if not span.label:
                raise ValueError(f"a span of {name!r} has no label")
            together.setdefault(span.id or (span.start, span.end), []).append(span)
    return list(together.values())


def _groups(doc: Document) -> Iterator[tuple[str, Sequence[TokenSpan]]]:
    """Yield the groups of spans of quotes, with their names."""
    yield from ((name, group) for name, group in doc.spans.items() if name not in (CUES, SOURCES))


def _details(about: Mapping[Any, Any]) -> dict[str, dict[str, Any]]:
    listed = about.get("quotes")
    if not isinstance(listed, list | tuple):
        return {}
    return {str(one["id"]): one for one in listed if isinstance(one, dict) and "id" in one}


def _decided(known: Mapping[str, Any], labels: Sequence[str]) -> dict[str, Any]:
    """Return decision and labels as the spans say them; attributes where those are the same."""
    if labels in ([NEITHER], [UNSURE]):
        return {"decision": labels[0], "labels": known.get("labels", [])}
    listed = known.get("labels")
    told = listed if isinstance(listed, list | tuple) else []
    names = {one.get("label") for one in told if isinstance(one, dict)}
    kept = told if names == set(labels) else [{"label": label} for label in labels]
    return {"decision": "labelled", "labels": kept}


def _piece(span: TokenSpan, text: str) -> Piece:
    return Piece(span.start, span.end, text[span.start : span.end])
