"""Adding a page to a corpus: one readable file an article, with where it is from."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.formats.articles.page import Page, PageError, extracted, page_text, trafilatura
from tui.formats.articles.title import first_sentence
from tui.services.output import write_whole
from tui.services.web.fetch import Fetched, checked_url, fetch

_LONGEST_SLUG = 60


class Added(NamedTuple):
    """What became of an address.

    Attributes:
        file: The file of its article.
        is_new: Whether it was not there before.
    """

    file: Path
    is_new: bool


def add(
    url: str,
    folder: Path,
    *,
    now: Callable[[], str],
    get: Callable[[str], Fetched] = fetch,
) -> Added:
    """Fetch the page at `url` and keep its article in `folder`; what is there is not fetched again.

    Args:
        url: The page's address.
        folder: The corpus; it is made when it is not there.
        now: Tells the time, as in a record.
        get: Fetches a page.

    Raises:
        PullquoteError: The page cannot be had or has no article, or it cannot be written.
    """
    asked = checked_url(url).geturl()
    if known := _known(folder, asked):
        return Added(known, is_new=False)
    try:
        trafilatura()  # that it is missing is told before anything is fetched
        found = get(url)
        page = extracted(page_text(found.data, sent=found.encoding), found.url)
    except PageError as error:
        raise PullquoteError(error.reason, error.hint) from error
    if found.url != asked and (known := _known(folder, found.url)):
        return Added(known, is_new=False)
    data = _record(page, asked, found.url, now())
    file = folder / f"{data['id']}.jsonl"
    line = json.dumps(data, ensure_ascii=False).encode("utf-8") + b"\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PullquoteError(f"cannot make {folder}: {error.strerror or error}") from error
    write_whole(file, lambda out: out.write(line))
    return Added(file, is_new=True)


def _record(page: Page, asked: str, url: str, now: str) -> dict[str, str]:
    title = page.title or first_sentence(page.text)
    day = page.date or now[:10]
    record = {
        "id": f"{day}-{_slug(title)}-{_mark(url)}",
        "title": title,
        "date": page.date,
        "source": page.source,
        "url": url,
        "fetched": now,
        **page.metadata,
        "text": page.text,
    }
    return {**record, "asked_for": asked} if asked != url else record


def _mark(url: str) -> str:
    """Return what tells an address in the name of its file."""
    return hashlib.sha256(url.encode("utf-8")).hexdigest()[:10]


def _known(folder: Path, url: str) -> Path | None:
    """Return the file of the article from an address, which may have been asked for by another."""
    mark = _mark(url)
    try:
        with os.scandir(folder) as entries:
            names = sorted(e.name for e in entries if e.name.endswith(f"-{mark}.jsonl"))
    except OSError:
        return None
    return folder / names[0] if names else None


def _slug(title: str) -> str:
    """Return a title as a part of a file's name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = ""
    for word in words:
        if len(slug) + len(word) >= _LONGEST_SLUG:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "page"
