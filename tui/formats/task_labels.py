"""What the data sets of the field's tasks are made of: stances and claims, as lines of text.

SemEval-2016 Task 6, VAST and DNA know who is for or against what; ClaimBuster and CheckThat! know
what is worth checking. A scheme that does not ask for that has nothing for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from typing import NamedTuple

from tui.formats.tally import Tally
from tui.formats.wanted import Wanted
from tui.model.annotation import Annotation
from tui.model.label import Label, Target
from tui.model.printable import flat
from tui.model.scheme import Scheme

STANCE, TARGET, POLARITY = "stance", "target", "polarity"
FAVOR, AGAINST, NONE = "FAVOR", "AGAINST", "NONE"
CLAIM, WORTH = "claim", "check_worthiness"
CFS, UFS, NFS = "CFS", "UFS", "NFS"

NO_STANCE = "without a stance"
NEGATIVES = "(--include-negatives makes an example of such)"
NO_CLAIM = f"without a claim {NEGATIVES}"
NOT_SURE = "that the annotator was unsure about"


class Stance(NamedTuple):
    """A stance: what it is about, on one line, and which of `FAVOR`, `AGAINST` and `NONE` it is."""

    target: str
    polarity: str


STANCES = Wanted(STANCE, {TARGET: "target", POLARITY: "choice"}, (FAVOR, AGAINST, NONE))
CLAIMS = Wanted(CLAIM, {WORTH: "choice"}, (CFS, UFS, NFS))


def has_stances(scheme: Scheme) -> bool:
    """Tell whether a scheme has stances as the field has them."""
    return STANCES.is_in(scheme)


def has_claims(scheme: Scheme) -> bool:
    """Tell whether a scheme has claims as the field has them."""
    return CLAIMS.is_in(scheme)


def demand_stances(scheme: Scheme, form: str) -> None:
    """Check that a scheme has stances as the field has them.

    Raises:
        PullquoteError: It has none; `form` is who asks for them.
    """
    STANCES.demand(scheme, form)


def demand_claims(scheme: Scheme, form: str) -> None:
    """Check that a scheme has claims as the field has them.

    Raises:
        PullquoteError: It has none; `form` is who asks for them.
    """
    CLAIMS.demand(scheme, form)


def stances(annotation: Annotation, tally: Tally, known: Collection[str]) -> Iterator[Stance]:
    """Yield the stances of an annotation; what is left out is told.

    Args:
        annotation: Any that is decided.
        tally: Told of each of which there is no stance, and of stances of no `known` polarity.
        known: The polarities that the format has.
    """
    if annotation.decision == "unsure":
        tally.leave_out(NOT_SURE)
        return
    found = [_stance(label) for label in annotation.labels if label.name == STANCE]
    if not found:
        tally.leave_out(NO_STANCE)
    fitting = [one for one in found if one.polarity in known]
    for other in found:
        if other.polarity not in known:
            told = "but with others" if fitting else "and no other"
            tally.leave_out(f"with a stance that is {flat(other.polarity)} {told}")
    yield from fitting


def _stance(label: Label) -> Stance:
    target, polarity = label.get(TARGET), label.get(POLARITY)
    text = target.text if isinstance(target, Target) else target or ""
    return Stance(flat(text), polarity if isinstance(polarity, str) else "")


def worth_of(annotation: Annotation, tally: Tally, *, include_negatives: bool) -> str | None:
    """Return how worth checking a quote is: `CFS`, `UFS` or `NFS`.

    Returns:
        None where there is no saying, which `tally` is told. A quote that was decided on and is no
        claim is `NFS` with `include_negatives`: who made it no claim found nothing to check in it.
    """
    if annotation.decision == "unsure":
        tally.leave_out(NOT_SURE)
        return None
    for label in annotation.labels:
        worth = label.get(WORTH) if label.name == CLAIM else None
        if isinstance(worth, str):
            if worth in (CFS, UFS, NFS):
                return worth
            tally.leave_out(f"with a claim that is {flat(worth)}")
            return None
    if include_negatives:
        return NFS
    tally.leave_out(NO_CLAIM)
    return None


def words(annotation: Annotation) -> str:
    """Return what a quote says, without what stands between its fragments; line breaks stay."""
    return " ".join([part.text for part in annotation.parts])


def number_of(*names: str | int) -> int:
    """Return a number for tools that name a record by one: the same for the same names.

    It is made of the first 63 bits of a SHA-256 and is never 0: it has up to 19 digits as the ids
    of tweets have, and fits an integer of 64 bits. Two in a million records are the same with a
    chance of 1 in 18 million.
    """
    digest = hashlib.sha256("\0".join(map(str, names)).encode("utf-8")).digest()
    return (int.from_bytes(digest[:8], "big") >> 1) or 1
