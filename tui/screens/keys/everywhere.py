"""The keys that work wherever one is."""

from __future__ import annotations

from textual.binding import Binding, BindingType

EVERYWHERE_KEYS: list[BindingType] = [
    Binding("ctrl+p", "command_palette", "palette", show=False, priority=True, id="app.palette",
            tooltip="Find any of this by its name"),
    Binding("T,shift+t", "next_theme", "theme", show=False, id="app.next-theme",
            tooltip="Next theme"),
    Binding("ctrl+z", "suspend_process", "suspend", show=False, priority=True, id="app.suspend",
            tooltip="Back to the shell for a while; fg comes back"),
    Binding("ctrl+q", "quit", "quit", show=False, priority=True, id="app.quit",
            tooltip="Quit, from anywhere"),
]  # fmt: skip
