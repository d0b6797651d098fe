"""A database's text, gone through record by record, whatever has become of it.

A JSON parser stops at the first mistake. This one says where it is and goes on with the next record
that is whole: it tells the line of each record, and what can be saved of a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from tui.model.printable import brief

TABLES = ("meta", "annotations", "entities", "rules", "edits")
_WHITE = re.compile(r"[ \t\r\n]*")
_MEMBER = re.compile(r'"((?:[^"\\\n]|\\.)*)"[ \t\r\n]*:[ \t\r\n]*(?=\{)')


class Found(NamedTuple):
    """A record.

    Attributes:
        table: The table it stands in.
        id: The key that it stands at.
        line: Where it begins, from 1 on.
        value: What stands there; any JSON.
    """

    table: str
    id: str
    line: int
    value: Any


class Flaw(NamedTuple):
    """A place where the text is no JSON, or no table of records.

    Attributes:
        table: The table it is in; empty outside of any.
        line: From 1 on; `column` too, in code points.
        reason: What is wrong there.
    """

    table: str
    line: int
    column: int
    reason: str


def scan(text: str) -> Iterator[Found | Flaw]:
    """Yield the records of a database's text in order, and what is wrong between them."""
    return _Scanner(text).run()


def line_of(text: str, table: str, record_id: str) -> int | None:
    """Return the line on which a record begins; None when there is none such."""
    for one in scan(text):
        if isinstance(one, Found) and (one.table, one.id) == (table, record_id):
            return one.line
    return None


class _SyntaxError(ValueError):
    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason, self.at = reason, at


class _Scanner:
    """Goes over a text once.

    Args:
        text: The database's text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._table = ""
        # Lines are counted on from the last place that was asked for.
        self._counted, self._line = 0, 1

    def run(self) -> Iterator[Found | Flaw]:
        """Yield what there is: strictly as long as that goes, then whole records wherever."""
        try:
            yield from self._tables()
        except _SyntaxError as error:
            yield self._flaw(error)
            yield from self._rest(error.at)

    # -- strict ----------------------------------------------------------------------------------

    def _tables(self) -> Iterator[Found | Flaw]:
        self._expect("{", "a database is a JSON object of tables")
        if not self._comes("}"):
            while True:
                self._table = self._key()
                yield from self._records()
                self._table = ""
                if not self._goes_on():
                    break
        self._skip_white()
        if self._at < len(self._text):
            raise _SyntaxError("there is more behind the end of the JSON", self._at)

    def _records(self) -> Iterator[Found | Flaw]:
        self._expect("{", f"table {brief(self._table)} is no object of records")
        if self._comes("}"):
            return
        while True:
            self._skip_white()
            line = self._line_at(self._at)
            record_id = self._key()
            yield Found(self._table, record_id, line, self._value())
            if not self._goes_on():
                return

    def _skip_white(self) -> None:
        match = _WHITE.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _comes(self, sign: str) -> bool:
        self._skip_white()
        if not self._text.startswith(sign, self._at):
            return False
        self._at += 1
        return True

    def _expect(self, sign: str, reason: str) -> None:
        if not self._comes(sign):
            at_end = self._at >= len(self._text)
            raise _SyntaxError("it ends too early" if at_end else reason, self._at)

    def _goes_on(self) -> bool:
        if self._comes(","):
            return True
        self._expect("}", 'a "," or a "}" is missing')
        return False

    def _key(self) -> str:
        self._skip_white()
        begin = self._at
        key = self._value()
        if not isinstance(key, str):
            raise _SyntaxError("a key must be a string", begin)
        self._expect(":", 'a ":" is missing')
        return key

    def _value(self) -> Any:  # noqa: ANN401 - that is what JSON is
        self._skip_white()
        value, self._at = _decoded(self._text, self._at)
        return value

    # -- after a flaw ----------------------------------------------------------------------------

    def _rest(self, at: int) -> Iterator[Found | Flaw]:
        """Yield the records behind a flaw: what says of itself the id that it stands at."""
        while match := _MEMBER.search(self._text, at):
            key = _unquoted(match[1])
            if key in TABLES:
                self._table, at = key, match.end()
                continue
            try:
                value, end = _decoded(self._text, match.end())
            except _SyntaxError as error:
                # What it is part of is told already; its own parts may be passed over.
                if self._is_record_start(match):
                    yield self._flaw(error)
                at = match.end()
                continue
            if isinstance(value, dict) and _is_record(key, value):
                table = table_of(value) or self._table
                yield Found(table, key, self._line_at(match.start()), value)
                at = end
            else:
                at = match.end()

    def _is_record_start(self, match: re.Match[str]) -> bool:
        """Tell whether a member begins where our layout has records: at a line's fifth column."""
        begin = match.start()
        return self._text[max(0, begin - 5) : begin] in ("\n    ", "    ")

    def _flaw(self, error: _SyntaxError) -> Flaw:
        at = min(error.at, len(self._text))
        column = at - self._text.rfind("\n", 0, at)
        return Flaw(self._table, self._line_at(at), column, error.reason)

    def _line_at(self, at: int) -> int:
        if at < self._counted:
            return self._text.count("\n", 0, at) + 1
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line


def table_of(record: dict[str, Any]) -> str | None:
    """Return the table that a record belongs to by its form; None when that cannot be told."""
    if "action" in record and "after" in record:
        return "edits"
    schema = record.get("schema")
    return _BY_SCHEMA.get(schema.partition("/")[0]) if isinstance(schema, str) else None


_BY_SCHEMA = {
    "pullquote": "annotations",
    "pullquote-entity": "entities",
    "pullquote-entity-rule": "rules",
    "pullquote-store": "meta",
}


def _is_record(key: str, value: dict[str, Any]) -> bool:
    return value.get("id") == key or (key == "database" and table_of(value) == "meta")


def _decoded(text: str, at: int) -> tuple[Any, int]:
    try:
        return _decoder.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise _SyntaxError(error.msg[:1].lower() + error.msg[1:], error.pos) from error
    except StopIteration as error:
        raise _SyntaxError("a value is missing", at) from error
    except RecursionError as error:
        raise _SyntaxError("nested too deeply", at) from error
    except ValueError as error:  # a constant that is none, or a number of thousands of digits
        raise _SyntaxError(brief(str(error)).strip("'\""), at) from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


_decoder = json.JSONDecoder(parse_constant=_refuse)


def _unquoted(escaped: str) -> str:
    try:
        return str(json.loads(f'"{escaped}"'))
    except ValueError:
        return escaped
