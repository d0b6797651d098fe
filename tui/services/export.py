"""Exporting annotations: gather, prove, write. Nothing is written before all of it is proved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Protocol

from tui.errors import PullquoteError
from tui.formats.annotated import Annotated, in_order, prove
from tui.formats.registry import WITH_TOKENS, writer_for
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.scheme import Scheme
from tui.model.span import Span
from tui.services.output import many, write_output

TokensOf = Callable[[Article], Sequence[Span]]
"""Returns an article's tokens, or nothing when the format's own plain ones have to do."""


class Kept(Protocol):
    """What one annotator's database of one article holds, as far as an export goes."""

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations, undecided ones too."""


class Annotators(Protocol):
    """Who has decided anything."""

    def annotators(self) -> list[str]:
        """Return everybody who has annotations."""


class Store(Annotators, Protocol):
    """What an export needs of a store."""

    def articles(self, annotator: str) -> list[str]:
        """Return the ids of the articles that `annotator` has annotations on."""

    def read(self, annotator: str, article_id: str) -> Kept:
        """Read one database."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is exported, and how much was left out.

    Attributes:
        articles: Those with annotations, by id; everything in them is proved.
        annotators: How many people's annotations are among them.
        undecided: Annotations without a decision: marked or edited only.
        orphans: Annotations that were made on another text and were to be skipped.
        moved: Annotations that moved with a changed text and that nobody has confirmed yet.
        skips_moved: Whether those are left out.
        elsewhere: Articles with annotations that were not among the given ones.
    """

    articles: tuple[Annotated, ...]
    annotators: int
    undecided: int = 0
    orphans: int = 0
    elsewhere: int = 0
    moved: int = 0
    skips_moved: bool = False

    @property
    def annotations(self) -> int:
        """How many annotations are exported."""
        return sum(len(annotated.annotations) for annotated in self.articles)

    def left_out(self) -> list[str]:
        """Say what was left out and why, and what is not confirmed, one reason a line."""
        reasons = (
            (self.undecided, "annotation", "without a decision"),
            (self.orphans, "annotation", "made on another text of its article"),
            (self.elsewhere, "article", "with annotations, not among those given"),
            (self.skips_moved and self.moved, "annotation", "moved and not confirmed"),
        )
        told = [f"left out: {many(count, what)} {why}" for count, what, why in reasons if count]
        if self.moved and not self.skips_moved:
            moved = f"{many(self.moved, 'annotation')} moved with a changed text and not confirmed"
            told.append(f"among them: {moved}; --skip-moved leaves out such")
        return told


def gather(
    articles: Sequence[Article],
    store: Store,
    scheme: Scheme,
    *,
    annotators: Sequence[str] = (),
    skip_orphans: bool = False,
    skip_moved: bool = False,
    count: Callable[[int], None] = lambda _: None,
) -> Gathered:
    """Collect and prove the decided annotations on `articles`.

    Args:
        articles: The articles that are exported.
        store: Where the annotations are.
        scheme: What the labels have to fit.
        annotators: Whose; everybody's when empty.
        skip_orphans: Leave out annotations made on another text instead of stopping at them.
        skip_moved: Leave out what moved with a changed text until somebody confirms it.
        count: Called with how many articles are checked, after each.

    Raises:
        PullquoteError: An annotator is unknown, a database is broken, or an annotation does not
            fit its article or the scheme.
    """
    places = {name: set(store.articles(name)) for name in checked_names(store, annotators)}
    known = {article.id for article in articles}
    undecided = orphans = moved = 0
    result: list[Annotated] = []
    for number, article in enumerate(sorted(articles, key=lambda article: article.id)):
        count(number)
        names = [name for name, ids in places.items() if article.id in ids]
        found = [a for name in names for a in store.read(name, article.id).annotations]
        decided = [a for a in found if a.decision is not None]
        undecided += len(found) - len(decided)
        if skip_orphans:
            fitting = [a for a in decided if a.article_sha256 == article.sha256]
            orphans += len(decided) - len(fitting)
            decided = fitting
        moved += sum(a.moved is not None for a in decided)
        if skip_moved:
            decided = [a for a in decided if a.moved is None]
        if decided:
            result.append(_proved(article, decided, scheme))
    return Gathered(
        articles=tuple(result),
        annotators=len({a.annotator for annotated in result for a in annotated.annotations}),
        undecided=undecided,
        orphans=orphans,
        moved=moved,
        skips_moved=skip_moved,
        elsewhere=len({place for ids in places.values() for place in ids} - known),
    )


def export(
    gathered: Gathered,
    *,
    form: str,
    output: Path | None,
    stream: IO[bytes],
    tokens_of: TokensOf | None = None,
) -> str:
    """Write what was gathered in the format `form`; return a summary.

    Args:
        gathered: What to write.
        form: One of `tui.formats.registry.EXPORTS`.
        output: The file to write, whole or not at all; None for `stream`.
        stream: Where it goes without a file.
        tokens_of: Asked for the tokens of each article when the format has any.

    Raises:
        PullquoteError: The output cannot be written.
        BrokenPipeError: Whoever read the output has seen enough.
    """
    write = writer_for(form)
    articles: Iterable[Annotated] = gathered.articles
    if form in WITH_TOKENS and tokens_of is not None:
        articles = list(_with_tokens(articles, tokens_of))
    count = write_output(output, stream, lambda file: write(articles, file))
    what = "record" if form == "native" else "task"
    return (
        f"{many(count, what)} from {many(len(gathered.articles), 'article')} "
        f"by {many(gathered.annotators, 'annotator')}"
    )


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


def _with_tokens(articles: Iterable[Annotated], tokens_of: TokensOf) -> Iterator[Annotated]:
    for annotated in articles:
        yield replace(annotated, tokens=tokens_of(annotated.article))
