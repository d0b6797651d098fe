"""Plain signs: for terminals that cannot show box drawing, arrows and typographic marks.

Every sign that is drawn has a twin in ASCII, as many cells wide, and is replaced on its way to the
terminal; so there is one place for it, whoever draws. The marks of an article's own text go the
same way: where the one has no glyph, the other has none. The text itself is untouched by that, and
so is what is copied.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping

ERRORS = "pullquote-plain"
"""The name of the codec error handler that `register` makes known."""

_POOR_TERMINALS = ("linux", "vt", "ansi", "cons25", "sun")
"""What the TERM of terminals with a font of few signs begins with."""

_TWINS = {
    **dict.fromkeys("─━═╌╍┄┅┈┉╴╶╸╺╼╾▔▁▂—–‐‑‒―−", "-"),
    **dict.fromkeys("│║╎╏┆┇┊┋╵╷╹╻╽╿▏▎▍▌▐▕", "|"),
    **dict.fromkeys("┃█▉▊▋▇▆▅▄▃▀■▪▓", "#"),
    **dict.fromkeys("▒░", ":"),
    **dict.fromkeys("▖▗▘▝▙▚▛▜▞▟□▢☐", "+"),
    **dict.fromkeys("▶▸►▷▹→»›❯", ">"),
    **dict.fromkeys("◀◂◄◁◃←«‹❮", "<"),
    **dict.fromkeys("▲▴△▵↑", "^"),
    **dict.fromkeys("▼▾▽▿↓", "v"),
    **dict.fromkeys("●⬤◉◆★•✱", "*"),
    **dict.fromkeys("○◯◌◇☆", "o"),
    **dict.fromkeys("◐◑◒◓", "%"),
    **dict.fromkeys("✓✔☑", "+"),
    **dict.fromkeys("✕✖✗✘×☒", "x"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("·‧…⋯", "."),
    **dict.fromkeys("�␡", "?"),
    "⏎": "<",
    "↵": "<",
    "≡": "=",
    "≠": "#",
    "≤": "<",
    "≥": ">",
    "≈": "~",
    "€": "E",
    "🔎": "o ",
    "🔍": "o ",
}
# Corners, tees and crosses.
_TWINS |= {chr(code): "+" for code in range(0x2500, 0x2580) if chr(code) not in _TWINS}
# Pictures of control characters.
_TWINS |= {chr(code): "^" for code in range(0x2400, 0x2427) if chr(code) not in _TWINS}

# The rest of Latin-1 is in every font, whatever the encoding.
_TABLE = str.maketrans({one: twin for one, twin in _TWINS.items() if one == "·" or one > "\xff"})


def plain(text: str) -> str:
    """Return `text` with the twin of each sign that has one; all else stays."""
    return text if text.isascii() else text.translate(_TABLE)


def why_plain(wanted: bool | None, environment: Mapping[str, str]) -> str:
    """Say why the signs are to be plain; an empty string when they are not.

    Args:
        wanted: What the settings say; None to go by the terminal.
        environment: The environment variables.
    """
    if wanted is not None:
        return "as reader.plain says" if wanted else ""
    term = environment.get("TERM", "")
    if term.startswith(_POOR_TERMINALS):
        return f"TERM is {term}"
    # Without any of them Python takes the terminal for one of UTF-8, and it mostly is.
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((value for name in names if (value := environment.get(name))), "UTF-8")
    is_utf8 = locale.upper().replace("-", "").partition("@")[0].endswith("UTF8")
    return "" if is_utf8 else f"the locale is {locale}"


def register() -> None:
    """Make known how what an encoding lacks is written: by its twin, else by `?`, as wide as it."""
    codecs.register_error(ERRORS, _replaced)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_TWINS.get(sign) or _unknown(sign) for sign in lacking), error.end


def _unknown(sign: str) -> str:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return ""
    return "??" if unicodedata.east_asian_width(sign) in "WF" else "?"
