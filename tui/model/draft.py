"""A label while it is being given: which attributes are answered, which comes next."""

from __future__ import annotations

from typing import NamedTuple

from tui.model.label import Label, Target, Value
from tui.model.scheme import Attribute, LabelType


class LabelDraft(NamedTuple):
    """The answers so far, in the order the scheme asks."""

    kind: LabelType
    values: tuple[Value, ...] = ()

    @property
    def asked(self) -> Attribute | None:
        """The attribute to ask next; None when the label is complete."""
        if len(self.values) < len(self.kind.attributes):
            return self.kind.attributes[len(self.values)]
        return None

    @property
    def label(self) -> Label:
        """The label with what was answered."""
        names = (attribute.name for attribute in self.kind.attributes)
        return Label(self.kind.name, tuple(zip(names, self.values, strict=False)))

    def answered(self, value: Value) -> LabelDraft:
        """Return the draft with the next attribute answered."""
        return self._replace(values=(*self.values, value))

    def back(self) -> LabelDraft | None:
        """Return the draft without its last answer; None when there was none."""
        return self._replace(values=self.values[:-1]) if self.values else None

    @property
    def path(self) -> str:
        """What was answered, for people: "stance › Japan"."""
        texts = (value.text if isinstance(value, Target) else value for value in self.values)
        return " › ".join((self.kind.name, *texts))
