"""The commands, one a module. Each imports what it needs inside: none waits for another's."""
