"""The parts of a screen. They know no store and no app."""
