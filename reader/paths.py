"""Paths as people write them, which may be nobody's and longer than a system takes."""

from __future__ import annotations

from pathlib import Path


def expanded(path: Path | str) -> Path:
    """Return a path with somebody's home in place of its "~"; as it is, like shells, where there is nobody of
    such a name."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def is_folder(path: Path) -> bool:
    """Whether a folder is there, as far as that can be seen."""
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, a folder above that may not be entered
        return False
