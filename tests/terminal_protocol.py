"""What goes over the wire between a program and its terminal: keys, mouse, queries and answers."""

from __future__ import annotations

import re
from collections.abc import Callable

ESC = "\x1b"

_LETTER_KEYS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_NUMBER_KEYS = {
    "insert": 2,
    "delete": 3,
    "pageup": 5,
    "pagedown": 6,
    **{f"f{i + 5}": n for i, n in enumerate((15, 17, 18, 19, 20, 21, 23, 24))},
}
_PLAIN_KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": f"{ESC}[Z",
    "s-tab": f"{ESC}[Z",
    "esc": ESC,
    "escape": ESC,
    "space": " ",
    "backspace": "\x7f",
    "f1": f"{ESC}OP",
    "f2": f"{ESC}OQ",
    "f3": f"{ESC}OR",
    "f4": f"{ESC}OS",
}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}


def key_bytes(name: str) -> bytes:
    """Return what a terminal sends for a key, e.g. `n`, `enter`, `ctrl+r`, `shift+right`.

    Raises:
        ValueError: There is no such key.
    """
    if len(name) == 1:
        return name.encode()
    if name in _PLAIN_KEYS:
        return _PLAIN_KEYS[name].encode()
    *modifiers, base = name.split("+")
    if any(modifier not in _MODIFIERS for modifier in modifiers):
        raise ValueError(f"no such key: {name!r}")
    bits = sum(_MODIFIERS[modifier] for modifier in modifiers)
    if base in _LETTER_KEYS:
        middle = f"1;{bits + 1}" if bits else ""
        return f"{ESC}[{middle}{_LETTER_KEYS[base]}".encode()
    if base in _NUMBER_KEYS:
        modified = f";{bits + 1}" if bits else ""
        return f"{ESC}[{_NUMBER_KEYS[base]}{modified}~".encode()
    if len(base) == 1 and modifiers == ["ctrl"]:
        return bytes([ord(base.upper()) & 0x1F])
    if len(base) == 1 and modifiers == ["alt"]:
        return f"{ESC}{base}".encode()
    raise ValueError(f"no such key: {name!r}")


def mouse_bytes(button: int, row: int, col: int, *, down: bool) -> bytes:
    """Return an SGR (1006) mouse report for a 0-based place on the screen."""
    return f"{ESC}[<{button};{col + 1};{row + 1}{'M' if down else 'm'}".encode()


# One alternation, so that a chunk is searched once and the answers keep the order of the questions.
_QUERY = re.compile(
    rb"\x1b\[(?P<da>[>=]?)0?c"
    rb"|\x1b\[(?P<dsr>[56])n"
    rb"|\x1b\[\?(?P<mode>\d+)\$p"
    rb"|\x1b\[\?(?P<kitty>u)"
    rb"|\x1b\[>0?(?P<version>q)"
    rb"|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
    rb"|\x1bP\+q(?P<termcap>[0-9A-Fa-f;]*)\x1b\\"
    rb"|\x1bP\$q(?P<setting>[^\x1b]*)\x1b\\"
)
# What a half-read query may need to be completed by the next chunk.
LONGEST_QUERY = 128

_ATTRIBUTES = {b"": b"\x1b[?62;22c", b">": b"\x1b[>1;4000;0c", b"=": b"\x1bP!|00000000\x1b\\"}
_COLOURS = {b"10": b"rgb:e0e0/e0e0/e0e0", b"11": b"rgb:0000/0000/0000"}
# Synchronised output is there; in-band resize is not, so a resize comes as SIGWINCH as in xterm.
_MODES = {b"2026": b"2", b"2048": b"0"}


def answers(
    data: bytes, seen: int, cursor: Callable[[], tuple[int, int]], modes: Callable[[], set[int]]
) -> bytes:
    """Return the answers to the queries in `data` that end after its first `seen` bytes."""
    found = (match for match in _QUERY.finditer(data) if match.end() > seen)
    return b"".join(_answer(match, cursor, modes) for match in found)


def _answer(
    match: re.Match[bytes], cursor: Callable[[], tuple[int, int]], modes: Callable[[], set[int]]
) -> bytes:
    kind = match.lastgroup
    value = match.group(kind) if kind else b""
    if kind == "da":
        return _ATTRIBUTES[value]
    if kind == "dsr":
        row, col = cursor() if value == b"6" else (0, 0)
        return f"{ESC}[{row + 1};{col + 1}R".encode() if value == b"6" else b"\x1b[0n"
    if kind == "mode":
        state = b"1" if int(value) in modes() else _MODES.get(value, b"0")
        return b"\x1b[?%s;%s$y" % (value, state)
    if kind == "colour":
        return b"\x1b]%s;%s\x1b\\" % (value, _COLOURS[value])
    if kind == "termcap":
        return b"\x1bP0+r%s\x1b\\" % value
    if kind == "setting":
        return b"\x1bP0$r\x1b\\"
    return b"\x1b[?0u" if kind == "kitty" else b"\x1bP>|pullquote-tests(1)\x1b\\"


_ESCAPE = re.compile(
    rb"\x1b(?:\[(?P<private>[<-?]?)(?P<params>[0-9:;]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    rb"|\][^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|[PX^_][^\x1b]*\x1b\\"
    rb"|[ -/]+[0-~]"
    rb"|[0-OQ-WYZ`-~\\])"
)
_ALTERNATE_SCREEN = 1049


class Cleaner:
    """Takes out of a byte stream what pyte would misread, and keeps the private modes' state.

    pyte takes `CSI > 4 ; 2 m` for underline, prints the rest of a DCS and the `u` of `CSI < u`.

    Attributes:
        modes: The DEC private modes that are set now.
    """

    def __init__(self) -> None:
        self.modes: set[int] = {7, 25}
        self._rest = b""

    def clean(self, data: bytes) -> bytes:
        """Return what pyte may see of `data`; an escape cut off at the end waits for the next."""
        data = self._rest + data
        parts: list[bytes] = []
        position = 0
        self._rest = b""
        while (start := data.find(b"\x1b", position)) >= 0:
            parts.append(data[position:start])
            match = _ESCAPE.match(data, start)
            if match is None:
                self._rest = data[start:]
                return b"".join(parts)
            parts.append(self._kept(match))
            position = match.end()
        parts.append(data[position:])
        return b"".join(parts)

    def _kept(self, match: re.Match[bytes]) -> bytes:
        whole, final = match.group(), match["final"]
        if final is None:
            return b"" if whole[1:2] in b"]PX^_" else whole
        if match["middle"] or b":" in match["params"]:
            return b""
        if match["private"] == b"?" and final in b"hl":
            return self._mode_changed(match["params"], on=final == b"h")
        return whole if not match["private"] else b""

    def _mode_changed(self, params: bytes, *, on: bool) -> bytes:
        numbers = {int(number) for number in params.split(b";") if number}
        self.modes = self.modes | numbers if on else self.modes - numbers
        if _ALTERNATE_SCREEN in numbers:
            # pyte has one screen only: going over to the other one, or back, shows it empty.
            return b"\x1b[0m\x1b[2J\x1b[H"
        return b"\x1b[?%s%s" % (params, b"h" if on else b"l")
