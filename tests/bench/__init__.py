"""Benchmarks: each prints a table with a peer or a floor in the same run. None is a test."""
