"""The labels an annotator may put on a quote, their attributes and their keys.

The scheme is data: the picker, the validation and the exports follow it. The built-in one has
*stance* (target; polarity as in SemEval-2016 Task 6) and *claim* (check-worthiness as in
ClaimBuster: check-worthy factual, unimportant factual, non-factual).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from tui.model.label import Label, Target
from tui.model.printable import flat

AttributeKind = Literal["target", "choice"]


class Choice(NamedTuple):
    """One value of a choice: what is stored, the key that picks it, what it means."""

    value: str
    key: str
    description: str = ""


class Attribute(NamedTuple):
    """What is asked about a label: a target (text, with its span where picked) or a choice."""

    name: str
    kind: AttributeKind
    choices: tuple[Choice, ...] = ()
    prompt: str = ""


class LabelType(NamedTuple):
    """A label of the scheme.

    Attributes:
        name: What is stored ("stance").
        key: The key that starts it.
        sign: One or two letters for the margin ("S"): told without colour.
        colour: A colour name or `#rrggbb`.
        attributes: Asked in this order.
        multiple: Whether a quote may carry it more than once.
        description: The guideline, in one sentence.
        guideline: All of it, in markdown; empty where it stands in the scheme's, or nowhere.
    """

    name: str
    key: str
    sign: str
    colour: str = "yellow"
    attributes: tuple[Attribute, ...] = ()
    multiple: bool = False
    description: str = ""
    guideline: str = ""


class Scheme(NamedTuple):
    """All labels, and the keys of the two decisions that carry none.

    Attributes:
        labels: The labels.
        neither_key: The key of *neither*.
        unsure_key: The key of *unsure*.
        guideline: What to go by, in markdown, a section a label; see `tui.model.guideline`.
    """

    labels: tuple[LabelType, ...]
    neither_key: str = "x"
    unsure_key: str = "m"
    guideline: str = ""

    def label_type(self, name: str) -> LabelType | None:
        """Return the label type called `name`, or None."""
        for label in self.labels:
            if label.name == name:
                return label
        return None

    def replaces(self, new: Label, old: Label) -> bool:
        """Tell whether `new` takes the place of `old` on one quote.

        It does for a label that a quote may carry once, and else where the target is the same:
        read as it is seen, so a target over a line break is no other.
        """
        kind = self.label_type(new.name)
        if new.name != old.name or kind is None or not kind.multiple:
            return new.name == old.name
        asked = [a.name for a in kind.attributes if a.kind == "target"]
        asked = asked or [a.name for a in kind.attributes]
        return all(_said(new, name) == _said(old, name) for name in asked)

    def problems(self, label: Label) -> Iterator[str]:
        """Yield what is wrong with `label` under this scheme; nothing when it fits."""
        kind = self.label_type(label.name)
        if kind is None:
            yield f"the scheme has no label {label.name!r}"
            return
        names = [a.name for a in kind.attributes]
        for name, _ in label.values:
            if name not in names:
                yield f"{label.name} has no attribute {name!r}"
        for attribute in kind.attributes:
            yield from _attribute_problems(attribute, label)

    def to_ask(self, label: Label) -> tuple[str, ...]:
        """Return the attributes that `label` lacks, or has with a value that they cannot have.

        Nothing where it fits, and where answers would not mend it.
        """
        kind = self.label_type(label.name)
        if kind is None or any(
            name not in [a.name for a in kind.attributes] for name, _ in label.values
        ):
            return ()
        return tuple(a.name for a in kind.attributes if any(_attribute_problems(a, label)))

    def decision_problems(
        self, decision: str | None, labels: tuple[Label, ...], *, name: str = "it"
    ) -> Iterator[str]:
        """Yield what is wrong with a decision and its labels; nothing when they fit.

        `name` is what the reasons call that which is decided.
        """
        if decision == "labelled" and not labels:
            yield f"{name} is labelled without a label"
        if decision == "neither" and labels:
            yield f"{name} is neither, with a label"
        for label in labels:
            yield from self.problems(label)
            if len(labels) > 1 and self._is_one_too_many(label, labels):
                yield f"{label.name} stands on {name} more than once"

    def _is_one_too_many(self, label: Label, labels: tuple[Label, ...]) -> bool:
        kind = self.label_type(label.name)
        if kind is None or kind.multiple:
            return False
        return sum(other.name == label.name for other in labels) > 1


def _said(label: Label, name: str) -> str | None:
    value = label.get(name)
    text = value.text if isinstance(value, Target) else value
    return None if text is None else flat(text)


def _attribute_problems(attribute: Attribute, label: Label) -> Iterator[str]:
    value = label.get(attribute.name)
    if value is None:
        yield f"{label.name} needs {attribute.name}"
    elif attribute.kind == "target":
        if not isinstance(value, Target) or not value.text.strip():
            yield f"{attribute.name} of {label.name} must be a target with a text"
    elif value not in [c.value for c in attribute.choices]:
        known = ", ".join(c.value for c in attribute.choices)
        yield f"{attribute.name} of {label.name} must be one of {known}, not {value!r}"


DEFAULT_SCHEME = Scheme(
    labels=(
        LabelType(
            name="stance",
            key="s",
            sign="S",
            colour="#d97706",
            multiple=True,
            description="The speaker is for or against somebody or something: the target.",
            attributes=(
                Attribute("target", "target", prompt="For or against what?"),
                Attribute(
                    "polarity",
                    "choice",
                    prompt="Is the speaker for or against it?",
                    choices=(
                        Choice("FAVOR", "f", "for the target"),
                        Choice("AGAINST", "a", "against the target"),
                        Choice("NONE", "n", "neither for nor against"),
                    ),
                ),
            ),
        ),
        LabelType(
            name="claim",
            key="c",
            sign="C",
            colour="#2563eb",
            description="The speaker asserts something that can be checked.",
            attributes=(
                Attribute(
                    "check_worthiness",
                    "choice",
                    prompt="Is it worth checking?",
                    choices=(
                        Choice("CFS", "c", "check-worthy factual statement"),
                        Choice("UFS", "u", "unimportant factual statement"),
                        Choice("NFS", "n", "non-factual statement"),
                    ),
                ),
            ),
        ),
    )
)
