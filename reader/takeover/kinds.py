"""What another reader's file may be."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

FeedsKind = Literal[
    "opml", "newsboat urls", "newsboat config", "newsboat cache", "newsboat", "newsraft feeds"
]
PagesKind = Literal[
    "pocket",
    "instapaper",
    "readwise reader",
    "readwise highlights",
    "omnivore",
    "wallabag",
    "bookmarks",
    "firefox bookmarks",
    "chrome bookmarks",
    "starred items",
    "raindrop",
    "pinboard",
    "karakeep",
    "csv",
    "links",
    "pages",
    "files",
]
"""What has pages in it; "files" is a folder or an archive with several of these."""
Kind: TypeAlias = FeedsKind | PagesKind
KINDS: tuple[Kind, ...] = (*get_args(FeedsKind), *get_args(PagesKind))
