"""What the inspector says of a quote, and of what was done to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from tui.model.annotation import Annotation, Decision, Detected, SpeakerExcerpt
from tui.model.edit import Edit
from tui.model.label import Label, Target
from tui.model.printable import flat
from tui.model.worklist import Item
from tui.services.session import Session
from tui.widgets.inspector import Detail

_NOTHING = Detail("no quote in focus", look="dim")
_DONE = {
    "decide": "decided",
    "drop": "dropped",
    "note": "noted",
    "borders": "borders moved",
    "speaker": "speaker changed",
    "mark": "marked by hand",
    "remove": "removed",
    "reanchor": "found again in the changed text",
    "confirm": "confirmed where it is",
    "place": "put here by hand",
    "discard": "discarded",
    "import": "imported",
    "turn-down": "suggestion turned down",
    "undo": "undone",
    "redo": "done again",
}
_BEGINNING = 60
"""Characters of a text that tell it from the one it was before."""


def details_of(
    item: Item | None, number: int | None, session: Session, edits: Iterable[Edit]
) -> list[Detail]:
    """Return all that is known of a quote.

    Args:
        item: The quote; None when there is none in focus.
        number: Its number, counted from 0.
        session: Where it is.
        edits: What was done to it, oldest first.
    """
    if item is None or number is None:
        return [_NOTHING]
    quote = item.quote
    percent = f" · {min(99, round(quote.confidence * 100))}%" if quote.confidence < 1 else ""
    kind = f"{quote.kind} attitude" if quote.attitude else quote.kind
    return [
        Detail(f"quote {number + 1} of {len(session.items)}", look="heading"),
        Detail(f"{kind}{percent}", look="dim"),
        Detail(""),
        *_content(item, session.article.text),
        Detail(""),
        *_moved(item),
        *_attribution(item, session.article.text),
        *_decision(item, session),
        *_suggested(item),
        *_origin(item, session.article.text),
        *_history(edits, session.article.text),
    ]


def _content(item: Item, text: str) -> list[Detail]:
    parts = item.quote.parts
    if len(parts) == 1:
        return [Detail(flat(parts[0].of(text)), look="strong")]
    return [
        Detail(flat(part.of(text)), f"piece {number}", "strong")
        for number, part in enumerate(parts, start=1)
    ]


def _moved(item: Item) -> Iterator[Detail]:
    """Tell where a quote was before its article changed: both texts, where their words differ."""
    annotation = item.annotation
    if annotation is None or annotation.moved is None:
        return
    was, now = annotation.moved, annotation.content
    yield Detail("moved with the changed text", look="heading")
    if was.is_exact(now.text):
        yield Detail("the same words", "now", "good")
    else:
        from tui.screens.differing import marked_words

        before, after = marked_words(was.content.text, now.text)
        yield Detail(before, "was")
        yield Detail(after, "now", "strong")
    places = f"{was.content.span.start}-{was.content.span.end}"
    yield Detail(f"{places} → {now.span.start}-{now.span.end}", "characters", "dim")
    if was.lost:
        yield Detail(flat(", ".join(was.lost)), "not found", "strong")
    yield Detail("not confirmed", "", "strong")
    yield Detail("")


def _attribution(item: Item, text: str) -> Iterator[Detail]:
    speaker, cue = item.quote.speaker, item.quote.cue
    if speaker is None:
        yield Detail("nobody", "speaker", "dim")
    else:
        yield Detail(flat(speaker.name), "speaker", "speaker")
        mention = flat(speaker.span.of(text)) if speaker.span else ""
        if not mention:
            yield Detail("a name that was typed", "mention", "dim")
        elif mention != flat(speaker.name):
            yield Detail(mention, "mention")
    if cue is None:
        yield Detail("none", "cue", "dim")
    else:
        yield Detail(flat(cue.of(text)), "cue")


def _decision(item: Item, session: Session) -> Iterator[Detail]:
    annotation = item.annotation
    yield Detail("")
    if annotation is None or annotation.decision is None:
        yield Detail("not decided", "decision", "dim")
    else:
        seconds = f", {annotation.seconds:g} s" if annotation.seconds else ""
        yield Detail(f"{annotation.decision}{seconds}", "decision", "strong")
    yield from _labels(annotation.labels if annotation else ())
    if annotation and annotation.note:
        yield Detail(flat(annotation.note), "note")
    if session.save_error and session.is_unsaved(item):
        yield Detail("NOT SAVED YET", "", "strong")


def _labels(labels: Iterable[Label]) -> Iterator[Detail]:
    for label in labels:
        yield Detail(flat(label.name), "label", "good")
        yield from (Detail(_said(value), flat(name), depth=1) for name, value in label.values)


def _suggested(item: Item) -> Iterator[Detail]:
    """Tell what an imported file says of the quote, and whether the decision follows it."""
    annotation = item.annotation
    if annotation is None or annotation.suggested is None:
        return
    suggested = annotation.suggested
    yield Detail("")
    yield Detail("suggested", look="heading")
    yield Detail(flat(suggested.source), "by")
    yield Detail(suggested.decision, "decision", "strong")
    yield from _labels(suggested.labels)
    if annotation.decision is None:
        yield Detail("not accepted yet", "", "dim")
    elif suggested.is_followed_by(annotation.decision, annotation.labels):
        yield Detail("the decision follows it", "", "good")
    else:
        yield Detail("decided otherwise", "", "strong")
    if annotation.origin != "auto":
        yield Detail("")


def _said(value: Target | str) -> str:
    return flat(value.text if isinstance(value, Target) else value)


def _origin(item: Item, text: str) -> Iterator[Detail]:
    """Tell what the detector had found, where that is not what stands there now."""
    annotation = item.annotation
    if annotation is None or annotation.origin == "auto":
        return
    yield Detail(annotation.origin, "origin")
    found = annotation.detected
    if found is None:
        return
    if found.span != annotation.span and found.span.end <= len(text):
        yield Detail(f"“{_shortened(found.span.of(text))}”", "was", depth=1)
    if found.speaker != annotation.speaker:
        yield Detail(_name(found.speaker), "speaker was", depth=1)


def _history(edits: Iterable[Edit], text: str) -> Iterator[Detail]:
    newest_first = list(edits)[::-1]
    if newest_first:
        yield Detail("")
        yield Detail("history", look="heading")
    for edit in newest_first:
        seconds = f" · {edit.seconds:g} s" if edit.seconds else ""
        yield Detail(f"{when(edit.at)}  {_DONE.get(edit.action, edit.action)}{seconds}")
        yield from (Detail(change, look="dim", depth=1) for change in changes(edit, text))


def changes(edit: Edit, text: str) -> Iterator[str]:
    """Yield what an edit changed, each as "before → after".

    Where there was no annotation before, or is none after, the quote was or is the detector's.
    """
    before, after = (
        one if isinstance(one, Annotation) else None for one in (edit.before, edit.after)
    )
    yield from _change("", _decided(before), _decided(after))
    yield from _change("suggested ", _suggestion(before), _suggestion(after))
    found = next((one.detected for one in (after, before) if one and one.detected), None)
    if found is not None or (before and after):
        yield from _change("", _text(before, found, text), _text(after, found, text))
        yield from _change("speaker ", _speaker(before, found), _speaker(after, found))
    yield from _change("note ", before.note if before else "", after.note if after else "")


def _change(what: str, was: str, became: str) -> Iterator[str]:
    if was != became:
        yield f"{what}{flat(was) or 'none'} → {flat(became) or 'none'}"


def _decided(annotation: Annotation | None) -> str:
    if annotation is None or annotation.decision is None:
        return "not decided"
    return _in_words(annotation.decision, annotation.labels)


def _suggestion(annotation: Annotation | None) -> str:
    suggested = annotation.suggested if annotation else None
    return _in_words(suggested.decision, suggested.labels) if suggested else ""


def _in_words(decision: Decision, labels: Iterable[Label]) -> str:
    return " + ".join(map(_label, labels)) if decision == "labelled" else decision


def _label(label: Label) -> str:
    return " ".join((label.name, *(_said(value) for _, value in label.values)))


def _text(annotation: Annotation | None, found: Detected | None, text: str) -> str:
    if annotation is not None:
        parts = [one.text for one in annotation.parts]
    else:
        parts = [one.of(text) for one in (found.fragments or (found.span,))] if found else []
    return " … ".join(f"“{_shortened(part)}”" for part in parts)


def _speaker(annotation: Annotation | None, found: Detected | None) -> str:
    source = annotation or found
    return _name(source.speaker) if source else ""


def _name(speaker: SpeakerExcerpt | None) -> str:
    return flat(speaker.name) if speaker else "nobody"


def _shortened(text: str) -> str:
    """Return the two ends of a long text: where borders move, it is one of them that differs."""
    text = flat(text)
    if len(text) <= _BEGINNING:
        return text
    half = _BEGINNING // 2
    first, last = text[:half], text[-half:]
    # No word is cut, unless it is longer than that.
    first, last = first.rpartition(" ")[0] or first, last.partition(" ")[2] or last
    return f"{first.rstrip()} … {last.lstrip()}"


def when(at: str) -> str:
    """Return a time of the log as a clock here shows it; as it stands where it is none."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%d %b %H:%M")
    except (ValueError, OverflowError, OSError):
        return at
