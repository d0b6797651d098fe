"""What is kept of a `Doc` of spaCy's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class TokenSpan(NamedTuple):
    """A span of tokens.

    Attributes:
        first: Its first token.
        last: The token after its last one.
        start: Where it begins in the text, in code points; `end` where it ends.
        label: Its label, or an empty string.
        id: An id, or an empty string.
    """

    first: int
    last: int
    start: int
    end: int
    label: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What is kept of a `Doc`.

    Attributes:
        words: Its tokens.
        spaces: Whether a blank follows each.
        starts: The tokens that begin a sentence; none when that is not known.
        entities: Its entities, in order; None when nobody looked for any.
        spans: Its groups of spans, by their names.
        cats: Its categories, 1 for those it has and 0 for those it has not.
        user_data: What else is to go with it: plain data.
    """

    words: Sequence[str]
    spaces: Sequence[bool]
    starts: frozenset[int] = frozenset()
    entities: Sequence[TokenSpan] | None = None
    spans: Mapping[str, Sequence[TokenSpan]] = field(default_factory=dict)
    cats: Mapping[str, float] = field(default_factory=dict)
    user_data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All of the text."""
        return "".join(
            word + " " if space else word
            for word, space in zip(self.words, self.spaces, strict=True)
        )
