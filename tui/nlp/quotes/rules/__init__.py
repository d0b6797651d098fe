"""The rules: each module looks for one sort of attribution, and proposes candidates."""
