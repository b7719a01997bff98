"""feeds.toml changed for the person: comments and order are kept, and it is read back before it counts."""

from __future__ import annotations

import contextlib
from pathlib import Path

from reader.config import arranging
from reader.config.arranging import Change
from reader.config.blocks import UnusualError
from reader.config.file import read_file, replace_file, turn_at
from reader.config.merging import merged
from reader.config.mistakes import ConfigurationError, Mistake, unusable
from reader.config.reading import load, parse
from reader.config.settings import Configuration
from reader.model import Subscription
from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the file: its text before and after."""

    before: str
    after: str

    @property
    def reverse(self) -> Edit:
        """Return what takes it back."""
        return Edit(self.after, self.before)


def edit(path: Path, change: Change) -> tuple[Configuration, Edit]:
    """Change the text of the file; return what it then says, and the change.

    Programs that do so at once take turns. Raise ConfigurationError, and write nothing, if the file has
    mistakes, would have some then, cannot be written, or is by somebody else at that moment. What `change`
    raises is raised, UnusualError as ConfigurationError.
    """
    with turn_at(path):
        return _edited(path, change)


def _edited(path: Path, change: Change) -> tuple[Configuration, Edit]:
    configuration, text = load(path), read_file(path)
    try:
        after = change(text)
    except UnusualError as error:
        raise ConfigurationError(path, [Mistake(1, str(error), "change it with an editor")]) from None
    if after == text:
        return configuration, Edit(text, text)
    configuration = parse(after, path)
    _check_letters(path, after)
    if read_file(path) != text:
        raise ConfigurationError(path, [Mistake(1, "it was being written to", "try again")])
    try:
        replace_file(path, after, private=configuration.private)
    except OSError as error:
        raise unusable(path, error.strerror or "cannot be written") from None
    return configuration, Edit(text, after)


def _check_letters(path: Path, text: str) -> None:
    """Raise ConfigurationError where a text holds what a shell gave it and no file in UTF-8 can hold."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise ConfigurationError(
            path, [Mistake(line, "this would not be UTF-8", "write it in UTF-8")]
        ) from None


def make_again(path: Path, change: Edit) -> tuple[Configuration, Edit]:
    """Make a change in a file that may have gone on since; raise ConfigurationError as `edit`, and where what
    it changes is not as it was."""

    def again(text: str) -> str:
        after = merged(change.before, change.after, text)
        if after is None:
            raise UnusualError("what would change here has been changed since")
        return after

    return edit(path, again)


def add_subscription(path: Path, subscription: Subscription) -> Configuration:
    """Append a [[feed]] to the file and return what it then says. A known address changes nothing."""
    return edit(path, lambda text: arranging.with_subscriptions(text, [subscription]))[0]


def remove_subscription(path: Path, url: str) -> Configuration:
    """Take the [[feed]] with this address out of the file; KeyError if there is none."""
    return edit(path, lambda text: arranging.without_subscriptions(text, {url}))[0]


def keep_private(configuration: Configuration) -> None:
    """Let nobody but its owner read a feeds.toml that holds secrets, as far as that can be had."""
    with contextlib.suppress(OSError):
        mode = configuration.path.stat().st_mode & 0o777
        if configuration.private and mode & 0o077:
            configuration.path.chmod(mode & 0o700)
