"""Selecting a part of the article, by keys as in vi or with the mouse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.model.motion import Caret, Motion, Motions
from tui.model.rows import Place
from tui.model.span import Span, trimmed
from tui.model.wrap import Row
from tui.widgets.article_rows import MARGIN
from tui.widgets.article_view import ArticleView
from tui.widgets.cells import clusters


def _motion(keys: str, motion: Motion, tooltip: str, label: str = "") -> Binding:
    return Binding(
        keys,
        f"extend('{motion}')",
        label or tooltip,
        show=bool(label),
        priority=True,
        id=f"select.{motion}",
        tooltip=tooltip,
    )


class SelectableArticle(ArticleView):
    """An article in which a selection can be made.

    Attributes:
        on_selected: Called with what was selected, when Enter is pressed. Called and not told by a
            message, so that no key typed ahead can come in between.
    """

    BINDING_GROUP_TITLE = "Selecting"
    # A click must not take the focus from a panel that asks: its Esc would be out of reach.
    FOCUS_ON_CLICK = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finish", "make it a quote", priority=True, id="select.finish",
                tooltip="Make the selection a quote"),
        Binding("escape", "cancel", "cancel", priority=True, id="select.cancel",
                tooltip="Leave without a quote"),
        _motion("h,left,shift+left", "left", "One character left"),
        _motion("l,right,shift+right", "right", "One character right"),
        _motion("w,ctrl+right,ctrl+shift+right", "word", "To the next word", "word"),
        _motion("b,ctrl+left,ctrl+shift+left", "back", "To the word before", "back"),
        _motion("e", "word-end", "To the end of the word", "word's end"),
        _motion("right_parenthesis", "sentence", "To the end of the sentence", "sentence"),
        _motion("left_parenthesis", "sentence-back", "To the start of the sentence"),
        _motion("right_curly_bracket", "paragraph", "To the end of the paragraph"),
        _motion("left_curly_bracket", "paragraph-back", "To the start of the paragraph"),
        Binding("j,down,shift+down", "extend_rows(1)", "row down", show=False, priority=True,
                id="select.down", tooltip="One row down"),
        Binding("k,up,shift+up", "extend_rows(-1)", "row up", show=False, priority=True,
                id="select.up", tooltip="One row up"),
        Binding("o", "swap", "other end", priority=True, id="select.swap",
                tooltip="Move the other end of the selection"),
        Binding("v", "restart", "begin here", priority=True, id="select.restart",
                tooltip="Begin the selection anew where it ends now"),
    ]  # fmt: skip

    @dataclass
    class Selecting(Message):
        """A selection began or ended."""

        active: bool

    def __init__(self, *, measure: int = 80, id: str | None = None) -> None:  # noqa: A002
        super().__init__(measure=measure, id=id)
        self.on_selected: Callable[[Span], None] = lambda _: None
        self.takes_mouse = True
        self._sentences: Sequence[Span] = ()
        self._caret: Caret | None = None
        self._goal_column: int | None = None
        self._pressed_at: int | None = None
        self._dragged = False

    # -- what the owner sets ---------------------------------------------------------------------

    def show_article(self, text: str) -> None:
        """Show another article, with nothing selected."""
        self._caret = None
        self._sentences = ()
        super().show_article(text)

    def know_sentences(self, sentences: Sequence[Span]) -> None:
        """Take the sentences that `(` and `)` move by."""
        self._sentences = sentences

    def begin_selection(self, at: int) -> None:
        """Begin a selection at the character at offset `at`."""
        if self._text and not self._text.isspace():
            at = max(0, min(at, len(self._text) - 1))
            self._set_caret(Caret(at, at))

    @property
    def is_selecting(self) -> bool:
        """Whether a selection is being made."""
        return self._caret is not None

    @property
    def selected(self) -> Span | None:
        """What is selected, less white space at its ends; None when nothing is left of it."""
        if self._caret is None:
            return None
        span = trimmed(self._text, self._whole(self._caret.span))
        return span if span.start < span.end else None

    @property
    def motions(self) -> Motions:
        """The places of this text."""
        return Motions(self._text, self._sentences, self.paragraphs)

    # -- actions ---------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the selection's keys work only while there is one."""
        if action in {"extend", "extend_rows", "finish", "cancel", "swap", "restart"}:
            return self.is_selecting
        return super().check_action(action, parameters)

    def action_extend(self, motion: Motion) -> None:
        """Move the moving end of the selection."""
        if self._caret:
            self._goal_column = None
            self._set_caret(self._caret.moved(self.motions.move(self._caret.at, motion)))

    def action_extend_rows(self, by: int) -> None:
        """Move the moving end by rows, keeping its column."""
        if not self._caret:
            return
        column = self._goal_column
        if column is None:
            column = self._goal_column = self._layout.column_of(self._caret.at)
        rows = self._layout.rows
        place = rows.moved(rows.place_of(self._caret.at), by)
        if not self._is_text(place):
            place = rows.moved(place, by)
        self._set_caret(self._caret.moved(self._layout.offset_at(place, column)))

    def action_swap(self) -> None:
        """Move the other end from now on."""
        if self._caret:
            self._set_caret(self._caret.swapped())

    def action_restart(self) -> None:
        """Begin the selection anew at its moving end."""
        if self._caret:
            self._set_caret(Caret(self._caret.at, self._caret.at))

    def action_finish(self) -> None:
        """Tell what is selected, less white space at its ends, and end the selection."""
        span = self.take_selection()
        if span:
            self.on_selected(span)

    def take_selection(self) -> Span | None:
        """End the selection; returns what it was, less white space at its ends; None if nothing."""
        span = self.selected
        self._set_caret(None)
        return span

    def _whole(self, span: Span) -> Span:
        """Return `span` with the whole of its last sign: an accent belongs to its letter."""
        row = self._row(self._layout.rows.place_of(span.end - 1))
        ends = (row.start + end for _, end, _ in clusters(self._text[row.start : row.end]))
        return Span(span.start, next((end for end in ends if end >= span.end), span.end))

    def action_cancel(self) -> None:
        """End the selection without telling."""
        self._set_caret(None)

    def _is_text(self, place: Place) -> bool:
        row = self._row(place)
        return row.start < row.end

    def _set_caret(self, caret: Caret | None) -> None:
        old, self._caret = self._caret, caret
        if old == caret:
            return
        self._redraw(_difference(old, caret))
        if caret:
            self._show_caret(caret)
        if (old is None) != (caret is None):
            self.post_message(self.Selecting(caret is not None))

    def _show_caret(self, caret: Caret) -> None:
        """Scroll no further than to the row of the caret."""
        rows, window = self._layout.rows, self.window
        if not window:
            return
        at, height = rows.place_of(caret.at), len(window)
        if at < window[0]:
            self._scroll_and_tell(rows.distance(window[0], at, most=height))
        elif at > window[-1]:
            self._scroll_and_tell(rows.distance(window[-1], at, most=height))
        if not self.is_in_view(caret.at):
            self.scroll_to_parts([caret.span])

    # -- drawing ---------------------------------------------------------------------------------

    def _layers(self, row: Row) -> list[tuple[int, int, Style]]:
        layers = super()._layers(row)
        if self._caret and row.start < row.end:
            span, at = self._caret.span, self._caret.at
            start, end = max(row.start, span.start), min(row.end, span.end)
            layers.append((start, end, self._looks["selection"]))
            if row.start <= at < row.end:
                layers.append((at, at + 1, self._looks["caret"]))
        return layers

    # -- the mouse -------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note where a drag may begin."""
        if event.button == 1 and self.window and self.takes_mouse:
            self._dragged = False
            self._pressed_at = self.offset_under(event)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to where the mouse is dragged."""
        if not self.takes_mouse:  # a key has begun to ask meanwhile
            self._pressed_at = None
        if self._pressed_at is None:
            return
        if not 0 <= event.y < self.size.height:
            self._scroll_and_tell(-1 if event.y < 0 else 1)
        at = self.offset_under(event)
        if at != self._pressed_at or self._dragged:
            self._dragged = True
            self._set_caret(Caret(self._pressed_at, at))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag; the selection stays until Enter or Esc."""
        self._pressed_at = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Focus a quote, unless the click only ends a drag; two select a word, three a sentence."""
        if self._dragged or not self.takes_mouse:
            self._dragged = False
            return
        if event.chain > 1 and event.x >= self._layout.left + MARGIN:
            at = self.offset_under(event)
            around = self._word_at(at) if event.chain == 2 else self._sentence_at(at)
            if around.start <= at < around.end:
                self._set_caret(Caret(around.start, around.end - 1))
            return
        self._set_caret(None)
        super().on_click(event)

    def _word_at(self, at: int) -> Span:
        return Span(
            self.motions.border(at + 1, end=False, forward=False),
            self.motions.border(at, end=True, forward=True),
        )

    def _sentence_at(self, at: int) -> Span:
        sentences = self._sentences or self.paragraphs
        number = bisect_right(sentences, at, key=attrgetter("start")) - 1
        return sentences[number] if number >= 0 else Span(at, at)


def _difference(old: Caret | None, new: Caret | None) -> list[Span]:
    """Return what is drawn differently: of a selection that grows, only what it grows by."""
    if old and new and old.anchor == new.anchor:
        return [Span(min(old.at, new.at), max(old.at, new.at) + 1)]
    return [one.span for one in (old, new) if one]
