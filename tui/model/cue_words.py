"""The words by which a text attributes what it tells, and the frames they do it in.

Plain data, so that `pullquote.toml` can be read without the detector: a language's own words stand
in its module of `tui.nlp.quotes`, and a project adds to them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Literal, NamedTuple, get_args

Frame = Literal["clause", "quote", "to", "object", "as", "predicate", "told", "about", "attitude"]
FRAMES: tuple[Frame, ...] = get_args(Frame)
"""What may be the content of a cue, and of which sort it is:

- `clause`: a clause after it, with or without "that": "She **said** (that) it rains".
- `quote`: words in quote marks before or after it: "“It rains,” she **laughed**".
- `to`: an infinitive: "She **vowed** to fight".
- `object`: its object: "She **criticised** the deal".
- `as`: its object with what it is taken for: "She **dismissed** the claims as unfounded".
- `predicate`: its object and what that is called: "She **called** it a smart move".
- `told`: an object and what that one shall do: "She **urged** Congress to act".
- `about`: what a preposition leads to: "She **warned** of a crisis".
- `attitude`: no frame, but a sort: what it tells is thought or wanted, not said.
"""


NOUN_FRAMES: tuple[Frame, ...] = ("clause", "to", "about", "attitude")
"""Those that nouns have: "the claim that", "his promise to", "comments on"."""


class CueWords(NamedTuple):
    """Words that a project adds to a language's cues, or gives other frames.

    Attributes:
        verbs: Lemma -> its frames; none at all takes the verb out.
        nouns: Likewise ("claim": "the claim that...").
    """

    verbs: Mapping[str, tuple[Frame, ...]] = {}
    nouns: Mapping[str, tuple[Frame, ...]] = {}

    def as_json(self) -> dict[str, dict[str, list[str]]]:
        """Return a form for the wire."""
        return {
            "verbs": {lemma: list(frames) for lemma, frames in sorted(self.verbs.items())},
            "nouns": {lemma: list(frames) for lemma, frames in sorted(self.nouns.items())},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Mapping[str, list[Frame]]]) -> CueWords:
        """Read what `as_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: It is not such a form.
        """
        return cls(*({k: tuple(v) for k, v in data[part].items()} for part in ("verbs", "nouns")))

    @property
    def digest(self) -> str:
        """A short text that is another one for other words; empty when there are none."""
        if not self.verbs and not self.nouns:
            return ""
        return sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()[:12]
