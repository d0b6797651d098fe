"""Benchmarks: `python -m tests.bench`. Each is a ratio to something bare, measured in one run."""
