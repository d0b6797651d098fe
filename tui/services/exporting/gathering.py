"""What is exported: the decided annotations on some articles, chosen from and proved."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby, repeat
from operator import itemgetter
from typing import Protocol

from tui.errors import PullquoteError
from tui.formats.annotated import Annotated, in_order, prove
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.printable import beginning
from tui.model.scheme import Scheme
from tui.services.output import many


class Choose(Protocol):
    """What chooses among the annotations; see `choosing.Choosing`."""

    def start_anew(self) -> None:
        """Count anew what is left out."""

    def __call__(self, decided: Sequence[Annotation]) -> Sequence[Annotation]:
        """Return what is exported of the decided annotations of one article, maybe changed."""

    def people(self, annotator: str) -> Sequence[str]:
        """Return whom an annotation is by that has this annotator."""

    def told_name(self, annotator: str) -> str:
        """Return what somebody is called in what is told: the manifest has it, too."""

    def left_out(self) -> list[str]:
        """Say what was left out and why, one reason a line."""


_MOST_NAMED = 20
"""Orphans that are told one by one."""
_LONGEST = 40
"""Characters of such a quote."""


class _All:
    """Chooses everything."""

    def start_anew(self) -> None:
        """Count nothing."""

    def __call__(self, decided: Sequence[Annotation]) -> Sequence[Annotation]:
        """Return all of them."""
        return decided

    def people(self, annotator: str) -> Sequence[str]:
        """Return the annotator."""
        return (annotator,)

    def told_name(self, annotator: str) -> str:
        """Return the name."""
        return annotator

    def left_out(self) -> list[str]:
        """Say nothing."""
        return []


ALL = _All()
"""Chooses everything."""


class Annotators(Protocol):
    """Who has decided anything."""

    def annotators(self) -> list[str]:
        """Return everybody who has annotations."""


class Store(Annotators, Protocol):
    """What an export needs of a store."""

    def articles(self, annotator: str) -> list[str]:
        """Return the ids of the articles that `annotator` has annotations on."""

    def read_annotations(self, annotator: str, article_id: str) -> tuple[Annotation, ...]:
        """Return the annotations in one database, undecided ones too."""


class Articles(Protocol):
    """Where articles are looked up; no text is kept."""

    def number_of(self, article_id: str) -> int | None:
        """Return what to ask for an article by; None when it is not there."""

    def article(self, number: int) -> Article:
        """Read an article."""


class Gathering:
    """The decided annotations on some articles, each proved as one comes to it.

    No more is kept than the ids of the articles, whatever the number of annotations.

    Args:
        articles: The articles that are exported.
        store: Where the annotations are.
        scheme: What the labels have to fit.
        annotators: Whose; everybody's when empty.
        skip_orphans: Leave out annotations made on another text instead of stopping at them.
        skip_moved: Leave out what moved with a changed text until somebody confirms it.
        choose: Chooses among those that are left; all of them without it.
        count: Called with how many articles are checked, after each.

    Attributes:
        count: As it was given.
        names: Of whom annotations are looked for, sorted.
        articles: How many articles there were with annotations to export.
        annotators: By whom those annotations are.
        undecided: Annotations without a decision: marked, edited or suggested only.
        suggested: How many of those are suggested.
        orphans: Annotations that were made on another text and were to be skipped.
        moved: Annotations that moved with a changed text and that nobody has confirmed yet.
        skips_moved: Whether those are left out.
        elsewhere: Articles with annotations that were not among the given ones.

    Raises:
        PullquoteError: An annotator is unknown.
    """

    def __init__(
        self,
        articles: Articles,
        store: Store,
        scheme: Scheme,
        *,
        annotators: Sequence[str] = (),
        skip_orphans: bool = False,
        skip_moved: bool = False,
        choose: Choose = ALL,
        count: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._given = articles
        self._store = store
        self._scheme = scheme
        self._skip_orphans = skip_orphans
        self.skips_moved = skip_moved
        self._choose = choose
        self.count = count
        self.names = checked_names(store, annotators)
        self._ids = {name: store.articles(name) for name in self.names}
        self.start_anew()

    def __len__(self) -> int:
        """How many articles there may be: those that somebody has a database of."""
        return sum(1 for _ in by_article(self._ids))

    def start_anew(self) -> None:
        """Count anew: all will be gone through once more."""
        self.articles = self.undecided = self.suggested = 0
        self.orphans = self.moved = self.elsewhere = 0
        self.annotators: set[str] = set()
        self._orphans: list[str] = []
        self._choose.start_anew()

    def read(self, article_id: str) -> Article:
        """Read an article that was yielded once more.

        Raises:
            PullquoteError: It is gone meanwhile, or cannot be read any more.
        """
        number = self._given.number_of(article_id)
        if number is None:
            raise PullquoteError(f"article {article_id!r} is gone meanwhile", "export once more")
        return self._given.article(number)

    def among(self, wanted: Container[str] | None = None) -> Iterator[Annotated]:
        """Yield the articles with decided annotations by id, and count them.

        Args:
            wanted: The ids of those to yield; all when None.

        Raises:
            PullquoteError: A database or an article cannot be read, or an annotation does not fit
                its article or the scheme.
        """
        for number, (article_id, names) in enumerate(by_article(self._ids), 1):
            if wanted is not None and article_id not in wanted:
                continue
            annotated = self._annotated(article_id, names)
            if annotated is not None:
                self.articles += 1
                for name in {a.annotator for a in annotated.annotations}:
                    self.annotators.update(self._choose.people(name))
                yield annotated
            self.count(number)

    def left_out(self) -> list[str]:
        """Say what was left out and why, and what is not confirmed, one reason a line."""
        undecided = "without a decision"
        if self.suggested:
            of_them = "" if self.suggested == self.undecided else f"{self.suggested:,} of them "
            undecided += f", {of_them}only suggested"
        reasons = (
            (self.undecided, "annotation", undecided),
            (self.orphans, "annotation", "made on another text of its article"),
            (self.elsewhere, "article", "with annotations, not among those given"),
            (self.skips_moved and self.moved, "annotation", "moved and not confirmed"),
        )
        told = [f"left out: {many(count, what)} {why}" for count, what, why in reasons if count]
        told += self._orphans_told()
        told += self._choose.left_out()
        if self.moved and not self.skips_moved:
            moved = f"{many(self.moved, 'annotation')} moved with a changed text and not confirmed"
            told.append(f"among them: {moved}; --skip-moved leaves out such")
        return told

    def _count_orphans(self, article: Article, orphans: Sequence[Annotation]) -> None:
        self.orphans += len(orphans)
        for one in orphans[: _MOST_NAMED - len(self._orphans)]:
            words = beginning(one.content.text, _LONGEST)
            name = self._choose.told_name(one.annotator)
            self._orphans.append(f"“{words}” by {name}: {article.place or article.id}")

    def _orphans_told(self) -> list[str]:
        more = self.orphans - len(self._orphans)
        told = [f"of another text: {one}" for one in self._orphans]
        return [*told, f"of another text: {more:,} more"] if more else told

    def _annotated(self, article_id: str, names: Iterable[str]) -> Annotated | None:
        """Return an article with what is exported of it; None when that is nothing."""
        number = self._given.number_of(article_id)
        if number is None:
            self.elsewhere += 1
            return None
        found = [a for name in names for a in self._store.read_annotations(name, article_id)]
        decided = [a for a in found if a.decision is not None]
        self.undecided += len(found) - len(decided)
        self.suggested += sum(one.is_suggested for one in found)
        if not decided:
            return None
        article = self._given.article(number)
        if self._skip_orphans:
            fitting = [a for a in decided if a.article_sha256 == article.sha256]
            self._count_orphans(article, [a for a in decided if a not in fitting])
            decided = fitting
        self.moved += sum(a.moved is not None for a in decided)
        if self.skips_moved:
            decided = [a for a in decided if a.moved is None]
        chosen = self._choose(decided)
        return _proved(article, chosen, self._scheme) if chosen else None


def by_article(ids: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield each article with who has annotations on it, both sorted.

    Args:
        ids: The sorted ids of the articles that each annotator has annotations on.
    """
    pairs = merge(*(zip(found, repeat(name), strict=False) for name, found in ids.items()))
    for article_id, group in groupby(pairs, key=itemgetter(0)):
        yield article_id, [name for _, name in group]


def checked_names(store: Annotators, wanted: Sequence[str]) -> list[str]:
    """Return who is `wanted`, sorted; everybody when that is nobody.

    Raises:
        PullquoteError: Somebody is not known.
    """
    known = store.annotators()
    for name in wanted:
        if name not in known:
            hint = f"there are {', '.join(known)}" if known else "nobody has annotated yet"
            raise PullquoteError(f"there are no annotations by {name!r}", hint)
    return sorted(set(wanted)) if wanted else sorted(known)


def _proved(article: Article, annotations: Iterable[Annotation], scheme: Scheme) -> Annotated:
    ordered = in_order(annotations)
    ids: set[str] = set()
    for annotation in ordered:
        if annotation.article != article.id:
            raise PullquoteError(
                f"article {article.id!r}: annotation {annotation.id} is one of article "
                f"{annotation.article!r}",
                "its database was renamed or copied: give it its name back",
            )
        if annotation.id in ids:
            raise PullquoteError(
                f"article {article.id!r}: annotation {annotation.id} is there twice",
                "a database was copied to another annotator's folder: remove the copy",
            )
        ids.add(annotation.id)
        prove(article, annotation, scheme)
    return Annotated(article, ordered)
