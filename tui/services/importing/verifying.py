"""Verifying what a file says: each record against its article, the scheme, and what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from tui.errors import PullquoteError
from tui.formats.annotated import prove
from tui.formats.exchange.entities import prove_entity
from tui.formats.fields import ALL
from tui.formats.format import Format
from tui.formats.found import Bad, Found, FoundQuote
from tui.formats.problem import Problem, id_problem
from tui.model.annotation import Annotation, Suggested
from tui.model.article import Article
from tui.model.edit import Changed
from tui.model.entity_change import EntityRule
from tui.model.entity_mark import EntityMark
from tui.services.importing.absent import Absent
from tui.services.importing.comparing import (
    added,
    completed,
    contradictions,
    missing,
    parts_in,
    parts_of,
)
from tui.services.importing.faults import Faults
from tui.services.importing.making import Maker
from tui.services.importing.matching import Matching, UnmatchedError
from tui.services.importing.outcome import Outcome, Verified
from tui.services.importing.placing import MisplacedError, placed
from tui.services.importing.recounting import recounted
from tui.services.importing.rejects import Rejects
from tui.services.importing.staged import Place, Staged
from tui.services.importing.there import reader_of, reader_of_joined, reader_of_turned_down
from tui.services.importing.twins import Twins
from tui.services.reanchor import reanchor
from tui.settings import checked_annotator
from tui.store.annotations import AnnotationStore

MEND = "--mend-offsets puts them right"
SCHEME = "mend it in the file, bring it in with --as suggestions, or mend pullquote.toml"
IN_FILE = "mend it in the file, or leave it out with --skip-bad"
OTHERWISE = "bring it in under another name with --annotator, or leave it out with --skip-bad"
DROP = "drop the decision in the reader with d and import again"
CHANGE = "make it the same in the reader"
MERGED = "they are there already; to bring it in beside them nevertheless, say so with"
TWICE = "leave one of the two out in the file"
TWICE_NAMED = "without --annotator each one's stays theirs; else bring in one person's at a time"
TWICE_UNNAMED = "bring in one person's at a time: a file for each, with their name as --annotator"
TWICE_SUGGESTED = (
    "a quote has one suggestion: bring in one person's at a time; "
    "pullquote export --annotator NAME writes only theirs"
)
MOST_TOLD = 20
"""Bad records whose problems are told one by one."""
OTHERS = "of other sorts"
_MOST_SORTS = 1000
"""Of what is passed over, by which it is counted: a file may name each thing otherwise."""


class Verifying:
    """Takes records one after the other, and stages what is good in them.

    Args:
        matching: Finds the articles.
        maker: Makes what is kept; its scheme is what labels have to fit.
        store: What there is already.
        staged: Where it goes.
        rejects: Where the others go.
        form: The format.
        mends: Whether places are counted over where they were meant in one way only.
    """

    def __init__(
        self,
        matching: Matching,
        maker: Maker,
        store: AnnotationStore,
        staged: Staged,
        rejects: Rejects,
        form: Format,
        *,
        mends: bool,
    ) -> None:
        self._matching = matching
        self._maker = maker
        self._scheme = maker.scheme
        self._staged = staged
        self._rejects = rejects
        self._carries = form.carries
        self._absent = Absent() if form.has_all and not maker.suggests else None
        self._mends = mends
        self._there = reader_of(store)
        self._turned_down = reader_of_turned_down(store)
        self._joined_names = reader_of_joined(store)
        self._so_far = Outcome()
        self._all_named = True
        self._is_seen = False  # whether all quotes of the record were compared with what there is

    def take(self, records: Iterable[Found | Bad], count: Callable[[int], None]) -> Verified:
        """Verify all records; `count` is called with how many are done.

        Raises:
            PullquoteError: A database that there is cannot be read, or the file has no records.
        """
        verified = Verified()
        for number, record in enumerate(records, 1):
            if isinstance(record, Found) and record.left_out:
                verified.left_out[record.left_out] += 1
                count(number)
                continue
            self._is_seen = False
            bad = record if isinstance(record, Bad) else self._problem(record, verified)
            if bad:
                if self._absent and not self._is_seen:
                    self._absent.give_up()
                verified.bad += 1
                verified.quotes_in_bad += 0 if isinstance(record, Bad) else _quotes_in(record)
                verified.problems += [bad.problem] if verified.bad <= MOST_TOLD else []
                self._rejects.add(bad)
            count(number)
        verified.absent = self._absent.count if self._absent else 0
        verified.lost = self._rejects.missing
        return verified

    def _problem(self, found: Found, verified: Verified) -> Bad | None:
        """Stage a record; return what is wrong with it if that cannot be."""
        self._so_far = Outcome()
        try:
            article = self._matching.article_of(found.whose)
            if found.find:
                text = found.whose.text
                quotes = found.find(article.text if text is None else text)
                found = replace(found, quotes=quotes)
            changes = list(self._changes(found, article))
        except UnmatchedError as error:
            hint = "name the folder it is in behind the file"
            return _bad(found, str(error), hint if found.whose.text is None else "")
        except MisplacedError as error:
            return _bad(found, str(error), MEND if error.can_mend else "")
        except ValueError as error:
            return _bad(found, str(error))
        except PullquoteError as error:
            return _bad(found, error.message, error.hint)
        for place, before, after in changes:
            self._stage(place, before, after, verified)
        self._so_far.add_to(verified)
        self._expect(found, article)
        if article.sha256 in self._matching.new:
            verified.new_articles.add(article.id)
        for sort, count in found.passed_over.items():
            _count(verified.passed_over, sort, count)
        return None

    def _expect(self, found: Found, article: Article) -> None:
        """Expect what somebody decided, as a record says that it has all of it, or nothing."""
        name = found.annotator
        if self._absent is None or not name or self._maker.annotator not in {"", name}:
            return
        with suppress(PullquoteError):  # no name of anybody: who has a quote there is told so
            place = Place(checked_annotator(name), article.id)
            self._absent.look_at(place, self._there(place))

    def _changes(
        self, found: Found, article: Article
    ) -> Iterator[tuple[Place, Changed | None, Changed]]:
        """Yield what a record changes: where, what there is, and what will be.

        Raises:
            MisplacedError, ValueError, PullquoteError: Something in it is wrong.
        """
        self._all_named &= _names_all(found)
        where = placed(found, article, mends=self._mends)
        spans = iter(where.spans)
        annotations = []
        mistakes = list(where.mistakes)
        for made in self._maker.annotations(found, article, spans):
            here = recounted(self._here(made, article), article, mends=self._mends)
            mistakes += [here.mistake] if here.mistake else []
            annotations.append(here.annotation)
        marks = list(self._maker.marks(found, article, spans))
        faults = Faults()
        for one in annotations:
            problems = list(self._scheme.decision_problems(one.decision, one.labels))
            if problems:
                faults.add(f"{_named(one)}: {' and '.join(problems)}", SCHEME)
            else:
                prove(article, one, self._scheme, damaged=IN_FILE)
        for mark in marks:
            prove_entity(article, mark)
        if self._maker.suggests:
            self._so_far.counts["unsuggested"] += len(marks)
            marks = []
        seen: dict[str, Twins] = {}
        records: list[Annotation | EntityMark] = [*annotations, *marks]
        for number, record in enumerate(records):
            twins = seen.setdefault(record.annotator, Twins())
            if twins.of(record):
                faults.add(f"{_named(record)} stands in it twice", self._twice)
                continue
            twins.add(record)
            quote = found.quotes[number] if number < len(found.quotes) else None
            with faults.gathered():
                if change := self._change(record, quote):
                    yield change
        self._is_seen = True
        faults.check()
        self._so_far.mended = set(mistakes)

    def _here(self, annotation: Annotation, article: Article) -> Annotation:
        """Return an annotation on its article's text as that is now."""
        if problem := id_problem(annotation.id):
            raise ValueError(problem)
        if annotation.article_sha256 == article.sha256:
            return annotation
        if not self._mends:
            raise MisplacedError("it was made on another text of the article", can_mend=True)
        moved = reanchor(article, (annotation,)).moved
        if not moved:
            raise MisplacedError("its words are not found in the article's text, which changed")
        return moved[0].after

    def _change(
        self, record: Annotation | EntityMark, quote: FoundQuote | None
    ) -> tuple[Place, Changed | None, Changed] | None:
        """Return what a record changes; None when that is nothing.

        `quote` is what it is made of, where it is no whole record of ours.
        """
        place = Place(checked_annotator(record.annotator), record.article)
        if not self._maker.annotator and (joined := self._joined_names(place.annotator)):
            reason = f"{place.annotator} is what {joined} were merged to, and counts as one more"
            raise PullquoteError(reason, f"{MERGED} --annotator {place.annotator}")
        if self._staged.has(place, record):
            reason = f"{_named(record)} stands in the file twice for {record.annotator}"
            raise PullquoteError(reason, self._twice)
        twins = self._there(place)
        there = twins.of(record)
        if there is not None:
            if self._absent and isinstance(record, Annotation):
                self._absent.meet(place, twins, there.id)
            return self._joined(place, there, record, quote)
        return None if self._is_turned_down(place, record) else (place, None, record)

    def _is_turned_down(self, place: Place, record: Annotation | EntityMark) -> bool:
        """Tell whether somebody has turned down just this suggestion, and count it."""
        is_so = (
            isinstance(record, Annotation)
            and record.is_suggested
            and self._turned_down(place).has(record)
        )
        self._so_far.counts["turned_down"] += is_so
        return is_so

    @property
    def _twice(self) -> str:
        """What to do where somebody has two annotations on one quote."""
        if self._maker.suggests:
            return TWICE_SUGGESTED
        if not self._maker.annotator:
            return TWICE
        return TWICE_NAMED if self._all_named else TWICE_UNNAMED

    def _as_old(self, record: Changed, there: Changed) -> Changed:
        """Return a record with the times of what is there, where its file tells none."""
        if isinstance(record, EntityRule) or isinstance(there, EntityRule):
            return record
        if not record.created == record.updated == self._maker.now:
            return record
        if isinstance(record, Annotation):
            return replace(record, created=there.created, updated=there.updated)
        return record._replace(created=there.created, updated=there.updated)

    def _joined(
        self, place: Place, there: Changed, record: Changed, quote: FoundQuote | None
    ) -> tuple[Place, Changed | None, Changed] | None:
        """Return what a record changes on a quote that has an annotation already."""
        if there.id == record.id and there == self._as_old(record, there):
            self._so_far.counts["known"] += 1
            self._so_far.counts["known_entities"] += isinstance(record, EntityMark)
            return None
        if not (isinstance(record, Annotation) and isinstance(there, Annotation)):
            if _are_same_entity(there, record):
                self._so_far.counts["known"] += 1
                self._so_far.counts["known_entities"] += 1
                return None
            reason = f"{place.annotator} has corrected {_named(record)} already"
            raise PullquoteError(reason, OTHERWISE)
        if not record.is_suggested:
            after = self._completed(there, record, quote)
            return None if after is None else (place, there, after)
        if there.decision is not None:
            self._so_far.counts["decided"] += 1
            return None
        if there.suggested == record.suggested:
            self._so_far.counts["known"] += 1
            return None
        if self._is_turned_down(place, record):
            return None
        self._so_far.counts["replacing"] += there.suggested is not None
        return place, there, replace(there, suggested=record.suggested)

    def _completed(
        self, there: Annotation, record: Annotation, quote: FoundQuote | None
    ) -> Annotation | None:
        """Return an annotation with what a record has more; None where that is nothing.

        Raises:
            PullquoteError: The record says something else.
        """
        has = parts_in(quote) if quote else parts_of(record)
        if other := contradictions(there, record, has):
            is_dropped = {"decision", "labels"}.issuperset(other)
            done = "has decided on" if there.decision else "has marked"
            raise PullquoteError(
                f"{there.annotator} {done} {_named(record)} already, in another way: "
                f"not the same {' and '.join(other)}",
                f"{DROP if is_dropped else CHANGE}, {OTHERWISE}",
            )
        # Our own records have a place for all; what a format does not carry stays as it is.
        carries = self._carries if quote else ALL
        self._so_far.missing.update(missing(there, record, has, carries))
        more = added(there, record, has)
        if not more:
            self._so_far.counts["known"] += 1
            return None
        self._so_far.added.update(more)
        return completed(there, record)

    def _stage(
        self, place: Place, before: Changed | None, after: Changed, verified: Verified
    ) -> None:
        self._staged.add(place, before, after)
        is_suggestion = isinstance(after, Annotation) and after.is_suggested
        if before is not None and not (is_suggestion and _suggested(after) != _suggested(before)):
            return  # it was there: what came to it is counted
        verified.annotators.add(place.annotator)
        verified.articles.add(place.article_id)
        if isinstance(after, Annotation):
            verified.annotations += 1
            self._check_suggestion(after.suggested, verified)
            verified.undecided += after.decision is None and after.suggested is None
        elif isinstance(after, EntityMark):
            verified.entities[after.label or "none"] += 1

    def _check_suggestion(self, suggested: Suggested | None, verified: Verified) -> None:
        """Count a suggestion that cannot be accepted as it is, and why."""
        if suggested is None or not self._maker.suggests:
            return
        reasons = set(self._scheme.decision_problems(suggested.decision, suggested.labels))
        verified.unacceptable += bool(reasons)
        for reason in reasons:
            _count(verified.lacking, reason, 1)


def _suggested(record: Changed | None) -> Suggested | None:
    return record.suggested if isinstance(record, Annotation) else None


def _count(sorts: Counter[str], sort: str, count: int) -> None:
    is_one_more = sort in sorts or len(sorts) < _MOST_SORTS
    sorts[sort if is_one_more else OTHERS] += count


def _quotes_in(found: Found) -> int:
    return len(found.quotes) + len(found.annotations)


def _names_all(found: Found) -> bool:
    """Tell whether a record says of all it has who decided it."""
    return (
        all(one.annotator for one in found.quotes)
        and all(one.annotator for one in found.annotations)
        and all(one.annotator for one in found.entities)
        and all(one.annotator for one in found.marks)
    )


def _are_same_entity(one: Changed, other: Changed) -> bool:
    return (
        isinstance(one, EntityMark)
        and isinstance(other, EntityMark)
        and (one.span, one.label) == (other.span, other.label)
    )


def _named(record: Changed) -> str:
    assert isinstance(record, Annotation | EntityMark)  # noqa: S101 - rules are not imported
    return f"the {'quote' if isinstance(record, Annotation) else 'entity'} at {record.span.start}"


def _bad(found: Found, reason: str, hint: str = "") -> Bad:
    return Bad(Problem(found.place, found.line, reason, hint), found.raw, found.files())
