"""Where settings and library are, and the feeds.toml that a new user begins with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.config.settings import Settings

APPLICATION = "reader-tui"


def configuration_path() -> Path:
    """Where feeds.toml is: READER_FEEDS, or the user's configuration folder."""
    if chosen := os.environ.get("READER_FEEDS"):
        return Path(chosen).expanduser()
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False) / "feeds.toml"


def library_path() -> Path:
    """Where the library is: READER_LIBRARY, or the user's data folder."""
    if chosen := os.environ.get("READER_LIBRARY"):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False) / "library.db"


def download_folder(settings: Settings) -> Path:
    """Where files that come with articles go."""
    if settings.download_folder:
        return Path(settings.download_folder).expanduser()
    from platformdirs import user_downloads_path

    return user_downloads_path() / "Reader"


def template_folder(feeds_toml: Path) -> Path:
    """Where a person's own forms of exported files are."""
    return feeds_toml.parent / "templates"


def starter() -> str:
    """The text of the feeds.toml that a new user begins with."""
    here = Path(__file__).parent.parent
    bundled = here / "feeds.toml"  # put there by the wheel; a checkout has it at its top
    return (bundled if bundled.exists() else here.parent / "feeds.toml").read_text(encoding="utf-8")


def is_there(path: Path) -> bool:
    """Whether there is a file. Raise ConfigurationError where that cannot be found out."""
    try:
        return path.exists()
    except OSError as error:
        from reader.config.mistakes import unusable

        raise unusable(path, error.strerror or "cannot be reached") from None


def ensure(path: Path, text: str | None = None) -> bool:
    """Write `text`, or the starter set, to `path` if nothing is there; say whether it was written.

    Raise ConfigurationError if it cannot be.
    """
    if is_there(path) or path.is_symlink():
        return False
    from reader.config.file import replace_file
    from reader.config.mistakes import unusable

    try:
        for folder in reversed(path.parents):
            folder.mkdir(mode=0o700, exist_ok=True)  # whoever could write here could name programs to run
        replace_file(path, starter() if text is None else text, new=True)
    except OSError as error:
        if os.path.lexists(path):  # another program has written it in this moment
            return False
        raise unusable(path, error.strerror or "cannot be written") from None
    return True
