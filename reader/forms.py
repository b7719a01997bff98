"""Where a person's own forms of files are found."""

from __future__ import annotations

from pathlib import Path

from reader.export.form_names import BUILT_IN, ENDINGS, LARGEST, built_in
from reader.paths import expanded
from reader.portable import Template


class FormError(Exception):
    """There is no such form. Its text is one sentence for a person."""


def form(wanted: str, folder: Path) -> Template:
    """Return the form that is meant: a file's, or by its name one in the folder, else one of those that come
    with the reader. Raise FormError."""
    path = expanded(wanted)
    if "/" in wanted or path.suffix:
        return _read(path)
    try:
        found = sorted(one for one in folder.iterdir() if one.stem == wanted and one.is_file())
    except OSError:
        found = []
    if found:
        return _read(found[0])
    if wanted in BUILT_IN:
        return built_in(wanted)
    raise FormError(f"There is no template {wanted} in {folder}; there are {', '.join(BUILT_IN)} besides.")


def _read(path: Path) -> Template:
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except OSError as error:
        raise FormError(f"{path} could not be read: {(error.strerror or str(error)).lower()}.") from None
    if len(body) > LARGEST:
        raise FormError(f"{path} is larger than {LARGEST // 1024} KB.")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormError(f"{path} is not text in UTF-8.") from None
    ending = path.suffix.lower()
    return Template(path.name, text, ending if ending in ENDINGS else ".txt")
