"""A text in a person's own editor: a draft on the disk, and what it says afterwards."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reader.programs import ProgramError
from reader.text import safe_line, safe_text
from reader.values import dataclass

LARGEST_DRAFT = 1024 * 1024
"""Bytes of a draft that are read."""
_USUAL = ("editor", "nano", "vim", "vi")


def editor(environment: Mapping[str, str]) -> list[str]:
    """Return the editor that VISUAL or EDITOR name, with its arguments; else one that is usually there.

    They are taken apart as a shell would do it, and no shell runs. Raise ProgramError if there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            argv = shlex.split(environment.get(name, ""))
        except ValueError:
            raise ProgramError(f"{name} cannot be read: its quotation marks do not close.") from None
        if argv:
            return argv
    found = next((name for name in _USUAL if shutil.which(name)), None)
    if found is None:
        raise ProgramError("There is no editor: VISUAL or EDITOR says which program is yours.")
    return [found]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text in a file that is its owner's alone, in a folder for whatever else the editor leaves there."""

    path: Path
    begun: str

    @classmethod
    def of(cls, text: str) -> Draft:
        """Write a text down. Raise ProgramError if that fails."""
        text = safe_text(text).strip()
        try:
            path = Path(tempfile.mkdtemp(prefix="reader-note-")) / "note.md"
            path.write_text(f"{text}\n" if text else "", encoding="utf-8")
        except OSError as error:
            raise ProgramError(f"No draft could be written: {_why(error)}.") from None
        return cls(path, text)

    def read(self) -> str:
        """Return what it says now, cleaned. Raise ProgramError if it cannot be read, or not as a whole."""
        try:
            with self.path.open("rb") as file:
                written = file.read(LARGEST_DRAFT + 1)
        except OSError as error:
            raise ProgramError(f"The draft could not be read: {_why(error)}.") from None
        if len(written) > LARGEST_DRAFT:
            raise ProgramError("The draft is longer than a note can be.")
        return safe_text(written.decode("utf-8", "replace")).strip()

    @property
    def kept(self) -> bool:
        """Whether there is something in it that was not there when it was begun."""
        with contextlib.suppress(ProgramError):
            return self.read() not in {"", self.begun}
        return self.path.exists()

    def drop(self) -> None:
        """Take it off the disk."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def _why(error: OSError) -> str:
    return safe_line(error.strerror or str(error), 200)
