"""Whether a folder is one that a program copies to other machines, where an open library would be damaged.

Such programs copy a database and its write-ahead log one after the other, while they are written to, and put
what another machine wrote in the place of what is open here. They are known by what they leave in the folder
that they keep, by the place they give it, or by the kind of file system.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from reader.storage.errors import LibraryError
from reader.storage.filesystems import kind_of

ALLOW = "READER_ALLOW_SYNCHRONISED"
"""With this in the environment a library is opened there all the same."""

_CLOUD_DRIVES = {
    "fuse.rclone": "rclone",
    "fuse.sshfs": "sshfs",
    "fuse.onedriver": "OneDrive",
    "fuse.google-drive-ocamlfuse": "Google Drive",
    "fuse.s3fs": "s3fs",
    "fuse.gcsfuse": "gcsfuse",
    "fuse.goofys": "goofys",
    "fuse.seadrive": "Seafile",
    "fuse.pcloud": "pCloud",
    "fuse.curlftpfs": "curlftpfs",
    "fuse.gvfsd-fuse": "the desktop",
    "davfs": "WebDAV",
    "fuse.davfs2": "WebDAV",
}
"""File systems that only look like a disk: their locks hold on this machine alone, or not at all."""
_DATABASES = re.compile(r"\.?_?sync_[0-9a-f]{6,}\.db|\.(?:owncloud|nextcloud)sync\.log")
_LONGEST_PATTERNS = 256 * 1024
_WILD = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
_PARTS = re.compile(r"\*\*|\*|\?|[^*?]+")
_NAMES = {
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "icloudrive": "iCloud",
    "my drive": "Google Drive",
}


def refuse_synchronised(library: Path) -> None:
    """Raise LibraryError, with what to do, if a library lies where a program synchronises it."""
    if os.environ.get(ALLOW, "") not in {"", "0"}:
        return
    program = synchronised_by(Path(os.path.realpath(library)))
    if program is not None:
        raise LibraryError(
            f"The library at {library} lies in a folder that {program} copies to other machines, which "
            "damages it: name another place with --library (or move it there with its backups), and bring "
            f"machines together with `reader export --state`; {ALLOW}=1 opens it all the same."
        )


def synchronised_by(path: Path) -> str | None:
    """Return the program that synchronises the folder of `path` (real, absolute), None if none does."""
    kind = kind_of(path.parent)
    if kind in _CLOUD_DRIVES:
        return _CLOUD_DRIVES[kind]
    if (named := _by_place(path)) is not None:
        return named
    for folder in path.parents:
        if (program := _keeper_of(folder, path)) is not None:
            return program
    return None


def _keeper_of(folder: Path, path: Path) -> str | None:
    """The program whose traces are in a folder."""
    try:
        names = {entry.name for _, entry in zip(range(10_000), os.scandir(folder), strict=False)}
    except OSError:
        return None
    if ".stfolder" in names:
        return None if _is_ignored(folder, path) else "Syncthing"
    # ~/.dropbox is where the program keeps its own settings: a folder, while the mark is a file.
    if ".dropbox.cache" in names or (".dropbox" in names and (folder / ".dropbox").is_file()):
        return "Dropbox"
    if any(_DATABASES.fullmatch(name) for name in names):
        return "Nextcloud or ownCloud"
    if ".seafile-data" in names or "seafile-ignore.txt" in names:
        return "Seafile"
    if ".sync" in names and (folder / ".sync" / "ID").is_file():
        return "Resilio Sync"
    if {".tmp.drivedownload", ".tmp.driveupload"} & names:
        return "Google Drive"
    return None


def _by_place(path: Path) -> str | None:
    """The program that keeps its folders in a place of this name."""
    parts = path.parts
    for one, after in pairwise(parts):
        if one == "Mobile Documents":
            return "iCloud"
        if one == "CloudStorage" and "Library" in parts:
            return _service(after.partition("-")[0])
    home = Path.home().parts
    if parts[: len(home)] == home and len(parts) > len(home) + 1:
        first = parts[len(home)].lower()
        return _NAMES.get(first.partition(" - ")[0])
    return None


def _service(name: str) -> str:
    return _NAMES.get(name.lower(), name)


def _is_ignored(folder: Path, path: Path) -> bool:
    """Whether Syncthing leaves a file alone, by the first pattern of its .stignore that fits the file or a
    folder that it is in. See https://docs.syncthing.net/users/ignoring.html."""
    inside = path.relative_to(folder)
    places = [inside, *list(inside.parents)[:-1]]
    for keeps, pattern in _patterns(folder / ".stignore"):
        if any(pattern.fullmatch(place.as_posix()) for place in places):
            return not keeps
    return False


def _patterns(file: Path) -> Iterator[tuple[bool, re.Pattern[str]]]:
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:
            lines = opened.read(_LONGEST_PATTERNS).splitlines()
    except OSError:
        return
    for line in lines:
        text, keeps, case = line.strip(), False, 0
        while text.startswith(("!", "(?i)", "(?d)")):
            keeps, case = keeps or text[0] == "!", re.IGNORECASE if text.startswith("(?i)") else case
            text = text[1:] if text[0] == "!" else text[4:]
        if not text or text.startswith(("//", "#")):
            continue
        rooted = text.startswith("/")
        body = "".join(_WILD.get(part, re.escape(part)) for part in _PARTS.findall(text.strip("/")))
        yield keeps, re.compile(body if rooted else f"(?:.*/)?{body}", case)
