"""Fuzzing what reads foreign text: pytest tries each target shortly, `python -m tests.fuzz` at length."""
