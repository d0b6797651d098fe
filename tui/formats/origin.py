"""Which article a record is about, as formats with room for data of others tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.formats.found import Whose
from tui.model.article import Article
from tui.model.record import RecordReader

_KNOWN = ("title", "date", "source", "url")


def origin_of(article: Article) -> dict[str, str]:
    """Return an article's id, its text's hash, and what else is known of it."""
    about = {"article": article.id, "article_sha256": article.sha256}
    known = {key: str(getattr(article, key)) for key in _KNOWN}
    return about | {key: value for key, value in known.items() if value}


def whose_of(about: Mapping[str, Any], text: str | None) -> Whose:
    """Return which article it was that `origin_of` told of; other keys are left alone.

    Raises:
        ValueError: One of them is no text.
    """
    read = RecordReader(about)
    told = {key: "" if read.is_absent(key) else read.text(key) for key in _KNOWN}
    ids = ("article", "article_sha256")
    found = {key: None if read.is_absent(key) else read.text(key) for key in ids}
    return Whose(found["article"], found["article_sha256"], text, **told)
