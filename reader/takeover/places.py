"""Where other readers keep their files, if they are there."""

from __future__ import annotations

import os
from pathlib import Path

Places = tuple[str, ...]


def newsboat_places() -> Places:
    """Return newsboat's folder, or the two that it has by the XDG rules; () if it was never used here."""
    home = Path.home()
    old = home / ".newsboat"
    config = _folder("XDG_CONFIG_HOME", home / ".config") / "newsboat"
    data = _folder("XDG_DATA_HOME", home / ".local" / "share") / "newsboat"
    for folders in ((config, data), (old,)):
        if any((folder / name).is_file() for folder in folders for name in ("urls", "cache.db")):
            return tuple(str(folder) for folder in folders)
    return ()


def _folder(variable: str, otherwise: Path) -> Path:
    said = os.environ.get(variable, "")
    return Path(said) if said.startswith("/") else otherwise
