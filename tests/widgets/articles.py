"""An article with quotes in an article view, in a window of any size."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from rich.cells import cell_len
from textual import on
from textual.geometry import Region
from textual.pilot import Pilot

from tests.widgets.harness import OneWidgetApp, rows
from tui.model.span import Span
from tui.widgets.article_rows import MARGIN
from tui.widgets.article_view import ArticleView
from tui.widgets.quote_marks import QuoteMark

TEXT = (
    "Ada met Abe.\nShe said: “It is a fair deal.”\nAbe said “no” and “never.”\n\n"
    + "The long tale of it goes on and on over many rows of the window. " * 40
    + "\n\nAt last he called it “the end of all\nthat was” and left.\n"
)


class WatchedView(ArticleView):
    """Keeps what it asks the screen to show anew: rows of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[int] = set()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        if repaint:
            self.asked.update(y for region in regions for y in region.line_range)
            if not regions:
                self.asked.update(range(self.size.height))
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class ViewApp(OneWidgetApp):
    @on(ArticleView.MarkClicked)
    def _clicked(self, event: ArticleView.MarkClicked) -> None:
        self.posted.append(event)


@asynccontextmanager
async def view_of(
    text: str = TEXT, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[WatchedView, Pilot[None]]]:
    view = WatchedView()
    async with ViewApp(view).run_test(size=size) as pilot:
        view.show_article(text)
        await pilot.pause()
        yield view, pilot


def span_of(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


DEAL, NO, NEVER = span_of("It is a fair deal."), span_of("no"), span_of("never.")
END = span_of("the end of all\nthat was")
MARKS = tuple(QuoteMark(span) for span in (DEAL, NO, NEVER, END))


def texts(view: ArticleView) -> list[str]:
    """Return the rows without their margin, for a window in which nothing is centred."""
    return [row[_margin_of(row) :].rstrip() for row in rows(view)]


def _margin_of(row: str) -> int:
    """Return how many characters the margin has: a sign may be wider than one cell."""
    return next(n for n in range(len(row)) if cell_len(row[:n]) == MARGIN)


def clicked(pilot: Pilot[None]) -> list[int]:
    app = pilot.app
    assert isinstance(app, ViewApp)
    return [m.number for m in app.posted if isinstance(m, ArticleView.MarkClicked)]
