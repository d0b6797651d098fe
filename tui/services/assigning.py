"""Dealing the articles of a corpus to annotators, and writing that down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from tui.errors import PullquoteError
from tui.model.dealing import Readers, Terms, deal, pairs_of
from tui.settings import checked_annotator
from tui.store.annotations import AnnotationStore
from tui.store.assignments import ASSIGNMENTS_NAME, AssignmentFile, Dealt
from tui.store.names import file_name


class Wanted(NamedTuple):
    """What was asked for; None for what it was the last time.

    Attributes:
        annotators: To whom.
        overlap: The share of the articles that several people read, from 0 to 1.
        readers: How many people read such an article.
        seed: Other seeds deal otherwise.
        again: Whether the articles that were dealt before are dealt anew.
    """

    annotators: tuple[str, ...] | None = None
    overlap: float | None = None
    readers: int | None = None
    seed: int | None = None
    again: bool = False

    def terms(self, last: Terms | None) -> Terms:
        """Return how to deal.

        Raises:
            PullquoteError: One cannot deal like that.
        """
        last = last or Terms(())
        return Terms(
            annotators=last.annotators if self.annotators is None else self.annotators,
            overlap=last.overlap if self.overlap is None else self.overlap,
            readers=last.readers if self.readers is None else self.readers,
            seed=last.seed if self.seed is None else self.seed,
        ).checked()


class Portion(NamedTuple):
    """What one person reads.

    Attributes:
        name: Who.
        articles: How many.
        new: How many of those were dealt to them now.
        shared: How many others read, too.
        characters: The code points in those of the articles that were given.
    """

    name: str
    articles: int = 0
    new: int = 0
    shared: int = 0
    characters: int = 0


class Plan(NamedTuple):
    """Who reads what, and what is new in it.

    Attributes:
        file: Where it is written.
        terms: How it was dealt.
        portions: Of everybody who has articles or is dealt to, by name.
        pairs: How many articles two people share, by the two; of those dealt to, all are there.
        articles: How many are assigned in all.
        shared: How many of these several people read.
        dealt: How many were dealt now for the first time.
        kept: How many that were given stay with whom they were.
        changed: How many that were given have other readers than before.
        elsewhere: How many are assigned and were not given; they stay as they are.
        unnamed: Who has decisions on the articles, or articles, and is not dealt to.
    """

    file: Path
    terms: Terms
    portions: tuple[Portion, ...]
    pairs: Mapping[tuple[str, str], int]
    articles: int
    shared: int
    dealt: int
    kept: int
    changed: int
    elsewhere: int
    unnamed: tuple[str, ...]

    def as_json(self, *, written: bool) -> dict[str, Any]:
        """Return it for other programs."""
        return {
            "file": str(self.file),
            "written": written,
            **self.terms._asdict(),
            "articles": self.articles,
            "shared": self.shared,
            "dealt": self.dealt,
            "kept": self.kept,
            "changed": self.changed,
            "elsewhere": self.elsewhere,
            "people": [portion._asdict() for portion in self.portions],
            "pairs": [
                {"annotators": list(pair), "articles": articles}
                for pair, articles in sorted(self.pairs.items())
            ],
            "unnamed": list(self.unnamed),
        }


def named(names: str) -> tuple[str, ...]:
    """Return the annotators in a list with commas, sorted, each once.

    Raises:
        PullquoteError: One cannot be a name, or two would share a folder on some systems.
    """
    by_folder: dict[str, str] = {}
    for name in (checked_annotator(one.strip()) for one in names.split(",")):
        if name.casefold() == ASSIGNMENTS_NAME:
            raise PullquoteError(f"{name!r} cannot be an annotator's name: a file is called so")
        other = by_folder.setdefault(name.casefold(), name)
        if other != name:
            raise PullquoteError(
                f"{other!r} and {name!r} are one folder on some systems", "write the name one way"
            )
    return tuple(sorted(by_folder.values()))


def assign(
    lengths: Mapping[str, int],
    store: AnnotationStore,
    wanted: Wanted,
    *,
    dry_run: bool = False,
    count: Callable[[int], None] = lambda _: None,
) -> Plan:
    """Deal articles, and write who reads what into the store's file.

    What was dealt before stays, unless it is to be dealt again; an article that somebody decided on
    stays with them even then.

    Args:
        lengths: The lengths of the articles in code points, by their ids.
        store: Where the decisions are, and the assignments beside them.
        wanted: How to deal.
        dry_run: Write nothing.
        count: Called with how many articles were looked at for decisions, after each.

    Raises:
        PullquoteError: One cannot deal like that, or the file cannot be read or written.
    """
    file = AssignmentFile(store.root)
    last = file.read()
    # What is wrong with what was asked for is said before a folder is made for it.
    wanted.terms(last.terms)
    # Before the file is locked: it may take a while, and nobody shall wait for that.
    asked_for = [one for one in lengths if wanted.again or one not in last.readers]
    deciders = _deciders(store, asked_for, count)
    plans: list[Plan] = []

    def make(before: Dealt) -> Dealt:
        terms, old = wanted.terms(before.terms), before.readers
        kept = {one: old[one] for one in old if not (wanted.again and one in lengths)}
        holders = {
            article: tuple(n for n in names if n in terms.annotators or n in old.get(article, ()))
            for article, names in deciders.items()
        }
        dealt = deal(lengths, terms, kept=kept, holders=holders)
        plans.append(_plan(file.path, terms, lengths, kept, dealt, old, deciders.values()))
        return Dealt({**kept, **dealt}, terms)

    if dry_run:
        make(last)
    else:
        file.change(make)
    return plans[-1]


def _deciders(
    store: AnnotationStore, articles: Iterable[str], count: Callable[[int], None]
) -> dict[str, Readers]:
    """Return who has decided on a quote of each article; it is left out where nobody has."""
    by_file = {file_name(article): article for article in articles}
    found: dict[str, list[str]] = {}
    number = 0
    for annotator in store.annotators():
        for article in (by_file.get(file) for file in store.files(annotator)):
            if article is not None:
                number += 1
                count(number)
                if _has_decided(store, annotator, article):
                    found.setdefault(article, []).append(annotator)
    return {article: tuple(names) for article, names in found.items()}


def _has_decided(store: AnnotationStore, annotator: str, article_id: str) -> bool:
    """Tell whether somebody decided on a quote of an article; who has a broken file did once."""
    try:
        annotations = store.read_annotations(annotator, article_id)
    except PullquoteError:
        return True
    return any(annotation.decision for annotation in annotations)


def _plan(
    file: Path,
    terms: Terms,
    lengths: Mapping[str, int],
    kept: Mapping[str, Readers],
    dealt: Mapping[str, Readers],
    old: Mapping[str, Readers],
    deciders: Iterable[Readers],
) -> Plan:
    readers = {**kept, **dealt}
    portions = {name: Portion(name) for name in terms.annotators}
    for article, names in readers.items():
        is_new = names != old.get(article)
        for name in names:
            one = portions.get(name) or Portion(name)
            portions[name] = Portion(
                name,
                one.articles + 1,
                one.new + (is_new and name not in old.get(article, ())),
                one.shared + (len(names) > 1),
                one.characters + lengths.get(article, 0),
            )
    others = {name for names in deciders for name in names} | portions.keys()
    anew = [article for article in dealt if article in old]
    changed = sum(old[article] != dealt[article] for article in anew)
    here = sum(article in lengths for article in kept)
    return Plan(
        file=file,
        terms=terms,
        portions=tuple(portions[name] for name in sorted(portions)),
        pairs=dict.fromkeys(combinations(terms.annotators, 2), 0) | pairs_of(readers.values()),
        articles=len(readers),
        shared=sum(len(names) > 1 for names in readers.values()),
        dealt=len(dealt) - len(anew),
        kept=here + len(anew) - changed,
        changed=changed,
        elsewhere=len(kept) - here,
        unnamed=tuple(sorted(others - set(terms.annotators))),
    )
