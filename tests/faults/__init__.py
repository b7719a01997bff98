"""Faults on purpose: long forms of what the suite tries shortly. Each module runs with `python -m`."""
