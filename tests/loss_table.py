"""The README's table of what formats lose, as it is measured: `make loss-table`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.formats.exchange.round_trip import both_ways, measured
from tests.marked import with_part
from tui.formats.fields import names
from tui.formats.format import Format
from tui.formats.registry import formats

BEGIN = "<!-- what formats lose: made by `make loss-table` -->"
END = "<!-- the end of what formats lose -->"


def with_loss_table(readme: str) -> str:
    """Return the README with what each format loses; of those that are read, what is measured.

    Raises:
        ValueError: A mark is missing.
    """
    known = {form.name for form in both_ways()}
    rows = [_row(form, is_measured=form.name in known) for form in formats()]
    head = "| format | | what it is | is lost |\n| --- | --- | --- | --- |"
    table = "\n".join([head, *rows])
    folded = (
        f"<details>\n<summary>All formats, and what each loses</summary>\n\n{table}\n\n</details>"
    )
    return with_part(readme, BEGIN, END, folded)


def _row(form: Format, *, is_measured: bool) -> str:
    lost = form.loses
    if is_measured:
        with tempfile.TemporaryDirectory() as folder:
            lost = measured(form, Path(folder))
    ways = "out and in" if is_measured else "out"
    told = ", ".join(names(lost)) or "nothing"
    return f"| `{form.name}` | {ways} | {form.about.replace('|', '/')} | {told} |"


def main() -> None:
    """Write the table into the file that is named."""
    file = Path(sys.argv[1])
    file.write_text(with_loss_table(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
