"""What came of an import, in lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tui.model.printable import beginning
from tui.services.importing.importing import Wanted
from tui.services.importing.outcome import Verified
from tui.services.output import many

_TYPES = 8
"""Types of entities that are told, and sorts of what is passed over."""
_LONGEST = 40


def lines(verified: Verified, wanted: Wanted, what: str) -> Iterator[str]:
    """Yield what was mended, left out and made, and in the end what came in.

    Args:
        verified: What came of it.
        wanted: What was asked for.
        what: What an annotation came in as: "annotation" or "suggestion".
    """
    yield from problems(verified)
    for mistake, count in sorted(verified.mended.items()):
        yield f"counted over: {many(count, 'record')} whose places {mistake}"
    yield from _left_out(verified, wanted)
    if verified.new_articles:
        made = many(len(verified.new_articles), "new article")
        yield made if wanted.dry_run else f"{made} in {wanted.texts}"
    if verified.entities:
        most = verified.entities.most_common(_TYPES)
        yield f"types of entities: {', '.join(f'{name} {count:,}' for name, count in most)}"
    yield from _of_no_use(verified)
    if verified.undecided:
        yield f"only marked, without a decision: {many(verified.undecided, 'quote')}"
    if verified.replacing:
        what_is_replaced = many(verified.replacing, "quote")
        replaces = "would replace" if wanted.dry_run else "replaced"
        yield f"{replaces} an earlier suggestion: on {what_is_replaced}"
    if verified.unacceptable:
        waiting = many(verified.unacceptable, "suggestion")
        why = _sorts(verified.lacking)
        yield f"not whole (= in the reader asks for what is missing): {waiting} ({why})"
    yield _came_in(verified, wanted, what)


def _counted(parts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(parts.items()))


def _sorts(passed: Counter[str]) -> str:
    most = sorted(passed.items(), key=lambda one: (-one[1], one[0]))
    told = [f"{beginning(name, _LONGEST)} {count:,}" for name, count in most[:_TYPES]]
    more = sum(count for _, count in most[_TYPES:])
    return ", ".join([*told, f"{more:,} more"] if more else told)


def problems(verified: Verified) -> Iterator[str]:
    """Yield what is wrong with the first records that are bad, and how many more there are."""
    yield from map(str, verified.problems)
    more = verified.bad - len(verified.problems)
    if more:
        yield f"and {more:,} more"


def _of_no_use(verified: Verified) -> Iterator[str]:
    if verified.left_out:
        yield f"left out, as nothing is decided in them: {_sorts(verified.left_out)}"
    if verified.passed_over:
        yield f"passed over, as there is no place for it here: {_sorts(verified.passed_over)}"


def _left_out(verified: Verified, wanted: Wanted) -> Iterator[str]:
    if verified.known:
        yield f"left as they are: {_known(verified)} that came in before"
    if verified.missing:
        yield f"kept, as it is only missing in the file: {_counted(verified.missing)}"
    if verified.absent:
        absent = many(verified.absent, "quote")
        yield f"not in the file, and kept: {absent} (d in the reader drops what was deleted there)"
    if verified.added:
        yield f"added to annotations that were there without: {_counted(verified.added)}"
    if verified.decided:
        yield f"left out: {many(verified.decided, 'suggestion')} for what is decided already"
    if verified.turned_down:
        count = many(verified.turned_down, "suggestion")
        turned_down = "was turned down" if verified.turned_down == 1 else "were turned down"
        yield f"left out: {count} that {turned_down}"
    if verified.unsuggested:
        what = many(verified.unsuggested, "entity", "entities")
        yield f"left out: {what}, which cannot be suggested"
    if verified.bad and wanted.skip_bad and not wanted.dry_run:
        yield from _rejected(verified, wanted.skip_bad)


def _rejected(verified: Verified, place: Path) -> Iterator[str]:
    if kept := verified.bad - verified.lost:
        quotes = verified.quotes_in_bad
        told = f" with {many(quotes, 'quote')}" if quotes > kept else ""
        yield f"left out into {place}: {many(kept, 'bad record')}{told}"
    if verified.lost:
        unread = many(verified.lost, "record")
        yield f"left out, and not in {place}: {unread} not read"


def _known(verified: Verified) -> str:
    entities = verified.known_entities
    quotes = verified.known - entities
    told = [many(quotes, "quote")] if quotes else []
    return " and ".join([*told, many(entities, "entity", "entities")] if entities else told)


def _came_in(verified: Verified, wanted: Wanted, what: str) -> str:
    entities = verified.entities.total()
    found = (verified.annotations, entities, verified.known, verified.bad)
    if not any((*found, verified.decided, verified.turned_down, verified.added)):
        return "there is no quote and no entity in it that could come in"
    told = f" and {many(entities, 'corrected entity', 'corrected entities')}" if entities else ""
    return (
        f"{many(verified.annotations, what)}{told} "
        f"{'would come in' if wanted.dry_run else 'came in'}, "
        f"on {many(len(verified.articles), 'article')} "
        f"by {many(len(verified.annotators), 'annotator')}"
    )
