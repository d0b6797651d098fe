"""What Label Studio calls things of a scheme, and the labelling config with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from tui.formats.spans import NEITHER, UNSURE
from tui.model.scheme import Attribute, LabelType, Scheme

CONFIG = "label-studio.xml"
TEXT, LABEL = "text", "label"
"""What is labelled, and the control that does it."""
SPEAKER, CUE, NEXT = "speaker", "cue", "next"
"""Relations of a quote; the regions at the ends of the first two are labelled so, too."""
OURS = "pullquote"

_COLOUR = re.compile("#[0-9a-fA-F]{6}|[a-z]+")


def control_of(label: str, attribute: str) -> str:
    """Return what the control is called that gives a label's attribute."""
    return f"{label}.{attribute}"


def labelling_config(scheme: Scheme) -> str:
    """Return the config of a project for annotations of a scheme."""
    targets = [
        one.name for label in scheme.labels for one in label.attributes if one.kind == "target"
    ]
    colours = {label.name: label.colour for label in scheme.labels}
    others = dict.fromkeys([NEITHER, UNSURE, SPEAKER, CUE, *targets])
    return "\n".join([
        "<View>",
        "  <Style>.htx-text{ white-space: pre-wrap; }</Style>",
        "  <Relations>",
        *(f"    <Relation value={quoteattr(name)}/>"
          for name in dict.fromkeys([SPEAKER, CUE, NEXT, *targets])),
        "  </Relations>",
        f'  <Labels name="{LABEL}" toName="{TEXT}">',
        *(_label(name, colours.get(name, "")) for name in {**colours, **others}),
        "  </Labels>",
        f'  <Text name="{TEXT}" value="${TEXT}"/>',
        *(line for label in scheme.labels for one in label.attributes
          for line in _control(label, one)),
        "</View>",
        "",
    ])  # fmt: skip


def _label(name: str, colour: str) -> str:
    shown = f" background={quoteattr(colour)}" if _COLOUR.fullmatch(colour) else ""
    return f"    <Label value={quoteattr(name)}{shown}/>"


def _control(label: LabelType, attribute: Attribute) -> Iterator[str]:
    name = quoteattr(control_of(label.name, attribute.name))
    when = f'perRegion="true" whenTagName="{LABEL}" whenLabelValue={quoteattr(label.name)}'
    if attribute.kind == "target":
        yield f'  <TextArea name={name} toName="{TEXT}" {when}/>'
        return
    yield f'  <Choices name={name} toName="{TEXT}" {when} choice="single">'
    for choice in attribute.choices:
        yield f"    <Choice value={quoteattr(choice.value)}/>"
    yield "  </Choices>"
