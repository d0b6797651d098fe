"""`pullquote export`."""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.commands.command import command
from tui.commands.data_output import data_output
from tui.commands.export_options import (
    Adjudicator,
    Annotators,
    Anonymise,
    Context,
    FormatName,
    IncludeNegatives,
    Licence,
    Merge,
    MinConfidence,
    Only,
    Output,
    Seed,
    SkipMoved,
    SkipOrphans,
    SplitShares,
)
from tui.commands.export_place import checked_place
from tui.commands.options import Annotations, Columns, Config, Encoding, Model, Paths
from tui.commands.output import corpus_at, end, output_file
from tui.errors import PullquoteError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from tui.config import Settings
    from tui.formats.format import Format, Need, Options
    from tui.model.splitting import Shares
    from tui.services.corpus import Corpus, InTurn
    from tui.services.exporting.choosing import Choices
    from tui.services.exporting.export import Give
    from tui.services.exporting.gathering import Gathering


@command(
    "Write the decisions in a format that others read.",
    "pullquote export > all.jsonl",
    "pullquote export -o train.jsonl --annotator ada --annotator bob articles/",
    "pullquote export --format prodigy -o tasks.jsonl",
    "pullquote export --split 80/10/10 --seed 7 -o parts/    # train, dev and test",
    "pullquote export --only claim --only neither --anonymise -o claims.jsonl",
    "pullquote export --merge majority -o agreed.jsonl",
    "pullquote export --merge adjudicated --adjudicator eve -o gold.jsonl",
    "pullquote export --format entities -o entities.jsonl",
)
def export(
    paths: Paths = None,
    output: Output = None,
    form: FormatName = "native",
    annotator: Annotators = None,
    only: Only = None,
    min_confidence: MinConfidence = None,
    merge: Merge = "each",
    adjudicator: Adjudicator = "",
    anonymise: Anonymise = False,
    split: SplitShares = None,
    seed: Seed = None,
    include_negatives: IncludeNegatives = False,
    context: Context = 0,
    licence: Licence = "",
    skip_orphans: SkipOrphans = False,
    skip_moved: SkipMoved = False,
    annotations: Annotations = None,
    model: Model = None,
    config: Config = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Write the decisions, each checked against its text: one annotation a line, or as others do.

    `--format entities` writes the corrected entities instead, by hand and by rule.

    Several people's annotations are on the same quote when it was detected for them with the same
    borders, or when theirs overlap by half: of such `--merge` makes one. In the end it is told
    what was left out and why, and what the format has no place for.

    The exit status is 0; 1 when some articles could not be read and the rest was written; 2 when
    nothing was written.
    """
    from tui.config import Flags, load_settings
    from tui.formats.format import Options
    from tui.formats.registry import format_called
    from tui.formats.unused import unused
    from tui.log import open_log
    from tui.services.exporting.choosing import Choices, check_wanted, narrowed, rule_called

    wanted = format_called(form)
    names = tuple(only or ())
    choices = Choices(names, min_confidence, rule_called(merge), adjudicator, anonymise)
    shares = _shares(split, seed, is_split=wanted.splits)
    place = checked_place(output, wanted, is_split=shares is not None)
    flags = Flags(config, None, annotations, model, encoding, columns)
    settings = load_settings(flags, annotator_needed=False)
    open_log(settings.state)
    options = Options(narrowed(settings.scheme, names), context, include_negatives, licence)
    check_wanted(wanted, settings.scheme, names, options)
    asked = _Asked(
        wanted,
        tuple(annotator or ()),
        choices,
        options,
        shares,
        seed,
        skip_orphans,
        skip_moved,
        tuple(unused(wanted, options, anonymise=anonymise, skip_moved=skip_moved, model=model)),
    )
    with corpus_at(paths, settings) as corpus:
        file = output_file(place, corpus)
        if wanted.is_of_entities:
            _export_entities(settings, corpus, file, asked)
        else:
            _export(settings, corpus, file, asked)


class _Asked(NamedTuple):
    """What a person asked for.

    Attributes:
        form: The format.
        annotators: Whose annotations; everybody's when empty.
        choices: What is chosen of them.
        options: What the format has to know.
        shares: How it is to be split; None where nobody said.
        seed: By what; likewise.
        skip_orphans: Whether what was made on another text is left out; `skip_moved` what moved.
        unused: What of it makes no difference to the format, in words.
    """

    form: Format
    annotators: tuple[str, ...]
    choices: Choices
    options: Options
    shares: Shares | None
    seed: int | None
    skip_orphans: bool
    skip_moved: bool
    unused: tuple[str, ...]


class _Plan(NamedTuple):
    """Which articles go into which part, and what is to be said of it.

    Attributes:
        parts: The ids of the articles of each part; None where all go into one.
        notes: What a person should know.
        about: What the manifest tells.
    """

    parts: dict[str, set[str]] | None
    notes: list[str]
    about: dict[str, object]


def _shares(split: str | None, seed: int | None, *, is_split: bool) -> Shares | None:
    """Return how it is to be split.

    Raises:
        PullquoteError: It makes no sense.
    """
    from tui.model.splitting import Shares

    if split is None and seed is not None and not is_split:
        raise PullquoteError("--seed: nothing is split", "add --split 80/10/10")
    return None if split is None else Shares.parse(split)


def _export(settings: Settings, corpus: Corpus, output: Path | None, asked: _Asked) -> None:
    from tui.services.exporting.export import export as write_export

    needs = asked.form.needs_with(asked.options)
    with corpus.in_turn() as articles:
        gathering = _gathering(settings, articles, asked)
        plan = _plan(gathering, output, asked)
        # Each part leaves out what is in the others: what is left out of all was counted before.
        left_out = gathering.left_out() if plan.parts is not None else None
        with (
            _checking(needs) as gathering.count,
            _material(needs, settings, gathering) as material,
        ):
            summary = write_export(
                gathering,
                asked.form,
                output=output,
                stream=data_output(),
                options=asked.options,
                parts=plan.parts,
                give=material.give,
                about=lambda: {**plan.about, "told": left_out or gathering.left_out()},
            )
    if left_out is None:
        left_out = gathering.left_out()
    told = summary.lines(is_merged=asked.choices.merge != "each")
    notes = [*left_out, *material.notes, *plan.notes, *told]
    end(corpus, *notes, *asked.unused, summary=str(summary))


def _gathering(settings: Settings, articles: InTurn, asked: _Asked) -> Gathering:
    from tui.formats.fields import Field
    from tui.services.exporting.choosing import Choosing
    from tui.services.exporting.gathering import Gathering, checked_names
    from tui.store.annotations import AnnotationStore

    store = AnnotationStore(settings.annotations)
    names = checked_names(store, asked.annotators)
    choices = asked.choices.checked(settings.scheme, names)
    has_notes = Field.NOTE in asked.form.carries
    return Gathering(
        articles,
        store,
        settings.scheme,
        annotators=asked.annotators,
        skip_orphans=asked.skip_orphans,
        skip_moved=asked.skip_moved,
        choose=Choosing(choices, settings.scheme, store.annotators(), has_notes=has_notes),
    )


def _plan(gathering: Gathering, output: Path | None, asked: _Asked) -> _Plan:
    """Return what goes where.

    Raises:
        PullquoteError: Part of a split would be empty, or there is no folder for it.
    """
    form = asked.form
    is_asked = asked.shares is not None
    about: dict[str, object] = {"choices": asked.choices.as_json()}
    if not is_asked and not form.splits:
        return _Plan(None, [], about)
    if output is None:
        what = "the parts of a split are files" if is_asked else f"{form.name} writes files"
        raise PullquoteError(
            f"{what} in a folder: standard output cannot take them", "name it with -o FOLDER"
        )
    from tui.progress import counted
    from tui.services.exporting.folder import earlier_export
    from tui.services.exporting.splitting import UNASKED, moved_since, parted

    earlier = earlier_export(output)
    with counted("looking for near-duplicates") as gathering.count:
        parting = parted(gathering, asked.shares or UNASKED, asked.seed, earlier=earlier)
    if is_asked:
        parting = parting.checked()
    unasked = f"{form.name} is split, for there has to be something to evaluate on"
    notes = [] if is_asked else [unasked]
    parts = parting.parts
    notes += [*parting.told(), *moved_since(earlier, parts)]
    return _Plan(parts, notes, about | parting.as_json())


@contextmanager
def _checking(needs: Collection[Need]) -> Iterator[Callable[[int], None]]:
    """Yield what counts articles; where they are analysed too, that is what is told."""
    from tui.progress import counted

    if needs:
        yield lambda _: None
        return
    with counted("checking articles") as count:
        yield count


class _Given(NamedTuple):
    """What gives articles what a format needs, and what is to be said of how that went."""

    give: Give
    notes: list[str]


@contextmanager
def _material(
    needs: Collection[Need], settings: Settings, gathering: Gathering
) -> Iterator[_Given]:
    if not needs:
        yield _Given(lambda articles: articles, [])
        return
    from tui.progress import told
    from tui.services.exporting.material import Analysing, Material
    from tui.store.annotations import AnnotationStore

    store = AnnotationStore(settings.annotations)
    analysing = Analysing(settings)
    working = told(analysing, len(gathering), beside_output=False)
    with closing(analysing), working as analysis_of:
        material = Material(analysis_of, needs, store, gathering.names)
        yield _Given(material.given, analysing.notes)


def _export_entities(
    settings: Settings, corpus: Corpus, output: Path | None, asked: _Asked
) -> None:
    from tui.progress import counted
    from tui.services.exporting.entities import EntityGathering, cached_entities, export_entities
    from tui.store.annotations import AnnotationStore

    _check_entities(asked)
    with counted("checking articles") as count, corpus.in_turn() as articles:
        gathering = EntityGathering(
            articles,
            AnnotationStore(settings.annotations),
            cached_entities(settings),
            annotators=asked.annotators,
            skip_orphans=asked.skip_orphans,
            anonymise=asked.choices.anonymise,
            count=count,
        )
        summary = export_entities(gathering, output=output, stream=data_output())
    end(corpus, *gathering.left_out(), *asked.unused, summary=summary)


def _check_entities(asked: _Asked) -> None:
    """Check that nothing is asked for that is of annotations and not of entities.

    Raises:
        PullquoteError: Something is.
    """
    choices = asked.choices
    given: Sequence[tuple[str, object]] = (
        ("--only", choices.only),
        ("--min-confidence", choices.min_confidence is not None),
        ("--merge", choices.merge != "each"),
        ("--adjudicator", choices.adjudicator),
        ("--split", asked.shares),
    )
    if wrong := [name for name, value in given if value]:
        raise PullquoteError(
            f"{' and '.join(wrong)}: corrected entities are no annotations",
            f"leave that out with --format {asked.form.name}",
        )
