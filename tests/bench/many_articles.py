"""A corpus of 100,000 articles, in both forms there are: files in folders, and lines of files.

Made once and kept in the folder for temporary files: to write it takes longer than to measure.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.builders import annotation, edit
from tui.model.article import text_sha256
from tui.store.annotations import AnnotationStore
from tui.store.names import file_name

ARTICLES = 100_000
IN_A_FOLDER = 1_000
"""Articles in a folder, and lines in a file."""
SOURCES = ("The Globe", "Daily Planet", "Morning Post", "Evening Herald", "Wire Service")

_CODE_POINTS = 3_000
_WORDS = """
the a of and to in that it was for on with as by at from they this had not are but what all were
when we there can an their which committee budget measure question answer minister report figure
bridge harbour railway hospital council election senate treaty agreement defence spending contract
inspection evidence statement procedure witness chair counsel record session infrastructure
"""


class Made(NamedTuple):
    """An article as it is made.

    Attributes:
        id: Its id.
        title: Its first sentence.
        text: All of it, with the title.
        source: Where it was published.
        date: When.
    """

    id: str
    title: str
    text: str
    source: str
    date: str


def made(count: int) -> Iterator[Made]:
    """Yield articles; the same each time."""
    rng, words = random.Random(1), _WORDS.split()
    for number in range(count):
        title = f"{' '.join(rng.choices(words, k=7)).capitalize()} {number}."
        lines, length = [title], len(title)
        while length < _CODE_POINTS:
            lines.append(f"{' '.join(rng.choices(words, k=14)).capitalize()}.")
            length += len(lines[-1]) + 1
        source = rng.choice(SOURCES)
        date = f"{2015 + number % 10}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        yield Made(f"article-{number:06}", title, "\n".join(lines) + "\n", source, date)


def files(count: int = ARTICLES) -> Path:
    """Return a folder with a text file an article, in folders of a thousand."""
    return _once(f"files-{count}", lambda folder: _write_files(folder, count))


def lines(count: int = ARTICLES) -> Path:
    """Return a folder with a JSON line an article, in files of a thousand."""
    return _once(f"lines-{count}", lambda folder: _write_lines(folder, count))


def ids(corpus: Path) -> Iterator[str]:
    """Yield the ids of the articles of either folder, in order."""
    for path in sorted(corpus.iterdir()):
        if path.is_dir():
            yield from (f"{path.name}/{file.stem}" for file in sorted(path.iterdir()))
        else:
            with path.open(encoding="utf-8") as file:
                yield from (json.loads(line)["id"] for line in file)


def decided(root: Path, annotator: str, count: int = ARTICLES) -> None:
    """Put a database for each article of `lines` into the store, with one decision in it."""
    articles = made(count)
    first = next(articles)
    sha256 = text_sha256(first.text)
    one = annotation(
        "a1", 0, 10, article=first.id, article_sha256=sha256, annotator=annotator, decision="unsure"
    )
    store = AnnotationStore(root)
    store.open(annotator, first.id).append([edit(after=one, annotator=annotator)])
    path = store.path_of(annotator, first.id)
    text = path.read_text(encoding="utf-8")
    for article in articles:
        changed = text.replace(first.id, article.id).replace(sha256, text_sha256(article.text))
        path.with_name(file_name(article.id)).write_text(changed, encoding="utf-8")


def _once(name: str, write: Callable[[Path], None]) -> Path:
    folder = Path(tempfile.gettempdir(), "pullquote-bench-articles", name)
    if not folder.exists():
        unfinished = folder.with_name(f".{name}-{os.getpid()}")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        write(unfinished)
        unfinished.rename(folder)
    return folder


def _write_files(folder: Path, count: int) -> None:
    for number, article in enumerate(made(count)):
        below = folder / f"{number // IN_A_FOLDER:03}"
        if number % IN_A_FOLDER == 0:
            below.mkdir()
        (below / f"{article.id}.txt").write_text(article.text, encoding="utf-8")


def _write_lines(folder: Path, count: int) -> None:
    of_file: list[str] = []
    for number, article in enumerate(made(count), 1):
        of_file.append(json.dumps(article._asdict()) + "\n")
        if number % IN_A_FOLDER == 0 or number == count:
            (folder / f"{number:06}.jsonl").write_text("".join(of_file), encoding="utf-8")
            of_file.clear()
