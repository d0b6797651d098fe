"""The groups that entity types are coloured by: eighteen types are more than an eye tells apart."""

from __future__ import annotations

GROUPS: dict[str, tuple[str, ...]] = {
    "person": ("PERSON",),
    "org": ("ORG",),
    "place": ("GPE", "LOC", "FAC"),
    "group": ("NORP",),
    "time": ("DATE", "TIME"),
    "number": ("MONEY", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT"),
    "thing": ("EVENT", "LAW", "LANGUAGE", "PRODUCT", "WORK_OF_ART"),
}
_GROUP_OF = {label: group for group, labels in GROUPS.items() for label in labels}


def group_of(label: str) -> str:
    """Return the group an entity type belongs to; types nobody knows are things."""
    return _GROUP_OF.get(label, "thing")
