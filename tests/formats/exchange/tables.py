"""What the readers of tables make of an export, and schemes that the field's tasks do not know."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd

from tests.formats.builders import annotation
from tests.formats.exchange.hard import hard
from tui.formats.annotated import Annotated
from tui.model.annotation import Annotation
from tui.model.label import Label
from tui.model.scheme import Attribute, Choice, LabelType, Scheme

TONE = Attribute("tone", "choice", (Choice("GOOD", "g", "warm"), Choice("BAD", "b")), "How?")
FRAMES = Scheme((LabelType("frame", "f", "F", attributes=(TONE,)), LabelType("irony", "i", "I")))
"""Without stances and claims."""

framed = annotation(labels=(Label("frame", (("tone", "BAD"),)), Label("irony")))


def rows(data: bytes, *, delimiter: str = ",", encoding: str = "utf-8") -> list[dict[str, str]]:
    """Read a table as Python's own reader does."""
    text = io.StringIO(data.decode(encoding), newline="")
    return list(csv.DictReader(text, delimiter=delimiter, strict=True))


def frame(data: bytes, **options: Any) -> Any:
    """Read a table as most who train on it do; nothing is taken for missing that is a text."""
    return pd.read_csv(io.BytesIO(data), keep_default_na=False, na_values=[""], **options)


def decided() -> dict[str, Annotation]:
    """Return all hard annotations by their ids."""
    return {one.id: one for each in hard() for one in each.annotations}


def articles() -> dict[str, Annotated]:
    """Return the hard articles by their ids."""
    return {each.article.id: each for each in hard()}
