"""What a format's reader makes of files, and what it should make of annotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.formats.exchange.writing import Written
from tui.formats.annotated import Annotated
from tui.formats.fields import Field
from tui.formats.format import Format, Head
from tui.formats.found import Bad, Found, FoundLabel, FoundQuote, Piece
from tui.model.annotation import Annotation, Excerpt
from tui.model.label import Target, Value
from tui.model.scheme import DEFAULT_SCHEME, Scheme

FIRST = 64 * 1024


def on_disk(folder: Path, made: Written) -> Path:
    """Write files to a folder; return it, or the only file without a name."""
    for name, data in made.files.items():
        path = folder / (name or "export")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "export" if list(made.files) == [""] else folder


def records(form: Format, path: Path, scheme: Scheme = DEFAULT_SCHEME) -> list[Found | Bad]:
    assert form.read
    return list(form.read(path, scheme))


def good(form: Format, path: Path, scheme: Scheme = DEFAULT_SCHEME) -> list[Found]:
    """Return records of which none may be bad."""
    found = records(form, path, scheme)
    bad = [one for one in found if isinstance(one, Bad)]
    assert not bad, bad[0].problem
    return [one for one in found if isinstance(one, Found)]


def bad(form: Format, path: Path) -> list[str]:
    """Return what is wrong in a file, in words."""
    return [str(one.problem) for one in records(form, path) if isinstance(one, Bad)]


def head_of(path: Path) -> Head:
    return Head(path, b"" if path.is_dir() else path.read_bytes()[:FIRST])


def by_id(found: Iterable[Found]) -> dict[str, FoundQuote]:
    """Return quotes by their ids, without their places in the file and with all words."""
    return {str(q.id): _worded(q, one.whose.text or "") for one in found for q in one.quotes}


def words_at(found: Found, piece: Piece | None) -> str | None:
    """Return what stands at a place in the text that a record has."""
    return None if piece is None else (found.whose.text or "")[piece.start : piece.end]


def _worded(quote: FoundQuote, text: str) -> FoundQuote:
    def worded(piece: Piece) -> Piece:
        said = piece.text
        return piece._replace(text=text[piece.start : piece.end] if said is None else said)

    return replace(
        quote,
        place="",
        parts=tuple(worded(part) for part in quote.parts),
        cue=worded(quote.cue) if quote.cue else None,
        speaker=worded(quote.speaker) if quote.speaker else None,
        labels=tuple(
            FoundLabel(
                label.name,
                tuple((k, worded(v) if isinstance(v, Piece) else v) for k, v in label.values),
            )
            for label in quote.labels
        ),
    )


def expected(articles: Iterable[Annotated], form: Format) -> dict[str, FoundQuote]:
    """Return what a reader should find, by the annotations' ids, less what the format loses."""
    return {a.id: _found(a, form) for one in articles for a in one.annotations}


def _found(a: Annotation, form: Format) -> FoundQuote:
    def carried(field: Field, value: Any, empty: Any = None) -> Any:
        return value if field in form.carries else empty

    name = a.speaker.name if a.speaker else ""
    mention = a.speaker.mention if a.speaker else None
    parts = a.parts if Field.FRAGMENTS in form.carries else (a.content,)
    return FoundQuote(
        parts=tuple(_piece(part) for part in parts),
        decision=a.decision,
        labels=tuple(
            FoundLabel(label.name, tuple((key, _value(value)) for key, value in label.values))
            for label in a.labels
        ),
        cue=carried(Field.CUE, _piece(a.cue) if a.cue else None),
        speaker=carried(Field.SPEAKER, _piece(mention) if mention else None),
        name=carried(Field.NAME, name, ""),
        kind=carried(Field.KIND, a.kind),
        attitude=carried(Field.ATTITUDE, a.attitude, False),
        note=carried(Field.NOTE, a.note, ""),
        id=a.id,
        origin=carried(Field.ORIGIN, a.origin),
        confidence=carried(Field.CONFIDENCE, a.confidence),
        detector=carried(Field.DETECTOR, a.detector),
        annotator=carried(Field.ANNOTATOR, a.annotator),
        created=carried(Field.CREATED, a.created),
        updated=carried(Field.UPDATED, a.updated),
        seconds=carried(Field.SECONDS, a.seconds),
    )


def _piece(excerpt: Excerpt) -> Piece:
    return Piece(*excerpt.span, excerpt.text)


def _value(value: Value) -> Piece | str:
    if not isinstance(value, Target):
        return value
    return Piece(*value.span, value.text) if value.span else value.text


@st.composite
def broken(draw: st.DrawFn, data: bytes) -> bytes:
    """Return bytes with some of them changed, left out, doubled or cut off."""
    made = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        if not made:
            break
        start = draw(st.integers(0, len(made) - 1))
        end = min(len(made), start + draw(st.integers(0, 12)))
        what = draw(st.sampled_from(["cut", "swap", "out", "twice", "bytes"]))
        if what == "cut":
            del made[start:]
        elif what == "swap":
            made[start] ^= 1 << draw(st.integers(0, 7))
        elif what == "out":
            del made[start:end]
        elif what == "twice":
            made[start:start] = made[start:end]
        else:
            made[start:end] = draw(
                st.sampled_from([b"null", b"-1", b"[", b"{", b'"', b"\0", b"1e999", b"\\ud800"])
            )
    return bytes(made)


def changed(files: Mapping[str, bytes], name: str, data: bytes) -> Written:
    """Return files of which one has other bytes."""
    return Written({**files, name: data}, {})
