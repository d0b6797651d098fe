"""A label that a format is made of, whatever else a scheme has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.model.scheme import AttributeKind, Scheme


class Wanted(NamedTuple):
    """A label that the field's tasks ask for.

    Attributes:
        name: What it is called.
        attributes: What has to be asked of it.
        values: What may be answered; a scheme has to have one of them.
    """

    name: str
    attributes: Mapping[str, AttributeKind]
    values: tuple[str, ...]

    def __str__(self) -> str:
        """Return it in words, with what is asked of it."""
        asked = " and ".join(self.attributes)
        return f"the label {self.name!r} with {asked} ({', '.join(self.values)})"

    def is_in(self, scheme: Scheme) -> bool:
        """Tell whether a scheme has it."""
        kind = scheme.label_type(self.name)
        given = {a.name: a for a in kind.attributes} if kind else {}
        known = {choice.value for a in given.values() for choice in a.choices}
        return not known.isdisjoint(self.values) and all(
            name in given and given[name].kind == of for name, of in self.attributes.items()
        )

    def demand(self, scheme: Scheme, form: str) -> None:
        """Check that a scheme has it.

        Raises:
            PullquoteError: It has not; `form` is what asks for it.
        """
        if not self.is_in(scheme):
            raise PullquoteError(
                f"{form} needs {self}, and the scheme has none such",
                "choose a format that takes any label, as textcat or huggingface: "
                "pullquote formats",
            )
