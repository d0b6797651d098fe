"""What the reader's bars say, made from the session: no widgets, no state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from tui.model.analysis import Entity, Speaker, type_counts
from tui.model.annotation import Annotation, Decision, Suggested
from tui.model.label import Label, Target
from tui.model.printable import flat
from tui.model.scheme import Scheme
from tui.model.worklist import Item
from tui.services.session import Session
from tui.widgets.bar import Part
from tui.widgets.entity_types import group_of
from tui.widgets.quote_marks import QuoteMark

NEITHER_SIGN, UNSURE_SIGN, OPEN_SIGN, UNSAVED_SIGN, MOVED_SIGN = "–", "?", "·", "!", "~"
"""The margin's letters for decisions without a label; labels have theirs from the scheme."""
SUGGESTED_SIGN = "="
"""Stands before the letters of a decision that is only suggested; the key that accepts it."""


class Position(NamedTuple):
    """Where the reader is: quote and article, counted from 1; 0 is none.

    `hidden` is how many quotes are not shown, and not among the `quotes`; `listed` how many of them
    fit a filter, or None when there is none.
    """

    quote: int
    quotes: int
    article: int
    articles: int
    hidden: int = 0
    listed: int | None = None


def header(
    session: Session,
    position: Position,
    *,
    place: str,
    busy: str,
    unsaved: int,
    is_stale: bool = False,
    is_narrow: bool = False,
) -> tuple[list[Part], list[Part]]:
    """Return the header: title; place, quote i of n, article i of m, decided, saved.

    `unsaved` counts what could not be saved over all articles; `is_stale` says that the article's
    file has another text by now.
    """
    right = [
        Part(f"  {place} ", "dim", spare=8),
        Part(f"  quote {position.quote}/{position.quotes} ", "strong", "go_to_quote"),
    ]
    if position.hidden:
        right += _told(f"(+{position.hidden}", "" if is_narrow else " hidden", ") ", spare=7)
    if position.listed is not None:
        of = "" if is_narrow else f" of {position.quotes}"
        right += _told(f" filter: {position.listed}", of, " ", "warning")
    right += _left_to_do(session, is_stale=is_stale)
    if position.articles > 1:
        told = f" article {position.article}/{position.articles} "
        right.append(Part(told, "plain", "library", spare=6))
    right.append(Part(f" {session.decided}/{len(session.items)} decided "))
    if unsaved:
        right.append(Part(f" NOT SAVED: {unsaved} ", "bad"))
    elif session.unsaved:
        right.append(Part(" saving… "))
    elif session.edits:
        right.append(Part(" saved ✓ ", "good"))
    if busy:
        right.append(Part(f" {busy} ", "warning", "switch_analysis", spare=5))
    return [Part(f" {session.article.title}", "strong")], right


def _told(
    before: str, words: str, after: str, look: str = "plain", *, spare: int = 0
) -> list[Part]:
    """Return what is told in one look; its `words` are spared first of all."""
    parts = (Part(before, look, spare=spare), Part(words, look, spare=9), Part(after, look))
    return [part._replace(spare=part.spare or spare) for part in parts if part.text]


def _left_to_do(session: Session, *, is_stale: bool) -> list[Part]:
    """Return what an import or an article's change leaves to do: as long as there is any."""
    parts = []
    if is_stale:
        parts.append(Part(" changed on disk ", "warning", "reread", spare=3))
    if session.suggested:
        parts.append(Part(f" {session.suggested} suggested ", "warning", "next_suggested", spare=4))
    if session.to_confirm:
        parts.append(Part(f" {session.to_confirm} moved ", "warning", "next_moved", spare=2))
    if orphans := len(session.orphans):
        parts.append(
            Part(f" {orphans} orphan{'s' * (orphans > 1)} ", "warning", "orphans", spare=1)
        )
    return parts


def legend(
    entities: Sequence[Entity], hidden: Collection[str], *, shown: bool, key: str
) -> list[Part]:
    """Return the entity types of the article, each in its colour, each a button.

    `key` switches them on and off.
    """
    counts = type_counts(entities)
    parts = [Part(f" {key}", "key", "entities")]
    if not shown:
        return [*parts, Part(" entities off", "dim", "entities")]
    for label, count in sorted(counts.items(), key=lambda pair: (group_of(pair[0]), pair[0])):
        hidden_one = label in hidden
        text = f" {label}" if hidden_one else f" {label} {count}"
        parts.append(
            Part(text, "off" if hidden_one else group_of(label), f"entity_type({label!r})")
        )
    return parts


def quote_line(
    item: Item | None, session: Session, busy: str, *, key: str
) -> tuple[list[Part], list[Part]]:
    """Return what is known of the focused quote: kind, speaker, cue; pieces, confidence, origin.

    `key` begins a selection, to mark one by hand.
    """
    if item is None:
        looking = "looking for quotes" if busy.startswith("analysing") else "no quote here"
        hint = f"; {key} marks one by hand" if key else ""
        return [Part(f" {looking}{hint}", "dim")], []
    text = session.article.text
    quote = item.quote
    parts = [Part(f" {quote.kind} ", "strong")]
    if quote.attitude:
        parts.append(Part("attitude ", "strong"))
    parts += _speaker_parts(quote.speaker, text)
    if quote.cue:
        parts.append(Part(f"  “{flat(quote.cue.of(text))}”", shrinks=True))
    told = []
    if quote.fragments:
        told.append(f"{len(quote.fragments)} pieces")
    if quote.confidence < 1:
        told.append(f"{min(99, round(quote.confidence * 100))}%")
    if item.annotation and item.annotation.origin != "auto":
        told.append(item.annotation.origin)
    return parts, [Part(f"  {' '.join(told)} ", "dim")] if told else []


_MOTIONS = (
    "left", "right", "word", "back", "word-end", "sentence-back", "sentence", "paragraph-back",
    "paragraph",
)  # fmt: skip


def selecting_line(key_of: Callable[[str], str]) -> list[Part]:
    """Return what is said while one selects: the keys that move, and what ends it.

    `key_of` returns the key of a binding, or an empty string.
    """
    motions = " ".join(filter(None, (key_of(f"select.{motion}") for motion in _MOTIONS)))
    finish, entity = key_of("select.finish"), key_of("select.entity")
    told = [f"move by {motions}"] if motions else []
    told += [f"{finish} makes it a quote"] if finish else []
    told += [f"{entity} an entity"] if entity else []
    return [Part(f" selecting: {', '.join(told)}", "strong")]


def _speaker_parts(speaker: Speaker | None, text: str) -> list[Part]:
    if speaker is None:
        return [Part(" no speaker", "dim", "speaker")]
    mention = flat(speaker.span.of(text)) if speaker.span else speaker.name
    parts = [Part(f" {mention}", "person", "speaker", shrinks=True)]
    if flat(speaker.name) != mention:
        parts.append(Part(f" = {speaker.name}", "dim", "speaker", shrinks=True))
    return parts


def decision_line(item: Item | None, session: Session, *, confirm: str = "") -> list[Part]:
    """Return the focused quote's decision with its labels, and its note; a click asks again.

    `confirm` is the key that confirms a quote that moved.
    """
    annotation = item.annotation if item else None
    if item is None:
        return []
    parts = [Part(" ")]
    if annotation is None or annotation.decision is None:
        suggested = annotation.suggested if annotation else None
        said = _suggested_parts(suggested) if suggested else []
        parts += said or [Part("not decided", "dim")]
    else:
        parts += _decision_parts(annotation.decision, annotation.labels)
    if session.save_error and session.is_unsaved(item):
        parts.append(Part("  not saved yet", "bad"))
    if annotation and annotation.moved:
        same = annotation.moved.is_exact(annotation.content.text)
        how = "moved with the text" if same else "moved, and changed"
        hint = f": {confirm} confirms" if confirm else ""
        parts.append(Part(f"  {how}{hint}", "warning", "confirm_move"))
    if annotation and annotation.note:
        parts.append(Part(f"  note: {flat(annotation.note)}", "dim", "note"))
    return parts


def _suggested_parts(suggested: Suggested) -> list[Part]:
    """Return what is suggested, and from where it is."""
    said = _decision_parts(suggested.decision, suggested.labels)
    return [
        Part("suggested: ", "warning"),
        *(part._replace(action="", shrinks=part.look == "strong") for part in said),
        Part(f"  by {flat(suggested.source)}", "dim", shrinks=True),
    ]


def _decision_parts(decision: Decision, labels: Sequence[Label]) -> list[Part]:
    if decision != "labelled":
        return [Part(decision, "strong")]
    parts: list[Part] = []
    for number, label in enumerate(labels):
        parts += [Part("  +  ", "dim")] if number else []
        parts += _label_parts(label)
    return parts


def _label_parts(label: Label) -> list[Part]:
    ask_again = f"label({label.name!r})"
    parts = [Part(label.name, "good", ask_again)]
    for _, value in label.values:
        text = value.text if isinstance(value, Target) else value
        parts.append(Part(f" {flat(text)}", "strong", ask_again))
    return parts


def mark(item: Item, session: Session) -> QuoteMark:
    """Return how a quote is marked in the article."""
    quote = item.quote
    speaker = quote.speaker.span if quote.speaker else None
    sign, state, colour = quote_sign(item, session)
    return QuoteMark(item.span, sign, state, colour, quote.cue, speaker, quote.fragments)


def quote_sign(item: Item, session: Session) -> tuple[str, str, str]:
    """Return a quote's letters for the margin, their state and their colour."""
    sign, state, colour = sign_of(item.annotation, session.scheme)
    if session.save_error and session.is_unsaved(item):
        return sign[:2] + UNSAVED_SIGN, "unsaved", ""
    if item.is_moved:
        return sign[:2] + MOVED_SIGN, state, colour
    return sign, state, colour


def sign_of(annotation: Annotation | None, scheme: Scheme) -> tuple[str, str, str]:
    """Return a decision's letters for the margin, its state, and the colour of its first label."""
    if annotation is None:
        return OPEN_SIGN, "open", ""
    if annotation.decision is not None:
        return _sign_of(annotation.decision, annotation.labels, scheme)
    if annotation.suggested is None:
        return OPEN_SIGN, "open", ""
    suggested = annotation.suggested
    sign, _, _ = _sign_of(suggested.decision, suggested.labels, scheme)
    return (SUGGESTED_SIGN + sign)[:3], "suggested", ""


def _sign_of(decision: Decision, labels: Iterable[Label], scheme: Scheme) -> tuple[str, str, str]:
    if decision == "neither":
        return NEITHER_SIGN, "neither", ""
    if decision == "unsure":
        return UNSURE_SIGN, "unsure", ""
    given = {label.name for label in labels}
    kinds = [kind for kind in scheme.labels if kind.name in given]
    if not kinds:  # the scheme has lost the label since
        return "+", "labelled", ""
    return "".join(kind.sign for kind in kinds)[:3], "labelled", kinds[0].colour
