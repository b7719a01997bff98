"""Which articles a list shows, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ViewKind = Literal["all", "unread", "saved", "today", "feed", "folder", "tag", "search"]


@dataclass(frozen=True, slots=True)
class View:
    """Which articles a list shows. `value`: the feed's id, the folder, the tag or the words searched for."""

    kind: ViewKind = "all"
    value: str = ""
    unread_only: bool = False
    oldest_first: bool = False
