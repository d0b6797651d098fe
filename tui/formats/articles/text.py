"""Articles from `.txt` and `.md` files: one a file, its text kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.formats.articles.bounded import whole
from tui.formats.articles.encoding import decoded, recorded
from tui.formats.articles.found import ArticleFile, Found, Reading
from tui.formats.articles.title import first_heading, first_sentence
from tui.formats.problem import Problem, id_problem, writable
from tui.model.article import Article

_ANYTHING = re.compile("[^\ufeff \t\r\n\x0b\x0c]")


def read(path: ArticleFile, reading: Reading, start: str = "") -> Iterator[Found | Problem]:
    """Read the one article of `path`.

    Nothing is translated: line ends stay, and a byte order mark is the text's first character
    where its encoding has it so.

    Raises:
        OSError: The file cannot be read.
    """
    place = writable(path)
    reason = id_problem(path.stem)
    if reason:
        yield Problem(place, None, reason, "rename the file")
        return
    data = whole(path)
    text = data if isinstance(data, Problem) else decoded(data, path, reading)
    if isinstance(text, Problem):
        yield text
        return
    if not _ANYTHING.search(text):  # to strip a book would copy it
        yield Problem(place, None, "there is no text in it")
        return
    title = first_heading(text) if path.suffix.lower() == ".md" else ""
    title = title or first_sentence(text) or path.stem
    metadata = recorded(reading)
    article = Article(id=path.stem, text=text, title=title, place=place, metadata=metadata)
    yield Found("", article, is_named=True)
