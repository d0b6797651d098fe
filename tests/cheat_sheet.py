"""The README's cheat sheet of keys, made from the bindings: `make cheat-sheet`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.marked import with_part
from tui.model.scheme import DEFAULT_SCHEME
from tui.screens.keys.registry import all_groups
from tui.screens.keys.table import as_markdown

BEGIN = "<!-- the keys: made by `make cheat-sheet` -->"
END = "<!-- the end of the keys -->"


def with_cheat_sheet(readme: str) -> str:
    """Return the README with the keys that there are, between its two marks.

    Raises:
        ValueError: A mark is missing.
    """
    sheet = "\n".join(as_markdown(all_groups(DEFAULT_SCHEME)))
    folded = f"<details>\n<summary>All keys</summary>\n\n{sheet}\n\n</details>"
    return with_part(readme, BEGIN, END, folded)


def main() -> None:
    """Write the keys into the file that is named."""
    file = Path(sys.argv[1])
    file.write_text(with_cheat_sheet(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
