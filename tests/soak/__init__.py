"""Deciding under fire: killed at random moments, two at once, disks that fail. See `__main__`."""
