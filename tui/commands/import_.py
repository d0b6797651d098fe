"""`pullquote import`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.command import command
from tui.commands.options import Annotations, Columns, Config, Encoding, Paths
from tui.commands.output import corpus_at, say
from tui.errors import PullquoteError

if TYPE_CHECKING:
    from tui.config import Settings
    from tui.formats.format import Format
    from tui.model.article import Article
    from tui.services.corpus import Corpus
    from tui.services.importing.importing import Progress


class As(StrEnum):
    """What comes in."""

    annotations = "annotations"
    suggestions = "suggestions"


@command(
    "Bring in annotations from another tool's file.",
    "pullquote import bob.jsonl articles/",
    "pullquote import --annotator bob brat/ articles/",
    "pullquote import --as suggestions --annotator ada tasks.jsonl articles/",
    "pullquote import --mend-offsets --skip-bad bad.jsonl --annotator bob tasks.json articles/",
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file, or the folder of files.")],
    paths: Paths = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="Its format; else told by what is in it."),
    ] = None,
    annotator: Annotated[
        str | None,
        typer.Option("--annotator", metavar="NAME", help="Whose all of it is; else as FILE says."),
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="|".join(As),
            help="As decisions, or to be shown as suggestions until they decide.",
        ),
    ] = As.annotations.value,
    mend_offsets: Annotated[
        bool,
        typer.Option(
            "--mend-offsets",
            help="Count places over that were counted in another way, where it is clear in which.",
        ),
    ] = False,
    skip_bad: Annotated[
        Path | None,
        typer.Option(
            "--skip-bad",
            metavar="FILE",
            help="Leave bad records out, into FILE (a folder where each is a file); else all do.",
        ),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(
            "--texts",
            metavar="FILE",
            help="The .jsonl file for texts that no article has; else one in the folder PATHS.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Verify all and say what would come in.")
    ] = False,
    annotations: Annotations = None,
    config: Config = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Bring in what FILE says of the articles in PATHS: all of it, or nothing.

    The text of a record is found by its hash, its id, or what it contains; one that came along and
    is no article yet becomes one. Each place is verified by the words that stand there. What is in
    the store already is left as it is, so the same can be imported again; what it lacks is added,
    and what contradicts it is wrong.

    The exit status is 0; 1 when bad records were left out and the rest came in; 2 when nothing did.
    """
    from tui.config import Flags, load_settings
    from tui.log import open_log
    from tui.services.clock import stored_now
    from tui.services.importing.importing import RejectedError, Wanted, import_records
    from tui.services.importing.making import Maker
    from tui.services.importing.summary import lines, problems
    from tui.settings import checked_annotator
    from tui.store.annotations import AnnotationStore

    is_suggested = _as_called(kind) is As.suggestions
    flags = Flags(config, None, annotations, None, encoding, columns)
    settings = load_settings(flags, annotator_needed=False)
    open_log(settings.state)
    wanted_form = _format_of(file, form)
    if annotator:
        checked_annotator(annotator)
    elif is_suggested:
        raise PullquoteError("nobody is named to suggest it to", "name them: --annotator NAME")
    maker = Maker(annotator or "", stored_now(), file.name, settings.scheme, is_suggested)
    wanted = Wanted(mend_offsets, skip_bad, texts or _texts_for(file, paths), dry_run)
    with _articles(paths, settings) as articles, _progress() as progress:
        if skip_bad:
            _check_rejects(skip_bad, file, articles)
        store = AnnotationStore(settings.annotations)
        try:
            verified = import_records(file, wanted_form, articles, store, maker, wanted, progress)
        except RejectedError as error:
            for line in problems(error.verified):
                say(line)
            raise
    for line in lines(verified, wanted, kind.removesuffix("s")):
        say(line)
    if verified.bad:
        raise typer.Exit(1)


def _as_called(name: str) -> As:
    try:
        return As(name)
    except ValueError:
        raise PullquoteError(
            f"--as: nothing can come in as {name!r}", f"choose one of {', '.join(As)}"
        ) from None


def _format_of(file: Path, name: str | None) -> Format:
    """Return the format that is named, or that a file is taken for, which is said.

    Raises:
        PullquoteError: There is no such file or format, or it cannot be told, or not be read.
    """
    from tui.formats.registry import format_called
    from tui.services.importing.source import guessed

    if not file.exists():
        raise PullquoteError(f"there is no {file}", "check the name")
    form = format_called(name) if name else guessed(file)
    if form.read is None:
        taken = f"{form.name} is" if name else f"{file} is taken for {form.name}, which is"
        raise PullquoteError(f"{taken} only written", "pullquote formats tells what comes in")
    if name is None:
        say(f"{file} is taken for {form.name}: {form.about}")
    return form


def _texts_for(file: Path, paths: list[Path] | None) -> Path | None:
    """Return the file for new texts: in the folder of articles, if there is one."""
    folder = paths[0] if paths else Path("seeds")
    if folder.is_file() or folder == Path("-"):
        return None
    name = f"imported-{file.stem}"
    return next(
        one
        for number in range(1, 10_000)
        if not (one := folder / f"{name}{f'-{number}' if number > 1 else ''}.jsonl").exists()
    )


class _NoArticles:
    """A folder in which there is nothing yet."""

    def ids(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def articles(self) -> Iterator[Article]:
        return iter(())

    def find(self, article_id: str) -> Article | None:
        del article_id
        return None

    def is_an_article(self, file: Path) -> bool:
        del file
        return False


def _check_rejects(skip_bad: Path, file: Path, articles: Corpus | _NoArticles) -> None:
    """Refuse to write bad records over what is imported, or into that, or over an article.

    Raises:
        PullquoteError: They would be.
    """
    hint = "name another file with --skip-bad"
    if skip_bad.exists() and file.resolve() in [path := skip_bad.resolve(), *path.parents]:
        raise PullquoteError(f"{skip_bad} is imported itself: it would be lost", hint)
    if file.is_dir() and file.resolve() in skip_bad.resolve().parents:
        raise PullquoteError(f"{skip_bad} would be in what is imported, and be read with it", hint)
    if articles.is_an_article(skip_bad):
        raise PullquoteError(f"{skip_bad} is one of the articles: it would be lost", hint)


@contextmanager
def _articles(paths: list[Path] | None, settings: Settings) -> Iterator[Corpus | _NoArticles]:
    """Yield the articles; none where the folder for them is empty."""
    folder = paths[0] if paths and len(paths) == 1 else None
    if folder is not None and folder.is_dir() and not any(folder.iterdir()):
        yield _NoArticles()
        return
    with corpus_at(paths, settings) as corpus:
        yield corpus


@contextmanager
def _progress() -> Iterator[Progress]:
    from tui.progress import counted
    from tui.services.importing.importing import Progress

    with counted("verifying records") as verified, counted("writing databases") as written:
        done = 0

        def more(count: int) -> None:
            nonlocal done
            done += count
            written(done)

        yield Progress(verified, more)
