"""Analysing the articles that come next while one is read, in the same process, niced as it is.

Whoever wants an article at once cancels this: the process leaves off after the piece it is at.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing

from tui.errors import PullquoteError
from tui.model.article import Article
from tui.nlp.process import NotAnalysedError
from tui.services.workspace import Workspace

LONGEST = 300_000
"""Code points of a text that is analysed ahead. Before its first piece a longer one takes a while
in which it does not give way, and when it is opened its first quotes come as soon as any."""


async def analyse_ahead(
    workspace: Workspace,
    articles: Iterator[Article],
    done: Callable[[Article], None] = lambda _: None,
) -> None:
    """Analyse those of `articles` that are not, one after the other; where none can be, stop.

    Nothing is told of what fails: it is where the article is opened.

    Args:
        workspace: Where they are from.
        articles: The articles, each read as it is asked for, in a thread.
        done: Called with each that was analysed.
    """
    try:
        while (article := await asyncio.to_thread(_next_new, workspace, articles)) is not None:
            try:
                async with aclosing(workspace.analyse(article)) as parts:
                    async for _ in parts:
                        pass
            except NotAnalysedError:
                continue  # another one may be
            done(article)
    except PullquoteError:
        return


def _next_new(workspace: Workspace, articles: Iterator[Article]) -> Article | None:
    """Return the next article that is not analysed, or None."""
    new = (one for one in articles if len(one.text) <= LONGEST and not workspace.is_analysed(one))
    return next(new, None)
