"""Names that are written and read: the model's, and ours."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from urllib.parse import quote, unquote

MODEL = "http://www.w3.org/ns/anno.jsonld"
OURS = "pullquote"
CONTEXT = [
    MODEL,
    {"@version": 1.1, OURS: {"@id": "urn:x-pullquote:data", "@type": "@json"}},
]
"""The model's context, and one of ours in which `pullquote` is JSON that nobody else reads."""

POSITION, QUOTE = "TextPositionSelector", "TextQuoteSelector"
TEXTUAL, SPECIFIC = "TextualBody", "SpecificResource"

_UUID = re.compile("[0-9a-f]{32}")
_AS_UUID, _AS_ID = "urn:uuid:", "urn:x-pullquote:"
_NI = "ni:///sha-256;"


def iri_of(annotation_id: str) -> str:
    """Return the IRI of an annotation."""
    if _UUID.fullmatch(annotation_id):
        one = annotation_id
        return f"{_AS_UUID}{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}"
    return _AS_ID + quote(annotation_id, safe="")


def id_of(iri: str) -> str:
    """Return the id that `iri_of` made an IRI of; that of others is their IRI."""
    if iri.startswith(_AS_UUID) and _UUID.fullmatch(plain := iri[len(_AS_UUID) :].replace("-", "")):
        return plain
    return unquote(iri.removeprefix(_AS_ID)) if iri.startswith(_AS_ID) else iri


def iri_of_text(sha256: str) -> str:
    """Return the IRI of the text with a hash."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii")
    return _NI + digest.rstrip("=")


def hash_of(iri: str) -> str | None:
    """Return the hash that `iri_of_text` made an IRI of, in hexadecimal; None of another."""
    if not iri.startswith(_NI):
        return None
    try:
        digest = base64.urlsafe_b64decode(iri[len(_NI) :] + "=")
    except (binascii.Error, ValueError):
        return None
    return digest.hex() if len(digest) == hashlib.sha256().digest_size else None
