"""The reader: reading, and the keys that decide on quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.errors import PullquoteError
from tui.model.annotation import Annotation
from tui.model.edit import Edit
from tui.model.label import Label
from tui.model.scheme import Scheme
from tui.model.span import Span
from tui.model.worklist import Item
from tui.screens.article_screen import ArticleScreen
from tui.screens.host import host_of
from tui.screens.keys.deciding import DECIDING
from tui.screens.keys.keymap import Keymap
from tui.screens.keys.scheme import scheme_keys
from tui.screens.late import Late
from tui.screens.suggested import SuggestedScreen

if TYPE_CHECKING:
    from tui.widgets.label_panel import LabelPanel
    from tui.widgets.note_panel import NotePanel
    from tui.widgets.speaker_panel import Chosen, SpeakerPanel

_NEED_QUOTE = {"label", "note", "speaker", "drop", "border", "other_border"}


class ReaderScreen(SuggestedScreen):
    """Reads articles and decides on their quotes."""

    BINDING_GROUP_TITLE = "Deciding"
    BINDINGS: ClassVar[list[BindingType]] = list(DECIDING)

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._left_notes: dict[tuple[str, Span], str] = {}
        self._noting: tuple[Item, NotePanel] | None = None
        self._label_panel = Late(self, self._make_label_panel)
        self._note_panel = Late(self, self._make_note_panel)
        self._speaker_panel = Late(self, self._make_speaker_panel)

    def on_mount(self) -> None:
        """Build the panels that are needed most after the first paint."""
        self.article_view.on_selected = self._marked_by_hand
        self._build_ahead(self._label_panel.get)
        self._build_ahead(self._note_panel.get)

    def _make_label_panel(self) -> LabelPanel:
        from tui.widgets.label_panel import LabelPanel

        return LabelPanel(back=host_of(self).key_of("labelling.back"))

    def _make_note_panel(self) -> NotePanel:
        from tui.widgets.note_panel import NotePanel

        return NotePanel(back=host_of(self).key_of("note.back"))

    def _make_speaker_panel(self) -> SpeakerPanel:
        from tui.widgets.speaker_panel import SpeakerPanel

        return SpeakerPanel(back=host_of(self).key_of("speaker.back"))

    def _offers(self, action: str) -> bool | None:
        if action in _NEED_QUOTE and self.focused_item is None:
            return None
        return super()._offers(action)

    def _guided_by(self) -> str:
        panel = self._label_panel.widget
        asked = panel.asked_about if self.is_prompting and panel else ""
        return asked or super()._guided_by()

    async def action_label(self, name: str) -> None:
        """Ask for a label's attributes, then put it on the quote."""
        session, item = self.session, self.focused_item
        if item is not None:
            await self._ask_for(
                Label(name),
                lambda label: self._decided(session.add_label(item, label, self.clock.take())),
            )

    async def _ask_for(self, begun: Label, answered: Callable[[Label], None]) -> None:
        """Ask for what a label of the focused quote lacks, and hand it on when all is answered."""
        name = begun.name
        label_panel = await self._label_panel.get()
        kind = self.session.scheme.label_type(name)
        item = self.focused_item
        if kind is None or item is None:
            return
        session = self.session
        used = host_of(self).targets_used
        targets = session.suggestions.targets.suggested(item, used)
        if item.annotation and item.annotation.suggested:
            from tui.services.targets import suggested_first

            targets = suggested_first(item.annotation.suggested, name, targets)

        def done(label: Label | None) -> None:
            self._prompt_ended()
            if label is None:
                self._show_bars()
                return
            host_of(self).note_targets(label)
            answered(label)

        self._prompt_begins()
        asked = session.scheme.to_ask(begun)
        given = {name: value for name, value in begun.values if name not in asked}
        brief = partial(self.guideline.brief, name)
        label_panel.ask(kind, targets, done, brief, given=given)
        self.call_after_refresh(self._keep_in_view, item)
        self._show_bars()

    async def action_note(self) -> None:
        """Write a note on the quote."""
        note_panel = await self._note_panel.get()
        item = self.focused_item
        if item is None:
            return

        before = item.annotation.note if item.annotation else ""
        place = (self.article.id, item.span)

        def done(note: str | None) -> None:
            self._prompt_ended()
            self._noting = None
            if note is not None:
                self._changed(self.session.set_note(item, note))
            elif note_panel.text != before:
                self._left_notes[place] = note_panel.text
                key = self._told_keys("reader.note")
                self.notify(f"The note is not kept; {key} brings back what was typed.")
            self._show_bars()

        self._prompt_begins()
        self._noting = (item, note_panel)
        note_panel.edit(self._left_notes.pop(place, before), done)
        self._show_bars()

    def keep_typed(self) -> None:
        """Keep the note that is being written, as it stands: nobody can end it any more."""
        if self._noting is not None:
            item, panel = self._noting
            self._noting = None
            self.session.set_note(item, panel.text)

    async def action_speaker(self) -> None:
        """Say who said the quote."""
        panel = await self._speaker_panel.get()
        item = self.focused_item
        if item is None:
            return
        session = self.session
        text = session.article.text

        def done(chosen: Chosen | None) -> None:
            self._prompt_ended()
            if chosen is not None and chosen.speaker != item.quote.speaker:
                self._changed(session.set_speaker(item, chosen.speaker))
            self._show_bars()

        self._prompt_begins()
        panel.ask(session.suggestions.speakers.suggested(item, session.items), text, done)
        self.call_after_refresh(self._keep_in_view, item)
        self._show_bars()

    def action_drop(self) -> None:
        """Drop the decision; on an undecided quote what was done to it by hand."""
        item = self.focused_item
        if item is None:
            return
        edits = len(self.session.edits)
        left = self.session.drop(item)
        if len(self.session.edits) == edits:
            self.notify("There is nothing to drop on this quote.")
        else:
            self._changed(left)
            if left is None and item.is_suggested:
                undo = self._told_keys("reader.undo")
                host_of(self).tell_switch(
                    f"The quote came with what was suggested; {undo} brings it back."
                )

    def action_undo(self) -> None:
        """Take back the last change, of any earlier run too."""
        self._reverted("undo")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._reverted("redo")

    def _reverted(self, what: str) -> None:
        try:
            edit = self.session.undo() if what == "undo" else self.session.redo()
        except PullquoteError as error:
            self.notify(str(error), severity="warning")
            return
        if edit is None:
            self.notify(f"There is nothing to {what} in this article.")
            return
        host_of(self).save(self.session)
        self._tell_reverted(edit, what)
        changed = edit.changed
        if not isinstance(changed, Annotation):
            self._entity_reverted(changed, what)
            return
        self._focused = None
        self._show_marks()
        self._focus(self.session.find(changed))

    def _tell_reverted(self, last: Edit, what: str) -> None:
        """Tell what an undo or a redo did, where it did more than can be seen at one quote."""
        from tui.screens.reverted import told  # nobody undoes at the start

        is_undo = what == "undo"
        back = self._told_keys("reader.redo" if is_undo else "reader.undo")
        message = told(self.session.reverted_by(last), is_undo=is_undo, back=back)
        if message:
            host_of(self).tell_switch(message, seconds=8)
        else:  # what was told may have said that this key takes it back
            host_of(self).untell()

    def action_select(self) -> None:
        """Begin to select, at what was found or at the focused quote, if that is in view."""
        self.action_leave_panel()
        self._orphan_in_hand = None
        self.article_view.begin_selection(self._selection_start())

    def action_border(self, by: int) -> None:
        """Move the quote's end, or its start after `o`, by a word."""
        item = self.focused_item
        if item is None:
            return
        moves_end = self._moves_end
        motions = self.article_view.motions
        span = motions.with_border_moved(item.span, end=moves_end, forward=by > 0)
        if span is not None:
            self._changed(self.session.move_borders(item, span))
            self._moves_end = moves_end

    def action_other_border(self) -> None:
        """Let `<` and `>` move the other border."""
        self._moves_end = not self._moves_end
        which = "end" if self._moves_end else "start"
        keys = self._told_keys("reader.border-left", "reader.border-right")
        host_of(self).tell_switch(f"{keys} move the quote's {which} now.")

    def action_toggle_advance(self) -> None:
        """Switch going on by itself on or off."""
        view = host_of(self).view
        view.advance = not view.advance
        says = "goes on to the next open quote" if view.advance else "stays on the quote"
        host_of(self).tell_switch(f"After a decision the focus {says}.")

    def _changed(self, item: Item | None) -> None:
        host_of(self).save(self.session)
        self._focus_item(item)

    def _marked_by_hand(self, span: Span) -> None:
        if not self._placed(span):
            self._changed(self.session.mark(span))


def reader_for(scheme: Scheme, keymap: Keymap) -> type[ReaderScreen]:
    """Return the reader with the keys of a scheme's labels, and those that a person has chosen."""
    # Textual's own, but for Tab: that is a key of ours, and shall do nothing where it is none.
    textuals = [one for one in Screen.BINDINGS if isinstance(one, Binding) and "tab" not in one.key]

    class BoundReaderScreen(ReaderScreen, inherit_bindings=False):
        # All of them here: of two layers' bindings on one key Textual keeps the heir's alone, and
        # its own keymap takes away all other bindings of a key with one. The first that works now
        # takes the key, so what shadows the others comes first.
        BINDINGS: ClassVar[list[BindingType]] = keymap.bound(
            [
                *_of_layers("INNER_BINDINGS"),
                *scheme_keys(scheme),
                *_of_layers("BINDINGS"),
                *textuals,
            ]
        )

    return BoundReaderScreen


def _of_layers(name: str) -> Iterator[BindingType]:
    """Return the bindings that each layer of the reader has under `name`, the heirs' first."""
    for layer in ReaderScreen.mro():
        if issubclass(layer, ArticleScreen):
            yield from vars(layer).get(name, ())
