"""Bringing in what another tool has written: all of it, or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from tui.errors import PullquoteError
from tui.formats.format import Format
from tui.formats.jsonl import json_line
from tui.model.article import Article
from tui.model.edit import Edit
from tui.services.importing.making import Maker
from tui.services.importing.matching import Articles, Matching
from tui.services.importing.outcome import Verified
from tui.services.importing.rejects import Rejects
from tui.services.importing.source import check_source, records_of, unreadable
from tui.services.importing.staged import Place, Staged
from tui.services.importing.verifying import Verifying
from tui.services.making import new_edit
from tui.services.output import many, write_whole
from tui.store.annotations import AnnotationStore


class Wanted(NamedTuple):
    """What a person asked for.

    Attributes:
        mends: Whether places are counted over where they were meant in one way only.
        skip_bad: The file that bad records go into, so that the others come in, or the folder
            where each is a file; None for all or nothing.
        texts: The file that texts go into that no article has; None where there is no place.
        dry_run: Whether nothing is written.
    """

    mends: bool = False
    skip_bad: Path | None = None
    texts: Path | None = None
    dry_run: bool = False


class Progress(NamedTuple):
    """What is told of how far it is.

    Attributes:
        verified: Called with how many records are verified.
        written: Called with how many more databases are written.
    """

    verified: Callable[[int], None]
    written: Callable[[int], None]


class RejectedError(PullquoteError):
    """Some records are not good, and so nothing came in.

    Attributes:
        verified: What was found out.
    """

    def __init__(self, verified: Verified) -> None:
        count = verified.bad
        super().__init__(
            f"nothing was imported: {many(count, 'record')} cannot be",
            "mend the file, or leave such records out into a file with --skip-bad FILE",
        )
        self.verified = verified


def import_records(
    path: Path,
    form: Format,
    articles: Articles,
    store: AnnotationStore,
    maker: Maker,
    wanted: Wanted,
    progress: Progress,
) -> Verified:
    """Bring in what a file says.

    Nothing is written before all of it is verified. Where it cannot be written in the end, what was
    written of it is taken back.

    Args:
        path: The file or folder.
        form: Its format.
        articles: What it may be about.
        store: Where it goes.
        maker: Makes annotations of it.
        wanted: What was asked for.
        progress: What is told meanwhile.

    Raises:
        RejectedError: Some records are not good; nothing came in.
        PullquoteError: The file cannot be read, or something cannot be written.
    """
    check_source(path)
    matching = Matching(articles, _stem(path))
    with Staged() as staged, Rejects() as rejects:
        verifying = Verifying(matching, maker, store, staged, rejects, form, mends=wanted.mends)
        try:
            records = records_of(path, form, maker.scheme)
            verified = verifying.take(records, progress.verified)
        except OSError as error:
            raise unreadable(path, error) from error
        if verified.bad and wanted.skip_bad is None:
            raise RejectedError(verified)
        if wanted.skip_bad is not None:
            rejects.check_place(wanted.skip_bad)
        new = [one for one in matching.new.values() if one.id in verified.new_articles]
        if wanted.dry_run:
            return verified
        texts = _place_for(new, wanted.texts) if new else None
        if verified.bad and wanted.skip_bad is not None:
            rejects.write(wanted.skip_bad)
        if texts:
            _write_texts(new, texts)
        _write(store, staged, maker.now, progress.written, texts)
    return verified


def _stem(path: Path) -> str:
    """Return what the ids of new articles begin with: of the file's name what an id can have."""
    return "".join(c if c.isalnum() or c in "._-" else "-" for c in path.stem).strip(".-") or "text"


def _place_for(new: Sequence[Article], file: Path | None) -> Path:
    if file is None:
        raise PullquoteError(
            f"{many(len(new), 'text')} that came along {'is' if len(new) == 1 else 'are'} in no "
            "article",
            "say where they go with --texts FILE.jsonl, in the folder of articles",
        )
    if file.exists():
        raise PullquoteError(f"{file} is there already", "name another file with --texts")
    return file


def _write_texts(new: Sequence[Article], file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"cannot make {file.parent}: {error.strerror or error}"
        raise PullquoteError(reason, "name another file with --texts") from error
    write_whole(file, lambda out: _write_lines(new, out))


def _write_lines(new: Iterable[Article], out: IO[bytes]) -> int:
    count = 0
    for one in new:
        known = {"date": one.date, "source": one.source, "url": one.url}
        told = {key: value for key, value in known.items() if value}
        out.write(json_line({"id": one.id, "title": one.title, **told, "text": one.text}))
        count += 1
    return count


def _write(
    store: AnnotationStore,
    staged: Staged,
    now: str,
    count: Callable[[int], None],
    texts: Path | None,
) -> None:
    """Write all that is staged, or take back what was written of it, with the new `texts`."""
    group = uuid.uuid4().hex
    written: list[Place] = []
    try:
        for place in staged.places():
            edits = [
                new_edit(place.annotator, now, "import", before, after, group=group)
                for before, after in staged.changes(place)
            ]
            written.append(place)
            store.open(place.annotator, place.article_id).append(edits)
            count(1)
    except BaseException as error:
        left = _taken_back(store, written, group, now)
        if left and isinstance(error, PullquoteError):
            reason = f"{error}; {many(left, 'database')} could not be put back as before"
            hint = "import the same again when the cause is gone: what is there is left as it is"
            raise PullquoteError(reason, hint) from error
        if texts and not left:
            texts.unlink(missing_ok=True)
        raise


def _taken_back(store: AnnotationStore, written: list[Place], group: str, now: str) -> int:
    """Undo an import in some databases; returns in how many that failed."""
    failed = 0
    for place in written:
        failed += 1
        with suppress(PullquoteError):
            database = store.open(place.annotator, place.article_id)
            made = [edit for edit in database.load().edits if edit.group == group]
            undone = list(_undone(made, place, now))
            if undone:
                database.append(undone)
            failed -= 1
    return failed


def _undone(made: Iterable[Edit], place: Place, now: str) -> Iterator[Edit]:
    group = uuid.uuid4().hex
    for edit in made:
        yield new_edit(
            place.annotator, now, "undo", edit.after, edit.before, reverts=edit.id, group=group
        )
