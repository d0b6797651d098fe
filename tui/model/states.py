"""How far an annotator may be with an article."""

NEW = "new"
"""The state of an article that nothing is known of."""
STATES = ("no quotes", NEW, "started", "done", "unsure", "unreadable")
"""All states, in the order the list sorts them by."""
OPEN = (NEW, "started", "unreadable")
"""Those in which there is something left to do."""
