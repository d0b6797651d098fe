"""Analysing the articles that come next while one is read, in the same process, niced as it is.

Whoever wants an article at once cancels this: the process leaves off after the piece it is at.
"""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from tui.errors import PullquoteError
from tui.model.article import Article
from tui.nlp.process import NotAnalysedError
from tui.services.corpus import Corpus
from tui.services.workspace import Workspace

LONGEST = 300_000
"""Code points of a text that is analysed ahead. Before its first piece a longer one takes a while
in which it does not give way, and when it is opened its first quotes come as soon as any."""
_ASKED = 500
"""Articles whose analyses are looked for at a time."""


async def analysed_ahead(workspace: Workspace, numbers: Sequence[int]) -> AsyncGenerator[int, None]:
    """Analyse what is not of the articles with these numbers; yields each that was.

    Nothing is told of what fails: it is where the article is opened. Where none can be analysed,
    this ends.
    """
    try:
        for begin in range(0, len(numbers), _ASKED):
            asked = numbers[begin : begin + _ASKED]
            for number in await to_thread(workspace.unanalysed, asked):
                article = await to_thread(_article, workspace.corpus, number)
                if article is not None and await _is_analysed(workspace, article):
                    yield number
    except PullquoteError:
        return


async def _is_analysed(workspace: Workspace, article: Article) -> bool:
    """Analyse an article; tell whether that could be done.

    Raises:
        PullquoteError: Nor can any other.
    """
    try:
        async with aclosing(workspace.analyse(article)) as parts:
            async for _ in parts:
                pass
    except NotAnalysedError:
        return False  # another one may be
    return True


def _article(corpus: Corpus, number: int) -> Article | None:
    try:
        article = corpus.article(number)
    except PullquoteError:  # it is told where it is opened
        return None
    return article if len(article.text) <= LONGEST else None
