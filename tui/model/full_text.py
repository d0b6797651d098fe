"""What is looked for in a corpus: words as they are typed, made into what they mean.

All words have to occur. `"a phrase"` is one word after the other, `begin*` any word that begins so,
`-word` leaves articles out, `one OR other` takes either, `title:word` looks into titles only;
`source:` and `date:` are those of the list of articles.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_TERM = re.compile(
    r'(-?)(?:(title|source|date):)?(?:"([^"]*)(?:"(\**)|$)|([^\s"]\S*)|)', re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_CURLY = str.maketrans("“”„‟", '""""')
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_EITHER, _NOT = "OR", "NOT"
_SIGNS = (_EITHER, _NOT, "AND")
_MOST_CHARACTERS = 2000
_MOST_TERMS = 50
_SHORTEST_BEGINNING = 2
"""Letters: to put together all words that begin with one takes seconds."""
_SHORTEST_UNFINISHED = 3
"""Letters from which a word that is being typed stands for those that begin so."""


class Term(NamedTuple):
    """A word, or several one after the other.

    Attributes:
        words: As they were typed; what is a word in them, the index tells.
        is_begun: Whether the last of them may go on.
        in_title: Whether it has to stand in the title.
    """

    words: str
    is_begun: bool = False
    in_title: bool = False


class Field(NamedTuple):
    """What an article's source or date has to hold, or must not.

    Attributes:
        name: "source" or "date".
        value: In small letters.
        is_excluded: Whether it must not.
    """

    name: str
    value: str
    is_excluded: bool = False


class FullTextQuery(NamedTuple):
    """What is looked for.

    Attributes:
        all_of: Of each of these at least one term has to occur.
        none_of: None of these may.
        fields: What else has to hold.
        problem: Why nothing can be looked for, or an empty string. When nothing was typed there is
            no problem, and nothing in `all_of`.
    """

    all_of: tuple[tuple[Term, ...], ...] = ()
    none_of: tuple[Term, ...] = ()
    fields: tuple[Field, ...] = ()
    problem: str = ""

    @property
    def in_text(self) -> tuple[Term, ...]:
        """The terms that may be found in an article's text."""
        return tuple(term for group in self.all_of for term in group if not term.in_title)


def full_text_query(typed: str) -> FullTextQuery:
    """Return what is meant by what was typed."""
    if len(typed) > _MOST_CHARACTERS:
        return FullTextQuery(problem=f"too long: {_MOST_CHARACTERS:,} characters at most")
    reading = _Reading()
    for match in _terms(typed):
        reading.take(match)
    return reading.query()


def left_open(typed: str) -> str:
    """Return what was typed by now with `*` after a last word that may be the beginning of one.

    A space ends it, and so does what is no letter; a very short one is taken as it is.
    """
    if not typed[-1:].isalnum() or len(typed) > _MOST_CHARACTERS:
        return typed
    *_, last = _terms(typed)
    _, field, phrase, _, word = last.groups()
    is_whole = phrase is not None or (field or "title").lower() != "title"
    is_whole = is_whole or word in _SIGNS or len(word) < _SHORTEST_UNFINISHED
    return typed if is_whole else f"{typed}*"


def _terms(typed: str) -> list[re.Match[str]]:
    plain = _NO_TEXT.sub(" ", typed).translate(_CURLY)
    return [match for match in _TERM.finditer(plain) if match[0]]


class _Reading:
    """Puts the terms together, one after the other."""

    def __init__(self) -> None:
        self._groups: list[list[Term]] = []
        self._without: list[Term] = []
        self._fields: list[Field] = []
        self._problem = ""
        self._joins = self._excludes = False

    def take(self, match: re.Match[str]) -> None:
        """Take the next term."""
        minus, field, phrase, stars, word = match.groups()
        is_sign = not (minus or field) and phrase is None
        if is_sign and word in _SIGNS:
            self._joins = self._joins or word == _EITHER
            self._excludes = self._excludes or word == _NOT
            return
        words = (word or "").rstrip("*") if phrase is None else phrase
        is_begun = bool(stars) if phrase is not None else (word or "").endswith("*")
        excluded = bool(minus) or self._excludes
        self._excludes = False
        if field and field.lower() != "title":
            if words:
                self._fields.append(Field(field.lower(), words.casefold(), excluded))
        else:
            self._take_term(Term(words, is_begun, bool(field)), excluded=excluded)

    def _take_term(self, term: Term, *, excluded: bool) -> None:
        if not _has_word(term.words):
            pass  # signs alone are in no index
        elif term.is_begun and len(last := _last_word(term.words)) < _SHORTEST_BEGINNING:
            self._problem = f"{last}* is too short: {_SHORTEST_BEGINNING} letters at least"
        elif excluded:
            if self._joins:
                self._problem = "OR stands between words to look for: what has a - leaves out"
            self._without.append(term)
        elif self._joins and self._groups:
            self._groups[-1].append(term)
        else:
            self._groups.append([term])
        self._joins = False

    def query(self) -> FullTextQuery:
        """Return what it has come to."""
        problem = self._problem
        count = sum(map(len, self._groups)) + len(self._without) + len(self._fields)
        if count > _MOST_TERMS:
            problem = f"too many words: {_MOST_TERMS} at most"
        elif not problem and not self._groups and (self._without or self._fields):
            problem = "add a word to look for: the others only leave articles out"
        if problem:
            return FullTextQuery(problem=problem)
        groups = tuple(map(tuple, self._groups))
        return FullTextQuery(groups, tuple(self._without), tuple(self._fields))


def _last_word(text: str) -> str:
    *_, last = text, *_WORD.findall(text)
    return str(last)


def _has_word(text: str) -> bool:
    """Tell whether the index has anything of it: letters, digits, and what has no meaning."""
    kinds = map(unicodedata.category, text)
    return any(kind[0] in "LN" or kind == "Co" for kind in kinds)
