"""A file that comes with an article, on its way to the disk or there."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from reader.values import dataclass

DownloadState = Literal["waiting", "paused", "failed", "done", "removed"]


@dataclass(frozen=True, slots=True)
class Download:
    """One file of the queue. `path` is where it is, or will be once it is whole; `length` is in bytes, as far
    as it is known; `error` is one sentence on what did not work. `named_by` is the address whose content
    named this one. A "removed" one stays known, so that it does not come back by itself."""

    id: int
    article_id: int | None
    url: str
    title: str
    feed_title: str = ""
    named_by: str = ""
    type: str | None = None
    state: DownloadState = "waiting"
    path: str | None = None
    length: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    error: str = ""
    added: datetime | None = None
    finished: datetime | None = None
    played: datetime | None = None

    @property
    def resumable(self) -> bool:
        """Whether a server can be asked for the rest alone: what it has now must be known to be the same."""
        return bool(self.last_modified or (self.etag and not self.etag.startswith("W/")))
