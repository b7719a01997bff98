"""What kind of file system a library lies on: on those of a network SQLite's write-ahead log is not safe.

The log's index is memory that processes share, which two machines do not. See https://sqlite.org/wal.html.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
"""Linux's list of what is mounted where; see proc(5)."""

_REMOTE = re.compile(
    r"nfs\d*|cifs|smb\w*|ncpfs|afs|coda|9p|ceph|lustre|gfs2|ocfs2|beegfs|davfs|afpfs"
    r"|fuse\.(?:sshfs|rclone|s3fs|davfs\w*|glusterfs|ceph\S*|gvfsd-fuse|curlftpfs|juicefs|goofys|smbnetfs)"
)
_OCTAL = re.compile(r"\\([0-7]{3})")


def network_of(path: Path) -> str | None:
    """Return the kind of network file system that `path` (real, absolute) lies on; None for any other."""
    if sys.platform == "win32":
        return "a network share" if str(path).startswith("\\\\") else None
    kind = kind_of(path)
    return kind if kind is not None and _REMOTE.fullmatch(kind) else None


def kind_of(path: Path) -> str | None:
    """Return the kind of file system that `path` (real, absolute) lies on, None where that is not known."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    places = {path, *path.parents}
    found: tuple[int, str] | None = None
    for line in lines:
        fields, _, after = line.partition(" - ")
        columns, kinds = fields.split(" "), after.split(" ")
        if len(columns) < 5:
            continue
        place = Path(_OCTAL.sub(lambda octal: chr(int(octal[1], 8)), columns[4]))
        depth = len(place.parts)
        if place in places and (found is None or depth >= found[0]):  # the last one mounted there is on top
            found = depth, kinds[0]
    return None if found is None else found[1]
