"""What the outline says of each quote."""

from __future__ import annotations

from tui.model.printable import flat
from tui.model.worklist import Item
from tui.screens.reader_status import quote_sign
from tui.services.session import Session
from tui.widgets.outline import OutlineEntry

_BEGINNING = 200
"""Characters of a quote that are enough for the widest row."""


def outline_entry(item: Item, session: Session) -> OutlineEntry:
    """Return what the outline says of a quote."""
    quote, text = item.quote, session.article.text
    sign, state, colour = quote_sign(item, session)
    pieces = (text[start : min(end, start + _BEGINNING)] for start, end in quote.parts[:_BEGINNING])
    return OutlineEntry(
        words=" … ".join(map(flat, pieces))[:_BEGINNING],
        speaker=flat(quote.speaker.name) if quote.speaker else "",
        kind="attitude" if quote.attitude else quote.kind,
        sign=sign,
        state=state,
        colour=colour,
    )
