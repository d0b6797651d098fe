"""Looking at one database: its records, its log, its name, its article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.edit import Edit
from tui.model.entity_mark import EntityMark
from tui.model.printable import brief
from tui.model.scheme import Scheme
from tui.services.check_articles import MOVES, Articles, against_article, without_article
from tui.services.check_moved import move_along
from tui.store.annotations import CORPUS_ID
from tui.store.examine import Examined, examine
from tui.store.fault import Fault
from tui.store.mend import mended, rename, rewrite
from tui.store.names import file_name, plain_id
from tui.store.regular import open_regular
from tui.store.replay import differences, fault_of
from tui.store.schemas import SCHEMAS, STORE_SCHEMA
from tui.store.seen_ids import SeenIds
from tui.store.walk import Entry

_NEWER = re.compile(r"pullquote-store/\d+")
Looked = Iterator[tuple[Fault, bool]]
"""What was found, each with whether it is mended now."""


class DatabaseCheck:
    """Looks at databases, one after the other.

    Args:
        scheme: What the labels have to fit.
        articles: What the records are held against; None for nothing.
        ids: The ids of all databases.
        now: What tells the time as it is stored.
        repair: Whether to mend what can be mended.

    Attributes:
        files: How many databases were looked at.
        records: How many records were in them, edits left out.
    """

    def __init__(
        self,
        scheme: Scheme,
        articles: Articles | None,
        ids: SeenIds,
        now: Callable[[], str],
        *,
        repair: bool,
    ) -> None:
        self._scheme, self._articles, self._ids = scheme, articles, ids
        self._now, self._repair = now, repair
        self.files = self.records = 0

    def look_at(self, entry: Entry) -> Looked:
        """Yield what is wrong with a database.

        Raises:
            PullquoteError: It is no regular file, or far too large.
            OSError: It cannot be read or mended.
        """
        self.files += 1
        with open_regular(entry.path) as file:
            data = file.read()
        found = examine(data)
        schema = (found.meta or {}).get("schema")
        if isinstance(schema, str) and _is_newer(schema):
            reason = f"it is of a newer pullquote ({brief(schema)}): update pullquote"
            yield Fault("error", None, reason), False
            return
        article_id = article_of(entry, found)
        in_file = [*found.faults, *self._meta_faults(entry, found, article_id)]
        in_file += [fault_of(found, one) for one in differences(found)]
        kept = None
        if self._repair and article_id is not None and any(fault.mend for fault in in_file):
            tables = mended(found, article_id, entry.annotator, self._now())
            kept = rewrite(entry.path, tables, data)
        yield from (_told(fault, kept) for fault in _in_order(in_file))
        article, faults = self._article(article_id if entry.kind == "database" else None)
        faults = _in_order([*faults, *self._record_faults(entry, found, article)])
        moved = self._moved(entry, article, faults)
        yield from ((fault, fault.mend == MOVES and moved) for fault in faults)
        if article_id is not None and entry.kind == "database":
            yield from self._name_fault(entry.path, article_id)

    def _meta_faults(
        self, entry: Entry, found: Examined, article_id: str | None
    ) -> Iterator[Fault]:
        meta = found.meta
        line = found.tables["meta"]["database"].line if meta is not None else None
        if article_id is None:
            yield Fault("error", line, "it does not tell which article it belongs to")
        elif meta is None or not isinstance(meta.get("article"), str):
            reason = "it does not say which article it belongs to"
            yield Fault("error", line, reason, f"writes that it is {brief(article_id)}")
        elif meta["article"] != article_id:
            reason = f"it says that it is of {brief(meta['article'])}, its name and its records not"
            yield Fault("error", line, reason, f"writes that it is {brief(article_id)}")
        if meta is None:
            return
        if meta.get("schema") not in SCHEMAS:
            reason = f"its schema is {brief(meta.get('schema'))}, not {STORE_SCHEMA!r}"
            yield Fault("error", line, reason, "writes the right one")
        if meta.get("annotator") != entry.annotator:
            by = brief(meta.get("annotator"))
            reason = f"it is by {by}, and lies in the folder of {entry.annotator!r}"
            yield Fault("warning", line, reason)

    def _article(self, article_id: str | None) -> tuple[Article | None, list[Fault]]:
        """Return an article, and what there is to say when it is not there."""
        if self._articles is None or article_id is None:
            return None, []
        article = self._articles.find(article_id)
        if article is not None:
            return article, []
        reason = f"article {brief(article_id)} is not among those that were looked at"
        return None, [Fault("note", None, reason)]

    def _moved(self, entry: Entry, article: Article | None, faults: list[Fault]) -> bool:
        """Move records along, and tell whether all that could be are."""
        wanted = sum(fault.mend == MOVES for fault in faults)
        if not self._repair or article is None or not wanted:
            return False
        if entry.path.name != file_name(article.id):  # it gets its name first
            return False
        root = entry.path.parent.parent
        return move_along(root, entry.annotator, article, self._scheme) >= wanted

    def _record_faults(
        self, entry: Entry, found: Examined, article: Article | None
    ) -> Iterator[Fault]:
        records = [*found.table("annotations").values(), *found.table("entities").values()]
        self.records += len(records) + len(found.table("rules"))
        yield from _owner_faults(entry, found)
        lines = {kept.record["id"]: kept.line for kept in records}
        for taken, path in self._ids.add(str(entry.path), lines):
            reason = f"record {brief(taken)} is in {path} too: one of the two files is a copy"
            yield Fault("error", lines[taken], reason)
        if article is None:
            yield from without_article(records, self._scheme)
        else:
            yield from against_article(article, records, self._scheme)

    def _name_fault(self, path: Path, article_id: str) -> Looked:
        name = file_name(article_id)
        if name == path.name:
            return
        target = path.with_name(name)
        reason = f"it is the database of article {brief(article_id)}, which is to be called {name}"
        if target.exists():
            yield Fault("error", None, f"{reason}; and there is one called so"), False
            return
        is_done = self._repair and rename(path, target)
        yield Fault("error", None, reason, "gives it that name"), is_done


def article_of(entry: Entry, found: Examined) -> str | None:
    """Return the id of a database's article: as it says, or its name or its records tell.

    Its own word does not hold against both of the others.
    """
    if entry.kind == "corpus":
        return CORPUS_ID
    path = entry.of or entry.path
    said = (found.meta or {}).get("article")
    if isinstance(said, str) and file_name(said) == path.name:
        return said
    ids = {
        kept.made.article
        for table in ("annotations", "entities")
        for kept in found.table(table).values()
        if isinstance(kept.made, Annotation | EntityMark)
    }
    by_records = next((one for one in ids if file_name(one) == path.name), None)
    if by_records is not None:
        return by_records
    return said if isinstance(said, str) else plain_id(path.name)


def _owner_faults(entry: Entry, found: Examined) -> Iterator[Fault]:
    """Yield the records that are of another person or another article than their file."""
    article_id = article_of(entry, found)
    for table in ("annotations", "entities", "rules", "edits"):
        for line, record, made in found.table(table).values():
            named = f"{'edit' if isinstance(made, Edit) else 'record'} {brief(record['id'])}"
            if record["annotator"] != entry.annotator:
                reason = f"{named} is by {brief(record['annotator'])}, not by {entry.annotator!r}"
                yield Fault("warning", line, reason)
            is_elsewhere = isinstance(made, Annotation | EntityMark) and made.article != article_id
            if is_elsewhere and article_id is not None:
                reason = f"{named} is of article {brief(record['article'])}"
                yield Fault("error", line, f"{reason}, not of {brief(article_id)}")


def _told(fault: Fault, kept: Path | None) -> tuple[Fault, bool]:
    if kept is None or not fault.mend:
        return fault, False
    return fault._replace(mend=f"{fault.mend}; as it was: {kept.name}"), True


def _is_newer(schema: str) -> bool:
    return schema not in SCHEMAS and bool(_NEWER.fullmatch(schema))


def _in_order(faults: Iterator[Fault] | list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: fault.line or 0)
