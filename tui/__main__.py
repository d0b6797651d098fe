"""The way in: `pullquote` and `python -m tui`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tui.errors import PullquoteError
from tui.launch import open_reader, plain_line
from tui.model.printable import printable

_INTERRUPTED = 130
_PIPE_CLOSED = 141


def main() -> None:
    """Run the command line; every error is one message, never a traceback."""
    try:
        _run(sys.argv[1:])
        sys.stdout.flush()
    except PullquoteError as error:
        _complain(error)
        _settle_output()
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        _settle_output()
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _settle_output()
        sys.exit(_PIPE_CLOSED)
    except Exception as error:  # noqa: BLE001 - the report has it all; nobody reads a traceback
        from tui.crash import Circumstances, told

        unexpected = told(error, Circumstances())
        _complain(unexpected)
        _settle_output()
        sys.exit(unexpected.exit_status)


def _run(words: Sequence[str]) -> None:
    line = plain_line(words)
    if line is not None:
        open_reader(*line)
    else:
        from tui.cli import app

        app(prog_name="pullquote")


def _settle_output() -> None:
    """Let go of output that cannot be written, so that the interpreter's own flush cannot fail."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(error: PullquoteError) -> None:
    lines = [f"pullquote: {error.message}"]
    if error.hint:
        lines.append(f"  {error.hint}")
    text = "\n".join(lines) + "\n"
    # A path or a text may hold what this terminal cannot show, or would obey.
    encoding = sys.stderr.encoding or "utf-8"
    safe = printable(text)
    sys.stderr.write(safe.encode(encoding, "backslashreplace").decode(encoding))


if __name__ == "__main__":
    main()
