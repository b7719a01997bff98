"""Benchmarks: each prints a table with a peer or a floor in the same run. None is a test."""

import os

# An installed program has its modules compiled. In a checkout whose Python may not write bytecode every
# process would compile them anew, and that would be measured.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
