"""What a rule proposes: a cue, what it attributes, to whom."""

from __future__ import annotations

from typing import NamedTuple

from tui.model.cue_words import Frame
from tui.nlp.quotes.parse import Range
from tui.nlp.quotes.subjects import Subject


class Candidate(NamedTuple):
    """One attribution.

    Attributes:
        cue: The token that heads the cue; None where there is none.
        cue_tokens: The cue with all that goes with it; None where there is none.
        pieces: The content, in tokens, in any order; quote marks may be inside.
        subject: Who speaks.
        frame: By which frame it was found.
        attitude: Whether it tells what somebody thinks or wants.
        confidence: From 0 to 1.
    """

    cue: int | None
    cue_tokens: Range | None
    pieces: tuple[Range, ...]
    subject: Subject | None
    frame: Frame
    attitude: bool = False
    confidence: float = 0.5
