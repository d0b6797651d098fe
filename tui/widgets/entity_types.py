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
KNOWN_TYPES = tuple(label for labels in GROUPS.values() for label in labels)
"""The types of OntoNotes 5, which the English models tell apart."""
_MEANINGS = {
    "PERSON": "people, fictional ones too",
    "ORG": "companies, agencies, institutions",
    "GPE": "countries, cities, states",
    "LOC": "other places: mountains, seas",
    "FAC": "buildings, airports, roads",
    "NORP": "nationalities, religious or political groups",
    "DATE": "dates or periods",
    "TIME": "times smaller than a day",
    "MONEY": "money, with its unit",
    "CARDINAL": "other numbers",
    "ORDINAL": "first, second",
    "QUANTITY": "weight, distance and the like",
    "PERCENT": "percentage, with %",
    "EVENT": "named storms, battles, sports events",
    "LAW": "named documents made into laws",
    "LANGUAGE": "any named language",
    "PRODUCT": "objects, vehicles, foods; no services",
    "WORK_OF_ART": "titles of books, songs",
}
_GROUP_OF = {label: group for group, labels in GROUPS.items() for label in labels}


def meaning_of(label: str) -> str:
    """Return what a type stands for, or an empty string where nobody knows."""
    return _MEANINGS.get(label, "")


def group_of(label: str) -> str:
    """Return the group an entity type belongs to; types nobody knows are things."""
    return _GROUP_OF.get(label, "thing")
