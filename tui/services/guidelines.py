"""The guideline that an annotator goes by."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from tui.model.guideline import Guideline, read_guideline
from tui.model.scheme import DEFAULT_SCHEME, Scheme


@lru_cache(1)
def guideline_of(scheme: Scheme) -> Guideline:
    """Return a scheme's guideline; for the built-in labels the one that comes along.

    Read when it is first needed: nobody needs it to see an article.
    """
    text = scheme.guideline
    if not text and scheme.labels == DEFAULT_SCHEME.labels:
        text = (files("tui") / "guidelines" / "stance-claim.md").read_text(encoding="utf-8")
    return read_guideline(scheme, text)
